/* What a later version changed, for a terminal. */
#include "tell/layout.h"
#include "tell/moment.h"
#include "tell/revision.h"
#include "tell/words.h"

enum { DEFAULT_WIDTH = 80, WORDS_SHOWN = 300 };

struct revision_print { struct layout l; const struct revision_page *page; };

static void say(struct revision_print *p, enum word word, uint32_t number, enum style style)
{
    struct buffer words = buffer_in(p->l.out->arena);
    word_put(&words, word, number, 0, 0);
    layout_put(&p->l, buffer_span(&words), style);
}

static void say_counted(struct revision_print *p, enum word word, uint32_t number, enum style style)
{
    say(p, number == 1 ? word + 1 : word, number, style);
}

static void begin(struct revision_print *p, unsigned first, unsigned others)
{
    p->l.indent = first;
    layout_pad(&p->l, first);
    p->l.indent = others;
}

static void put_section(struct revision_print *p, enum word title)
{
    p->l.indent = 0;
    layout_end(&p->l);
    say(p, title, 0, STYLE_STRONG);
    layout_end(&p->l);
}

/* ---- the head ---- */

static void put_side(struct revision_print *p, const struct revision_side *side)
{
    if (side->name.len) {
        layout_put(&p->l, side->name, STYLE_PLAIN);
        return;
    }
    say(p, WORD_VERSION, side->number, STYLE_PLAIN);
    if (!when_known(side->seen))
        return;
    struct buffer words = buffer_in(p->l.out->arena);
    moment_text(&words, side->seen);
    layout_text(&p->l, ", ", STYLE_FAINT);
    say(p, WORD_SEEN_AT, 0, STYLE_FAINT);
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_put(&p->l, buffer_span(&words), STYLE_FAINT);
}

static void put_head(struct revision_print *p)
{
    const struct revision *r = p->page->revision;
    struct span title = r->after->article.title.len ? r->after->article.title : r->before->article.title;
    if (p->page->article.len) {
        layout_put(&p->l, p->page->article, STYLE_FAINT);
        layout_text(&p->l, "  ", STYLE_PLAIN);
    }
    layout_put(&p->l, title, STYLE_STRONG);
    if (p->page->article.len || title.len)
        layout_end(&p->l);
    put_side(p, &p->page->before);
    layout_text(&p->l, " → ", STYLE_PLAIN);
    put_side(p, &p->page->after);
    layout_end(&p->l);
}

static void put_counts(struct revision_print *p)
{
    const struct revision *r = p->page->revision;
    static const struct { uint8_t kind; enum word word; } counted[] = {
        { LINE_ADDED, WORD_LINES_ADDED }, { LINE_REMOVED, WORD_LINES_REMOVED }, { LINE_MOVED_TO, WORD_LINES_MOVED },
    };
    say_counted(p, WORD_TAKEN_OUT, r->words_removed, STYLE_PLAIN);
    layout_text(&p->l, ", ", STYLE_PLAIN);
    say(p, WORD_PUT_IN, r->words_added, STYLE_PLAIN);
    layout_text(&p->l, "; ", STYLE_PLAIN);
    say_counted(p, WORD_LINES_CHANGED, r->of_kind[LINE_CHANGED], STYLE_PLAIN);
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
        if (!r->of_kind[counted[i].kind])
            continue;
        layout_text(&p->l, ", ", STYLE_PLAIN);
        say(p, counted[i].word, r->of_kind[counted[i].kind], STYLE_PLAIN);
    }
    layout_end(&p->l);
}

/* ---- changes of consequence ---- */

static void put_words(struct revision_print *p, struct span words, enum word none, enum style style)
{
    if (!words.len) {
        say(p, none, 0, STYLE_FAINT);
        return;
    }
    struct span shown = span_cut(words, 0, WORDS_SHOWN);
    layout_text(&p->l, "“", STYLE_FAINT);
    layout_put(&p->l, shown, style);
    layout_text(&p->l, shown.len < words.len ? "…”" : "”", STYLE_FAINT);
}

static void put_change(struct revision_print *p, const struct revision_change *c)
{
    begin(p, 2, 4);
    layout_text(&p->l, revision_kind_label(c->kind), STYLE_PLAIN);
    layout_text(&p->l, ": ", STYLE_PLAIN);
    put_words(p, c->was, WORD_IS_NEW, STYLE_REMOVED);
    layout_text(&p->l, " → ", STYLE_PLAIN);
    put_words(p, c->is, WORD_IS_GONE, STYLE_ADDED);
    if (c->about.len) {
        layout_text(&p->l, " (", STYLE_FAINT);
        layout_put(&p->l, span_cut(c->about, 0, WORDS_SHOWN), STYLE_FAINT);
        layout_text(&p->l, ")", STYLE_FAINT);
    }
    if (c->times > 1) {
        layout_text(&p->l, ", ", STYLE_FAINT);
        say(p, WORD_TIMES, c->times, STYLE_FAINT);
    }
    if (c->silent) {
        layout_text(&p->l, ", ", STYLE_PLAIN);
        say(p, WORD_SILENTLY, 0, STYLE_CONFLICT);
    }
    layout_end(&p->l);
}

