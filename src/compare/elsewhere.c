#include "compare/elsewhere.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"

enum {
    WORDS_LEAST = 4,             /* a claim of fewer words stands everywhere */
    PLACES_MOST = 4              /* a claim that more reports tell is shown by the best of them */
};

/* A sentence that holds so much of a claim, by weight, tells it. */
static const float told_from = 0.62f;

/* One word of one unique claim. */
struct posting { uint32_t word, claim; };

struct place { uint32_t around, sentence; float covered; };

struct search {
    struct map words;            /* key -> number of the word + 1 */
    struct posting *postings;    /* by word, then claim */
    size_t count, room;
    uint32_t *first;             /* of a word's postings; one more than there are words */
    uint32_t *seen;              /* sentences that hold the word */
    float *weight;               /* of a word */
    float *total;                /* of a claim's words */
    uint32_t *size;              /* of a claim, in words */
    float *covered;              /* of a claim, by the sentence that is read */
    uint32_t *touched, touched_count;
    uint32_t *last;              /* sentence + 1 that the word was last met in */
    struct place *best;          /* [claim * PLACES_MOST], falling */
};

static int by_word(const void *a, const void *b)
{
    const struct posting *x = a, *y = b;
    if (x->word != y->word)
        return (x->word > y->word) - (x->word < y->word);
    return (x->claim > y->claim) - (x->claim < y->claim);
}

static void note_claim(struct search *s, struct arena *arena, const struct report *report, const struct word *words,
                       struct mark at, uint32_t claim)
{
    const struct tokens *tokens = &report->notes.tokens;
    for (uint32_t i = token_at(tokens, at.from); i < tokens->count && tokens->at[i].at.from < at.to; i++) {
        if (!words[i].key)
            continue;
        uint32_t *number = map_at(&s->words, words[i].key, NULL);
        if (!*number)
            *number = (uint32_t)s->words.count;
        ARENA_ROOM(arena, s->postings, s->count, s->room);
        s->postings[s->count++] = (struct posting){ *number - 1, claim };
    }
}

/* Sorts the postings, each once, and notes where those of a word begin. */
static void close_postings(struct search *s, struct arena *arena, uint32_t claims)
{
    size_t count = 0;
    s->first = arena_new(arena, uint32_t, s->words.count + 1);
    s->size = arena_new(arena, uint32_t, claims);
    if (s->count)
        qsort(s->postings, s->count, sizeof *s->postings, by_word);
    for (size_t i = 0; i < s->count; i++) {
        if (count && by_word(&s->postings[count - 1], &s->postings[i]) == 0)
            continue;
        s->postings[count++] = s->postings[i];
        s->first[s->postings[i].word + 1] = (uint32_t)count;
        s->size[s->postings[i].claim]++;
    }
    s->count = count;
}

/* Calls `met` for each distinct word of a claim that the sentence holds. */
static void each_word(struct search *s, const struct word *words, const struct sentence *sentence, uint32_t number,
                      void (*met)(struct search *s, uint32_t word))
{
    for (uint32_t i = sentence->first_token; i < sentence->token_end; i++) {
        const uint32_t *found = words[i].key ? map_find(&s->words, words[i].key) : NULL;
        if (!found || s->last[*found - 1] == number + 1)
            continue;
        s->last[*found - 1] = number + 1;
        met(s, *found - 1);
    }
}

static void count_word(struct search *s, uint32_t word) { s->seen[word]++; }

static void cover_claims(struct search *s, uint32_t word)
{
    for (uint32_t p = s->first[word]; p < s->first[word + 1]; p++) {
        uint32_t claim = s->postings[p].claim;
        if (s->covered[claim] == 0)
            s->touched[s->touched_count++] = claim;
        s->covered[claim] += s->weight[word];
    }
}

static void weigh(struct search *s, uint32_t sentences)
{
    for (uint32_t w = 0; w < s->words.count; w++) {
        uint32_t claims = s->first[w + 1] - s->first[w];
        s->weight[w] = logf(1 + (float)sentences / (float)(s->seen[w] + claims));
        for (uint32_t p = s->first[w]; p < s->first[w + 1]; p++)
            s->total[s->postings[p].claim] += s->weight[w];
    }
}

