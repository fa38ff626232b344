#include "group/profile.h"

#include <math.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "base/hash.h"
#include "base/map.h"
#include "tables/common_word.h"
#include "text/stem.h"

enum {
    LEAD_WORDS = 60,
    PROFILE_TERMS = 600      /* a report is known by so many of its heaviest terms */
};

static const double TITLE_WEIGHT = 4;     /* of a word of the headline; one of the body weighs 1 */
static const double LEAD_WEIGHT = 3;      /* of one of the first LEAD_WORDS */
static const double NAME_WEIGHT = 3;      /* times more, of one in a name or with a capital inside a sentence */
static const double PAIR_WEIGHT = 0.5;    /* of two words in a row */
static const double STOP_SHARE = 0.5;     /* words that stand in so many reports tell nothing */

/* News at large, as if so many more reports had been seen; a word that the table does not name stands in
 * UNLISTED_SHARE of them, a pair in PAIR_SHARE. */
static const double BACKGROUND = 600;
static const double UNLISTED_SHARE = 0.003;
static const double SMALL_NUMBER_SHARE = 0.15;
static const double PAIR_SHARE = 0.001;
static const double RARITY_POWER = 1.5;
static const double NAME_SHARE = 0.7;     /* of the times inside a sentence: so often written as a name, it is one */

struct word {
    uint32_t holders;        /* reports that hold it */
    uint32_t inside;         /* times that it stands inside a sentence */
    uint32_t names;          /* times that it stands there as a name or number */
    float share;             /* of reports at large that hold it */
};

struct vocabulary {
    struct map numbers;      /* hash of the term -> number */
    struct word *at;
    uint32_t count;
    size_t room;
    struct arena *arena;
};

static uint32_t number_of(struct vocabulary *v, uint64_t hash, double share)
{
    bool is_new;
    uint32_t *number = map_at(&v->numbers, hash, &is_new);
    if (is_new) {
        *number = v->count;
        ARENA_ROOM(v->arena, v->at, v->count, v->room);
        v->at[v->count++] = (struct word){ .share = (float)share };
    } else if (share > v->at[*number].share) {
        v->at[*number].share = (float)share;
    }
    return *number;
}

static double listed_share(struct span word, struct span language, double otherwise)
{
    const struct common_word_row *row = table_find(&common_word_table, word);
    for (; row; row = table_next(&common_word_table, row))
        if (span_equal(row->language, language))
            return row->share;
    return otherwise;
}

/* Whether the token begins a sentence or a quotation, where a capital says nothing. */
static bool begins(const struct tokens *tokens, uint32_t i)
{
    if (i == 0 || (tokens->at[i].shape & TOKEN_LINE_BEFORE))
        return true;
    const struct token *before = &tokens->at[i - 1];
    if (before->kind != TOKEN_PUNCTUATION)
        return false;
    char c = tokens->folded.at[before->folded_from];
    return (before->shape & TOKEN_QUOTE) || c == '.' || c == '!' || c == '?' || c == ':';
}

/* A report on its way to a profile: a term for each time it is read. */
struct reading {
    struct term *at;
    uint32_t count;
    struct vocabulary *words;
    struct span language;
    double unlisted;         /* share of a word that the table does not name */
    uint64_t before;         /* the last word's hash; 0 where a common word or a break stands before */
    uint32_t read;           /* words of the body so far */
    const struct mentions *mentions;
    uint32_t mention;        /* the first that does not end before the word at hand */
};

/* Small numbers and years stand everywhere. */
static double number_share(struct span number)
{
    bool year = number.len == 4 && (span_starts(number, SPAN("19")) || span_starts(number, SPAN("20")));
    return number.len <= 2 || year ? SMALL_NUMBER_SHARE : UNLISTED_SHARE;
}

static double word_share(const struct reading *r, const struct tokens *tokens, uint32_t i)
{
    struct span folded = token_folded(tokens, i);
    if (tokens->at[i].kind == TOKEN_NUMBER)
        return number_share(folded);
    return listed_share(folded, r->language, r->unlisted);
}

static struct word *add_term(struct reading *r, uint64_t hash, double share, double weight)
{
    uint32_t number = number_of(r->words, hash, share);
    r->at[r->count++] = (struct term){ number, (float)weight };
    return &r->words->at[number];
}

/* Whether the word stands in a name that annotate found; words come in order of place. */
static bool in_mention(struct reading *r, struct mark word)
{
    while (r->mention < r->mentions->count && r->mentions->at[r->mention].at.to <= word.from)
        r->mention++;
    return r->mention < r->mentions->count && mark_overlaps(r->mentions->at[r->mention].at, word);
}

static void read_word(struct reading *r, const struct tokens *tokens, uint32_t i, bool in_title)
{
    const struct token *t = &tokens->at[i];
    bool inside = !in_title && !begins(tokens, i);
    bool name = (inside && (t->shape & TOKEN_CAPITAL)) || (!in_title && in_mention(r, t->at));
    double share = word_share(r, tokens, i), weight = TITLE_WEIGHT;
    if (!in_title) {
        weight = r->read++ < LEAD_WORDS ? LEAD_WEIGHT : 1;
        weight *= name ? NAME_WEIGHT : 1;
    }
    if (share >= STOP_SHARE) {
        r->before = 0;
        return;
    }
    uint64_t hash = hash_mix(t->stem, 1);
    struct word *word = add_term(r, hash, share, weight);
    word->inside += inside || name;
    word->names += name || (inside && (t->shape & TOKEN_HAS_DIGIT));
    if (r->before)
        add_term(r, hash_mix(r->before, hash), PAIR_SHARE, weight * PAIR_WEIGHT);
    r->before = hash;
}

