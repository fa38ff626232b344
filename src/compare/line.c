#include "compare/line.h"

#include "news/word_tag.h"
#include "tables/place_word.h"

enum {
    READ_TOKENS = 400,           /* what is longer is no line */
    GROWN_TOKENS = 44,           /* a line that would be longer stays the clause it is */
    PHRASE_TOKENS = 16,          /* of a noun with what belongs to it */
    PHRASE_LINKS = 3,            /* prepositions in it */
    LETTERING_WORDS = 6,
    OPENING_TOKENS = 5           /* "as a result of which": so far behind the begin a relative word still opens */
};

/* How a clause stands: by itself, by a pronoun, or not without what is before it. */
enum stance { STANDS, BY_PRONOUN, RELATIVE, OPEN };

struct reader {
    const struct comparison *c;
    const struct report *report;
    const struct word *words;
    const uint8_t *tags;         /* NULL where nobody knows the language's */
};

static struct reader reader_of(const struct comparison *c, uint32_t report)
{
    return (struct reader){ c, c->reports[report], c->words[report], c->reports[report]->notes.tags };
}

static bool is_punctuation(const struct reader *r, uint32_t i)
{
    return r->report->notes.tokens.at[i].kind == TOKEN_PUNCTUATION;
}

static bool is_noun(uint8_t tag) { return tag >= WORD_TAG_NN && tag <= WORD_TAG_NNPS; }

static bool is_subject(uint8_t tag)
{
    return is_noun(tag) || tag == WORD_TAG_PRP || tag == WORD_TAG_EX || tag == WORD_TAG_CD || tag == WORD_TAG_DT ||
           tag == WORD_TAG_VBG;
}

static bool names_something(uint8_t tag) { return is_noun(tag) || tag == WORD_TAG_CD; }

/* ---- how a clause stands ---- */

/* The first token of [from, to) that is a word or number. */
static uint32_t first_word(const struct reader *r, uint32_t from, uint32_t to)
{
    while (from < to && is_punctuation(r, from))
        from++;
    return from;
}

/* The token that makes [from, to) a relative clause, or `to`: "which ...", "as a result of which ...", and
 * "that" that was left out of the statement as what only joins. */
static uint32_t relative_opening(const struct reader *r, uint32_t sentence_first, uint32_t from, uint32_t to)
{
    if (from > sentence_first && word_tag_is_relative(r->tags[from - 1]))
        return from - 1;
    for (uint32_t i = from; i < to && i <= from + OPENING_TOKENS; i++) {
        if (word_tag_is_relative(r->tags[i]) && from > sentence_first)
            return from;
        if (word_tag_is_verb(r->tags[i]) || is_noun(r->tags[i]))
            if (r->tags[i + 1 < to ? i + 1 : i] != WORD_TAG_IN)
                break;
    }
    return to;
}

/* The first finite verb of [from, to) that is not a relative clause's; `to` where there is none. */
static uint32_t main_verb(const struct reader *r, uint32_t from, uint32_t to)
{
    bool relative = false;
    for (uint32_t i = from; i < to; i++) {
        relative |= word_tag_is_relative(r->tags[i]) && i > from;
        if (!word_tag_is_finite(r->tags[i]))
            continue;
        if (!relative)
            return i;
        relative = false;
    }
    return to;
}

/* A clause that "after", "while" or "with" opens stands alone only with a main clause behind its comma. */
static enum stance stance_by_tags(const struct reader *r, uint32_t sentence_first, uint32_t from, uint32_t to)
{
    enum clause_kind opens = r->words[from].opens;
    if (opens == CLAUSE_SUBORDINATE || (opens == CLAUSE_COORDINATE && r->tags[from] == WORD_TAG_IN)) {
        uint32_t comma = from;
        while (comma < to && r->tags[comma] != WORD_TAG_COMMA)
            comma++;
        if (comma + 1 >= to || from != sentence_first)
            return OPEN;
        from = comma + 1;
    }
    uint32_t verb = main_verb(r, from, to);
    bool subject = false, named = false;
    for (uint32_t i = from; i < verb; i++) {
        subject |= is_subject(r->tags[i]);
        named |= names_something(r->tags[i]);
    }
    if (verb == to || !subject)
        return OPEN;
    return named ? STANDS : BY_PRONOUN;
}

