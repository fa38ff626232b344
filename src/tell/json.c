/* The synopsis as one line of JSON: the contract of docs/formats.md and docs/synopsis.schema.json. */
#include "tell/tell.h"

#include <math.h>

#include "tell/json_parts.h"
#include "tell/moment.h"
#include "text/json.h"

static void put_number(struct json_writer *w, const char *name, uint32_t n)
{
    json_key(w, name);
    json_put_int(w, n);
}

static void put_flag(struct json_writer *w, const char *name, bool b)
{
    json_key(w, name);
    json_put_bool(w, b);
}

/* Weights and shares are estimates: three decimals are all they hold. */
static void put_share(struct json_writer *w, const char *name, float share)
{
    json_key(w, name);
    json_put_double(w, round((double)share * 1000) / 1000);
}

static void put_when(struct json_writer *w, const char *name, struct when when)
{
    json_key(w, name);
    moment_json(w, when);
}

static struct span report_id(const struct synopsis *s, uint32_t report)
{
    return s->reports[report].report->article.id;
}

static void put_ids(struct json_writer *w, const struct synopsis *s, const char *name, struct numbers reports)
{
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < reports.count; i++)
        json_put_text(w, report_id(s, reports.at[i]));
    json_close(w, ']');
}

/* Numbers of differences and quotes are counted from 1, as their ids are. */
static void put_references(struct json_writer *w, const char *name, struct numbers list)
{
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < list.count; i++)
        json_put_int(w, (int64_t)list.at[i] + 1);
    json_close(w, ']');
}

static void put_mark_or_null(struct json_writer *w, const char *name, struct mark m)
{
    json_key(w, name);
    if (mark_length(m))
        part_pair(w, m);
    else
        json_put_null(w);
}

static void put_place(struct json_writer *w, const struct synopsis *s, struct evidence e)
{
    json_key(w, "report");
    json_put_text(w, report_id(s, e.report));
    part_place(w, e.at);
    json_key(w, "text");
    json_put_text(w, evidence_words(s, e));
}

static void put_evidence(struct json_writer *w, const struct synopsis *s, struct evidence e)
{
    json_open(w, '{');
    put_place(w, s, e);
    json_close(w, '}');
}

static void put_evidence_or_null(struct json_writer *w, const struct synopsis *s, const char *name, struct evidence e)
{
    json_key(w, name);
    if (mark_length(e.at))
        put_evidence(w, s, e);
    else
        json_put_null(w);
}

static void put_places(struct json_writer *w, const struct synopsis *s, const char *name, struct evidences places)
{
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < places.count; i++)
        put_evidence(w, s, places.at[i]);
    json_close(w, ']');
}

static void put_story(struct json_writer *w, const struct synopsis *s)
{
    json_key(w, "story");
    json_open(w, '{');
    json_key(w, "id");
    json_put_text(w, s->id);
    json_key(w, "headline");
    json_put_text(w, s->headline);
    put_when(w, "from", s->from);
    put_when(w, "to", s->to);
    part_spans(w, "languages", s->languages);
    put_number(w, "reports", s->report_count);
    put_number(w, "origins", s->origin_count);
    json_key(w, "headlineOf");
    if (s->report_count)
        json_put_text(w, report_id(s, s->headline_at.report));
    else
        json_put_null(w);
    put_mark_or_null(w, "headlineAt", s->headline_at.at);
    put_when(w, "when", s->when);
    put_evidence_or_null(w, s, "who", s->who);
    put_evidence_or_null(w, s, "what", s->what);
    put_evidence_or_null(w, s, "where", s->where);
    part_member(w, "oneSource", s->one_source);
    put_places(w, s, "oneSourceAt", s->one_source_at);
    json_close(w, '}');
}

/* The text without furniture: for HTML what extract put together, else the blocks. */
static void put_body(struct json_writer *w, const struct article *a)
{
    json_key(w, "body");
    if (a->flags & ARTICLE_HTML || !a->blocks.count) {
        json_put_text(w, a->text);
        return;
    }
    struct buffer body = buffer_in(w->out->arena);
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        buffer_text(&body, i ? "\n\n" : "");
        buffer_put(&body, mark_span(a->text, a->blocks.at[i].at));
    }
    json_put_text(w, buffer_span(&body));
}

