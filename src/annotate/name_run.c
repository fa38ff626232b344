#include "annotate/name_run.h"

#include "annotate/bare.h"
#include "annotate/gazetteer.h"
#include "annotate/name_judge.h"
#include "annotate/name_reach.h"
#include "tables/common_word.h"
#include "tables/cue.h"

enum { RUN_WORDS = 14 };     /* longer runs are headlines, not names */

/* Whether the lists know the word alone for a name, and nobody uses it for much else. */
static bool is_known_name(const struct name_view *v, uint32_t i)
{
    enum { KNOWN = LISTED_PLACE | LISTED_GIVEN | LISTED_FAMILY | LISTED_PERSON, LEAST_CYRILLIC = 10 };
    const struct vocable *word = view_word(v, i);
    struct span folded = view_folded(v, i);
    if ((unsigned char)folded.at[0] >= 0xd0 && folded.len < LEAST_CYRILLIC)
        return false;
    return word->kinds & KNOWN && word->role == ROLE_NONE && !word->honorific && word->place != PLACE_WORD &&
           word->organisation == ORGANISATION_NONE && !vocabulary_hints(v->words, i) && !vocabulary_at(v->words, i)->cue &&
           !table_find(&common_word_table, folded);
}

/* ---- German ---- */

/* A noun follows its article or adjective, most names do not. */
static bool has_article(const struct name_view *v, uint32_t i)
{
    if (i == 0 || v->begins[i])
        return false;
    struct span before = view_folded(v, i - 1);
    bool adjective = view_is_word(v, i - 1) && !view_has_capital(v, i - 1) && v->glue[i - 1] == GLUE_NONE &&
                     (span_ends(before, SPAN("e")) || span_ends(before, SPAN("en")) || span_ends(before, SPAN("er")) ||
                      span_ends(before, SPAN("es")) || span_ends(before, SPAN("em")));
    return adjective || v->glue[i - 1] == GLUE_ARTICLE || vocabulary_has(v->words, i - 1, USE_JOINED_ARTICLE) ||
           v->glue[i - 1] == GLUE_POSSESSIVE || view_token(v, i - 1)->kind == TOKEN_NUMBER;
}

enum { NAMES = LISTED_PLACE | LISTED_SMALL_PLACE | LISTED_GIVEN | LISTED_FAMILY | LISTED_PERSON };

/* "Yellowstone-Nationalpark", "Ho-Chi-Minh-Stadt": what stands before the hyphen is a name. */
static bool has_name_before_hyphen(const struct name_view *v, uint32_t i)
{
    struct gazetteer_words words = { 0 };
    struct span word = view_folded(v, i);
    size_t hyphen = span_find_byte(word, '-', 0);
    if (hyphen == SPAN_NONE || hyphen < 3)
        return false;
    gazetteer_add(&words, bare_word(span_cut(word, 0, hyphen)), false);
    return gazetteer_kinds(words) & NAMES;
}

/* How far a word must look like a noun, in what judge_noun says, to be none of a name. */
enum {
    NOUN_HINT = -8,          /* where it is known to be a noun for places, people ... in some language */
    NOUN_BEFORE = 8,         /* before another word with a capital */
    NOUN_BEHIND = 40,        /* behind other words of a name */
    NOUN_ALONE = -2,
    NOUN_LISTED = 24,        /* alone, and listed */
    NOUN_ARTICLE = -16,      /* alone, behind an article or an adjective */
    SHORT_NOUN = 4           /* bytes: too few to tell behind an article */
};

/* Whether tables know it for a name or a part of one, whatever it looks like. */
static bool is_part(const struct name_view *v, uint32_t i)
{
    const struct vocable *word = view_word(v, i);
    return view_is_capitals(v, i) || word->organisation != ORGANISATION_NONE || word->given_name ||
           (word->place != PLACE_NONE && word->place != PLACE_WORD) || has_name_before_hyphen(v, i);
}

/* A word that only says what is named behind it: "Architekt", "Millionenstadt". */
static bool is_noun_before(const struct name_view *v, uint32_t i)
{
    enum { NOUNS = HINT_PLACE | HINT_ORGANISATION | HINT_PERSON | HINT_THING };
    if (is_part(v, i) || view_word(v, i)->kinds & (LISTED_PLACE | LISTED_GIVEN))
        return false;
    return judge_noun(v, i) > (vocabulary_hints(v->words, i) & NOUNS ? NOUN_HINT : NOUN_BEFORE);
}

