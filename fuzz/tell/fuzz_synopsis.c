/* Any synopsis over any texts: each rendering ends, is well formed, and holds no byte that steers; the same twice.
 * The bytes before the first NUL are a report's text; what follows are the numbers of which the synopsis is made. */
#include "fuzz.h"
#include "tell/page.h"
#include "tell/tell.h"
#include "text/json.h"

enum { REPORTS = 5, MANY = 6 };

struct draw { struct span bytes; size_t at; struct span text; struct arena *keep; };

static uint32_t number(struct draw *d, uint32_t below)
{
    uint32_t n = d->at < d->bytes.len ? (unsigned char)d->bytes.at[d->at] : 0;
    d->at++;
    return n % below;
}

static struct mark mark(struct draw *d)
{
    uint32_t from = number(d, 256) * 3 % ((uint32_t)d->text.len + 1), room = (uint32_t)d->text.len - from;
    return (struct mark){ from, from + number(d, 64) % (room + 1) };
}

static struct span words(struct draw *d) { return mark_span(d->text, mark(d)); }

static struct evidence evidence(struct draw *d) { return (struct evidence){ number(d, REPORTS), mark(d) }; }

/* Sorted by report, as compare gives them. */
static struct evidences evidences(struct draw *d)
{
    struct evidences list = { arena_new(d->keep, struct evidence, REPORTS), 0 };
    for (uint32_t r = 0; r < REPORTS; r++)
        if (number(d, 2))
            list.at[list.count++] = (struct evidence){ r, mark(d) };
    if (!list.count)
        list.at[list.count++] = evidence(d);
    return list;
}

static struct numbers numbers(struct draw *d, uint32_t below)
{
    struct numbers list = { arena_new(d->keep, uint32_t, 2), below ? number(d, 3) : 0 };
    for (uint32_t i = 0; i < list.count; i++)
        list.at[i] = number(d, below);
    return list;
}

static struct when when(struct draw *d)
{
    int64_t from = ((int64_t)number(d, 256) - 100) * 100000000;
    return (struct when){ from, from + 60, (uint8_t)number(d, WHEN_SECOND + 1), number(d, 2), (int16_t)(number(d, 200) - 100) };
}

static void draw_reports(struct draw *d, struct synopsis *s)
{
    static const char *const languages[] = { "", "en", "ar", "x\"y", "de-CH" };
    struct report *reports = arena_new(d->keep, struct report, REPORTS);
    s->reports = arena_new(d->keep, struct story_report, REPORTS);
    s->origins = arena_new(d->keep, struct origin, REPORTS);
    s->report_count = REPORTS;
    for (uint32_t i = 0; i < REPORTS; i++) {
        struct article *a = &reports[i].article;
        bool begins = !i || number(d, 2);
        *a = (struct article){ .id = words(d), .outlet = words(d), .url = words(d), .title = words(d), .text = d->text,
                               .file = words(d), .byline = words(d), .published = when(d),
                               .language = span_of(languages[number(d, 5)]) };
        a->blocks.at = arena_new(d->keep, struct block, 1);
        a->blocks.at[0] = (struct block){ { number(d, 2) ? 0 : (uint32_t)d->text.len / 2, (uint32_t)d->text.len },
                                          (uint8_t)number(d, BLOCK_PARAGRAPH + 1) };
        a->blocks.count = number(d, 4) ? 1 : 0;
        if (begins)
            s->origins[s->origin_count++] = (struct origin){ .root = i, .first = i, .behind = words(d) };
        s->origins[s->origin_count - 1].count++;
        s->reports[i] = (struct story_report){ &reports[i], s->origin_count - 1, begins, words(d) };
    }
}

static void draw_differences(struct draw *d, struct synopsis *s)
{
    s->differences = arena_new(d->keep, struct difference, MANY);
    s->difference_count = number(d, MANY);
    for (uint32_t i = 0; i < s->difference_count; i++) {
        struct difference *one = &s->differences[i];
        struct evidences at = evidences(d);
        *one = (struct difference){ .slot = words(d), .unit = words(d), .label = (uint8_t)number(d, DIFFERENCE_LABEL_COUNT),
                                    .kind = (uint8_t)number(d, DIFFERENCE_KIND_COUNT), .count = at.count, .reason = words(d),
                                    .origins = number(d, 3), .values = arena_new(d->keep, struct difference_value, at.count) };
        for (uint32_t v = 0; v < at.count; v++)
            one->values[v] = (struct difference_value){ at.at[v], words(d), (double)number(d, 9) / number(d, 3), number(d, 9) };
    }
}

