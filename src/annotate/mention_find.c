#include "annotate/mention_find.h"

#include <stdlib.h>

#include "annotate/entity_join.h"
#include "base/hash.h"
#include "base/map.h"
#include "tables/cue.h"
#include "text/normal.h"

enum {
    KEY_MAX = 160,           /* bytes of words looked up together */
    GAZETTEER_WORDS = 5,     /* words of the longest name looked up */
    RUN_WORDS = 14,          /* longer runs are headlines, not names */
    ROLE_WORDS = 12,         /* tokens of a role behind a name */
    NO_TOKEN = 0x7fffffff
};
/* How sure a type is, see sighting.weight. */
enum { WEIGHT_GUESS = 1, WEIGHT_SHAPE = 2, WEIGHT_WORD = 4, WEIGHT_TITLE = 6, WEIGHT_LISTED = 8 };

struct finder {
    struct arena *keep;
    struct span text, language;
    const struct tokens *tokens;
    const struct vocabulary *words;
    const uint8_t *glue;         /* enum glue of each token */
    bool *in_heading;            /* the token stands where every word has a capital */
    bool *lower;                 /* of each vocable: it was seen without a capital */
    struct map capital;          /* bare words seen with a capital inside a sentence */
    struct sighting *at;
    size_t count, room;
    uint32_t *doubtful;          /* words that begin a sentence and are no name by themselves */
    size_t doubtful_count;
    bool is_german;
};

struct run { uint32_t first, end; };

/* ---- tokens ---- */

static bool is_word(const struct finder *f, uint32_t i) { return f->tokens->at[i].kind == TOKEN_WORD; }

static struct span folded(const struct finder *f, uint32_t i) { return token_folded(f->tokens, i); }

/* "al-Nuri" and "d'Artagnan" begin small and are names all the same. */
static bool is_name_like(const struct finder *f, uint32_t i)
{
    const struct token *token = &f->tokens->at[i];
    if (token->kind != TOKEN_WORD || (token->shape & TOKEN_CLITIC))
        return false;
    if (token->shape & TOKEN_CAPITAL)
        return true;
    struct span word = mark_span(f->text, token->at);
    bool has_article = span_starts(word, SPAN("al-")) || span_starts(word, SPAN("el-")) ||
                       span_starts(word, SPAN("ash-"));
    size_t hyphen = has_article ? span_find_byte(word, '-', 0) : 0;
    return has_article && hyphen + 1 < word.len && word.at[hyphen + 1] >= 'A' && word.at[hyphen + 1] <= 'Z';
}

static bool is_small_word(const struct finder *f, uint32_t i)
{
    return f->glue[i] != GLUE_NONE && f->glue[i] != GLUE_VERB;
}

static bool is_text(const struct finder *f, uint32_t i, struct span what)
{
    return span_equal(mark_span(f->text, f->tokens->at[i].at), what);
}

/* Whether token i stands right behind token i - 1, but for one blank on the same line. */
static bool is_near(const struct finder *f, uint32_t i)
{
    return !(f->tokens->at[i].shape & TOKEN_LINE_BEFORE) &&
           f->tokens->at[i].at.from - f->tokens->at[i - 1].at.to <= 2;
}

static bool touches(const struct finder *f, uint32_t i)
{
    return f->tokens->at[i].at.from == f->tokens->at[i - 1].at.to;
}

/* Tokens [first, end) as a key of the tables; empty where it is too long. */
static struct span key_of(const struct finder *f, uint32_t first, uint32_t end, char room[KEY_MAX])
{
    size_t length = 0;
    for (uint32_t i = first; i < end; i++) {
        struct span word = folded(f, i);
        if (length + word.len + 1 >= KEY_MAX)
            return (struct span){ 0 };
        if (i > first && !touches(f, i))
            room[length++] = ' ';
        memcpy(room + length, word.at, word.len);
        length += word.len;
    }
    return (struct span){ room, length };
}

/* ---- words on their own ---- */

static const struct vocable *word_at(const struct finder *f, uint32_t i) { return vocabulary_name(f->words, i); }

/* Case forms of one name are one word. */
static uint32_t bare_hash(const struct finder *f, uint32_t i) { return word_at(f, i)->bare; }

static bool is_role(const struct finder *f, uint32_t i, enum role_kind *kind)
{
    *kind = (enum role_kind)word_at(f, i)->role;
    return *kind != ROLE_NONE;
}

static bool is_role_head(const struct finder *f, uint32_t i) { return word_at(f, i)->role == ROLE_HEAD; }

static bool is_honorific(const struct finder *f, uint32_t i) { return word_at(f, i)->honorific; }

static bool is_given_name(const struct finder *f, uint32_t i) { return word_at(f, i)->given_name; }

static enum organisation_kind organisation_word(const struct finder *f, uint32_t i)
{
    return (enum organisation_kind)word_at(f, i)->organisation;
}

static bool is_demonym(const struct finder *f, uint32_t i) { return word_at(f, i)->place == PLACE_DEMONYM; }

/* ---- the gazetteer ---- */

struct listed { uint32_t end; struct span id; uint8_t type; };