static void read_tokens(struct reading *r, const struct tokens *tokens, const struct article *article)
{
    uint32_t block = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        const struct token *t = &tokens->at[i];
        if (t->kind == TOKEN_PUNCTUATION || (t->shape & TOKEN_CLITIC))
            continue;
        while (block < article->blocks.count && article->blocks.at[block].at.to <= t->at.from) {
            block++;
            r->before = 0;
        }
        bool in_title = block < article->blocks.count && article->blocks.at[block].kind == BLOCK_TITLE;
        read_word(r, tokens, i, in_title);
    }
}

/* The tokens of a headline that stands outside of the text. */
static struct tokens title_tokens(struct arena *keep, const struct article *article)
{
    struct tokens tokens = { .count = 0 };
    if (!article->title.len || mark_length(article->title_at))
        return tokens;
    tokens = token_split(keep, article->title, (struct mark){ 0, (uint32_t)article->title.len });
    stem_tokens(&tokens, *keep, article->language);
    return tokens;
}

static void read_title(struct reading *r, const struct tokens *tokens)
{
    for (uint32_t i = 0; i < tokens->count; i++)
        if (tokens->at[i].kind != TOKEN_PUNCTUATION && !(tokens->at[i].shape & TOKEN_CLITIC))
            read_word(r, tokens, i, true);
    r->before = 0;
}

static int by_number(const void *x, const void *y)
{
    const struct term *p = x, *q = y;
    return (p->number > q->number) - (p->number < q->number);
}

static float rarity(const struct word *word, size_t count)
{
    double seen = word->holders + BACKGROUND * word->share;
    return (float)pow(log((1 + (double)count + BACKGROUND) / (1 + seen)) + 1, RARITY_POWER);
}

/* Counts to weights; the heaviest terms, of length 1. */
static void weigh(struct terms *terms, const float *rarities)
{
    double square = 0;
    for (uint32_t i = 0; i < terms->count; i++) {
        float *w = &terms->at[i].weight;
        *w = (*w >= 1 ? 1 + logf(*w) : *w) * rarities[terms->at[i].number];
    }
    terms_cut(terms, PROFILE_TERMS);
    for (uint32_t i = 0; i < terms->count; i++)
        square += (double)terms->at[i].weight * terms->at[i].weight;
    float length = square > 0 ? (float)sqrt(square) : 1;
    for (uint32_t i = 0; i < terms->count; i++)
        terms->at[i].weight /= length;
}

/* What is nearly always written with a capital is a name. */
static bool is_key(const struct word *word)
{
    return word->inside && word->names >= NAME_SHARE * word->inside;
}

/* The numbers of the vocabulary become those of terms. */
static void mark_keys(struct terms *all, const struct vocabulary *words)
{
    for (uint32_t i = 0; i < all->count; i++) {
        uint32_t *number = &all->at[i].number;
        *number = *number << TERM_KIND_BITS | (is_key(&words->at[*number]) ? TERM_NAME : 0);
    }
}

/* Terms in order of number, each once. */
static uint32_t gather(struct term *at, uint32_t count)
{
    uint32_t kept = 0;
    if (count)
        qsort(at, count, sizeof *at, by_number);
    for (uint32_t i = 0; i < count; i++) {
        if (kept && at[kept - 1].number == at[i].number)
            at[kept - 1].weight += at[i].weight;
        else
            at[kept++] = at[i];
    }
    return kept;
}

static struct profile read_report(struct arena *keep, struct vocabulary *words, const struct report *report)
{
    const struct tokens *body = &report->notes.tokens;
    struct tokens title = title_tokens(keep, &report->article);
    struct reading reading = { .words = words, .language = report->article.language,
                               .mentions = &report->notes.mentions };
    reading.unlisted = listed_share(SPAN(""), reading.language, UNLISTED_SHARE);
    reading.at = arena_take_raw(keep, sizeof *reading.at, alignof(struct term), 2 * ((size_t)title.count + body->count));
    read_title(&reading, &title);
    read_tokens(&reading, body, &report->article);
    struct profile p = { .all = { reading.at, gather(reading.at, reading.count) },
                         .dated = when_known(report->article.published) };
    if (p.dated)
        p.day = (double)report->article.published.from / DAY_SECONDS;
    for (uint32_t i = 0; i < p.all.count; i++)
        words->at[p.all.at[i].number].holders++;
    return p;
}

struct profiles profiles_make(struct arena *keep, const struct report *const *reports, size_t count)
{
    struct vocabulary words = { .numbers = map_in(keep, 0), .arena = keep };
    struct profiles profiles = { .at = arena_new(keep, struct profile, count), .count = count };
    for (size_t i = 0; i < count; i++)
        profiles.at[i] = read_report(keep, &words, reports[i]);
    float *rarities = arena_new(keep, float, words.count);
    profiles.terms = words.count;
    profiles.holders = arena_new(keep, uint32_t, words.count);
    for (uint32_t i = 0; i < words.count; i++) {
        rarities[i] = rarity(&words.at[i], count);
        profiles.holders[i] = words.at[i].holders;
    }
    for (size_t i = 0; i < count; i++) {
        weigh(&profiles.at[i].all, rarities);
        mark_keys(&profiles.at[i].all, &words);
    }
    return profiles;
}
