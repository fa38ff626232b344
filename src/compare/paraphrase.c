#include "compare/paraphrase.h"

#include "base/hash.h"
#include "blobs/paraphrase_forest.h"
#include "news/word_tag.h"

enum { WORDS_MAX = 128, FULL = 63, KIN_LETTERS = 4, LETTERS_MAX = 12 };

#define KIND_AS_ENUM(name) KIND_##name,
enum word_kind { PARAPHRASE_KINDS(KIND_AS_ENUM) KIND_COUNT };

struct item {
    uint64_t key;             /* what it is compared by: happening, concept, stem; of function words the form */
    struct span folded;
    uint32_t form;
    float act;                /* how much of a happening it names */
    uint8_t kind;             /* enum word_kind */
    bool is_common;           /* has a partner in the other sentence */
};

struct side {
    struct item at[WORDS_MAX];
    int count;
    int said, quoted;         /* verbs of saying and the like; quotation marks */
};

/* ---- reading a sentence ---- */

static enum word_kind kind_of(const struct token *token, const struct word *word, enum word_tag tag)
{
    if (token->kind == TOKEN_NUMBER)
        return KIND_NUMBER;
    if (!word->key)
        return KIND_FUNCTION;
    if (word->is_verb)
        return KIND_VERB;
    if (tag == WORD_TAG_NNP || tag == WORD_TAG_NNPS)
        return KIND_NAME;
    return tag == WORD_TAG_NN || tag == WORD_TAG_NNS ? KIND_NOUN : KIND_OTHER;
}

static void read_side(struct side *out, const struct paraphrase_side *from)
{
    const struct annotations *notes = &from->report->notes;
    out->count = out->said = out->quoted = 0;
    for (uint32_t i = from->sentence->first_token; i < from->sentence->token_end && out->count < WORDS_MAX; i++) {
        const struct token *token = &notes->tokens.at[i];
        const struct word *word = &from->words[i];
        out->quoted += (token->shape & TOKEN_QUOTE) != 0;
        if (token->kind == TOKEN_PUNCTUATION)
            continue;
        enum word_tag tag = notes->tags ? (enum word_tag)notes->tags[i] : WORD_TAG_NONE;
        out->said += word->is_light;
        out->at[out->count++] = (struct item){
            .key = !word->key ? token->word : word->act ? word->act : word->key,
            .form = token->word,
            .folded = token_folded(&notes->tokens, i),
            .act = word->act_weight,
            .kind = (uint8_t)kind_of(token, word, tag) };
    }
}

/* ---- small sums ---- */

static int least(int x, int y) { return x < y ? x : y; }
static int most(int x, int y) { return x > y ? x : y; }
static uint8_t number(int n) { return (uint8_t)least(n < 0 ? 0 : n, FULL); }

static uint8_t share(double part, double whole)
{
    return whole > 0 ? (uint8_t)(part >= whole ? FULL : part <= 0 ? 0 : part * FULL / whole + 0.5) : 0;
}

/* What two sides have, and what of it is common. */
struct overlap { double a, b, common_a, common_b; };

static uint8_t dice(struct overlap o) { return share(o.common_a + o.common_b, o.a + o.b); }

static uint8_t part_of(struct overlap o, bool of_lesser)
{
    double x = o.a > 0 ? o.common_a / o.a : 0, y = o.b > 0 ? o.common_b / o.b : 0;
    return share((x < y) == of_lesser ? x : y, 1);
}

/* ---- words without their order ---- */

/* Gives each item one partner at most, the first that is still free. */
static void find_partners(struct side *a, struct side *b)
{
    for (int i = 0; i < a->count; i++)
        for (int k = 0; k < b->count && !a->at[i].is_common; k++)
            if (!b->at[k].is_common && a->at[i].key == b->at[k].key)
                a->at[i].is_common = b->at[k].is_common = true;
}

