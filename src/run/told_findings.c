#include "run/told_findings.h"

#include <math.h>

#include "text/json.h"

/* The fewest bytes that one of each takes. */
enum { CLAIM_LEAST = 200, ELSEWHERE_LEAST = 80, QUOTE_LEAST = 100, VARIANT_LEAST = 100, DIFFERENCE_LEAST = 100,
       VALUE_LEAST = 60, HAPPENING_LEAST = 100, EDGE_LEAST = 80, RUN_LEAST = 20, PASSAGE_LEAST = 20, PAIR_LEAST = 5,
       NUMBER_LEAST = 1, SAME_LEAST = 4 };

static struct span text_of(const struct reader *r, uint32_t report)
{
    return r->s->reports[report].report->article.text;
}

/* ---- claims ---- */

static const char *claim_word(unsigned kind) { return kind == CLAIM_SHARED ? "shared" : "unique"; }

/* Passes the string that begins here; where it began is given. */
static size_t skip_string(struct reader *r, const char *before)
{
    struct json skipped;
    reader_expect(r, before);
    size_t at = r->at;
    r->bad = r->bad || !json_parse(r->json, &r->at, &skipped) || skipped.kind != JSON_TEXT;
    return at;
}

/* That the string which began at `at` says `words`. */
static void hold_against(struct reader *r, size_t at, struct span words)
{
    size_t back = r->at;
    r->at = at;
    reader_same(r, "", words);
    r->at = back;
}

/* Ids count from 1. */
static struct numbers references(struct reader *r, const char *before)
{
    uint32_t count = reader_list(r, before, NUMBER_LEAST);
    struct numbers list = { arena_new(r->keep, uint32_t, count), 0 };
    while (reader_item(r, list.count, count)) {
        uint32_t id = reader_number(r, "", UINT32_MAX);
        r->bad = r->bad || !id;
        list.at[list.count++] = id - 1;
    }
    return list;
}

/* A report of another story, as it was when its words stood at the place that begins here. */
static bool find_other(struct reader *r, struct span id, struct elsewhere *out)
{
    size_t at = r->at;
    for (uint32_t attempt = 0; r->find(r->context, id, attempt, &out->report); attempt++) {
        out->at = reader_place(r, out->report->article.text);
        if (!r->bad)
            return true;
        r->bad = false;
        r->at = at;
    }
    return false;
}

static struct elsewhere read_elsewhere(struct reader *r)
{
    static const char *const about[] = { ",\"file\":", ",\"url\":", ",\"outlet\":", ",\"title\":", ",\"published\":" };
    struct elsewhere e = { NULL, { 0, 0 } };
    struct span id = reader_text(r, "{\"id\":");
    for (size_t i = 0; i < sizeof about / sizeof *about; i++) {
        reader_expect(r, about[i]);
        if (!reader_null(r))
            skip_string(r, "");
    }
    reader_expect(r, ",");
    uint32_t known = r->bad ? INTERN_NONE : intern_find(&r->others, id);
    if (known != INTERN_NONE) {
        e.report = r->other[known];
        e.at = reader_place(r, e.report->article.text);
    } else if (!r->bad && find_other(r, id, &e)) {
        ARENA_ROOM(&r->scratch, r->other, r->others.count, r->other_room);
        r->other[r->others.count] = e.report;
        intern_add(&r->others, id);
    } else {
        r->bad = true;
    }
    reader_expect(r, "}");
    return e;
}

static struct claim read_claim(struct reader *r, uint32_t id)
{
    struct claim c = { .id = reader_number(r, "{\"id\":", UINT32_MAX) };
    r->bad = r->bad || c.id != id;
    c.kind = reader_choice(r, ",\"kind\":", claim_word, 2);
    size_t words = skip_string(r, ",\"text\":");
    c.origins = reader_number(r, ",\"origins\":", r->s->origin_count);
    c.reports = reader_number(r, ",\"reports\":", r->s->report_count);
    c.support = reader_evidences(r, ",\"support\":");
    c.absent = reader_reports(r, ",\"absent\":");
    c.unclear = reader_reports(r, ",\"unclear\":");
    reader_expect(r, ",\"wording\":");
    c.wording = reader_evidence(r);
    if (!r->bad)
        hold_against(r, words, mark_span(text_of(r, c.wording.report), c.wording.at));
    c.weight = reader_weight(r, ",\"weight\":");
    c.background = reader_flag(r, ",\"background\":");
    c.said_by = reader_text(r, ",\"saidBy\":");
    c.when = reader_when(r, ",\"when\":");
    c.differences = references(r, ",\"conflicts\":");
    c.quotes = references(r, ",\"quotes\":");
    uint32_t count = reader_list(r, ",\"elsewhere\":", ELSEWHERE_LEAST);
    c.elsewhere = arena_new(r->keep, struct elsewhere, count);
    while (reader_item(r, c.elsewhere_count, count))
        c.elsewhere[c.elsewhere_count++] = read_elsewhere(r);
    reader_expect(r, "}");
    return c;
}