/* "Verein | Denizlispor", "Regierung | von ...", but "Universität Hamburg": a body's noun that is no part of the name. */
static bool is_body_before(const struct name_view *v, uint32_t i, uint32_t end)
{
    return view_organisation(v, i) == ORGANISATION_WORD && vocabulary_hints(v->words, i) & HINT_ORGANISATION && i + 1 < end &&
           view_is_near(v, i + 1) && view_is_name_like(v, i + 1) && !(view_word(v, i + 1)->kinds & LISTED_PLACE) &&
           judge_noun(v, i) > NOUN_HINT && judge_noun(v, i + 1) < NOUN_BEFORE;
}

/* "Marokko | Szenen": the sentence goes on with another noun. */
static bool is_noun_behind(const struct name_view *v, uint32_t i)
{
    return v->is_german && !is_part(v, i) && !view_word(v, i)->kinds && judge_noun(v, i) > NOUN_BEHIND;
}

static bool begins_alone_in_german(const struct name_view *v, uint32_t i)
{
    const struct vocable *word = view_word(v, i);
    int noun = judge_noun(v, i);
    if (view_seen_lower(v, i))
        return false;
    if (has_name_before_hyphen(v, i))
        return true;
    if (i > 0 && !v->begins[i] && view_has_capital(v, i - 1) && view_is_near(v, i) && is_noun_before(v, i - 1))
        return noun < NOUN_BEHIND;
    if (view_is_initial(v, i))
        return is_known_name(v, i) && noun < NOUN_ALONE;
    bool is_family = word->kinds & (LISTED_GIVEN | LISTED_FAMILY | LISTED_PERSON) && !(word->kinds & LISTED_PLACE);
    if (has_article(v, i))
        return !is_family && view_token(v, i)->folded_length > SHORT_NOUN &&
               noun < (word->kinds & LISTED_PLACE ? NOUN_ALONE : NOUN_ARTICLE);
    return noun < (word->kinds & NAMES || view_is_role_head(v, i - 1) ? NOUN_LISTED : NOUN_ALONE);
}

static bool begins_in_german(const struct name_view *v, uint32_t i, uint32_t end)
{
    bool alone = i + 1 >= end || !view_is_name_like(v, i + 1) || !view_is_near(v, i + 1);
    if (view_is_capitals(v, i) || view_is_honorific(v, i) || (view_is_given_name(v, i) && !(alone && has_article(v, i))))
        return true;
    if (view_look_up_longest(v, i, i + 1 + !alone).type != ENTITY_TYPE_COUNT)
        return true;
    bool leads = i + 2 < end && view_is_connector(v, i + 1) && view_is_name_like(v, i + 2);
    if (is_body_before(v, i, end) || (leads && view_is(v, i + 1, SPAN("von")) && view_is_given_name(v, i + 2)))
        return false;
    if (view_organisation(v, i) == ORGANISATION_WORD)
        return leads || !alone;
    if (alone)
        return begins_alone_in_german(v, i);
    if (is_noun_before(v, i))
        return view_organisation(v, i + 1) == ORGANISATION_SUFFIX ||
               (i + 2 < end && view_is_near(v, i + 2) && view_organisation(v, i + 2) == ORGANISATION_SUFFIX);
    return !view_is_initial(v, i) || !(view_is_small(v, i) || (is_noun_before(v, i + 1) && !is_known_name(v, i)));
}

/* "Petrow said": an unknown word that speaks is a name, unless it is a plural or names a body of people. */
static bool is_subject_of_speech(const struct name_view *v, uint32_t i, uint32_t end)
{
    if (i + 1 >= end || !view_is_near(v, i + 1) || span_ends(view_folded(v, i), SPAN("s")) ||
        view_organisation(v, i) != ORGANISATION_NONE)
        return false;
    const struct cue_row *cue = vocabulary_at(v->words, i + 1)->cue;
    return cue && cue->form == CUE_FINITE && cue->kind == CUE_SPEECH && !view_is_role_head(v, i) &&
           view_word(v, i)->place == PLACE_NONE;
}

/* "XIX" of "XIX века": a number, unless a name goes on behind it. */
static bool is_numeral(const struct name_view *v, uint32_t i, uint32_t end)
{
    struct span word = mark_span(v->text, view_token(v, i)->at);
    for (size_t k = 0; k < word.len; k++)
        if (!strchr("IVXLC", word.at[k]))
            return false;
    return i + 1 >= end || !view_is_name_like(v, i + 1);
}

