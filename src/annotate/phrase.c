#include "annotate/phrase.h"

#include "annotate/field.h"
#include "annotate/insert.h"
#include "base/fnv.h"
#include "tables/cue.h"

enum { KEY_MAX = 96, CUE_WORDS = 5, APPOSITION_WORDS = 26, BRACKET_WORDS = 8 };

/* ---- the view ---- */

/* The longest key of several words that begins at i, or the word alone.  What is no begin of a longer key ends it. */
static struct cue_at find_cue(const struct view *v, uint32_t i, uint32_t count)
{
    char room[KEY_MAX];
    uint32_t ends[CUE_WORDS], hashes[CUE_WORDS], words = 0, hash = fnv_hash(NULL, 0);
    size_t lengths[CUE_WORDS], length = 0;
    for (uint32_t k = i; k < count && k < i + CUE_WORDS && v->tokens->at[k].kind == TOKEN_WORD; k++) {
        struct span word = token_folded(v->tokens, k);
        if (length + word.len + 1 > KEY_MAX || (k > i && !table_leads(&cue_table, hash)))
            break;
        if (k > i && (v->tokens->at[k].shape & TOKEN_BLANK_BEFORE))
            hash = fnv_step(hash, room[length++] = ' ');
        for (size_t c = 0; c < word.len; c++)
            hash = fnv_step(hash, room[length++] = word.at[c]);
        ends[words] = k + 1;
        hashes[words] = hash;
        lengths[words++] = length;
    }
    while (words > 1) {
        words--;
        const struct cue_row *row = lexicon_cue((struct span){ room, lengths[words] }, hashes[words], v->language);
        if (row)
            return (struct cue_at){ row, ends[words] };
    }
    return (struct cue_at){ vocabulary_at(v->words, i)->cue, i + 1 };
}

static void find_cues(struct view *v, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct vocable *word = vocabulary_at(v->words, i);
        if (v->quoted[i])
            v->cue[i] = (struct cue_at){ NULL, i + 1 };
        else
            v->cue[i] = word->leads_cue ? find_cue(v, i, count) : (struct cue_at){ word->cue, i + 1 };
    }
}

static void number_mentions(struct view *v, const struct annotations *notes, uint32_t count)
{
    for (uint32_t m = 0, i = 0; m < notes->mentions.count; m++) {
        while (i < count && notes->tokens.at[i].at.from < notes->mentions.at[m].at.from)
            i++;
        for (; i < count && notes->tokens.at[i].at.to <= notes->mentions.at[m].at.to; i++)
            v->mention[i] = m + 1;
    }
}

/* "что" is a pronoun, and behind a comma it mostly begins a clause. */
static const uint8_t *with_conjunctions(struct arena *keep, const struct view *v, uint32_t count)
{
    uint8_t *glue = arena_take_raw(keep, 1, 1, count);
    memcpy(glue, v->glue, count);
    for (uint32_t i = 1; i < count; i++)
        if (glue[i] == GLUE_PRONOUN && view_is_comma(v, i - 1) && field_opens(v, i, OPENING_THAT))
            glue[i] = GLUE_THAT;
    return glue;
}

struct view phrase_view(struct arena *keep, const struct article *article, const struct annotations *notes,
                        const struct vocabulary *words)
{
    struct view v = { .text = article->text, .language = article->language, .tokens = &notes->tokens };
    uint32_t count = notes->tokens.count;
    v.words = words;
    v.glue = words->glue;
    v.is_german = span_equal(article->language, SPAN("de"));
    v.is_english = span_equal(article->language, SPAN("en"));
    v.quoted = arena_new(keep, uint32_t, count);
    v.mention = arena_new(keep, uint32_t, count);
    v.mentions = notes->mentions.at;
    number_mentions(&v, notes, count);
    v.quotations = quote_scan(keep, article->text, &notes->tokens, &notes->sentences);
    if (!v.is_english && !v.is_german)
        v.quotations = insert_part(keep, &v);
    v.cue = arena_take_raw(keep, sizeof *v.cue, alignof(struct cue_at), count);
    for (uint32_t q = 0; q < v.quotations.count; q++)
        for (uint32_t i = v.quotations.at[q].first; i < v.quotations.at[q].end; i++)
            v.quoted[i] = q + 1;
    find_cues(&v, count);
    if (!v.is_english && !v.is_german)
        v.glue = with_conjunctions(keep, &v, count);
    return v;
}

