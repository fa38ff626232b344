#include "tell/json_parts.h"

#include <math.h>

#include "tell/moment.h"

void part_member(struct json_writer *w, const char *name, struct span text)
{
    json_key(w, name);
    json_put_text_or_null(w, text);
}

void part_spans(struct json_writer *w, const char *name, struct spans list)
{
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < list.count; i++)
        json_put_text(w, list.at[i]);
    json_close(w, ']');
}

void part_place(struct json_writer *w, struct mark m)
{
    json_key(w, "from");
    json_put_int(w, m.from);
    json_key(w, "to");
    json_put_int(w, m.to);
}

void part_pair(struct json_writer *w, struct mark m)
{
    json_open(w, '[');
    json_put_int(w, m.from);
    json_put_int(w, m.to);
    json_close(w, ']');
}

void part_pairs(struct json_writer *w, const char *name, struct marks list)
{
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < list.count; i++)
        part_pair(w, list.at[i]);
    json_close(w, ']');
}

void part_cuts(struct json_writer *w, const struct article *a)
{
    json_key(w, "cut");
    json_open(w, '[');
    for (uint32_t i = 0; i < a->cuts.count; i++) {
        const struct cut *cut = &a->cuts.at[i];
        json_open(w, '{');
        part_place(w, cut->at);
        json_key(w, "why");
        json_put_text(w, span_of(cut_label(cut->why)));
        if (a->flags & ARTICLE_HTML) {
            json_key(w, "text");
            json_put_text(w, cut->words);
        }
        json_close(w, '}');
    }
    json_close(w, ']');
}

/* ---- of a synopsis ---- */

void part_number(struct json_writer *w, const char *name, uint32_t n)
{
    json_key(w, name);
    json_put_int(w, n);
}

void part_flag(struct json_writer *w, const char *name, bool b)
{
    json_key(w, name);
    json_put_bool(w, b);
}

/* Weights and shares are estimates: three decimals are all they hold. */
void part_share(struct json_writer *w, const char *name, float share)
{
    json_key(w, name);
    json_put_double(w, round((double)share * 1000) / 1000);
}

void part_when(struct json_writer *w, const char *name, struct when when)
{
    json_key(w, name);
    moment_json(w, when);
}

struct span part_report_id(const struct synopsis *s, uint32_t report)
{
    return s->reports[report].report->article.id;
}

void part_ids(struct json_writer *w, const struct synopsis *s, const char *name, struct numbers reports)
{
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < reports.count; i++)
        json_put_text(w, part_report_id(s, reports.at[i]));
    json_close(w, ']');
}

/* Numbers of differences and quotes are counted from 1, as their ids are. */
void part_references(struct json_writer *w, const char *name, struct numbers list)
{
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < list.count; i++)
        json_put_int(w, (int64_t)list.at[i] + 1);
    json_close(w, ']');
}

void part_pair_or_null(struct json_writer *w, const char *name, struct mark m)
{
    json_key(w, name);
    if (mark_length(m))
        part_pair(w, m);
    else
        json_put_null(w);
}

void part_words(struct json_writer *w, const struct synopsis *s, struct evidence e)
{
    json_key(w, "report");
    json_put_text(w, part_report_id(s, e.report));
    part_place(w, e.at);
    json_key(w, "text");
    json_put_text(w, evidence_words(s, e));
}

void part_evidence(struct json_writer *w, const struct synopsis *s, struct evidence e)
{
    json_open(w, '{');
    part_words(w, s, e);
    json_close(w, '}');
}

void part_evidence_or_null(struct json_writer *w, const struct synopsis *s, const char *name, struct evidence e)
{
    json_key(w, name);
    if (mark_length(e.at))
        part_evidence(w, s, e);
    else
        json_put_null(w);
}

void part_evidences(struct json_writer *w, const struct synopsis *s, const char *name, struct evidences places)
{
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < places.count; i++)
        part_evidence(w, s, places.at[i]);
    json_close(w, ']');
}
