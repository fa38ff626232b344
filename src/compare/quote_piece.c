#include "compare/quote_piece.h"

#include <stdlib.h>

#include "base/hash.h"
#include "tables/agency.h"

enum { RUN = 3 };            /* words of a run */

static int by_key(const void *a, const void *b)
{
    const struct quote_word *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->place > y->place) - (x->place < y->place);
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

struct quote_word *quote_content(struct arena *keep, const uint64_t *keys, const struct tokens *tokens, uint32_t first,
                                 uint32_t end, uint32_t *count)
{
    struct quote_word *out = arena_new(keep, struct quote_word, end - first);
    uint32_t found = 0, place = 0;
    for (uint32_t i = first; i < end; i++) {
        if (keys[i])
            out[found++] = (struct quote_word){ keys[i], place, tokens->at[i].kind == TOKEN_NUMBER };
        place += tokens->at[i].kind != TOKEN_PUNCTUATION;
    }
    if (found)
        qsort(out, found, sizeof *out, by_key);
    *count = found;
    return out;
}

uint32_t quote_common(const struct quote_word *a, uint32_t a_count, const struct quote_word *b, uint32_t b_count)
{
    uint32_t common = 0;
    for (uint32_t i = 0, j = 0; i < a_count && j < b_count;) {
        common += a[i].key == b[j].key ? 1 + a[i].number : 0;
        uint64_t key = a[i].key;
        i += key <= b[j].key;
        j += b[j].key <= key;
    }
    return common;
}

struct quote_token *quote_line(struct arena *keep, const uint64_t *keys, const struct tokens *tokens, uint32_t first,
                               uint32_t end, uint32_t *count)
{
    struct quote_token *out = arena_new(keep, struct quote_token, end - first);
    *count = 0;
    for (uint32_t i = first; i < end && *count < QUOTE_WORDS_MAX; i++)
        if (tokens->at[i].kind != TOKEN_PUNCTUATION)
            out[(*count)++] = (struct quote_token){ tokens->at[i].word, keys[i] };
    return out;
}

uint32_t quote_common_in_order(const struct quote_token *a, uint32_t a_count, const struct quote_token *b,
                               uint32_t b_count)
{
    uint16_t length[QUOTE_WORDS_MAX + 1] = { 0 };    /* of the longest common subsequence, by words of b */
    for (uint32_t i = 0; i < a_count; i++) {
        uint16_t before = 0;
        for (uint32_t j = 1; j <= b_count; j++) {
            const struct quote_token *x = &a[i], *y = &b[j - 1];
            uint16_t above = length[j], skip = above > length[j - 1] ? above : length[j - 1];
            length[j] = x->word == y->word || (x->key && x->key == y->key) ? (uint16_t)(before + 1) : skip;
            before = above;
        }
    }
    return length[b_count];
}

static void read_runs(struct arena *keep, struct quote_piece *p)
{
    p->runs = arena_new(keep, uint64_t, p->words);
    for (uint32_t i = RUN; i <= p->words; i++) {
        const struct quote_token *last = p->line + i;
        p->runs[p->run_count++] = hash_mix(hash_mix(last[-RUN].word, last[1 - RUN].word), last[-1].word);
    }
    if (p->run_count)
        qsort(p->runs, p->run_count, sizeof *p->runs, by_value);
}

/* ---- who speaks ---- */

/* Which paragraph a place stands in. */
static uint32_t block_of(const struct article *article, uint32_t place)
{
    uint32_t low = 0, high = article->blocks.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (article->blocks.at[middle].at.to <= place)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether the source holds a mention of the entity, in the paragraph of the quotation: one further away was guessed. */
static bool names_entity(const struct report *r, struct marks marks, uint32_t entity, uint32_t block)
{
    const struct mentions *mentions = &r->notes.mentions;
    for (uint32_t m = 0; m < marks.count; m++) {
        if (block_of(&r->article, marks.at[m].from) != block)
            continue;
        uint32_t low = 0, high = mentions->count;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (mentions->at[middle].at.to <= marks.at[m].from)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < mentions->count && mentions->at[low].at.from < marks.at[m].to; low++)
            if (mentions->at[low].entity == entity)
                return true;
    }
    return false;
}

/* "Carrow Ledger" of "The Carrow Ledger". */
static bool is_of(struct span name, struct span house)
{
    bool within = span_find_nocase(house, name, 0) != SPAN_NONE || span_find_nocase(name, house, 0) != SPAN_NONE;
    return house.len && name.len && within;
}

/* A pronoun's antecedent that is no person, and the house or agency to which it was said, have not spoken. */
static void read_speaker(const struct comparison *c, struct quote_piece *p)
{
    const struct report *r = c->reports[p->report];
    const struct attribution *a = &r->notes.attributions.at[p->attribution];
    uint32_t block = block_of(&r->article, p->at.from);
    p->sourced = a->source.count && block_of(&r->article, a->source.at[0].from) == block;
    p->speaker = name_of(c, p->report, a->speaker);
    if (p->speaker == UINT32_MAX)
        return;
    p->named = names_entity(r, a->source, a->speaker, block);
    p->person = r->notes.entities.at[a->speaker].type == ENTITY_PERSON || c->names.at[p->speaker].type == ENTITY_PERSON;
    struct span name = c->names.at[p->speaker].name;
    bool is_agency = table_find(&agency_table, c->names.at[p->speaker].folded) != NULL;
    bool is_house = is_agency || is_of(name, r->article.agency) || is_of(name, r->article.outlet);
    p->sourced &= !is_house;
    if (is_house || (!p->named && !p->person)) {
        p->speaker = UINT32_MAX;
        p->named = p->person = false;
    }
}

