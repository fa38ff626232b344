/* The digest for a terminal: what is said of each story hangs beside a word that tells what it is. */
#include "tell/digest.h"

#include <stdio.h>

#include "tell/digest_parts.h"
#include "tell/layout.h"
#include "tell/moment.h"
#include "tell/text_parts.h"

enum { DEFAULT_WIDTH = 80, BODY = 4, LINES = 19 };

struct page { struct layout l; const struct digest_story *s; struct arena *arena; };

/* ---- pieces ---- */

static void dot(struct page *p, bool any) { layout_text(&p->l, any ? " · " : "", STYLE_FAINT); }

static void put_count(struct page *p, enum word word, uint32_t first, enum style style)
{
    struct buffer words = buffer_in(p->arena);
    word_count(&words, word, first, 0, 0);
    layout_put(&p->l, buffer_span(&words), style);
}

static void put_words(struct page *p, const struct digest_words *said)
{
    layout_put(&p->l, said->words, STYLE_PLAIN);
    layout_text(&p->l, said->cut ? " …" : "", STYLE_FAINT);
}

static void put_quoted(struct page *p, const struct digest_words *said)
{
    layout_text(&p->l, "“", STYLE_PLAIN);
    put_words(p, said);
    layout_text(&p->l, "”", STYLE_PLAIN);
}

/* " [a17 120-180]" */
static void put_place(struct page *p, const struct digest_words *said)
{
    struct span place = arena_printf(p->arena, "[%.*s %u-%u]", (int)said->report.len, said->report.at, said->at.from,
                                     said->at.to);
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_whole(&p->l, place, STYLE_FAINT);
}

/* " Orvane Wire [a17 120-180]" */
static void put_source(struct page *p, const struct digest_words *said)
{
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_put(&p->l, said->outlet, STYLE_FAINT);
    put_place(p, said);
}

/* Begins a line whose words hang at one column, behind what it is. */
static void begin(struct page *p, struct span what, enum style style)
{
    p->l.indent = BODY;
    layout_put(&p->l, what, style);
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_pad(&p->l, LINES);
    p->l.indent = LINES;
}

static void begin_word(struct page *p, enum word what, enum style style) { begin(p, span_of(word_text(what)), style); }

static void end(struct page *p)
{
    layout_end(&p->l);
    p->l.indent = BODY;
}

/* ---- a story ---- */

static void put_headline(struct page *p, uint32_t number)
{
    char room[16];
    p->l.indent = 0;
    snprintf(room, sizeof room, "%u.", number);
    layout_text(&p->l, room, STYLE_STRONG);
    layout_pad(&p->l, BODY);
    p->l.indent = BODY;
    layout_put(&p->l, p->s->headline.words, STYLE_STRONG);
    if (mark_length(p->s->headline.at))
        put_place(p, &p->s->headline);
    layout_end(&p->l);
}

static void put_facts(struct page *p)
{
    const struct digest_words *facts[] = { &p->s->where, &p->s->who };
    bool any = when_known(p->s->when);
    if (any) {
        struct buffer words = buffer_in(p->arena);
        moment_text(&words, p->s->when);
        layout_put(&p->l, buffer_span(&words), STYLE_PLAIN);
    }
    for (int i = 0; i < 2; i++) {
        if (!facts[i]->words.len)
            continue;
        dot(p, any);
        put_words(p, facts[i]);
        put_place(p, facts[i]);
        any = true;
    }
    if (any)
        layout_end(&p->l);
}

static void put_accounts(struct page *p)
{
    struct buffer words = buffer_in(p->arena);
    put_count(p, WORD_ACCOUNTS, p->s->origins, STYLE_STRONG);
    layout_text(&p->l, " ", STYLE_PLAIN);
    digest_put_reports(&words, p->s);
    layout_put(&p->l, buffer_span(&words), STYLE_PLAIN);
    end(p);
    if (!p->s->one_source.len)
        return;
    layout_put(&p->l, p->s->one_source, STYLE_STRONG);
    end(p);
}

static void put_agreed(struct page *p)
{
    for (uint32_t i = 0; i < p->s->agreed_count; i++) {
        const struct digest_claim *c = &p->s->agreed[i];
        struct buffer what = buffer_in(p->arena);
        if (!i || c->origins != c[-1].origins)
            digest_put_holders(&what, p->s, c);
        begin(p, buffer_span(&what), STYLE_FAINT);
        put_words(p, &c->said);
        put_place(p, &c->said);
        end(p);
    }
}

