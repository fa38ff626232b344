/* An article of a store, for a terminal. */
#include "tell/article.h"
#include "tell/layout.h"
#include "tell/moment.h"
#include "tell/words.h"

enum { DEFAULT_WIDTH = 80 };

struct article_print { struct layout l; const struct article_page *page; };

static void say(struct article_print *p, enum word word, uint32_t number, enum style style)
{
    struct buffer words = buffer_in(p->l.out->arena);
    word_put(&words, word, number, 0, 0);
    layout_put(&p->l, buffer_span(&words), style);
}

static void begin(struct article_print *p, unsigned first, unsigned others)
{
    p->l.indent = first;
    layout_pad(&p->l, first);
    p->l.indent = others;
}

static void put_section(struct article_print *p, enum word title)
{
    p->l.indent = 0;
    layout_end(&p->l);
    say(p, title, 0, STYLE_STRONG);
    layout_end(&p->l);
}

static void put_when(struct article_print *p, struct when when)
{
    struct buffer words = buffer_in(p->l.out->arena);
    moment_text(&words, when);
    layout_put(&p->l, buffer_span(&words), STYLE_PLAIN);
}

static void put_place(struct article_print *p, struct mark at)
{
    struct span place = arena_printf(p->l.out->arena, "[%u-%u]", at.from, at.to);
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_whole(&p->l, place, STYLE_FAINT);
}

/* ---- the head ---- */

static void put_fact(struct article_print *p, enum word name, struct when when, bool *any)
{
    if (!when_known(when))
        return;
    layout_text(&p->l, *any ? " · " : "", STYLE_FAINT);
    say(p, name, 0, STYLE_FAINT);
    layout_text(&p->l, " ", STYLE_PLAIN);
    put_when(p, when);
    *any = true;
}

static uint32_t count_words(const struct tokens *tokens)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < tokens->count; i++)
        count += tokens->at[i].kind == TOKEN_WORD;
    return count;
}

static void put_origin(struct article_print *p)
{
    const struct article *a = &p->page->report->article;
    uint32_t words = count_words(&p->page->report->notes.tokens);
    bool any = a->outlet.len != 0;
    layout_put(&p->l, a->outlet, STYLE_PLAIN);
    put_fact(p, WORD_PRINTED, a->published, &any);
    put_fact(p, WORD_MODIFIED, a->modified, &any);
    layout_text(&p->l, any ? " · " : "", STYLE_FAINT);
    if (a->language.len) {
        layout_put(&p->l, word_language(a->language), STYLE_PLAIN);
        layout_text(&p->l, " · ", STYLE_FAINT);
    }
    say(p, words == 1 ? WORD_WORDS_COUNTED_ONE : WORD_WORDS_COUNTED, words, STYLE_PLAIN);
    layout_end(&p->l);
    if (a->byline.len) {
        layout_put(&p->l, a->byline, STYLE_PLAIN);
        layout_end(&p->l);
    }
    struct span url = a->url.len ? a->url : a->file;
    if (url.len) {
        layout_whole(&p->l, url, STYLE_FAINT);
        layout_end(&p->l);
    }
}