static enum stance stance_by_words(const struct reader *r, uint32_t sentence_first, uint32_t from)
{
    enum clause_kind opens = r->words[from].opens;
    if (from > sentence_first && (opens == CLAUSE_RELATIVE || opens == CLAUSE_SUBORDINATE || opens == CLAUSE_THAT))
        return OPEN;
    bool begins = from == sentence_first || (r->report->notes.tokens.at[from].shape & TOKEN_CAPITAL);
    return begins ? STANDS : BY_PRONOUN;
}

static enum stance stance_of(const struct reader *r, const struct statement *s)
{
    const struct sentence *sentence = &r->report->notes.sentences.at[s->sentence];
    uint32_t from = first_word(r, s->first_token, s->token_end);
    uint32_t first = first_word(r, sentence->first_token, sentence->token_end);
    if (from >= s->token_end)
        return OPEN;
    if (s->title)
        return from == first && s->token_end + 1 >= sentence->token_end ? STANDS : OPEN;
    if (!r->tags)
        return stance_by_words(r, first, from);
    enum stance alone = stance_by_tags(r, first, from, s->token_end);
    bool told = from > first && r->words[from - 1].opens == CLAUSE_THAT && alone != OPEN;   /* "believes that it did" */
    if (!told && relative_opening(r, first, from, s->token_end) < s->token_end)
        return RELATIVE;
    if (from > first && (r->tags[from] == WORD_TAG_VBG || r->tags[from] == WORD_TAG_VBN))
        return OPEN;
    return alone;
}

/* ---- growing ---- */

static bool belongs_to_phrase(uint8_t tag)
{
    return is_noun(tag) || tag == WORD_TAG_JJ || tag == WORD_TAG_JJR || tag == WORD_TAG_JJS || tag == WORD_TAG_DT ||
           tag == WORD_TAG_PRPS || tag == WORD_TAG_CD || tag == WORD_TAG_POS || tag == WORD_TAG_OPEN ||
           tag == WORD_TAG_CLOSE || tag == WORD_TAG_MONEY;
}

enum place_word line_place_word(const struct report *report, uint32_t token)
{
    const struct place_word_row *row = table_find(&place_word_table, token_folded(&report->notes.tokens, token));
    for (; row; row = table_next(&place_word_table, row))
        if (span_equal(row->language, report->article.language))
            return (enum place_word)row->kind;
    return 0;
}

static bool opens_phrase(uint8_t tag) { return tag == WORD_TAG_DT || tag == WORD_TAG_PRPS; }

/* "the talking points": a participle between an article and its noun. */
static bool describes_noun(const struct reader *r, uint32_t first, uint32_t i)
{
    return (r->tags[i] == WORD_TAG_VBG || r->tags[i] == WORD_TAG_VBN) && i > first && is_noun(r->tags[i + 1]) &&
           (opens_phrase(r->tags[i - 1]) || r->tags[i - 1] == WORD_TAG_OPEN);
}

/* The begin of the noun phrase that ends before token `end`; `end` where none does.  A clause without a comma
 * belongs to the noun that it follows ("the fears for the Games which begin"), but not to a mere place ("the attack
 * on the hall that"). */
static uint32_t phrase_before(const struct reader *r, uint32_t first, uint32_t end)
{
    uint32_t behind = end, links = 0;
    while (behind > first && is_punctuation(r, behind - 1))
        behind--;
    bool nearest = behind == end;
    uint32_t from = behind;
    bool noun = false;
    while (from > first && behind - from < PHRASE_TOKENS) {
        uint8_t tag = r->tags[from - 1];
        bool link = tag == WORD_TAG_IN && noun && from >= first + 2 && is_noun(r->tags[from - 2]) &&
                    links < PHRASE_LINKS;
        bool opened = noun && opens_phrase(r->tags[from]);
        bool placed = link && line_place_word(r->report, from - 1);
        bool belongs = belongs_to_phrase(tag) || (noun && describes_noun(r, first, from - 1));
        if ((nearest && opened && !placed) || (!link && (opened || !belongs)))
            break;
        links += link;
        noun |= is_noun(tag);
        from--;
    }
    while (from < behind && (r->tags[from] == WORD_TAG_IN || is_punctuation(r, from)) && r->tags[from] != WORD_TAG_OPEN)
        from++;
    return noun ? from : end;
}

