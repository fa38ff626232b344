/* The synopsis in GitHub's Markdown: what the page says, for a comment, a wiki, a mail. */
#include "tell/tell.h"

#include "tell/escape.h"
#include "tell/markdown_parts.h"

void tell_markdown(struct buffer *out, const struct synopsis *s)
{
    struct markdown_page m = {
        .out = out,
        .s = s,
        .handles = label_handles(s),
        .cells = arena_new(out->arena, struct view_cell, s->report_count),
        .parents = view_parents(out->arena, s),
        .counts = view_counts(s),
        .times = view_times(s),
    };
    markdown_head(&m);
    markdown_lineage(&m);
    markdown_claims(&m);
    markdown_differences(&m, false);
    markdown_quotes(&m);
    markdown_only(&m);
    markdown_timeline(&m);
    markdown_reports(&m);
}

/* ---- what all parts use ---- */

void markdown_put(struct markdown_page *m, const char *ours) { buffer_text(m->out, ours); }

void markdown_word(struct markdown_page *m, enum word word) { buffer_text(m->out, word_text(word)); }

void markdown_count(struct markdown_page *m, enum word word, uint32_t first, uint32_t second)
{
    word_count(m->out, word, first, second, 0);
}

void markdown_text(struct markdown_page *m, struct span words) { escape_markdown(m->out, words); }

void markdown_words(struct markdown_page *m, struct evidence e) { markdown_text(m, evidence_words(m->s, e)); }

void markdown_handle(struct markdown_page *m, uint32_t report)
{
    char room[LABEL_HANDLE_ROOM];
    markdown_text(m, label_handle(room, m->s, m->handles, report));
}

void markdown_handles(struct markdown_page *m, struct numbers reports)
{
    uint32_t shown = reports.count <= VIEW_NAMES_MAX ? reports.count : VIEW_NAMES_MAX;
    for (uint32_t i = 0; i < shown; i++) {
        markdown_put(m, " ");
        markdown_handle(m, reports.at[i]);
    }
    if (reports.count > shown) {
        markdown_put(m, " ");
        markdown_count(m, WORD_AND_MORE, reports.count - shown, 0);
    }
}

/* Handles are letters and digits, so that nothing in the code span needs an escape. */
void markdown_place(struct markdown_page *m, struct evidence e)
{
    char room[LABEL_HANDLE_ROOM];
    markdown_put(m, " `");
    buffer_put(m->out, label_handle(room, m->s, m->handles, e.report));
    buffer_printf(m->out, " %u-%u`", e.at.from, e.at.to);
}

void markdown_time(struct markdown_page *m, uint32_t report)
{
    struct buffer words = buffer_in(m->out->arena);
    if (!view_time(&words, m->times, m->s->reports[report].report->article.published))
        return;
    markdown_put(m, " ");
    buffer_put(m->out, buffer_span(&words));
}

void markdown_title(struct markdown_page *m, enum word title)
{
    markdown_put(m, "\n## ");
    markdown_word(m, title);
    markdown_put(m, "\n\n");
}
