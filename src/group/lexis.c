#include "group/lexis.h"

#include "tables/common_word.h"
#include "text/stem.h"

const float LEXIS_UNLISTED = 0.003f;

struct lexis *lexis_in(struct arena *keep)
{
    struct lexis *lexis = arena_new(keep, struct lexis, 1);
    lexis->slots = arena_take(keep, sizeof *lexis->slots, sizeof *lexis->slots, LEXIS_SLOTS);
    lexis->bridges = arena_take(keep, sizeof *lexis->bridges, sizeof(struct lexeme), LEXIS_BRIDGE_SLOTS);
    return lexis;
}

uint64_t lexis_hash(struct span folded, uint16_t language)
{
    uint64_t hash = lexis_seed(language);
    for (size_t at = 0; at < folded.len; at += LEXIS_CHUNK) {
        uint64_t chunk[2] = { 0, 0 };
        memcpy(chunk, folded.at + at, folded.len - at < LEXIS_CHUNK ? folded.len - at : LEXIS_CHUNK);
        hash = lexis_step(hash, chunk[0], chunk[1]);
    }
    return hash ? hash : 1;
}

/* The share of the word's row for the language; less than 0 where there is none. */
static float listed_share(struct span word, struct span language)
{
    const struct common_word_row *row = table_find(&common_word_table, word);
    for (; row; row = table_next(&common_word_table, row))
        if (span_equal(row->language, language))
            return (float)row->share;
    return -1;
}

static float share_of(struct span word, struct span language)
{
    float share = listed_share(word, language);
    share = share < 0 ? listed_share(SPAN(""), language) : share;
    return share < 0 ? LEXIS_UNLISTED : share;
}

struct lexeme lexis_learn(struct lexis *lexis, uint64_t hash, struct span folded, struct span language)
{
    struct lexeme *slot = lexis->slots[hash >> (64 - LEXIS_BITS)];
    int way = 0;
    while (way < LEXIS_WAYS - 1 && slot[way].word != hash)
        way++;
    struct lexeme found = slot[way];
    if (found.word != hash) {
        found = (struct lexeme){ .word = hash, .stem = stem_word(folded, language) };
        found.share = share_of(folded, language);
    }
    memmove(&slot[1], &slot[0], (size_t)way * sizeof *slot);
    slot[0] = found;
    return found;
}

struct bridge lexis_learn_bridge(struct lexis *lexis, struct arena scratch, uint64_t hash, struct span folded,
                                 struct span language, bool is_name)
{
    uint64_t word = is_name ? ~hash : hash;
    struct lexis_bridge *slot = lexis->bridges[word >> (64 - LEXIS_BRIDGE_BITS)];
    slot[1] = slot[0];
    slot[0] = (struct lexis_bridge){ word, bridge_of(scratch, folded, language, is_name) };
    return slot[0].bridge;
}