/* Keeps the place among the best of its claim; one a report. */
static void keep_place(struct place *best, struct place place)
{
    uint32_t at = 0;
    while (at + 1 < PLACES_MOST && best[at].covered > 0 && best[at].around != place.around)
        at++;
    if (best[at].covered >= place.covered)
        return;
    best[at] = place;
    for (; at && best[at - 1].covered < best[at].covered; at--) {
        struct place other = best[at - 1];
        best[at - 1] = best[at];
        best[at] = other;
    }
}

static void close_sentence(struct search *s, uint32_t around, uint32_t sentence)
{
    for (uint32_t i = 0; i < s->touched_count; i++) {
        uint32_t claim = s->touched[i];
        float covered = s->total[claim] > 0 ? s->covered[claim] / s->total[claim] : 0;
        s->covered[claim] = 0;
        if (s->size[claim] >= WORDS_LEAST && covered >= told_from)
            keep_place(&s->best[(size_t)claim * PLACES_MOST], (struct place){ around, sentence, covered });
    }
    s->touched_count = 0;
}

static void prepare(struct search *s, struct arena *arena, const struct comparison *c, const struct claim_list *claims)
{
    const uint32_t *report_at = reports_by_rank(arena, c);
    struct arena growing = arena_half(arena);
    s->words = map_in(arena, 0);
    for (uint32_t i = 0; i < claims->count; i++) {
        const struct claim *claim = &claims->at[i];
        uint32_t report = report_at[claim->wording.report];
        if (claim->kind == CLAIM_UNIQUE)
            note_claim(s, &growing, c->reports[report], c->words[report], claim->wording.at, i);
    }
    close_postings(s, arena, claims->count);
    s->seen = arena_new(arena, uint32_t, s->words.count);
    s->last = arena_new(arena, uint32_t, s->words.count);
    s->weight = arena_new(arena, float, s->words.count);
    s->total = arena_new(arena, float, claims->count);
    s->covered = arena_new(arena, float, claims->count);
    s->touched = arena_new(arena, uint32_t, claims->count);
    s->best = arena_new(arena, struct place, (size_t)claims->count * PLACES_MOST);
}

static void fill_elsewhere(struct arena *keep, struct neighbours around, const struct place *best, struct claim *claim)
{
    uint32_t count = 0;
    while (count < PLACES_MOST && best[count].covered > 0)
        count++;
    claim->elsewhere = arena_new(keep, struct elsewhere, count);
    for (; claim->elsewhere_count < count; claim->elsewhere_count++) {
        const struct place *place = &best[claim->elsewhere_count];
        const struct report *report = around.at[place->around];
        claim->elsewhere[claim->elsewhere_count] =
            (struct elsewhere){ report, report->notes.sentences.at[place->sentence].at };
    }
}

void elsewhere_look(struct arena *keep, struct arena scratch, const struct comparison *c, struct neighbours around,
                    struct claim_list *claims)
{
    if (!around.count || !claims->count)
        return;
    struct search s = { .count = 0 };
    struct word **words = arena_new(&scratch, struct word *, around.count);
    uint32_t sentences = 0;
    prepare(&s, &scratch, c, claims);
    struct arena room = arena_half(&scratch);
    for (uint32_t r = 0; r < around.count; r++) {
        const struct sentences *list = &around.at[r]->notes.sentences;
        words[r] = words_read(&scratch, room, around.at[r]);
        for (uint32_t i = 0; i < list->count; i++)
            each_word(&s, words[r], &list->at[i], sentences++, count_word);
    }
    weigh(&s, sentences);
    memset(s.last, 0, s.words.count * sizeof *s.last);
    sentences = 0;
    for (uint32_t r = 0; r < around.count; r++)
        for (uint32_t i = 0; i < around.at[r]->notes.sentences.count; i++) {
            each_word(&s, words[r], &around.at[r]->notes.sentences.at[i], sentences++, cover_claims);
            close_sentence(&s, r, i);
        }
    for (uint32_t i = 0; i < claims->count; i++)
        fill_elsewhere(keep, around, &s.best[(size_t)i * PLACES_MOST], &claims->at[i]);
}