bool view_is_dash(const struct view *v, uint32_t i)
{
    return v->tokens->at[i].kind == TOKEN_PUNCTUATION &&
           (view_is_text(v, i, SPAN("—")) || view_is_text(v, i, SPAN("–")) || view_is_text(v, i, SPAN("--")) ||
            view_is_sign(v, i, '-'));
}

bool view_is_stop(const struct view *v, uint32_t i)
{
    return v->tokens->at[i].kind == TOKEN_PUNCTUATION &&
           (view_is_sign(v, i, '.') || view_is_sign(v, i, '!') || view_is_sign(v, i, '?') ||
            view_is_text(v, i, SPAN("...")));
}

/* ---- verbs ---- */

static bool is_adverb(const struct view *v, uint32_t i)
{
    struct span word = token_folded(v->tokens, i);
    return v->glue[i] == GLUE_ADVERB || v->glue[i] == GLUE_NEGATION ||
           (word.len > 4 && span_ends(word, SPAN("ly")) && !view_is_capital(v, i) && v->is_english);
}

/* Russian "бы", Ukrainian "би": part of the verb. */
static bool is_conditional(const struct view *v, uint32_t i)
{
    return view_is(v, i, SPAN("бы")) || view_is(v, i, SPAN("би"));
}

uint32_t phrase_verb_begin(const struct view *v, uint32_t verb, uint32_t floor)
{
    uint32_t first = verb;
    while (first > floor && first > verb - (verb < 6 ? verb : 6) && view_is_word(v, first - 1) &&
           (v->glue[first - 1] == GLUE_AUXILIARY || is_adverb(v, first - 1) || is_conditional(v, first - 1)))
        first--;
    /* A genitive "'s" is no verb. */
    while (first < verb && view_is(v, first, SPAN("'s")) && first + 1 == verb)
        first++;
    return first;
}

/* ---- noun phrases ---- */

static bool is_plain_noun(const struct view *v, uint32_t i)
{
    return view_is_word(v, i) && (v->glue[i] == GLUE_NONE || v->mention[i]);
}

/* Whether "and" at i stands between two names or two nouns of one subject. */
static bool joins_names(const struct view *v, uint32_t i, uint32_t floor, uint32_t end)
{
    if (!view_has(v, i, USE_PAIR) || i <= floor || i + 1 >= end)
        return false;
    return (v->mention[i - 1] && v->mention[i + 1]) || (view_is_capital(v, i - 1) && view_is_capital(v, i + 1));
}

/* Whether the phrase may take in token i, which stands left of it. */
static bool takes_left(const struct view *v, uint32_t i, uint32_t floor, uint32_t end)
{
    const struct token *token = &v->tokens->at[i];
    if (v->quoted[i])
        return false;
    if (v->mention[i])
        return true;
    if (token->kind == TOKEN_NUMBER)
        return true;
    if (token->kind == TOKEN_PUNCTUATION)
        return view_is_sign(v, i, '&') || view_is_sign(v, i, '\'') || view_is_text(v, i, SPAN("’")) ||
               view_is_sign(v, i, '-') ||
               (view_is_text(v, i, SPAN(".")) && i > floor && mark_length(v->tokens->at[i - 1].at) <= 3 &&
                view_is_capital(v, i - 1) && i + 1 < end && view_is_capital(v, i + 1));
    switch ((enum glue)v->glue[i]) {
    case GLUE_NONE:
        return !(v->cue[i].row && v->cue[i].row->form == CUE_FINITE && i + 1 < end && v->glue[i + 1] != GLUE_NONE &&
                 !view_has(v, i + 1, USE_TIE));
    case GLUE_ARTICLE: case GLUE_POSSESSIVE: case GLUE_TIME:
        return true;
    case GLUE_PREPOSITION:
        return view_has(v, i, USE_TIE) && i > floor &&
               (is_plain_noun(v, i - 1) || v->tokens->at[i - 1].kind == TOKEN_NUMBER) && i + 1 < end;
    case GLUE_AUXILIARY:
        return view_is(v, i, SPAN("'s")) && i > floor && is_plain_noun(v, i - 1) && i + 1 < end;
    case GLUE_CONJUNCTION:
        return joins_names(v, i, floor, end);
    default:
        return false;
    }
}

