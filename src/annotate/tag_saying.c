#include "annotate/tag_saying.h"

#include "annotate/tag_name.h"

/* Distances by their size: exact below five, then in steps. */
static uint32_t step_of(uint32_t n)
{
    return n < 5 ? n : n < 8 ? 5 : n < 14 ? 8 : n < 25 ? 14 : 25;
}

uint8_t *saying_quotes(struct arena *keep, const struct quotations *quotations, uint32_t token_count)
{
    uint8_t *quote = arena_new(keep, uint8_t, token_count);
    for (uint32_t q = 0; q < quotations->count; q++) {
        uint32_t first = quotations->at[q].first, end = quotations->at[q].end;
        memset(quote + first, QUOTE_INSIDE, end - first);
        quote[first] = QUOTE_OPENS;
        if (quotations->at[q].closed && end - first > 1)
            quote[end - 1] = QUOTE_CLOSES;
    }
    return quote;
}

/* ---- the glance ---- */

unsigned saying_glance_features(const struct saying_view *view, uint32_t i, uint32_t *features)
{
    const struct tag_form *f = &view->forms.at[view->forms.of[i]];
    unsigned n = 0;
    features[n++] = rows_feature(1, f->word, 0);
    features[n++] = rows_feature(2, f->stem, 0);
    features[n++] = rows_feature(3, view->word_tags[i], 0);
    features[n++] = rows_feature(4, f->word, view->word_tags[i]);
    features[n++] = rows_feature(5, f->stem, view->word_tags[i]);
    return n;
}

void saying_glance(struct arena *keep, const struct rows *model, struct saying_view *view)
{
    /* log-odds of .01, .05, .2, .5 and .8, times 100 */
    static const int least[SAYING_GLANCES - 1] = { -460, -294, -139, 0, 139 };
    view->glance = arena_new(keep, uint8_t, view->tokens->count);
    struct arena spare = *keep;
    struct { uint8_t tag, glance; bool known; } *of_form = arena_take(&spare, sizeof *of_form, 1, view->forms.count);
    for (uint32_t i = 0; i < view->tokens->count; i++) {
        uint32_t form = view->forms.of[i];
        if (!of_form[form].known || of_form[form].tag != view->word_tags[i]) {
            uint32_t features[SAYING_FEATURES];
            int16_t scores[ROWS_LABELS_MAX] = { 0 };
            rows_add(model, features, saying_glance_features(view, i, features), scores);
            int odds = (scores[1] - scores[0] + rows_move(model, 2, 1) - rows_move(model, 2, 0)) * 100;
            uint8_t glance = 0;
            while (glance < SAYING_GLANCES - 1 && odds >= least[glance] * model->one)
                glance++;
            of_form[form].tag = view->word_tags[i];
            of_form[form].glance = glance;
            of_form[form].known = true;
        }
        view->glance[i] = of_form[form].glance;
    }
}

/* ---- what the readings look at ---- */

enum {
    GLANCE_LIKELY = 3, GLANCE_SURE = 4,
    TAIL_WORDS = 8
};

static bool is_likely(const struct saying_view *view, uint32_t i)
{
    return view->glance[i] >= GLANCE_LIKELY && view->quote[i] != QUOTE_INSIDE;
}

static void look_at_sentence(struct saying_view *view, uint32_t number)
{
    uint32_t first = view->sentences->at[number].first_token, end = view->sentences->at[number].token_end;
    uint32_t likely = SAYING_NONE, tail = SAYING_NONE;
    bool has_quote = false;
    for (uint32_t i = end; i-- > first;) {
        view->cue_behind[i] = likely;
        if (is_likely(view, i))
            likely = i;
        has_quote |= view->quote[i] != QUOTE_OUTSIDE;
        if (tail == SAYING_NONE && end - i <= TAIL_WORDS && view->glance[i] >= GLANCE_SURE)
            tail = i;
    }
    likely = SAYING_NONE;
    for (uint32_t i = first; i < end; i++) {
        view->sentence[i] = number;
        view->cue_before[i] = likely;
        if (is_likely(view, i))
            likely = i;
        view->has_quote[i] = has_quote;
        view->tail[i] = tail;
    }
}

