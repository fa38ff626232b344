#include "compare/name_pair.h"

#include "base/hash.h"
#include "tables/family_name.h"
#include "tables/generation.h"
#include "tables/given_variant.h"
#include "text/normal.h"

enum {
    STEM_LETTERS = 3,        /* that a case ending leaves */
    SPELT_ONE = 5,           /* letters of a word that may have one wrong, */
    SPELT_TWO = 9,           /* two */
    SOUNDS = 3               /* of a key that tells a name from another */
};

/* ---- reading ---- */

static bool is_cyrillic(struct span name)
{
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.at[i] >= 0xd0 && (unsigned char)name.at[i] <= 0xd2)
            return true;
    return false;
}

/* A transliterated word without what a declined name or adjective may end with. */
static struct span cut_ending(struct span word)
{
    static const char *const endings[] = {
        "ogo", "oho", "omu", "emu", "oyu", "eyu", "iyu", "yem", "iem", "ymi", "imi",
        "iya", "iyi", "iy", "yy", "yu", "ya", "ym", "im", "om", "em", "oy", "ey", "oi", "ii", "ia", "ie", "ye", "yi",
        "a", "u", "e", "i", "y", "o"
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct span ending = span_of(endings[i]);
        if (word.len >= ending.len + STEM_LETTERS && span_ends(word, ending))
            return span_cut(word, 0, word.len - ending.len);
    }
    return word;
}

static uint8_t rank_of(struct span word)
{
    const struct generation_row *row = table_find(&generation_table, word);
    return row ? (uint8_t)row->rank : 0;
}

/* A number for a given name and its forms in other languages; a declined one is tried with the endings that a
 * dictionary form may have. */
static uint64_t given_key(struct span word, struct span stem)
{
    static const char *const endings[] = { "", "a", "y", "iy", "i", "o", "ey", "ay" };
    enum { LONGEST = 24 };
    char form[LONGEST + 4];
    const struct given_variant_row *row = table_find(&given_variant_table, word);
    bool is_cut = stem.len < word.len && stem.len <= LONGEST;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !row && is_cut; i++) {
        struct span ending = span_of(endings[i]);
        memcpy(form, stem.at, stem.len);
        memcpy(form + stem.len, ending.at, ending.len);
        row = table_find(&given_variant_table, (struct span){ form, stem.len + ending.len });
    }
    return row ? (uint64_t)row->name : hash_span(stem);
}

struct name name_read(struct arena *keep, const struct entity *entity, struct span language)
{
    struct name name = { .entity = entity, .language = hash_span(language) };
    struct span rest = entity->folded, word;
    name.declines = is_cyrillic(entity->name);
    while (name.count < NAME_WORDS && span_take(&rest, ' ', &word))
        if (word.len)
            name.words[name.count++] = word;
    if (name.count > 2 && entity->type == ENTITY_PERSON)
        name.rank = rank_of(name.words[name.count - 1]);
    name.count -= name.rank != 0;
    word = name.count ? name.words[0] : (struct span){ 0 };
    for (uint32_t i = 0; i < name.count && name.declines; i++)
        name.words[i] = cut_ending(name.words[i]);
    if (name.count) {
        name.sound = name_key(keep, name.words[name.count - 1]);
        name.given = given_key(word, name.words[0]);
    }
    name.listed = entity->key != hash_span(entity->folded);
    return name;
}

/* ---- two words ---- */

/* How two names stand to each other: of reports in two languages; only one, or any has lost its endings. */
struct relation { bool foreign, mixed, declines; struct arena scratch; };

static bool is_same_word(const struct relation *r, struct span a, struct span b)
{
    return span_equal(a, b) || (r->mixed && (span_equal(cut_ending(a), b) || span_equal(a, cut_ending(b))));
}

static bool is_spelt(struct span a, struct span b)
{
    size_t letters = a.len < b.len ? a.len : b.len, most = a.len > b.len ? a.len : b.len;
    unsigned limit = letters < SPELT_ONE ? 0 : most < SPELT_TWO ? 1 : 2;
    return limit && text_distance(a, b, limit) <= limit;
}

/* Whether the words sound alike though they are written in another way: in one language by a third of the
 * letters at most.  That is asked first, since sounds cost more. */
static bool is_sounded(const struct relation *r, struct span a, struct span b)
{
    size_t letters = a.len < b.len ? a.len : b.len;
    struct arena scratch = r->scratch;
    if (!r->foreign && text_distance(a, b, (unsigned)letters / 3) > letters / 3)
        return false;
    struct span x = name_key(&scratch, a), y = name_key(&scratch, b);
    return span_equal(x, y) && x.len >= SOUNDS;
}

static bool is_initial(struct span s) { return s.len == 1 || (s.len > 1 && s.at[1] == '.'); }

/* "Paula" is not "Paul". */
static bool is_feminine(const struct relation *r, struct span a, struct span b)
{
    return !r->declines && (a.at[a.len - 1] == 'a') != (b.at[b.len - 1] == 'a');
}

/* How two given names go together. */
static enum name_bond pair_given(const struct relation *r, struct span a, struct span b)
{
    if (is_same_word(r, a, b))
        return NAME_LIKE;
    if (a.at[0] == b.at[0] && is_initial(a) != is_initial(b))
        return NAME_SHORT;
    return !is_feminine(r, a, b) && is_sounded(r, a, b) ? NAME_SPELT : NAME_UNLIKE;
}

