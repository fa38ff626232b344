#include "compare/primary_source.h"

#include "base/hash.h"
#include "news/word_tag.h"
#include "tables/agency.h"
#include "tables/source_noun.h"
#include "text/normal.h"
#include "text/stem.h"

enum {
    FRAME_TOKENS = 60,           /* so far around the cue its sentence is read */
    ENDING_BYTES = 4             /* of a German compound: "Verkehrsministerium" ends with "ministerium" */
};

static uint64_t noun_key(uint32_t stem, struct span language) { return hash_seeded(language, stem); }

static void read_nouns(struct sources *f)
{
    for (uint32_t i = 0; i < source_noun_COUNT; i++) {
        const struct source_noun_row *row = &source_noun_rows[i];
        uint32_t *number = map_at(&f->nouns, noun_key(stem_word(row->key, row->language), row->language), NULL);
        if (!*number)
            *number = i + 1;
    }
}

/* The noun that a token is, or that it ends with in German; NULL for other words. */
static const struct source_noun_row *noun_at(const struct sources *f, const struct report *report, uint32_t token)
{
    struct span language = report->article.language, folded = token_folded(&report->notes.tokens, token);
    const uint32_t *row = map_find(&f->nouns, noun_key(report->notes.tokens.at[token].stem, language));
    bool compounds = span_equal(language, SPAN("de"));
    for (size_t from = ENDING_BYTES; compounds && !row && from + ENDING_BYTES <= folded.len; from++)
        row = map_find(&f->nouns, noun_key(stem_word(span_from(folded, from), language), language));
    return row ? &source_noun_rows[*row - 1] : NULL;
}

static void mark_outlets(struct sources *f, struct arena *arena)
{
    const struct comparison *c = f->c;
    f->is_outlet = arena_new(arena, bool, c->names.count);
    for (uint32_t n = 0; n < c->names.count; n++) {
        struct span folded = text_fold(arena, c->names.at[n].name);
        f->is_outlet[n] = table_find(&agency_table, folded) != NULL;
        for (uint32_t r = 0; r < c->count && !f->is_outlet[n]; r++)
            f->is_outlet[n] = c->reports[r]->article.outlet.len &&
                              span_equal_nocase(c->reports[r]->article.outlet, c->names.at[n].name);
    }
}

/* ---- what an attribution rests on ---- */

enum { TRAITS_MOST = 8 };         /* of one attribution */

struct source {
    uint32_t traits[TRAITS_MOST], count;
    struct mark places[TRAITS_MOST];   /* the words that gave each */
    uint32_t document;                 /* row of source_noun + 1 */
};

static void add_trait(struct sources *f, struct source *source, struct trait trait, struct mark place)
{
    uint32_t *number = map_at(&f->numbers, trait.key, NULL);
    if (!*number) {
        ARENA_ROOM(&f->lists, f->traits, f->trait_count, f->trait_room);
        f->traits[f->trait_count++] = trait;
        *number = (uint32_t)f->trait_count;
    }
    for (uint32_t i = 0; i < source->count; i++)
        if (source->traits[i] == *number - 1)
            return;
    if (source->count >= TRAITS_MOST)
        return;
    source->places[source->count] = place;
    source->traits[source->count++] = *number - 1;
}

static void add_name(struct sources *f, struct source *source, uint32_t report, uint32_t entity, struct mark place)
{
    uint32_t name = name_of(f->c, report, entity);
    if (name == UINT32_MAX || f->is_outlet[name])
        return;
    uint8_t type = f->c->names.at[name].type;
    bool person = f->c->reports[report]->notes.entities.at[entity].type == ENTITY_PERSON;
    if (type == ENTITY_PERSON || type == ENTITY_ORGANISATION)
        add_trait(f, source,
                  (struct trait){ .key = hash_mix(name, 1), .is_name = true, .name = name, .is_person = person }, place);
}

