#include "annotate/entity_join.h"

#include "annotate/entity_form.h"
#include "annotate/lexicon.h"
#include "base/hash.h"
#include "base/map.h"
#include "tables/family_name.h"
#include "tables/feminine.h"
#include "tables/glue.h"
#include "text/normal.h"

/* What part of an entity's name a shorter or other name may be found by; mixed into the key. */
enum claim_kind {
    CLAIM_WHOLE = 1, CLAIM_END, CLAIM_BEGIN, CLAIM_INNER, CLAIM_ENDS, CLAIM_INITIALS, CLAIM_SPELLING
};
enum {
    CLAIMS_LOOKED = 8,       /* more entities with one claim are too many to tell apart */
    SPELLING_BYTES = 5,
    SURE = 7,                /* weight of a type that a mere guess does not overrule */
    INITIALS_MAX = 8
};
_Static_assert((int)ENTITY_MAN == (int)GENDER_MALE && (int)ENTITY_WOMAN == (int)GENDER_FEMALE, "one order of genders");

struct claim { uint32_t entity, next; };     /* next: number + 1 of the claim that has the same key, or 0 */

struct known {
    uint32_t form;                           /* its fullest */
    uint32_t first, times;                   /* first sighting with a name of several words; how many of these */
    uint32_t evidence[ENTITY_TYPE_COUNT];
    uint32_t honorific[3];                   /* how often it is called a man, a woman */
    uint8_t type, weight, gender;
};

struct joiner {
    struct names_text t;
    struct arena scratch, growing;
    struct forms forms;
    struct map claimed;                      /* key -> number of the newest claim + 1 */
    struct claim *claims;
    size_t claim_count, claim_room;
    struct known *known;
    uint32_t count;
};

/* ---- claims ---- */

static uint64_t key_of(enum claim_kind kind, uint64_t words) { return hash_mix(words, (uint64_t)kind); }

static void claim(struct joiner *j, enum claim_kind kind, uint64_t words, uint32_t entity)
{
    uint32_t *head = map_at(&j->claimed, key_of(kind, words), NULL);
    if (*head && j->claims[*head - 1].entity == entity)
        return;
    ARENA_ROOM(&j->growing, j->claims, j->claim_count, j->claim_room);
    j->claims[j->claim_count++] = (struct claim){ entity, *head };
    *head = (uint32_t)j->claim_count;
}

static struct form *form_at(const struct joiner *j, uint32_t entity) { return &j->forms.at[j->known[entity].form]; }

/* What one word is, is mostly a guess, and so may be what several are: then it does not speak against an
 * entity's type. */
static bool types_agree(const struct joiner *j, const struct form *f, uint32_t entity)
{
    const struct known *known = &j->known[entity];
    bool is_guess = f->words == 1 || known->weight < SURE || f->weight < SURE;
    return is_guess || known->type == f->type || f->evidence[known->type];
}

typedef bool fits(const struct joiner *j, const struct form *f, uint32_t entity);

struct found { uint32_t entity; bool many; };

/* The one entity with the claim that fits. */
static struct found find(const struct joiner *j, enum claim_kind kind, uint64_t words, const struct form *f, fits *fit)
{
    struct found found = { ENTITY_NONE, false };
    const uint32_t *head = map_find(&j->claimed, key_of(kind, words));
    unsigned looked = 0;
    for (uint32_t at = head ? *head : 0; at && !found.many; at = j->claims[at - 1].next) {
        uint32_t entity = j->claims[at - 1].entity;
        if (looked++ == CLAIMS_LOOKED)
            found.many = true;
        else if (entity != found.entity && types_agree(j, f, entity) && fit(j, f, entity)) {
            found.many = found.entity != ENTITY_NONE;
            found.entity = entity;
        }
    }
    return found.many ? (struct found){ ENTITY_NONE, true } : found;
}

static bool owners_agree(const struct form *a, const struct form *b)
{
    return !a->owner || !b->owner || a->owner == b->owner;
}

static bool is_any(const struct joiner *j, const struct form *f, uint32_t entity)
{
    return owners_agree(f, form_at(j, entity)) && f->rank == form_at(j, entity)->rank;
}

