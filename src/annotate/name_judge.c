#include "annotate/name_judge.h"

#include "base/hash.h"
#include "blobs/name_judge_rows.h"

enum {
    WINDOW = 5,              /* tokens on either side in which words tell what is near */
    WORDS = 3                /* of them that count by themselves */
};

/* The templates, by number; a number is never given to another one without a new JUDGE_KIND. */
enum template {
    OF_ALL = 1, OF_LANGUAGE, OF_WHOLE, OF_TABLE, OF_FIRST, OF_LAST, OF_ENDS, OF_FIRST_TABLE, OF_LAST_TABLE, OF_ANY,
    OF_HINTS, OF_CONNECTOR, OF_SHAPE, OF_QUOTES, OF_ENDING, OF_BEGIN, OF_FIRST_ENDING, OF_LAST_WORD, OF_FIRST_WORD,
    OF_CASE,
    BEFORE_WORD = 40, BEFORE_CLASS, BEFORE_HINTS, BEFORE_NOUN, BEFORE_TWO, BEFORE_PAIR, BEFORE_LAST,
    BEHIND_WORD, BEHIND_CLASS, BEHIND_HINTS, BEHIND_TWO, BEHIND_APPOSITION, BEHIND_BRACKET, BEHIND_PAIR,
    AROUND_LEFT, AROUND_RIGHT, AROUND_BOTH, BESIDE_LEFT, BESIDE_RIGHT, AT_BEGIN,
    IN_HEADING, AROUND_WORD, BETWEEN, IN_ROW
};

static void put(struct judge_features *f, enum template template, uint32_t a, uint32_t b)
{
    if (f->count == JUDGE_FEATURES_MAX)
        return;
    f->is_word[f->count] = false;
    f->at[f->count++] = rows_feature(template, a, b);
}

/* The same for a feature that tells a word or letters. */
static void put_word(struct judge_features *f, enum template template, uint32_t a, uint32_t b)
{
    put(f, template, a, b);
    f->is_word[f->count - 1] = true;
}

/* One feature for each bit that is set. */
static void put_bits(struct judge_features *f, enum template template, unsigned bits, uint32_t b)
{
    for (unsigned i = 0; bits >> i; i++)
        if (bits >> i & 1)
            put(f, template, i, b);
}

/* ---- the name's own words ---- */

static unsigned tables_of(const struct name_view *v, uint32_t i)
{
    const struct vocable *w = view_word(v, i);
    return w->organisation | (unsigned)w->place << 3 | (unsigned)w->given_name << 6 | (unsigned)(w->role == ROLE_HEAD) << 7 |
           (unsigned)w->honorific << 8;
}

static unsigned shape_of(const struct name_view *v, uint32_t i)
{
    return view_token(v, i)->shape & (TOKEN_CAPITAL | TOKEN_ALL_CAPITALS | TOKEN_HAS_DIGIT | TOKEN_HYPHENATED);
}

/* A hash of the last `letters` letters; of the first where `letters` is negative. */
static uint32_t affix(struct span word, int letters)
{
    size_t at = letters > 0 ? word.len : 0;
    for (int left = letters > 0 ? letters : -letters; left > 0; left--) {
        if (letters > 0 && at > 0)
            at--;
        while (letters > 0 && at > 0 && ((unsigned char)word.at[at] & 0xc0) == 0x80)
            at--;
        if (letters < 0 && at < word.len)
            at++;
        while (letters < 0 && at < word.len && ((unsigned char)word.at[at] & 0xc0) == 0x80)
            at++;
    }
    return token_hash(letters > 0 ? span_from(word, at) : span_cut(word, 0, at));
}

static void put_letters(struct judge_features *f, const struct name_view *v, struct name_run name)
{
    bool many = name.end > name.first + 1;
    uint32_t last = name.end - 1;
    struct span whole = view_folded(v, last), word = lexicon_bare(whole);
    put_word(f, OF_CASE, token_hash(span_from(whole, word.len)), many);
    for (int letters = 2; letters <= 4; letters++)
        put_word(f, OF_ENDING, affix(word, letters), (uint32_t)letters | many << 4);
    put_word(f, OF_BEGIN, affix(word, -3), many);
    if (many)
        put_word(f, OF_FIRST_ENDING, affix(lexicon_bare(view_folded(v, name.first)), 3), 0);
    put_word(f, OF_LAST_WORD, view_word(v, last)->bare, many);
    if (many)
        put_word(f, OF_FIRST_WORD, view_word(v, name.first)->bare, 0);
}