/* What tokens [first, end) are called in the tables; type ENTITY_TYPE_COUNT where nothing. */
static struct listed look_up(const struct finder *f, uint32_t first, uint32_t end)
{
    char room[KEY_MAX];
    struct listed none = { end, { 0 }, ENTITY_TYPE_COUNT };
    bool alone = first + 1 == end;
    if (!alone && !word_at(f, first)->leads_name)
        return none;
    struct span key = key_of(f, first, end, room), id = alone ? word_at(f, first)->organisation_id : (struct span){ 0 };
    if (!key.len || !is_word(f, first))
        return none;
    struct place place = alone
                             ? (struct place){ word_at(f, first)->place_id, (enum place_kind)word_at(f, first)->place }
                             : lexicon_place(key);
    if (place.kind == PLACE_DEMONYM)
        return (struct listed){ end, place.id, ENTITY_OTHER };
    bool is_body = (alone ? organisation_word(f, first) : lexicon_organisation(key, &id)) == ORGANISATION_BODY;
    /* "us", "who", "meta" are names only where they are written like one. */
    bool is_short = key.len <= 4 && first + 1 == end;
    if (is_short && !(f->tokens->at[first].shape & TOKEN_ALL_CAPITALS) && byte_is_alpha(key.at[0]) &&
        (is_body || key.len <= 2) && (f->in_heading[first] || key.len <= 3))
        return none;
    if (is_body)
        return (struct listed){ end, id, ENTITY_ORGANISATION };
    if (place.kind != PLACE_NONE && place.kind != PLACE_WORD)
        return (struct listed){ end, place.id, ENTITY_PLACE };
    return none;
}

/* The longest listed name that begins at `first`. */
static struct listed look_up_longest(const struct finder *f, uint32_t first, uint32_t end)
{
    uint32_t last = end - first > GAZETTEER_WORDS ? first + GAZETTEER_WORDS : end;
    for (uint32_t to = last; to > first; to--) {
        struct listed found = look_up(f, first, to);
        if (found.type != ENTITY_TYPE_COUNT)
            return found;
    }
    return (struct listed){ first, { 0 }, ENTITY_TYPE_COUNT };
}

/* ---- where every word has a capital ---- */

static void mark_heading(struct finder *f, const struct sentence *s)
{
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = s->first_token; i < s->token_end; i++)
        if (is_word(f, i) && f->tokens->at[i].folded_length > 3) {
            words++;
            capitals += (f->tokens->at[i].shape & TOKEN_CAPITAL) != 0;
        }
    bool is_stopped = s->token_end > s->first_token && is_text(f, s->token_end - 1, SPAN("."));
    bool is_heading = !is_stopped && words >= 4 && capitals * 10 >= words * (f->is_german ? 10 : 8);
    for (uint32_t i = s->first_token; is_heading && i < s->token_end; i++)
        f->in_heading[i] = true;
}

/* The first token of a sentence that could be a word; where a quotation or a clause behind a colon
 * begins, a capital says as little. */
static bool is_initial(const struct finder *f, const struct sentence *s, uint32_t i)
{
    if (i == s->first_token)
        return true;
    const struct token *before = &f->tokens->at[i - 1];
    if (before->kind != TOKEN_PUNCTUATION)
        return false;
    return (before->shape & TOKEN_QUOTE) || is_text(f, i - 1, SPAN(":")) || is_text(f, i - 1, SPAN("—")) ||
           is_text(f, i - 1, SPAN("–")) || is_text(f, i - 1, SPAN("-")) || is_text(f, i - 1, SPAN("...")) ||
           is_text(f, i - 1, SPAN("*")) || i == s->first_token + 1;
}

static void count_word(struct finder *f, const struct sentence *s, uint32_t i)
{
    const struct token *token = &f->tokens->at[i];
    if (token->kind != TOKEN_WORD || f->in_heading[i])
        return;
    if (!(token->shape & TOKEN_CAPITAL))
        f->lower[f->words->of[i]] = true;
    else if (!is_initial(f, s, i))
        ++*map_at(&f->capital, bare_hash(f, i), NULL);
}

static bool seen_capital(const struct finder *f, uint32_t i) { return map_find(&f->capital, bare_hash(f, i)); }

static bool seen_lower(const struct finder *f, uint32_t i) { return f->lower[f->words->of[i]]; }

static bool is_connector(const struct finder *f, uint32_t i)
{
    return !(f->tokens->at[i].shape & TOKEN_CAPITAL) && vocabulary_has(f->words, i, USE_CONNECTOR);
}

/* A letter, a title or "St" with a full stop, inside a name: the token behind the stop, or 0. */
static uint32_t behind_initial(const struct finder *f, uint32_t i, uint32_t end)
{
    struct mark at = f->tokens->at[i].at;
    bool is_letter = mark_length(at) <= 2 && (f->tokens->at[i].shape & TOKEN_CAPITAL) &&
                     (mark_length(at) == 1 || (unsigned char)f->text.at[at.from] >= 0xc0);
    if (!(is_letter || is_text(f, i, SPAN("St")) || is_honorific(f, i)))
        return 0;
    if (i + 2 >= end || !is_text(f, i + 1, SPAN(".")) || !touches(f, i + 1) || !is_name_like(f, i + 2))
        return 0;
    return is_near(f, i + 2) ? i + 2 : 0;
}