static int common_forms(const struct side *a, const struct side *b)
{
    bool taken[WORDS_MAX] = { false };
    int common = 0;
    for (int i = 0; i < a->count; i++)
        for (int k = 0; k < b->count; k++)
            if (!taken[k] && a->at[i].form == b->at[k].form) {
                taken[k] = true;
                common++;
                break;
            }
    return common;
}

enum measure { BY_WORDS, BY_LETTERS, BY_CONTENT, BY_ACTS };

static double weight_of(const struct item *item, enum measure measure)
{
    switch (measure) {
    case BY_LETTERS: return (double)(item->folded.len < LETTERS_MAX ? item->folded.len : LETTERS_MAX);
    case BY_CONTENT: return item->kind != KIND_FUNCTION;
    case BY_ACTS:    return (double)item->act;
    default:         return 1;
    }
}

static struct overlap overlap_by(const struct side *a, const struct side *b, enum measure measure)
{
    struct overlap o = { 0 };
    for (int i = 0; i < a->count; i++) {
        o.a += weight_of(&a->at[i], measure);
        o.common_a += a->at[i].is_common ? weight_of(&a->at[i], measure) : 0;
    }
    for (int k = 0; k < b->count; k++) {
        o.b += weight_of(&b->at[k], measure);
        o.common_b += b->at[k].is_common ? weight_of(&b->at[k], measure) : 0;
    }
    return o;
}

static void put_words(uint8_t *f, const struct side *a, const struct side *b)
{
    int forms = common_forms(a, b);
    struct overlap written = { a->count, b->count, forms, forms }, words = overlap_by(a, b, BY_WORDS),
                   letters = overlap_by(a, b, BY_LETTERS), content = overlap_by(a, b, BY_CONTENT),
                   acts = overlap_by(a, b, BY_ACTS);
    f[PARAPHRASE_FORMS_DICE] = dice(written);
    f[PARAPHRASE_FORMS_LESSER] = part_of(written, true);
    f[PARAPHRASE_FORMS_GREATER] = part_of(written, false);
    f[PARAPHRASE_WORDS_DICE] = dice(words);
    f[PARAPHRASE_WORDS_LESSER] = part_of(words, true);
    f[PARAPHRASE_WORDS_GREATER] = part_of(words, false);
    f[PARAPHRASE_LETTERS_DICE] = dice(letters);
    f[PARAPHRASE_LETTERS_LESSER] = part_of(letters, true);
    f[PARAPHRASE_CONTENT_DICE] = dice(content);
    f[PARAPHRASE_CONTENT_LESSER] = part_of(content, true);
    f[PARAPHRASE_ACTS_DICE] = dice(acts);
    f[PARAPHRASE_ACTS_LESSER] = part_of(acts, true);
    f[PARAPHRASE_LENGTH_MOST] = number(most(a->count, b->count));
    f[PARAPHRASE_LENGTH_LEAST] = number(least(a->count, b->count));
    f[PARAPHRASE_LENGTH_SHARE] = share(least(a->count, b->count), most(a->count, b->count));
}

/* ---- words that only one has ---- */

static bool is_kin(const struct item *item, const struct side *other)
{
    if (item->kind == KIND_FUNCTION || item->folded.len < KIN_LETTERS)
        return false;
    struct span head = span_cut(item->folded, 0, KIN_LETTERS);
    for (int k = 0; k < other->count; k++)
        if (other->at[k].kind != KIND_FUNCTION && span_starts(other->at[k].folded, head))
            return true;
    return false;
}

/* Of one side, what the other does not have. */
struct apart { int words, kin, gap, begin, end, by_kind[KIND_COUNT], common[KIND_COUNT]; };

