#include "annotate/name_view.h"

#include "annotate/bare.h"
#include "annotate/gazetteer.h"
#include "annotate/name_judge.h"
#include "base/fnv.h"

enum {
    KEY_MAX = 160,           /* bytes of words looked up together */
    GAZETTEER_WORDS = 5      /* words of the longest name looked up */
};

/* ---- tokens ---- */

/* "al-Nuri" and "d'Artagnan" begin small and are names all the same. */
bool view_is_name_like(const struct name_view *v, uint32_t i)
{
    const struct token *token = view_token(v, i);
    if (token->kind != TOKEN_WORD || (token->shape & TOKEN_CLITIC))
        return false;
    if (token->shape & TOKEN_CAPITAL)
        return true;
    if (!(token->shape & TOKEN_HYPHENATED))
        return false;
    struct span word = mark_span(v->text, token->at);
    bool has_article = span_starts(word, SPAN("al-")) || span_starts(word, SPAN("el-")) || span_starts(word, SPAN("ash-"));
    size_t hyphen = has_article ? span_find_byte(word, '-', 0) : 0;
    return has_article && hyphen + 1 < word.len && word.at[hyphen + 1] >= 'A' && word.at[hyphen + 1] <= 'Z';
}

bool view_is_initial(const struct name_view *v, uint32_t i)
{
    if (i == 0 || v->begins[i])
        return true;
    if (view_token(v, i - 1)->kind != TOKEN_PUNCTUATION)
        return false;
    return view_is_quote(v, i - 1) || v->begins[i - 1] || view_is(v, i - 1, SPAN(":")) || view_is(v, i - 1, SPAN("—")) ||
           view_is(v, i - 1, SPAN("–")) || view_is(v, i - 1, SPAN("-")) || view_is(v, i - 1, SPAN("...")) ||
           view_is(v, i - 1, SPAN("*"));
}

bool view_seen_capital(const struct name_view *v, uint32_t i) { return map_find(&v->capital, view_word(v, i)->bare); }

bool view_seen_lower(const struct name_view *v, uint32_t i) { return v->lower[v->words->of[i]]; }

bool view_has_organisation_word(const struct name_view *v, struct name_run run)
{
    for (uint32_t i = run.first; i < run.end; i++)
        if (view_is_word(v, i) && view_organisation(v, i) == ORGANISATION_WORD)
            return true;
    return false;
}

uint32_t view_find_given_name(const struct name_view *v, struct name_run run)
{
    uint32_t i = run.first;
    while (i < run.end && !view_is_given_name(v, i))
        i++;
    return i;
}

uint32_t view_behind_initial(const struct name_view *v, uint32_t i, uint32_t end)
{
    if (i + 2 >= end || !view_is(v, i + 1, SPAN(".")) || !view_touches(v, i + 1) || !view_is_name_like(v, i + 2))
        return 0;
    struct mark at = view_token(v, i)->at;
    bool is_letter = mark_length(at) <= 2 && view_has_capital(v, i) &&
                     (mark_length(at) == 1 || (unsigned char)v->text.at[at.from] >= 0xc0);
    if (!(is_letter || view_is(v, i, SPAN("St")) || view_is_honorific(v, i)))
        return 0;
    return view_is_near(v, i + 2) ? i + 2 : 0;
}

/* ---- the tables ---- */

/* Tokens [first, end) as a key of the tables; empty where it is too long. */
static struct span key_of(const struct name_view *v, uint32_t first, uint32_t end, char room[KEY_MAX])
{
    size_t length = 0;
    for (uint32_t i = first; i < end; i++) {
        struct span word = view_folded(v, i);
        if (length + word.len + 1 >= KEY_MAX)
            return (struct span){ 0 };
        if (i > first && !view_touches(v, i))
            room[length++] = ' ';
        memcpy(room + length, word.at, word.len);
        length += word.len;
    }
    return (struct span){ room, length };
}

/* "us", "who", "meta" are names only where they are written like one. */
static bool is_too_short(const struct name_view *v, uint32_t i, bool is_body)
{
    struct span key = view_folded(v, i);
    return key.len <= 4 && !(view_token(v, i)->shape & (TOKEN_ALL_CAPITALS | TOKEN_HAS_DIGIT)) && byte_is_alpha(key.at[0]) && (is_body || key.len <= 2) &&
           (v->in_heading[i] || key.len <= 3);
}

static struct listed listed_as(uint32_t end, struct place place, bool is_body, struct span id)
{
    if (place.kind == PLACE_DEMONYM)
        return (struct listed){ end, place.id, ENTITY_OTHER };
    if (is_body)
        return (struct listed){ end, id, ENTITY_ORGANISATION };
    if (place.kind != PLACE_NONE && place.kind != PLACE_WORD)
        return (struct listed){ end, place.id, ENTITY_PLACE };
    return (struct listed){ end, { 0 }, ENTITY_TYPE_COUNT };
}