/* ---- where a name may begin ---- */

/* In German every noun has a capital: a noun follows its article or adjective, most names do not. */
static bool is_german_noun(const struct finder *f, const struct sentence *s, uint32_t i)
{
    enum { LEAST_BYTES = 7 };
    struct span word = folded(f, i);
    if (word.len >= LEAST_BYTES && lexicon_ends(word, ENDING_GERMAN_NOUN))
        return true;
    if (i == s->first_token)
        return false;
    struct span before = folded(f, i - 1);
    bool adjective = is_word(f, i - 1) && !(f->tokens->at[i - 1].shape & TOKEN_CAPITAL) &&
                     f->glue[i - 1] == GLUE_NONE &&
                     (span_ends(before, SPAN("e")) || span_ends(before, SPAN("en")) || span_ends(before, SPAN("er")) ||
                      span_ends(before, SPAN("es")) || span_ends(before, SPAN("em")));
    return adjective || f->glue[i - 1] == GLUE_ARTICLE || vocabulary_has(f->words, i - 1, USE_JOINED_ARTICLE) ||
           f->glue[i - 1] == GLUE_POSSESSIVE || f->tokens->at[i - 1].kind == TOKEN_NUMBER;
}

static bool begins_name_in_german(const struct finder *f, const struct sentence *s, uint32_t i)
{
    const struct token *token = &f->tokens->at[i];
    bool alone = i + 1 >= s->token_end || !is_name_like(f, i + 1) || !is_near(f, i + 1);
    if ((token->shape & TOKEN_ALL_CAPITALS) || is_honorific(f, i) ||
        (is_given_name(f, i) && !(alone && is_german_noun(f, s, i))))
        return true;
    if (look_up_longest(f, i, i + 1 + !alone).type != ENTITY_TYPE_COUNT)
        return true;
    bool leads = i + 2 < s->token_end && is_connector(f, i + 1) && is_name_like(f, i + 2);
    if (organisation_word(f, i) == ORGANISATION_WORD)
        return leads || !alone;
    if (!alone)
        return !is_initial(f, s, i) || !is_small_word(f, i);
    if (is_german_noun(f, s, i) || is_initial(f, s, i) || seen_lower(f, i))
        return false;
    /* Behind a role or a preposition that takes no article. */
    return i > s->first_token && (is_role_head(f, i - 1) ||
                                  (!(f->tokens->at[i - 1].shape & TOKEN_CAPITAL) &&
                                   vocabulary_has(f->words, i - 1, USE_BARE_PREPOSITION)));
}

static bool is_listed(const struct finder *f, uint32_t i, uint32_t end)
{
    return look_up_longest(f, i, end - i > 3 ? i + 3 : end).type != ENTITY_TYPE_COUNT;
}

/* "Petrow said": an unknown word that speaks is a name, unless it is a plural or names a body of people. */
static bool is_subject_of_speech(const struct finder *f, uint32_t i, uint32_t end)
{
    if (i + 1 >= end || !is_near(f, i + 1) || span_ends(folded(f, i), SPAN("s")) ||
        organisation_word(f, i) != ORGANISATION_NONE)
        return false;
    const struct cue_row *cue = vocabulary_at(f->words, i + 1)->cue;
    return cue && cue->form == CUE_FINITE && cue->kind == CUE_SPEECH && !is_role_head(f, i) &&
           word_at(f, i)->place == PLACE_NONE;
}

static bool begins_name(const struct finder *f, const struct sentence *s, uint32_t i)
{
    const struct token *token = &f->tokens->at[i];
    if (!is_name_like(f, i))
        return false;
    if (is_small_word(f, i) && !(token->shape & TOKEN_ALL_CAPITALS && !f->in_heading[i] && token->folded_length > 2 &&
                                 f->glue[i] != GLUE_TIME))
        return is_listed(f, i, s->token_end);
    if (f->in_heading[i])
        return (seen_capital(f, i) && !seen_lower(f, i)) || is_given_name(f, i) || is_listed(f, i, s->token_end);
    if (f->is_german)
        return begins_name_in_german(f, s, i);
    if (!is_initial(f, s, i))
        return true;
    if ((token->shape & TOKEN_ALL_CAPITALS) || is_given_name(f, i) || is_honorific(f, i))
        return true;
    if (is_listed(f, i, s->token_end) || (seen_capital(f, i) && !seen_lower(f, i)))
        return true;
    if (f->glue[i] != GLUE_NONE || seen_lower(f, i))
        return false;
    if (behind_initial(f, i, s->token_end))
        return true;
    uint32_t next = i + 1;
    if (next + 1 < s->token_end && is_near(f, next) && is_connector(f, next) && !is_text(f, next, SPAN("the")) &&
        (!is_text(f, next, SPAN("of")) || organisation_word(f, i) == ORGANISATION_WORD))
        next++;
    bool follows = next < s->token_end && is_near(f, next) && is_name_like(f, next) && !is_small_word(f, next);
    return follows || is_role_head(f, i) || is_subject_of_speech(f, i, s->token_end);
}

