#include "compare/scene.h"

#include "compare/line.h"
#include "news/word_tag.h"
#include "tables/country.h"
#include "text/normal.h"

enum {
    TITLE_POINTS = 4, OPENING_POINTS = 3, SAYING_POINTS = 2, SHARED_POINTS = 1,   /* of a name, an account each */
    ACTS_POINTS = 2,             /* for each time that it begins a clause */
    BESIDE_TOKENS = 8,           /* between two names that are told together */
    BESIDE_TOKENS_UNREAD = 2,    /* where nobody knows which words are verbs */
    SHARED_CLAIMS = 3            /* so many of the weightiest claims tell the event, too */
};

/* Points by name; an account gives a name those of the place where it counts most. */
struct score { uint32_t points, origin, own, acts; bool titled; };

static void give(struct score *score, uint32_t origin, uint32_t points)
{
    if (score->origin != origin + 1) {
        score->origin = origin + 1;
        score->own = 0;
    }
    if (points <= score->own)
        return;
    score->points += points - score->own;
    score->own = points;
}

struct setting {
    const struct comparison *c;
    struct synopsis *s;
    struct span language;        /* that most accounts are told in */
    uint32_t *order;             /* statements by origin, so that an account's points come together */
    bool *tells_event;           /* [statement] */
    bool *is_country;            /* [name of the story] */
    struct score *who, *where;   /* [name of the story] */
};

static uint32_t first_mention(const struct report *report, uint32_t at)
{
    uint32_t low = 0, high = report->notes.mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (report->notes.mentions.at[middle].at.from < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* ---- which statements tell the event ---- */

static bool supports(const struct claim *claim, struct evidence e)
{
    for (uint32_t i = 0; i < claim->support.count; i++)
        if (evidence_order(claim->support.at[i], e) == 0)
            return true;
    return false;
}

/* Titles, first paragraphs, and the statements of the weightiest claims that are news. */
static void find_event(struct setting *set)
{
    const struct comparison *c = set->c;
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *s = &c->statements.at[i];
        set->tells_event[i] = s->title || s->lede;
        for (uint32_t k = 0; !set->tells_event[i] && k < set->s->claim_count && k < SHARED_CLAIMS; k++)
            if (set->s->claims[k].kind == CLAIM_SHARED && !set->s->claims[k].background)
                set->tells_event[i] = supports(&set->s->claims[k], evidence_at(c, s->report, s->at));
    }
}

static void order_by_origin(struct setting *set, struct arena *arena)
{
    const struct comparison *c = set->c;
    uint32_t *first = arena_new(arena, uint32_t, c->origin_count + 1);
    set->order = arena_new(arena, uint32_t, c->statements.count);
    for (uint32_t i = 0; i < c->statements.count; i++)
        first[c->origin_of[c->statements.at[i].report] + 1]++;
    for (uint32_t o = 0; o < c->origin_count; o++)
        first[o + 1] += first[o];
    for (uint32_t i = 0; i < c->statements.count; i++)
        set->order[first[c->origin_of[c->statements.at[i].report]]++] = i;
}

/* ---- who ---- */

/* Whether the mention only tells whose words are told. */
static bool is_source(const struct report *report, struct mark at, const struct statement *s)
{
    const struct attributions *list = &report->notes.attributions;
    for (uint32_t a = 0; a < list->count; a++)
        for (uint32_t m = 0; m < list->at[a].source.count; m++)
            if (mark_overlaps(list->at[a].source.at[m], at) && mark_overlaps(list->at[a].source.at[m], s->at))
                return true;
    return false;
}

static void score_who(struct setting *set, const struct statement *s)
{
    const struct comparison *c = set->c;
    const struct report *report = c->reports[s->report];
    const struct mentions *mentions = &report->notes.mentions;
    uint32_t m = first_mention(report, s->at.from);
    for (; m < mentions->count && mentions->at[m].at.to <= s->at.to; m++) {
        uint32_t name = name_of(c, s->report, mentions->at[m].entity);
        bool source = is_source(report, mentions->at[m].at, s);
        uint32_t points = s->title ? TITLE_POINTS : !s->lede ? SHARED_POINTS : source ? SAYING_POINTS : OPENING_POINTS;
        bool begins = token_at(&report->notes.tokens, mentions->at[m].at.from) <= s->first_token + 1;
        if (name == UINT32_MAX)
            continue;
        set->who[name].acts += begins && !source;
        set->who[name].titled |= s->title;
        give(&set->who[name], c->origin_of[s->report], points);
    }
}

/* Whether it may be who the story is about: a person or body that does something, or that a title names. */
static bool takes_part(const struct setting *set, uint32_t name)
{
    uint8_t type = set->c->names.at[name].type;
    return (type == ENTITY_PERSON || type == ENTITY_ORGANISATION) && (set->who[name].acts || set->who[name].titled);
}

static uint32_t weight_of(const struct score *score) { return score->points + ACTS_POINTS * score->acts; }

enum part { PART_FIRST, PART_BESIDE, PART_COUNTRY };

static bool fits(const struct setting *set, uint32_t name, enum part part)
{
    uint8_t type = set->c->names.at[name].type;
    if (part == PART_COUNTRY)
        return set->is_country[name] && set->who[name].acts * 2 > set->c->origin_count;
    return part == PART_FIRST ? takes_part(set, name) : type == ENTITY_PERSON || type == ENTITY_ORGANISATION;
}

/* The weightiest name that fits, of at least so many points, other than `not`; UINT32_MAX for none. */
static uint32_t best_who(const struct setting *set, enum part part, uint32_t least, uint32_t not)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t n = 0; n < set->c->names.count; n++) {
        if (n == not || set->who[n].points < least || !fits(set, n, part))
            continue;
        if (best == UINT32_MAX || weight_of(&set->who[n]) > weight_of(&set->who[best]))
            best = n;
    }
    return best;
}

