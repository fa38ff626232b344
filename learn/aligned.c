#include "learn/aligned.h"

#include <stdlib.h>

#include "annotate/annotate.h"
#include "base/map.h"
#include "compare/names.h"
#include "extract/extract.h"
#include "learn/learn_file.h"
#include "text/json.h"

enum { DOCUMENTS_MAX = 4096, STORIES_MAX = 512, SENTENCES_MAX = 4096 };

struct place { struct span id; struct mark at; };

struct document {
    struct span cluster;
    struct report report;
    struct place *places;
    uint32_t place_count;
};

struct reader {
    struct arena *keep;
    struct arena scratch;
    struct document *documents;
    uint32_t document_count;
};

static uint32_t length(struct json list)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    uint32_t count = 0;
    while (json_next(list, &step, &key, &value))
        count++;
    return count;
}

static struct report *annotated(struct arena *keep, struct arena scratch, struct span record)
{
    struct report *report = arena_new(keep, struct report, 1);
    struct raw_document raw = { .kind = RAW_RECORD, .bytes = record };
    struct syn_error error;
    if (!extract_article(keep, scratch, &raw, &report->article, &error))
        learn_fail("reading", error.text);
    report->notes = annotate(keep, scratch, &report->article);
    return report;
}

static void take_document(struct reader *r, struct span line)
{
    struct document *d = &r->documents[r->document_count++];
    struct json row, sentence;
    size_t at = 0;
    if (r->document_count == DOCUMENTS_MAX || !json_parse(line, &at, &row))
        learn_fail("reading a line of", "docs.jsonl.gz");
    d->report = *annotated(r->keep, r->scratch, line);
    d->cluster = json_text(r->keep, json_member(row, SPAN("cluster")));
    struct json list = json_member(row, SPAN("sentences"));
    d->places = arena_new(r->keep, struct place, length(list));
    struct json_step step = { 0 };
    struct span key;
    while (json_next(list, &step, &key, &sentence))
        d->places[d->place_count++] = (struct place){
            json_text(r->keep, json_member(sentence, SPAN("id"))),
            { (uint32_t)json_number(json_member(sentence, SPAN("start")), 0),
              (uint32_t)json_number(json_member(sentence, SPAN("end")), 0) } };
}

/* The statement of the document that covers most of the place. */
static const struct statement *covering(struct statements all, uint32_t report, struct mark at)
{
    const struct statement *best = NULL;
    uint32_t most = 0;
    for (uint32_t i = 0; i < all.count; i++) {
        const struct statement *s = &all.at[i];
        uint32_t from = s->at.from > at.from ? s->at.from : at.from, to = s->at.to < at.to ? s->at.to : at.to;
        if (s->report == report && to > from && to - from > most) {
            most = to - from;
            best = s;
        }
    }
    return best;
}

static struct word **words_of(struct arena *keep, struct arena scratch, const struct report *const *reports,
                              uint32_t count)
{
    struct word **words = arena_new(keep, struct word *, count);
    for (uint32_t i = 0; i < count; i++)
        words[i] = words_read(keep, scratch, reports[i]);
    return words;
}

static struct statements whole_statements(struct arena *keep, struct arena scratch, const struct report *const *reports,
                                          struct word *const *words, uint32_t count)
{
    struct story_names names = names_join(keep, scratch, reports, count);
    return statement_cut(keep, scratch, STATEMENT_SENTENCE, reports, words, count, &names);
}

static void take_happenings(struct arena *keep, struct aligned_sentence *s, struct json list)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    s->happenings = arena_new(keep, struct span, length(list));
    while (json_next(list, &step, &key, &value))
        s->happenings[s->happening_count++] = value.raw;
}

/* The gold sentences among those of the story's documents. */
static void take_sentences(struct reader *r, struct aligned_story *story, struct json sentences)
{
    const struct report **reports = arena_new(r->keep, const struct report *, r->document_count);
    struct document **documents = arena_new(r->keep, struct document *, r->document_count);
    uint32_t count = 0;
    for (uint32_t d = 0; d < r->document_count; d++)
        if (span_equal(r->documents[d].cluster, story->name)) {
            documents[count] = &r->documents[d];
            reports[count++] = &r->documents[d].report;
        }
    struct statements all = whole_statements(r->keep, r->scratch, reports,
                                             words_of(r->keep, r->scratch, reports, count), count);
    statement_weigh(r->scratch, all);
    story->at = arena_new(r->keep, struct aligned_sentence, SENTENCES_MAX);
    for (uint32_t d = 0; d < count; d++)
        for (uint32_t p = 0; p < documents[d]->place_count; p++) {
            struct json list = json_member(sentences, documents[d]->places[p].id);
            const struct statement *s = list.kind ? covering(all, d, documents[d]->places[p].at) : NULL;
            if (!s || story->count == SENTENCES_MAX)
                continue;
            struct aligned_sentence *sentence = &story->at[story->count++];
            *sentence = (struct aligned_sentence){ .id = documents[d]->places[p].id, .statement = *s, .document = d };
            take_happenings(r->keep, sentence, list);
        }
}