static void draw_quotes(struct draw *d, struct synopsis *s)
{
    s->quotes = arena_new(d->keep, struct quote, MANY);
    s->quote_count = number(d, MANY);
    for (uint32_t i = 0; i < s->quote_count; i++) {
        struct quote *one = &s->quotes[i];
        struct evidences at = evidences(d);
        *one = (struct quote){ .speaker = words(d), .cue = words(d), .via = words(d), .count = at.count, .origins = number(d, 3),
                               .same_words = number(d, 2), .disputed_speaker = number(d, 2),
                               .variants = arena_new(d->keep, struct quote_variant, at.count) };
        for (uint32_t v = 0; v < at.count; v++) {
            struct mark *differing = arena_new(d->keep, struct mark, 2);
            differing[0] = mark(d);
            differing[1] = mark(d);
            one->variants[v] = (struct quote_variant){ .words = at.at[v], .differing = { differing, number(d, 3) },
                                                       .speaker = words(d), .paraphrase = number(d, 2),
                                                       .change = (uint8_t)number(d, VARIANT_CHANGE_COUNT) };
        }
    }
}

static void draw_claims(struct draw *d, struct synopsis *s)
{
    s->claims = arena_new(d->keep, struct claim, MANY);
    s->claim_count = number(d, MANY);
    for (uint32_t i = 0; i < s->claim_count; i++) {
        struct evidences support = evidences(d);
        struct elsewhere *elsewhere = arena_new(d->keep, struct elsewhere, 1);
        *elsewhere = (struct elsewhere){ s->reports[number(d, REPORTS)].report, mark(d) };
        s->claims[i] = (struct claim){
            .id = i + 1, .kind = (uint8_t)number(d, 2), .wording = support.at[0], .support = support,
            .origins = 1 + number(d, REPORTS), .reports = support.count, .absent = numbers(d, REPORTS),
            .unclear = numbers(d, REPORTS), .differences = numbers(d, s->difference_count), .quotes = numbers(d, s->quote_count),
            .background = number(d, 2), .said_by = words(d), .when = when(d), .elsewhere = elsewhere,
            .elsewhere_count = number(d, 2) };
    }
}

static void draw_rest(struct draw *d, struct synopsis *s)
{
    s->lineage = arena_new(d->keep, struct lineage_edge, MANY);
    s->lineage_count = number(d, MANY);
    for (uint32_t i = 0; i < s->lineage_count; i++) {
        struct span *ground = arena_new(d->keep, struct span, 1);
        *ground = words(d);
        s->lineage[i] = (struct lineage_edge){ .from = number(d, REPORTS), .to = number(d, REPORTS),
                                               .kind = (uint8_t)number(d, LINEAGE_COMMON_SOURCE + 1),
                                               .share = (float)number(d, 3) / 2, .inferred = number(d, 2),
                                               .sure = (float)number(d, 11) / 10, .grounds = { ground, number(d, 2) } };
    }
    s->timeline = arena_new(d->keep, struct happening, MANY);
    s->happening_count = number(d, MANY);
    for (uint32_t i = 0; i < s->happening_count; i++)
        s->timeline[i] = (struct happening){ .date = words(d), .when = when(d), .support = evidences(d), .wording = evidence(d),
                                             .is_event = number(d, 2) };
    s->id = words(d);
    s->headline = words(d);
    s->headline_at = evidence(d);
    s->who = evidence(d);
    s->what = evidence(d);
    s->where = evidence(d);
    s->when = when(d);
    s->from = when(d);
    s->to = when(d);
    s->one_source = words(d);
    s->one_source_at = evidences(d);
}

static void check_line(struct span line)
{
    struct json value;
    size_t at = 0;
    assert(json_parse(line, &at, &value) && at == line.len - 1);
}

static void check_steady(struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        assert((unsigned char)text.at[i] >= ' ' || text.at[i] == '\n');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span all = { (const char *)data, size };
    size_t end = span_find_byte(all, '\0', 0);
    end = end == SPAN_NONE ? size / 2 : end;
    struct draw d = { .bytes = span_from(all, end), .text = span_cut(all, 0, end), .keep = fuzz_keep() };
    struct synopsis stories[2] = { 0 };
    draw_reports(&d, &stories[0]);
    draw_differences(&d, &stories[0]);
    draw_quotes(&d, &stories[0]);
    draw_claims(&d, &stories[0]);
    draw_rest(&d, &stories[0]);
    stories[1] = stories[0];

    struct buffer json = buffer_in(d.keep), text = buffer_in(d.keep), markdown = buffer_in(d.keep), page = buffer_in(d.keep);
    tell_json(&json, &stories[0]);
    check_line(buffer_span(&json));
    tell_text(&text, &stories[0], (struct tell_options){ 20 + number(&d, 200), false });
    check_steady(buffer_span(&text));
    tell_markdown(&markdown, &stories[0]);
    check_steady(buffer_span(&markdown));
    tell_html(&page, fuzz_scratch(), stories, 1 + number(&d, 2));
    assert(page_mistakes(d.keep, buffer_span(&page)) == 0);
    return 0;
}