static void put_changes(struct revision_print *p)
{
    const struct revision *r = p->page->revision;
    for (uint32_t i = 0; i < r->change_count; i++)
        put_change(p, &r->changes[i]);
    for (uint32_t i = 0; i < r->notes.count; i++) {
        begin(p, 2, 4);
        say(p, WORD_NEW_NOTE, 0, STYLE_PLAIN);
        layout_text(&p->l, " ", STYLE_PLAIN);
        put_words(p, r->notes.at[i], WORD_IS_GONE, STYLE_PLAIN);
        layout_end(&p->l);
    }
    begin(p, 2, 2);
    if (r->silent) {
        say(p, WORD_SILENT_NOTE, 0, STYLE_FAINT);
        layout_end(&p->l);
    }
    if (r->silent && r->restamped == RESTAMPED_NO) {
        begin(p, 2, 2);
        say(p, WORD_NOT_RESTAMPED, 0, STYLE_FAINT);
        layout_end(&p->l);
    }
}

/* ---- the text ---- */

static void put_piece(struct revision_print *p, struct span words, uint8_t kind)
{
    static const struct { const char *open, *close, *sign; enum style style; } forms[] = {
        [PIECE_SAME] = { "", "", "", STYLE_PLAIN },
        [PIECE_REMOVED] = { "[-", "-]", "-", STYLE_REMOVED },
        [PIECE_ADDED] = { "{+", "+}", "+", STYLE_ADDED },
    };
    enum style style = forms[kind].style;
    layout_text(&p->l, p->l.colour ? forms[kind].sign : forms[kind].open, style);
    layout_put(&p->l, words, style);
    layout_text(&p->l, p->l.colour ? "" : forms[kind].close, style);
}

static void put_pieces(struct revision_print *p, const struct revision_line *line, struct span before,
                       struct span after)
{
    for (uint32_t i = 0; i < line->count; i++) {
        const struct revision_piece *piece = &line->pieces[i];
        bool removed = piece->kind == PIECE_REMOVED;
        struct span text = removed ? before : after;
        struct mark at = removed ? piece->before : piece->after;
        if (i && at.from && byte_is_blank(text.at[at.from - 1]))
            layout_text(&p->l, " ", STYLE_PLAIN);
        put_piece(p, mark_span(text, at), piece->kind);
    }
}

static void put_line(struct revision_print *p, const struct revision_line *line)
{
    static const char *const signs[REVISION_LINE_COUNT] = { "", "~ ", "+ ", "- ", "< ", "> " };
    struct span before = p->page->revision->before->article.text, after = p->page->revision->after->article.text;
    bool gone = line->kind == LINE_REMOVED, moved = line->kind == LINE_MOVED_FROM || line->kind == LINE_MOVED_TO;
    layout_end(&p->l);
    begin(p, 0, 2);
    layout_text(&p->l, signs[line->kind], gone ? STYLE_REMOVED : moved ? STYLE_FAINT : STYLE_ADDED);
    if (line->kind == LINE_CHANGED)
        put_pieces(p, line, before, after);
    else if (moved)
        say(p, line->kind == LINE_MOVED_TO ? WORD_MOVED_TO : WORD_MOVED_FROM, 0, STYLE_FAINT);
    else
        put_piece(p, gone ? mark_span(before, line->before) : mark_span(after, line->after),
                  gone ? PIECE_REMOVED : PIECE_ADDED);
    if (moved) {
        struct span words = mark_span(before, line->before);
        layout_text(&p->l, ": ", STYLE_FAINT);
        put_words(p, span_cut(words, 0, WORDS_SHOWN / 3), WORD_IS_GONE, STYLE_PLAIN);
    }
    layout_end(&p->l);
}

static void put_same(struct revision_print *p, uint32_t count)
{
    if (!count)
        return;
    layout_end(&p->l);
    begin(p, 2, 2);
    say_counted(p, WORD_LINES_SAME, count, STYLE_FAINT);
    layout_end(&p->l);
}

static void put_text(struct revision_print *p)
{
    const struct revision *r = p->page->revision;
    uint32_t same = 0;
    if (r->headline.kind != LINE_SAME) {
        layout_end(&p->l);
        begin(p, 2, 2);
        put_pieces(p, &r->headline, r->before->article.title, r->after->article.title);
        layout_end(&p->l);
    }
    for (uint32_t i = 0; i < r->line_count; i++) {
        if (r->lines[i].kind == LINE_SAME) {
            same++;
            continue;
        }
        put_same(p, same);
        same = 0;
        put_line(p, &r->lines[i]);
    }
    put_same(p, same);
}

static struct revision_print print_of(struct buffer *out, const struct revision_page *page, struct tell_options options)
{
    unsigned width = options.width ? options.width : DEFAULT_WIDTH;
    return (struct revision_print){ layout_in(out, width, options.colour), page };
}

void revision_text(struct buffer *out, const struct revision_page *page, struct tell_options options)
{
    struct revision_print print = print_of(out, page, options), *p = &print;
    const struct revision *r = page->revision;
    put_head(p);
    if (r->same) {
        say(p, WORD_SAME_TEXT, 0, STYLE_PLAIN);
        layout_end(&p->l);
        return;
    }
    put_counts(p);
    if (r->change_count || r->notes.count) {
        put_section(p, WORD_OF_CONSEQUENCE);
        put_changes(p);
    }
    put_section(p, WORD_THE_TEXT);
    put_text(p);
}

void revision_brief(struct buffer *out, const struct revision_page *page, struct tell_options options)
{
    struct revision_print print = print_of(out, page, options), *p = &print;
    put_head(p);
    for (uint32_t i = 0; i < page->revision->change_count; i++)
        put_change(p, &page->revision->changes[i]);
}