/* The end of the noun phrase that begins at `from`. */
static uint32_t phrase_after(const struct reader *r, uint32_t from, uint32_t end)
{
    uint32_t to = from, links = 0;
    while (to < end && to - from < PHRASE_TOKENS) {
        uint8_t tag = r->tags[to];
        bool link = tag == WORD_TAG_IN && to > from && is_noun(r->tags[to - 1]) && to + 1 < end &&
                    belongs_to_phrase(r->tags[to + 1]) && links < PHRASE_LINKS;
        if (!link && !belongs_to_phrase(tag))
            break;
        links += link;
        to++;
    }
    while (to > from && !is_noun(r->tags[to - 1]) && r->tags[to - 1] != WORD_TAG_CD)
        to--;
    return to;
}

/* The place of [from, to) without the full stop at its end. */
static struct mark tokens_mark(const struct reader *r, uint32_t from, uint32_t to)
{
    const struct token *at = r->report->notes.tokens.at;
    while (to > from + 1 && at[to - 1].kind == TOKEN_PUNCTUATION && !(at[to - 1].shape & TOKEN_QUOTE))
        to--;
    return (struct mark){ at[from].at.from, at[to - 1].at.to };
}

/* The nearest statement of the same sentence that stands by itself, before or else behind. */
static const struct statement *whole_beside(const struct reader *r, const struct statement *s)
{
    const struct statement *all = r->c->statements.at, *end = all + r->c->statements.count;
    for (const struct statement *k = s; k-- > all && k->report == s->report && k->sentence == s->sentence;)
        if (stance_of(r, k) <= BY_PRONOUN)
            return k;
    for (const struct statement *k = s + 1; k < end && k->report == s->report && k->sentence == s->sentence; k++)
        if (stance_of(r, k) <= BY_PRONOUN)
            return k;
    return NULL;
}

/* "The draft leaked this week, which": the day is not what the clause belongs to. */
static bool is_date(const struct report *report, struct mark phrase)
{
    const struct statement at = { .at = phrase };
    uint32_t d = line_first_date(report, &at);
    return d < report->notes.dates.count && report->notes.dates.at[d].at.to >= phrase.to;
}

static struct line grow(const struct reader *r, const struct statement *s, enum stance stance)
{
    const struct sentence *sentence = &r->report->notes.sentences.at[s->sentence];
    uint32_t from = s->first_token, to = s->token_end;
    if (stance == RELATIVE) {
        uint32_t opening = relative_opening(r, sentence->first_token, first_word(r, from, to), to);
        uint32_t phrase = phrase_before(r, sentence->first_token, opening);
        if (phrase < opening && !is_date(r->report, tokens_mark(r, phrase, opening)))
            return (struct line){ tokens_mark(r, phrase, to), 0.5f };
    }
    const struct statement *beside = s->title ? NULL : whole_beside(r, s);
    if (beside && beside->first_token < from)
        from = beside->first_token;
    else if (beside)
        to = beside->token_end;
    else
        from = sentence->first_token, to = sentence->token_end;
    if (to - from > GROWN_TOKENS)
        return (struct line){ s->at, 0.15f };
    float grown = (float)(s->token_end - s->first_token) / (float)(to - from);
    return (struct line){ tokens_mark(r, from, to), 0.2f + 0.3f * grown };
}

/* Whether a part of what is said that stands in the statement says something: it has a verb. */
static bool holds_content(const struct reader *r, const struct statement *s, const struct attribution *a)
{
    for (uint32_t m = 0; m < a->content.count; m++) {
        struct mark content = a->content.at[m];
        for (uint32_t i = s->first_token; i < s->token_end; i++)
            if (mark_holds(content, r->report->notes.tokens.at[i].at) && (!r->tags || word_tag_is_finite(r->tags[i])))
                return true;
    }
    return false;
}