static void put_report(struct json_writer *w, const struct story_report *r)
{
    const struct article *a = &r->report->article;
    json_open(w, '{');
    json_key(w, "id");
    json_put_text(w, a->id);
    part_member(w, "file", a->file);
    part_member(w, "url", a->url);
    part_member(w, "title", a->title);
    part_member(w, "outlet", a->outlet);
    put_when(w, "published", a->published);
    part_member(w, "byline", a->byline);
    part_member(w, "language", a->language);
    part_member(w, "origin", r->origin_label);
    put_body(w, a);
    part_cuts(w, a);
    put_number(w, "account", r->origin + 1);
    put_flag(w, "root", r->is_root);
    put_when(w, "modified", a->modified);
    part_member(w, "dateline", a->dateline);
    part_member(w, "credit", a->credit);
    put_flag(w, "cutOff", a->flags & ARTICLE_STUB);
    json_close(w, '}');
}

/* A report of another story is not among `reports`, so it is named here. */
static void put_elsewhere(struct json_writer *w, const struct elsewhere *e)
{
    const struct article *a = &e->report->article;
    json_open(w, '{');
    json_key(w, "id");
    json_put_text(w, a->id);
    part_member(w, "file", a->file);
    part_member(w, "url", a->url);
    part_member(w, "outlet", a->outlet);
    part_member(w, "title", a->title);
    put_when(w, "published", a->published);
    part_place(w, e->at);
    json_key(w, "text");
    json_put_text(w, mark_span(a->text, e->at));
    json_close(w, '}');
}

static void put_claim(struct json_writer *w, const struct synopsis *s, const struct claim *c)
{
    json_open(w, '{');
    put_number(w, "id", c->id);
    json_key(w, "kind");
    json_put_text(w, c->kind == CLAIM_SHARED ? SPAN("shared") : SPAN("unique"));
    json_key(w, "text");
    json_put_text(w, evidence_words(s, c->wording));
    put_number(w, "origins", c->origins);
    put_number(w, "reports", c->reports);
    put_places(w, s, "support", c->support);
    put_ids(w, s, "absent", c->absent);
    put_ids(w, s, "unclear", c->unclear);
    json_key(w, "wording");
    put_evidence(w, s, c->wording);
    put_share(w, "weight", c->weight);
    put_flag(w, "background", c->background);
    part_member(w, "saidBy", c->said_by);
    put_when(w, "when", c->when);
    put_references(w, "conflicts", c->differences);
    put_references(w, "quotes", c->quotes);
    json_key(w, "elsewhere");
    json_open(w, '[');
    for (uint32_t i = 0; i < c->elsewhere_count; i++)
        put_elsewhere(w, &c->elsewhere[i]);
    json_close(w, ']');
    json_close(w, '}');
}

static void put_variant(struct json_writer *w, const struct synopsis *s, const struct quote_variant *v)
{
    json_open(w, '{');
    put_place(w, s, v->words);
    part_pairs(w, "differing", v->differing);
    json_key(w, "change");
    json_put_text(w, span_of(variant_change_text(v->change)));
    part_member(w, "speaker", v->speaker);
    put_flag(w, "paraphrase", v->paraphrase);
    put_mark_or_null(w, "cueAt", v->cue);
    put_mark_or_null(w, "sourceAt", v->source);
    json_close(w, '}');
}

static void put_quote(struct json_writer *w, const struct synopsis *s, uint32_t number)
{
    const struct quote *q = &s->quotes[number];
    json_open(w, '{');
    put_number(w, "id", number + 1);
    part_member(w, "speaker", q->speaker);
    part_member(w, "cue", q->cue);
    part_member(w, "via", q->via);
    json_key(w, "variants");
    json_open(w, '[');
    for (uint32_t i = 0; i < q->count; i++)
        put_variant(w, s, &q->variants[i]);
    json_close(w, ']');
    put_number(w, "origins", q->origins);
    put_number(w, "reports", q->reports);
    put_flag(w, "sameWords", q->same_words);
    put_flag(w, "disputedSpeaker", q->disputed_speaker);
    json_close(w, '}');
}

static void put_value(struct json_writer *w, const struct synopsis *s, const struct difference_value *v)
{
    json_open(w, '{');
    put_place(w, s, v->at);
    part_member(w, "value", v->value);
    json_key(w, "low");
    json_put_double(w, v->low);
    json_key(w, "high");
    json_put_double(w, v->high);
    json_close(w, '}');
}

