#include "tell/digest_story.h"

#include "base/map.h"
#include "tell/label.h"
#include "tell/view.h"

/* A sentence of this many bytes is told whole; of longer ones the begin. */
enum { WORDS_MAX = 280, QUOTE_LEAST = 20 };

struct telling {
    struct digest_story *out;
    struct arena *keep;
    struct arena scratch;
    const struct synopsis *s;
};

/* ---- what reports say ---- */

static struct span copy(struct telling *t, struct span words) { return arena_copy(t->keep, words); }

/* The last blank that leaves no more than WORDS_MAX bytes; where there is none, the end of a character. */
static uint32_t cut_at(struct span words)
{
    size_t end = WORDS_MAX;
    while (end && !byte_is_blank(words.at[end]))
        end--;
    for (end = end ? end : WORDS_MAX; end && ((unsigned char)words.at[end] & 0xc0) == 0x80;)
        end--;
    return (uint32_t)end;
}

static struct digest_words words_at(struct telling *t, struct evidence e)
{
    const struct article *a = &t->s->reports[e.report].report->article;
    struct digest_words said = { .report = copy(t, a->id), .outlet = copy(t, label_report(t->s, e.report)),
                                 .language = copy(t, a->language), .url = copy(t, a->url), .at = e.at };
    struct span words = evidence_words(t->s, e);
    if (words.len > WORDS_MAX) {
        said.cut = true;
        said.at.to = said.at.from + cut_at(words);
        words = span_cut(words, 0, said.at.to - said.at.from);
    }
    said.words = copy(t, words);
    return said;
}

/* ---- the head ---- */

static void tell_headline(struct telling *t)
{
    const struct synopsis *s = t->s;
    if (!s->report_count)
        return;
    struct digest_words *h = &t->out->headline;
    *h = words_at(t, s->headline_at);
    h->words = copy(t, s->headline);
    h->cut = false;
}

static void tell_fact(struct telling *t, struct digest_words *out, struct evidence e)
{
    if (mark_length(e.at) && !span_equal(evidence_words(t->s, e), t->s->headline))
        *out = words_at(t, e);
}

static uint32_t count_outlets(struct telling *t)
{
    struct intern names = intern_in(&t->scratch, t->s->report_count);
    for (uint32_t i = 0; i < t->s->report_count; i++)
        if (t->s->reports[i].report->article.outlet.len)
            intern_add(&names, t->s->reports[i].report->article.outlet);
    return (uint32_t)names.count;
}

static void tell_head(struct telling *t)
{
    struct digest_story *out = t->out;
    const struct synopsis *s = t->s;
    struct view_counts counts = view_counts(s);
    out->id = copy(t, s->id);
    tell_headline(t);
    tell_fact(t, &out->who, s->who);
    tell_fact(t, &out->where, s->where);
    out->when = s->when;
    out->from = s->from;
    out->to = s->to;
    out->origins = s->origin_count;
    out->reports = s->report_count;
    out->outlets = count_outlets(t);
    out->conflicts = counts.label[DIFFERENCE_CONFLICT];
    out->differences = counts.differences;
    out->one_source = copy(t, view_one_source(&t->scratch, s));
    out->languages = (struct spans){ arena_new(t->keep, struct span, s->languages.count), s->languages.count };
    for (uint32_t i = 0; i < s->languages.count; i++)
        out->languages.at[i] = copy(t, s->languages.at[i]);
}

/* ---- what they say ---- */

static bool is_telling(const struct synopsis *s, const struct quote *q)
{
    return q->speaker.len && q->count && !q->variants[0].paraphrase && !q->disputed_speaker &&
           mark_length(q->variants[0].words.at) >= QUOTE_LEAST &&
           evidence_words(s, q->variants[0].words).len <= WORDS_MAX;
}

/* What is quoted by most accounts; its number, or the count of quotes where none will do. */
static uint32_t tell_quote(struct telling *t)
{
    const struct synopsis *s = t->s;
    uint32_t best = s->quote_count;
    for (uint32_t i = 0; i < s->quote_count; i++) {
        const struct quote *q = &s->quotes[i], *b = &s->quotes[best < s->quote_count ? best : i];
        if (!is_telling(s, q))
            continue;
        if (best == s->quote_count || q->origins > b->origins || (q->origins == b->origins && q->reports > b->reports))
            best = i;
    }
    if (best < s->quote_count) {
        t->out->quote = words_at(t, s->quotes[best].variants[0].words);
        t->out->speaker = copy(t, s->quotes[best].speaker);
    }
    return best;
}

static bool has_number(struct numbers list, uint32_t number)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.at[i] == number)
            return true;
    return false;
}

static void tell_agreed(struct telling *t, uint32_t quote)
{
    struct digest_story *out = t->out;
    struct view_agreed agreed = view_agreed(t->s);
    for (uint32_t i = 0; i < agreed.count && out->agreed_count < DIGEST_AGREED; i++) {
        const struct claim *c = &t->s->claims[agreed.claim[i]];
        if (!has_number(c->quotes, quote) && !span_equal(evidence_words(t->s, c->wording), t->s->headline))
            out->agreed[out->agreed_count++] = (struct digest_claim){ words_at(t, c->wording), c->origins };
    }
}

