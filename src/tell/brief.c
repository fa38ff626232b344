#include "tell/brief.h"

#include "base/map.h"
#include "text/json.h"

struct reader {
    struct brief *out;
    struct arena *keep;
    struct intern ids;                 /* of reports */
    struct span headline;
};

static uint32_t count_members(struct json list)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    uint32_t count = 0;
    while (json_next(list, &step, &key, &value))
        count++;
    return count;
}

/* "a17" is 17. */
static int64_t article_of(struct span id)
{
    int64_t number = 0;
    if (id.len < 2 || id.len > 18 || id.at[0] != 'a')
        return 0;
    for (size_t i = 1; i < id.len; i++) {
        if (!byte_is_digit(id.at[i]))
            return 0;
        number = number * 10 + (id.at[i] - '0');
    }
    return number;
}

/* ---- reports and accounts ---- */

static struct brief_report read_report(struct reader *r, struct json object)
{
    struct brief_report report = { .name = { NULL, 0 } };
    struct json_step step = { 0 };
    struct span key, id = { NULL, 0 };
    struct json value;
    while (json_next(object, &step, &key, &value)) {
        if (span_equal(key, SPAN("id")))
            id = json_text(r->keep, value);
        else if (span_equal(key, SPAN("outlet")))
            report.name = json_text(r->keep, value);
        else if (span_equal(key, SPAN("language")))
            report.language = json_text(r->keep, value);
        else if (span_equal(key, SPAN("account")))
            report.account = (uint32_t)json_number(value, 1) - 1;
        else if (span_equal(key, SPAN("root")))
            report.root = value.kind == JSON_TRUE;
    }
    report.article = article_of(id);
    if (!report.name.len)
        report.name = id;
    intern_add(&r->ids, id);
    return report;
}

static bool read_reports(struct reader *r, struct json list)
{
    struct brief *b = r->out;
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    uint32_t count = count_members(list);
    b->reports = arena_new(r->keep, struct brief_report, count);
    while (b->report_count < count && json_next(list, &step, &key, &value))
        b->reports[b->report_count++] = read_report(r, value);
    return r->ids.count == b->report_count;
}

static uint32_t report_of(struct reader *r, struct json id)
{
    uint32_t number = intern_find(&r->ids, json_text(r->keep, id));
    return number == INTERN_NONE ? 0 : number;
}

static bool read_accounts(struct reader *r, struct json list)
{
    struct brief *b = r->out;
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    uint32_t count = count_members(list);
    b->accounts = arena_new(r->keep, struct brief_account, count);
    while (b->account_count < count && json_next(list, &step, &key, &value))
        b->accounts[b->account_count++] = (struct brief_account){
            .root = report_of(r, json_member(value, SPAN("root"))),
            .reports = count_members(json_member(value, SPAN("reports"))),
            .behind = json_text(r->keep, json_member(value, SPAN("behind")))
        };
    for (uint32_t i = 0; i < b->report_count; i++)
        if (b->reports[i].account >= count)
            return false;
    return true;
}

/* ---- words ---- */

static uint32_t place_of(struct json value)
{
    double n = json_number(value, 0);
    return n >= 0 && n < UINT32_MAX ? (uint32_t)n : 0;
}

static struct brief_words read_words(struct reader *r, struct json object)
{
    struct brief_words words = { .text = { NULL, 0 } };
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    while (json_next(object, &step, &key, &value)) {
        if (span_equal(key, SPAN("report")))
            words.report = report_of(r, value);
        else if (span_equal(key, SPAN("from")))
            words.at.from = place_of(value);
        else if (span_equal(key, SPAN("to")))
            words.at.to = place_of(value);
        else if (span_equal(key, SPAN("text")))
            words.text = json_text(r->keep, value);
    }
    return words;
}

/* The claims stand in the order of their weight; one that only repeats the headline says nothing. */
static void read_says(struct reader *r, struct json list)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    while (!r->out->says.text.len && json_next(list, &step, &key, &value)) {
        struct brief_words words = read_words(r, json_member(value, SPAN("wording")));
        if (!span_equal(words.text, r->headline))
            r->out->says = words;
    }
}

/* ---- quotes, differences ---- */

static void count_quotes(struct reader *r, struct json list)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    while (json_next(list, &step, &key, &value))
        r->out->varying += json_member(value, SPAN("sameWords")).kind == JSON_FALSE &&
                           count_members(json_member(value, SPAN("variants"))) > 1;
}