static void put_difference(struct json_writer *w, const struct synopsis *s, uint32_t number)
{
    const struct difference *d = &s->differences[number];
    json_open(w, '{');
    put_number(w, "id", number + 1);
    json_key(w, "slot");
    json_put_text(w, d->slot);
    json_key(w, "label");
    json_put_text(w, span_of(difference_label_text(d->label)));
    json_key(w, "kind");
    json_put_text(w, span_of(difference_kind_text(d->kind)));
    part_member(w, "unit", d->unit);
    json_key(w, "values");
    json_open(w, '[');
    for (uint32_t i = 0; i < d->count; i++)
        put_value(w, s, &d->values[i]);
    json_close(w, ']');
    part_member(w, "reason", d->reason);
    put_number(w, "origins", d->origins);
    put_share(w, "weight", d->weight);
    json_close(w, '}');
}

static void put_happening(struct json_writer *w, const struct synopsis *s, const struct happening *h)
{
    json_open(w, '{');
    json_key(w, "date");
    json_put_text(w, h->date);
    put_places(w, s, "support", h->support);
    json_key(w, "wording");
    put_evidence(w, s, h->wording);
    put_number(w, "origins", h->origins);
    put_flag(w, "event", h->is_event);
    json_close(w, '}');
}

static void put_runs(struct json_writer *w, const struct lineage_edge *e)
{
    json_key(w, "runs");
    json_open(w, '[');
    for (uint32_t i = 0; i < e->run_count; i++) {
        json_open(w, '{');
        json_key(w, "from");
        part_pair(w, e->runs[i].a);
        json_key(w, "to");
        part_pair(w, e->runs[i].b);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_edge(struct json_writer *w, const struct synopsis *s, const struct lineage_edge *e)
{
    json_open(w, '{');
    json_key(w, "from");
    json_put_text(w, report_id(s, e->from));
    json_key(w, "to");
    json_put_text(w, report_id(s, e->to));
    json_key(w, "kind");
    json_put_text(w, span_of(lineage_kind_text(e->kind)));
    put_share(w, "share", e->share);
    part_spans(w, "evidence", e->grounds);
    put_flag(w, "inferred", e->inferred);
    put_share(w, "sure", e->sure);
    put_runs(w, e);
    json_close(w, '}');
}

static void put_origin(struct json_writer *w, const struct synopsis *s, const struct origin *o)
{
    json_open(w, '{');
    json_key(w, "root");
    json_put_text(w, report_id(s, o->root));
    json_key(w, "reports");
    json_open(w, '[');
    for (uint32_t i = 0; i < o->count; i++)
        json_put_text(w, report_id(s, o->first + i));
    json_close(w, ']');
    part_member(w, "behind", o->behind);
    json_close(w, '}');
}

/* Writes `"name": [` element, element ... `]`; `each` is a statement that uses `i`. */
#define PUT_LIST(writer, name, number, each)       \
    do {                                           \
        json_key((writer), (name));                \
        json_open((writer), '[');                  \
        for (uint32_t i = 0; i < (number); i++)    \
            each;                                  \
        json_close((writer), ']');                 \
    } while (0)

void tell_json(struct buffer *out, const struct synopsis *s)
{
    struct json_writer writer = json_writer(out, 0), *w = &writer;
    json_open(w, '{');
    json_key(w, "format");
    json_put_text(w, SPAN("synoptic-synopsis/1"));
    put_story(w, s);
    PUT_LIST(w, "reports", s->report_count, put_report(w, &s->reports[i]));
    PUT_LIST(w, "accounts", s->origin_count, put_origin(w, s, &s->origins[i]));
    PUT_LIST(w, "statements", s->claim_count, put_claim(w, s, &s->claims[i]));
    PUT_LIST(w, "quotes", s->quote_count, put_quote(w, s, i));
    PUT_LIST(w, "conflicts", s->difference_count, put_difference(w, s, i));
    PUT_LIST(w, "timeline", s->happening_count, put_happening(w, s, &s->timeline[i]));
    PUT_LIST(w, "lineage", s->lineage_count, put_edge(w, s, &s->lineage[i]));
    json_close(w, '}');
    buffer_byte(out, '\n');
}
