#include "group/bag.h"

#include "base/hash.h"
#include "group/bag_bridges.h"
#include "group/scan.h"

enum { LEAD_WORDS = 60, HEAD_WORDS = 30, PAIR_WORDS = 100, BRIDGE_WORDS = 200, SLOTS_LEAST = 1 << 12 };

static const float TITLE_WEIGHT = 4;     /* of a word of the headline; one of the body weighs 1 */
static const float LEAD_WEIGHT = 3;      /* of one of the first LEAD_WORDS */
static const float NAME_WEIGHT = 3;      /* times more, of one with a capital inside a sentence */
static const float PAIR_WEIGHT = 0.5f;   /* of two words in a row */
static const float STOP_SHARE = 0.5f;    /* words that stand in so many reports tell nothing */
static const float NAME_SHARE = 0.5f;    /* of the times inside a sentence: so often written as a name, it is one */

/* Shares of reports at large. */
static const float NUMBER_SHARE = 0.003f;
static const float SMALL_NUMBER_SHARE = 0.15f;
static const float PAIR_SHARE = 0.001f;

enum { WORD_SEED = 1, NUMBER_SEED };     /* keep the kinds of terms apart */

/* A bag that is being filled. */
struct filling {
    struct bag bag;
    uint16_t *slots;         /* by hash of the term: its number in the bag + 1; 0 is empty */
    uint32_t mask, room;
    struct lexis *lexis;
    struct scan *scan;
    struct span language;
    struct arena scratch, folding;       /* folding: the scan's own */
    struct arena growing;    /* the terms, until all are there */
    uint64_t before;         /* the last word's term; 0 where a common word or a break stands before */
    bool before_marked;      /* it is a number or has a capital */
    uint32_t read;           /* words of the body so far */
    struct early_word *early;
    uint32_t early_count;
};

/* ---- terms ---- */

static void make_slots(struct filling *f, uint32_t count)
{
    f->mask = count - 1;
    f->slots = arena_new(&f->scratch, uint16_t, count);
    for (uint32_t i = 0; i < f->bag.count; i++) {
        uint32_t slot = term_id(f->bag.at[i].number) & f->mask;
        while (f->slots[slot])
            slot = (slot + 1) & f->mask;
        f->slots[slot] = (uint16_t)(i + 1);
    }
}

static struct bag_term *add_new(struct filling *f, uint32_t slot, uint32_t number, float share)
{
    if (f->bag.count == f->room) {
        size_t room = f->room;
        ARENA_ROOM(&f->growing, f->bag.at, f->bag.count, room);
        f->room = (uint32_t)room;
    }
    f->slots[slot] = (uint16_t)(f->bag.count + 1);
    f->bag.at[f->bag.count] = (struct bag_term){ .number = number, .share = share };
    return &f->bag.at[f->bag.count++];
}

/* The term's place in the bag. */
static inline struct bag_term *find_term(struct filling *f, uint32_t number, float share)
{
    uint32_t id = term_id(number);
    if (f->bag.count > f->mask / 2)
        make_slots(f, 2 * (f->mask + 1));
    uint32_t slot = id & f->mask;
    for (uint32_t i; (i = f->slots[slot]); slot = (slot + 1) & f->mask)
        if (term_id(f->bag.at[i - 1].number) == id)
            return &f->bag.at[i - 1];
    return add_new(f, slot, number, share);
}

static inline struct bag_term *add_term(struct filling *f, uint64_t hash, uint32_t kinds, float share, float weight)
{
    uint32_t number = term_number(hash, kinds);
    struct bag_term *term = find_term(f, number, share);
    term->number |= kinds;
    term->count += weight;
    return term;
}

/* ---- words ---- */

struct reading { uint64_t term; float share; uint32_t kinds; };

/* Small numbers and years stand everywhere. */
static float number_share(struct span number)
{
    bool year = number.len == 4 && (span_starts(number, SPAN("19")) || span_starts(number, SPAN("20")));
    return number.len <= 2 || year ? SMALL_NUMBER_SHARE : NUMBER_SHARE;
}

static inline struct reading read_word(struct filling *f, const struct scan_word *word)
{
    if (word->number)
        return (struct reading){ hash_mix(word->hash, NUMBER_SEED), number_share(word->folded), TERM_NUMBER };
    struct lexeme lexeme = lexis_find(f->lexis, word->hash, word->folded, f->language);
    return (struct reading){ hash_mix(lexeme.stem, WORD_SEED), lexeme.share, 0 };
}

