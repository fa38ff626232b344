#include "compare/quote_paraphrase.h"

#include <stdlib.h>

#include "base/map.h"

enum {
    WORDS_LEAST = 3,         /* content words that are rendered */
    WORDS_ALL = 2,           /* of a quotation that has no more, where the same speaker is told to have said it */
    RARE_LEAST = 2,          /* of them that few reports have, where nobody is told to have said it; ... */
    RARE_IN_CLAIM = 1,       /* ... and where it is of one claim with the quotation */
    HOLDERS_MAX = 64         /* a word that more statements hold names none of them */
};
static const float one_speaker = 0.6f, one_claim = 0.67f, anyone = 0.75f;
/* Where the speaker is not told: of the quotation's words, or else of the statement's, those in the other's order. */
static const float in_order = 0.5f, in_order_own = 0.6f;
static const float quoted_words = 0.8f;   /* of a stretch in quotation marks that are the quotation's, in their order */
static const float bare_words = 0.95f;    /* of a statement without quotation marks that nobody is said to have made */

struct posting { uint64_t key; uint32_t statement; };

struct renderer {
    const struct comparison *c;
    const struct quote_keys *keys;
    const struct quote_pieces *pieces;
    const struct quote_groups *groups;
    struct posting *postings;
    size_t count;
    uint32_t *home;          /* piece -> the statement that holds most of it, or STATEMENT_NONE */
    bool *quoted;            /* statement -> some piece stands in it */
    uint32_t *held_in;       /* report -> 1 + group that was last found to be quoted there */
    uint32_t *group_first, *group_members;
    uint32_t wanted;         /* different words of the leader */
    uint32_t *rare;          /* statement -> how many of them it has that few reports have */
    uint32_t *seen, *common; /* statement -> 1 + group, and how many of its words the statement has */
    uint32_t *best;          /* report -> 1 + number of its rendering of this group */
    float *best_share;
};

/* ---- where pieces and words stand ---- */

static uint32_t overlap(struct mark a, struct mark b)
{
    uint32_t from = a.from > b.from ? a.from : b.from, to = a.to < b.to ? a.to : b.to;
    return to > from ? to - from : 0;
}

static bool is_before(const struct statement *s, const struct quote_piece *p)
{
    return s->report < p->report || (s->report == p->report && s->at.to <= p->at.from);
}

/* Pieces and statements are both in order of report and place. */
static void find_homes(struct renderer *r)
{
    const struct statements *s = &r->c->statements;
    uint32_t first = 0;
    for (uint32_t i = 0; i < r->pieces->count; i++) {
        const struct quote_piece *p = &r->pieces->at[i];
        uint32_t most = 0;
        while (first < s->count && is_before(&s->at[first], p))
            first++;
        r->home[i] = STATEMENT_NONE;
        for (uint32_t k = first; k < s->count && s->at[k].report == p->report && s->at[k].at.from < p->at.to; k++) {
            uint32_t shared = overlap(s->at[k].at, p->at);
            r->quoted[k] |= 2 * shared > mark_length(s->at[k].at);
            if (shared > most) {
                most = shared;
                r->home[i] = k;
            }
        }
    }
}

static int by_key(const void *a, const void *b)
{
    const struct posting *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->statement > y->statement) - (x->statement < y->statement);
}

/* The statements' words that stand in some leader, sorted. */
static void index_statements(struct renderer *r, struct arena *arena, struct arena scratch)
{
    const struct statements *s = &r->c->statements;
    struct map wanted = map_in(&scratch, 0);
    for (uint32_t g = 0; g < r->groups->count; g++) {
        const struct quote_piece *leader = &r->pieces->at[r->groups->leader[g]];
        for (uint32_t i = 0; i < leader->content_count; i++)
            *map_at(&wanted, leader->content[i].key, NULL) = 1;
    }
    size_t room = 0;
    for (uint32_t i = 0; i < s->count; i++)
        room += s->at[i].token_end - s->at[i].first_token;
    r->postings = arena_new(arena, struct posting, room);
    for (uint32_t i = 0; i < s->count; i++) {
        const uint64_t *keys = r->keys->at[s->at[i].report];
        for (uint32_t k = s->at[i].first_token; k < s->at[i].token_end; k++)
            if (keys[k] && !s->at[i].title && map_find(&wanted, keys[k]))
                r->postings[r->count++] = (struct posting){ keys[k], i };
    }
    if (r->count)
        qsort(r->postings, r->count, sizeof *r->postings, by_key);
}