/* ---- how far a run of names goes ---- */

static bool has_organisation_word(const struct finder *f, struct run r)
{
    for (uint32_t i = r.first; i < r.end; i++)
        if (is_word(f, i) && organisation_word(f, i) == ORGANISATION_WORD)
            return true;
    return false;
}

/* The first given name of a run behind other words; its end where there is none. */
static uint32_t find_given_name(const struct finder *f, struct run r)
{
    uint32_t i = r.first;
    while (i < r.end && !is_given_name(f, i))
        i++;
    return i;
}

/* Whether "of", "the", "de" ... behind the run may lead on: "Bank of", not "President of", "Ivan Petrov of". */
static bool may_connect(const struct finder *f, struct run r, uint32_t connector)
{
    uint32_t last = r.end - 1;
    bool is_of = is_text(f, connector, SPAN("of"));
    bool is_german_article = f->is_german &&
                             (is_text(f, connector, SPAN("der")) || is_text(f, connector, SPAN("des")) ||
                              is_text(f, connector, SPAN("den")) || is_text(f, connector, SPAN("für")) ||
                              is_text(f, connector, SPAN("von")) || is_text(f, connector, SPAN("zu")));
    if (is_text(f, connector, SPAN("the")) || is_text(f, connector, SPAN("le")))
        return false;
    if (is_german_article && !is_text(f, connector, SPAN("von")))
        return has_organisation_word(f, r);
    if (is_role_head(f, last) && !has_organisation_word(f, r))
        return false;
    if (look_up(f, r.first, r.end).type == ENTITY_PLACE || look_up(f, r.first, r.end).type == ENTITY_OTHER)
        return false;
    if (is_of)
        return find_given_name(f, r) == r.end || has_organisation_word(f, r);
    if (span_equal(f->language, SPAN("en")) && is_small_word(f, connector))
        return false;
    return true;
}

/* ТОВ «Салант»: behind a word that makes an organisation, a quoted name belongs to it. */
static uint32_t behind_quoted_name(const struct finder *f, uint32_t i, uint32_t end)
{
    if (!(f->tokens->at[i].shape & TOKEN_QUOTE) || i + 1 >= end || !is_near(f, i) || !(is_name_like(f, i + 1)))
        return 0;
    for (uint32_t k = i + 1; k < end && k < i + 8; k++)
        if (f->tokens->at[k].shape & TOKEN_QUOTE)
            return k + 1;
    return 0;
}

static struct run grow(const struct finder *f, uint32_t first, uint32_t end)
{
    struct run r = { first, first + 1 };
    while (r.end < end && r.end - first < RUN_WORDS) {
        uint32_t i = r.end, next = behind_initial(f, i - 1, end);
        if (next) {
            r.end = next + 1;
            continue;
        }
        if (!is_near(f, i))
            break;
        uint32_t quoted = 0;
        if (f->tokens->at[i].shape & TOKEN_QUOTE && organisation_word(f, i - 1) != ORGANISATION_NONE &&
            ((unsigned char)folded(f, i - 1).at[0] & 0xfc) == 0xd0)
            quoted = behind_quoted_name(f, i, end);
        if (quoted) {
            r.end = quoted;
            break;
        }
        if (is_name_like(f, i) && f->glue[i] != GLUE_TIME && f->glue[i] != GLUE_PRONOUN &&
            f->glue[i] != GLUE_AUXILIARY) {
            r.end++;
            continue;
        }
        uint32_t to = i;
        while (to < end && to < i + 3 && is_near(f, to) && is_connector(f, to))
            to++;
        if (to == i || to >= end || !is_near(f, to) || !is_name_like(f, to) || f->glue[to] == GLUE_TIME)
            break;
        bool is_whole = look_up(f, first, to + 1).type != ENTITY_TYPE_COUNT;
        if (!is_whole && !may_connect(f, r, i))
            break;
        r.end = to + 1;
    }
    return r;
}

/* ---- what a run is ---- */

static void add(struct finder *f, uint32_t first, uint32_t end, struct span id, uint8_t type, uint8_t weight,
                struct mark role)
{
    while (first < end && f->tokens->at[first].kind == TOKEN_PUNCTUATION)
        first++;
    if (first >= end)
        return;
    struct mark at = { f->tokens->at[first].at.from, f->tokens->at[end - 1].at.to };
    ARENA_ROOM(f->keep, f->at, f->count, f->room);
    f->at[f->count++] = (struct sighting){ at, first, end, role, id, type, weight };
}

static bool is_place_preposition(const struct finder *f, uint32_t i)
{
    return vocabulary_has(f->words, i, USE_PLACE_PREPOSITION);
}

static bool is_speech_cue(const struct finder *f, uint32_t i) { return vocabulary_at(f->words, i)->cue != NULL; }

