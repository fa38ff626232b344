#include "text/stem.h"

#include <pthread.h>
#include <stdlib.h>

#include <libstemmer.h>

#include "base/fnv.h"
#include "base/hash.h"
#include "tables/suffix.h"
#include "text/utf8.h"

/* Languages for which Snowball has a stemmer, and its name there. */
static const struct { char language[3]; const char *name; } algorithms[] = {
    { "ar", "arabic" },   { "ca", "catalan" },    { "da", "danish" },     { "de", "german" },  { "el", "greek" },
    { "en", "english" },  { "es", "spanish" },    { "et", "estonian" },   { "fi", "finnish" }, { "fr", "french" },
    { "hi", "hindi" },    { "hu", "hungarian" },  { "hy", "armenian" },   { "id", "indonesian" },
    { "it", "italian" },  { "lt", "lithuanian" }, { "nl", "dutch" },      { "no", "norwegian" },
    { "pt", "portuguese" }, { "ro", "romanian" }, { "ru", "russian" },    { "sr", "serbian" }, { "sv", "swedish" },
    { "tr", "turkish" },
};
enum { ALGORITHMS = sizeof algorithms / sizeof *algorithms, STEM_MAX = 255 };

enum { CACHE_SLOTS = 1 << 15 };

/* What a thread keeps: its stemmers, opened when they are first wanted, and the stems of words it met, a
 * slot a word by the word's hash.  With 64 bits a wrong hit is out of the question. */
struct stemmers {
    struct sb_stemmer *of[ALGORITHMS];
    struct { uint64_t word; uint32_t stem; } cache[CACHE_SLOTS];
};

static pthread_once_t stemmers_once = PTHREAD_ONCE_INIT;
static pthread_key_t stemmers_key;

static void close_stemmers(void *of_thread)
{
    struct stemmers *stemmers = of_thread;
    for (int i = 0; i < ALGORITHMS; i++)
        if (stemmers->of[i])
            sb_stemmer_delete(stemmers->of[i]);
    free(stemmers);
}

static void make_stemmers_key(void) { pthread_key_create(&stemmers_key, close_stemmers); }

/* The language's place in `algorithms`; ALGORITHMS where it has none. */
static int find_algorithm(struct span language)
{
    int i = 0;
    while (i < ALGORITHMS && !span_equal(language, span_of(algorithms[i].language)))
        i++;
    return i;
}

/* What this thread keeps; NULL where there is no memory for it. */
static struct stemmers *open_stemmers(void)
{
    pthread_once(&stemmers_once, make_stemmers_key);
    struct stemmers *stemmers = pthread_getspecific(stemmers_key);
    if (stemmers)
        return stemmers;
    stemmers = calloc(1, sizeof *stemmers);
    if (stemmers && pthread_setspecific(stemmers_key, stemmers)) {
        free(stemmers);
        return NULL;
    }
    return stemmers;
}

/* Whether data/suffix.tsv has rows for the language. */
static bool has_suffixes(struct span language)
{
    for (uint32_t i = 0; i < suffix_COUNT; i++)
        if (span_equal(suffix_rows[i].language, language))
            return true;
    return false;
}

/* Takes the longest ending off by data/suffix.tsv; writes the stem to `out`. */
static struct span strip_suffix(char out[STEM_MAX * 2], struct span word, struct span language)
{
    size_t points = utf8_count(word), before = 0;
    unsigned length;
    for (size_t at = 0; at < word.len; at += length, before++) {
        utf8_decode(word, at, &length);
        const struct suffix_row *row = table_find(&suffix_table, span_from(word, at));
        while (row && !(span_equal(row->language, language) && before >= (size_t)row->rest))
            row = table_next(&suffix_table, row);
        if (!row || before == points)
            continue;
        memcpy(out, word.at, at);
        memcpy(out + at, row->put.at, row->put.len);
        return (struct span){ out, at + row->put.len };
    }
    return word;
}

/* Snowball's Russian rules do not know ё. */
static struct span without_yo(char out[STEM_MAX], struct span word)
{
    size_t at = span_find(word, SPAN("ё"), 0);
    if (at == SPAN_NONE)
        return word;
    memcpy(out, word.at, word.len);
    for (; at != SPAN_NONE; at = span_find(word, SPAN("ё"), at + 2))
        memcpy(out + at, "е", 2);
    return (struct span){ out, word.len };
}

static uint32_t stem_hash(struct sb_stemmer *stemmer, struct span word, struct span language)
{
    char letters[STEM_MAX], stem[STEM_MAX * 2];
    if (!stemmer)
        return token_hash(strip_suffix(stem, word, language));
    if (span_equal(language, SPAN("ru")))
        word = without_yo(letters, word);
    const sb_symbol *at = sb_stemmer_stem(stemmer, (const sb_symbol *)word.at, (int)word.len);
    return at ? token_hash((struct span){ (const char *)at, (size_t)sb_stemmer_length(stemmer) }) : token_hash(word);
}

/* The same through the thread's cache. */
static uint32_t stem_cached(struct stemmers *stemmers, struct sb_stemmer *stemmer, struct span word,
                            struct span language)
{
    uint64_t hash = hash_seeded(word, fnv_hash(language.at, language.len)) | 1;
    size_t slot = (size_t)(hash >> 32) & (CACHE_SLOTS - 1);
    if (stemmers->cache[slot].word != hash) {
        stemmers->cache[slot].stem = stem_hash(stemmer, word, language);
        stemmers->cache[slot].word = hash;
    }
    return stemmers->cache[slot].stem;
}

/* The language's stemmer, opened when it is first wanted. */
static struct sb_stemmer *open_stemmer(struct stemmers *stemmers, int algorithm)
{
    if (!stemmers->of[algorithm])
        stemmers->of[algorithm] = sb_stemmer_new(algorithms[algorithm].name, "UTF_8");
    return stemmers->of[algorithm];
}

/* False where words of the language keep their own hash; else *stemmer, NULL for those that go by endings. */
static bool find_stemmer(struct stemmers *stemmers, struct span language, struct sb_stemmer **stemmer)
{
    int algorithm = find_algorithm(language);
    *stemmer = NULL;
    if (!stemmers || algorithm == ALGORITHMS)
        return stemmers && has_suffixes(language);
    *stemmer = open_stemmer(stemmers, algorithm);
    return *stemmer != NULL;
}

uint32_t stem_word(struct span folded, struct span language)
{
    struct stemmers *stemmers = open_stemmers();
    struct sb_stemmer *stemmer;
    if (folded.len > STEM_MAX || !find_stemmer(stemmers, language, &stemmer))
        return token_hash(folded);
    return stem_cached(stemmers, stemmer, folded, language);
}

void stem_tokens(struct tokens *tokens, struct arena scratch, struct span language)
{
    struct stemmers *stemmers = open_stemmers();
    struct sb_stemmer *stemmer;
    if (!find_stemmer(stemmers, language, &stemmer))
        return;
    struct token_words words = token_words(&scratch, tokens);
    uint32_t *stems = arena_take_raw(&scratch, sizeof *stems, alignof(uint32_t), words.count);
    for (uint32_t w = 0; w < words.count; w++) {
        const struct token *token = &tokens->at[words.at[w].first];
        stems[w] = token->kind == TOKEN_WORD ?
                       stem_cached(stemmers, stemmer, token_folded(tokens, words.at[w].first), language) : token->word;
    }
    for (uint32_t i = 0; i < tokens->count; i++)
        tokens->at[i].stem = stems[words.of[i]];
}