struct listed view_look_up(const struct name_view *v, uint32_t first, uint32_t end)
{
    struct listed none = { end, { 0 }, ENTITY_TYPE_COUNT };
    if (!view_is_word(v, first))
        return none;
    const struct vocable *word = view_word(v, first);
    if (first + 1 == end) {
        bool is_body = word->organisation == ORGANISATION_BODY;
        if (is_too_short(v, first, is_body))
            return none;
        return listed_as(end, (struct place){ word->place_id, (enum place_kind)word->place }, is_body, word->organisation_id);
    }
    if (!word->leads_name)
        return none;
    char room[KEY_MAX];
    struct span key = key_of(v, first, end, room), id = { 0 };
    if (!key.len)
        return none;
    return listed_as(end, lexicon_place(key), lexicon_organisation(key, &id) == ORGANISATION_BODY, id);
}

/* The end of the longest stretch from `first` that a key of the tables may be, up to `last`: each shorter one must
 * lead on.  Declined words stand in no table, so in Cyrillic all stretches may be. */
static uint32_t end_of_leads(const struct name_view *v, uint32_t first, uint32_t last)
{
    if (last == first + 1 || !view_is_word(v, first) || !view_word(v, first)->leads_name)
        return first + 1;
    struct span word = view_folded(v, first);
    if ((unsigned char)word.at[0] >= 0xd0)
        return last;
    uint32_t hash = fnv_hash(word.at, word.len), to = first + 1;
    for (; to < last; to++) {
        if (to > first + 1 && !lexicon_leads_on(hash))
            return to;
        if (!view_touches(v, to))
            hash = fnv_step(hash, ' ');
        word = view_folded(v, to);
        for (size_t i = 0; i < word.len; i++)
            hash = fnv_step(hash, word.at[i]);
    }
    return to;
}

struct listed view_look_up_longest(const struct name_view *v, uint32_t first, uint32_t end)
{
    uint32_t last = end_of_leads(v, first, end - first > GAZETTEER_WORDS ? first + GAZETTEER_WORDS : end);
    struct looked_up *known = v->looked_up;
    if (known->last == last && known->first == first)
        return known->found;
    *known = (struct looked_up){ first, last, { first, { 0 }, ENTITY_TYPE_COUNT } };
    for (uint32_t to = last; to > first && known->found.type == ENTITY_TYPE_COUNT; to--)
        known->found = view_look_up(v, first, to);
    if (known->found.type == ENTITY_TYPE_COUNT)
        known->found.end = first;
    return known->found;
}

bool view_is_listed(const struct name_view *v, uint32_t i, uint32_t end)
{
    return view_look_up_longest(v, i, end - i > 3 ? i + 3 : end).type != ENTITY_TYPE_COUNT;
}

unsigned view_kinds(const struct name_view *v, struct name_run run)
{
    if (run.end == run.first + 1)
        return view_word(v, run.first)->kinds & ~(unsigned)LISTED_LEADS;
    if (run.end > run.first + 2 * GAZETTEER_WORDS || !(view_word(v, run.first)->kinds & LISTED_LEADS))
        return 0;
    struct gazetteer_words words = { 0 };
    for (uint32_t i = run.first; i < run.end; i++)
        gazetteer_add(&words, bare_word(view_folded(v, i)), i > run.first && view_touches(v, i));
    return gazetteer_kinds(words) & ~(unsigned)LISTED_LEADS;
}

/* ---- reading ---- */

static void mark_heading(struct name_view *v, const struct sentence *s)
{
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = s->first_token; i < s->token_end; i++)
        if (view_is_word(v, i) && view_token(v, i)->folded_length > 3) {
            words++;
            capitals += view_has_capital(v, i);
        }
    if (words < 4 || capitals * 10 < words * (v->is_german ? 10 : 8) || view_is(v, s->token_end - 1, SPAN(".")))
        return;
    memset(v->in_heading + s->first_token, 1, s->token_end - s->first_token);
}

static void count_words(struct name_view *v, const struct sentence *s)
{
    if (s->first_token < s->token_end && v->in_heading[s->first_token])
        return;
    for (uint32_t i = s->first_token; i < s->token_end; i++) {
        if (!view_is_word(v, i))
            continue;
        if (!view_has_capital(v, i))
            v->lower[v->words->of[i]] = true;
        else if (!view_is_initial(v, i))
            map_at(&v->capital, view_word(v, i)->bare, NULL);
    }
}

struct name_view name_view_read(struct arena *scratch, const struct article *article, const struct annotations *notes,
                                const struct vocabulary *words, const struct judge *judge)
{
    const struct sentences *sentences = &notes->sentences;
    struct name_view v = {
        .text = article->text, .language = article->language, .tokens = &notes->tokens, .words = words, .glue = words->glue,
        .judge = judge
    };
    v.is_german = span_equal(article->language, SPAN("de"));
    v.is_english = span_equal(article->language, SPAN("en"));
    v.in_heading = arena_new(scratch, bool, notes->tokens.count);
    v.begins = arena_new(scratch, bool, notes->tokens.count);
    v.lower = arena_new(scratch, bool, words->count);
    v.noun = arena_new(scratch, int8_t, words->count);
    v.looked_up = arena_new(scratch, struct looked_up, 1);
    v.judged = judge_cache_in(scratch);
    v.capital = map_in(scratch, 64);
    for (uint32_t i = 0; i < sentences->count; i++)
        if (sentences->at[i].first_token < sentences->at[i].token_end) {
            v.begins[sentences->at[i].first_token] = true;
            mark_heading(&v, &sentences->at[i]);
        }
    for (uint32_t i = 0; i < sentences->count; i++)
        count_words(&v, &sentences->at[i]);
    return v;
}