void told_claims(struct reader *r)
{
    uint32_t count = reader_list(r, ",\"statements\":", CLAIM_LEAST), *read = &r->s->claim_count;
    r->s->claims = arena_new(r->keep, struct claim, count);
    for (; reader_item(r, *read, count); ++*read)
        r->s->claims[*read] = read_claim(r, *read + 1);
}

/* ---- quotes ---- */

static const char *change_word(unsigned change) { return variant_change_text((enum variant_change)change); }

static struct quote_variant read_variant(struct reader *r)
{
    struct quote_variant v = { .paraphrase = false };
    reader_expect(r, "{");
    v.words = reader_words(r);
    struct span text = r->bad ? (struct span){ NULL, 0 } : text_of(r, v.words.report);
    uint32_t count = reader_list(r, ",\"differing\":", PAIR_LEAST);
    v.differing.at = arena_new(r->keep, struct mark, count);
    while (reader_item(r, v.differing.count, count))
        v.differing.at[v.differing.count++] = reader_pair(r, text);
    v.change = reader_choice(r, ",\"change\":", change_word, VARIANT_CHANGE_COUNT);
    v.speaker = reader_text(r, ",\"speaker\":");
    v.paraphrase = reader_flag(r, ",\"paraphrase\":");
    v.cue = reader_pair_or_empty(r, ",\"cueAt\":", text);
    v.source = reader_pair_or_empty(r, ",\"sourceAt\":", text);
    reader_expect(r, "}");
    return v;
}

static struct quote read_quote(struct reader *r, uint32_t id)
{
    struct quote q = { .count = 0 };
    r->bad = reader_number(r, "{\"id\":", UINT32_MAX) != id || r->bad;
    q.speaker = reader_text(r, ",\"speaker\":");
    q.cue = reader_text(r, ",\"cue\":");
    q.via = reader_text(r, ",\"via\":");
    uint32_t count = reader_list(r, ",\"variants\":", VARIANT_LEAST);
    q.variants = arena_new(r->keep, struct quote_variant, count);
    while (reader_item(r, q.count, count))
        q.variants[q.count++] = read_variant(r);
    r->bad = r->bad || !q.count;
    q.origins = reader_number(r, ",\"origins\":", r->s->origin_count);
    q.reports = reader_number(r, ",\"reports\":", r->s->report_count);
    q.same_words = reader_flag(r, ",\"sameWords\":");
    q.disputed_speaker = reader_flag(r, ",\"disputedSpeaker\":");
    reader_expect(r, "}");
    return q;
}

void told_quotes(struct reader *r)
{
    uint32_t count = reader_list(r, ",\"quotes\":", QUOTE_LEAST), *read = &r->s->quote_count;
    r->s->quotes = arena_new(r->keep, struct quote, count);
    for (; reader_item(r, *read, count); ++*read)
        r->s->quotes[*read] = read_quote(r, *read + 1);
}

/* ---- differences ---- */

static const char *label_word(unsigned label) { return difference_label_text((enum difference_label)label); }
static const char *kind_word(unsigned kind) { return difference_kind_text((enum difference_kind)kind); }

static struct difference_value read_value(struct reader *r)
{
    struct difference_value v = { .low = NAN };
    reader_expect(r, "{");
    v.at = reader_words(r);
    v.value = reader_text(r, ",\"value\":");
    v.low = reader_double(r, ",\"low\":");
    v.high = reader_double(r, ",\"high\":");
    /* Null is what has no number, and the open end of what has one. */
    if (isnan(v.low) && !isnan(v.high))
        v.low = -INFINITY;
    else if (isnan(v.high) && !isnan(v.low))
        v.high = INFINITY;
    reader_expect(r, "}");
    return v;
}

static struct difference read_difference(struct reader *r, uint32_t id)
{
    struct difference d = { .count = 0 };
    r->bad = reader_number(r, "{\"id\":", UINT32_MAX) != id || r->bad;
    d.slot = reader_text(r, ",\"slot\":");
    d.label = reader_choice(r, ",\"label\":", label_word, DIFFERENCE_LABEL_COUNT);
    d.kind = reader_choice(r, ",\"kind\":", kind_word, DIFFERENCE_KIND_COUNT);
    d.unit = reader_text(r, ",\"unit\":");
    uint32_t count = reader_list(r, ",\"values\":", VALUE_LEAST);
    d.values = arena_new(r->keep, struct difference_value, count);
    while (reader_item(r, d.count, count))
        d.values[d.count++] = read_value(r);
    r->bad = r->bad || !d.count;
    d.reason = reader_text(r, ",\"reason\":");
    d.origins = reader_number(r, ",\"origins\":", r->s->origin_count);
    d.weight = reader_weight(r, ",\"weight\":");
    reader_expect(r, "}");
    return d;
}