static void put_inside(struct judge_features *f, const struct name_view *v, struct name_run name, uint32_t words)
{
    unsigned organisation = 0, kinds = 0, hints = 0, places = 0;
    for (uint32_t i = name.first; i < name.end; i++) {
        if (!view_is_word(v, i))
            continue;
        const struct vocable *w = view_word(v, i);
        organisation |= 1u << w->organisation;
        places |= 1u << w->place;
        kinds |= w->kinds;
        hints |= vocabulary_hints(v->words, i) & 15;
        if (!view_has_capital(v, i))
            put_word(f, OF_CONNECTOR, view_token(v, i)->word, words > 3);
    }
    put_bits(f, OF_ANY, organisation, words > 1);
    put_bits(f, OF_ANY, places, 2 | (words > 1));
    put_bits(f, OF_ANY, kinds, 4 | (words > 1));
    put_bits(f, OF_HINTS, hints, words > 1);
    put_bits(f, OF_HINTS, vocabulary_hints(v->words, name.first) & 15, 2 | (words > 1));
    put_bits(f, OF_HINTS, vocabulary_hints(v->words, name.end - 1) & 15, 4 | (words > 1));
}

static void put_name(struct judge_features *f, const struct name_view *v, struct name_run name)
{
    uint32_t words = 0, last = name.end - 1;
    for (uint32_t i = name.first; i < name.end; i++)
        words += view_is_word(v, i);
    words = words > 5 ? 5 : words;
    struct listed listed = view_look_up(v, name.first, name.end);
    unsigned whole = view_kinds(v, name), first = view_word(v, name.first)->kinds, end = view_word(v, last)->kinds;
    put(f, OF_ALL, words, 0);
    put_word(f, OF_LANGUAGE, token_hash(v->language), words);
    put(f, OF_WHOLE, whole, words > 1);
    put_bits(f, OF_WHOLE, whole, 2 | (words > 1));
    put(f, OF_TABLE, listed.type, words > 1);
    if (words > 1) {
        put(f, OF_FIRST, first, words);
        put(f, OF_LAST, end, words);
        put(f, OF_ENDS, first, end);
    }
    put(f, OF_FIRST_TABLE, tables_of(v, name.first), words > 1);
    put(f, OF_LAST_TABLE, tables_of(v, last), words > 1);
    put(f, OF_SHAPE, shape_of(v, name.first), shape_of(v, last) | words << 8);
    put_inside(f, v, name, words);
}

/* ---- the words around it ---- */

/* Russian and Ukrainian quote the names of companies, others the titles of works. */
static uint32_t quote_class(const struct name_view *v)
{
    return span_equal(v->language, SPAN("ru")) || span_equal(v->language, SPAN("uk")) ? 2 : 1;
}

/* What kind of token stands at i: the class of a small word, what it is good for, or which sign it is. */
static uint32_t class_of(const struct name_view *v, uint32_t i)
{
    enum { USES = USE_PLACE_PREPOSITION | USE_PAIR | USE_TIE | USE_BE | USE_CONNECTOR | USE_JOINED_ARTICLE };
    const struct token *token = view_token(v, i);
    if (token->kind == TOKEN_PUNCTUATION)
        return 1u << 31 | ((token->shape & TOKEN_QUOTE) ? quote_class(v) : token->word);
    if (token->kind == TOKEN_NUMBER)
        return 1u << 30;
    return v->glue[i] | (uint32_t)(vocabulary_at(v->words, i)->uses & USES) << 5 | (uint32_t)view_is_cue(v, i) << 20 |
           (uint32_t)view_has_capital(v, i) << 21 | (uint32_t)((token->shape & TOKEN_CLITIC) != 0) << 22;
}

static unsigned hints_at(const struct name_view *v, uint32_t i)
{
    return view_is_word(v, i) ? vocabulary_hints(v->words, i) : 0;
}