static void take_groups(struct reader *r, struct aligned_story *story, struct json clusters)
{
    struct json_step step = { 0 };
    struct span key;
    struct json cluster, member;
    for (uint32_t i = 0; i < story->count; i++)
        story->at[i].group = SENTENCES_MAX + i;
    for (uint32_t g = 0; json_next(clusters, &step, &key, &cluster); g++) {
        struct json_step inner = { 0 };
        while (json_next(cluster, &inner, &key, &member))
            for (uint32_t i = 0; i < story->count; i++)
                if (span_equal(story->at[i].id, json_text(r->keep, member)))
                    story->at[i].group = g;
    }
}

static void take_gold(struct reader *r, struct aligned_set *set, struct span line)
{
    struct json row;
    size_t at = 0;
    if (set->count == STORIES_MAX || !json_parse(line, &at, &row))
        learn_fail("reading a line of", "gold.jsonl.gz");
    struct aligned_story *story = &set->at[set->count++];
    story->name = json_text(r->keep, json_member(row, SPAN("cluster")));
    story->topic = (unsigned)strtoul(arena_printf(r->keep, "%.*s", (int)story->name.len, story->name.at).at, NULL, 10);
    take_sentences(r, story, json_member(row, SPAN("sentences")));
    take_groups(r, story, json_member(row, SPAN("clusters")));
}

static struct span read_file(struct arena *keep, const char *folder, const char *name)
{
    return learn_read(keep, arena_printf(keep, "%s/%s", folder, name).at);
}

struct aligned_set aligned_read(struct arena *keep, struct arena scratch, const char *folder)
{
    struct reader r = { .keep = keep, .scratch = scratch, .documents = arena_new(keep, struct document, DOCUMENTS_MAX) };
    struct aligned_set set = { arena_new(keep, struct aligned_story, STORIES_MAX), 0 };
    struct span docs = read_file(keep, folder, "docs.jsonl.gz"), gold = read_file(keep, folder, "gold.jsonl.gz"), line;
    while (span_take(&docs, '\n', &line))
        if (line.len)
            take_document(&r, line);
    while (span_take(&gold, '\n', &line))
        if (line.len)
            take_gold(&r, &set, line);
    return set;
}

/* ---- pairs ---- */

static struct span record_of(struct arena *keep, struct json text)
{
    struct buffer out = buffer_in(keep);
    buffer_reserve(&out, text.raw.len + 64);
    buffer_text(&out, "{\"id\":\"-\",\"language\":\"en\",\"text\":");
    buffer_put(&out, text.raw);
    buffer_byte(&out, '}');
    return buffer_span(&out);
}

struct sentence_pairs sentence_pairs_read(struct arena *keep, struct arena scratch, const char *folder)
{
    struct span rows = read_file(keep, folder, "msrp_train.jsonl.gz"), line;
    struct sentence_pairs pairs = { arena_new(keep, struct sentence_pair, rows.len / 16 + 1), 0 };
    struct statements all = { arena_new(keep, struct statement, 2 * (rows.len / 16 + 1)), 0 };
    while (span_take(&rows, '\n', &line)) {
        struct json row;
        size_t at = 0;
        if (!line.len)
            continue;
        if (!json_parse(line, &at, &row))
            learn_fail("reading a line of", "msrp_train.jsonl.gz");
        const struct report *reports[] = { annotated(keep, scratch, record_of(keep, json_member(row, SPAN("a")))),
                                           annotated(keep, scratch, record_of(keep, json_member(row, SPAN("b")))) };
        struct word **words = words_of(keep, scratch, reports, 2);
        struct statements both = whole_statements(keep, scratch, reports, words, 2);
        for (uint32_t r = 0; r < 2; r++) {      /* the longest piece, where a sentence was taken for several */
            struct mark whole = { 0, (uint32_t)reports[r]->article.text.len };
            const struct statement *s = covering(both, r, whole);
            all.at[all.count++] = s ? *s : (struct statement){ .subject = STATEMENT_NONE, .attribution = ATTRIBUTION_NONE };
        }
        pairs.at[pairs.count++] = (struct sentence_pair){
            .report_a = reports[0], .report_b = reports[1], .words_a = words[0], .words_b = words[1],
            .same = json_member(row, SPAN("same")).kind == JSON_TRUE };
    }
    statement_weigh(scratch, all);
    for (uint32_t i = 0; i < pairs.count; i++) {
        pairs.at[i].a = all.at[2 * i];
        pairs.at[i].b = all.at[2 * i + 1];
    }
    return pairs;
}