static void note_early(struct filling *f, struct span text, const struct scan_word *word, const struct bag_term *term,
                       bool in_title)
{
    if (f->early_count < EARLY_WORDS && f->read <= BRIDGE_WORDS && !f->lexis->skip_bridges)
        f->early[f->early_count++] = (struct early_word){
            word->hash, mark_span(text, word->at), (uint32_t)(term - f->bag.at), in_title
        };
}

/* A word that is not common; `place`: among the words of the body. */
static inline void take_word(struct filling *f, struct span text, const struct scan_word *word, struct reading reading,
                             uint32_t place, bool in_title)
{
    bool inside = !in_title && !word->begins, name = inside && word->capital;
    float weight = TITLE_WEIGHT;
    if (!in_title)
        weight = (place < LEAD_WORDS ? LEAD_WEIGHT : 1) * (name ? NAME_WEIGHT : 1);
    f->read = place + !in_title;
    bool in_head = in_title || (!f->bag.titled && f->read <= HEAD_WORDS);
    uint32_t kinds = reading.kinds | (in_title ? TERM_TITLE : 0) | (in_head ? TERM_HEAD : 0);
    struct bag_term *term = add_term(f, reading.term, kinds, reading.share, weight);
    term->inside += inside;
    term->names += name;
    note_early(f, text, word, term, in_title);
    bool marked = word->capital || word->number;
    if (f->before && (marked || f->before_marked || in_title || f->read <= PAIR_WORDS))
        add_term(f, hash_mix(f->before, reading.term), kinds | TERM_PAIR, PAIR_SHARE, weight * PAIR_WEIGHT);
    f->before = reading.term;
    f->before_marked = marked;
}

/* Common words are sorted out first, without a branch: one in two is, and no processor guesses which. */
static void take_words(struct filling *f, struct span text, uint32_t count, bool in_title)
{
    const struct scan_word *words = f->scan->words;
    struct reading readings[SCAN_WORDS];
    uint32_t chosen[SCAN_WORDS], chosen_count = 0, next = 0, read = f->read;
    for (uint32_t i = 0; i < count; i++)
        lexis_prefetch(f->lexis, words[i].hash);
    for (uint32_t i = 0; i < count; i++) {
        readings[i] = read_word(f, &words[i]);
        chosen[chosen_count] = i;
        chosen_count += readings[i].share < STOP_SHARE;
    }
    for (uint32_t k = 0; k < chosen_count; k++) {
        uint32_t i = chosen[k];
        f->before = i == next ? f->before : 0;
        take_word(f, text, &words[i], readings[i], in_title ? read : read + i, in_title);
        next = i + 1;
    }
    f->before = next == count ? f->before : 0;
    f->read = in_title ? read : read + count;
}

static void read_text(struct filling *f, struct span text, bool in_title)
{
    uint32_t count;
    scan_open(f->scan, text, f->bag.language, f->folding);
    f->before = 0;
    while (f->bag.words < BAG_WORDS && (count = scan_next(f->scan))) {
        take_words(f, text, count, in_title);
        f->bag.words += count;
    }
}

/* What is mostly written with a capital is a name. */
static void mark_names(struct bag *bag)
{
    for (uint32_t i = 0; i < bag->count; i++)
        if (bag->at[i].names && (float)bag->at[i].names >= NAME_SHARE * (float)bag->at[i].inside)
            bag->at[i].number |= TERM_NAME;
}

/* ---- headlines ---- */

/* What sites put between a headline and their name. */
static const struct span separators[] = {
    { " - ", 3 }, { " | ", 3 }, { " \xe2\x80\x93 ", 5 }, { " \xe2\x80\x94 ", 5 }
};
enum { SEPARATORS = sizeof separators / sizeof *separators };

/* The title without the outlet's name behind or before it. */
static struct span without_outlet(struct span title, struct span outlet)
{
    for (int i = 0; i < SEPARATORS && outlet.len; i++) {
        struct span between = separators[i];
        if (title.len <= outlet.len + between.len)
            continue;
        size_t rest = title.len - outlet.len - between.len;
        bool is_last = span_equal_nocase(span_from(title, title.len - outlet.len), outlet);
        if (is_last && span_starts(span_from(title, rest), between))
            return span_cut(title, 0, rest);
        if (span_starts_nocase(title, outlet) && span_starts(span_from(title, outlet.len), between))
            return span_from(title, outlet.len + between.len);
    }
    return title;
}

