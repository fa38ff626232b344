#include "compare/primary.h"

#include <math.h>

#include "base/hash.h"
#include "base/map.h"
#include "news/word_tag.h"
#include "tables/agency.h"
#include "tables/source_noun.h"
#include "text/normal.h"
#include "text/stem.h"

enum {
    TRAITS_MOST = 8,             /* of one attribution */
    ENDING_BYTES = 4,            /* of a German compound: "Verkehrsministerium" ends with "ministerium" */
    SOURCE_WORDS_MOST = 4,       /* a source of more is no name */
    PERSON_DOCUMENTS = 4,        /* every so many hits of a person must stand beside a document */
    DOCUMENTS_OFTEN = 3,         /* every so many hits beside a document: it is a document that is behind all */
    NEARLY_FROM = 4              /* of so many accounts one may rest on something else */
};

/* So much of what an account attributes must rest on the source, in the mean over the accounts; less where
 * documents are named. */
static const float rests_from = 0.5f, rests_from_document = 0.4f;
static const float person_worth = 0.8f;      /* a ministry's statement rather than the minister in it */

/* What a source may have in common with others: a name of the story, or a body ("ministry"). */
struct trait {
    uint64_t key;
    bool is_name, is_person;
    uint32_t name;               /* of the story, for a name */
    uint32_t row;                /* of source_noun, for a body */
    uint32_t origins;            /* whose accounts have it */
    float rests;                 /* sum over these of the share of their attributions; the best report of each counts */
    uint32_t hits, documents;    /* documents: hits that stand beside a noun of one */
};

/* An attribution that has a trait. */
struct hit { uint32_t trait, report, attribution, document; struct mark place; bool core; };

struct finder {
    const struct comparison *c;
    struct map nouns;            /* stem and language -> row of source_noun + 1 */
    struct map numbers;          /* key of a trait -> number + 1 */
    struct trait *traits;
    size_t trait_count, trait_room;
    struct hit *hits;
    size_t hit_count, hit_room;
    struct arena lists, more;    /* of the traits; of the hits */
    uint32_t telling;            /* accounts that attribute anything */
    bool *shared;                /* [cluster]: two origins have it */
    uint32_t *first_statement;   /* of a report; one more than there are */
    bool *is_outlet;             /* [name of the story]: an agency or an outlet, which passes on what others say */
};

static uint64_t noun_key(uint32_t stem, struct span language) { return hash_seeded(language, stem); }

static void read_nouns(struct finder *f)
{
    for (uint32_t i = 0; i < source_noun_COUNT; i++) {
        const struct source_noun_row *row = &source_noun_rows[i];
        uint32_t *number = map_at(&f->nouns, noun_key(stem_word(row->key, row->language), row->language), NULL);
        if (!*number)
            *number = i + 1;
    }
}

/* The noun that a token is, or that it ends with in German; NULL for other words. */
static const struct source_noun_row *noun_at(const struct finder *f, const struct report *report, uint32_t token)
{
    struct span language = report->article.language, folded = token_folded(&report->notes.tokens, token);
    const uint32_t *row = map_find(&f->nouns, noun_key(report->notes.tokens.at[token].stem, language));
    bool compounds = span_equal(language, SPAN("de"));
    for (size_t from = ENDING_BYTES; compounds && !row && from + ENDING_BYTES <= folded.len; from++)
        row = map_find(&f->nouns, noun_key(stem_word(span_from(folded, from), language), language));
    return row ? &source_noun_rows[*row - 1] : NULL;
}

static void mark_outlets(struct finder *f, struct arena *arena)
{
    const struct comparison *c = f->c;
    f->is_outlet = arena_new(arena, bool, c->names.count);
    for (uint32_t n = 0; n < c->names.count; n++) {
        struct span folded = text_fold(arena, c->names.at[n].name);
        f->is_outlet[n] = table_find(&agency_table, folded) != NULL;
        for (uint32_t r = 0; r < c->count && !f->is_outlet[n]; r++)
            f->is_outlet[n] = c->reports[r]->article.outlet.len && span_equal_nocase(c->reports[r]->article.outlet, c->names.at[n].name);
    }
}

/* ---- what an attribution rests on ---- */

struct source {
    uint32_t traits[TRAITS_MOST], count;
    struct mark places[TRAITS_MOST];   /* the words that gave each */
    uint32_t document;                 /* row of source_noun + 1 */
};

static void add_trait(struct finder *f, struct source *source, struct trait trait, struct mark place)
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

