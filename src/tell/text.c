/* The synopsis for a terminal.  Order: what an editor needs in ten seconds, then the evidence. */
#include "tell/tell.h"

#include <stdio.h>

#include "tell/label.h"
#include "tell/layout.h"
#include "tell/moment.h"
#include "tell/text_parts.h"
#include "tell/words.h"

enum { DEFAULT_WIDTH = 80 };

void tell_text(struct buffer *out, const struct synopsis *s, struct tell_options options)
{
    struct text_page page = {
        .l = layout_in(out, options.width ? options.width : DEFAULT_WIDTH, options.colour),
        .s = s,
        .handles = label_handles(s),
        .cells = arena_new(out->arena, struct view_cell, s->report_count),
        .parents = view_parents(out->arena, s),
        .counts = view_counts(s),
        .times = view_times(s),
    };
    text_head(&page);
    text_lineage(&page);
    text_claims(&page);
    text_differences(&page);
    text_quotes(&page);
    text_only(&page);
    text_timeline(&page);
    text_reports(&page);
}

/* ---- what all parts use ---- */

void text_section(struct text_page *p, enum word title)
{
    p->l.indent = 0;
    layout_end(&p->l);
    struct span words = span_of(word_text(title));
    char room[64];
    size_t length = words.len < sizeof room ? words.len : sizeof room;
    for (size_t i = 0; i < length; i++)
        room[i] = words.at[i] >= 'a' && words.at[i] <= 'z' ? (char)(words.at[i] - 32) : words.at[i];
    layout_put(&p->l, (struct span){ room, length }, STYLE_STRONG);
    layout_end(&p->l);
    p->l.indent = 2;
}

void text_indent(struct text_page *p, unsigned first, unsigned others)
{
    p->l.indent = first;
    layout_pad(&p->l, first);
    p->l.indent = others;
}

void text_handle(struct text_page *p, uint32_t report, enum style style)
{
    char room[LABEL_HANDLE_ROOM];
    layout_put(&p->l, label_handle(room, p->s, p->handles, report), style);
}

void text_say(struct text_page *p, enum word word, enum style style) { layout_text(&p->l, word_text(word), style); }

void text_dot(struct text_page *p) { layout_text(&p->l, " · ", STYLE_FAINT); }

void text_handles(struct text_page *p, struct numbers reports, enum style style)
{
    uint32_t shown = reports.count <= VIEW_NAMES_MAX ? reports.count : VIEW_NAMES_MAX;
    for (uint32_t i = 0; i < shown; i++) {
        layout_text(&p->l, i ? ", " : " ", STYLE_FAINT);
        text_handle(p, reports.at[i], style);
    }
    if (reports.count > shown) {
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_count(p, WORD_AND_MORE, reports.count - shown, 0, STYLE_FAINT);
    }
}

void text_place(struct text_page *p, struct evidence e)
{
    char room[LABEL_HANDLE_ROOM], place[64];
    struct span handle = label_handle(room, p->s, p->handles, e.report);
    int length = snprintf(place, sizeof place, "[%.*s %u-%u]", (int)handle.len, handle.at, e.at.from, e.at.to);
    layout_put(&p->l, SPAN(" "), STYLE_PLAIN);
    layout_whole(&p->l, (struct span){ place, (size_t)length }, STYLE_FAINT);
}

void text_words(struct text_page *p, struct evidence e, enum style style)
{
    layout_put(&p->l, evidence_words(p->s, e), style);
}

void text_number(struct text_page *p, enum word word, uint32_t first, uint32_t second, enum style style)
{
    struct buffer words = buffer_in(p->l.out->arena);
    word_put(&words, word, first, second, 0);
    layout_put(&p->l, buffer_span(&words), style);
}

void text_count(struct text_page *p, enum word word, uint32_t first, uint32_t second, enum style style)
{
    text_number(p, first == 1 ? word + 1 : word, first, second, style);
}

void text_when(struct text_page *p, struct when w, enum style style)
{
    struct buffer words = buffer_in(p->l.out->arena);
    moment_text(&words, w);
    layout_whole(&p->l, buffer_span(&words), style);
}

void text_time(struct text_page *p, uint32_t report)
{
    struct buffer words = buffer_in(p->l.out->arena);
    if (!view_time(&words, p->times, p->s->reports[report].report->article.published))
        return;
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_whole(&p->l, buffer_span(&words), STYLE_PLAIN);
}

enum style text_style(unsigned label)
{
    static const uint8_t styles[DIFFERENCE_LABEL_COUNT] = {
        [DIFFERENCE_CONFLICT] = STYLE_CONFLICT,    [DIFFERENCE_MORE_PRECISE] = STYLE_PRECISE,
        [DIFFERENCE_UPDATED] = STYLE_UPDATED,      [DIFFERENCE_SCOPE] = STYLE_SCOPE,
        [DIFFERENCE_ATTRIBUTION] = STYLE_SOURCE,   [DIFFERENCE_SPELLING] = STYLE_SPELLING,
        [DIFFERENCE_WORDING] = STYLE_WORDING,      [DIFFERENCE_AGREE] = STYLE_PLAIN,
    };
    return styles[label];
}

const char *text_sign(unsigned label)
{
    static const char *const signs[DIFFERENCE_LABEL_COUNT] = {
        [DIFFERENCE_CONFLICT] = "≠",    [DIFFERENCE_MORE_PRECISE] = "⊂", [DIFFERENCE_UPDATED] = "→",
        [DIFFERENCE_SCOPE] = "∩",       [DIFFERENCE_ATTRIBUTION] = "‹",  [DIFFERENCE_SPELLING] = "~",
        [DIFFERENCE_WORDING] = "”",     [DIFFERENCE_AGREE] = "=",
    };
    return signs[label];
}

void text_label_count(struct text_page *p, unsigned label)
{
    struct buffer words = buffer_in(p->l.out->arena);
    bool any = false;
    buffer_printf(&words, "%s %u %s", text_sign(label), p->counts.label[label], word_counted(label));
    for (unsigned kind = 0; kind < DIFFERENCE_KIND_COUNT && view_has_kinds(label); kind++) {
        if (!p->counts.kind[label][kind])
            continue;
        buffer_text(&words, any ? ", " : ": ");
        word_count(&words, (enum word)(WORD_FIGURES + 2 * kind), p->counts.kind[label][kind], 0, 0);
        any = true;
    }
    layout_whole(&p->l, buffer_span(&words), text_style(label));
}

void text_kind(struct text_page *p, unsigned label)
{
    char kind[48];
    int length = snprintf(kind, sizeof kind, "%s %s", text_sign(label), word_difference(label));
    layout_put(&p->l, SPAN(" "), STYLE_PLAIN);
    layout_whole(&p->l, (struct span){ kind, (size_t)length }, text_style(label));
}
