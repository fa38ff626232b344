#include "compare/quote_speaker.h"

#include <string.h>

enum { SPEAKERS_MAX = 16, CUE_BYTES = 40 };   /* speakers that are told apart; a longer cue is none */
enum { SAME_LEAST = 5 };                      /* words that two must have been said to have spoken */
static const float same_words = 0.8f;         /* of the shorter one, in their order */

/* How well a speaker is known, worst first. */
enum standing { STANDING_GUESSED, STANDING_BODY, STANDING_PERSON };

struct candidate { uint32_t name, pieces; uint8_t standing; const struct quote_piece *first; };
struct candidates { struct candidate at[SPEAKERS_MAX]; uint32_t count; };

static const struct attribution *attribution_of(const struct comparison *c, const struct quote_piece *p)
{
    return &c->reports[p->report]->notes.attributions.at[p->attribution];
}

/* "He", "the latter": nothing but function words. */
static bool is_pronoun(const struct comparison *c, uint32_t report, struct mark at)
{
    const struct tokens *tokens = &c->reports[report]->notes.tokens;
    for (uint32_t i = token_at(tokens, at.from); i < tokens->count && tokens->at[i].at.to <= at.to; i++)
        if (c->words[report][i].key)
            return false;
    return true;
}

static struct span source_words(const struct comparison *c, uint32_t report, const struct attribution *a)
{
    if (!a->source.count || is_pronoun(c, report, a->source.at[0]))
        return SPAN("");
    struct span words = words_at(c, report, a->source.at[0]);
    while (words.len && strchr(",;: ", words.at[words.len - 1]))
        words.len--;
    return words;
}

struct span quote_source(const struct comparison *c, const struct quote_piece *piece)
{
    if (piece->named)
        return c->names.at[piece->speaker].name;
    return piece->sourced ? source_words(c, piece->report, attribution_of(c, piece)) : SPAN("");
}

/* ---- candidates ---- */

static void add_candidate(struct candidates *list, const struct quote_piece *p)
{
    uint8_t standing = !p->named ? STANDING_GUESSED : p->person ? STANDING_PERSON : STANDING_BODY;
    uint32_t i = 0;
    while (i < list->count && list->at[i].name != p->speaker)
        i++;
    if (i == SPEAKERS_MAX)
        return;
    if (i == list->count)
        list->at[list->count++] = (struct candidate){ p->speaker, 0, standing, p };
    if (standing > list->at[i].standing) {
        list->at[i].standing = standing;
        list->at[i].first = p;
    }
    list->at[i].pieces++;
}

static const struct candidate *best_of(const struct candidates *list)
{
    const struct candidate *best = NULL;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct candidate *x = &list->at[i];
        if (!best || x->standing > best->standing || (x->standing == best->standing && x->pieces > best->pieces))
            best = x;
    }
    return best;
}

/* ---- disputes ---- */

/* Whether `name` is mentioned within the sentences from the source to the quotation. */
static bool is_beside(const struct comparison *c, const struct quote_piece *p, uint32_t name)
{
    const struct annotations *notes = &c->reports[p->report]->notes;
    const struct attribution *a = attribution_of(c, p);
    struct mark near = p->at;
    for (uint32_t m = 0; m < a->source.count; m++) {
        near.from = a->source.at[m].from < near.from ? a->source.at[m].from : near.from;
        near.to = a->source.at[m].to > near.to ? a->source.at[m].to : near.to;
    }
    uint32_t low = 0, high = notes->mentions.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (notes->mentions.at[middle].at.to <= near.from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < notes->mentions.count && notes->mentions.at[low].at.from < near.to; low++)
        if (name_of(c, p->report, notes->mentions.at[low].entity) == name)
            return true;
    return false;
}

/* Whether the piece passes on the word of `name`: as the outer speaker's, the one that is cited, or one who stands
 * between source and quotation ("Aune said that Lind had told him"). */