uint32_t saying_paragraph(const struct sentences *sentences, uint32_t s)
{
    uint32_t end = s + 1;
    while (end < sentences->count && sentences->at[end].block == sentences->at[s].block)
        end++;
    return end;
}

void saying_look(struct arena *keep, struct saying_view *view)
{
    uint32_t count = view->tokens->count;
    view->sentence = arena_new(keep, uint32_t, count);
    view->cue_before = arena_new(keep, uint32_t, count);
    view->cue_behind = arena_new(keep, uint32_t, count);
    view->closed = arena_new(keep, uint32_t, count);
    view->tail = arena_new(keep, uint32_t, count);
    view->has_quote = arena_new(keep, bool, count);
    for (uint32_t s = 0; s < view->sentences->count; s++) {
        look_at_sentence(view, s);
        uint32_t first = view->sentences->at[s].first_token;
        bool opens = s == 0 || view->sentences->at[s - 1].block != view->sentences->at[s].block;
        uint32_t since = opens || !first ? SAYING_NONE : view->closed[first - 1];
        for (uint32_t i = first; i < view->sentences->at[s].token_end; i++) {
            since = view->quote[i] == QUOTE_CLOSES ? 0 : since == SAYING_NONE ? since : since + 1;
            view->closed[i] = since;
        }
    }
}

/* ---- the first reading ---- */

/* What token i is to its neighbours, all small: the glance, the quotation, the part of speech. */
struct around { uint32_t first, end; };

static uint32_t glance_at(const struct saying_view *v, struct around a, uint32_t i)
{
    return i - a.first < a.end - a.first ? v->glance[i] : 7;
}

static uint32_t quote_at(const struct saying_view *v, struct around a, uint32_t i)
{
    return i - a.first < a.end - a.first ? v->quote[i] : 4;
}

static uint32_t tag_at(const struct saying_view *v, struct around a, uint32_t i)
{
    return i - a.first < a.end - a.first ? v->word_tags[i] : 63;
}

static uint32_t name_at(const struct saying_view *v, struct around a, uint32_t i)
{
    return i - a.first < a.end - a.first ? name_tag_kind(v->name_tags[i]) : 7;
}

static unsigned word_features(const struct saying_view *v, struct around a, uint32_t i, uint32_t *out)
{
    const struct tag_form *f = tag_form_at(&v->forms, i, a.first, a.end);
    const struct tag_form *before = tag_form_at(&v->forms, i - 1, a.first, a.end);
    const struct tag_form *behind = tag_form_at(&v->forms, i + 1, a.first, a.end);
    const struct tag_form *second = tag_form_at(&v->forms, i - 2, a.first, a.end);
    const struct tag_form *next = tag_form_at(&v->forms, i + 2, a.first, a.end);
    unsigned n = 0;
    out[n++] = rows_feature(1, f->word, 0);
    out[n++] = rows_feature(2, before->word, 0);
    out[n++] = rows_feature(3, behind->word, 0);
    out[n++] = rows_feature(4, second->word, 0);
    out[n++] = rows_feature(5, next->word, 0);
    out[n++] = rows_feature(6, before->word, f->word);
    out[n++] = rows_feature(7, f->word, behind->word);
    out[n++] = rows_feature(8, f->end[2], 0);
    out[n++] = rows_feature(9, f->end[1], 0);
    out[n++] = rows_feature(10, f->begin[2], 0);
    out[n++] = rows_feature(11, before->end[2], 0);
    out[n++] = rows_feature(12, behind->end[2], 0);
    out[n++] = rows_feature(13, before->shape, f->shape);
    out[n++] = rows_feature(14, f->shape, behind->shape);
    out[n++] = rows_feature(15, second->shape ^ before->shape * 31, f->shape);
    out[n++] = rows_feature(16, f->shape, behind->shape ^ next->shape * 31);
    out[n++] = rows_feature(17, f->stem, 0);
    out[n++] = rows_feature(18, before->stem, v->word_tags[i]);
    return n;
}

