#include "group/copy_words.h"

#include "text/codepoint.h"
#include "text/normal.h"
#include "text/utf8.h"

enum { HEAVY_LETTERS = 5, WORD_BYTES_MAX = 256 };

struct word { uint64_t hash; uint32_t letters; bool digit, composes; };

static inline void add_letter(struct word *word, uint32_t c)
{
    uint64_t hash = (word->hash ^ c) * 0x9e3779b97f4a7c15u;
    word->hash = hash ^ hash >> 32;
    word->letters++;
}

static inline bool is_plain(unsigned char c)
{
    return c < 0x80 && (codepoint_ascii[c] == CODEPOINT_LETTER || codepoint_ascii[c] == CODEPOINT_DIGIT);
}

/* What a Latin letter with marks says beyond a plain one: languages that write syllables apart, as Vietnamese does, tell
 * by them what others tell by length. */
static uint32_t more_letters(uint32_t c)
{
    return c >= 0x1e00 && c < 0x1f00 ? 2 : c >= 0xc0 && c < 0x250 ? 1 : 0;
}

/* Adds the code point c where it goes on with the word; false where the word ends before it. */
static bool add_codepoint(struct word *word, uint32_t c)
{
    enum codepoint_class class = codepoint_class(c);
    bool belongs = class == CODEPOINT_LETTER || class == CODEPOINT_DIGIT || class == CODEPOINT_KATAKANA;
    if (!belongs && (class != CODEPOINT_MARK || !word->letters))
        return false;
    word->digit |= class == CODEPOINT_DIGIT;
    uint32_t folded = codepoint_fold(c);
    word->composes |= codepoint_may_compose(c);
    if (folded)
        add_letter(word, folded);
    word->letters += more_letters(folded);
    return true;
}

/* The word once more, its letters composed: "é" may be one code point or two. */
static struct word compose(struct arena scratch, struct span letters, struct word was)
{
    struct word word = { .digit = was.digit };
    struct span composed = text_fold(&scratch, span_cut(letters, 0, WORD_BYTES_MAX));
    unsigned step;
    for (size_t at = 0; at < composed.len; at += step) {
        uint32_t c = utf8_decode(composed, at, &step);
        add_letter(&word, c);
        word.letters += more_letters(c);
    }
    return word;
}

/* Reads a word that begins at text[at]; behind it, or `at` where none does. */
static size_t read_word(struct arena scratch, struct span text, size_t at, struct word *word)
{
    size_t from = at;
    *word = (struct word){ 0 };
    while (at < text.len) {
        unsigned char c = (unsigned char)text.at[at];
        unsigned step = 1;
        if (is_plain(c)) {
            word->digit |= c <= '9';
            add_letter(word, c >= 'A' && c <= 'Z' ? c + 32u : c);
        } else if (c < 0x80 || !add_codepoint(word, utf8_decode(text, at, &step))) {
            break;
        }
        at += step;
    }
    if (word->composes)
        *word = compose(scratch, span_cut(text, from, at), *word);
    return at;
}

/* What stands at text[at], where no word begins: its length, and whether it is a word of its own. */
static unsigned pass_over(struct span text, size_t at, struct word *word)
{
    unsigned step = 1;
    if ((unsigned char)text.at[at] < 0x80)
        return step;
    uint32_t c = utf8_decode(text, at, &step);
    if (codepoint_class(c) == CODEPOINT_IDEOGRAPH) {
        *word = (struct word){ 0 };
        add_letter(word, c);
        word->letters = HEAVY_LETTERS;
    }
    return step;
}

static void read_block(struct arena scratch, struct span text, struct mark block, struct copy_words *words)
{
    struct span part = span_cut(text, 0, block.to);
    for (size_t at = block.from; at < part.len;) {
        struct word word;
        size_t from = at, end = read_word(scratch, part, at, &word);
        at = end > from ? end : from + pass_over(part, from, &word);
        if (!word.letters)
            continue;
        words->word[words->count] = (uint32_t)(word.hash ^ word.hash >> 32);
        words->at[words->count] = (struct mark){ (uint32_t)from, (uint32_t)at };
        words->heavy[words->count++] = word.digit || word.letters >= HEAVY_LETTERS;
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