/* The words of a name that say what it is: any organisation, place or thing word. */
static uint8_t type_by_words(const struct finder *f, struct run r)
{
    for (uint32_t i = r.end; i-- > r.first;) {
        if (!is_word(f, i))
            continue;
        switch (organisation_word(f, i)) {
        case ORGANISATION_WORD: case ORGANISATION_SUFFIX: case ORGANISATION_BODY:
            return ENTITY_ORGANISATION;
        case ORGANISATION_THING:
            return ENTITY_OTHER;
        case ORGANISATION_NONE:
            break;
        }
        if (r.end - r.first > 1 && word_at(f, i)->place == PLACE_WORD)
            return ENTITY_PLACE;
    }
    return ENTITY_TYPE_COUNT;
}

static uint8_t guess_alone(const struct finder *f, struct run r, uint8_t *weight)
{
    const struct token *token = &f->tokens->at[r.first];
    *weight = WEIGHT_SHAPE;
    if ((token->shape & TOKEN_ALL_CAPITALS) && !f->in_heading[r.first])
        return ENTITY_ORGANISATION;
    if (is_given_name(f, r.first))
        return ENTITY_PERSON;
    if (r.first > 0 && is_near(f, r.first) && is_place_preposition(f, r.first - 1))
        return ENTITY_PLACE;
    bool speaks = (r.end < f->tokens->count && is_speech_cue(f, r.end)) ||
                  (r.first > 0 && is_speech_cue(f, r.first - 1));
    if (speaks)
        return ENTITY_PERSON;
    *weight = WEIGHT_GUESS;
    if (token->shape & TOKEN_HAS_DIGIT)
        return ENTITY_OTHER;
    return r.first > 0 && f->glue[r.first - 1] == GLUE_ARTICLE ? ENTITY_ORGANISATION : ENTITY_PERSON;
}

static uint8_t guess_type(const struct finder *f, struct run r, uint8_t *weight)
{
    uint8_t by_words = type_by_words(f, r);
    uint32_t words = 0;
    for (uint32_t i = r.first; i < r.end; i++)
        words += is_word(f, i);
    *weight = WEIGHT_WORD;
    if (by_words != ENTITY_TYPE_COUNT && !(words == 2 && is_given_name(f, r.first) && by_words != ENTITY_ORGANISATION))
        return by_words;
    if (words > 1 && is_given_name(f, r.first))
        return ENTITY_PERSON;
    if (words == 1)
        return guess_alone(f, r, weight);
    *weight = WEIGHT_SHAPE;
    bool has_connector = false;
    for (uint32_t i = r.first; i < r.end; i++)
        has_connector = has_connector || is_text(f, i, SPAN("of")) || is_text(f, i, SPAN("&"));
    if (has_connector)
        return ENTITY_ORGANISATION;
    if (r.first > 0 && is_near(f, r.first) && is_place_preposition(f, r.first - 1) && words == 2)
        return ENTITY_PLACE;
    return words <= 4 ? ENTITY_PERSON : ENTITY_OTHER;
}

/* Listed names inside of a role: "French" and "Defense Ministry" of "French Defense Ministry spokesman". */
static void add_listed(struct finder *f, struct run r)
{
    struct mark none = { 0, 0 };
    for (uint32_t i = r.first; i < r.end;) {
        struct listed found = look_up_longest(f, i, r.end);
        if (found.type != ENTITY_TYPE_COUNT && is_name_like(f, i)) {
            add(f, i, found.end, found.id, found.type, WEIGHT_LISTED, none);
            i = found.end;
            continue;
        }
        uint32_t to = i;
        while (to < r.end && is_name_like(f, to) && !is_role_head(f, to) &&
               organisation_word(f, to) != ORGANISATION_WORD)
            to++;
        if (to > i && to < r.end && organisation_word(f, to) == ORGANISATION_WORD && !is_role_head(f, to)) {
            add(f, i, to + 1, (struct span){ 0 }, ENTITY_ORGANISATION, WEIGHT_WORD, none);
            i = to + 1;
            continue;
        }
        i++;
    }
}

/* A word that may stand between a role and the name: "министр обороны Франции", "ministre des Armées". */
static bool may_be_portfolio(const struct finder *f, uint32_t i)
{
    if (!is_word(f, i) || is_speech_cue(f, i))
        return false;
    if (is_connector(f, i) || is_name_like(f, i))
        return f->glue[i] != GLUE_PRONOUN && f->glue[i] != GLUE_TIME;
    if (f->glue[i] != GLUE_NONE)
        return f->glue[i] == GLUE_ARTICLE && !span_equal(f->language, SPAN("en"));
    struct span word = folded(f, i);
    if (((unsigned char)word.at[0] & 0xfc) != 0xd0)
        return i > 0 && is_connector(f, i - 1) && !is_text(f, i - 1, SPAN("la"));
    return !lexicon_ends(word, ENDING_CYRILLIC_VERB);
}

/* The role that ends right before token `end`: its head is the leftmost one that only its own words part
 * from the name, and what describes the head goes on to the left of it. */