/* Whether token i only ties a noun to the name: "the city | of", "Stadt | der". */
static bool is_tie(const struct name_view *v, uint32_t i)
{
    return v->glue[i] == GLUE_ARTICLE || v->glue[i] == GLUE_PREPOSITION ||
           vocabulary_has(v->words, i, USE_CONNECTOR | USE_JOINED_ARTICLE) || view_is_quote(v, i);
}

static void put_before(struct judge_features *f, const struct name_view *v, struct name_run name)
{
    if (name.first == 0 || v->begins[name.first] || (view_token(v, name.first)->shape & TOKEN_LINE_BEFORE)) {
        put(f, AT_BEGIN, 0, 0);
        return;
    }
    uint32_t i = name.first - 1;
    unsigned end = view_word(v, name.end - 1)->kinds;
    put_word(f, BEFORE_WORD, view_token(v, i)->word, 0);
    put(f, BEFORE_CLASS, class_of(v, i), name.end - name.first > 1);
    put(f, BEFORE_LAST, class_of(v, i), end);
    put_bits(f, BEFORE_HINTS, hints_at(v, i), name.end - name.first > 1);
    uint32_t noun = i, ties = 0;
    while (noun > 0 && ties < 3 && is_tie(v, noun) && !v->begins[noun])
        noun--, ties++;
    if (ties > 0)
        put_bits(f, BEFORE_NOUN, hints_at(v, noun), ties);
    put_bits(f, BEFORE_NOUN, hints_at(v, noun), 256);
    put(f, AT_BEGIN, 1, view_is_initial(v, name.first));
    if (v->begins[i])
        return;
    put_word(f, BEFORE_TWO, view_token(v, i - 1)->word, 0);
    put_word(f, BEFORE_PAIR, view_token(v, i)->word, view_token(v, i - 1)->word);
    bool joins = view_is(v, i, SPAN(",")) || vocabulary_has(v->words, i, USE_PAIR);
    if (joins && view_is_word(v, i - 1) && view_has_capital(v, i - 1))
        put(f, BESIDE_LEFT, view_word(v, i - 1)->kinds, view_word(v, i - 1)->organisation);
}

/* ", a Brazilian footballer": what the words behind the comma say. */
static void put_apposition(struct judge_features *f, const struct name_view *v, uint32_t i)
{
    unsigned hints = 0;
    for (uint32_t k = i + 1; k < v->tokens->count && k < i + 5 && view_is_word(v, k) && !v->begins[k]; k++)
        hints |= hints_at(v, k) & 15;
    put_bits(f, BEHIND_APPOSITION, hints, 0);
}

static void put_behind(struct judge_features *f, const struct name_view *v, struct name_run name)
{
    uint32_t i = name.end, count = v->tokens->count;
    if (i >= count || v->begins[i])
        return;
    unsigned first = view_word(v, name.first)->kinds;
    put_word(f, BEHIND_WORD, view_token(v, i)->word, 0);
    put(f, BEHIND_CLASS, class_of(v, i), name.end - name.first > 1);
    put(f, BEHIND_PAIR, class_of(v, i), first);
    if (name.first > 0 && !v->begins[name.first])
        put(f, BETWEEN, class_of(v, name.first - 1), class_of(v, i));
    put_bits(f, BEHIND_HINTS, hints_at(v, i), name.end - name.first > 1);
    if (view_is(v, i, SPAN(",")))
        put_apposition(f, v, i);
    if (i + 1 >= count || v->begins[i + 1])
        return;
    put(f, BEHIND_TWO, class_of(v, i + 1), class_of(v, i));
    if (view_is(v, i, SPAN("(")))
        put(f, BEHIND_BRACKET, class_of(v, i + 1), 0);
    bool joins = view_is(v, i, SPAN(",")) || vocabulary_has(v->words, i, USE_PAIR);
    if (joins && view_is_word(v, i + 1) && view_has_capital(v, i + 1))
        put(f, BESIDE_RIGHT, view_word(v, i + 1)->kinds, view_word(v, i + 1)->organisation);
}

/* Whether the word has a meaning of its own, wherever it stands near. */
static bool is_telling(const struct name_view *v, uint32_t i)
{
    return view_is_word(v, i) && v->glue[i] == GLUE_NONE && !view_has_capital(v, i);
}

