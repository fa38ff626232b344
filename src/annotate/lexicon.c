#include "annotate/lexicon.h"

#include "annotate/bare.h"
#include "base/fnv.h"
#include "tables/country.h"
#include "tables/cue.h"
#include "tables/given_name.h"
#include "tables/honorific.h"
#include "tables/organisation.h"
#include "tables/place.h"
#include "tables/role.h"
#include "tables/word_ending.h"

enum { FORM_MAX = 120 };

bool lexicon_speaks(struct span row, struct span language)
{
    static const char *const ours[] = { "en", "fr", "de", "es", "ru", "uk" };
    if (row.len == 0 || span_equal(row, language))
        return true;
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (span_equal(span_of(ours[i]), language))
            return false;
    return true;
}

/* ---- case endings ---- */

static bool is_cyrillic(struct span s) { return s.len > 1 && ((unsigned char)s.at[0] & 0xfc) == 0xd0; }

static bool is_plain_latin(struct span s)
{
    return s.len > 0 && (byte_is_alpha(s.at[0]) || ((unsigned char)s.at[0] & 0xfc) == 0xc0);
}

static const char *const german_endings[] = { "en", "er", "es", "em", "s", "n", "e" };

static struct span cut_ending(struct span s, const char *const *endings, size_t count, size_t least)
{
    for (size_t i = 0; i < count; i++) {
        struct span ending = span_of(endings[i]);
        if (s.len >= ending.len + least && span_ends(s, ending))
            return span_cut(s, 0, s.len - ending.len);
    }
    return s;
}

struct span lexicon_bare(struct span folded) { return bare_word(folded); }

/* A word and the forms that a table may have it in, hashed once for all tables. */
struct forms {
    struct span word, other;     /* other: Cyrillic: its bare form; Latin: without a German ending; or empty */
    uint32_t hash, other_hash;
    bool is_declined;            /* the endings of a dictionary form go with `other` */
};

static struct forms forms_hashed(struct span word, uint32_t hash)
{
    struct forms f = { .word = word, .hash = hash };
    if (word.len < 5 || word.len > FORM_MAX)
        return f;
    f.is_declined = is_cyrillic(word);
    if (f.is_declined)
        f.other = bare_word(word);
    else if (is_plain_latin(word) && strchr("snerm", word.at[word.len - 1]))
        f.other = cut_ending(word, german_endings, sizeof german_endings / sizeof *german_endings, 5);
    if (!f.is_declined && f.other.len == word.len)
        f.other.len = 0;
    f.other_hash = fnv_hash(f.other.at, f.other.len);
    return f;
}

static struct forms forms_of(struct span word) { return forms_hashed(word, fnv_hash(word.at, word.len)); }

/* A Cyrillic name or role in another case: its bare form with each ending that a dictionary form may have. */
static const void *find_declined(const struct table *table, const struct forms *f)
{
    static const char *const endings[] = { "",   "а", "я", "ь", "й", "о",  "ий", "ый", "ія",
                                           "ия", "е", "ы", "и", "і", "ье", "ая", "ство" };
    char form[FORM_MAX + 16];
    const void *row = NULL;
    memcpy(form, f->other.at, f->other.len);
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !row; i++) {
        uint32_t hash = f->other_hash;
        size_t length = f->other.len;
        for (const char *c = endings[i]; *c; c++) {
            hash = fnv_step(hash, *c);
            form[length++] = *c;
        }
        row = table_find_hashed(table, (struct span){ form, length }, hash);
    }
    return row;
}

/* Tries the word as it stands, then in the form that a dictionary may have. */
static const void *find_form(const struct table *table, const struct forms *f)
{
    const void *row = table_find_hashed(table, f->word, f->hash);
    if (row || !f->other.len)
        return row;
    return f->is_declined ? find_declined(table, f) : table_find_hashed(table, f->other, f->other_hash);
}

/* ---- the tables ---- */

static struct place place_of(const struct forms *f)
{
    const struct country_row *country = find_form(&country_table, f);
    const struct place_row *place = country ? NULL : find_form(&place_table, f);
    if (country)
        return (struct place){ country->id, PLACE_COUNTRY };
    if (place)
        return (struct place){ place->id, (enum place_kind)place->kind };
    return (struct place){ { 0 }, PLACE_NONE };
}

