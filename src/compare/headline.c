#include "compare/headline.h"

#include "base/map.h"
#include "compare/line.h"
#include "tables/function_word.h"
#include "tables/title_sign.h"
#include "text/stem.h"

enum {
    TITLE_WORDS_LEAST = 4,       /* content words: fewer say little */
    TITLE_WORDS_MOST = 14,
    LEDE_POINTS = 2              /* of a word in a first paragraph, against one further down */
};

/* Points of the stems in the bodies: each account gives a stem those of the place where it counts most. */
struct stems { struct map numbers; struct stem { uint32_t points, origin, own; } *at; uint32_t count; };

static void give(struct stems *stems, uint32_t stem, uint32_t origin, uint32_t points)
{
    uint32_t *number = map_at(&stems->numbers, stem, NULL);
    if (!*number)
        *number = ++stems->count;
    struct stem *at = &stems->at[*number - 1];
    if (at->origin != origin + 1)
        *at = (struct stem){ at->points, origin + 1, 0 };
    if (points <= at->own)
        return;
    at->points += points - at->own;
    at->own = points;
}

/* Copies add to the account they go back to; reports are taken origin by origin. */
static struct stems read_bodies(struct arena *arena, const struct comparison *c, const struct synopsis *s)
{
    struct stems stems = { .numbers = map_in(arena, 0) };
    uint32_t tokens = 0;
    for (uint32_t r = 0; r < c->count; r++)
        tokens += c->reports[r]->notes.tokens.count;
    stems.at = arena_new(arena, struct stem, tokens);
    for (uint32_t k = 0; k < s->report_count; k++) {
        const struct report *report = s->reports[k].report;
        for (uint32_t i = 0; i < report->notes.sentences.count; i++) {
            const struct sentence *sentence = &report->notes.sentences.at[i];
            if (report->article.blocks.at[sentence->block].kind == BLOCK_TITLE)
                continue;
            for (uint32_t t = sentence->first_token; t < sentence->token_end; t++)
                if (report->notes.tokens.at[t].kind != TOKEN_PUNCTUATION)
                    give(&stems, report->notes.tokens.at[t].stem, s->reports[k].origin,
                         sentence->block <= 1 ? LEDE_POINTS : 1);
        }
    }
    return stems;
}

/* Whether a table whose second column is the language has the word. */
static const void *find_in(const struct table *table, struct span word, struct span language)
{
    for (const void *row = table_find(table, word); row; row = table_next(table, row))
        if (!language.len || span_equal(((const struct span *)row)[1], language))
            return row;
    return NULL;
}

/* How plainly a title tells, 0..1. */
static float plainness(const struct tokens *tokens, struct span language)
{
    float plain = 1;
    for (uint32_t i = 0; i < tokens->count; i++) {
        struct span word = token_folded(tokens, i);
        const struct title_sign_row *sign = find_in(&title_sign_table, word, language);
        bool asks = sign && (sign->kind == TITLE_ADDRESS || i == 0);
        plain *= asks ? 0.6f : 1;
        plain *= span_equal(word, SPAN("?")) ? 0.5f : span_equal(word, SPAN("...")) ? 0.7f : 1;
        plain *= span_equal(word, SPAN("!")) || span_equal(word, SPAN("|")) ? 0.8f : 1;
    }
    bool quotes = tokens->count && (tokens->at[0].shape & TOKEN_QUOTE);
    return quotes ? plain * 0.8f : plain;
}

static float title_worth(struct arena scratch, const struct stems *stems, uint32_t origins,
                         const struct article *article)
{
    struct tokens tokens = token_split(&scratch, article->title, (struct mark){ 0, (uint32_t)article->title.len });
    float told = 0;
    uint32_t words = 0;
    stem_tokens(&tokens, scratch, article->language);
    for (uint32_t i = 0; i < tokens.count; i++) {
        if (tokens.at[i].kind == TOKEN_PUNCTUATION || (tokens.at[i].shape & TOKEN_CLITIC) ||
            find_in(&function_word_table, token_folded(&tokens, i), article->language))
            continue;
        const uint32_t *number = map_find(&stems->numbers, tokens.at[i].stem);
        told += number ? (float)stems->at[*number - 1].points / (float)(LEDE_POINTS * origins) : 0;
        words++;
    }
    float worth = told / (float)(words + TITLE_WORDS_LEAST);
    if (words < TITLE_WORDS_LEAST)
        worth *= 0.6f;
    if (words > TITLE_WORDS_MOST)
        worth *= (float)TITLE_WORDS_MOST / (float)words;
    return worth * plainness(&tokens, article->language);
}

void headline_choose(struct arena scratch, const struct comparison *c, struct synopsis *s)
{
    struct stems stems = read_bodies(&scratch, c, s);
    struct span language = line_language(c);
    float best = -1;
    for (uint32_t k = 0; k < s->report_count; k++) {
        const struct article *article = &s->reports[k].report->article;
        float worth = article->title.len ? title_worth(scratch, &stems, s->origin_count, article) : -1;
        if (worth < 0)
            continue;
        worth *= s->reports[k].is_root ? 1 : 0.85f;
        worth *= span_equal(article->language, language) ? 1 : 0.25f;
        /* what others went back to has been found worth telling */
        worth *= 1 + 0.25f * (float)(s->origins[s->reports[k].origin].count > 1);
        if (worth <= best)
            continue;
        best = worth;
        s->headline = article->title;
        s->headline_at = (struct evidence){ k, article->title_at };
    }
    if (best < 0 && s->claim_count) {
        s->headline_at = s->claims[0].wording;
        s->headline = evidence_words(s, s->headline_at);
    }
    if (!s->headline.len && s->report_count)
        s->headline = s->reports[0].report->article.id;
}