static bool is_weak_lead(const struct view *v, uint32_t i)
{
    if (v->mention[i])
        return false;
    if (v->tokens->at[i].kind == TOKEN_PUNCTUATION)
        return true;
    switch ((enum glue)v->glue[i]) {
    case GLUE_PREPOSITION: case GLUE_CONJUNCTION: case GLUE_TIME: case GLUE_ADVERB: case GLUE_THAT: case GLUE_AUXILIARY:
        return true;
    default:
        return is_adverb(v, i);
    }
}

static struct stretch walk_left(const struct view *v, uint32_t end, uint32_t floor)
{
    uint32_t first = end;
    while (first > floor && end - first < PHRASE_WORDS && takes_left(v, first - 1, floor, end)) {
        first--;
        bool opens = (v->glue[first] == GLUE_ARTICLE || v->glue[first] == GLUE_POSSESSIVE) && !v->mention[first];
        if (opens &&
            !(first > floor && v->glue[first - 1] == GLUE_PREPOSITION && takes_left(v, first - 1, floor, end)) &&
            !(first > floor && v->glue[first - 1] == GLUE_ARTICLE))
            break;
    }
    while (first < end && is_weak_lead(v, first))
        first++;
    return (struct stretch){ first, end };
}

/* "(R-Texas)" before `end`: where the bracket opens; `end` where none closes there. */
static uint32_t before_bracket(const struct view *v, uint32_t end, uint32_t floor)
{
    if (end == floor || !view_is_sign(v, end - 1, ')'))
        return end;
    for (uint32_t i = end - 1; i > floor && end - i < BRACKET_WORDS; i--)
        if (view_is_sign(v, i, '('))
            return i;
    return end;
}

static struct stretch phrase_plain(const struct view *v, uint32_t end, uint32_t floor)
{
    if (end <= floor)
        return (struct stretch){ end, end };
    uint32_t last = end - 1;
    if ((v->glue[last] == GLUE_PRONOUN || v->glue[last] == GLUE_RELATIVE) && !v->mention[last])
        return (struct stretch){ last, end };
    uint32_t open = before_bracket(v, end, floor);
    struct stretch s = walk_left(v, open, floor);
    if (stretch_is_empty(s))
        return (struct stretch){ end, end };
    s.end = end;
    return s;
}

struct stretch phrase_before(const struct view *v, uint32_t end, uint32_t floor)
{
    struct stretch none = { end, end };
    if (end <= floor || v->quoted[end - 1])
        return none;
    if (!view_is_text(v, end - 1, SPAN(",")))
        return phrase_plain(v, end, floor);
    /* "Ivan Petrov, the head of the bank, said" */
    for (uint32_t i = end - 1; i > floor && end - i < APPOSITION_WORDS; i--) {
        if (v->quoted[i - 1] || view_is_sign(v, i - 1, ';'))
            return none;
        if (!view_is_text(v, i - 1, SPAN(",")) || i - 1 <= floor)
            continue;
        struct stretch head = phrase_plain(v, i - 1, floor);
        bool names = !stretch_is_empty(head) && v->glue[head.first] != GLUE_PRONOUN &&
                     (v->mention[head.end - 1] || v->glue[head.first] == GLUE_ARTICLE);
        if (names)
            return (struct stretch){ head.first, end - 1 };
    }
    return none;
}

/* "the ministry | issued", "Petrov | said": a past form right behind a noun is the verb. */
static bool is_verb_behind_noun(const struct view *v, uint32_t i)
{
    if (i == 0 || view_is_capital(v, i) || !is_plain_noun(v, i - 1))
        return false;
    bool is_past = v->is_english && span_ends(token_folded(v->tokens, i), SPAN("ed"));
    return is_past || (v->cue[i].row && v->cue[i].row->form == CUE_FINITE && view_is_capital(v, i - 1));
}