static unsigned class_features(const struct saying_view *v, struct around a, uint32_t i, uint32_t *out)
{
    const struct tag_form *f = tag_form_at(&v->forms, i, a.first, a.end);
    uint32_t glance = v->glance[i], quote = v->quote[i], tag = v->word_tags[i], name = name_at(v, a, i), n = 0;
    uint32_t glance_before = glance_at(v, a, i - 1), glance_behind = glance_at(v, a, i + 1);
    uint32_t quotes = quote_at(v, a, i - 1) << 6 | quote << 3 | quote_at(v, a, i + 1);
    uint32_t before = tag_at(v, a, i - 1), behind = tag_at(v, a, i + 1);
    uint32_t second = tag_at(v, a, i - 2), next = tag_at(v, a, i + 2),
             first_letter = v->tokens->at[i].shape & TOKEN_CAPITAL;
    out[n++] = rows_feature(30,
                            glance_at(v, a, i - 2) << 12 | glance_before << 9 | glance << 6 | glance_behind << 3 |
                                glance_at(v, a, i + 2),
                            0);
    out[n++] = rows_feature(31, glance, first_letter);
    out[n++] = rows_feature(32, glance_before, f->word);
    out[n++] = rows_feature(33, glance_behind, f->word);
    out[n++] = rows_feature(34, quotes, 0);
    out[n++] = rows_feature(35, quotes | quote_at(v, a, i - 2) << 9 | quote_at(v, a, i + 2) << 12, glance);
    out[n++] = rows_feature(36, quote, f->word);
    out[n++] = rows_feature(37, quote << 3 | glance, first_letter);
    out[n++] = rows_feature(38, tag, 0);
    out[n++] = rows_feature(39, before, tag);
    out[n++] = rows_feature(40, tag, behind);
    out[n++] = rows_feature(41, before << 8 | tag, behind);
    out[n++] = rows_feature(42, second << 8 | before, tag);
    out[n++] = rows_feature(43, tag << 8 | behind, next);
    out[n++] = rows_feature(44, name, name_at(v, a, i - 1));
    out[n++] = rows_feature(45, name, name_at(v, a, i + 1));
    out[n++] = rows_feature(46, name, tag);
    out[n++] = rows_feature(47, tag, glance);
    out[n++] = rows_feature(48, tag, glance << 3 | quote);
    return n;
}

