/* The order of this file: a block's folded text, its phrases, its shape, its score, and the walk over all blocks. */
#include "extract/furniture.h"

#include "base/lanes.h"
#include "news/article.h"
#include "tables/agency.h"
#include "tables/furniture.h"
#include "text/codepoint.h"
#include "text/normal.h"
#include "text/utf8.h"

enum {
    PROSE_WORDS = 25,        /* a block of more is prose until much speaks against it */
    LONG_WORDS = 60,
    ITEM_WORDS = 24,         /* the longest line of a list of links */
    CAPTION_WORDS = 60,
    CREDIT_BYTES = 60,       /* a picture's credit stands within so many bytes of the end */
    TAIL_BLOCKS = 5, HEAD_BLOCKS = 3
};

struct looked {              /* what was found in one block */
    struct span folded;      /* blanks are single, marks of Markdown are gone */
    size_t words_end;        /* behind the last letter or digit */
    float score[CUT_REASON_COUNT];
    float strongest[CUT_REASON_COUNT];   /* the weight of its strongest phrase */
    float support;
    unsigned words, network;
    bool opens_list;
};

struct marker {
    struct furniture_block *blocks;
    size_t count;
    struct span language;    /* empty: all */
    uint32_t *seen;          /* a row of the table -> the last block it was met in, plus 1 */
};

/* ---- a block's text */
static bool is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || (c >= 0x2000 && c <= 0x200b) || c == 0x202f ||
           c == 0x3000 || c == 0;
}

static inline bool is_ascii_letter(unsigned char c)
{
    return c < 0x80 && (codepoint_ascii[c] == CODEPOINT_LETTER || codepoint_ascii[c] == CODEPOINT_DIGIT);
}

static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return is_ascii_letter((unsigned char)c);
    return c >= 0xc0 && c != 0xd7 && c != 0xf7 && !(c >= 0x2000 && c < 0x2c00) && !(c >= 0x3000 && c < 0x3005) &&
           !(c >= 0xff00 && c < 0xff10) && c != UTF8_BAD;
}

static inline bool is_letter_at(struct span s, size_t at)
{
    unsigned n;
    unsigned char c = (unsigned char)s.at[at];
    return c < 0x80 ? is_ascii_letter(c) : is_letter(utf8_decode(s, at, &n));
}

static inline bool is_markdown(uint32_t c)
{
    return c == '*' || c == '_' || c == '`' || c == '#' || c == '[' || c == ']' || c == '>' || c == '\\';
}

/* Bytes with which a blank or a mark of Markdown may begin: all others are copied.  Of several blanks all but the
 * last count as such. */
static unsigned find_odd(struct lanes lanes)
{
    unsigned spaces = lanes_equal(lanes, ' ');
    unsigned odd = (lanes_at_most(lanes, ' ') ^ spaces) | (spaces & spaces >> 1);
    for (const char *c = "*_`#[]>\\\xc2\xe2\xe3"; *c; c++)
        odd |= lanes_equal(lanes, *c);
    return odd;
}

/* How many bytes from folded[at] on, no blank, are copied as they stand.  A space at the end is none of them. */
static size_t plain_bytes(struct span folded, size_t at)
{
    size_t from = at;
    for (; at + LANES <= folded.len; at += LANES - 1) {   /* the last is looked at again, with what follows */
        unsigned odd = find_odd(lanes_read(folded.at + at));
        if (odd) {
            at += lanes_first(odd);
            break;
        }
    }
    return at > from && folded.at[at - 1] == ' ' ? at - 1 - from : at - from;
}

static struct span fold_block(struct arena *keep, struct span text)
{
    struct span folded = text_fold(keep, text);
    char *out = arena_take_raw(keep, 1, 1, folded.len + 1);
    size_t len = 0;
    for (size_t at = 0; at < folded.len;) {
        size_t plain = folded.at[at] == ' ' ? 0 : plain_bytes(folded, at);
        if (plain) {
            memcpy(out + len, folded.at + at, plain);
            len += plain;
            at += plain;
            continue;
        }
        if (is_ascii_letter((unsigned char)folded.at[at])) {
            out[len++] = folded.at[at++];
            continue;
        }
        unsigned n;
        uint32_t c = utf8_decode(folded, at, &n);
        if (is_blank(c)) {
            if (len && out[len - 1] != ' ')
                out[len++] = ' ';
        } else if (!is_markdown(c)) {
            memcpy(out + len, folded.at + at, n);
            len += n;
        }
        at += n;
    }
    return span_trim((struct span){ out, len });
}

static size_t find_words_end(struct span s)
{
    for (size_t at = s.len; at > 0;) {
        unsigned n;
        if (is_letter(utf8_decode_before(s, at, &n)))
            return at;
        at -= n;
    }
    return 0;
}

