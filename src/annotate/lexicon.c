#include "annotate/lexicon.h"

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

/* Longest first: what a declined Cyrillic noun or adjective may end with. */
static const char *const cyrillic_endings[] = {
    "иями", "ского", "ському", "скому", "ского", "ською", "ської", "ами", "ями", "ого", "его", "ому", "ему", "ыми",
    "ими",  "ією",   "ием",    "иям",   "иях",   "ями",   "ої",    "ій",  "ий",  "ый",  "ой",  "ою",  "ею",  "ом",
    "ем",   "ем",    "ам",     "ям",    "ах",    "ях",    "ая",    "яя",  "ую",  "юю",  "ое",  "ее",  "ые",  "ие",
    "ія",   "ию",    "ия",     "ии",    "ії",    "ію",    "ым",    "им",  "им",  "ой",  "ей",  "єю",  "єм",  "а",
    "я",    "у",     "ю",      "е",     "є",     "ы",     "и",     "і",   "ї",   "о",   "ь",   "й"
};
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

struct span lexicon_bare(struct span folded)
{
    if (is_cyrillic(folded))
        return cut_ending(folded, cyrillic_endings, sizeof cyrillic_endings / sizeof *cyrillic_endings, 6);
    if (is_plain_latin(folded) && folded.len > 4 && span_ends(folded, SPAN("s")) && !span_ends(folded, SPAN("ss")))
        return span_cut(folded, 0, folded.len - 1);
    return folded;
}

/* A Cyrillic name or role in another case: its bare form with each ending that a dictionary form may have. */
static const void *find_declined(const struct table *table, struct span words)
{
    static const char *const endings[] = { "",   "а", "я", "ь", "й", "о",  "ий", "ый", "ія",
                                           "ия", "е", "ы", "и", "і", "ье", "ая", "ія", "ство" };
    char form[FORM_MAX + 16];
    struct span bare = lexicon_bare(words);
    const void *row = NULL;
    memcpy(form, bare.at, bare.len);
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !row; i++) {
        struct span ending = span_of(endings[i]);
        memcpy(form + bare.len, ending.at, ending.len);
        row = table_find(table, (struct span){ form, bare.len + ending.len });
    }
    return row;
}

/* Tries `words` as it stands, then in the form that a dictionary may have. */
static const void *find_form(const struct table *table, struct span words)
{
    const void *row = table_find(table, words);
    if (row || words.len < 5 || words.len > FORM_MAX)
        return row;
    if (is_cyrillic(words))
        return find_declined(table, words);
    if (!is_plain_latin(words) || !strchr("snerm", words.at[words.len - 1]))
        return NULL;
    struct span bare = cut_ending(words, german_endings, sizeof german_endings / sizeof *german_endings, 5);
    return bare.len < words.len ? table_find(table, bare) : NULL;
}

/* ---- the tables ---- */

struct place lexicon_place(struct span words)
{
    const struct country_row *country = find_form(&country_table, words);
    const struct place_row *place = country ? NULL : find_form(&place_table, words);
    if (country)
        return (struct place){ country->id, PLACE_COUNTRY };
    if (place)
        return (struct place){ place->id, (enum place_kind)place->kind };
    return (struct place){ { 0 }, PLACE_NONE };
}

static enum role_kind role_listed(struct span word, struct span language)
{
    const struct role_row *row = find_form(&role_table, word);
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
        if (!inside && role_listed(span_from(word, from), language) == ROLE_HEAD)
            return ROLE_HEAD;
    }
    return ROLE_NONE;
}

enum role_kind lexicon_role(struct span word, struct span language)
{
    enum role_kind kind = role_listed(word, language);
    bool may_be_compound = kind == ROLE_NONE && span_equal(language, SPAN("de"));
    return may_be_compound ? role_of_compound(word, language) : kind;
}

bool lexicon_is_honorific(struct span word, enum gender *gender)
{
    const struct honorific_row *row = table_find(&honorific_table, word);
    *gender = row ? (enum gender)row->gender : GENDER_UNKNOWN;
    return row != NULL;
}

bool lexicon_is_given_name(struct span word, enum gender *gender)
{
    const struct given_name_row *row = is_cyrillic(word) ? find_form(&given_name_table, word)
                                                         : table_find(&given_name_table, word);
    *gender = row ? (enum gender)row->gender : GENDER_UNKNOWN;
    return row != NULL;
}

enum organisation_kind lexicon_organisation(struct span words, struct span *id)
{
    const struct organisation_row *row = find_form(&organisation_table, words);
    enum organisation_kind kind = row ? (enum organisation_kind)row->kind : ORGANISATION_NONE;
    for (; row; row = table_next(&organisation_table, row))
        if (row->kind == ORGANISATION_BODY)
            kind = ORGANISATION_BODY, *id = row->id;
    return kind;
}

const struct cue_row *lexicon_cue(struct span words, struct span language)
{
    for (const struct cue_row *row = table_find(&cue_table, words); row; row = table_next(&cue_table, row))
        if (lexicon_speaks(row->language, language))
            return row;
    return NULL;
}

bool lexicon_leads(struct span word)
{
    uint32_t hash = fnv_hash(word.at, word.len);
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
