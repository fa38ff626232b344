#include "compare/lineage_terms.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "compare/lineage_quoted.h"
#include "tables/common_word.h"
#include "text/normal.h"

/* A word that data/common_word.tsv does not name is as rare as one that one report in 200 has. */
static const float rarest_share = 0.005f;
static const float figure_weight = 1.2f, small_figure_weight = 0.4f, name_weight = 0.9f, date_weight = 0.6f;

/* What stands in quotation marks many may have heard; and a cognate may be none. */
static const float quoted_share = 0.5f, cognate_share = 0.6f;

enum { COGNATE_LETTERS = 5, COGNATE_SEED = 9 };

/* Small stories: as if a few more wordings had been seen, which lack the term. */
static const float unseen_wordings = 4;

/* A stem's key has 32 bits, a concept's 64 (compare/words.c). */
static bool is_concept(uint64_t key) { return key >> 32 != 0; }

/* ---- the terms of one report, in order of place ---- */

struct found { uint64_t key; struct mark at; float weight; uint8_t sentence; bool fact, cognate; };

struct finder {
    const struct comparison *c;
    const struct report *report;
    uint32_t number, mention, date, figure, quote;
    struct marks quotes;
    struct arena scratch;
    uint8_t sentence;
    bool across, quoted, cognate;
    struct map *common;            /* folded word -> bits of its weight */
    struct found *at;
    uint32_t count;
};

static void add(struct finder *f, uint64_t key, struct mark at, float weight, bool fact)
{
    f->at[f->count++] = (struct found){ key, at, f->quoted ? weight * quoted_share : weight, f->sentence, fact, f->cognate };
}

static float share_at_large(struct span word, struct span language)
{
    const struct common_word_row *row = table_find(&common_word_table, word);
    for (; row; row = table_next(&common_word_table, row))
        if (!language.len || span_equal(row->language, language))
            return (float)row->share;
    return rarest_share;
}

/* 1 for a rare word, 0 for one in every report. */
static float weight_of_word(struct finder *f, uint32_t token)
{
    struct span folded = token_folded(&f->report->notes.tokens, token), language = f->report->article.language;
    bool is_new;
    uint32_t *known = map_at(f->common, hash_mix(hash_span(folded), hash_span(language)), &is_new);
    if (is_new)
        *known = (uint32_t)(1000 * logf(share_at_large(folded, language)) / logf(rarest_share));
    return (float)*known / 1000;
}

/* "15.000" and "15,000" in whatever language: houses differ in which sign they part thousands by.  Below 0 for others. */
static double grouped_thousands(struct span number)
{
    double value = 0;
    size_t digits = 0, groups = 0;
    for (size_t i = 0; i < number.len; i++) {
        if (byte_is_digit(number.at[i])) {
            value = value * 10 + (number.at[i] - '0');
            digits++;
            continue;
        }
        if ((number.at[i] != '.' && number.at[i] != ',') || !digits || digits > 3 || (groups && digits != 3) || number.at[0] == '0')
            return -1;
        digits = 0;
        groups++;
    }
    return groups && digits == 3 ? value : -1;
}

static void add_figure(struct finder *f, const struct figure *figure)
{
    double base = grouped_thousands(mark_span(f->report->article.text, figure->number));
    if (base < 0)
        base = figure_base(figure, figure->value);
    char text[32];
    int len = snprintf(text, sizeof text, "%.4g", base);
    bool small = figure->dimension == DIMENSION_COUNT && base >= 0 && base <= 3;
    if (figure->dimension != DIMENSION_IDENTIFIER)
        add(f, hash_seeded((struct span){ text, (size_t)len }, TERM_FIGURE), figure->number, small ? small_figure_weight : figure_weight, true);
}

static void add_date(struct finder *f, const struct date *date)
{
    if (date->value[0])
        add(f, hash_seeded(span_of(date->value), TERM_DATE), date->at, date_weight, !date->relative);
}