/* Behind the word that begins at s[at]; inner hyphens and apostrophes belong to it. */
static size_t word_end(struct span s, size_t at)
{
    while (at < s.len) {
        if (is_ascii_letter((unsigned char)s.at[at])) {
            at++;
            continue;
        }
        unsigned n;
        uint32_t c = utf8_decode(s, at, &n);
        bool joins = (c == '\'' || c == '-') && at + 1 < s.len && is_letter_at(s, at + 1);
        if (!joins && !is_letter(c))
            break;
        at += n;
    }
    return at;
}

/* ---- phrases */
static bool fits_language(const struct marker *m, const struct furniture_row *row)
{
    return !m->language.len || !row->language.len || row->place == PLACE_NETWORK ||
           span_equal(row->language, m->language);
}

/* Where the phrase of `row`, whose first word is s[from, end), ends; 0 where it does not stand there. */
static size_t match(struct span s, size_t end, const struct furniture_row *row)
{
    unsigned n;
    size_t to = end + row->rest.len;
    /* The next word's first letter turns most rows away. */
    if (to > s.len || (row->rest.len > 1 && s.at[end + 1] != row->rest.at[1]) ||
        !span_equal(span_cut(s, end, to), row->rest))
        return 0;
    bool word_goes_on = to < s.len && is_letter_at(s, to) && is_letter(utf8_decode_before(s, to, &n));
    return word_goes_on ? 0 : to;
}

static bool in_place(const struct looked *block, const struct furniture_row *row, bool first, size_t to)
{
    bool last = to >= block->words_end;
    switch ((enum furniture_place)row->place) {
    case PLACE_START:
        return first;
    case PLACE_END:
        return last;
    case PLACE_WHOLE:
    case PLACE_LIST:
        return first && last;
    default:
        return true;
    }
}

static void count_row(struct looked *block, const struct furniture_row *row, bool quoted)
{
    /* What somebody is quoted as saying is seldom the outlet's own voice. */
    float weight = (float)row->weight * (quoted && row->place == PLACE_IN ? 0.1f : 1.0f);
    if (row->place == PLACE_NETWORK)
        block->network++;
    else if (row->reason == CUT_NONE)
        block->support += weight;
    else
        block->score[row->reason] += weight;
    if (weight > block->strongest[row->reason])
        block->strongest[row->reason] = weight;
    block->opens_list |= row->place == PLACE_LIST;
}

static void try_rows(struct marker *m, size_t index, struct looked *block, size_t at, size_t end, bool first,
                     bool quoted)
{
    const struct furniture_row *row = table_find(&furniture_table, span_cut(block->folded, at, end));
    for (; row; row = table_next(&furniture_table, row)) {
        uint32_t *seen = &m->seen[row - furniture_rows];
        size_t to;
        if (*seen == index + 1 || !(to = match(block->folded, end, row)) || !fits_language(m, row))
            continue;
        if (in_place(block, row, first, to)) {
            count_row(block, row, quoted);
            *seen = row->place == PLACE_NETWORK ? 0 : (uint32_t)index + 1;
        }
    }
}

static bool is_quoted_behind(uint32_t sign, bool quoted)
{
    if (sign == '"')
        return !quoted;
    if (sign == 0x201c || sign == 0xab || sign == 0x201e)
        return true;
    return sign != 0x201d && sign != 0xbb && quoted;
}

static void find_phrases(struct marker *m, size_t index, struct looked *block)
{
    struct span s = block->folded;
    bool quoted = false;
    for (size_t at = 0; at < s.len;) {
        if (s.at[at] == ' ') {
            at++;
            continue;
        }
        unsigned n;
        uint32_t c = utf8_decode(s, at, &n);
        bool letter = is_letter(c);
        if (!letter)
            quoted = is_quoted_behind(c, quoted);
        size_t end = letter ? word_end(s, at) : at + n;
        if (opening_may_be(furniture_openings, s, at, end))
            try_rows(m, index, block, at, end, block->words == 0, quoted);
        block->words += letter;
        at = end;
    }
}

/* ---- shapes */
static bool is_address(struct span s)
{
    static const char around[] = "<>()[]";
    while (s.len && memchr(around, s.at[0], 6))
        s = span_from(s, 1);
    bool begins = span_starts_nocase(s, SPAN("http://")) || span_starts_nocase(s, SPAN("https://")) ||
                  span_starts_nocase(s, SPAN("www."));
    return begins && span_find_byte(s, ' ', 0) == SPAN_NONE && span_find_byte(s, '\n', 0) == SPAN_NONE;
}

static bool is_row_of_hashtags(struct span s)
{
    struct span rest = s, word;
    unsigned tags = 0;
    while (span_take(&rest, ' ', &word)) {
        if (word.len && (word.at[0] != '#' || word.len < 2 || word.at[1] == '#'))
            return false;
        tags += word.len > 0;
    }
    return tags > 0;
}