static bool belongs_to_noun(uint8_t tag)
{
    return (tag >= WORD_TAG_NN && tag <= WORD_TAG_NNPS) || (tag >= WORD_TAG_JJ && tag <= WORD_TAG_JJS);
}

/* A noun with the content words before it: "Icelandic Transport Ministry". */
static struct mark noun_place(const struct sources *f, uint32_t report, uint32_t token)
{
    const struct tokens *tokens = &f->c->reports[report]->notes.tokens;
    uint32_t from = token;
    const uint8_t *tags = f->c->reports[report]->notes.tags;
    while (from && token - from < SOURCE_WORDS_MOST && f->c->words[report][from - 1].key &&
           tokens->at[from - 1].kind == TOKEN_WORD && (!tags || belongs_to_noun(tags[from - 1])))
        from--;
    return (struct mark){ tokens->at[from].at.from, tokens->at[token].at.to };
}

static void add_noun(struct sources *f, struct source *source, uint32_t report, uint32_t token)
{
    const struct source_noun_row *row = noun_at(f, f->c->reports[report], token);
    if (row && row->kind == NOUN_DOCUMENT)
        source->document = table_index(&source_noun_table, row) + 1;
    else if (row)
        add_trait(f, source, (struct trait){ hash_seeded(row->label, NOUN_BODY), .row = table_index(&source_noun_table, row) },
                  noun_place(f, report, token));
}

/* Bodies and documents among the words of [at.from, at.to). */
static void add_nouns(struct sources *f, struct source *source, uint32_t report, struct mark at)
{
    const struct report *r = f->c->reports[report];
    for (uint32_t i = token_at(&r->notes.tokens, at.from); i < r->notes.tokens.count; i++) {
        if (r->notes.tokens.at[i].at.from >= at.to)
            return;
        add_noun(f, source, report, i);
    }
}

static struct mark place_of(const struct report *report, struct span part)
{
    const char *text = report->article.text.at;
    bool inside = part.len && part.at >= text && part.at + part.len <= text + report->article.text.len;
    return inside ? (struct mark){ (uint32_t)(part.at - text), (uint32_t)(part.at - text + part.len) }
                  : (struct mark){ 0, 0 };
}

static bool is_said(const struct attribution *a, struct mark at)
{
    for (uint32_t m = 0; m < a->content.count; m++)
        if (mark_overlaps(a->content.at[m], at))
            return true;
    return false;
}