static void put_around(struct judge_features *f, const struct name_view *v, struct name_run name)
{
    unsigned left = 0, right = 0, words = 0;
    for (uint32_t i = name.first; i > 0 && name.first - i < WINDOW && !v->begins[i]; i--) {
        left |= hints_at(v, i - 1);
        if (is_telling(v, i - 1) && words++ < WORDS)
            put_word(f, AROUND_WORD, view_token(v, i - 1)->word, 0);
    }
    words = 0;
    for (uint32_t i = name.end; i < v->tokens->count && i < name.end + WINDOW && !v->begins[i]; i++) {
        right |= hints_at(v, i);
        if (is_telling(v, i) && words++ < WORDS)
            put_word(f, AROUND_WORD, view_token(v, i)->word, 1);
    }
    put_bits(f, AROUND_LEFT, left, 0);
    put_bits(f, AROUND_RIGHT, right, 0);
    put_bits(f, AROUND_BOTH, left | right, 0);
}

/* ---- rows of names ---- */

static bool is_joint(const struct name_view *v, uint32_t i)
{
    return view_is(v, i, SPAN(",")) || vocabulary_has(v->words, i, USE_PAIR);
}

/* What the lists say of the names of a row on one side, and how many signs and words join them. */
struct row { unsigned kinds, joints; };

/* Whether the row goes on over token i. */
static bool row_take(struct row *row, const struct name_view *v, uint32_t i)
{
    if (is_joint(v, i)) {
        row->joints++;
        return true;
    }
    if (!view_is_word(v, i) || !view_has_capital(v, i))
        return false;
    if (row->joints > 0)
        row->kinds |= view_word(v, i)->kinds;
    return true;
}

/* "Brenn, Oslo, Qorvel and Tarn": what is known of the others tells of each. */
static void put_row(struct judge_features *f, const struct name_view *v, struct name_run name)
{
    enum { REACH = 8, JOINTS = 3, LONG_AS = 32 };
    struct row left = { 0, 0 }, right = { 0, 0 };
    for (uint32_t i = name.first; i > 0 && name.first - i < REACH && !v->begins[i] && row_take(&left, v, i - 1);)
        i--;
    for (uint32_t i = name.end; i < v->tokens->count && i < name.end + REACH && !v->begins[i] && row_take(&right, v, i);)
        i++;
    unsigned joints = left.joints + right.joints > JOINTS ? JOINTS : left.joints + right.joints;
    put_bits(f, IN_ROW, (left.kinds | right.kinds) & ~(unsigned)LISTED_LEADS, joints);
    put(f, IN_ROW, LONG_AS, joints);
}

static void put_context(struct judge_features *f, const struct name_view *v, struct name_run name)
{
    bool is_quoted = name.first > 0 && view_is_quote(v, name.first - 1) && name.end < v->tokens->count &&
                     view_is_quote(v, name.end);
    put(f, OF_QUOTES, is_quoted ? quote_class(v) : 0, name.end > name.first + 1);
    put(f, IN_HEADING, v->in_heading[name.first], view_is_capitals(v, name.end - 1));
    put_before(f, v, name);
    put_behind(f, v, name);
    put_around(f, v, name);
    put_row(f, v, name);
}

void judge_read(const struct name_view *v, struct name_run name, struct judge_features *f)
{
    f->count = 0;
    put_name(f, v, name);
    f->letters = f->count;
    put_letters(f, v, name);
    f->around = f->count;
    put_context(f, v, name);
}

/* ---- the model ---- */

struct judge judge_open(void)
{
    struct judge judge = { .is_learnt = false };
    struct span bytes = { (const char *)name_judge_rows, name_judge_rows_SIZE };
    judge.is_learnt = rows_open(&judge.rows, bytes, JUDGE_KIND) && judge.rows.width == JUDGE_WIDTH && judge.rows.one;
    return judge;
}

/* ---- names that were judged before ---- */

/* What the words and letters of each distinct name say: most names stand in an article several times. */
struct own_scores { int16_t at[JUDGE_WIDTH]; };
struct judge_cache { struct map names; struct own_scores *scores; size_t count, room; struct arena *arena; };