static bool has_title_block(const struct article *article)
{
    for (uint32_t i = 0; i < article->blocks.count; i++)
        if (article->blocks.at[i].kind == BLOCK_TITLE)
            return true;
    return false;
}

static struct bag_term *copy_terms(struct arena *keep, const struct bag *bag)
{
    struct bag_term *at = arena_take_raw(keep, sizeof *at, alignof(struct bag_term), bag->count);
    if (bag->count)
        memcpy(at, bag->at, bag->count * sizeof *at);
    return at;
}

struct bag bag_of(struct arena *keep, struct arena scratch, struct lexis *lexis, const struct article *article)
{
    struct filling f = { .lexis = lexis, .language = article->language, .scratch = scratch };
    bool title_apart = article->title.len && !mark_length(article->title_at);
    f.folding = arena_half(&f.scratch);
    f.growing = arena_half(&f.scratch);
    f.bag.language = lexis_language(article->language);
    f.bag.titled = title_apart || has_title_block(article);
    f.scan = arena_take_raw(&f.scratch, sizeof *f.scan, alignof(struct scan), 1);
    f.early = arena_take_raw(&f.scratch, sizeof *f.early, alignof(struct early_word), EARLY_WORDS);
    make_slots(&f, SLOTS_LEAST);
    if (title_apart)
        read_text(&f, without_outlet(article->title, article->outlet), true);
    for (uint32_t i = 0; i < article->blocks.count; i++) {
        const struct block *block = &article->blocks.at[i];
        struct span text = mark_span(article->text, block->at);
        bool is_title = block->kind == BLOCK_TITLE;
        read_text(&f, is_title ? without_outlet(text, article->outlet) : text, is_title);
    }
    f.bag.at = copy_terms(keep, &f.bag);
    mark_names(&f.bag);
    bag_add_bridges(keep, f.scratch, lexis, &f.bag, f.early, f.early_count, article->language);
    return f.bag;
}

/* Whether the word is what stands for the id in another language, be it a name or not. */
static bool is_bridge(struct lexis *lexis, struct arena scratch, const struct scan_word *word, struct span language,
                      uint32_t id)
{
    for (int name = 0; name < 2; name++) {
        struct bridge bridge = lexis_learn_bridge(lexis, scratch, word->hash, word->folded, language, name);
        if (bridge.kind != BRIDGE_NONE && term_id(bag_bridge_number(&bridge)) == id)
            return true;
    }
    return false;
}

static struct span find_wording(struct filling *f, struct span text, uint32_t id)
{
    uint32_t count, before_at = 0;
    scan_open(f->scan, text, f->bag.language, f->folding);
    f->before = 0;
    while ((count = scan_next(f->scan)))
        for (uint32_t i = 0; i < count; i++) {
            const struct scan_word *word = &f->scan->words[i];
            struct reading reading = read_word(f, word);
            bool common = reading.share >= STOP_SHARE;
            if (term_id(term_number(reading.term, 0)) == id || is_bridge(f->lexis, f->scratch, word, f->language, id))
                return mark_span(text, word->at);
            if (f->before && !common && term_id(term_number(hash_mix(f->before, reading.term), 0)) == id)
                return span_cut(text, before_at, word->at.to);
            f->before = common ? 0 : reading.term;
            before_at = word->at.from;
        }
    return SPAN("");
}

struct span bag_wording(struct arena scratch, struct lexis *lexis, const struct article *article, uint32_t id)
{
    struct filling f = { .lexis = lexis, .language = article->language, .scratch = scratch };
    f.folding = arena_half(&f.scratch);
    f.bag.language = lexis_language(article->language);
    f.scan = arena_take_raw(&f.scratch, sizeof *f.scan, alignof(struct scan), 1);
    struct span found = SPAN("");
    if (!mark_length(article->title_at))
        found = find_wording(&f, article->title, id);
    for (uint32_t i = 0; i < article->blocks.count && !found.len; i++)
        found = find_wording(&f, mark_span(article->text, article->blocks.at[i].at), id);
    return found;
}