static uint32_t sentence_at(const struct report *r, uint32_t at)
{
    uint32_t low = 0, high = r->notes.sentences.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (r->notes.sentences.at[middle].at.to <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What stands in the cue's sentence outside of what is said: "wrote on Telegram", ", the ministry said in a
 * statement" behind what the minister said. */
static void add_frame(struct sources *f, struct source *source, uint32_t report, const struct attribution *a)
{
    const struct report *r = f->c->reports[report];
    uint32_t number = a->cue.count ? sentence_at(r, a->cue.at[0].from) : UINT32_MAX;
    if (number >= r->notes.sentences.count)
        return;
    const struct sentence *sentence = &r->notes.sentences.at[number];
    uint32_t cue = token_at(&r->notes.tokens, a->cue.at[0].from);
    uint32_t from = cue > sentence->first_token + FRAME_TOKENS ? cue - FRAME_TOKENS : sentence->first_token;
    for (uint32_t i = from; i < sentence->token_end && i < cue + FRAME_TOKENS; i++)
        if (!is_said(a, r->notes.tokens.at[i].at))
            add_noun(f, source, report, i);
}

static struct source read_source(struct sources *f, uint32_t report, const struct attribution *a)
{
    const struct report *r = f->c->reports[report];
    struct source source = { .count = 0 };
    struct mark named = a->source.count ? a->source.at[0] : (struct mark){ 0, 0 };
    for (uint32_t m = 0; m < a->source.count; m++)
        add_nouns(f, &source, report, a->source.at[m]);
    add_nouns(f, &source, report, a->cited);
    add_name(f, &source, report, a->speaker, named);
    add_name(f, &source, report, a->cited_entity, a->cited);
    if (a->speaker != ENTITY_NONE) {
        add_nouns(f, &source, report, place_of(r, r->notes.entities.at[a->speaker].role));
        add_nouns(f, &source, report, place_of(r, r->notes.entities.at[a->speaker].name));
    }
    add_frame(f, &source, report, a);
    return source;
}

/* Clusters that two origins have. */
static bool *find_shared(struct arena *arena, const struct comparison *c)
{
    bool *shared = arena_new(arena, bool, c->cluster_count);
    uint32_t *origin = arena_new(arena, uint32_t, c->cluster_count);   /* of the first statement, + 1 */
    for (uint32_t i = 0; i < c->statements.count; i++) {
        const struct statement *s = &c->statements.at[i];
        if (!origin[s->claim])
            origin[s->claim] = c->origin_of[s->report] + 1;
        shared[s->claim] |= origin[s->claim] != c->origin_of[s->report] + 1;
    }
    return shared;
}

/* Notes which attributions of a report carry what other accounts have, too. */
static bool *core_attributions(const struct sources *f, struct arena *arena, uint32_t report)
{
    const struct comparison *c = f->c;
    const struct attributions *list = &c->reports[report]->notes.attributions;
    bool *core = arena_new(arena, bool, list->count);
    for (uint32_t i = f->first_statement[report]; i < f->first_statement[report + 1]; i++) {
        const struct statement *s = &c->statements.at[i];
        for (uint32_t a = f->shared[s->claim] ? s->attribution : ATTRIBUTION_NONE; a != ATTRIBUTION_NONE && !core[a];
             a = list->at[a].parent)
            core[a] = true;
    }
    return core;
}

static void find_statements(struct sources *f, struct arena *arena)
{
    const struct comparison *c = f->c;
    f->first_statement = arena_new(arena, uint32_t, c->count + 1);
    for (uint32_t i = 0; i < c->statements.count; i++)
        f->first_statement[c->statements.at[i].report + 1]++;
    for (uint32_t r = 0; r < c->count; r++)
        f->first_statement[r + 1] += f->first_statement[r];
}

static void read_report(struct sources *f, struct arena scratch, uint32_t report)
{
    struct telling *told = &f->told[report];
    const struct attributions *list = &f->c->reports[report]->notes.attributions;
    const bool *core = core_attributions(f, &scratch, report);
    for (uint32_t a = 0; a < list->count; a++) {
        if (list->at[a].stance == STANCE_REFUSES)      /* who does not comment is behind nothing */
            continue;
        struct source source = read_source(f, report, &list->at[a]);
        bool counts = list->at[a].source.count > 0 && !list->at[a].nested, unowned = source.document && !source.count;
        told->all += counts;
        told->core += counts && core[a];
        told->by_document += unowned;
        told->core_by_document += unowned && core[a];
        for (uint32_t t = 0; t < source.count; t++) {
            ARENA_ROOM(&f->more, f->hits, f->hit_count, f->hit_room);
            f->hits[f->hit_count++] =
                (struct hit){ source.traits[t], report, a, source.document, source.places[t], core[a] };
        }
    }
}

struct sources primary_source_read(struct arena *keep, struct arena scratch, const struct comparison *c)
{
    struct sources f = { .c = c, .told = arena_new(keep, struct telling, c->count) };
    mark_outlets(&f, keep);
    f.nouns = map_in(keep, source_noun_COUNT);
    f.shared = find_shared(keep, c);
    find_statements(&f, keep);
    f.lists = arena_half(keep);
    f.more = arena_half(&f.lists);
    f.numbers = map_in(&f.more, 0);
    read_nouns(&f);
    for (uint32_t r = 0; r < c->count; r++)
        read_report(&f, scratch, r);
    return f;
}