static bool passes_on(const struct comparison *c, const struct quote_piece *p, uint32_t name)
{
    const struct attribution *a = attribution_of(c, p);
    const struct attributions *list = &c->reports[p->report]->notes.attributions;
    bool by_outer = a->parent != ATTRIBUTION_NONE && name_of(c, p->report, list->at[a->parent].speaker) == name;
    bool is_cited = name_of(c, p->report, a->cited_entity) == name || name_of(c, p->report, a->via_entity) == name;
    return by_outer || is_cited || is_beside(c, p, name);
}

static bool is_part(struct span whole, struct span part)
{
    return span_find(whole, part, 0) != SPAN_NONE;
}

/* One may be a form of the other that was not joined with it. */
static bool are_forms(const struct comparison *c, uint32_t a, uint32_t b)
{
    struct span x = c->names.at[a].folded, y = c->names.at[b].folded;
    return is_part(x, y) || is_part(y, x);
}

static bool are_same_words(const struct quote_piece *a, const struct quote_piece *b)
{
    uint32_t shorter = a->words < b->words ? a->words : b->words;
    uint32_t common = quote_common_in_order(a->line, a->words, b->line, b->words);
    return shorter >= SAME_LEAST && (float)common >= same_words * (float)shorter;
}

static bool is_disputed(const struct comparison *c, const struct candidates *list)
{
    for (uint32_t i = 0; i < list->count; i++)
        for (uint32_t j = i + 1; j < list->count; j++) {
            const struct candidate *x = &list->at[i], *y = &list->at[j];
            bool persons = x->standing == STANDING_PERSON && y->standing == STANDING_PERSON;
            if (persons && !are_forms(c, x->name, y->name) && x->first->report != y->first->report &&
                are_same_words(x->first, y->first) && !passes_on(c, x->first, y->name) &&
                !passes_on(c, y->first, x->name))
                return true;
        }
    return false;
}

/* ---- the quote's own ---- */

static struct span cue_of(const struct comparison *c, const struct quote_piece *p)
{
    const struct attribution *a = attribution_of(c, p);
    struct span cue = a->cue.count ? words_at(c, p->report, a->cue.at[0]) : SPAN("");
    return cue.len <= CUE_BYTES ? cue : SPAN("");
}

/* Who passed it on: the outer speaker, or the body that others name where most name a person. */
static struct span via_of(const struct comparison *c, const struct candidates *list, const struct candidate *best,
                          const struct quote_piece *p)
{
    const struct attribution *a = attribution_of(c, p);
    if (a->parent != ATTRIBUTION_NONE) {
        struct span outer = source_words(c, p->report, &c->reports[p->report]->notes.attributions.at[a->parent]);
        if (outer.len)
            return outer;
    }
    for (uint32_t i = 0; best && best->standing == STANDING_PERSON && i < list->count; i++)
        if (list->at[i].standing == STANDING_BODY)
            return c->names.at[list->at[i].name].name;
    return a->via_entity != ENTITY_NONE ? words_at(c, p->report, a->via) : SPAN("");
}

void quote_name_speaker(struct arena scratch, const struct comparison *c, const struct quote_piece *const *pieces,
                        uint32_t count, struct quote *quote)
{
    struct candidates *list = arena_new(&scratch, struct candidates, 1);
    for (uint32_t i = 0; i < count; i++)
        if (pieces[i]->speaker != UINT32_MAX)
            add_candidate(list, pieces[i]);
    const struct candidate *best = best_of(list);
    const struct quote_piece *told_by = best ? best->first : pieces[0];
    quote->speaker = best ? c->names.at[best->name].name : SPAN("");
    for (uint32_t i = 0; i < count && !quote->speaker.len; i++) {
        quote->speaker = quote_source(c, pieces[i]);
        told_by = quote->speaker.len ? pieces[i] : told_by;
    }
    quote->cue = cue_of(c, told_by);
    for (uint32_t i = 0; i < count && !quote->cue.len; i++)
        quote->cue = cue_of(c, pieces[i]);
    quote->via = via_of(c, list, best, told_by);
    if (span_equal(quote->via, quote->speaker))
        quote->via = SPAN("");
    quote->disputed_speaker = is_disputed(c, list);
}