/* Whether a sentence ends here, closing quotes and brackets left aside. */
static bool ends_as_sentence(struct span s)
{
    for (size_t at = s.len; at > 0;) {
        unsigned n;
        uint32_t c = utf8_decode_before(s, at, &n);
        if (c == '.' || c == '!' || c == 0x3002)
            return true;
        bool closes = c == '"' || c == '\'' || c == ')' || c == ']' || c == '*' || c == '_' || c == ' ' ||
                      c == 0x201d || c == 0x2019 || c == 0xbb;
        if (!closes)
            return false;
        at -= n;
    }
    return false;
}

static unsigned count_words(struct span s)
{
    unsigned words = 0;
    for (size_t at = 0; at < s.len;) {
        unsigned n;
        bool letter = is_letter(utf8_decode(s, at, &n));
        at = letter ? word_end(s, at) : at + n;
        words += letter;
    }
    return words;
}

/* "... Photographer / Agency" at the end. */
static float credit_shape(struct span text, struct span folded)
{
    if (span_find(folded, SPAN("://"), 0) != SPAN_NONE)
        return 0;
    size_t slash = folded.len;
    size_t least = folded.len > CREDIT_BYTES ? folded.len - CREDIT_BYTES : 0;
    while (slash > least && folded.at[slash - 1] != '/' && folded.at[slash - 1] != '|')
        slash--;
    if (slash <= least)
        return 0;
    struct span name = span_trim(span_from(folded, slash));
    while (name.len && memchr(".)]", name.at[name.len - 1], 3))
        name.len--;
    bool bold = span_ends(span_trim(text), SPAN("**")) || span_ends(span_trim(text), SPAN("__"));
    float score = bold ? 0.5f : 0;
    if (name.len && table_find(&agency_table, name))
        return score + 0.8f;
    return count_words(name) && count_words(name) <= 4 ? score + 0.3f : 0;
}

static void look_at_shape(const struct furniture_block *block, struct looked *found)
{
    bool sentence = ends_as_sentence(block->text);
    if (is_address(span_trim(block->text)))
        found->score[CUT_SOURCE_LINK] += 1;
    if (is_row_of_hashtags(span_trim(block->text)))
        found->score[CUT_TAGS] += 1;
    if (found->network >= 2 && found->network * 2 > found->words)
        found->score[CUT_SHARE] += 1;
    if (found->words <= CAPTION_WORDS)
        found->score[CUT_CAPTION] += credit_shape(block->text, found->folded);
    if (found->score[CUT_CAPTION] > 0 && !sentence && found->words <= 40)
        found->score[CUT_CAPTION] += 0.2f;
    if (found->words > CAPTION_WORDS)
        found->score[CUT_CAPTION] = found->score[CUT_NAVIGATION] = found->score[CUT_SHARE] = 0;
}

/* ---- the verdict */
static bool is_cut(const struct marker *m, size_t i)
{
    return i < m->count && m->blocks[i].why != CUT_NONE && m->blocks[i].why != CUT_TITLE &&
           m->blocks[i].why != CUT_BYLINE && m->blocks[i].why != CUT_DATELINE && m->blocks[i].why != CUT_REPEATED;
}

static bool in_tail(const struct marker *m, size_t i) { return i + TAIL_BLOCKS >= m->count || i * 10 >= m->count * 7; }

static float place_bonus(const struct marker *m, size_t i, const struct looked *found)
{
    float bonus = in_tail(m, i) ? 0.2f : i < HEAD_BLOCKS ? 0.1f : 0;
    if (in_tail(m, i) && ((i && is_cut(m, i - 1)) || is_cut(m, i + 1)))
        bonus += 0.25f;
    if (m->blocks[i].link_share > 0.5f)
        bonus += 0.5f * m->blocks[i].link_share;
    if (found->words <= 12)
        bonus += 0.1f;
    return bonus;
}

static float threshold(const struct marker *m, size_t i, const struct looked *found)
{
    float wanted = found->words > PROSE_WORDS ? 1.3f : 1.0f;
    if (found->words > LONG_WORDS)
        wanted += (float)(found->words - LONG_WORDS) / 100.0f;
    if (wanted > 2.0f)
        wanted = 2.0f;
    return in_tail(m, i) && wanted > 1.0f ? wanted - 0.1f : wanted;
}

/* An appeal that goes on: the same voice in the block behind it. */
static void carry_on(const struct marker *m, size_t i, struct looked *found)
{
    uint8_t before = i ? m->blocks[i - 1].why : CUT_NONE;
    bool carries = before == CUT_FUNDING || before == CUT_NEWSLETTER || before == CUT_PAYWALL ||
                   before == CUT_COMMENTS || before == CUT_AUTHOR || before == CUT_COPYRIGHT;
    if (carries && in_tail(m, i) && found->support > 0)
        found->score[before] += 0.3f;
}

