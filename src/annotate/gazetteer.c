#include "annotate/gazetteer.h"

#include "base/fnv.h"
#include "blobs/gazetteer_cues.h"
#include "blobs/gazetteer_names.h"

void gazetteer_add(struct gazetteer_words *words, struct span bare, bool touches)
{
    uint32_t hash = words->any ? words->hash : fnv_hash(NULL, 0);
    if (words->any && !touches)
        hash = fnv_step(hash, ' ');
    for (size_t i = 0; i < bare.len; i++)
        hash = fnv_step(hash, bare.at[i]);
    *words = (struct gazetteer_words){ hash, true };
}

static unsigned find(const uint32_t *slots, uint32_t mask, uint32_t hash)
{
    uint32_t i = hash & mask, slot;
    while ((slot = slots[i]) && gazetteer_slot(slot ^ hash, 0))
        i = (i + 1) & mask;
    return slot & 0xff;
}

unsigned gazetteer_kinds(struct gazetteer_words words)
{
    return words.any ? find(gazetteer_names, GAZETTEER_NAMES_SLOTS - 1, words.hash) : 0;
}

unsigned gazetteer_hints(struct span bare)
{
    return find(gazetteer_cues, GAZETTEER_CUES_SLOTS - 1, fnv_hash(bare.at, bare.len));
}
