#include "extract/html_wording.h"

#include "base/hash.h"

static bool is_word_byte(char c) { return byte_is_alpha(c) || byte_is_digit(c) || (unsigned char)c >= 0x80; }

/* Steps over a text run by run: `first` and `second` are the words before. */
struct walk { struct span text; size_t at; uint64_t first, second; };

/* The hash of the next word of the text; 0 where there is none. */
static uint64_t next_word(struct walk *w)
{
    size_t i = w->at;
    while (i < w->text.len && !is_word_byte(w->text.at[i]))
        i++;
    uint64_t hash = 0;
    for (; i < w->text.len && is_word_byte(w->text.at[i]); i++)
        hash = (hash ^ (unsigned char)byte_lower(w->text.at[i])) * 0x100000001b3u + 1;
    w->at = i;
    return hash;
}

static bool next_run(struct walk *w, uint64_t *run)
{
    for (uint64_t third; (third = next_word(w));) {
        bool whole = w->first != 0;
        *run = hash_mix(hash_mix(w->first, w->second), third);
        w->first = w->second;
        w->second = third;
        if (whole)
            return true;
    }
    return false;
}

uint32_t html_wording_learn(struct map *runs, struct span text)
{
    struct walk walk = { .text = text };
    uint32_t count = 0;
    for (uint64_t run; next_run(&walk, &run); count++)
        map_at(runs, run, NULL);
    return count;
}

struct html_runs html_wording_known(const struct map *runs, struct span text)
{
    struct walk walk = { .text = text };
    struct html_runs count = { 0, 0 };
    for (uint64_t run; next_run(&walk, &run); count.all++)
        count.known += map_find(runs, run) != NULL;
    return count;
}