static bool is_person(const struct joiner *j, const struct form *f, uint32_t entity)
{
    (void)f;
    return j->known[entity].type == ENTITY_PERSON;
}

static bool has_given_names(const struct joiner *j, const struct form *f, uint32_t entity)
{
    return j->known[entity].type == ENTITY_PERSON && form_given_agree(&j->t, f, form_at(j, entity));
}

static bool is_spelling(const struct joiner *j, const struct form *f, uint32_t entity)
{
    const struct form *known = form_at(j, entity);
    return (f->times == 1 || known->times == 1) && form_misspells(&j->t, j->scratch, f, known);
}

/* "Crocus Hall" of "Crocus City Hall"; but "Bank of Lombrey" is not the "Bank of New Lombrey". */
static bool has_words(const struct joiner *j, const struct form *f, uint32_t entity)
{
    for (uint32_t i = 0; i < f->words; i++)
        if (!(j->t.tokens->at[f->word[i].token].shape & TOKEN_CAPITAL))
            return false;
    return form_within(f, form_at(j, entity)) && owners_agree(f, form_at(j, entity));
}

/* A first name alone, or a family name that stands first: the person of that name.  An organisation
 * without what it is: "Marlow" Inc. */
static bool is_called_by_first(const struct joiner *j, const struct form *f, uint32_t entity)
{
    enum gender gender;
    struct span word = form_letters(&j->t, f, 0);
    if (j->known[entity].type != ENTITY_PERSON)
        return true;
    return f->type == ENTITY_PERSON && (lexicon_is_given_name(word, &gender) || table_find(&family_name_table, word));
}

static bool has_given_name(const struct joiner *j, const struct form *f)
{
    enum gender gender;
    return f->words > 1 && lexicon_is_given_name(form_letters(&j->t, f, 0), &gender);
}

/* "Rodríguez" of "José Rodríguez Salas"; the words of other names are no names in the middle. */
static bool is_called_by_inner(const struct joiner *j, const struct form *f, uint32_t entity)
{
    (void)f;
    return j->known[entity].type == ENTITY_PERSON && has_given_name(j, form_at(j, entity));
}

/* ---- what later names will find an entity by ---- */

static size_t letter_length(struct span s)
{
    size_t length = s.len > 0;
    while (length < s.len && ((unsigned char)s.at[length] & 0xc0) == 0x80)
        length++;
    return length;
}

/* The first letters of the capitalised words as printed, 0 for fewer than two. */
static uint64_t initials_of(const struct joiner *j, const struct form *f)
{
    char letters[INITIALS_MAX * 4];
    size_t length = 0;
    uint32_t count = 0;
    const struct sighting *s = &j->t.sightings.at[f->sighting];
    for (uint32_t i = s->first; i < s->end && count < INITIALS_MAX; i++) {
        struct span word = token_folded(j->t.tokens, i);
        if (!(j->t.tokens->at[i].shape & TOKEN_CAPITAL))
            continue;
        size_t one = letter_length(word);
        memcpy(letters + length, word.at, one < 4 ? one : 4);
        length += one < 4 ? one : 4;
        count++;
    }
    return count > 1 ? hash_span((struct span){ letters, length }) : 0;
}

/* What a name and one that has a letter wrong share: how the last word begins.  0 for a short word. */
static uint64_t spelling_of(const struct joiner *j, const struct form *f)
{
    struct span last = form_letters(&j->t, f, f->words - 1);
    return last.len >= SPELLING_BYTES ? hash_span(span_cut(last, 0, letter_length(last))) : 0;
}

static void claim_spelling(struct joiner *j, const struct form *f, uint32_t entity)
{
    uint64_t spelling = f->words ? spelling_of(j, f) : 0;
    if (spelling)
        claim(j, CLAIM_SPELLING, spelling, entity);
}

/* "Ada Finch Leads Mill Talks" is a headline: people have three names with a capital, or four with two given ones. */
static bool is_headline(const struct joiner *j, const struct form *f)
{
    enum gender gender;
    uint32_t capitals = 0;
    for (uint32_t i = 0; i < f->words; i++)
        capitals += (j->t.tokens->at[f->word[i].token].shape & TOKEN_CAPITAL) != 0;
    return capitals > 4 || (capitals == 4 && !lexicon_is_given_name(form_letters(&j->t, f, 1), &gender));
}