static struct apart apart_of(const struct side *side, const struct side *other)
{
    struct apart apart = { 0 };
    int open = 0;
    bool met = false;
    for (int i = 0; i < side->count; i++) {
        const struct item *item = &side->at[i];
        open = item->is_common ? 0 : open + 1;
        met |= item->is_common;
        apart.begin += !met;
        apart.gap = most(apart.gap, open);
        apart.words += !item->is_common;
        apart.kin += !item->is_common && !is_kin(item, other);
        apart.by_kind[item->kind] += !item->is_common;
        apart.common[item->kind] += item->is_common;
    }
    apart.end = open;
    return apart;
}

static void put_apart(uint8_t *f, const struct side *a, const struct side *b)
{
    struct apart x = apart_of(a, b), y = apart_of(b, a);
    f[PARAPHRASE_GAP_MOST] = number(most(x.gap, y.gap));
    f[PARAPHRASE_GAP_LEAST] = number(least(x.gap, y.gap));
    f[PARAPHRASE_BEGIN_APART] = number(most(x.begin, y.begin));
    f[PARAPHRASE_END_APART] = number(most(x.end, y.end));
    f[PARAPHRASE_APART_MOST] = number(most(x.words, y.words));
    f[PARAPHRASE_APART_LEAST] = number(least(x.words, y.words));
    f[PARAPHRASE_KIN_MOST] = number(most(x.kin, y.kin));
    f[PARAPHRASE_KIN_LEAST] = number(least(x.kin, y.kin));
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        uint8_t *three = &f[PARAPHRASE_FUNCTION_COMMON + 3 * kind];
        three[0] = number(most(x.common[kind], y.common[kind]));
        three[1] = number(most(x.by_kind[kind], y.by_kind[kind]));
        three[2] = number(least(x.by_kind[kind], y.by_kind[kind]));
    }
}

/* ---- words in their order ---- */

struct order { int subsequence, run; };

static struct order order_of(const struct side *a, const struct side *b, bool by_form)
{
    int longest[WORDS_MAX + 1] = { 0 }, run[WORDS_MAX + 1] = { 0 };
    struct order order = { 0, 0 };
    for (int i = 0; i < a->count; i++) {
        int longest_before = 0, run_before = 0;     /* of the row above and the column before */
        for (int k = 0; k < b->count; k++) {
            const struct item *x = &a->at[i], *y = &b->at[k];
            bool same = by_form ? x->form == y->form : x->key == y->key;
            int longest_above = longest[k + 1], run_above = run[k + 1];
            longest[k + 1] = same ? longest_before + 1 : most(longest_above, longest[k]);
            run[k + 1] = same ? run_before + 1 : 0;
            order.run = most(order.run, run[k + 1]);
            longest_before = longest_above;
            run_before = run_above;
        }
    }
    order.subsequence = longest[b->count];
    return order;
}

/* Runs of `size` words of a that stand in b, too; each of b's serves once. */
static int common_runs(const struct side *a, const struct side *b, int size)
{
    bool taken[WORDS_MAX] = { false };
    int common = 0;
    for (int i = 0; i + size <= a->count; i++)
        for (int k = 0; k + size <= b->count; k++) {
            int n = 0;
            while (n < size && a->at[i + n].key == b->at[k + n].key)
                n++;
            if (n == size && !taken[k]) {
                taken[k] = true;
                common++;
                break;
            }
        }
    return common;
}

static void put_order(uint8_t *f, const struct side *a, const struct side *b)
{
    struct order words = order_of(a, b, false), forms = order_of(a, b, true);
    int common = 0, shorter = least(a->count, b->count), both = a->count + b->count;
    for (int i = 0; i < a->count; i++)
        common += a->at[i].is_common;
    f[PARAPHRASE_ORDER_DICE] = share(2 * words.subsequence, both);
    f[PARAPHRASE_ORDER_LESSER] = share(words.subsequence, shorter);
    f[PARAPHRASE_FORM_ORDER_DICE] = share(2 * forms.subsequence, both);
    f[PARAPHRASE_RUN] = number(words.run);
    f[PARAPHRASE_RUN_LESSER] = share(words.run, shorter);
    f[PARAPHRASE_CROSSED] = number(common - words.subsequence);
    f[PARAPHRASE_BIGRAM_DICE] = share(2 * common_runs(a, b, 2), both - 2);
    f[PARAPHRASE_BIGRAM_LESSER] = share(common_runs(a, b, 2), shorter - 1);
    f[PARAPHRASE_TRIGRAM_DICE] = share(2 * common_runs(a, b, 3), both - 4);
}