/* Where in its sentence, and how far from likely cues. */
static unsigned place_features(const struct saying_view *v, struct around a, uint32_t i, uint32_t *out)
{
    const struct sentence *s = &v->sentences->at[v->sentence[i]];
    const struct tag_form *f = &v->forms.at[v->forms.of[i]];
    uint32_t quote = v->quote[i], cue = v->cue_before[i], closed = v->closed[i], n = 0;
    out[n++] = rows_feature(60, closed < 30 ? step_of(closed) : 99, v->glance[i]);
    out[n++] = rows_feature(61, v->has_quote[i], i == s->first_token);
    out[n++] = rows_feature(62, step_of(i - s->first_token), 0);
    out[n++] = rows_feature(63, step_of(s->token_end - 1 - i), 0);
    out[n++] = rows_feature(64, i - a.first < 3 ? i - a.first : 3, quote);
    uint32_t known = (cue != SAYING_NONE) << 4 | (v->cue_behind[i] != SAYING_NONE) << 3 | quote;
    out[n++] = rows_feature(65, known, v->has_quote[i]);
    if (cue != SAYING_NONE) {
        const struct tag_form *c = &v->forms.at[v->forms.of[cue]];
        out[n++] = rows_feature(66, c->word, 0);
        out[n++] = rows_feature(67, v->glance[cue], step_of(i - cue));
        out[n++] = rows_feature(68, c->word, f->word);
        out[n++] = rows_feature(69, c->word, quote << 1 | (i - cue == 1));
        out[n++] = rows_feature(70, quote_at(v, a, cue - 1), tag_at(v, a, cue - 1));
        out[n++] = rows_feature(71, c->word, v->word_tags[i]);
    } else {
        out[n++] = rows_feature(72, f->word, 0);
    }
    cue = v->cue_behind[i];
    if (cue != SAYING_NONE) {
        const struct tag_form *c = &v->forms.at[v->forms.of[cue]];
        out[n++] = rows_feature(73, c->word, 0);
        out[n++] = rows_feature(74, v->glance[cue], step_of(cue - i));
        out[n++] = rows_feature(75, c->word, f->word);
        out[n++] = rows_feature(76, f->shape, step_of(cue - i));
        out[n++] = rows_feature(77, s->token_end - 1 - cue < 3, v->word_tags[i]);
    } else {
        out[n++] = rows_feature(78, f->word, 0);
    }
    uint32_t tail = v->tail[i];
    out[n++] = tail == SAYING_NONE ? rows_feature(79, 0, 0)
                                   : rows_feature(80, v->forms.at[v->forms.of[tail]].word, i < tail);
    return n;
}

unsigned saying_features(const struct saying_view *view, uint32_t first, uint32_t end, uint32_t i, uint32_t *features)
{
    struct around a = { first, end };
    unsigned n = word_features(view, a, i, features);
    n += class_features(view, a, i, features + n);
    return n + place_features(view, a, i, features + n);
}

/* ---- the second reading ---- */

/* Of a paragraph's first labels: where the run of each word begins and ends, and the nearest begins of each role. */
struct saying_runs {
    const uint8_t *labels;
    uint32_t first, end;
    uint32_t *from, *to;                                  /* by word: its run */
    uint32_t (*before)[SAYING_ROLES],
        (*behind)[SAYING_ROLES];                          /* by word: the nearest begin of a role, or SAYING_NONE */
    uint32_t *order_before, *order_behind;                /* by word: the roles of the last and next three runs */
};

struct saying_runs *saying_runs(struct arena *keep, const uint8_t *labels, uint32_t first, uint32_t end)
{
    uint32_t count = end - first;
    struct saying_runs *r = arena_new(keep, struct saying_runs, 1);
    *r = (struct saying_runs){ labels, first, end, arena_new(keep, uint32_t, count), arena_new(keep, uint32_t, count),
                               arena_take_raw(keep, sizeof *r->before, alignof(uint32_t), count),
                               arena_take_raw(keep, sizeof *r->behind, alignof(uint32_t), count),
                               arena_new(keep, uint32_t, count), arena_new(keep, uint32_t, count) };
    uint32_t near[SAYING_ROLES], order = 0, run = first;
    memset(near, 0xff, sizeof near);
    for (uint32_t i = first; i < end; i++) {
        memcpy(r->before[i - first], near, sizeof near);
        r->order_before[i - first] = order & 0x3f;
        if (i > first && (saying_begins(labels[i]) || saying_role(labels[i]) != saying_role(labels[i - 1])))
            run = i;
        r->from[i - first] = run;
        if (saying_begins(labels[i])) {
            near[saying_role(labels[i])] = i;
            order = order << 2 | saying_role(labels[i]);
        }
    }
    memset(near, 0xff, sizeof near);
    order = 0;
    for (uint32_t i = end; i-- > first;) {
        memcpy(r->behind[i - first], near, sizeof near);
        r->order_behind[i - first] = order & 0x3f;
        r->to[i - first] = i + 1 < end && r->from[i + 1 - first] == r->from[i - first] ? r->to[i + 1 - first] : i;
        if (saying_begins(labels[i])) {
            near[saying_role(labels[i])] = i;
            order = order << 2 | saying_role(labels[i]);
        }
    }
    return r;
}