static uint8_t judge(const struct marker *m, size_t i, struct looked *found)
{
    uint8_t best = CUT_NONE;
    carry_on(m, i, found);
    for (uint8_t why = 1; why < CUT_REASON_COUNT; why++)
        if (found->score[why] > found->score[best] || (best == CUT_NONE && found->score[why] > 0))
            best = why;
    /* Words of a subject that may as well be the report's: only in the outlet's own voice do they tell. */
    bool weak = best == CUT_FUNDING || best == CUT_NEWSLETTER || best == CUT_AUTHOR || best == CUT_SHARE;
    if (best == CUT_NONE || (weak && found->strongest[best] < 0.55f && found->support == 0 && found->network < 2 &&
                             found->score[best] < 2.0f))
        return CUT_NONE;
    float total = found->score[best], support = found->support < 0.45f ? found->support : 0.45f;
    if (total >= 0.3f)
        total += support + place_bonus(m, i, found);
    return total >= threshold(m, i, found) ? best : CUT_NONE;
}

static void look(struct marker *m, struct arena *scratch, size_t i, struct looked *found)
{
    *found = (struct looked){ .folded = fold_block(scratch, m->blocks[i].text) };
    found->words_end = find_words_end(found->folded);
    find_phrases(m, i, found);
    look_at_shape(&m->blocks[i], found);
}

/* ---- "Read more:" and what follows it */
static bool is_item(const struct marker *m, size_t i, const struct looked *found)
{
    const struct furniture_block *block = &m->blocks[i];
    if (block->kind == BLOCK_LIST_ITEM || block->link_share > 0.6f || is_address(span_trim(block->text)))
        return true;
    return found->words <= ITEM_WORDS && !ends_as_sentence(block->text);
}

/* A line by itself between the list's head and prose may be the next heading: only the first such line
 * is a link for sure. */
static bool is_rather_heading(const struct marker *m, size_t i, unsigned taken)
{
    const struct furniture_block *block = &m->blocks[i], *next = i + 1 < m->count ? block + 1 : NULL;
    if (block->kind == BLOCK_LIST_ITEM || block->link_share > 0.6f || !taken || !next)
        return false;
    return next->kind != BLOCK_LIST_ITEM && ends_as_sentence(next->text) && count_words(next->text) > PROSE_WORDS;
}

static uint8_t follow_list(const struct marker *m, size_t i, const struct looked *found, uint8_t list, unsigned *taken)
{
    bool address = is_address(span_trim(m->blocks[i].text));
    if (list == CUT_SOURCE_LINK && !address && *taken)
        return CUT_NONE;
    if (!is_item(m, i, found) || is_rather_heading(m, i, *taken))
        return CUT_NONE;
    ++*taken;
    return list;
}

/* Whether the table has phrases of this language at all. */
static bool knows_language(struct span language)
{
    for (uint32_t i = 0; i < furniture_COUNT; i++)
        if (span_equal(furniture_rows[i].language, language))
            return true;
    return false;
}

/* A block just before a cut one is looked at again, now that its neighbour is known. */
static void mark_backwards(struct marker *m, struct arena scratch)
{
    for (size_t i = m->count; i-- > 0;) {
        struct arena inner = scratch;
        struct looked found;
        if (m->blocks[i].why != CUT_NONE || !is_cut(m, i + 1) || !in_tail(m, i))
            continue;
        m->seen = arena_new(&inner, uint32_t, furniture_COUNT);
        look(m, &inner, i, &found);
        m->blocks[i].why = judge(m, i, &found);
    }
}

void furniture_mark(struct arena scratch, struct furniture_block *blocks, size_t count, struct span language)
{
    struct marker m = { .blocks = blocks, .count = count };
    uint8_t list = CUT_NONE;
    unsigned taken = 0;
    m.seen = arena_new(&scratch, uint32_t, furniture_COUNT);
    if (language.len && knows_language(language))
        m.language = language;
    for (size_t i = 0; i < count; i++) {
        struct arena inner = scratch;
        struct looked found;
        if (blocks[i].why != CUT_NONE)
            continue;
        look(&m, &inner, i, &found);
        uint8_t why = judge(&m, i, &found);
        if (why != CUT_NONE && found.opens_list) {
            list = why;
            taken = 0;
        } else if (why == CUT_NONE && list != CUT_NONE) {
            why = follow_list(&m, i, &found, list, &taken);
            if (why == CUT_NONE)
                list = CUT_NONE;
        }
        blocks[i].why = why;
    }
    mark_backwards(&m, scratch);
}