struct judge_cache *judge_cache_in(struct arena *scratch)
{
    struct judge_cache *cache = arena_new(scratch, struct judge_cache, 1);
    cache->names = map_in(scratch, 64);
    cache->arena = scratch;
    return cache;
}

static uint64_t hash_of(const struct name_view *v, struct name_run name)
{
    uint64_t hash = shape_of(v, name.first) | (uint64_t)shape_of(v, name.end - 1) << 8;
    for (uint32_t i = name.first; i < name.end; i++)
        hash = hash_mix(hash, v->words->of[i] | (uint64_t)view_has_capital(v, i) << 32);
    return hash;
}

static void score_name(const struct name_view *v, struct name_run name, int16_t scores[JUDGE_WIDTH])
{
    bool is_new;
    struct judge_cache *cache = v->judged;
    uint32_t *number = map_at(&cache->names, hash_of(v, name), &is_new);
    if (!is_new) {
        memcpy(scores, cache->scores[*number].at, sizeof cache->scores->at);
        return;
    }
    *number = (uint32_t)cache->count;
    struct judge_features features;
    features.count = 0;
    put_name(&features, v, name);
    put_letters(&features, v, name);
    memset(scores, 0, JUDGE_WIDTH * sizeof *scores);
    rows_add(&v->judge->rows, features.at, features.count, scores);
    ARENA_ROOM(cache->arena, cache->scores, cache->count, cache->room);
    memcpy(cache->scores[cache->count++].at, scores, sizeof cache->scores->at);
}

/* ---- judging ---- */

/* The weight of each label by itself. */
static void add_prior(const struct judge *judge, int16_t *scores)
{
    for (unsigned label = 0; label < JUDGE_LABELS; label++)
        scores[label] = (int16_t)(scores[label] + rows_move(&judge->rows, JUDGE_LABELS, label));
}

void judge_score(const struct judge *judge, const struct judge_features *features, int16_t *scores)
{
    memset(scores, 0, JUDGE_WIDTH * sizeof *scores);
    rows_add(&judge->rows, features->at, features->count, scores);
    add_prior(judge, scores);
}

static uint8_t weight_of(int margin)
{
    return margin >= 40 ? 6 : margin >= 24 ? 4 : margin >= 10 ? 2 : 1;
}

struct judgement judge_name(const struct name_view *v, struct name_run name)
{
    const struct judge *judge = v->judge;
    if (!judge->is_learnt)
        return (struct judgement){ ENTITY_PERSON, 1, 0 };
    struct judge_features features;
    int16_t scores[JUDGE_WIDTH];
    unsigned best = 0;
    features.count = 0;
    score_name(v, name, scores);
    put_context(&features, v, name);
    rows_add(&judge->rows, features.at, features.count, scores);
    add_prior(judge, scores);
    for (unsigned label = 1; label < JUDGE_LABELS; label++)
        if (scores[label] > scores[best])
            best = label;
    int second = INT16_MIN;
    for (unsigned label = 0; label < JUDGE_LABELS; label++)
        if (label != best && scores[label] > second)
            second = scores[label];
    int margin = (scores[best] - second) * 16 / judge->rows.one;
    return (struct judgement){ (uint8_t)best, weight_of(margin), (int16_t)(margin > INT16_MAX ? INT16_MAX : margin) };
}

/* How much more its letters speak for a noun than for the name that they fit best, in sixteenths. */
static int noun_margin(const struct name_view *v, uint32_t i)
{
    struct judge_features features;
    features.count = 0;
    int16_t scores[JUDGE_WIDTH];
    put_letters(&features, v, (struct name_run){ i, i + 1 });
    judge_score(v->judge, &features, scores);
    int best = scores[0];
    for (unsigned label = 1; label < JUDGE_NO_NAME; label++)
        best = scores[label] > best ? scores[label] : best;
    return (scores[JUDGE_NO_NAME] - best) * 16 / v->judge->rows.one;
}

int judge_noun(const struct name_view *v, uint32_t i)
{
    enum { MOST = INT8_MAX };
    int8_t *known = &v->noun[v->words->of[i]];
    if (*known || !v->judge->is_learnt)
        return *known;
    int margin = noun_margin(v, i);
    *known = (int8_t)(margin > MOST ? MOST : margin < -MOST ? -MOST : margin ? margin : 1);
    return *known;
}