/* The first letters of a word, so written that "préfecture", "prefectura" and "Präfektur" are one; 0 for a short one. */
static uint64_t cognate_key(struct arena scratch, struct span folded)
{
    struct span latin = text_latin(&scratch, folded);
    char out[COGNATE_LETTERS];
    size_t len = 0;
    for (size_t i = 0; i < latin.len && len < COGNATE_LETTERS; i++) {
        char c = byte_lower(latin.at[i]);
        c = c == 'c' || c == 'q' ? 'k' : c == 'y' || c == 'j' ? 'i' : c == 'z' ? 's' : c == 'v' || c == 'w' ? 'f' : c;
        if (byte_is_alpha(c) && c != 'h' && (!len || c != out[len - 1]))
            out[len++] = c;
    }
    return len == COGNATE_LETTERS ? hash_seeded((struct span){ out, len }, COGNATE_SEED) : 0;
}

static void add_word(struct finder *f, uint32_t token)
{
    uint64_t key = f->c->words[f->number][token].key;
    float weight = key ? weight_of_word(f, token) : 0;
    f->cognate = f->across && key && !is_concept(key);
    if (f->cognate) {
        key = cognate_key(f->scratch, token_folded(&f->report->notes.tokens, token));
        weight *= cognate_share;
    }
    if (key)
        add(f, key, f->report->notes.tokens.at[token].at, weight, false);
    f->cognate = false;
}

/* Whether the token stands in quotation marks. */
static bool is_quoted(struct finder *f, struct mark at)
{
    while (f->quote < f->quotes.count && f->quotes.at[f->quote].to <= at.from)
        f->quote++;
    return f->quote < f->quotes.count && mark_holds(f->quotes.at[f->quote], at);
}

/* True where a name, date or figure stands at the token; it is added at its first token. */
static bool add_thing(struct finder *f, struct mark at)
{
    const struct annotations *notes = &f->report->notes;
    while (f->mention < notes->mentions.count && notes->mentions.at[f->mention].at.to <= at.from)
        f->mention++;
    while (f->date < notes->dates.count && notes->dates.at[f->date].at.to <= at.from)
        f->date++;
    while (f->figure < notes->figures.count && notes->figures.at[f->figure].at.to <= at.from)
        f->figure++;
    if (f->date < notes->dates.count && mark_holds(notes->dates.at[f->date].at, at)) {
        if (notes->dates.at[f->date].at.from == at.from)
            add_date(f, &notes->dates.at[f->date]);
        return true;
    }
    if (f->mention < notes->mentions.count && mark_holds(notes->mentions.at[f->mention].at, at)) {
        const struct mention *mention = &notes->mentions.at[f->mention];
        if (mention->at.from == at.from)
            add(f, hash_mix(name_of(f->c, f->number, mention->entity), TERM_ENTITY), mention->at, name_weight, true);
        return true;
    }
    if (f->figure < notes->figures.count && mark_holds(notes->figures.at[f->figure].number, at)) {
        if (notes->figures.at[f->figure].number.from == at.from)
            add_figure(f, &notes->figures.at[f->figure]);
        return true;
    }
    return false;
}

static bool is_title(const struct report *report, const struct sentence *sentence)
{
    uint8_t kind = report->article.blocks.at[sentence->block].kind;
    return kind == BLOCK_TITLE || kind == BLOCK_HEADING;
}

static uint32_t find_terms(struct finder *f)
{
    const struct sentences *sentences = &f->report->notes.sentences;
    uint32_t seen = 0;
    for (uint32_t s = 0; s < sentences->count; s++) {
        const struct sentence *sentence = &sentences->at[s];
        if (is_title(f->report, sentence))
            continue;
        f->sentence = (uint8_t)(sentences->count <= LINEAGE_SENTENCES_MAX ? seen
                                : (uint64_t)s * LINEAGE_SENTENCES_MAX / sentences->count);
        for (uint32_t i = sentence->first_token; i < sentence->token_end; i++) {
            struct mark at = f->report->notes.tokens.at[i].at;
            f->quoted = is_quoted(f, at);
            if (!add_thing(f, at))
                add_word(f, i);
        }
        seen++;
    }
    return f->count ? f->at[f->count - 1].sentence + 1u : 0;
}

/* ---- terms once each, and their places ---- */

static int by_key(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return x->sentence - y->sentence;
}

static int by_sentence(const void *a, const void *b)
{
    const struct lineage_place *x = a, *y = b;
    if (x->sentence != y->sentence)
        return x->sentence - y->sentence;
    return (x->term > y->term) - (x->term < y->term);
}