static void put_version(struct article_print *p, const struct revision_side *version)
{
    begin(p, 2, 4);
    say(p, WORD_VERSION, version->number, STYLE_PLAIN);
    if (when_known(version->seen)) {
        layout_text(&p->l, ", ", STYLE_FAINT);
        say(p, WORD_SEEN_AT, 0, STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        put_when(p, version->seen);
    }
    if (version->number == p->page->shown && p->page->count > 1) {
        layout_text(&p->l, " (", STYLE_FAINT);
        say(p, WORD_SHOWN, 0, STYLE_FAINT);
        layout_text(&p->l, ")", STYLE_FAINT);
    }
    layout_end(&p->l);
}

static void put_head(struct article_print *p)
{
    const struct article_page *page = p->page;
    layout_put(&p->l, page->id, STYLE_FAINT);
    layout_text(&p->l, "  ", STYLE_PLAIN);
    layout_put(&p->l, page->report->article.title, STYLE_STRONG);
    layout_end(&p->l);
    put_origin(p);
    if (page->story.len) {
        say(p, WORD_IN_STORY, 0, STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        layout_put(&p->l, page->story, STYLE_PLAIN);
        layout_text(&p->l, page->headline.len ? ": " : "", STYLE_FAINT);
        layout_put(&p->l, page->headline, STYLE_PLAIN);
        layout_end(&p->l);
    }
    for (uint32_t i = 0; i < page->count; i++)
        put_version(p, &page->versions[i]);
}

/* ---- the text ---- */

static bool is_title(const struct article *a, const struct block *block)
{
    return block->kind == BLOCK_TITLE && mark_holds(a->title_at, block->at);
}

static void put_cuts(struct article_print *p, const struct article *a)
{
    uint64_t told = 0;
    _Static_assert(CUT_REASON_COUNT <= 64, "a bit each");
    if (!a->cuts.count)
        return;
    layout_end(&p->l);
    say(p, a->cuts.count == 1 ? WORD_LEFT_OUT_ONE : WORD_LEFT_OUT, a->cuts.count, STYLE_FAINT);
    for (uint32_t i = 0; i < a->cuts.count; i++) {
        uint64_t bit = (uint64_t)1 << a->cuts.at[i].why;
        if (told & bit)
            continue;
        layout_text(&p->l, told ? ", " : " ", STYLE_FAINT);
        layout_text(&p->l, cut_label(a->cuts.at[i].why), STYLE_FAINT);
        told |= bit;
    }
    layout_end(&p->l);
}

static void put_text(struct article_print *p)
{
    const struct article *a = &p->page->report->article;
    p->l.indent = 0;
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        const struct block *block = &a->blocks.at[i];
        if (is_title(a, block))
            continue;
        bool strong = block->kind == BLOCK_HEADING || block->kind == BLOCK_TITLE || block->kind == BLOCK_LEDE;
        layout_end(&p->l);
        begin(p, 0, block->kind == BLOCK_QUOTE || block->kind == BLOCK_LIST_ITEM ? 2 : 0);
        layout_text(&p->l, block->kind == BLOCK_LIST_ITEM ? "- " : block->kind == BLOCK_QUOTE ? "> " : "", STYLE_FAINT);
        layout_put(&p->l, mark_span(a->text, block->at), strong ? STYLE_STRONG : STYLE_PLAIN);
        layout_end(&p->l);
    }
    put_cuts(p, a);
    if (a->corrections.count)
        put_section(p, WORD_CORRECTIONS);
    for (uint32_t i = 0; i < a->corrections.count; i++) {
        begin(p, 2, 4);
        layout_put(&p->l, a->corrections.at[i], STYLE_PLAIN);
        layout_end(&p->l);
    }
}

/* ---- what was found in it ---- */

static void put_names(struct article_print *p)
{
    static const char *const types[] = { "", "person", "organisation", "place" };
    const struct entities *list = &p->page->report->notes.entities;
    if (list->count)
        put_section(p, WORD_NAMED);
    for (uint32_t i = 0; i < list->count; i++) {
        const struct entity *e = &list->at[i];
        begin(p, 2, 4);
        layout_put(&p->l, e->name, STYLE_PLAIN);
        layout_text(&p->l, *types[e->type] ? ", " : "", STYLE_FAINT);
        layout_text(&p->l, types[e->type], STYLE_FAINT);
        if (e->role.len) {
            layout_text(&p->l, ", “", STYLE_FAINT);
            layout_put(&p->l, e->role, STYLE_FAINT);
            layout_text(&p->l, "”", STYLE_FAINT);
        }
        if (e->mentions > 1) {
            layout_text(&p->l, ", ", STYLE_FAINT);
            say(p, WORD_TIMES, e->mentions, STYLE_FAINT);
        }
        put_place(p, e->first);
        layout_end(&p->l);
    }
}

static struct span first_words(struct span text, const struct marks *marks)
{
    return marks->count ? mark_span(text, marks->at[0]) : SPAN("");
}

static void put_sayings(struct article_print *p)
{
    const struct annotations *notes = &p->page->report->notes;
    struct span text = p->page->report->article.text;
    if (notes->attributions.count)
        put_section(p, WORD_SAYS_WHAT);
    for (uint32_t i = 0; i < notes->attributions.count; i++) {
        const struct attribution *a = &notes->attributions.at[i];
        struct span who = a->speaker < notes->entities.count ? notes->entities.at[a->speaker].name
                                                             : first_words(text, &a->source);
        begin(p, a->nested ? 4 : 2, a->nested ? 6 : 4);
        if (who.len)
            layout_put(&p->l, who, STYLE_STRONG);
        else
            say(p, WORD_NO_SPEAKER, 0, STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        layout_put(&p->l, first_words(text, &a->cue), STYLE_FAINT);
        layout_text(&p->l, ": ", STYLE_FAINT);
        for (uint32_t m = 0; m < a->content.count; m++) {
            layout_text(&p->l, m ? " … " : "", STYLE_FAINT);
            layout_put(&p->l, mark_span(text, a->content.at[m]), STYLE_PLAIN);
        }
        if (a->content.count)
            put_place(p, a->content.at[0]);
        layout_end(&p->l);
    }
}

static void put_figures(struct article_print *p)
{
    const struct figures *list = &p->page->report->notes.figures;
    struct span text = p->page->report->article.text;
    if (list->count)
        put_section(p, WORD_FIGURES_TITLE);
    for (uint32_t i = 0; i < list->count; i++) {
        const struct figure *f = &list->at[i];
        begin(p, 2, 4);
        layout_put(&p->l, mark_span(text, f->at), STYLE_PLAIN);
        if (mark_length(f->of) && !mark_overlaps(f->of, f->at)) {
            layout_text(&p->l, " ", STYLE_PLAIN);
            layout_put(&p->l, mark_span(text, f->of), STYLE_PLAIN);
        }
        layout_text(&p->l, f->state ? ", " : "", STYLE_FAINT);
        layout_text(&p->l, figure_state_label(f->state), STYLE_FAINT);
        put_place(p, f->at);
        layout_end(&p->l);
    }
}

void article_text(struct buffer *out, const struct article_page *page, struct tell_options options)
{
    unsigned width = options.width ? options.width : DEFAULT_WIDTH;
    struct article_print print = { layout_in(out, width, options.colour), page };
    put_head(&print);
    put_text(&print);
    put_names(&print);
    put_sayings(&print);
    put_figures(&print);
}