/* The mention that shows a name best: its full form, in the main language. */
static struct evidence show(const struct setting *set, uint32_t name)
{
    const struct comparison *c = set->c;
    struct evidence best = { 0, { 0, 0 } };
    uint32_t most = 0;
    for (uint32_t r = 0; r < c->count; r++) {
        const struct mentions *mentions = &c->reports[r]->notes.mentions;
        bool own = span_equal(c->reports[r]->article.language, set->language);
        for (uint32_t m = 0; m < mentions->count; m++) {
            if (name_of(c, r, mentions->at[m].entity) != name)
                continue;
            bool full = span_equal(words_at(c, r, mentions->at[m].at), c->names.at[name].name);
            uint32_t worth = 1 + 4 * own + 2 * full;
            if (worth <= most)
                continue;
            most = worth;
            best = evidence_at(c, r, mentions->at[m].at);
        }
    }
    return best;
}

/* Whether nothing but roles and an "and" stands between two mentions. */
static bool stand_together(const struct report *report, struct mark a, struct mark b)
{
    const struct tokens *tokens = &report->notes.tokens;
    const uint8_t *tags = report->notes.tags;
    uint32_t first = token_at(tokens, a.to), end = token_at(tokens, b.from);
    if (end - first > (tags ? BESIDE_TOKENS : BESIDE_TOKENS_UNREAD))
        return false;
    bool joined = !tags;
    for (uint32_t i = first; i < end; i++) {
        if (tags && (word_tag_is_verb(tags[i]) || tags[i] == WORD_TAG_STOP || tags[i] == WORD_TAG_COLON))
            return false;
        joined |= tags && tags[i] == WORD_TAG_CC;
    }
    return joined;
}

/* Where the two stand side by side, by the fullest names; an empty mark where they never do. */
static struct evidence show_both(const struct setting *set, uint32_t one, uint32_t other)
{
    const struct comparison *c = set->c;
    struct evidence best = { 0, { 0, 0 } };
    uint32_t most = 0;
    for (uint32_t r = 0; r < c->count; r++) {
        const struct mentions *mentions = &c->reports[r]->notes.mentions;
        bool own = span_equal(c->reports[r]->article.language, set->language);
        for (uint32_t m = 0; own && m + 1 < mentions->count; m++)
            for (uint32_t k = m + 1; k < mentions->count && k <= m + 2; k++) {
                uint32_t a = name_of(c, r, mentions->at[m].entity), b = name_of(c, r, mentions->at[k].entity);
                struct mark at = mentions->at[m].at, to = mentions->at[k].at;
                uint32_t worth = mark_length(at) + mark_length(to);
                bool both = (a == one && b == other) || (a == other && b == one);
                if (!both || worth <= most || !stand_together(c->reports[r], at, to))
                    continue;
                most = worth;
                best = evidence_at(c, r, (struct mark){ at.from, to.to });
            }
    }
    return best;
}

static void set_who(struct setting *set)
{
    uint32_t least = OPENING_POINTS * ((set->c->origin_count + 1) / 2);
    uint32_t first = best_who(set, PART_FIRST, least, UINT32_MAX);
    if (first == UINT32_MAX)
        first = best_who(set, PART_COUNTRY, least, UINT32_MAX);
    if (first == UINT32_MAX)
        return;
    uint32_t second = best_who(set, PART_BESIDE, set->who[first].points / 2, first);
    struct evidence both = { 0, { 0, 0 } };
    if (second != UINT32_MAX && takes_part(set, first))
        both = show_both(set, first, second);
    set->s->who = mark_length(both.at) ? both : show(set, first);
}

/* ---- where ---- */