/* ---- what stands in the statements ---- */

static void put_grams(uint8_t *f, const struct statement *a, const struct statement *b)
{
    int common = 0;
    for (unsigned i = 0; i < STATEMENT_GRAMS / 64; i++)
        common += __builtin_popcountll(a->grams[i] & b->grams[i]);
    struct overlap grams = { a->gram_count, b->gram_count, common, common };
    f[PARAPHRASE_GRAMS_DICE] = dice(grams);
    f[PARAPHRASE_GRAMS_LESSER] = part_of(grams, true);
    f[PARAPHRASE_GRAMS_GREATER] = part_of(grams, false);
}

/* Terms of the kind that only the one has: a pair of numbers at f, the greater one first. */
static void put_terms(uint8_t *f, const struct statement *a, const struct statement *b, enum term_kind kind)
{
    struct shared_terms shared = statement_shared(a, b, kind);
    f[0] = number(most(shared.a, shared.b) - shared.common);
    f[1] = number(least(shared.a, shared.b) - shared.common);
}

/* ---- the whole ---- */

void paraphrase_describe(struct paraphrase_side first, struct paraphrase_side second,
                         uint8_t f[PARAPHRASE_FEATURE_COUNT])
{
    struct side a, b;
    read_side(&a, &first);
    read_side(&b, &second);
    find_partners(&a, &b);
    put_words(f, &a, &b);
    put_apart(f, &a, &b);
    put_order(f, &a, &b);
    put_grams(f, first.sentence, second.sentence);
    put_terms(&f[PARAPHRASE_FIGURES_MOST], first.sentence, second.sentence, TERM_FIGURE);
    put_terms(&f[PARAPHRASE_DATES_MOST], first.sentence, second.sentence, TERM_DATE);
    f[PARAPHRASE_NEGATION] = first.sentence->negative != second.sentence->negative;
    f[PARAPHRASE_SAID_MOST] = number(most(a.said, b.said));
    f[PARAPHRASE_SAID_LEAST] = number(least(a.said, b.said));
    f[PARAPHRASE_QUOTED_MOST] = number(most(a.quoted, b.quoted));
    f[PARAPHRASE_QUOTED_LEAST] = number(least(a.quoted, b.quoted));
}

bool paraphrase_clashes(const struct statement *a, const struct statement *b)
{
    uint8_t apart[2];
    put_terms(apart, a, b, TERM_FIGURE);
    return a->negative != b->negative || apart[1] > 0;
}

bool paraphrase_builtin(struct forest *forest)
{
    struct span bytes = { (const char *)paraphrase_forest, paraphrase_forest_SIZE };
    return forest_open(forest, bytes) && forest->feature_count == PARAPHRASE_FEATURE_COUNT;
}

void paraphrase_score(struct arena scratch, const struct forest *forest, const struct paraphrase_pair *pairs,
                      size_t count, int32_t *scores)
{
    size_t stride = forest_stride(count);
    uint8_t *columns = arena_new(&scratch, uint8_t, stride * PARAPHRASE_FEATURE_COUNT);
    for (size_t i = 0; i < count; i++) {
        uint8_t features[PARAPHRASE_FEATURE_COUNT];
        paraphrase_describe(pairs[i].a, pairs[i].b, features);
        for (size_t f = 0; f < PARAPHRASE_FEATURE_COUNT; f++)
            columns[f * stride + i] = features[f];
    }
    forest_score(forest, columns, stride, count, scores);
}
