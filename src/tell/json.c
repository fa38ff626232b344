/* The synopsis as one line of JSON: the contract of docs/formats.md and docs/synopsis.schema.json. */
#include "tell/tell.h"

#include "tell/json_findings.h"
#include "tell/json_parts.h"

static void put_story(struct json_writer *w, const struct synopsis *s)
{
    json_key(w, "story");
    json_open(w, '{');
    json_key(w, "id");
    json_put_text(w, s->id);
    json_key(w, "headline");
    json_put_text(w, s->headline);
    part_when(w, "from", s->from);
    part_when(w, "to", s->to);
    part_spans(w, "languages", s->languages);
    part_number(w, "reports", s->report_count);
    part_number(w, "origins", s->origin_count);
    json_key(w, "headlineOf");
    if (s->report_count)
        json_put_text(w, part_report_id(s, s->headline_at.report));
    else
        json_put_null(w);
    part_pair_or_null(w, "headlineAt", s->headline_at.at);
    part_when(w, "when", s->when);
    part_evidence_or_null(w, s, "who", s->who);
    part_evidence_or_null(w, s, "what", s->what);
    part_evidence_or_null(w, s, "where", s->where);
    part_member(w, "oneSource", s->one_source);
    part_evidences(w, s, "oneSourceAt", s->one_source_at);
    json_close(w, '}');
}

static void put_origin(struct json_writer *w, const struct synopsis *s, const struct origin *o)
{
    json_open(w, '{');
    json_key(w, "root");
    json_put_text(w, part_report_id(s, o->root));
    json_key(w, "reports");
    json_open(w, '[');
    for (uint32_t i = 0; i < o->count; i++)
        json_put_text(w, part_report_id(s, o->first + i));
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
    PUT_LIST(w, "reports", s->report_count, finding_report(w, &s->reports[i]));
    PUT_LIST(w, "accounts", s->origin_count, put_origin(w, s, &s->origins[i]));
    PUT_LIST(w, "statements", s->claim_count, finding_claim(w, s, &s->claims[i]));
    PUT_LIST(w, "quotes", s->quote_count, finding_quote(w, s, i));
    PUT_LIST(w, "conflicts", s->difference_count, finding_difference(w, s, i));
    PUT_LIST(w, "timeline", s->happening_count, finding_happening(w, s, &s->timeline[i]));
    PUT_LIST(w, "lineage", s->lineage_count, finding_edge(w, s, &s->lineage[i]));
    PUT_LIST(w, "passages", s->passage_count, finding_passage(w, s, &s->passages[i]));
    json_close(w, '}');
    buffer_byte(out, '\n');
}