static void add_name(struct finder *f, struct source *source, uint32_t report, uint32_t entity, struct mark place)
{
    uint32_t name = name_of(f->c, report, entity);
    if (name == UINT32_MAX || f->is_outlet[name])
        return;
    uint8_t type = f->c->names.at[name].type;
    bool person = f->c->reports[report]->notes.entities.at[entity].type == ENTITY_PERSON;
    if (type == ENTITY_PERSON || type == ENTITY_ORGANISATION)
        add_trait(f, source, (struct trait){ .key = hash_mix(name, 1), .is_name = true, .name = name, .is_person = person },
                  place);
}

static bool belongs_to_noun(uint8_t tag)
{
    return (tag >= WORD_TAG_NN && tag <= WORD_TAG_NNPS) || (tag >= WORD_TAG_JJ && tag <= WORD_TAG_JJS);
}

/* A noun with the content words before it: "Icelandic Transport Ministry". */
static struct mark noun_place(const struct finder *f, uint32_t report, uint32_t token)
{
    const struct tokens *tokens = &f->c->reports[report]->notes.tokens;
    uint32_t from = token;
    const uint8_t *tags = f->c->reports[report]->notes.tags;
    while (from && token - from < SOURCE_WORDS_MOST && f->c->words[report][from - 1].key &&
           tokens->at[from - 1].kind == TOKEN_WORD && (!tags || belongs_to_noun(tags[from - 1])))
        from--;
    return (struct mark){ tokens->at[from].at.from, tokens->at[token].at.to };
}

static void add_noun(struct finder *f, struct source *source, uint32_t report, uint32_t token)
{
    const struct source_noun_row *row = noun_at(f, f->c->reports[report], token);
    if (row && row->kind == NOUN_DOCUMENT)
        source->document = table_index(&source_noun_table, row) + 1;
    else if (row)
        add_trait(f, source, (struct trait){ .key = hash_seeded(row->label, NOUN_BODY),
                                             .row = table_index(&source_noun_table, row) }, noun_place(f, report, token));
}

/* Bodies and documents among the words of [at.from, at.to). */
static void add_nouns(struct finder *f, struct source *source, uint32_t report, struct mark at)
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
static void add_frame(struct finder *f, struct source *source, uint32_t report, const struct attribution *a)
{
    const struct report *r = f->c->reports[report];
    uint32_t number = a->cue.count ? sentence_at(r, a->cue.at[0].from) : UINT32_MAX;
    if (number >= r->notes.sentences.count)
        return;
    const struct sentence *sentence = &r->notes.sentences.at[number];
    for (uint32_t i = sentence->first_token; i < sentence->token_end; i++)
        if (!is_said(a, r->notes.tokens.at[i].at))
            add_noun(f, source, report, i);
}

static struct source read_source(struct finder *f, uint32_t report, const struct attribution *a)
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
static bool *core_attributions(const struct finder *f, struct arena *arena, uint32_t report)
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

static void find_statements(struct finder *f, struct arena *arena)
{
    const struct comparison *c = f->c;
    f->first_statement = arena_new(arena, uint32_t, c->count + 1);
    for (uint32_t i = 0; i < c->statements.count; i++)
        f->first_statement[c->statements.at[i].report + 1]++;
    for (uint32_t r = 0; r < c->count; r++)
        f->first_statement[r + 1] += f->first_statement[r];
}

/* How much a report attributes, and how much of that to a document of which it does not say whose; in all, and of
 * what other accounts have, too. */
struct telling { uint32_t all, core, by_document, core_by_document; };

static void read_report(struct finder *f, struct arena scratch, uint32_t report, struct telling *told)
{
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
            f->hits[f->hit_count++] = (struct hit){ source.traits[t], report, a, source.document, source.places[t], core[a] };
        }
    }
}

/* ---- what the accounts have in common ---- */

static float share_of(uint32_t hits, uint32_t by_document, uint32_t all)
{
    return hits && all ? fminf(1, (float)(hits + by_document) / (float)all) : 0;
}