/* "The president said in March" without what she said: with that, where it stands beside it in the sentence. */
static bool find_frame(const struct reader *r, const struct statement *s, struct line *line)
{
    const struct statement *all = r->c->statements.at, *end = all + r->c->statements.count;
    for (int side = 1; side >= -1; side -= 2) {
        const struct statement *k = side > 0 ? s + 1 : s > all ? s - 1 : end;
        if (k >= end || k->report != s->report || k->attribution == ATTRIBUTION_NONE)
            continue;
        const struct attribution *a = &r->report->notes.attributions.at[k->attribution];
        if (!a->cue.count || !mark_holds(s->at, a->cue.at[0]) || holds_content(r, s, a))
            continue;
        uint32_t from = side > 0 ? s->first_token : k->first_token, to = side > 0 ? k->token_end : s->token_end;
        bool beside = k->sentence == s->sentence && to - from <= GROWN_TOKENS;
        *line = beside ? (struct line){ tokens_mark(r, from, to), 0.6f } : (struct line){ s->at, 0.25f };
        return true;
    }
    return false;
}

/* "The navy found | and raised the wreck": two verbs of one object, which stands with the second. */
static bool find_object(const struct reader *r, const struct statement *s, struct line *line)
{
    const struct statement *next = s + 1, *end = r->c->statements.at + r->c->statements.count;
    if (!r->tags || next >= end || next->report != s->report || next->sentence != s->sentence)
        return false;
    if (!word_tag_is_verb(r->tags[s->token_end - 1]) || !word_tag_is_verb(r->tags[next->first_token]) ||
        next->first_token - s->token_end != 1 || next->token_end - s->first_token > GROWN_TOKENS)
        return false;
    *line = (struct line){ tokens_mark(r, s->first_token, next->token_end), 0.7f };
    return true;
}

/* The lettering of a map or a table: most words in capitals. */
static bool is_lettering(const struct reader *r, const struct statement *s)
{
    uint32_t capitals = 0, words = 0;
    for (uint32_t i = s->first_token; i < s->token_end; i++) {
        words += r->report->notes.tokens.at[i].kind != TOKEN_PUNCTUATION;
        capitals += (r->report->notes.tokens.at[i].shape & TOKEN_ALL_CAPITALS) != 0;
    }
    return !s->title && words >= LETTERING_WORDS && capitals * 3 > words;
}

/* A quotation mark or bracket that has no fellow in the line. */
static bool is_torn(const struct reader *r, const struct statement *s)
{
    uint32_t quotes = 0;
    int brackets = 0;
    for (uint32_t i = s->first_token; i < s->token_end; i++) {
        struct span folded = token_folded(&r->report->notes.tokens, i);
        quotes += (r->report->notes.tokens.at[i].shape & TOKEN_QUOTE) != 0;
        brackets += span_equal(folded, SPAN("(")) - span_equal(folded, SPAN(")"));
    }
    return quotes % 2 || brackets;
}

struct line line_of(const struct comparison *c, const struct statement *s)
{
    struct reader r = reader_of(c, s->report);
    struct line line = { s->at, 1 };
    if (s->token_end - s->first_token > READ_TOKENS)
        return (struct line){ s->at, 0.1f };
    enum stance stance = stance_of(&r, s);
    if (stance >= RELATIVE)
        line = grow(&r, s, stance);
    else if (find_object(&r, s, &line) || find_frame(&r, s, &line))
        ;
    else if (stance == BY_PRONOUN)
        line.fitness = 0.6f;
    else if (s->first_token != r.report->notes.sentences.at[s->sentence].first_token)
        line.fitness = 0.9f;
    if (is_torn(&r, s))
        line.fitness *= 0.8f;
    if (is_lettering(&r, s))
        line.fitness *= 0.2f;
    return line;
}

/* ---- what a date belongs to ---- */

/* "the March 22 attack", "Tuesday's vote": the noun phrase that the date is a part of. */
static bool find_phrase(const struct reader *r, const struct statement *s, uint32_t from, uint32_t to, struct line *line)
{
    bool owned = to < s->token_end && r->tags[to] == WORD_TAG_POS;
    bool inner = from > s->first_token && opens_phrase(r->tags[from - 1]) && to < s->token_end &&
                 is_noun(r->tags[to]);
    if (!owned && !inner)
        return false;
    uint32_t begin = inner ? from - 1 : from, end = phrase_after(r, to, s->token_end);
    if (end <= to + owned)
        return false;
    *line = (struct line){ tokens_mark(r, begin, end), 0.7f };
    return true;
}