static void claim_person(struct joiner *j, const struct form *f, uint32_t entity)
{
    if (f->words > 3 && is_headline(j, f))
        return;
    for (uint32_t i = 1; i < f->words; i++) {
        claim(j, CLAIM_END, form_hash(f, i, f->words), entity);
        claim(j, CLAIM_BEGIN, form_hash(f, 0, i), entity);
        if (i + 1 < f->words)
            claim(j, CLAIM_INNER, f->word[i].hash, entity);
    }
}

/* A name goes without what stands behind it only before "of", or before "Inc". */
static void claim_body(struct joiner *j, const struct form *f, uint32_t entity)
{
    struct span id;
    for (uint32_t i = 1; i < f->words; i++) {
        bool is_small = !(j->t.tokens->at[f->word[i].token].shape & TOKEN_CAPITAL);
        bool begins = is_small || (i + 1 == f->words &&
                                   lexicon_organisation(form_letters(&j->t, f, i), &id) == ORGANISATION_SUFFIX);
        claim(j, CLAIM_END, form_hash(f, i, f->words), entity);
        if (begins)
            claim(j, CLAIM_BEGIN, form_hash(f, 0, i), entity);
    }
    if (f->words > 2)
        claim(j, CLAIM_ENDS, hash_mix(f->word[0].hash, f->word[f->words - 1].hash), entity);
    uint64_t initials = initials_of(j, f);
    if (initials)
        claim(j, CLAIM_INITIALS, initials, entity);
}

static void claim_all(struct joiner *j, const struct form *f, uint32_t entity)
{
    claim(j, CLAIM_WHOLE, form_hash(f, 0, f->words), entity);
    claim_spelling(j, f, entity);
    if (f->words > 1 && f->type == ENTITY_PERSON)
        claim_person(j, f, entity);
    else if (f->words > 1)
        claim_body(j, f, entity);
}

/* ---- one form ---- */

static uint32_t find_person(const struct joiner *j, const struct form *f)
{
    uint64_t all = form_hash(f, 0, f->words), last = form_hash(f, f->words - 1, f->words);
    struct found found = find(j, CLAIM_END, all, f, is_person);
    if (found.entity == ENTITY_NONE && !f->rank)
        found = find(j, CLAIM_BEGIN, all, f, is_person);
    if (found.entity == ENTITY_NONE)
        found = find(j, CLAIM_END, last, f, has_given_names);
    if (found.entity == ENTITY_NONE && !found.many)
        found = find(j, CLAIM_BEGIN, form_hash(f, 0, 1), f, is_spelling);
    if (found.entity == ENTITY_NONE && !found.many)
        found = find(j, CLAIM_END, last, f, is_spelling);
    return found.entity;
}

/* What has an owner is no shorter name of something that has none: "Velmark's Defense Ministry" is not the
 * "Aldonian Defense Ministry", even where nothing tells that Aldonia is a country. */
static uint32_t find_body(const struct joiner *j, const struct form *f)
{
    uint64_t all = form_hash(f, 0, f->words);
    struct found found = find(j, CLAIM_WHOLE, all, f, is_any);
    if (found.entity != ENTITY_NONE || f->words < 2 || f->owner)
        return found.entity;
    found = find(j, CLAIM_END, all, f, is_any);
    if (found.entity == ENTITY_NONE)
        found = find(j, CLAIM_BEGIN, all, f, is_any);
    if (found.entity == ENTITY_NONE)
        found = find(j, CLAIM_ENDS, hash_mix(f->word[0].hash, f->word[f->words - 1].hash), f, has_words);
    if (found.entity == ENTITY_NONE)
        found = find(j, CLAIM_SPELLING, spelling_of(j, f), f, is_spelling);
    return found.entity;
}

/* "u.n.e." and "une" are one acronym. */
static uint64_t acronym_of(const struct joiner *j, const struct form *f)
{
    char letters[INITIALS_MAX * 4];
    struct span folded = form_letters(&j->t, f, 0);
    size_t length = 0;
    if (!(j->t.tokens->at[f->word[0].token].shape & TOKEN_ALL_CAPITALS) || folded.len > sizeof letters)
        return 0;
    for (size_t i = 0; i < folded.len; i++)
        if (folded.at[i] != '.')
            letters[length++] = folded.at[i];
    return hash_span((struct span){ letters, length });
}