/* Fills origins and rests of the traits: hits come by report. */
static void weigh(struct finder *f, struct arena scratch, const struct telling *told)
{
    const struct comparison *c = f->c;
    float *best = arena_new(&scratch, float, f->trait_count * c->origin_count);
    uint32_t *count = arena_new(&scratch, uint32_t, f->trait_count);
    uint32_t *core = arena_new(&scratch, uint32_t, f->trait_count);
    bool *tells = arena_new(&scratch, bool, c->origin_count);
    for (size_t h = 0; h < f->hit_count;) {
        uint32_t report = f->hits[h].report;
        size_t end = h;
        for (; end < f->hit_count && f->hits[end].report == report; end++) {
            count[f->hits[end].trait]++;
            core[f->hits[end].trait] += f->hits[end].core;
            f->traits[f->hits[end].trait].hits++;
            f->traits[f->hits[end].trait].documents += f->hits[end].document != 0;
        }
        for (; h < end; h++) {
            uint32_t trait = f->hits[h].trait;
            float *share = &best[(size_t)trait * c->origin_count + c->origin_of[report]];
            float own = fmaxf(share_of(count[trait], told[report].by_document, told[report].all),
                              share_of(core[trait], told[report].core_by_document, told[report].core));
            *share = own > *share ? own : *share;
            count[trait] = core[trait] = 0;
        }
    }
    for (uint32_t r = 0; r < c->count; r++)
        tells[c->origin_of[r]] |= told[r].all > 0;
    for (uint32_t o = 0; o < c->origin_count; o++)
        f->telling += tells[o];
    for (size_t t = 0; t < f->trait_count; t++)
        for (uint32_t o = 0; o < c->origin_count; o++) {
            f->traits[t].origins += best[t * c->origin_count + o] > 0;
            f->traits[t].rests += best[t * c->origin_count + o];
        }
}

static bool is_person(const struct finder *f, const struct trait *t)
{
    return t->is_name && (t->is_person || f->c->names.at[t->name].type == ENTITY_PERSON);
}

static bool names_documents(const struct trait *t) { return t->documents * DOCUMENTS_OFTEN >= t->hits; }

/* A person must have written or said it in a document: many accounts cite one politician. */
static bool may_be_behind(const struct finder *f, const struct trait *t)
{
    uint32_t most = f->telling, least = most >= NEARLY_FROM ? most - 1 : most;
    if (least < 2)
        return false;
    float rests = t->origins ? t->rests / (float)t->origins : 0;
    return t->origins >= least && rests >= (names_documents(t) ? rests_from_document : rests_from) &&
           (!is_person(f, t) || t->documents * PERSON_DOCUMENTS >= t->hits);
}

static const struct trait *choose(const struct finder *f)
{
    const struct trait *best = NULL;
    float most = 0;
    for (size_t t = 0; t < f->trait_count; t++) {
        const struct trait *trait = &f->traits[t];
        float worth = is_person(f, trait) ? trait->rests * person_worth : trait->rests;
        if (!may_be_behind(f, trait) || (best && best->origins > trait->origins))
            continue;
        if (best && best->origins == trait->origins && worth <= most)
            continue;
        best = trait;
        most = worth;
    }
    return best;
}

/* ---- telling ---- */

/* The organisation that is named where a hit is, or that speaks there; UINT32_MAX for none. */
static uint32_t body_at(const struct finder *f, const struct hit *hit)
{
    const struct comparison *c = f->c;
    const struct report *report = c->reports[hit->report];
    uint32_t name = name_of(c, hit->report, report->notes.attributions.at[hit->attribution].speaker);
    for (uint32_t m = 0; m < report->notes.mentions.count; m++) {
        const struct mention *mention = &report->notes.mentions.at[m];
        if (mention->type == ENTITY_ORGANISATION && mark_overlaps(mention->at, hit->place))
            name = name_of(c, hit->report, mention->entity);
    }
    bool body = name != UINT32_MAX && !f->is_outlet[name] && c->names.at[name].type == ENTITY_ORGANISATION;
    return body ? name : UINT32_MAX;
}

/* The name of the story that most hits of `trait` have, those beside a document first. */
static uint32_t name_behind(const struct finder *f, struct arena scratch, const struct trait *trait)
{
    uint32_t *votes = arena_new(&scratch, uint32_t, f->c->names.count), best = UINT32_MAX;
    if (trait->is_name)
        return trait->name;
    for (size_t h = 0; h < f->hit_count; h++) {
        uint32_t name = &f->traits[f->hits[h].trait] == trait ? body_at(f, &f->hits[h]) : UINT32_MAX;
        if (name == UINT32_MAX)
            continue;
        votes[name] += f->hits[h].document ? 2 : 1;
        if (best == UINT32_MAX || votes[name] > votes[best])
            best = name;
    }
    return best;
}

/* How a report in English calls it, for the words around it are English; else as most call it. */
static struct span form_of(const struct comparison *c, uint32_t name)
{
    struct span best = c->names.at[name].name;
    bool found = false;
    for (uint32_t r = 0; r < c->count; r++) {
        const struct entities *list = &c->reports[r]->notes.entities;
        for (uint32_t e = 0; e < list->count && span_equal(c->reports[r]->article.language, SPAN("en")); e++) {
            if (c->names.of[r][e] != name || (found && list->at[e].name.len <= best.len))
                continue;
            best = list->at[e].name;
            found = true;
        }
    }
    return best;
}

