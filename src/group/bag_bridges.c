#include "group/bag_bridges.h"

#include "base/hash.h"
#include "group/scan.h"

enum { SLOTS = 2 * EARLY_WORDS, BRIDGE_SEED = 3 };

static const float TITLE_WEIGHT = 1.6f;      /* times more, in the headline */

/* What a bridge weighs by its kind. */
static const float weights[] = {
    [BRIDGE_NAME] = 1.3f, [BRIDGE_PLACE] = 0.8f, [BRIDGE_CONCEPT] = 1, [BRIDGE_COGNATE] = 0.3f, [BRIDGE_NUMBER] = 1.2f
};

/* Of reports at large that hold a bridge of which nothing is known. */
static const float UNKNOWN_SHARE = 0.004f;

uint32_t bag_bridge_number(const struct bridge *bridge)
{
    uint32_t kinds = bridge->kind == BRIDGE_NAME || bridge->kind == BRIDGE_PLACE ? TERM_NAME : 0;
    return term_number(hash_mix(bridge->term, BRIDGE_SEED), kinds | (bridge->kind == BRIDGE_NUMBER ? TERM_NUMBER : 0));
}

/* In German every noun has a capital: one that is on a list of common words is no name. */
static bool is_name(const struct bag_term *term, struct span language)
{
    bool listed = term->share != LEXIS_UNLISTED;
    return (term->number & TERM_NAME) && !(listed && span_equal(language, SPAN("de")));
}

static struct bridge find_bridge(struct lexis *lexis, struct arena scratch, const struct bag *bag,
                                 const struct early_word *word, struct span language)
{
    bool name = is_name(&bag->at[word->term], language);
    const struct bridge *kept = lexis_find_bridge(lexis, word->hash, name);
    if (kept)
        return *kept;
    struct scan *scan = arena_take_raw(&scratch, sizeof *scan, alignof(struct scan), 1);
    scan_open(scan, word->written, bag->language, scratch);
    struct span folded = scan_next(scan) ? scan->words[0].folded : SPAN("");
    return lexis_learn_bridge(lexis, scratch, word->hash, folded, language, name);
}

void bag_add_bridges(struct arena *keep, struct arena scratch, struct lexis *lexis, struct bag *bag,
                     const struct early_word *words, uint32_t count, struct span language)
{
    uint16_t slots[SLOTS] = { 0 };
    struct bag_term *bridges = arena_take_raw(keep, sizeof *bridges, alignof(struct bag_term), count);
    bag->bridges = bridges;
    for (uint32_t i = 0; i < count; i++) {
        struct bridge bridge = find_bridge(lexis, scratch, bag, &words[i], language);
        if (bridge.kind == BRIDGE_NONE)
            continue;
        uint32_t number = bag_bridge_number(&bridge), slot = term_id(number) % SLOTS;
        while (slots[slot] && term_id(bridges[slots[slot] - 1].number) != term_id(number))
            slot = (slot + 1) % SLOTS;
        if (!slots[slot]) {
            float share = bridge.share > 0 ? bridge.share : UNKNOWN_SHARE;
            bridges[bag->bridge_count++] = (struct bag_term){ .number = number, .count = weights[bridge.kind],
                                                              .share = share };
            slots[slot] = (uint16_t)bag->bridge_count;
        }
        struct bag_term *term = &bridges[slots[slot] - 1];
        term->inside++;
        if (words[i].in_title && !(term->number & TERM_TITLE)) {
            term->number |= TERM_TITLE;
            term->count *= TITLE_WEIGHT;
        }
    }
}