/* The first reading's label of token i, or what stands for none beyond the edges. */
static uint32_t label_at(const struct saying_runs *runs, uint32_t i)
{
    return i - runs->first < runs->end - runs->first ? runs->labels[i] : SAYING_LABELS;
}

static uint32_t far_of(uint32_t from, uint32_t to)
{
    if (from == SAYING_NONE || to == SAYING_NONE)
        return 99;
    uint32_t d = to - from;
    return d < 7 ? d : d < 16 ? 10 : 30;
}

unsigned saying_again_features(const struct saying_view *view, const struct saying_runs *runs, uint32_t i,
                               uint32_t *out)
{
    struct around a = { runs->first, runs->end };
    uint32_t k = i - a.first, n = 0;
    const struct tag_form *f = &view->forms.at[view->forms.of[i]];
    const struct tag_form *before = tag_form_at(&view->forms, i - 1, a.first, a.end);
    const struct tag_form *behind = tag_form_at(&view->forms, i + 1, a.first, a.end);
    uint32_t label = runs->labels[i], role = saying_role((uint8_t)label);
    out[n++] = rows_feature(100, label, 0);
    out[n++] = rows_feature(101, label_at(runs, i - 1), label);
    out[n++] = rows_feature(102, label, label_at(runs, i + 1));
    out[n++] = rows_feature(
        103, label_at(runs, i - 2) << 12 | label_at(runs, i - 1) << 9 | label << 6 | label_at(runs, i + 1) << 3 | label_at(runs, i + 2), 0);
    out[n++] = rows_feature(104, label, f->word);
    out[n++] = rows_feature(105, label << 3 | label_at(runs, i + 1), behind->word);
    out[n++] = rows_feature(106, label << 3 | label_at(runs, i - 1), before->word);
    out[n++] = rows_feature(107, runs->order_before[k], label);
    out[n++] = rows_feature(108, runs->order_before[k] & 15, label << 6 | runs->order_behind[k]);
    uint32_t next_role = runs->order_behind[k] & 3;
    out[n++] = rows_feature(109, label << 4 | (runs->order_behind[k] & 15),
                            next_role ? far_of(i, runs->behind[k][next_role]) : 98);
    out[n++] = rows_feature(110, role << 16 | far_of(runs->from[k], i), far_of(i, runs->to[k]));
    for (unsigned q = 1; q < SAYING_ROLES; q++)
        out[n++] = rows_feature(110 + q, label, far_of(runs->before[k][q], i));
    uint32_t cue = runs->before[k][SAYING_CUE], other = runs->behind[k][SAYING_CUE];
    out[n++] = rows_feature(115, cue == SAYING_NONE ? 0 : view->forms.at[view->forms.of[cue]].word, label);
    out[n++] = rows_feature(116, other == SAYING_NONE ? 0 : view->forms.at[view->forms.of[other]].word, label);
    uint32_t to = runs->to[k], from = runs->from[k];
    out[n++] = rows_feature(117, view->forms.at[view->forms.of[to]].word ^ role,
                            tag_form_at(&view->forms, to + 1, a.first, a.end)->word);
    out[n++] = rows_feature(118, view->forms.at[view->forms.of[from]].word, role);
    out[n++] = rows_feature(119, view->word_tags[i], label << 6 | runs->order_behind[k]);
    out[n++] = rows_feature(120, view->word_tags[i] << 8 | tag_at(view, a, i + 1), label);
    out[n++] = rows_feature(121, tag_at(view, a, from - 1) << 8 | view->word_tags[from], role << 3 | (i == from));
    out[n++] = rows_feature(122, tag_at(view, a, to + 1) << 8 | view->word_tags[to], role << 3 | (i == to));
    out[n++] = rows_feature(123, view->quote[i] << 3 | view->quote[from], label << 3 | view->quote[to]);
    return n;
}