/* Whether the event is put at the place: behind a word that does, and before any subordinate clause begins. */
static bool is_put(const struct comparison *c, const struct statement *s, struct mark at)
{
    const struct report *report = c->reports[s->report];
    uint32_t token = token_at(&report->notes.tokens, at.from);
    bool aside = false;
    for (uint32_t i = s->first_token; i < token; i++) {
        enum clause_kind opens = c->words[s->report][i].opens;
        aside |= opens == CLAUSE_SUBORDINATE || opens == CLAUSE_RELATIVE;
        aside &= !span_equal(token_folded(&report->notes.tokens, i), SPAN(","));
    }
    if (aside)
        return false;
    for (uint32_t i = token, back = 0; i > s->first_token && back < 2; i--, back++) {
        if (line_place_word(report, i - 1) == PLACE_PUT)
            return true;
        if (c->words[s->report][i - 1].key)
            return false;
    }
    return false;
}

static void score_where(struct setting *set, const struct statement *s)
{
    const struct comparison *c = set->c;
    const struct report *report = c->reports[s->report];
    const struct mentions *mentions = &report->notes.mentions;
    uint32_t m = first_mention(report, s->at.from);
    for (; m < mentions->count && mentions->at[m].at.to <= s->at.to; m++) {
        uint32_t name = name_of(c, s->report, mentions->at[m].entity);
        if (name != UINT32_MAX && c->names.at[name].type == ENTITY_PLACE && is_put(c, s, mentions->at[m].at))
            give(&set->where[name], c->origin_of[s->report], 1);
    }
}

/* A town before its country. */
static void set_where(struct setting *set)
{
    uint32_t best = UINT32_MAX;
    float most = 0;
    for (uint32_t n = 0; n < set->c->names.count; n++) {
        float points = (float)set->where[n].points * (set->is_country[n] ? 0.6f : 1);
        bool most_say = set->where[n].points * 2 > set->c->origin_count;
        if (!most_say || points <= most)
            continue;
        most = points;
        best = n;
    }
    if (best != UINT32_MAX)
        set->s->where = show(set, best);
}

/* ---- what ---- */

/* In how many accounts each cluster stands, and how many begin with it. */
static void count_accounts(const struct setting *set, struct arena *arena, uint32_t **held, uint32_t **begun)
{
    const struct comparison *c = set->c;
    uint32_t *last_held = arena_new(arena, uint32_t, c->cluster_count);
    uint32_t *last_begun = arena_new(arena, uint32_t, c->cluster_count);
    *held = arena_new(arena, uint32_t, c->cluster_count);
    *begun = arena_new(arena, uint32_t, c->cluster_count);
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *s = &c->statements.at[set->order[i]];
        uint32_t origin = c->origin_of[s->report] + 1;
        bool begins = s->lede || s->title;
        (*held)[s->claim] += last_held[s->claim] != origin;
        last_held[s->claim] = origin;
        (*begun)[s->claim] += begins && last_begun[s->claim] != origin;
        last_begun[s->claim] = begins ? origin : last_begun[s->claim];
    }
}

/* The statement of a first paragraph that most accounts have, and most begin with. */
static void set_what(struct setting *set, struct arena scratch)
{
    const struct comparison *c = set->c;
    uint32_t *held, *begun;
    float best = 0;
    count_accounts(set, &scratch, &held, &begun);
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *s = &c->statements.at[i];
        if (!s->lede || s->title)
            continue;
        struct line line = line_of(c, s);
        float worth = (float)(held[s->claim] + 2 * begun[s->claim]) * line.fitness;
        worth *= s->information / (5 + s->information);
        worth *= span_equal(c->reports[s->report]->article.language, set->language) ? 1 : 0.2f;
        worth *= c->source_of[s->report] == STATEMENT_NONE ? 1 : 0.85f;
        if (worth <= best)
            continue;
        best = worth;
        set->s->what = evidence_at(c, s->report, line.at);
    }
}

void scene_set(struct arena scratch, const struct comparison *c, struct synopsis *s)
{
    struct setting set = { .c = c, .s = s, .language = line_language(c) };
    set.tells_event = arena_new(&scratch, bool, c->statements.count);
    set.is_country = arena_new(&scratch, bool, c->names.count);
    set.who = arena_new(&scratch, struct score, c->names.count);
    set.where = arena_new(&scratch, struct score, c->names.count);
    order_by_origin(&set, &scratch);
    find_event(&set);
    for (uint32_t n = 0; n < c->names.count; n++)
        set.is_country[n] = table_find(&country_table, text_fold(&scratch, c->names.at[n].name)) != NULL;
    for (uint32_t i = 0; i < c->statements.count; i++) {
        if (!set.tells_event[set.order[i]])
            continue;
        const struct statement *t = &c->statements.at[set.order[i]];
        score_who(&set, t);
        if (t->title || t->lede)
            score_where(&set, t);
    }
    set_who(&set);
    set_where(&set);
    set_what(&set, scratch);
}