bool run_begins(const struct name_view *v, uint32_t i, uint32_t end)
{
    if (!view_is_name_like(v, i) || is_numeral(v, i, end))
        return false;
    if (view_is_small(v, i) && !(view_is_capitals(v, i) && !v->in_heading[i] && view_token(v, i)->folded_length > 2 &&
                                 v->glue[i] != GLUE_TIME))
        return !(v->is_german && view_is_initial(v, i)) && view_is_listed(v, i, end);
    if (v->in_heading[i])
        return (view_seen_capital(v, i) && !view_seen_lower(v, i)) || view_is_given_name(v, i) || view_is_listed(v, i, end);
    if (v->is_german)
        return begins_in_german(v, i, end);
    if (!view_is_initial(v, i))
        return true;
    if (view_is_capitals(v, i) || view_is_given_name(v, i) || view_is_honorific(v, i))
        return true;
    if (view_is_listed(v, i, end) || (view_seen_capital(v, i) && !view_seen_lower(v, i)))
        return true;
    if (v->glue[i] != GLUE_NONE || view_seen_lower(v, i))
        return false;
    if (is_known_name(v, i) || reach_small(v, (struct name_run){ i, i + 1 }, end) > i + 1)
        return true;
    if (view_behind_initial(v, i, end))
        return true;
    uint32_t next = i + 1;
    if (next + 1 < end && view_is_near(v, next) && view_is_connector(v, next) && !view_is(v, next, SPAN("the")) &&
        (!view_is(v, next, SPAN("of")) || view_organisation(v, i) == ORGANISATION_WORD))
        next++;
    bool follows = next < end && view_is_near(v, next) && view_is_name_like(v, next) && !view_is_small(v, next);
    return follows || view_is_role_head(v, i) || is_subject_of_speech(v, i, end);
}

/* Whether "of", "the", "de" ... behind the run may lead on: "Bank of", not "President of", "Ivan Petrov of". */
static bool may_connect(const struct name_view *v, struct name_run r, uint32_t connector)
{
    uint32_t last = r.end - 1;
    bool is_of = view_is(v, connector, SPAN("of"));
    bool is_german_article = v->is_german &&
                             (view_is(v, connector, SPAN("der")) || view_is(v, connector, SPAN("das")) ||
                              view_is(v, connector, SPAN("des")) ||
                              view_is(v, connector, SPAN("den")) || view_is(v, connector, SPAN("für")) ||
                              view_is(v, connector, SPAN("von")) || view_is(v, connector, SPAN("zu")));
    if (view_is(v, connector, SPAN("the")) || view_is(v, connector, SPAN("le")))
        return false;
    if (is_german_article && !view_is(v, connector, SPAN("von")))
        return view_organisation(v, last) == ORGANISATION_WORD && !view_is(v, connector, SPAN("den")) &&
               !view_is(v, connector, SPAN("das"));
    if (view_is_role_head(v, last) && !view_has_organisation_word(v, r))
        return false;
    if (view_look_up(v, r.first, r.end).type == ENTITY_PLACE || view_look_up(v, r.first, r.end).type == ENTITY_OTHER)
        return false;
    if (is_of)
        return view_find_given_name(v, r) == r.end || view_has_organisation_word(v, r);
    if (v->is_english && view_is_small(v, connector))
        return false;
    return true;
}

/* Whether the quoted name behind token i - 1 belongs to it: ТОВ «Салант». */
static bool takes_quoted(const struct name_view *v, uint32_t i)
{
    return view_is_quote(v, i) && view_is_word(v, i - 1) && ((unsigned char)view_folded(v, i - 1).at[0] & 0xfc) == 0xd0 &&
           (view_organisation(v, i - 1) != ORGANISATION_NONE || view_is_capitals(v, i - 1) || vocabulary_hints(v->words, i - 1) & HINT_ORGANISATION);
}

struct name_run run_grow(const struct name_view *v, uint32_t first, uint32_t end)
{
    struct name_run r = { first, first + 1 };
    while (r.end < end && r.end - first < RUN_WORDS) {
        uint32_t i = r.end, next = view_behind_initial(v, i - 1, end);
        if (next) {
            r.end = next + 1;
            continue;
        }
        if (!view_is_near(v, i))
            break;
        uint32_t reached = reach_small(v, r, end), quoted = takes_quoted(v, i) ? reach_quoted(v, i, end) : 0;
        if (reached > r.end) {
            r.end = reached;
            continue;
        }
        if (quoted) {
            r.end = quoted;
            break;
        }
        if (view_is_name_like(v, i) && v->glue[i] != GLUE_TIME && v->glue[i] != GLUE_PRONOUN &&
            v->glue[i] != GLUE_AUXILIARY && !is_noun_behind(v, i)) {
            r.end++;
            continue;
        }
        uint32_t to = i;
        while (to < end && to < i + 3 && view_is_near(v, to) && view_is_connector(v, to))
            to++;
        if (to == i || to >= end || !view_is_near(v, to) || !view_is_name_like(v, to) || v->glue[to] == GLUE_TIME)
            break;
        bool is_whole = view_look_up(v, first, to + 1).type != ENTITY_TYPE_COUNT;
        if (!is_whole && !may_connect(v, r, i))
            break;
        r.end = to + 1;
    }
    return r;
}