static size_t find_key(const struct renderer *r, uint64_t key)
{
    size_t low = 0, high = r->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->postings[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- one group ---- */

/* Whether the statement is told as the speaker's word. */
static bool is_by_speaker(const struct renderer *r, uint32_t group, const struct statement *s)
{
    if (s->attribution == ATTRIBUTION_NONE)
        return false;
    const struct attribution *a = &r->c->reports[s->report]->notes.attributions.at[s->attribution];
    uint32_t speaker = name_of(r->c, s->report, a->speaker);
    for (uint32_t m = r->group_first[group]; speaker != UINT32_MAX && m < r->group_first[group + 1]; m++)
        if (r->pieces->at[r->group_members[m]].speaker == speaker)
            return true;
    return false;
}

/* Whether it is told as the word of somebody who may speak for the speaker: not of another person. */
static bool is_by_body(const struct renderer *r, const struct statement *s)
{
    if (s->attribution == ATTRIBUTION_NONE)
        return false;
    const struct report *report = r->c->reports[s->report];
    uint32_t speaker = report->notes.attributions.at[s->attribution].speaker;
    return speaker == ENTITY_NONE || report->notes.entities.at[speaker].type != ENTITY_PERSON;
}

/* Whether most of the leader's words stand there in their order: what happened is told in like words by many. */
static bool is_in_order(const struct renderer *r, struct arena scratch, uint32_t group, const struct statement *s)
{
    const struct quote_piece *leader = &r->pieces->at[r->groups->leader[group]];
    const struct tokens *tokens = &r->c->reports[s->report]->notes.tokens;
    uint32_t count;
    struct quote_token *line =
        quote_line(&scratch, r->keys->at[s->report], tokens, s->first_token, s->token_end, &count);
    uint32_t common = quote_common_in_order(leader->line, leader->words, line, count);
    return (float)common >= in_order * (float)leader->words || (float)common >= in_order_own * (float)count;
}

static bool is_rendered(const struct renderer *r, struct arena scratch, uint32_t group, uint32_t statement)
{
    const struct statement *s = &r->c->statements.at[statement];
    uint32_t home = r->home[r->groups->leader[group]], common = r->common[statement];
    float share = (float)common / (float)r->wanted;
    if (share < one_speaker)
        return false;
    if (is_by_speaker(r, group, s))
        return common >= WORDS_LEAST || common == r->wanted;
    bool is_claim = home != STATEMENT_NONE && r->c->statements.at[home].claim == s->claim;
    uint32_t rare_least = is_claim ? RARE_IN_CLAIM : RARE_LEAST;
    if (common < WORDS_LEAST || share < (is_claim ? one_claim : anyone))
        return false;
    if (share >= anyone && r->rare[statement] >= RARE_IN_CLAIM && is_by_body(r, s))
        return true;
    return r->rare[statement] >= rare_least && is_in_order(r, scratch, group, s);
}

/* A word is rare where at most a third of the reports have it, or two. */
static bool is_rare(const struct renderer *r, size_t from, size_t to)
{
    uint32_t reports = 0, last = UINT32_MAX;
    for (size_t p = from; p < to; p++) {
        uint32_t report = r->c->statements.at[r->postings[p].statement].report;
        reports += report != last;
        last = report;
    }
    return reports <= 2 || 3 * reports <= r->c->count;
}

/* A key counts once a statement, however often it stands there: postings of one are neighbours. */
static void count_words(struct renderer *r, uint32_t group, const struct quote_piece *leader, uint32_t *touched,
                        uint32_t *touched_count)
{
    r->wanted = 0;
    for (uint32_t i = 0; i < leader->content_count; i++) {
        if (i && leader->content[i - 1].key == leader->content[i].key)
            continue;
        r->wanted++;
        size_t from = find_key(r, leader->content[i].key), to = from;
        while (to < r->count && r->postings[to].key == leader->content[i].key)
            to++;
        bool rare = is_rare(r, from, to);
        for (size_t p = from; p < to; p++) {
            uint32_t statement = r->postings[p].statement;
            bool is_new = r->seen[statement] != group + 1;
            if ((p > from && r->postings[p - 1].statement == statement) || (is_new && to - from > HOLDERS_MAX))
                continue;
            if (is_new) {
                r->seen[statement] = group + 1;
                r->common[statement] = r->rare[statement] = 0;
                touched[(*touched_count)++] = statement;
            }
            r->common[statement]++;
            r->rare[statement] += rare;
        }
    }
}

static void render_group(struct renderer *r, struct arena *keep, struct arena scratch, struct renderings *out,
                         size_t *room, uint32_t group, uint32_t *touched)
{
    const struct quote_piece *leader = &r->pieces->at[r->groups->leader[group]];
    uint32_t touched_count = 0;
    size_t first = out->count;
    if (leader->content_count < WORDS_ALL)
        return;
    for (uint32_t m = r->group_first[group]; m < r->group_first[group + 1]; m++)
        r->held_in[r->pieces->at[r->group_members[m]].report] = group + 1;
    count_words(r, group, leader, touched, &touched_count);
    for (uint32_t i = 0; i < touched_count; i++) {
        uint32_t number = touched[i], report = r->c->statements.at[number].report;
        float share = (float)r->common[number] / (float)r->wanted;
        bool renders = r->common[number] >= WORDS_ALL && r->held_in[report] != group + 1 && !r->quoted[number] &&
                       is_rendered(r, scratch, group, number);
        if (!renders)
            continue;
        if (r->best[report] <= first) {
            ARENA_ROOM(keep, out->at, out->count, *room);
            out->at[out->count++] = (struct rendering){ .group = group, .statement = number };
            r->best[report] = (uint32_t)out->count;
            r->best_share[report] = share;
        } else if (share > r->best_share[report] ||
                   (share == r->best_share[report] && number < out->at[r->best[report] - 1].statement)) {
            out->at[r->best[report] - 1].statement = number;
            r->best_share[report] = share;
        }
    }
}

/* ---- renderings that are quoted ---- */

enum { QUOTED_LEAST = 3 };   /* words */

struct stretch { uint32_t first, end; };

/* The longest stretch at the statement that quotation marks set off; all of it in a paragraph that is a quotation. */
static struct stretch find_quoted(const struct report *report, const struct statement *s)
{
    const struct tokens *tokens = &report->notes.tokens;
    const struct sentence *sentence = &report->notes.sentences.at[s->sentence];
    uint32_t from = s->first_token > sentence->first_token + 1 ? s->first_token - 2 : sentence->first_token;
    uint32_t to = s->token_end + 2 < sentence->token_end ? s->token_end + 2 : sentence->token_end;
    struct stretch best = { s->first_token, s->first_token };
    uint32_t open = from;
    bool any = false;
    if (report->article.blocks.at[sentence->block].kind == BLOCK_QUOTE)
        return (struct stretch){ s->first_token, s->token_end };
    for (uint32_t i = from; i <= to; i++) {
        bool is_end = i == to, is_quote = !is_end && tokens->at[i].shape & TOKEN_QUOTE;
        any |= is_quote;
        if ((is_quote || (is_end && any)) && i - open > best.end - best.first)
            best = (struct stretch){ open, i };
        open = is_quote ? i + 1 : open;
    }
    return best;
}

/* Whether so large a share of the stretch's words are the leader's. */
static bool is_of_words(const struct renderer *r, struct arena scratch, const struct quote_piece *leader,
                        uint32_t report, struct stretch at, float share)
{
    uint32_t count;
    const struct tokens *tokens = &r->c->reports[report]->notes.tokens;
    struct quote_token *line = quote_line(&scratch, r->keys->at[report], tokens, at.first, at.end, &count);
    uint32_t common = quote_common_in_order(leader->line, leader->words, line, count);
    return count >= QUOTED_LEAST && (float)common >= share * (float)count;
}

static void see_quoted(const struct renderer *r, struct arena scratch, struct rendering *rendering)
{
    const struct statement *s = &r->c->statements.at[rendering->statement];
    const struct report *report = r->c->reports[s->report];
    const struct quote_piece *leader = &r->pieces->at[r->groups->leader[rendering->group]];
    const struct tokens *tokens = &report->notes.tokens;
    struct stretch at = find_quoted(report, s);
    rendering->words = s->at;
    if (is_of_words(r, scratch, leader, s->report, at, quoted_words)) {
        rendering->quoted = true;
        rendering->words = (struct mark){ tokens->at[at.first].at.from, tokens->at[at.end - 1].at.to };
    } else if (s->attribution == ATTRIBUTION_NONE) {
        at = (struct stretch){ s->first_token, s->token_end };
        rendering->quoted = is_of_words(r, scratch, leader, s->report, at, bare_words);
    }
}

static int by_group(const void *a, const void *b)
{
    const struct rendering *x = a, *y = b;
    if (x->group != y->group)
        return (x->group > y->group) - (x->group < y->group);
    return (x->statement > y->statement) - (x->statement < y->statement);
}

static void list_members(struct renderer *r, struct arena *arena)
{
    uint32_t count = r->groups->count;
    r->group_first = arena_new(arena, uint32_t, (size_t)count + 2);
    r->group_members = arena_new(arena, uint32_t, r->pieces->count);
    for (uint32_t i = 0; i < r->pieces->count; i++)
        r->group_first[r->groups->of[i] + 2]++;
    for (uint32_t g = 2; g < count + 2; g++)
        r->group_first[g] += r->group_first[g - 1];
    for (uint32_t i = 0; i < r->pieces->count; i++)
        r->group_members[r->group_first[r->groups->of[i] + 1]++] = i;
}

struct renderings quote_renderings(struct arena *keep, struct arena scratch, const struct comparison *c,
                                   const struct quote_keys *keys, const struct quote_pieces *pieces,
                                   const struct quote_groups *groups)
{
    struct renderer r = { .c = c, .keys = keys, .pieces = pieces, .groups = groups };
    struct renderings out = { NULL, 0 };
    uint32_t statements = c->statements.count;
    size_t room = 0;
    r.home = arena_new(&scratch, uint32_t, pieces->count);
    r.quoted = arena_new(&scratch, bool, statements);
    r.held_in = arena_new(&scratch, uint32_t, c->count);
    r.seen = arena_new(&scratch, uint32_t, statements);
    r.common = arena_new(&scratch, uint32_t, statements);
    r.rare = arena_new(&scratch, uint32_t, statements);
    r.best = arena_new(&scratch, uint32_t, c->count);
    r.best_share = arena_new(&scratch, float, c->count);
    uint32_t *touched = arena_new(&scratch, uint32_t, statements);
    list_members(&r, &scratch);
    find_homes(&r);
    struct arena indexed = arena_half(&scratch);
    index_statements(&r, &indexed, scratch);
    for (uint32_t g = 0; g < groups->count; g++)
        render_group(&r, keep, scratch, &out, &room, g, touched);
    for (size_t i = 0; i < out.count; i++)
        see_quoted(&r, scratch, &out.at[i]);
    if (out.count)
        qsort(out.at, out.count, sizeof *out.at, by_group);
    return out;
}