/* The words that most name the source of `trait`, in English where there are some: few words, but more than one. */
static struct span source_words(const struct finder *f, const struct trait *trait)
{
    const struct comparison *c = f->c;
    struct span best = { NULL, 0 };
    uint32_t most = 0;
    for (size_t h = 0; h < f->hit_count; h++) {
        const struct hit *hit = &f->hits[h];
        const struct report *report = c->reports[hit->report];
        if (&f->traits[hit->trait] != trait || !mark_length(hit->place))
            continue;
        uint32_t words = 0;
        for (uint32_t i = token_at(&report->notes.tokens, hit->place.from);
             i < report->notes.tokens.count && report->notes.tokens.at[i].at.from < hit->place.to; i++)
            words += c->words[hit->report][i].key != 0;
        uint32_t worth = words > SOURCE_WORDS_MOST ? 1 : 2 * words;
        worth += span_equal(report->article.language, SPAN("en")) ? 2 * SOURCE_WORDS_MOST : 0;
        if (worth <= most)
            continue;
        most = worth;
        best = words_at(c, hit->report, hit->place);
    }
    return best;
}

/* The document that most hits name; NULL where none does. */
static const struct source_noun_row *document_of(const struct finder *f, struct arena scratch, const struct trait *trait)
{
    const struct source_noun_row *best = NULL;
    struct map votes = map_in(&scratch, 0);
    uint32_t most = 0;
    for (size_t h = 0; h < f->hit_count; h++) {
        if (&f->traits[f->hits[h].trait] != trait || !f->hits[h].document)
            continue;
        const struct source_noun_row *row = &source_noun_rows[f->hits[h].document - 1];
        uint32_t *own = map_at(&votes, hash_span(row->label), NULL);
        if (++*own > most) {
            most = *own;
            best = row;
        }
    }
    return best;
}

/* Where each report says so: the first time, or where it names the document. */
static void tell_places(struct arena *keep, const struct finder *f, const struct trait *trait, struct synopsis *s)
{
    const struct comparison *c = f->c;
    struct evidence *at = arena_new(keep, struct evidence, c->count);
    bool *has = arena_new(keep, bool, c->count);
    for (uint32_t pass = 0; pass < 2; pass++)
        for (size_t h = 0; h < f->hit_count; h++) {
            const struct hit *hit = &f->hits[h];
            if (&f->traits[hit->trait] != trait || has[c->rank[hit->report]] || (!pass && !hit->document) ||
                !mark_length(hit->place))
                continue;
            has[c->rank[hit->report]] = true;
            at[c->rank[hit->report]] = evidence_at(c, hit->report, hit->place);
        }
    s->one_source_at.at = at;
    for (uint32_t k = 0; k < c->count; k++)
        if (has[k])
            at[s->one_source_at.count++] = at[k];
}

static void tell(struct arena *keep, struct arena scratch, const struct finder *f, const struct trait *trait,
                 struct synopsis *s)
{
    const char *all = trait->origins < f->c->origin_count ? "nearly all accounts" : "all accounts";
    uint32_t number = name_behind(f, scratch, trait);
    struct span name = number != UINT32_MAX ? form_of(f->c, number) : source_words(f, trait);
    const char *article = is_person(f, trait) ? "" : "the ";
    const struct source_noun_row *document = document_of(f, scratch, trait);
    if (!name.len)
        name = source_noun_rows[trait->row].label;
    if (span_starts_nocase(name, SPAN("the ")))
        name = span_from(name, 4);
    tell_places(keep, f, trait, s);
    if (document && names_documents(trait))
        s->one_source = arena_printf(keep, "%s rest on one %.*s of %s%.*s", all, (int)document->label.len,
                                     document->label.at, article, (int)name.len, name.at);
    else
        s->one_source = arena_printf(keep, "%s cite %s%.*s", all, article, (int)name.len, name.at);
}

void primary_find(struct arena *keep, struct arena scratch, const struct comparison *c, struct synopsis *s)
{
    struct finder f = { .c = c };
    if (c->origin_count < 2)
        return;
    f.lists = arena_half(&scratch);
    f.more = arena_half(&f.lists);
    struct telling *told = arena_new(&scratch, struct telling, c->count);
    f.nouns = map_in(&scratch, source_noun_COUNT);
    mark_outlets(&f, &scratch);
    f.numbers = map_in(&f.more, 0);
    f.shared = find_shared(&scratch, c);
    find_statements(&f, &scratch);
    read_nouns(&f);
    for (uint32_t r = 0; r < c->count; r++)
        read_report(&f, scratch, r, &told[r]);
    weigh(&f, scratch, told);
    const struct trait *trait = choose(&f);
    if (trait)
        tell(keep, scratch, &f, trait, s);
}