/* A surname that is a letter off. */
static bool is_surname_spelling(const struct joiner *j, const struct form *f, uint32_t entity)
{
    const struct form *known = form_at(j, entity);
    struct form last = *known;
    if (known->words > 1 && j->known[entity].type != ENTITY_PERSON)
        return false;
    last.word += known->words - 1;
    last.words = 1;
    last.rank = 0;
    return (f->times == 1 || j->known[entity].times == 1) && form_misspells(&j->t, j->scratch, f, &last);
}

/* Whether a title says that another is meant than the one who has the surname: "Mr. Adder" beside "Mona Adder". */
static bool is_contradicted(const struct joiner *j, const struct form *f, uint32_t entity)
{
    uint8_t gender = entity == ENTITY_NONE ? 0 : j->known[entity].gender;
    return gender && (f->titles & 1 << (ENTITY_MAN + ENTITY_WOMAN - gender));
}

/* One word: an acronym, a surname, a first name, a name in the middle, a surname with a letter wrong.
 * `many` where several persons have the surname. */
static struct found find_alone(const struct joiner *j, const struct form *f)
{
    uint64_t word = form_hash(f, 0, 1), acronym = acronym_of(j, f);
    struct found found = { ENTITY_NONE, false };
    if (acronym)
        found = find(j, CLAIM_INITIALS, acronym, f, is_any);
    if (found.entity == ENTITY_NONE)
        found = find(j, CLAIM_END, word, f, is_person);
    if (is_contradicted(j, f, found.entity))
        found = (struct found){ ENTITY_NONE, true };
    if (found.entity == ENTITY_NONE && !found.many)
        found = find(j, CLAIM_BEGIN, word, f, is_called_by_first);
    if (found.entity == ENTITY_NONE && !found.many)
        found = find(j, CLAIM_INNER, f->word[0].hash, f, is_called_by_inner);
    uint64_t spelling = spelling_of(j, f);
    if (found.entity == ENTITY_NONE && !found.many && spelling)
        found = find(j, CLAIM_SPELLING, spelling, f, is_surname_spelling);
    return found;
}

/* Whether the last word may be a German genitive, or a plural ("the Clintons"): it ends with an s. */
static bool ends_with_s(const struct joiner *j, const struct form *f)
{
    struct span last = f->words ? form_letters(&j->t, f, f->words - 1) : (struct span){ 0 };
    return last.len > 4 && last.at[last.len - 1] == 's' && last.at[last.len - 2] != 's' && !f->listed;
}

static bool follows_article(const struct joiner *j, const struct form *f)
{
    uint32_t first = f->word[0].token;
    const struct glue_row *row = first ? table_find(&glue_table, token_folded(j->t.tokens, first - 1)) : NULL;
    for (; row; row = table_next(&glue_table, row))
        if (row->class == GLUE_ARTICLE)
            return true;
    return false;
}

/* "Lecornus" is of "Lecornu", where the text has that: a genitive, or else a family. */
static uint32_t find_genitive(const struct joiner *j, const struct form *f)
{
    struct form_word word[FORM_WORDS];
    struct form bare = *f;
    if (follows_article(j, f))
        return ENTITY_NONE;
    memcpy(word, f->word, f->words * sizeof *word);
    struct span last = form_letters(&j->t, f, f->words - 1);
    word[f->words - 1].hash = token_hash(span_cut(last, 0, last.len - 1));
    bare.word = word;
    struct found found = find(j, CLAIM_WHOLE, form_hash(&bare, 0, bare.words), &bare, is_any);
    if (found.entity == ENTITY_NONE && bare.words == 1)
        found = find(j, CLAIM_END, form_hash(&bare, 0, 1), &bare, is_person);
    return found.entity;
}

static uint8_t gender_of_given_name(const struct joiner *j, const struct form *f)
{
    enum gender gender = GENDER_UNKNOWN;
    if (f->words > 1 && f->type == ENTITY_PERSON)
        lexicon_is_given_name(form_letters(&j->t, f, 0), &gender);
    return (uint8_t)gender;
}