/* ---- people ---- */

static enum name_bond pair_surnames(const struct relation *r, struct span a, struct span b)
{
    if (is_same_word(r, a, b))
        return NAME_LIKE;
    return is_spelt(a, b) || is_sounded(r, a, b) ? NAME_SPELT : NAME_UNLIKE;
}

/* The given names of both but for the first, which has been held against the other's: each of the fewer
 * must meet one of the more, in order. */
static bool middles_agree(const struct relation *r, const struct name *few, const struct name *many)
{
    uint32_t k = 1;
    for (uint32_t i = 1; i + 1 < few->count; i++, k++) {
        while (k + 1 < many->count &&
               pair_given(r, few->words[i], many->words[k]) == NAME_UNLIKE)
            k++;
        if (k + 1 >= many->count)
            return false;
    }
    return true;
}

/* A surname alone, or a family name that stands first. */
static enum name_bond pair_short(const struct relation *r, const struct name *alone, const struct name *full)
{
    struct span word = alone->words[0], last = full->words[full->count - 1];
    if (is_same_word(r, word, last))
        return NAME_SHORT;
    if (full->count > 1 && span_equal(word, full->words[0]) && table_find(&family_name_table, word))
        return NAME_SHORT;
    bool is_near = word.len >= SPELT_ONE && is_spelt(word, last) && span_equal(alone->sound, full->sound);
    return is_near || (r->foreign && is_sounded(r, word, last)) ? NAME_SPELT : NAME_UNLIKE;
}

/* "Pedro Salas" of "Pedro Salas Roldán" */
static bool begins_with(const struct relation *r, const struct name *few, const struct name *many)
{
    for (uint32_t i = 0; i < few->count; i++)
        if (!is_same_word(r, few->words[i], many->words[i]))
            return false;
    return true;
}

static bool is_turned(const struct relation *r, const struct name *a, const struct name *b)
{
    return a->count == 2 && b->count == 2 && is_same_word(r, a->words[0], b->words[1]) &&
           is_same_word(r, a->words[1], b->words[0]);
}

static enum name_bond pair_people(const struct relation *r, const struct name *a, const struct name *b)
{
    const struct name *few = a->count <= b->count ? a : b, *many = few == a ? b : a;
    if (few->count == 1 && many->count > 1)
        return pair_short(r, few, many);
    enum name_bond surname = pair_surnames(r, few->words[few->count - 1], many->words[many->count - 1]);
    if (few->count == 1)
        return surname;
    if (is_turned(r, a, b))
        return NAME_LIKE;
    if (few->rank != many->rank)
        return NAME_UNLIKE;
    if (few->count < many->count && begins_with(r, few, many))
        return NAME_SHORT;
    enum name_bond given = few->given == many->given ? NAME_LIKE : NAME_UNLIKE;
    if (surname && !given)
        given = pair_given(r, few->words[0], many->words[0]);
    if (!surname || !given || !middles_agree(r, few, many))
        return NAME_UNLIKE;
    if (surname == NAME_SPELT)
        return given == NAME_LIKE || (r->foreign && given == NAME_SPELT) ? NAME_SPELT : NAME_UNLIKE;
    return given == NAME_LIKE && few->count < many->count ? NAME_LIKE : given;
}

/* ---- bodies, places and things ---- */

/* Whether the words of `few` stand in `many` in order. */
static bool is_within(const struct relation *r, const struct name *few, const struct name *many)
{
    uint32_t i = 0;
    for (uint32_t k = 0; k < many->count && i < few->count; k++)
        i += is_same_word(r, few->words[i], many->words[k]);
    return i == few->count;
}

static enum name_bond pair_bodies(const struct relation *r, const struct name *a, const struct name *b)
{
    const struct name *few = a->count <= b->count ? a : b, *many = few == a ? b : a;
    uint32_t apart = 0, at = 0;
    if (few->count < many->count)
        return few->count > 1 && is_within(r, few, many) ? NAME_SHORT : NAME_UNLIKE;
    for (uint32_t i = 0; i < few->count; i++)
        if (!is_same_word(r, a->words[i], b->words[i])) {
            apart++;
            at = i;
        }
    if (!apart)
        return NAME_LIKE;
    struct span x = a->words[at], y = b->words[at];
    bool is_long = x.len >= SPELT_ONE + (few->count == 1) && y.len >= SPELT_ONE + (few->count == 1);
    return apart == 1 && is_long && is_spelt(x, y) && is_sounded(r, x, y) ? NAME_SPELT : NAME_UNLIKE;
}

enum name_bond name_pair(const struct name *a, const struct name *b, struct arena scratch)
{
    const struct entity *x = a->entity, *y = b->entity;
    bool types_agree = x->type == y->type || x->type == ENTITY_OTHER || y->type == ENTITY_OTHER;
    if (!types_agree || !a->count || !b->count || (a->listed && b->listed && x->key != y->key))
        return NAME_UNLIKE;
    if (x->gender && y->gender && x->gender != y->gender)
        return NAME_UNLIKE;
    bool people = x->type == ENTITY_PERSON || y->type == ENTITY_PERSON;
    struct relation r = { a->language != b->language, a->declines != b->declines, a->declines || b->declines,
                          scratch };
    return people ? pair_people(&r, a, b) : pair_bodies(&r, a, b);
}
