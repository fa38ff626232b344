/* What a later version changed, as one line of JSON. */
#include "tell/json_parts.h"
#include "tell/moment.h"
#include "tell/revision.h"

static void put_side(struct json_writer *w, const char *name, const struct revision_side *side,
                     const struct report *report)
{
    json_key(w, name);
    json_open(w, '{');
    json_key(w, "version");
    if (side->number)
        json_put_int(w, side->number);
    else
        json_put_null(w);
    part_member(w, "file", side->name);
    part_when(w, "seen", side->seen);
    part_when(w, "published", report->article.published);
    part_when(w, "modified", report->article.modified);
    part_member(w, "title", report->article.title);
    json_close(w, '}');
}

static void put_change(struct json_writer *w, const struct revision_change *c)
{
    json_open(w, '{');
    part_member(w, "what", span_of(revision_kind_label(c->kind)));
    part_member(w, "was", c->was);
    part_member(w, "is", c->is);
    part_member(w, "about", c->about);
    part_pair_or_null(w, "from", c->before);
    part_pair_or_null(w, "to", c->after);
    part_number(w, "times", c->times);
    part_flag(w, "silent", c->silent);
    json_close(w, '}');
}

static void put_piece(struct json_writer *w, const struct revision_piece *p, struct span before, struct span after)
{
    static const char *const kinds[] = { "same", "removed", "added" };
    json_open(w, '{');
    part_member(w, "kind", span_of(kinds[p->kind]));
    part_pair_or_null(w, "from", p->before);
    part_pair_or_null(w, "to", p->after);
    part_member(w, "text", p->kind == PIECE_REMOVED ? mark_span(before, p->before) : mark_span(after, p->after));
    json_close(w, '}');
}

static void put_pieces(struct json_writer *w, const char *name, const struct revision_line *line, struct span before,
                       struct span after)
{
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < line->count; i++)
        put_piece(w, &line->pieces[i], before, after);
    json_close(w, ']');
}

static void put_line(struct json_writer *w, const struct revision *r, const struct revision_line *line)
{
    struct span before = r->before->article.text, after = r->after->article.text;
    bool gone = line->kind == LINE_REMOVED || line->kind == LINE_MOVED_FROM;
    json_open(w, '{');
    part_member(w, "kind", span_of(revision_line_label(line->kind)));
    part_pair_or_null(w, "from", line->before);
    part_pair_or_null(w, "to", line->after);
    part_member(w, "text", gone ? mark_span(before, line->before) : mark_span(after, line->after));
    put_pieces(w, "pieces", line, before, after);
    json_close(w, '}');
}

static void put_counts(struct json_writer *w, const struct revision *r)
{
    json_key(w, "words");
    json_open(w, '{');
    part_number(w, "before", r->words_before);
    part_number(w, "after", r->words_after);
    part_number(w, "removed", r->words_removed);
    part_number(w, "added", r->words_added);
    json_close(w, '}');
    json_key(w, "paragraphs");
    json_open(w, '{');
    part_number(w, "same", r->of_kind[LINE_SAME]);
    part_number(w, "changed", r->of_kind[LINE_CHANGED]);
    part_number(w, "added", r->of_kind[LINE_ADDED]);
    part_number(w, "removed", r->of_kind[LINE_REMOVED]);
    part_number(w, "moved", r->of_kind[LINE_MOVED_TO]);
    json_close(w, '}');
}

void revision_json(struct buffer *out, const struct revision_page *page, bool whole)
{
    const struct revision *r = page->revision;
    struct json_writer writer = json_writer(out, 0), *w = &writer;
    json_open(w, '{');
    part_member(w, "format", SPAN("synoptic-revision/1"));
    part_member(w, "article", page->article);
    put_side(w, "from", &page->before, r->before);
    put_side(w, "to", &page->after, r->after);
    part_flag(w, "same", r->same);
    put_counts(w, r);
    json_key(w, "restamped");
    if (r->restamped == RESTAMPED_UNKNOWN)
        json_put_null(w);
    else
        json_put_bool(w, r->restamped == RESTAMPED_YES);
    part_spans(w, "corrections", r->notes);
    part_number(w, "silent", r->silent);
    json_key(w, "changes");
    json_open(w, '[');
    for (uint32_t i = 0; i < r->change_count; i++)
        put_change(w, &r->changes[i]);
    json_close(w, ']');
    if (whole) {
        put_pieces(w, "headline", &r->headline, r->before->article.title, r->after->article.title);
        json_key(w, "lines");
        json_open(w, '[');
        for (uint32_t i = 0; i < r->line_count; i++)
            put_line(w, r, &r->lines[i]);
        json_close(w, ']');
    }
    json_close(w, '}');
    buffer_byte(out, '\n');
}