void told_differences(struct reader *r)
{
    uint32_t count = reader_list(r, ",\"conflicts\":", DIFFERENCE_LEAST), *read = &r->s->difference_count;
    r->s->differences = arena_new(r->keep, struct difference, count);
    for (; reader_item(r, *read, count); ++*read)
        r->s->differences[*read] = read_difference(r, *read + 1);
}

/* ---- happenings ---- */

static struct happening read_happening(struct reader *r)
{
    struct happening h = { .date = reader_text(r, "{\"date\":") };
    h.when = reader_when(r, ",\"when\":");
    h.support = reader_evidences(r, ",\"support\":");
    reader_expect(r, ",\"wording\":");
    h.wording = reader_evidence(r);
    h.origins = reader_number(r, ",\"origins\":", r->s->origin_count);
    h.is_event = reader_flag(r, ",\"event\":");
    reader_expect(r, "}");
    return h;
}

void told_timeline(struct reader *r)
{
    uint32_t count = reader_list(r, ",\"timeline\":", HAPPENING_LEAST), *read = &r->s->happening_count;
    r->s->timeline = arena_new(r->keep, struct happening, count);
    for (; reader_item(r, *read, count); ++*read)
        r->s->timeline[*read] = read_happening(r);
}

/* ---- lineage ---- */

static const char *lineage_word(unsigned kind) { return lineage_kind_text((enum lineage_kind)kind); }

static struct lineage_edge read_edge(struct reader *r)
{
    struct lineage_edge e = { .from = reader_report(r, "{\"from\":") };
    e.to = reader_report(r, ",\"to\":");
    r->bad = r->bad || e.from == e.to;
    e.kind = reader_choice(r, ",\"kind\":", lineage_word, LINEAGE_COMMON_SOURCE + 1);
    e.share = reader_share(r, ",\"share\":");
    e.grounds = reader_texts(r, ",\"evidence\":");
    e.inferred = reader_flag(r, ",\"inferred\":");
    e.sure = reader_share(r, ",\"sure\":");
    uint32_t count = reader_list(r, ",\"runs\":", RUN_LEAST);
    e.runs = arena_new(r->keep, struct shared_run, count);
    while (reader_item(r, e.run_count, count)) {
        struct shared_run *run = &e.runs[e.run_count++];
        reader_expect(r, "{\"from\":");
        run->a = reader_pair(r, text_of(r, e.from));
        reader_expect(r, ",\"to\":");
        run->b = reader_pair(r, text_of(r, e.to));
        reader_expect(r, "}");
    }
    reader_expect(r, "}");
    return e;
}

void told_lineage(struct reader *r)
{
    uint32_t count = reader_list(r, ",\"lineage\":", EDGE_LEAST), *read = &r->s->lineage_count;
    r->s->lineage = arena_new(r->keep, struct lineage_edge, count);
    for (; reader_item(r, *read, count); ++*read)
        r->s->lineage[*read] = read_edge(r);
}

/* ---- passages ---- */

static uint8_t read_same(struct reader *r)
{
    return reader_null(r) ? SAME_UNKNOWN : reader_flag(r, "") ? SAME_YES : SAME_NO;
}

static struct passage read_passage(struct reader *r)
{
    struct passage p = { .support = reader_evidences(r, "{\"support\":") };
    uint32_t count = reader_list(r, ",\"same\":", SAME_LEAST), read = 0;
    p.same = arena_new(r->keep, uint8_t, count);
    while (reader_item(r, read, count))
        p.same[read++] = read_same(r);
    r->bad = r->bad || !count || count != p.support.count;
    reader_expect(r, "}");
    return p;
}

void told_passages(struct reader *r)
{
    uint32_t count = reader_list(r, ",\"passages\":", PASSAGE_LEAST), *read = &r->s->passage_count;
    r->s->passages = arena_new(r->keep, struct passage, count);
    for (; reader_item(r, *read, count); ++*read)
        r->s->passages[*read] = read_passage(r);
}

/* ---- what is known at last ---- */

static bool all_below(struct numbers list, uint32_t count)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.at[i] >= count)
            return false;
    return true;
}

bool told_fits(const struct synopsis *s)
{
    for (uint32_t i = 0; i < s->claim_count; i++) {
        const struct claim *c = &s->claims[i];
        if (!all_below(c->differences, s->difference_count) || !all_below(c->quotes, s->quote_count) ||
            (i && (c->kind < c[-1].kind || (c->kind == c[-1].kind && c->weight > c[-1].weight))))
            return false;
    }
    for (uint32_t i = 1; i < s->difference_count; i++) {
        const struct difference *d = &s->differences[i];
        if (d->label < d[-1].label || (d->label == d[-1].label && d->weight > d[-1].weight))
            return false;
    }
    return true;
}
