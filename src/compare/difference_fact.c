#include "compare/difference_fact.h"

#include <math.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "news/word_tag.h"

/* Words up to so many tokens away speak for a fact, within its sentence. */
enum { REACH = 10, AROUND_MAX = 2 * REACH, TOPIC_WORDS = 3 };

/* What stands beyond the fact's own clause says less of it. */
static const float beyond_share = 0.5f, fall = 0.08f;

/* Points of closeness; found on development sets, and little hangs on the second digit. */
static const float points_around = 0.55f, points_statement = 0.35f, points_claim = 0.15f, points_verb = 0.12f;

/* ---- the words of a story ---- */

static void read_report(const struct comparison *c, uint32_t r, uint64_t *key, bool *name)
{
    const struct annotations *notes = &c->reports[r]->notes;
    uint32_t mention = 0, date = 0, figure = 0;
    for (uint32_t i = 0; i < notes->tokens.count; i++) {
        struct mark at = notes->tokens.at[i].at;
        while (mention < notes->mentions.count && notes->mentions.at[mention].at.to <= at.from)
            mention++;
        while (date < notes->dates.count && notes->dates.at[date].at.to <= at.from)
            date++;
        while (figure < notes->figures.count && notes->figures.at[figure].number.to <= at.from)
            figure++;
        bool dated = date < notes->dates.count && mark_holds(notes->dates.at[date].at, at);
        bool counted = figure < notes->figures.count && mark_holds(notes->figures.at[figure].number, at);
        bool named = mention < notes->mentions.count && mark_holds(notes->mentions.at[mention].at, at);
        key[i] = c->words[r][i].key;
        if (dated || counted || notes->tokens.at[i].kind != TOKEN_WORD)
            key[i] = 0;
        else if ((name[i] = named && at.from == notes->mentions.at[mention].at.from))
            key[i] = hash_mix(name_of(c, r, notes->mentions.at[mention].entity), TERM_ENTITY);
        else if (named)
            key[i] = 0;
    }
}

static void mark_cues(const struct report *report, bool *cue)
{
    const struct tokens *tokens = &report->notes.tokens;
    for (uint32_t a = 0; a < report->notes.attributions.count; a++) {
        const struct marks *marks = &report->notes.attributions.at[a].cue;
        for (uint32_t m = 0; m < marks->count; m++)
            for (uint32_t i = token_at(tokens, marks->at[m].from);
                 i < tokens->count && tokens->at[i].at.from < marks->at[m].to; i++)
                cue[i] = true;
    }
}

struct fact_words fact_words_read(struct arena *keep, const struct comparison *c)
{
    struct fact_words words = { .key = arena_new(keep, uint64_t *, c->count),
                                .name = arena_new(keep, bool *, c->count),
                                .cue = arena_new(keep, bool *, c->count),
                                .rarity = arena_new(keep, struct map, 1) };
    *words.rarity = map_in(keep, (size_t)c->statements.count * 6);
    for (uint32_t r = 0; r < c->count; r++) {
        words.key[r] = arena_new(keep, uint64_t, c->reports[r]->notes.tokens.count);
        words.cue[r] = arena_new(keep, bool, c->reports[r]->notes.tokens.count);
        words.name[r] = arena_new(keep, bool, c->reports[r]->notes.tokens.count);
        read_report(c, r, words.key[r], words.name[r]);
        mark_cues(c->reports[r], words.cue[r]);
    }
    for (uint32_t i = 0; i < c->statements.count; i++)
        for (uint32_t t = 0; t < c->statements.at[i].term_count; t++)
            ++*map_at(words.rarity, c->statements.at[i].terms[t].key, NULL);
    return words;
}

/* ---- one fact ---- */

struct facts facts_in(struct arena *arena, const struct comparison *c, const struct fact_words *words)
{
    struct facts facts = { .c = c, .words = words };
    facts.fact_arena = arena_half(arena);
    facts.around_arena = arena_half(arena);
    return facts;
}