/* ---- cutting ---- */

struct reader {
    const struct comparison *c;
    const struct quote_keys *keys;
    struct arena *keep;
    struct quote_pieces out;
    size_t room;
};

/* Nothing but a name. */
static bool is_name_only(const struct report *r, const struct quote_piece *p)
{
    const struct mentions *mentions = &r->notes.mentions;
    for (uint32_t low = 0, high = mentions->count; low < high;) {
        uint32_t middle = low + (high - low) / 2;
        struct mark at = mentions->at[middle].at;
        if (mark_holds(at, p->at))
            return true;
        if (at.from <= p->at.from)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* Room for a piece comes from `keep` and would part its list: so it is read once all places are known. */
static void read_piece(struct reader *reader, struct arena *keep, struct quote_piece *p)
{
    const struct report *r = reader->c->reports[p->report];
    const struct tokens *tokens = &r->notes.tokens;
    p->first_token = token_at(tokens, p->at.from);
    p->token_end = p->first_token;
    while (p->token_end < tokens->count && tokens->at[p->token_end].at.to <= p->at.to &&
           p->token_end - p->first_token < QUOTE_WORDS_MAX)
        p->token_end++;
    const uint64_t *keys = reader->keys->at[p->report];
    p->content = quote_content(keep, keys, tokens, p->first_token, p->token_end, &p->content_count);
    p->title = p->at.to <= r->article.title_at.to;
    p->line = quote_line(keep, keys, tokens, p->first_token, p->token_end, &p->words);
    read_runs(keep, p);
    read_speaker(reader->c, p);
}

static void add_place(struct reader *reader, uint32_t report, uint32_t attribution, struct mark at, struct mark quoted)
{
    if (at.from >= at.to)
        return;
    ARENA_ROOM(reader->keep, reader->out.at, reader->out.count, reader->room);
    reader->out.at[reader->out.count++] =
        (struct quote_piece){ .report = report, .attribution = attribution, .at = at, .quoted = quoted };
}

static void add_quoted(struct reader *reader, uint32_t report, uint32_t attribution, struct mark quoted)
{
    const struct report *r = reader->c->reports[report];
    const struct sentences *sentences = &r->notes.sentences;
    uint32_t low = 0, high = sentences->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sentences->at[middle].at.to <= quoted.from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < sentences->count && sentences->at[low].at.from < quoted.to; low++) {
        struct mark at = sentences->at[low].at;
        at.from = at.from < quoted.from ? quoted.from : at.from;
        at.to = at.to > quoted.to ? quoted.to : at.to;
        at = mark_trim(r->article.text, at);
        at.to -= at.to > at.from && r->article.text.at[at.to - 1] == ',';
        add_place(reader, report, attribution, at, quoted);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct quote_piece *x = a, *y = b;
    if (x->report != y->report)
        return (x->report > y->report) - (x->report < y->report);
    if (x->at.from != y->at.from)
        return (x->at.from > y->at.from) - (x->at.from < y->at.from);
    return (x->attribution < y->attribution) - (x->attribution > y->attribution);
}

/* The same words may stand in an attribution and in one nested in it: the inner one is kept. */
static void drop_doubles(struct quote_pieces *pieces)
{
    uint32_t kept = 0;
    if (pieces->count)
        qsort(pieces->at, pieces->count, sizeof *pieces->at, by_place);
    for (uint32_t i = 0; i < pieces->count; i++) {
        const struct quote_piece *last = kept ? &pieces->at[kept - 1] : NULL, *p = &pieces->at[i];
        if (!last || last->report != p->report || !mark_overlaps(last->at, p->at))
            pieces->at[kept++] = *p;
    }
    pieces->count = kept;
}

struct quote_pieces quote_pieces_read(struct arena *keep, struct arena scratch, const struct comparison *c,
                                      const struct quote_keys *keys)
{
    struct reader reader = { .c = c, .keys = keys, .keep = &scratch };
    for (uint32_t r = 0; r < c->count; r++) {
        const struct attributions *list = &c->reports[r]->notes.attributions;
        for (uint32_t a = 0; a < list->count; a++)
            for (uint32_t m = 0; m < list->at[a].quoted.count; m++)
                add_quoted(&reader, r, a, list->at[a].quoted.at[m]);
    }
    drop_doubles(&reader.out);
    struct quote_pieces out = { arena_new(keep, struct quote_piece, reader.out.count), 0 };
    for (uint32_t i = 0; i < reader.out.count; i++) {
        struct quote_piece *p = &reader.out.at[i];
        if (is_name_only(c->reports[p->report], p))
            continue;
        read_piece(&reader, keep, p);
        if (p->content_count || p->run_count)
            out.at[out.count++] = *p;
    }
    return out;
}
