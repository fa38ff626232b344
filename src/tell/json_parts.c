#include "tell/json_parts.h"

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