/* Figures and statements of one report are both sorted by place. */
void facts_each_figure(struct facts *facts, void (*take)(struct facts *facts, uint32_t statement, uint32_t figure))
{
    const struct comparison *c = facts->c;
    uint32_t figure = 0, report = UINT32_MAX;
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *s = &c->statements.at[i];
        const struct figures *figures = &c->reports[s->report]->notes.figures;
        if (s->report != report)
            figure = 0;
        report = s->report;
        while (figure < figures->count && figures->at[figure].number.from < s->at.from)
            figure++;
        for (; figure < figures->count && figures->at[figure].number.to <= s->at.to; figure++)
            take(facts, i, figure);
    }
}

void fact_add_key(struct fact *fact, uint64_t key)
{
    for (uint32_t i = 0; i < fact->key_count; i++)
        if (fact->keys[i] == key)
            return;
    if (fact->key_count < FACT_KEYS)
        fact->keys[fact->key_count++] = key;
}

static int by_key(const void *a, const void *b)
{
    const struct around *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->weight < y->weight) - (x->weight > y->weight);
}

static float rarity(const struct facts *facts, uint64_t key)
{
    const uint32_t *count = map_find(facts->words->rarity, key);
    return logf(1 + (float)facts->c->statements.count / (float)(count ? *count : 1));
}

static void look_around(struct facts *facts, struct fact *f)
{
    const struct comparison *c = facts->c;
    const struct statement *s = &c->statements.at[f->statement];
    const struct sentence *sentence = &c->reports[f->report]->notes.sentences.at[s->sentence];
    struct around found[AROUND_MAX];
    uint32_t count = 0;
    uint32_t from = f->token > sentence->first_token + REACH ? f->token - REACH : sentence->first_token;
    uint32_t end = f->token_end + REACH < sentence->token_end ? f->token_end + REACH : sentence->token_end;
    for (uint32_t i = from; i < end && count < AROUND_MAX; i++) {
        uint64_t key = facts->words->key[f->report][i];
        if (!key || (i >= f->token && i < f->token_end))
            continue;
        uint32_t away = i < f->token ? f->token - i : i - f->token_end + 1;
        float weight = rarity(facts, key) / (1 + fall * (float)away);
        bool outside = i < s->first_token || i >= s->token_end;
        found[count++] =
            (struct around){ key, outside ? weight * beyond_share : weight, facts->words->name[f->report][i] };
    }
    qsort(found, count, sizeof *found, by_key);
    float square = 0;
    f->first_around = (uint32_t)facts->around_count;
    for (uint32_t i = 0; i < count; i++) {
        if (i && found[i].key == found[i - 1].key)
            continue;
        ARENA_ROOM(&facts->around_arena, facts->around, facts->around_count, facts->around_room);
        facts->around[facts->around_count++] = found[i];
        square += found[i].weight * found[i].weight;
    }
    f->around_count = (uint32_t)facts->around_count - f->first_around;
    for (uint32_t i = 0; i < f->around_count && square > 0; i++)
        facts->around[f->first_around + i].weight /= sqrtf(square);
}

/* The nearest verb of its clause that says something; the one before it on a tie. */
static uint64_t verb_of(const struct facts *facts, const struct fact *f)
{
    const struct statement *s = &facts->c->statements.at[f->statement];
    const uint8_t *tags = facts->c->reports[f->report]->notes.tags;
    const uint64_t *key = facts->words->key[f->report];
    if (!tags)
        return 0;
    for (uint32_t away = 1; away <= REACH; away++) {
        if (f->token >= s->first_token + away && word_tag_is_verb(tags[f->token - away]) && key[f->token - away])
            return key[f->token - away];
        uint32_t behind = f->token_end + away - 1;
        if (behind < s->token_end && word_tag_is_verb(tags[behind]) && key[behind])
            return key[behind];
    }
    return 0;
}

struct fact *fact_add(struct facts *facts, struct fact fact)
{
    look_around(facts, &fact);
    if (!fact.verb)
        fact.verb = verb_of(facts, &fact);
    fact.group = fact.last = (uint32_t)facts->count;
    fact.size = 1;
    ARENA_ROOM(&facts->fact_arena, facts->at, facts->count, facts->room);
    facts->at[facts->count] = fact;
    return &facts->at[facts->count++];
}

/* ---- two facts ---- */

