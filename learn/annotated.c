#include "learn/annotated.h"

#include "annotate/split.h"
#include "annotate/tag_name.h"
#include "annotate/tag_word.h"
#include "base/hash.h"
#include "base/map.h"
#include "extract/extract.h"
#include "learn/learn_file.h"
#include "read/read.h"
#include "text/json.h"
#include "text/stem.h"

enum { DOCUMENTS_MAX = 1 << 17, PIECES_MAX = 16 };

struct reader {
    struct arena *keep;
    struct arena scratch;
    struct annotated_set set;
    struct map by_id;                /* number + 1 of a document */
};

static void take_problem(void *context, const struct syn_error *error)
{
    (void)context;
    learn_fail("reading:", error->text);
}

static struct annotated *find(struct reader *r, struct span id)
{
    uint32_t *number = map_find(&r->by_id, hash_span(id));
    return number ? &r->set.at[*number - 1] : NULL;
}

/* ---- documents ---- */

static bool take_document(void *context, const struct raw_document *raw)
{
    struct reader *r = context;
    struct raw_document own = *raw;
    struct annotated *doc = &r->set.at[r->set.count];
    struct syn_error error;
    struct json row;
    size_t at = 0;
    own.bytes = arena_copy(r->keep, raw->bytes);
    own.name = arena_copy(r->keep, raw->name);
    if (r->set.count == DOCUMENTS_MAX || !json_parse(own.bytes, &at, &row) ||
        !extract_article(r->keep, r->scratch, &own, &doc->article, &error))
        learn_fail("reading a document of", own.name.at);
    doc->id = json_text(r->keep, json_member(row, SPAN("id")));
    doc->trains = span_equal(json_text(r->keep, json_member(row, SPAN("split"))), SPAN("train"));
    split_blocks(r->keep, r->scratch, &doc->article, &doc->notes);
    stem_tokens(&doc->notes.tokens, r->scratch, doc->article.language);
    *map_at(&r->by_id, hash_span(doc->id), NULL) = (uint32_t)++r->set.count;
    return true;
}

/* ---- who says what ---- */

static struct marks read_marks(struct arena *keep, struct json list)
{
    struct marks marks = { arena_new(keep, struct mark, PIECES_MAX), 0 };
    struct json pair, value;
    struct span key;
    for (struct json_step step = { 0 }; json_next(list, &step, &key, &pair) && marks.count < PIECES_MAX;) {
        uint32_t ends[2] = { 0 }, n = 0;
        for (struct json_step inner = { 0 }; json_next(pair, &inner, &key, &value) && n < 2;)
            ends[n++] = (uint32_t)json_number(value, 0);
        marks.at[marks.count++] = (struct mark){ ends[0], ends[1] };
    }
    return marks;
}

static bool take_said(void *context, const struct raw_document *raw)
{
    enum { SAID_MAX = 4096 };
    struct reader *r = context;
    struct json row, said;
    size_t at = 0;
    struct span key;
    if (!json_parse(raw->bytes, &at, &row))
        learn_fail("reading a row of", raw->name.at);
    struct annotated *doc = find(r, json_text(&r->scratch, json_member(row, SPAN("id"))));
    if (!doc)
        return true;
    doc->said = arena_new(r->keep, struct said, SAID_MAX);
    struct json list = json_member(row, SPAN("attributions"));
    for (struct json_step step = { 0 }; json_next(list, &step, &key, &said) && doc->said_count < SAID_MAX;)
        doc->said[doc->said_count++] = (struct said){ .role = {
            [SAYING_SOURCE] = read_marks(r->keep, json_member(said, SPAN("source"))),
            [SAYING_CUE] = read_marks(r->keep, json_member(said, SPAN("cue"))),
            [SAYING_CONTENT] = read_marks(r->keep, json_member(said, SPAN("content"))),
        } };
    return true;
}

/* ---- tokens ---- */

static uint8_t word_tag_of(struct span label)
{
    unsigned tag = 1;
    while (tag < WORD_TAG_COUNT && !span_equal(label, span_of(word_tag_label(tag))))
        tag++;
    return (uint8_t)(tag < WORD_TAG_COUNT ? tag : WORD_TAG_NONE);
}

static uint8_t name_kind_of(struct span label)
{
    static const struct { struct span label; uint8_t kind; } kinds[] = {
        { SPAN("PERSON"), NAME_TAG_PERSON }, { SPAN("ORGANIZATION"), NAME_TAG_ORGANISATION },
        { SPAN("LOCATION"), NAME_TAG_PLACE }, { SPAN("MISC"), NAME_TAG_OTHER },
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (span_equal(label, kinds[i].label))
            return kinds[i].kind;
    return NAME_TAG_NONE;
}

static uint32_t number_of(struct span digits)
{
    uint32_t n = 0;
    for (size_t i = 0; i < digits.len; i++)
        n = n * 10 + (uint32_t)(digits.at[i] - '0');
    return n;
}

static void read_tokens(struct reader *r, struct span text)
{
    enum { COLUMNS = 7 };
    struct annotated *doc = NULL;
    struct span sentence = SPAN("");
    size_t room = 0;
    for (struct span line; span_take(&text, '\n', &line);) {
        struct span column[COLUMNS];
        unsigned n = 0;
        if (!line.len || line.at[0] == '#')
            continue;
        while (n < COLUMNS && span_take(&line, '\t', &column[n]))
            n++;
        if (n < COLUMNS)
            learn_fail("reading a line of", "tokens.tsv.gz");
        if (column[0].len) {
            doc = find(r, column[0]);
            room = 0;
        }
        if (!doc)
            continue;
        const struct foreign *before = doc->foreign_count ? &doc->foreign[doc->foreign_count - 1] : NULL;
        struct foreign token = { { number_of(column[3]), number_of(column[4]) }, word_tag_of(column[5]),
                                 name_kind_of(column[6]), false };
        token.begins_name = token.name_kind != NAME_TAG_NONE &&
                            !(before && before->name_kind == token.name_kind && span_equal(sentence, column[1]));
        sentence = column[1];
        ARENA_ROOM(r->keep, doc->foreign, doc->foreign_count, room);
        doc->foreign[doc->foreign_count++] = token;
    }
}

const struct foreign *annotated_foreign(const struct annotated *doc, uint32_t at)
{
    uint32_t low = 0, high = doc->foreign_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (doc->foreign[middle].at.to <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < doc->foreign_count && doc->foreign[low].at.from <= at ? &doc->foreign[low] : NULL;
}

static void read_records(struct reader *r, struct arena reading, const char *folder, const char *name,
                         bool (*take)(void *, const struct raw_document *))
{
    const char *path = arena_printf(r->keep, "%s/%s", folder, name).at;
    read_inputs(reading, &path, 1, NULL, &(struct read_sink){ take, take_problem, r });
}

struct annotated_set annotated_read(struct arena *keep, struct arena scratch, const char *folder)
{
    struct arena reading = arena_half(&scratch);
    struct reader r = { .keep = keep, .scratch = scratch, .by_id = map_in(keep, 2048) };
    r.set.at = arena_new(keep, struct annotated, DOCUMENTS_MAX);
    read_records(&r, reading, folder, "docs.jsonl.gz", take_document);
    read_records(&r, reading, folder, "gold.jsonl.gz", take_said);
    read_tokens(&r, learn_read(keep, arena_printf(keep, "%s/tokens.tsv.gz", folder).at));
    return r.set;
}
