#include "annotate/bare.h"

static bool is_cyrillic(struct span s) { return s.len > 1 && ((unsigned char)s.at[0] & 0xfc) == 0xd0; }

static bool is_latin(struct span s)
{
    return s.len > 0 && (byte_is_alpha(s.at[0]) || ((unsigned char)s.at[0] & 0xfc) == 0xc0);
}

/* Longest first: what a declined Cyrillic noun or adjective may end with. */
static const char *const cyrillic_endings[] = {
    "иями", "ского", "ському", "скому", "ского", "ською", "ської", "ами", "ями", "ого", "его", "ому", "ему", "ыми",
    "ими",  "ією",   "ием",    "иям",   "иях",   "ями",   "ої",    "ій",  "ий",  "ый",  "ой",  "ою",  "ею",  "ом",
    "ем",   "ем",    "ам",     "ям",    "ах",    "ях",    "ая",    "яя",  "ую",  "юю",  "ое",  "ее",  "ые",  "ие",
    "ія",   "ию",    "ия",     "ии",    "ії",    "ію",    "ым",    "им",  "им",  "ой",  "ей",  "єю",  "єм",  "а",
    "я",    "у",     "ю",      "е",     "є",     "ы",     "и",     "і",   "ї",   "о",   "ь",   "й"
};

static struct span cut_ending(struct span s)
{
    enum { LEAST = 6 };   /* bytes: three letters */
    for (size_t i = 0; i < sizeof cyrillic_endings / sizeof *cyrillic_endings; i++) {
        struct span ending = span_of(cyrillic_endings[i]);
        if (s.len >= ending.len + LEAST && span_ends(s, ending))
            return span_cut(s, 0, s.len - ending.len);
    }
    return s;
}

struct span bare_word(struct span folded)
{
    if (is_cyrillic(folded))
        return cut_ending(folded);
    if (is_latin(folded) && folded.len > 4 && span_ends(folded, SPAN("s")) && !span_ends(folded, SPAN("ss")))
        return span_cut(folded, 0, folded.len - 1);
    return folded;
}