bool saying_forbids(unsigned before, unsigned label)
{
    bool goes_on = label && label % 2 == 0;
    return goes_on && before != label && before != label - 1;
}

static bool is_worth_reading(const struct saying_view *view, uint32_t s)
{
    uint32_t first = view->sentences->at[s].first_token, end = view->sentences->at[s].token_end;
    if (first < end && view->has_quote[first])
        return true;
    for (uint32_t i = first; i < end; i++)
        if (view->glance[i] >= GLANCE_LIKELY)
            return true;
    return false;
}

bool saying_next(const struct saying_view *view, uint32_t *s, uint32_t *first, uint32_t *end)
{
    const struct sentences *sentences = view->sentences;
    while (*s < sentences->count && !is_worth_reading(view, *s))
        ++*s;
    if (*s == sentences->count)
        return false;
    uint32_t begin = *s;
    do
        ++*s;
    while (*s < sentences->count && sentences->at[*s].block == sentences->at[begin].block &&
           is_worth_reading(view, *s));
    *first = sentences->at[begin].first_token;
    *end = sentences->at[*s - 1].token_end;
    return true;
}

/* What the models are asked about the words that are read at once. */
struct reading {
    uint32_t first, end;
    uint32_t *features;      /* of the words one after the other */
    uint32_t *from;          /* where those of each begin; one more for the end */
};

static struct reading look_up(struct arena *spare, const struct saying_view *view, uint32_t first, uint32_t end)
{
    uint32_t count = end - first;
    struct reading r = {
        first, end, arena_take_raw(spare, sizeof *r.features, alignof(uint32_t), (size_t)count * SAYING_FEATURES),
        arena_take_raw(spare, sizeof *r.from, alignof(uint32_t), (size_t)count + 1)
    };
    r.from[0] = 0;
    for (uint32_t i = 0; i < count; i++)
        r.from[i + 1] = r.from[i] + saying_features(view, first, end, first + i, r.features + r.from[i]);
    return r;
}

static int16_t *add_rows(struct arena *spare, const struct rows *model, const struct reading *r)
{
    int16_t *scores = arena_new(spare, int16_t, (size_t)(r->end - r->first) * model->width);
    for (uint32_t i = 0; i < r->end - r->first; i++)
        rows_add(model, r->features + r->from[i], r->from[i + 1] - r->from[i], scores + (size_t)i * model->width);
    return scores;
}

static void read_again(struct arena spare, const struct rows *model, const struct saying_view *view,
                       const struct reading *r, uint8_t *labels)
{
    int16_t *scores = add_rows(&spare, model, r);
    struct saying_runs *runs = saying_runs(&spare, labels, r->first, r->end);
    uint32_t features[SAYING_FEATURES];
    for (uint32_t i = r->first; i < r->end; i++)
        rows_add(model, features, saying_again_features(view, runs, i, features),
                 scores + (size_t)(i - r->first) * model->width);
    rows_best(model, spare, scores, r->end - r->first, ROWS_ALL, labels + r->first);
}

uint8_t *saying_read(struct arena *keep, const struct rows *first_model, const struct rows *second,
                     const struct saying_view *view)
{
    uint8_t *labels = arena_new(keep, uint8_t, view->tokens->count);
    for (uint32_t s = 0, first, end; saying_next(view, &s, &first, &end);)
        for (uint32_t from = first, to; from < end; from = to) {
            to = end - from > TAG_AT_ONCE ? from + TAG_AT_ONCE : end;
            struct arena spare = *keep;
            struct reading r = look_up(&spare, view, from, to);
            int16_t *scores = add_rows(&spare, first_model, &r);
            rows_best(first_model, spare, scores, to - from, ROWS_ALL, labels + from);
            if (second)
                read_again(spare, second, view, &r, labels);
        }
    return labels;
}