static void take_form(struct joiner *j, uint32_t entity, uint32_t number)
{
    struct known *known = &j->known[entity];
    struct form *f = &j->forms.at[number];
    f->entity = entity;
    known->weight = f->weight > known->weight ? f->weight : known->weight;
    for (int type = 0; type < ENTITY_TYPE_COUNT; type++) {
        known->evidence[type] += f->evidence[type];
        if (known->evidence[type] > known->evidence[known->type])
            known->type = (uint8_t)type;
    }
    if (f->words > 1) {
        known->times += f->times;
        known->first = f->sighting < known->first ? f->sighting : known->first;
        known->gender = known->gender ? known->gender : gender_of_given_name(j, f);
    }
    if (!f->listed)
        claim_all(j, f, entity);
}

static uint32_t add_entity(struct joiner *j, uint32_t number)
{
    j->known[j->count] = (struct known){ .form = number, .type = j->forms.at[number].type, .first = UINT32_MAX };
    return j->count++;
}

/* A surname that several persons have is left open: each of its sightings is decided by what stands there. */
static void join_form(struct joiner *j, uint32_t number)
{
    struct form *f = &j->forms.at[number];
    struct found found = { f->alias ? j->forms.at[f->alias - 1].entity : ENTITY_NONE, false };
    bool is_alone = f->words < 2 && !f->owner;
    if (found.entity == ENTITY_NONE && !f->listed && f->words && ends_with_s(j, f))
        found.entity = find_genitive(j, f);
    if (found.entity == ENTITY_NONE && !f->listed && f->words) {
        if (f->words > 3 && f->type == ENTITY_PERSON && is_headline(j, f))
            found.entity = ENTITY_NONE;
        else if (is_alone)
            found = find_alone(j, f);
        else if (f->type == ENTITY_PERSON)
            found.entity = find_person(j, f);
        bool is_guess = f->weight < SURE;
        if (!is_alone && found.entity == ENTITY_NONE && (f->type != ENTITY_PERSON || is_guess))
            found.entity = find_body(j, f);
    }
    if (!found.many)
        take_form(j, found.entity == ENTITY_NONE ? add_entity(j, number) : found.entity, number);
}

/* Listed names first, then long names before short ones, those with an owner before those without one, and
 * what may be a genitive last. */
static uint32_t class_of(const struct joiner *j, const struct form *f)
{
    uint32_t words = f->words < 2 && f->owner ? 2 : f->words;
    if (f->listed)
        return 0;
    return 1 + (FORM_WORDS - words) * 3 + (ends_with_s(j, f) ? 2 : f->owner ? 0 : 1);
}

static void join_forms(struct joiner *j)
{
    enum { CLASSES = FORM_WORDS * 3 + 5 };
    uint32_t begin[CLASSES + 1] = { 0 };
    uint32_t *order = arena_take_raw(&j->scratch, sizeof *order, alignof(uint32_t), j->forms.count);
    uint8_t *class = arena_take_raw(&j->scratch, 1, 1, j->forms.count);
    for (uint32_t i = 0; i < j->forms.count; i++) {
        class[i] = (uint8_t)class_of(j, &j->forms.at[i]);
        begin[class[i] + 1]++;
    }
    for (uint32_t c = 0; c < CLASSES; c++)
        begin[c + 1] += begin[c];
    for (uint32_t i = 0; i < j->forms.count; i++)
        order[begin[class[i]]++] = i;
    for (uint32_t i = 0; i < j->forms.count; i++)
        join_form(j, order[i]);
}

/* ---- surnames of several persons ---- */

struct bearers { uint32_t at[CLAIMS_LOOKED]; unsigned count; };

/* The persons that a surname may mean: those of the gender that is asked for, else those with a given name
 * that is known ("Donor Adder" is none), else all. */
