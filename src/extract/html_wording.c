#include "extract/html_wording.h"

#include "base/hash.h"

/* A byte other than a letter of ASCII, as words are told by it; 0 for what parts words.  Beyond ASCII that is the
 * signs of Latin-1 (U+0080 to U+00BF) and of U+2000 to U+203F: dashes, quotation marks, blanks. */
static unsigned odd_byte(struct span s, size_t i)
{
    unsigned byte = (unsigned char)s.at[i];
    if (byte < 0x80)
        return byte - '0' < 10 ? byte : 0;
    if (byte == 0xc2 || (i && s.at[i - 1] == '\xc2'))
        return 0;
    if (byte == 0xe2 && i + 1 < s.len && s.at[i + 1] == '\x80')
        return 0;
    bool inside = (byte & 0xc0) == 0x80 && i;
    if (inside && s.at[i - 1] == '\xe2' && byte == 0x80)
        return 0;
    return inside && i > 1 && s.at[i - 1] == '\x80' && s.at[i - 2] == '\xe2' ? 0 : byte;
}

/* Steps over a text run by run: `first` and `second` are the words before. */
struct walk { struct span text; size_t at; uint64_t first, second; };

/* The hash of the next word of the text, its letters small; 0 where there is none. */
static uint64_t next_word(struct walk *w)
{
    uint64_t hash = 0;
    for (; w->at < w->text.len; w->at++) {
        unsigned byte = (unsigned char)w->text.at[w->at] | 0x20;
        if (byte - 'a' >= 26 && !(byte = odd_byte(w->text, w->at))) {
            if (hash)
                break;
            continue;
        }
        hash = (hash ^ byte) * 0x100000001b3u + 1;
    }
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

uint32_t html_wording_learn(struct map *runs, unsigned which, struct span text)
{
    struct walk walk = { .text = text };
    uint32_t count = 0;
    for (uint64_t run; next_run(&walk, &run); count++)
        *map_at(runs, run, NULL) |= 1u << which;
    return count;
}

struct html_runs html_wording_known(const struct map *runs, struct span text)
{
    struct walk walk = { .text = text };
    struct html_runs count = { 0 };
    for (uint64_t run; next_run(&walk, &run); count.all++) {
        const uint32_t *texts = map_find(runs, run);
        for (unsigned i = 0; texts && i < HTML_WORDINGS; i++)
            count.known[i] += *texts >> i & 1;
    }
    return count;
}
