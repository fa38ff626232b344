#include "group/copy_words.h"

#include "base/heads.h"
#include "base/lanes.h"
#include "text/codepoint.h"
#include "text/normal.h"
#include "text/utf8.h"

enum { HEAVY_LETTERS = 5, WORD_BYTES_MAX = 256 };

/* The folded word, as far as it counts. */
struct word {
    char letters[WORD_BYTES_MAX + HEAD_BYTES * 2];
    uint32_t length, weight;     /* bytes; letters */
    bool digit, composes;
};

static inline uint64_t step(uint64_t hash, uint64_t low, uint64_t high)
{
    hash = (hash ^ low) * 0x9e3779b97f4a7c15u;
    hash = (hash ^ hash >> 32 ^ high) * 0xd6e8feb86659fd93u;
    return hash ^ hash >> 29;
}

static inline uint32_t last_step(uint64_t hash) { return (uint32_t)(hash ^ hash >> 32); }

/* Of the folded letters, sixteen at a time. */
static uint32_t hash_word(struct word *word)
{
    uint64_t hash = 1;
    memset(word->letters + word->length, 0, HEAD_BYTES * 2);
    for (uint32_t at = 0; at < word->length; at += HEAD_BYTES * 2)
        hash = step(hash, head_read(word->letters + at), head_read(word->letters + at + HEAD_BYTES));
    return last_step(hash);
}

static void add_letter(struct word *word, uint32_t c, uint32_t weight)
{
    if (word->length + 4 <= WORD_BYTES_MAX)
        word->length += utf8_encode(c, word->letters + word->length);
    word->weight += weight;
}

/* A Latin letter with marks weighs more than a plain one: languages that write syllables apart, as Vietnamese does,
 * tell by them what others tell by length. */
static uint32_t weight_of(uint32_t c) { return c >= 0x1e00 && c < 0x1f00 ? 3 : c >= 0xc0 && c < 0x250 ? 2 : 1; }

/* Adds the code point c where it goes on with the word; false where the word ends before it. */
static bool add_codepoint(struct word *word, uint32_t c)
{
    enum codepoint_class class = codepoint_class(c);
    bool belongs = class == CODEPOINT_LETTER || class == CODEPOINT_DIGIT || class == CODEPOINT_KATAKANA;
    if (!belongs && (class != CODEPOINT_MARK || !word->weight))
        return false;
    uint32_t folded = codepoint_fold(c);
    word->digit |= class == CODEPOINT_DIGIT;
    word->composes |= codepoint_may_compose(c);
    if (folded)
        add_letter(word, folded, weight_of(folded));
    return true;
}

/* The word once more, its letters composed: "é" may be one code point or two. */
static void compose(struct arena scratch, struct span letters, struct word *word)
{
    struct span composed = text_fold(&scratch, span_cut(letters, 0, WORD_BYTES_MAX));
    unsigned step;
    word->length = word->weight = 0;
    for (size_t at = 0; at < composed.len; at += step) {
        uint32_t c = utf8_decode(composed, at, &step);
        add_letter(word, c, weight_of(c));
    }
}

/* Reads a word of any letters from text[at] on; behind it, or `at` where none begins. */
static size_t read_letters(struct arena scratch, struct span text, size_t at, struct word *word)
{
    size_t from = at;
    unsigned step;
    word->length = word->weight = 0;
    word->digit = word->composes = false;
    for (; at < text.len && add_codepoint(word, utf8_decode(text, at, &step)); at += step)
        continue;
    if (word->composes)
        compose(scratch, span_cut(text, from, at), word);
    return at;
}

/* A word of ASCII that ends within sixteen bytes: its length, or 0 where it is none.  *digits: where it has some. */
static inline size_t read_plain(struct span text, size_t at, uint32_t *hash, unsigned *digits)
{
    if (at + LANES > text.len)
        return 0;
    struct lanes lanes = lanes_read(text.at + at), lower = lanes_lower(lanes);
    unsigned letters = lanes_at_most(lower, 'z') & ~lanes_at_most(lower, 'a' - 1);
    unsigned numbers = lanes_at_most(lower, '9') & ~lanes_at_most(lower, '0' - 1);
    size_t length = lanes_first(~(letters | numbers));
    if (!length || length >= LANES || (lanes_high(lanes) >> length & 1))
        return 0;
    char folded[LANES];
    lanes_write(folded, lower);
    uint64_t low = head_read(folded) & head_mask(length);
    uint64_t high = length > HEAD_BYTES ? head_read(folded + HEAD_BYTES) & head_mask(length - HEAD_BYTES) : 0;
    *hash = last_step(step(1, low, high));
    *digits = numbers & lanes_below(length);
    return length;
}

/* What stands at text[at], where no word begins: its length, and whether it is a word of its own. */
static unsigned pass_over(struct span text, size_t at, struct word *word)
{
    unsigned length = 1;
    word->weight = 0;
    if ((unsigned char)text.at[at] < 0x80)
        return length;
    uint32_t c = utf8_decode(text, at, &length);
    if (codepoint_class(c) == CODEPOINT_IDEOGRAPH) {
        word->length = 0;
        add_letter(word, c, HEAVY_LETTERS);
    }
    return length;
}

static void add_word(struct copy_words *words, uint32_t hash, size_t from, size_t to, bool heavy)
{
    words->word[words->count] = hash;
    words->at[words->count] = (struct mark){ (uint32_t)from, (uint32_t)to };
    words->heavy[words->count++] = heavy;
}

static void read_block(struct arena scratch, struct span text, struct mark block, struct copy_words *words)
{
    struct span part = span_cut(text, 0, block.to);
    struct word word;
    for (size_t at = block.from; at < part.len;) {
        uint32_t hash;
        unsigned digits;
        size_t from = at, length = read_plain(part, at, &hash, &digits);
        if (length) {
            at += length;
            add_word(words, hash, from, at, digits || length >= HEAVY_LETTERS);
            continue;
        }
        at = read_letters(scratch, part, from, &word);
        if (at == from)
            at += pass_over(part, from, &word);
        if (word.weight)
            add_word(words, hash_word(&word), from, at, word.digit || word.weight >= HEAVY_LETTERS);
    }
}

struct copy_words copy_words(struct arena *keep, const struct article *article)
{
    const struct blocks *blocks = &article->blocks;
    size_t room = 1;
    for (uint32_t i = 0; i < blocks->count; i++)
        room += mark_length(blocks->at[i].at) / 2 + 1;
    struct copy_words words = { .word = arena_take_raw(keep, sizeof(uint32_t), alignof(uint32_t), room),
                                .at = arena_take_raw(keep, sizeof(struct mark), alignof(struct mark), room),
                                .heavy = arena_take_raw(keep, 1, 1, room) };
    for (uint32_t i = 0; i < blocks->count; i++)
        if (blocks->at[i].kind != BLOCK_TITLE)
            read_block(*keep, article->text, blocks->at[i].at, &words);
    return words;
}