static void settle(struct arena *keep, struct finder *f, struct lineage_text *text)
{
    if (f->count)
        qsort(f->at, f->count, sizeof *f->at, by_key);
    text->terms = arena_new(keep, struct lineage_term, f->count);
    text->places = arena_new(keep, struct lineage_place, f->count);
    for (uint32_t i = 0; i < f->count; i++) {
        const struct found *found = &f->at[i];
        uint64_t bit = (uint64_t)1 << found->sentence;
        if (!i || found->key != f->at[i - 1].key)
            text->terms[text->term_count++] =
                (struct lineage_term){ found->key, 0, found->at, 0, 0, found->fact, found->cognate };
        struct lineage_term *term = &text->terms[text->term_count - 1];
        if (!(term->sentences & bit))
            text->places[text->place_count++] = (struct lineage_place){ text->term_count - 1, found->sentence };
        term->weight = fmaxf(term->weight, found->weight);
        term->sentences |= bit;
    }
    if (text->place_count)
        qsort(text->places, text->place_count, sizeof *text->places, by_sentence);
}

/* ---- weights within the story ---- */

struct count { uint32_t last, holders; };

/* Reports of one wording count once: they are visited one after the other. */
static void count_holders(struct arena *scratch, const struct comparison *c, struct lineage_text *texts,
                          const uint32_t *wording, uint32_t wording_count, struct map *number, struct count **counts)
{
    size_t count = 0, room = 0;
    uint32_t *next = arena_new(scratch, uint32_t, c->count), *first = arena_new(scratch, uint32_t, wording_count);
    for (uint32_t r = c->count; r-- > 0; first[wording[r]] = r + 1)
        next[r] = first[wording[r]];
    *counts = NULL;
    for (uint32_t w = 0; w < wording_count; w++)
        for (uint32_t r = first[w]; r; r = next[r - 1])
            for (uint32_t t = 0; t < texts[r - 1].term_count; t++) {
                uint32_t *at = map_at(number, texts[r - 1].terms[t].key, NULL);
                if (!*at) {
                    ARENA_ROOM(scratch, *counts, count, room);
                    (*counts)[count++] = (struct count){ UINT32_MAX, 0 };
                    *at = (uint32_t)count;
                }
                struct count *one = &(*counts)[*at - 1];
                one->holders += one->last != w;
                one->last = w;
            }
}

static void weigh(struct arena scratch, const struct comparison *c, struct lineage_text *texts, const uint32_t *wording,
                  uint32_t wording_count)
{
    struct arena rows = arena_half(&scratch);
    struct map number = map_in(&scratch, (size_t)c->count * 64);
    struct count *counts;
    count_holders(&rows, c, texts, wording, wording_count, &number, &counts);
    for (uint32_t r = 0; r < c->count; r++)
        for (uint32_t t = 0; t < texts[r].term_count; t++) {
            struct lineage_term *term = &texts[r].terms[t];
            uint32_t holders = counts[*map_find(&number, term->key) - 1].holders;
            term->holders = (uint16_t)(holders < UINT16_MAX ? holders : UINT16_MAX);
            term->weight *= logf(((float)wording_count + unseen_wordings) / (float)holders);
        }
}

struct lineage_text *lineage_read(struct arena *keep, struct arena scratch, const struct comparison *c,
                                  const uint32_t *wording, uint32_t wording_count, bool across)
{
    struct lineage_text *texts = arena_new(keep, struct lineage_text, c->count);
    struct arena rest = arena_half(&scratch);
    struct map common = map_in(&scratch, 1024);
    for (uint32_t r = 0; r < c->count; r++) {
        struct arena once = rest;
        struct finder f = { .c = c, .report = c->reports[r], .number = r, .across = across, .common = &common };
        f.at = arena_new(&once, struct found, f.report->notes.tokens.count);
        f.quotes = lineage_quoted(&once, f.report);
        f.scratch = once;
        texts[r].sentence_count = find_terms(&f);
        settle(keep, &f, &texts[r]);
    }
    weigh(rest, c, texts, wording, wording_count);
    return texts;
}