struct place lexicon_place(struct span words)
{
    struct forms f = forms_of(words);
    return place_of(&f);
}

static enum role_kind role_listed(const struct forms *f, struct span language)
{
    const struct role_row *row = find_form(&role_table, f);
    for (; row; row = table_next(&role_table, row))
        if (lexicon_speaks(row->language, language))
            return (enum role_kind)row->kind;
    return ROLE_NONE;
}

/* German says in one word of what somebody is minister: the end of a long word that is a head by itself. */
static enum role_kind role_of_compound(struct span word, struct span language)
{
    enum { LEAST_BEFORE = 3, LEAST_HEAD = 6 };
    for (size_t from = LEAST_BEFORE; from + LEAST_HEAD <= word.len; from++) {
        bool inside = ((unsigned char)word.at[from] & 0xc0) == 0x80;
        if (inside)
            continue;
        struct forms f = forms_of(span_from(word, from));
        if (role_listed(&f, language) == ROLE_HEAD)
            return ROLE_HEAD;
    }
    return ROLE_NONE;
}

static enum role_kind role_of(const struct forms *f, struct span language)
{
    enum role_kind kind = role_listed(f, language);
    bool may_be_compound = kind == ROLE_NONE && span_equal(language, SPAN("de"));
    return may_be_compound ? role_of_compound(f->word, language) : kind;
}

enum role_kind lexicon_role(struct span word, struct span language)
{
    struct forms f = forms_of(word);
    return role_of(&f, language);
}

bool lexicon_is_honorific(struct span word, enum gender *gender)
{
    const struct honorific_row *row = table_find(&honorific_table, word);
    *gender = row ? (enum gender)row->gender : GENDER_UNKNOWN;
    return row != NULL;
}

static const struct given_name_row *given_name_of(const struct forms *f)
{
    return f->is_declined ? find_form(&given_name_table, f) : table_find_hashed(&given_name_table, f->word, f->hash);
}

bool lexicon_is_given_name(struct span word, enum gender *gender)
{
    struct forms f = forms_of(word);
    const struct given_name_row *row = given_name_of(&f);
    *gender = row ? (enum gender)row->gender : GENDER_UNKNOWN;
    return row != NULL;
}

static enum organisation_kind organisation_of(const struct forms *f, struct span *id)
{
    const struct organisation_row *row = find_form(&organisation_table, f);
    enum organisation_kind kind = row ? (enum organisation_kind)row->kind : ORGANISATION_NONE;
    for (; row; row = table_next(&organisation_table, row))
        if (row->kind == ORGANISATION_BODY)
            kind = ORGANISATION_BODY, *id = row->id;
    return kind;
}

enum organisation_kind lexicon_organisation(struct span words, struct span *id)
{
    struct forms f = forms_of(words);
    return organisation_of(&f, id);
}

struct word_facts lexicon_word(struct span word, uint32_t hash, struct span language)
{
    struct forms f = forms_hashed(word, hash);
    struct word_facts facts = { .place = place_of(&f), .role = (uint8_t)role_of(&f, language) };
    facts.organisation = (uint8_t)organisation_of(&f, &facts.organisation_id);
    facts.honorific = table_find_hashed(&honorific_table, word, f.hash) != NULL;
    facts.given_name = given_name_of(&f) != NULL;
    facts.leads = lexicon_leads_on(f.hash);
    return facts;
}

const struct cue_row *lexicon_cue(struct span words, uint32_t hash, struct span language)
{
    for (const struct cue_row *row = table_find_hashed(&cue_table, words, hash); row; row = table_next(&cue_table, row))
        if (lexicon_speaks(row->language, language))
            return row;
    return NULL;
}

bool lexicon_leads(struct span word) { return lexicon_leads_on(fnv_hash(word.at, word.len)); }

bool lexicon_leads_on(uint32_t hash)
{
    return table_leads(&country_table, hash) || table_leads(&place_table, hash) ||
           table_leads(&organisation_table, hash);
}

bool lexicon_ends(struct span word, enum word_ending use)
{
    enum { LONGEST = 8 };
    for (size_t length = 1; length <= LONGEST && length <= word.len; length++) {
        const struct word_ending_row *row = table_find(&word_ending_table, span_from(word, word.len - length));
        for (; row; row = table_next(&word_ending_table, row))
            if (row->use == (int)use)
                return true;
    }
    return false;
}