static struct mark role_before(const struct finder *f, uint32_t end, uint32_t floor)
{
    uint32_t head = NO_TOKEN, from = end;
    enum role_kind kind;
    while (from > floor && end - from < ROLE_WORDS && is_near(f, from) && is_word(f, from - 1)) {
        uint32_t i = from - 1;
        bool describes = is_role(f, i, &kind) || is_demonym(f, i);
        if (describes && kind == ROLE_HEAD)
            head = i;
        bool listed = is_name_like(f, i) && !is_small_word(f, i) &&
                      (organisation_word(f, i) != ORGANISATION_NONE || word_at(f, i)->place != PLACE_NONE);
        if (!describes && !listed && (head != NO_TOKEN || !may_be_portfolio(f, i)))
            break;
        from = i;
    }
    if (head == NO_TOKEN)
        return (struct mark){ 0, 0 };
    return (struct mark){ f->tokens->at[from].at.from, f->tokens->at[end - 1].at.to };
}

/* "La ministra de Defensa, Carmen Roldán,": the role before the comma before the name. */
static struct mark role_before_comma(const struct finder *f, struct run name, const struct sentence *s)
{
    bool is_set_off = name.first > s->first_token + 1 && is_text(f, name.first - 1, SPAN(",")) &&
                      name.end < s->token_end && is_text(f, name.end, SPAN(","));
    return is_set_off ? role_before(f, name.first - 1, s->first_token) : (struct mark){ 0, 0 };
}

/* ", the defence minister of Aldonia," behind a name. */
static struct mark role_behind(const struct finder *f, uint32_t end, uint32_t limit)
{
    if (end + 1 >= limit || !is_text(f, end, SPAN(",")))
        return (struct mark){ 0, 0 };
    uint32_t from = end + 1, to = from, head = NO_TOKEN;
    while (from < limit && f->glue[from] == GLUE_ARTICLE)
        from++;
    bool leads = from > end + 1 || (from < limit && (is_name_like(f, from) || word_at(f, from)->role != ROLE_NONE ||
                                                     is_demonym(f, from)));
    if (!leads)
        return (struct mark){ 0, 0 };
    for (to = from; to < limit && to < from + ROLE_WORDS; to++) {
        const struct token *token = &f->tokens->at[to];
        if (token->kind == TOKEN_PUNCTUATION &&
            (token->shape & TOKEN_QUOTE || !touches(f, to) || is_text(f, to, SPAN(",")) || is_text(f, to, SPAN(".")) ||
             is_text(f, to, SPAN(";"))))
            break;
        if (f->glue[to] == GLUE_PRONOUN || f->glue[to] == GLUE_AUXILIARY || f->glue[to] == GLUE_RELATIVE ||
            f->glue[to] == GLUE_CONJUNCTION)
            break;
        if (head == NO_TOKEN && to < from + 5 && is_role_head(f, to))
            head = to;
    }
    if (head == NO_TOKEN || to == from)
        return (struct mark){ 0, 0 };
    return (struct mark){ f->tokens->at[from].at.from, f->tokens->at[to - 1].at.to };
}

/* Where the name begins within the run, behind titles: "Defense Minister | Sebastien Lecornu". */
static uint32_t behind_titles(const struct finder *f, struct run r)
{
    uint32_t name = r.first;
    for (uint32_t i = r.first; i + 1 < r.end; i++) {
        bool is_title = is_honorific(f, i) || (is_role_head(f, i) && !(i > r.first && is_given_name(f, i - 1)));
        if (is_title && !is_connector(f, i + 1))
            name = i + 1;
        if (name == i + 1 && is_text(f, i + 1, SPAN(".")) && i + 2 < r.end)
            name = i + 2;
    }
    return name;
}

static bool is_only_title(const struct finder *f, struct run r)
{
    enum role_kind kind;
    if (is_given_name(f, r.first) && r.end - r.first > 1)
        return false;
    for (uint32_t i = r.first; i < r.end; i++)
        if (!is_role(f, i, &kind) && !is_demonym(f, i) && !is_honorific(f, i) && !is_small_word(f, i))
            return false;
    return true;
}

/* "Франции | Себастьян Дюлак", "Paris | Mayor": a listed name, then a person. */
static bool is_listed_before_person(const struct finder *f, struct listed found, struct run name)
{
    return found.type != ENTITY_TYPE_COUNT && found.end < name.end && is_given_name(f, found.end) &&
           !is_given_name(f, name.first);
}

/* "Министр обороны Франции | Себастьян Дюлак": the country is part of a role, two words or more follow. */
static bool is_listed_in_role(const struct finder *f, struct listed found, struct run name, const struct sentence *s)
{
    if (found.type != ENTITY_PLACE || found.end + 2 > name.end || has_organisation_word(f, name))
        return false;
    struct mark role = role_before(f, found.end, s->first_token);
    return role.to > role.from;
}