static void put_quote(struct page *p)
{
    if (!p->s->quote.words.len)
        return;
    begin_word(p, WORD_QUOTED, STYLE_FAINT);
    layout_put(&p->l, p->s->speaker, STYLE_PLAIN);
    layout_text(&p->l, ": ", STYLE_PLAIN);
    put_quoted(p, &p->s->quote);
    put_source(p, &p->s->quote);
    end(p);
}

static void put_difference(struct page *p, const struct digest_difference *d)
{
    begin(p, arena_printf(p->arena, "%s %s", text_sign(d->label), word_difference(d->label)), text_style(d->label));
    layout_put(&p->l, d->slot, STYLE_PLAIN);
    layout_text(&p->l, ": ", STYLE_PLAIN);
    for (uint32_t i = 0; i < d->count; i++) {
        if (i)
            layout_text(&p->l, arena_printf(p->arena, " %s ", text_sign(d->label)).at, text_style(d->label));
        put_quoted(p, &d->sides[i].said);
        put_source(p, &d->sides[i].said);
        if (d->sides[i].reports > 1) {
            layout_text(&p->l, " ", STYLE_PLAIN);
            put_count(p, WORD_AND_MORE, d->sides[i].reports - 1, STYLE_FAINT);
        }
    }
    if (d->more) {
        layout_text(&p->l, ", ", STYLE_PLAIN);
        put_count(p, WORD_AND_MORE, d->more, STYLE_FAINT);
    }
    end(p);
}

static void put_differences(struct page *p)
{
    for (uint32_t i = 0; i < p->s->shown_count; i++)
        put_difference(p, &p->s->shown[i]);
    if (p->s->shown_count && p->s->differences > p->s->shown_count) {
        begin(p, SPAN(""), STYLE_PLAIN);
        put_count(p, WORD_MORE_DIFFERENCES, p->s->differences - p->s->shown_count, STYLE_FAINT);
        end(p);
    }
}

static void put_only(struct page *p)
{
    if (!p->s->only.words.len)
        return;
    begin_word(p, WORD_ONLY_HERE, STYLE_FAINT);
    layout_put(&p->l, p->s->only.outlet, STYLE_PLAIN);
    layout_text(&p->l, ": ", STYLE_PLAIN);
    put_words(p, &p->s->only);
    put_place(p, &p->s->only);
    end(p);
}

static void put_copies(struct page *p)
{
    for (uint32_t i = 0; i < p->s->copies_count; i++) {
        const struct digest_copies *c = &p->s->copies[i];
        begin(p, i ? SPAN("") : span_of(word_text(WORD_COPIES)), STYLE_FAINT);
        layout_put(&p->l, c->source, STYLE_PLAIN);
        layout_text(&p->l, " → ", STYLE_FAINT);
        for (uint32_t k = 0; k < c->count; k++) {
            layout_text(&p->l, k ? ", " : "", STYLE_FAINT);
            layout_put(&p->l, c->names[k], STYLE_PLAIN);
        }
        if (c->more) {
            layout_text(&p->l, " ", STYLE_PLAIN);
            put_count(p, WORD_AND_MORE, c->more, STYLE_FAINT);
        }
        end(p);
    }
}

static void put_story(struct page *p, uint32_t number)
{
    layout_end(&p->l);
    put_headline(p, number);
    put_facts(p);
    put_accounts(p);
    put_agreed(p);
    put_quote(p);
    put_differences(p);
    put_only(p);
    put_copies(p);
    layout_text(&p->l, "synoptic show ", STYLE_FAINT);
    layout_put(&p->l, p->s->id, STYLE_FAINT);
    end(p);
    p->l.indent = 0;
}

void tell_digest_text(struct buffer *out, const struct digest *d, struct tell_options options)
{
    struct page page = { .l = layout_in(out, options.width ? options.width : DEFAULT_WIDTH, options.colour),
                         .arena = out->arena }, *p = &page;
    struct buffer words = buffer_in(out->arena);
    digest_put_stories(&words, d);
    layout_put(&p->l, buffer_span(&words), STYLE_STRONG);
    words = buffer_in(out->arena);
    digest_put_range(&words, d);
    dot(p, true);
    layout_put(&p->l, buffer_span(&words), STYLE_PLAIN);
    layout_end(&p->l);
    for (uint32_t i = 0; i < d->count; i++) {
        page.s = &d->stories[i];
        put_story(p, i + 1);
    }
    if (d->more) {
        layout_end(&p->l);
        put_count(p, WORD_MORE_STORIES, d->more, STYLE_FAINT);
        layout_end(&p->l);
    }
}