/* "which begin on July 26": the relative clause that the date stands in, with its noun. */
static bool find_relative(const struct reader *r, const struct statement *s, uint32_t from, uint32_t to,
                          struct line *line)
{
    uint32_t opening = from, end = to;
    bool verb = false;
    for (; opening > s->first_token && !word_tag_is_relative(r->tags[opening]); opening--) {
        verb |= word_tag_is_finite(r->tags[opening]);
        if (r->tags[opening] == WORD_TAG_COMMA)
            return false;
    }
    if (opening == s->first_token || !verb)
        return false;
    uint32_t phrase = phrase_before(r, s->first_token, opening);
    if (phrase == opening)
        return false;
    while (end < s->token_end && r->tags[end] != WORD_TAG_COMMA && !word_tag_is_finite(r->tags[end]))
        end++;
    *line = (struct line){ tokens_mark(r, phrase, end), 0.55f };
    return true;
}

/* Fills *line with the part of the statement that the date belongs to; false where that is the whole of it. */
static bool find_part(const struct comparison *c, const struct statement *s, struct mark date, struct line *line)
{
    struct reader r = reader_of(c, s->report);
    uint32_t from = token_at(&r.report->notes.tokens, date.from);
    uint32_t to = token_at(&r.report->notes.tokens, date.to - 1) + 1;
    if (!r.tags || from < s->first_token || to > s->token_end || from >= to ||
        s->token_end - s->first_token > READ_TOKENS)
        return false;
    return find_phrase(&r, s, from, to, line) || find_relative(&r, s, from, to, line);
}

/* "where 50 are allowed, the inspectors said on Thursday": the date lies behind the clause that would be grown,
 * in the sentence's own. */
static bool lies_behind(const struct comparison *c, const struct statement *s, struct mark date)
{
    struct reader r = reader_of(c, s->report);
    bool behind = false;
    if (!r.tags || s->token_end - s->first_token > READ_TOKENS || stance_of(&r, s) != RELATIVE)
        return false;
    for (uint32_t i = s->first_token; i < s->token_end && r.report->notes.tokens.at[i].at.from < date.from; i++)
        behind |= r.tags[i] == WORD_TAG_COMMA;
    return behind;
}

struct line line_about(const struct comparison *c, const struct statement *s, struct mark date)
{
    struct reader r = reader_of(c, s->report);
    struct line line;
    if (find_part(c, s, date, &line))
        return line;
    const struct sentence *sentence = &r.report->notes.sentences.at[s->sentence];
    if (lies_behind(c, s, date) && sentence->token_end - sentence->first_token <= GROWN_TOKENS)
        return (struct line){ tokens_mark(&r, sentence->first_token, sentence->token_end), 0.5f };
    return line_of(c, s);
}

bool line_is_dated(const struct comparison *c, const struct statement *s, struct mark date)
{
    struct line line;
    return !find_part(c, s, date, &line);
}

bool line_date_is_aside(const struct comparison *c, const struct statement *s, struct mark date)
{
    struct reader r = reader_of(c, s->report);
    uint32_t from = token_at(&r.report->notes.tokens, date.from);
    bool aside = false, opened = false;
    if (s->token_end - s->first_token > READ_TOKENS)
        return false;
    for (uint32_t i = s->first_token; i < from && i < s->token_end; i++) {
        bool opens = r.words[i].opens == CLAUSE_SUBORDINATE;
        opened |= opens;
        aside |= opens ? i + 1 == from : opened && r.tags && word_tag_is_finite(r.tags[i]);
    }
    return aside;
}

uint32_t line_first_date(const struct report *report, const struct statement *s)
{
    uint32_t low = 0, high = report->notes.dates.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (report->notes.dates.at[middle].at.from < s->at.from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct span line_language(const struct comparison *c)
{
    enum { LANGUAGES_MOST = 32 };
    struct { struct span code; uint32_t points; } languages[LANGUAGES_MOST];
    uint32_t count = 0, best = 0;
    for (uint32_t r = 0; r < c->count; r++) {
        struct span code = c->reports[r]->article.language;
        uint32_t i = 0;
        while (i < count && !span_equal(languages[i].code, code))
            i++;
        if (i == LANGUAGES_MOST)
            continue;
        if (i == count) {
            languages[count].code = code;
            languages[count++].points = 0;
        }
        languages[i].points += c->source_of[r] == STATEMENT_NONE ? c->count + 1 : 1;
    }
    for (uint32_t i = 1; i < count; i++)
        if (languages[i].points > languages[best].points)
            best = i;
    return count ? languages[best].code : (struct span){ "", 0 };
}
