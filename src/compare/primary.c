#include "compare/primary.h"

#include <math.h>

#include "base/hash.h"
#include "compare/primary_source.h"
#include "tables/source_noun.h"

enum {
    PERSON_DOCUMENTS = 4,        /* every so many hits of a person must stand beside a document */
    DOCUMENTS_OFTEN = 3,         /* every so many hits beside a document: it is a document that is behind all */
    NEARLY_FROM = 4              /* of so many accounts one may rest on something else */
};

/* So much of what an account attributes must rest on the source, in the mean over the accounts; less where
 * documents are named. */
static const float rests_from = 0.5f, rests_from_document = 0.4f;
static const float person_worth = 0.8f;      /* a ministry's statement rather than the minister in it */

/* ---- what the accounts have in common ---- */

static float share_of(uint32_t hits, uint32_t by_document, uint32_t all)
{
    return hits && all ? fminf(1, (float)(hits + by_document) / (float)all) : 0;
}

/* Fills origins and rests of the traits: hits come by report. */
static void weigh(struct sources *f, struct arena scratch)
{
    const struct telling *told = f->told;
    const struct comparison *c = f->c;
    float *best = arena_new(&scratch, float, f->trait_count * c->origin_count);
    uint32_t *count = arena_new(&scratch, uint32_t, f->trait_count);
    uint32_t *core = arena_new(&scratch, uint32_t, f->trait_count);
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
    for (size_t t = 0; t < f->trait_count; t++)
        for (uint32_t o = 0; o < c->origin_count; o++) {
            f->traits[t].origins += best[t * c->origin_count + o] > 0;
            f->traits[t].rests += best[t * c->origin_count + o];
        }
}

/* How many accounts attribute anything. */
static uint32_t count_telling(const struct sources *f, struct arena scratch)
{
    bool *tells = arena_new(&scratch, bool, f->c->origin_count);
    uint32_t count = 0;
    for (uint32_t r = 0; r < f->c->count; r++)
        tells[f->c->origin_of[r]] |= f->told[r].all > 0;
    for (uint32_t o = 0; o < f->c->origin_count; o++)
        count += tells[o];
    return count;
}

static bool is_person(const struct sources *f, const struct trait *t)
{
    return t->is_name && (t->is_person || f->c->names.at[t->name].type == ENTITY_PERSON);
}

static bool names_documents(const struct trait *t) { return t->documents * DOCUMENTS_OFTEN >= t->hits; }

/* A person must have written or said it in a document: many accounts cite one politician. */
static bool may_be_behind(const struct sources *f, const struct trait *t, uint32_t most)
{
    uint32_t least = most >= NEARLY_FROM ? most - 1 : most;
    if (least < 2)
        return false;
    float rests = t->origins ? t->rests / (float)t->origins : 0;
    return t->origins >= least && rests >= (names_documents(t) ? rests_from_document : rests_from) &&
           (!is_person(f, t) || t->documents * PERSON_DOCUMENTS >= t->hits);
}

static const struct trait *choose(const struct sources *f, uint32_t telling)
{
    const struct trait *best = NULL;
    float most = 0;
    for (size_t t = 0; t < f->trait_count; t++) {
        const struct trait *trait = &f->traits[t];
        float worth = is_person(f, trait) ? trait->rests * person_worth : trait->rests;
        if (!may_be_behind(f, trait, telling) || (best && best->origins > trait->origins))
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
static uint32_t body_at(const struct sources *f, const struct hit *hit)
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
static uint32_t name_behind(const struct sources *f, struct arena scratch, const struct trait *trait)
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

/* The words that most name the source of `trait`, in English where there are some: few words, but more than
 * one. */
static struct span source_words(const struct sources *f, const struct trait *trait)
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
             i < report->notes.tokens.count && report->notes.tokens.at[i].at.from < hit->place.to;
             i++)
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
static const struct source_noun_row *document_of(const struct sources *f, struct arena scratch, const struct trait *trait)
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
static void tell_places(struct arena *keep, const struct sources *f, const struct trait *trait, struct synopsis *s)
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

static void tell(struct arena *keep, struct arena scratch, const struct sources *f, const struct trait *trait,
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
    if (c->origin_count < 2)
        return;
    struct arena own = arena_half(&scratch);
    struct sources sources = primary_source_read(&own, scratch, c);
    weigh(&sources, scratch);
    const struct trait *trait = choose(&sources, count_telling(&sources, scratch));
    if (trait)
        tell(keep, scratch, &sources, trait, s);
}