static void add_name(struct finder *f, const struct sentence *s, struct run name, struct mark role, bool titled)
{
    uint8_t weight = WEIGHT_TITLE;
    struct mark none = { 0, 0 };
    struct listed found = look_up_longest(f, name.first, name.end);
    bool whole = found.type != ENTITY_TYPE_COUNT && found.end == name.end;
    if (whole && !(titled && found.type == ENTITY_OTHER)) {
        add(f, name.first, name.end, found.id, found.type, WEIGHT_LISTED, none);
        return;
    }
    uint8_t type = guess_type(f, name, &weight);
    bool splits = is_listed_before_person(f, found, name) || is_listed_in_role(f, found, name, s) ||
                  (found.type == ENTITY_OTHER && type == ENTITY_PERSON && weight <= WEIGHT_SHAPE);
    if (splits) {
        add(f, name.first, found.end, found.id, found.type, WEIGHT_LISTED, none);
        name.first = found.end;
        type = guess_type(f, name, &weight);
        role = role_before(f, name.first, s->first_token);
        titled = role.to > role.from;
    }
    if (titled && type != ENTITY_ORGANISATION) {
        type = ENTITY_PERSON;
        weight = WEIGHT_TITLE;
    }
    if (role.to == role.from && type == ENTITY_PERSON)
        role = role_behind(f, name.end, s->token_end);
    if (role.to == role.from && type == ENTITY_PERSON)
        role = role_before_comma(f, name, s);
    weight = role.to > role.from && type == ENTITY_PERSON ? WEIGHT_TITLE : weight;
    add(f, name.first, name.end, (struct span){ 0 }, type, weight, role);
}

/* "ministre des | Armées", "président de la | République": a run that only says of what somebody is head. */
static bool is_portfolio(const struct finder *f, const struct sentence *s, struct run r)
{
    uint32_t i = r.first;
    if (has_organisation_word(f, r) || span_equal(f->language, SPAN("en")))
        return false;
    while (i > s->first_token && is_near(f, i) && is_connector(f, i - 1))
        i--;
    return i < r.first && i > s->first_token && is_near(f, i) && is_role_head(f, i - 1);
}

static void skip_small_words(const struct finder *f, struct run *r)
{
    while (r->first < r->end && is_small_word(f, r->first) &&
           look_up_longest(f, r->first, r->end).type == ENTITY_TYPE_COUNT &&
           !((f->tokens->at[r->first].shape & TOKEN_ALL_CAPITALS) && f->tokens->at[r->first].folded_length > 2))
        r->first++;
    while (r->first < r->end && (is_connector(f, r->first) || f->tokens->at[r->first].kind == TOKEN_PUNCTUATION))
        r->first++;
}

/* Whether titles are part of an organisation's name: "Defense Minister's Office" is no person. */
static bool keeps_titles(const struct finder *f, struct run r, uint32_t name)
{
    struct run titles = { r.first, name }, rest = { name, r.end };
    return name > r.first && !is_honorific(f, name - 1) && !has_organisation_word(f, titles) &&
           has_organisation_word(f, rest) && !is_given_name(f, name);
}

static void read_run(struct finder *f, const struct sentence *s, struct run r)
{
    skip_small_words(f, &r);
    if (r.first >= r.end)
        return;
    struct listed found = look_up_longest(f, r.first, r.end);
    bool whole = found.type != ENTITY_TYPE_COUNT && found.end == r.end;
    if (!whole && is_only_title(f, r)) {
        add_listed(f, r);
        return;
    }
    uint32_t name = whole ? r.first : behind_titles(f, r);
    bool is_portfolio_run = name == r.first && !whole && is_portfolio(f, s, r);
    if (is_portfolio_run) {
        name = find_given_name(f, r);
        if (name == r.end)
            return;
    }
    if (keeps_titles(f, r, name))
        name = r.first;
    struct mark role = { 0, 0 };
    bool behind_title = name == r.first && r.first > s->first_token && is_near(f, r.first) &&
                        (is_role_head(f, r.first - 1) || is_honorific(f, r.first - 1));
    bool behind_role = r.first > s->first_token && is_near(f, r.first) && word_at(f, r.first - 1)->role != ROLE_NONE;
    if ((name > r.first && !is_honorific(f, r.first)) || behind_role)
        role = role_before(f, name, s->first_token);
    if (name > r.first)
        add_listed(f, (struct run){ r.first, name });
    /* The last word of a run that is a role names nobody: "the Aldonian Ministry Spokesman". */
    uint32_t end = r.end;
    while (end > name + 1 && is_role_head(f, end - 1) && !is_given_name(f, name) && !whole)
        end--;
    add_name(f, s, (struct run){ name, end }, role, name > r.first || behind_title);
}

/* ---- names spelled in another way ---- */

/* "Brynjarsdotir offered divers.": an unknown word that begins its sentence before what may be a verb. */
static bool may_be_misspelled(const struct finder *f, const struct sentence *s, uint32_t i)
{
    enum { LEAST_LETTERS = 6 };
    const struct token *token = &f->tokens->at[i], *next = token + 1;
    bool alone = i + 1 < s->token_end && is_near(f, i + 1) && next->kind == TOKEN_WORD &&
                 !(next->shape & TOKEN_CAPITAL);
    bool before_verb = alone && (vocabulary_at(f->words, i + 1)->cue || f->glue[i + 1] == GLUE_NONE ||
                                 f->glue[i + 1] == GLUE_AUXILIARY || f->glue[i + 1] == GLUE_VERB);
    return before_verb && is_initial(f, s, i) && is_name_like(f, i) && token->folded_length >= LEAST_LETTERS &&
           f->glue[i] == GLUE_NONE && !seen_lower(f, i) && !f->in_heading[i];
}