float fact_likeness(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    if (!a->around_count || !b->around_count)      /* of all facts, perhaps: then there is no list */
        return 0;
    const struct around *x = &facts->around[a->first_around], *y = &facts->around[b->first_around];
    float sum = 0;
    for (uint32_t i = 0, k = 0; i < a->around_count && k < b->around_count;) {
        if (x[i].key < y[k].key)
            i++;
        else if (x[i].key > y[k].key)
            k++;
        else
            sum += x[i++].weight * y[k++].weight;
    }
    return sum;
}

float fact_closeness(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    const struct statement *s = &facts->c->statements.at[a->statement], *t = &facts->c->statements.at[b->statement];
    float points = points_around * fact_likeness(facts, a, b) + points_statement * statement_likeness(s, t);
    points += s->claim == t->claim && s->claim != STATEMENT_NONE ? points_claim : 0;
    return points + (a->verb && a->verb == b->verb ? points_verb : 0);
}

bool fact_names_differ(const struct facts *facts, const struct fact *a, const struct fact *b)
{
    const struct around *x = &facts->around[a->first_around], *y = &facts->around[b->first_around];
    bool left = false, right = false;
    for (uint32_t i = 0; i < a->around_count; i++)
        left |= x[i].name;
    for (uint32_t k = 0; k < b->around_count; k++)
        right |= y[k].name;
    for (uint32_t i = 0, k = 0; i < a->around_count && k < b->around_count;) {
        if (x[i].key == y[k].key && x[i].name)
            return false;
        if (x[i].key < y[k].key)
            i++;
        else
            k++;
    }
    return left && right;
}

/* ---- what they are about ---- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static uint32_t holders_of(const struct facts *facts, const uint32_t *members, uint32_t count, uint64_t key)
{
    uint32_t holders = 0;
    for (uint32_t m = 0; m < count; m++) {
        const struct fact *f = &facts->at[members[m]];
        const struct around *at = &facts->around[f->first_around];
        for (uint32_t i = 0; i < f->around_count; i++)
            holders += at[i].key == key;
    }
    return holders;
}

/* The word, or the name that it begins. */
static struct mark whole_name(const struct facts *facts, uint32_t report, uint32_t token)
{
    const struct annotations *notes = &facts->c->reports[report]->notes;
    struct mark at = notes->tokens.at[token].at;
    uint32_t low = 0, high = notes->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (notes->mentions.at[middle].at.from < at.from)
            low = middle + 1;
        else
            high = middle;
    }
    bool named = low < notes->mentions.count && notes->mentions.at[low].at.from == at.from;
    return named ? notes->mentions.at[low].at : at;
}

struct span fact_topic(struct arena *keep, struct arena scratch, const struct facts *facts, const uint32_t *members,
                       uint32_t count)
{
    const struct fact *f = &facts->at[members[0]];
    const struct annotations *notes = &facts->c->reports[f->report]->notes;
    struct span text = facts->c->reports[f->report]->article.text;
    const uint64_t *key = facts->words->key[f->report];
    uint32_t from = f->token > REACH ? f->token - REACH : 0, picked[TOPIC_WORDS], picks = 0;
    uint32_t end = f->token_end + REACH < notes->tokens.count ? f->token_end + REACH : notes->tokens.count;
    float *weight = arena_new(&scratch, float, end - from);
    uint32_t few = count < 8 ? count : 8;
    for (uint32_t i = from; i < end; i++) {
        const struct around *at = &facts->around[f->first_around];
        for (uint32_t k = 0; key[i] && k < f->around_count; k++)
            if (at[k].key == key[i])
                weight[i - from] = at[k].weight * (float)(holders_of(facts, members, few, key[i]) - 1);
    }
    while (picks < TOPIC_WORDS) {
        uint32_t best = UINT32_MAX;
        for (uint32_t i = from; i < end; i++)
            if (weight[i - from] > 0 && (best == UINT32_MAX || weight[i - from] > weight[best - from]))
                best = i;
        if (best == UINT32_MAX)
            break;
        for (uint32_t i = from; i < end; i++)
            if (key[i] == key[best])
                weight[i - from] = 0;
        picked[picks++] = best;
    }
    qsort(picked, picks, sizeof *picked, by_number);
    struct buffer out = buffer_in(keep);
    for (uint32_t i = 0; i < picks; i++) {
        if (i)
            buffer_byte(&out, ' ');
        buffer_put(&out, mark_span(text, whole_name(facts, f->report, picked[i])));
    }
    return buffer_span(&out);
}