static struct bearers bearers_of(const struct joiner *j, const struct form *f, enum gender gender)
{
    const uint32_t *head = map_find(&j->claimed, key_of(CLAIM_END, form_hash(f, 0, 1)));
    struct bearers titled = { .count = 0 }, named = titled, others = titled;
    unsigned looked = 0;
    for (uint32_t at = head ? *head : 0; at && looked < CLAIMS_LOOKED; at = j->claims[at - 1].next, looked++) {
        uint32_t entity = j->claims[at - 1].entity;
        const struct known *known = &j->known[entity];
        if (known->type != ENTITY_PERSON || (gender && known->gender && known->gender != gender))
            continue;
        bool is_titled = gender && known->gender == gender;
        struct bearers *list = is_titled ? &titled : has_given_name(j, form_at(j, entity)) ? &named : &others;
        list->at[list->count++] = entity;
    }
    return titled.count ? titled : named.count ? named : others;
}

/* Whom sighting `i` means: the only bearer of the name, else the only one who has been introduced before,
 * else the one whose full name stands at least twice as often as any other's. */
static uint32_t choose(const struct joiner *j, uint32_t i)
{
    const struct form *f = &j->forms.at[j->forms.of[i]];
    enum gender gender = (enum gender)j->forms.called[i];
    struct bearers bearers = bearers_of(j, f, gender);
    if (bearers.count == 1 && gender == GENDER_UNKNOWN)
        return is_contradicted(j, f, bearers.at[0]) ? ENTITY_NONE : bearers.at[0];
    uint32_t best = ENTITY_NONE, most = 0, second = 0, introduced = 0, last = ENTITY_NONE;
    for (unsigned k = 0; k < bearers.count; k++) {
        const struct known *known = &j->known[bearers.at[k]];
        introduced += known->first < i;
        last = known->first < i ? bearers.at[k] : last;
        second = known->times > most ? most : known->times > second ? known->times : second;
        best = known->times > most ? bearers.at[k] : best;
        most = known->times > most ? known->times : most;
    }
    if (introduced == 1)
        return last;
    return most >= 2 * second ? best : ENTITY_NONE;
}

static uint32_t entity_of(struct joiner *j, uint32_t i)
{
    uint32_t number = j->forms.of[i];
    struct form *f = &j->forms.at[number];
    if (f->entity != ENTITY_NONE)
        return f->entity;
    uint32_t entity = choose(j, i);
    if (entity != ENTITY_NONE)
        return entity;
    f->entity = add_entity(j, number);
    for (int type = 0; type < ENTITY_TYPE_COUNT; type++)
        j->known[f->entity].evidence[type] = f->evidence[type];
    return f->entity;
}

/* ---- entities as they are told ---- */

/* How much of a person a form names: a surname; some names, a full name. */
static unsigned fullness(const struct joiner *j, const struct form *f)
{
    if (f->words < 2)
        return 0;
    bool has_initial = form_letters(&j->t, f, 0).len <= 2;
    return 1 + !has_initial + has_given_name(j, f);
}

/* Of a person the full name that stands most often, the shorter one of two: a headline may hang a word on it. */
static bool is_better_person(const struct joiner *j, const struct form *f, const struct form *best)
{
    unsigned full = fullness(j, f), known = fullness(j, best);
    if (full != known)
        return full > known;
    return f->times != best->times ? f->times > best->times : f->words < best->words;
}

/* Whether sighting `i` shows a better name than the best so far.  Of other names the one of most words, then
 * what stands most often; of one form the fewest bytes, which in declined languages is the dictionary's. */
static bool is_better(const struct joiner *j, uint32_t i, uint32_t best, uint8_t type)
{
    const struct sighting *s = &j->t.sightings.at[i], *known = &j->t.sightings.at[best];
    const struct form *f = &j->forms.at[j->forms.of[i]], *other = &j->forms.at[j->forms.of[best]];
    if (f == other && !f->listed)
        return mark_length(s->at) < mark_length(known->at);
    if (type == ENTITY_PERSON && !f->listed && !other->listed)
        return is_better_person(j, f, other);
    uint32_t words = f->listed ? s->end - s->first : f->printed;
    uint32_t most = other->listed ? known->end - known->first : other->printed;
    return words != most ? words > most : f != other && f->times > other->times;
}