static uint64_t sound_of(const struct finder *f, struct arena scratch, uint32_t i)
{
    return hash_span(name_key(&scratch, folded(f, i)));
}

/* One bit of 64 for how a word begins: most words that are no surname are ruled out by it. */
static uint64_t begin_bit(const struct finder *f, uint32_t i)
{
    return (uint64_t)1 << (hash_span(span_cut(folded(f, i), 0, 2)) & 63);
}

static bool is_person(const struct finder *f, size_t i)
{
    return f->at[i].type == ENTITY_PERSON && is_word(f, f->at[i].end - 1);
}

/* Leaves of the doubtful words those that begin as a surname does; false where none is left. */
static bool sift_doubtful(struct finder *f)
{
    uint64_t begins = 0;
    for (size_t i = 0; i < f->count; i++)
        begins |= is_person(f, i) ? begin_bit(f, f->at[i].end - 1) : 0;
    size_t kept = 0;
    for (size_t k = 0; k < f->doubtful_count; k++)
        if (begins & begin_bit(f, f->doubtful[k]))
            f->doubtful[kept++] = f->doubtful[k];
    f->doubtful_count = kept;
    return kept > 0;
}

/* The last word of each name of a person, by its sound. */
static struct map surnames(const struct finder *f, struct arena *scratch)
{
    struct map last = map_in(scratch, f->count);
    bool *done = arena_new(scratch, bool, f->words->count);
    for (size_t i = 0; i < f->count; i++) {
        uint32_t word = f->at[i].end - 1;
        if (!is_person(f, i) || done[f->words->of[word]])
            continue;
        done[f->words->of[word]] = true;
        *map_at(&last, sound_of(f, *scratch, word), NULL) = word;
    }
    return last;
}

static int by_first(const void *left, const void *right)
{
    const struct sighting *a = left, *b = right;
    return (a->first > b->first) - (a->first < b->first);
}

/* Takes the doubtful words that sound like a surname of the article and are a letter apart from it. */
static void add_misspelled(struct finder *f, struct arena *scratch)
{
    struct mark none = { 0, 0 };
    struct map last = surnames(f, scratch);
    size_t count = f->count;
    for (size_t k = 0; k < f->doubtful_count; k++) {
        uint32_t i = f->doubtful[k];
        const uint32_t *name = map_find(&last, sound_of(f, *scratch, i));
        if (name && text_distance(folded(f, i), folded(f, *name), 1) <= 1)
            add(f, i, i + 1, (struct span){ 0 }, ENTITY_PERSON, WEIGHT_GUESS, none);
    }
    if (f->count > count)
        qsort(f->at, f->count, sizeof *f->at, by_first);
}

static void find_in_sentence(struct finder *f, const struct sentence *s)
{
    for (uint32_t i = s->first_token; i < s->token_end;) {
        if (!begins_name(f, s, i)) {
            if (may_be_misspelled(f, s, i))
                f->doubtful[f->doubtful_count++] = i;
            i++;
            continue;
        }
        struct run r = grow(f, i, s->token_end);
        struct listed whole = look_up_longest(f, i, s->token_end);
        if (whole.type != ENTITY_TYPE_COUNT && whole.end > r.end)
            r.end = whole.end;
        if (f->in_heading[i]) {
            struct listed found = look_up_longest(f, i, r.end);
            uint32_t to = found.type != ENTITY_TYPE_COUNT ? found.end : i + 1;
            while (found.type == ENTITY_TYPE_COUNT && to < r.end && is_name_like(f, to) && !is_small_word(f, to) &&
                   ((seen_capital(f, to) && !seen_lower(f, to)) || (is_given_name(f, i) && to == i + 1)))
                to++;
            r.end = to;
        }
        read_run(f, s, r);
        i = r.end;
    }
}

struct mentions mention_find(struct arena *keep, struct arena scratch, const struct article *article,
                             const struct annotations *notes, const struct vocabulary *words, struct entities *entities)
{
    struct finder f = {
        .keep = &scratch, .text = article->text, .language = article->language, .tokens = &notes->tokens
    };
    const struct sentences *sentences = &notes->sentences;
    f.is_german = span_equal(article->language, SPAN("de"));
    f.words = words;
    f.glue = words->glue;
    f.in_heading = arena_new(&scratch, bool, notes->tokens.count);
    f.lower = arena_new(&scratch, bool, words->count);
    f.capital = map_in(&scratch, 64);
    f.doubtful = arena_take_raw(&scratch, sizeof *f.doubtful, alignof(uint32_t), notes->tokens.count);
    for (uint32_t i = 0; i < sentences->count; i++)
        mark_heading(&f, &sentences->at[i]);
    for (uint32_t i = 0; i < sentences->count; i++)
        for (uint32_t t = sentences->at[i].first_token; t < sentences->at[i].token_end; t++)
            count_word(&f, &sentences->at[i], t);
    for (uint32_t i = 0; i < sentences->count; i++)
        find_in_sentence(&f, &sentences->at[i]);
    if (sift_doubtful(&f))
        add_misspelled(&f, &scratch);
    return entity_join(keep, scratch, article->text, &notes->tokens, (struct sightings){ f.at, f.count }, entities);
}
