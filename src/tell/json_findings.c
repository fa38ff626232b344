#include "tell/json_findings.h"

#include "tell/json_parts.h"

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

void finding_report(struct json_writer *w, const struct story_report *r)
{
    const struct article *a = &r->report->article;
    json_open(w, '{');
    json_key(w, "id");
    json_put_text(w, a->id);
    part_member(w, "file", a->file);
    part_member(w, "url", a->url);
    part_member(w, "title", a->title);
    part_member(w, "outlet", a->outlet);
    part_when(w, "published", a->published);
    part_member(w, "byline", a->byline);
    part_member(w, "language", a->language);
    part_member(w, "origin", r->origin_label);
    put_body(w, a);
    part_cuts(w, a);
    part_number(w, "account", r->origin + 1);
    part_flag(w, "root", r->is_root);
    part_when(w, "modified", a->modified);
    part_member(w, "dateline", a->dateline);
    part_member(w, "credit", a->credit);
    part_flag(w, "cutOff", a->flags & ARTICLE_STUB);
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
    part_when(w, "published", a->published);
    part_place(w, e->at);
    json_key(w, "text");
    json_put_text(w, mark_span(a->text, e->at));
    json_close(w, '}');
}

void finding_claim(struct json_writer *w, const struct synopsis *s, const struct claim *c)
{
    json_open(w, '{');
    part_number(w, "id", c->id);
    json_key(w, "kind");
    json_put_text(w, c->kind == CLAIM_SHARED ? SPAN("shared") : SPAN("unique"));
    json_key(w, "text");
    json_put_text(w, evidence_words(s, c->wording));
    part_number(w, "origins", c->origins);
    part_number(w, "reports", c->reports);
    part_evidences(w, s, "support", c->support);
    part_ids(w, s, "absent", c->absent);
    part_ids(w, s, "unclear", c->unclear);
    json_key(w, "wording");
    part_evidence(w, s, c->wording);
    part_share(w, "weight", c->weight);
    part_flag(w, "background", c->background);
    part_member(w, "saidBy", c->said_by);
    part_when(w, "when", c->when);
    part_references(w, "conflicts", c->differences);
    part_references(w, "quotes", c->quotes);
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
    part_words(w, s, v->words);
    part_pairs(w, "differing", v->differing);
    json_key(w, "change");
    json_put_text(w, span_of(variant_change_text(v->change)));
    part_member(w, "speaker", v->speaker);
    part_flag(w, "paraphrase", v->paraphrase);
    part_pair_or_null(w, "cueAt", v->cue);
    part_pair_or_null(w, "sourceAt", v->source);
    json_close(w, '}');
}

void finding_quote(struct json_writer *w, const struct synopsis *s, uint32_t number)
{
    const struct quote *q = &s->quotes[number];
    json_open(w, '{');
    part_number(w, "id", number + 1);
    part_member(w, "speaker", q->speaker);
    part_member(w, "cue", q->cue);
    part_member(w, "via", q->via);
    json_key(w, "variants");
    json_open(w, '[');
    for (uint32_t i = 0; i < q->count; i++)
        put_variant(w, s, &q->variants[i]);
    json_close(w, ']');
    part_number(w, "origins", q->origins);
    part_number(w, "reports", q->reports);
    part_flag(w, "sameWords", q->same_words);
    part_flag(w, "disputedSpeaker", q->disputed_speaker);
    json_close(w, '}');
}

static void put_value(struct json_writer *w, const struct synopsis *s, const struct difference_value *v)
{
    json_open(w, '{');
    part_words(w, s, v->at);
    part_member(w, "value", v->value);
    json_key(w, "low");
    json_put_double(w, v->low);
    json_key(w, "high");
    json_put_double(w, v->high);
    json_close(w, '}');
}

void finding_difference(struct json_writer *w, const struct synopsis *s, uint32_t number)
{
    const struct difference *d = &s->differences[number];
    json_open(w, '{');
    part_number(w, "id", number + 1);
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
    part_number(w, "origins", d->origins);
    part_share(w, "weight", d->weight);
    json_close(w, '}');
}

void finding_happening(struct json_writer *w, const struct synopsis *s, const struct happening *h)
{
    json_open(w, '{');
    json_key(w, "date");
    json_put_text(w, h->date);
    part_when(w, "when", h->when);
    part_evidences(w, s, "support", h->support);
    json_key(w, "wording");
    part_evidence(w, s, h->wording);
    part_number(w, "origins", h->origins);
    part_flag(w, "event", h->is_event);
    json_close(w, '}');
}

void finding_passage(struct json_writer *w, const struct synopsis *s, const struct passage *passage)
{
    json_open(w, '{');
    part_evidences(w, s, "support", passage->support);
    json_key(w, "same");
    json_open(w, '[');
    for (uint32_t i = 0; i < passage->support.count; i++) {
        if (passage->same[i] == SAME_UNKNOWN)
            json_put_null(w);
        else
            json_put_bool(w, passage->same[i] == SAME_YES);
    }
    json_close(w, ']');
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

void finding_edge(struct json_writer *w, const struct synopsis *s, const struct lineage_edge *e)
{
    json_open(w, '{');
    json_key(w, "from");
    json_put_text(w, part_report_id(s, e->from));
    json_key(w, "to");
    json_put_text(w, part_report_id(s, e->to));
    json_key(w, "kind");
    json_put_text(w, span_of(lineage_kind_text(e->kind)));
    part_share(w, "share", e->share);
    part_spans(w, "evidence", e->grounds);
    part_flag(w, "inferred", e->inferred);
    part_share(w, "sure", e->sure);
    put_runs(w, e);
    json_close(w, '}');
}