/* A word without a capital that says something, or behind a name one with the ending of a Cyrillic verb. */
static bool is_foreign_verb(const struct view *v, uint32_t i)
{
    if (view_is_capital(v, i))
        return false;
    bool cue = v->cue[i].row && v->cue[i].row->form == CUE_FINITE;
    return cue || (view_is_capital(v, i - 1) && lexicon_ends(token_folded(v->tokens, i), ENDING_CYRILLIC_VERB));
}

static bool ends_right(const struct view *v, uint32_t i, uint32_t limit)
{
    if (v->quoted[i])
        return true;
    if (v->mention[i] || v->tokens->at[i].kind == TOKEN_NUMBER)
        return false;
    if (v->tokens->at[i].kind == TOKEN_PUNCTUATION)
        return !(view_is_sign(v, i, '&') || view_is_sign(v, i, '\'') || view_is_text(v, i, SPAN("’")) ||
                 view_is_sign(v, i, '-') ||
                 (view_is_text(v, i, SPAN(".")) && i + 1 < limit && v->mention[i + 1] && view_is_capital(v, i - 1) &&
                  mark_length(v->tokens->at[i - 1].at) <= 3));
    switch ((enum glue)v->glue[i]) {
    case GLUE_NONE:
        /* Behind a German noun a word without a capital is the verb. */
        if (v->is_german && i > 0 && !view_is_capital(v, i) && view_is_capital(v, i - 1) && v->glue[i - 1] == GLUE_NONE)
            return true;
        if (!v->is_english && i > 0 && is_foreign_verb(v, i))
            return true;
        return (v->cue[i].row && v->cue[i].row->form == CUE_GERUND) || is_verb_behind_noun(v, i);
    case GLUE_ARTICLE: case GLUE_POSSESSIVE:
        return !(i > 0 && (v->glue[i - 1] == GLUE_PREPOSITION || v->glue[i - 1] == GLUE_ARTICLE ||
                           v->glue[i - 1] == GLUE_CONJUNCTION)) &&
               v->is_english;
    case GLUE_PREPOSITION:
        return !view_has(v, i, USE_TIE) || view_has(v, i, USE_LOOSE);
    case GLUE_AUXILIARY:
        return !(view_is(v, i, SPAN("'s")) && i + 1 < limit && is_plain_noun(v, i + 1));
    case GLUE_CONJUNCTION:
        return !(i + 1 < limit && joins_names(v, i, 0, limit));
    default:
        return true;
    }
}

static uint32_t walk_right(const struct view *v, uint32_t first, uint32_t limit)
{
    uint32_t end = first;
    while (end < limit && end - first < PHRASE_WORDS) {
        bool lead = end == first && (v->glue[end] == GLUE_ARTICLE || v->glue[end] == GLUE_POSSESSIVE);
        if (!lead && ends_right(v, end, limit))
            break;
        end++;
    }
    while (end > first && !v->mention[end - 1] &&
           (v->glue[end - 1] == GLUE_PREPOSITION || v->glue[end - 1] == GLUE_ARTICLE))
        end--;
    return end;
}

struct stretch phrase_behind(const struct view *v, uint32_t first, uint32_t limit)
{
    if (first >= limit || v->quoted[first])
        return (struct stretch){ first, first };
    if (v->glue[first] == GLUE_PRONOUN && !v->mention[first])
        return (struct stretch){ first, first + 1 };
    if (!view_is_word(v, first) && v->tokens->at[first].kind != TOKEN_NUMBER)
        return (struct stretch){ first, first };
    uint32_t end = walk_right(v, first, limit);
    /* ", the head of the bank" belongs to the name. */
    if (end > first && end + 1 < limit && view_is_text(v, end, SPAN(",")) && !v->quoted[end + 1] &&
        (v->glue[end + 1] == GLUE_ARTICLE || v->tokens->at[end + 1].kind == TOKEN_NUMBER ||
         vocabulary_name(v->words, end + 1)->role != ROLE_NONE)) {
        uint32_t to = walk_right(v, end + 1, limit);
        bool closes = to < limit ? v->tokens->at[to].kind == TOKEN_PUNCTUATION || v->glue[to] == GLUE_PREPOSITION
                                 : v->is_english;
        if (to > end + 1 && closes)
            end = to;
    }
    return (struct stretch){ first, end };
}