/* News that one account has, and others are long enough to have left out. */
static void tell_only(struct telling *t)
{
    if (t->s->origin_count < 2)
        return;
    struct numbers only = view_only(&t->scratch, t->s);
    for (uint32_t i = 0; i < only.count; i++) {
        const struct claim *c = &t->s->claims[only.at[i]];
        if (c->background || !c->absent.count || c->elsewhere_count)
            continue;
        t->out->only = words_at(t, c->wording);
        return;
    }
}

/* ---- what differs ---- */

/* How many reports give each value; values are sorted by report. */
static uint32_t *count_reports(struct arena *scratch, const struct difference *d, const struct view_groups *groups)
{
    uint32_t *counts = arena_new(scratch, uint32_t, groups->count), *last = arena_new(scratch, uint32_t, groups->count);
    for (uint32_t i = 0; i < d->count; i++) {
        uint32_t group = groups->of[i], report = d->values[i].at.report + 1;
        counts[group] += last[group] != report;
        last[group] = report;
    }
    return counts;
}

/* The values that most reports give; of a count that went on, its first ones, in their order. */
static uint32_t choose_sides(uint32_t sides[DIGEST_SIDES], const struct difference *d, const uint32_t *counts,
                             uint32_t groups)
{
    bool in_order = d->label == DIFFERENCE_UPDATED;
    uint32_t chosen = 0;
    for (uint32_t group = 0; group < groups; group++) {
        uint32_t at = chosen < DIGEST_SIDES ? chosen++ : chosen;
        for (; at && !in_order && counts[sides[at - 1]] < counts[group]; at--)
            if (at < DIGEST_SIDES)
                sides[at] = sides[at - 1];
        if (at < DIGEST_SIDES)
            sides[at] = group;
    }
    return chosen;
}

static void tell_difference(struct telling *t, const struct difference *d)
{
    struct digest_difference *out = &t->out->shown[t->out->shown_count++];
    struct arena scratch = t->scratch;
    struct view_groups groups = view_groups(&scratch, t->s, d);
    uint32_t sides[DIGEST_SIDES], *counts = count_reports(&scratch, d, &groups);
    *out = (struct digest_difference){ .label = d->label, .kind = d->kind, .slot = copy(t, d->slot) };
    out->count = choose_sides(sides, d, counts, groups.count);
    out->more = groups.count - out->count;
    for (uint32_t i = 0; i < out->count; i++)
        out->sides[i] = (struct digest_side){ words_at(t, d->values[groups.first[sides[i]]].at), counts[sides[i]] };
}

/* They are sorted by label, conflicts first; spelling and whose word it is are for the whole synopsis. */
static void tell_differences(struct telling *t)
{
    for (uint32_t i = 0; i < t->s->difference_count && t->out->shown_count < DIGEST_DIFFERENCES; i++) {
        const struct difference *d = &t->s->differences[i];
        if (d->label <= DIFFERENCE_SCOPE && d->count)
            tell_difference(t, d);
    }
}

/* ---- who copied whom ---- */

static void tell_copies_of(struct telling *t, const struct origin *o)
{
    struct digest_copies *out = &t->out->copies[t->out->copies_count++];
    *out = (struct digest_copies){ .source = copy(t, label_report(t->s, o->root)) };
    for (uint32_t r = o->first; r < o->first + o->count; r++) {
        if (r == o->root)
            continue;
        if (out->count < DIGEST_NAMES)
            out->names[out->count++] = copy(t, label_report(t->s, r));
        else
            out->more++;
    }
}

static void tell_copies(struct telling *t)
{
    for (uint32_t i = 0; i < t->s->origin_count && t->out->copies_count < DIGEST_COPIES; i++)
        if (t->s->origins[i].count > 1)
            tell_copies_of(t, &t->s->origins[i]);
}

/* Two rounds: accounts of their own, then what was made of them. */
static void tell_reports(struct telling *t)
{
    uint32_t count = 0;
    t->out->list = arena_new(t->keep, struct digest_report, t->s->report_count);
    for (int own = 1; own >= 0; own--)
        for (uint32_t i = 0; i < t->s->report_count; i++) {
            const struct article *a = &t->s->reports[i].report->article;
            if (t->s->reports[i].is_root != (own != 0))
                continue;
            t->out->list[count++] = (struct digest_report){
                .id = copy(t, a->id), .outlet = copy(t, label_report(t->s, i)), .title = copy(t, a->title),
                .url = copy(t, a->url), .language = copy(t, a->language), .published = a->published, .own = own != 0
            };
        }
}

void digest_story_of(struct digest_story *out, struct arena *keep, struct arena scratch, const struct synopsis *s)
{
    struct telling t = { out, keep, scratch, s };
    *out = (struct digest_story){ .reports = 0 };
    tell_head(&t);
    tell_agreed(&t, tell_quote(&t));
    tell_only(&t);
    tell_differences(&t);
    tell_copies(&t);
    tell_reports(&t);
}

int digest_story_order(const void *a, const void *b)
{
    const struct digest_story *x = a, *y = b;
    if (x->origins != y->origins)
        return x->origins > y->origins ? -1 : 1;
    if (x->reports != y->reports)
        return x->reports > y->reports ? -1 : 1;
    if (x->to.from != y->to.from)
        return x->to.from > y->to.from ? -1 : 1;
    return x->id.len != y->id.len ? (x->id.len > y->id.len) - (x->id.len < y->id.len) : span_compare(x->id, y->id);
}