static int label_of(struct span text)
{
    for (int i = 0; i < DIFFERENCE_LABEL_COUNT; i++)
        if (span_equal(text, span_of(difference_label_text((enum difference_label)i))))
            return i;
    return DIFFERENCE_AGREE;
}

static uint8_t kind_of(struct span text)
{
    for (int i = 0; i < DIFFERENCE_KIND_COUNT; i++)
        if (span_equal(text, span_of(difference_kind_text((enum difference_kind)i))))
            return (uint8_t)i;
    return DIFFERENCE_OF_FIGURE;
}

static void add_account(struct brief_side *side, uint32_t account)
{
    for (uint32_t i = 0; i < side->count; i++)
        if (side->accounts[i] == account)
            return;
    side->accounts[side->count++] = account;
}

/* Values that are one stand on one side; it is told in the words of the first. */
static void read_sides(struct reader *r, struct brief_conflict *c, struct json list)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    struct intern values = intern_in(r->keep, 8);
    while (json_next(list, &step, &key, &value)) {
        struct brief_words words = read_words(r, value);
        struct span normal = json_text(r->keep, json_member(value, SPAN("value")));
        uint32_t side = intern_add(&values, normal.len ? normal : words.text);
        if (side >= BRIEF_SIDES || words.report >= r->out->report_count)
            continue;
        if (side == c->count) {
            c->sides[c->count].words = words;
            c->sides[c->count++].accounts = arena_new(r->keep, uint32_t, r->out->account_count);
        }
        add_account(&c->sides[side], r->out->reports[words.report].account);
    }
    c->values = (uint32_t)values.count;
}

static void read_difference(struct reader *r, struct json object, uint32_t number)
{
    struct brief *b = r->out;
    int label = label_of(json_text(r->keep, json_member(object, SPAN("label"))));
    b->label[label] += label != DIFFERENCE_AGREE || json_number(json_member(object, SPAN("origins")), 0) > 1;
    if (label != DIFFERENCE_CONFLICT || b->conflict_count == BRIEF_CONFLICTS)
        return;
    struct brief_conflict *c = &b->conflicts[b->conflict_count++];
    c->number = number;
    c->slot = json_text(r->keep, json_member(object, SPAN("slot")));
    c->kind = kind_of(json_text(r->keep, json_member(object, SPAN("kind"))));
    read_sides(r, c, json_member(object, SPAN("values")));
}

static void read_differences(struct reader *r, struct json list)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    for (uint32_t number = 1; json_next(list, &step, &key, &value); number++)
        read_difference(r, value, number);
}

/* ---- the whole ---- */

static void read_story(struct reader *r, struct json story)
{
    r->headline = json_text(r->keep, json_member(story, SPAN("headline")));
    r->out->one_source = json_text(r->keep, json_member(story, SPAN("oneSource")));
}

/* Members come in the order in which they are written: reports before what names them. */
static bool read_members(struct reader *r, struct json whole)
{
    struct json_step step = { 0 };
    struct span key, head = { NULL, 0 };
    struct json value;
    bool good = true;
    while (good && json_next(whole, &step, &key, &value)) {
        if (span_equal(key, SPAN("story"))) {
            read_story(r, value);
            head = json_text(r->keep, json_member(value, SPAN("headlineOf")));
        } else if (span_equal(key, SPAN("reports"))) {
            good = read_reports(r, value);
        } else if (span_equal(key, SPAN("accounts"))) {
            good = read_accounts(r, value);
        } else if (span_equal(key, SPAN("statements"))) {
            read_says(r, value);
        } else if (span_equal(key, SPAN("quotes"))) {
            count_quotes(r, value);
        } else if (span_equal(key, SPAN("conflicts"))) {
            read_differences(r, value);
            break;
        }
    }
    uint32_t report = intern_find(&r->ids, head);
    r->out->headline = (struct brief_words){ .text = r->headline, .report = report == INTERN_NONE ? 0 : report };
    return good && r->out->account_count && r->out->report_count;
}

bool brief_read(struct brief *out, struct arena *keep, struct arena scratch, struct span json)
{
    size_t at = 0;
    struct json whole;
    *out = (struct brief){ .reports = NULL };
    if (!json_parse(json, &at, &whole) || whole.kind != JSON_OBJECT)
        return false;
    struct reader r = { .out = out, .keep = keep, .ids = intern_in(&scratch, 64) };
    return read_members(&r, whole);
}