static bool is_role_of_woman(struct arena scratch, struct span role)
{
    struct span folded = text_fold(&scratch, role);
    for (uint32_t i = 0; i < feminine_COUNT; i++)
        if (span_find(folded, feminine_rows[i].key, 0) != SPAN_NONE)
            return true;
    return false;
}

static uint8_t gender_of(const struct joiner *j, const struct known *known, struct span role)
{
    if (known->honorific[ENTITY_MAN] != known->honorific[ENTITY_WOMAN])
        return known->honorific[ENTITY_MAN] > known->honorific[ENTITY_WOMAN] ? ENTITY_MAN : ENTITY_WOMAN;
    if (known->gender || !role.len)
        return known->gender;
    return is_role_of_woman(j->scratch, role) ? ENTITY_WOMAN : ENTITY_GENDER_UNKNOWN;
}

struct output { struct entity *at; uint32_t count, *number, *best, *inner; };

static void count_sighting(struct joiner *j, struct output *out, uint32_t i, uint32_t inner)
{
    const struct sighting *s = &j->t.sightings.at[i];
    uint32_t number = out->number[inner];
    struct entity *e = &out->at[number];
    if (is_better(j, i, out->best[number], j->known[inner].type))
        out->best[number] = i;
    e->mentions++;
    if (!e->role.len && s->role.to > s->role.from)
        e->role = mark_span(j->t.text, s->role);
    else if (!e->role.len && s->type == ENTITY_PERSON)
        e->role = mark_span(j->t.text, form_role_before(&j->t, s));
    if (form_has_id(s))
        e->key = hash_span(s->id);
    j->known[inner].honorific[j->forms.called[i]]++;
}

/* Numbers the entities in the order of their first sighting. */
static struct mentions number_entities(struct joiner *j, struct arena *keep, struct output *out)
{
    const struct sightings *s = &j->t.sightings;
    struct mention *mentions = arena_take_raw(keep, sizeof *mentions, alignof(struct mention), s->count);
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t inner = entity_of(j, i);
        if (!out->number[inner]) {
            out->best[out->count + 1] = i;
            out->inner[out->count + 1] = inner;
            out->number[inner] = ++out->count;
            out->at[out->count] = (struct entity){ .first = s->at[i].at };
        }
        count_sighting(j, out, i, inner);
        mentions[i] = (struct mention){ s->at[i].at, j->known[inner].type, out->number[inner] - 1 };
    }
    return (struct mentions){ mentions, (uint32_t)s->count };
}

static void finish_entity(struct joiner *j, struct arena *keep, struct output *out, uint32_t number)
{
    struct entity *e = &out->at[number];
    const struct known *known = &j->known[out->inner[number]];
    e->name = mark_span(j->t.text, j->t.sightings.at[out->best[number]].at);
    e->type = known->type;
    e->gender = e->type == ENTITY_PERSON ? gender_of(j, known, e->role) : ENTITY_GENDER_UNKNOWN;
    e->folded = text_latin(keep, e->name);
    e->key = e->key ? e->key : hash_span(e->folded);
}

struct mentions entity_join(struct arena *keep, struct arena scratch, struct span text, const struct tokens *tokens,
                            struct sightings sightings, struct entities *entities)
{
    struct joiner j = { .t = { text, tokens, sightings } };
    size_t count = sightings.count + 1;
    j.forms = form_read(&scratch, arena_half(&scratch), &j.t);
    j.known = arena_take_raw(&scratch, sizeof *j.known, alignof(struct known), count);
    struct output out = { .at = arena_take_raw(keep, sizeof *out.at, alignof(struct entity), count) };
    out.number = arena_new(&scratch, uint32_t, count);
    out.best = arena_take_raw(&scratch, sizeof *out.best, alignof(uint32_t), count);
    out.inner = arena_take_raw(&scratch, sizeof *out.inner, alignof(uint32_t), count);
    j.growing = arena_half(&scratch);
    j.scratch = scratch;
    j.claimed = map_in(&j.scratch, j.forms.count * 4);
    join_forms(&j);
    struct mentions mentions = number_entities(&j, keep, &out);
    for (uint32_t i = 1; i <= out.count; i++)
        finish_entity(&j, keep, &out, i);
    *entities = (struct entities){ out.at + 1, out.count };
    return mentions;
}
