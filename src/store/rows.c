#include "store/rows.h"

#include <math.h>

#include "store/packed.h"
#include "store/words.h"
#include "text/normal.h"

enum { SPEAKER_MAX = 120 };            /* bytes of a source that is no name */

/* ---- made of annotations ---- */

/* By entity its mentions, as distances. */
static struct span *places_of(struct arena *keep, struct arena scratch, const struct annotations *notes)
{
    uint32_t count = notes->entities.count;
    struct span *out = arena_new(keep, struct span, count);
    uint32_t *first = arena_new(&scratch, uint32_t, count), *next = arena_new(&scratch, uint32_t, notes->mentions.count);
    for (uint32_t i = notes->mentions.count; i--;) {
        uint32_t entity = notes->mentions.at[i].entity;
        if (entity >= count)
            continue;
        next[i] = first[entity];
        first[entity] = i + 1;
    }
    for (uint32_t e = 0; e < count; e++) {
        struct buffer places = buffer_in(keep);
        uint32_t end = 0;
        for (uint32_t i = first[e]; i; i = next[i - 1]) {
            struct mark at = notes->mentions.at[i - 1].at;
            packed_put_number(&places, at.from - end);
            packed_put_number(&places, at.to - at.from);
            end = at.to;
        }
        out[e] = buffer_span(&places);
    }
    return out;
}

static void make_names(struct rows *rows, struct arena *keep, struct arena scratch, const struct annotations *notes)
{
    struct span *places = places_of(keep, scratch, notes);
    rows->names = arena_new(keep, struct row_name, notes->entities.count);
    for (uint32_t i = 0; i < notes->entities.count; i++) {
        const struct entity *e = &notes->entities.at[i];
        rows->names[rows->name_count++] = (struct row_name){ e->type, e->name, e->folded, e->role, places[i] };
    }
}

static void make_figures(struct rows *rows, struct arena *keep, struct arena scratch, const struct report *report)
{
    const struct figures *figures = &report->notes.figures;
    rows->figures = arena_new(keep, struct row_figure, figures->count);
    for (uint32_t i = 0; i < figures->count; i++) {
        const struct figure *f = &figures->at[i];
        struct buffer counted = buffer_in(keep);
        words_put(&counted, scratch, mark_span(report->article.text, f->of));
        rows->figures[rows->figure_count++] = (struct row_figure){
            f->at, figure_base(f, f->value), figure_base(f, f->low), figure_base(f, f->high), f->unit, f->dimension,
            f->state, buffer_span(&counted)
        };
    }
}

/* From the first piece to the last. */
static struct mark reach(struct marks marks)
{
    return marks.count ? (struct mark){ marks.at[0].from, marks.at[marks.count - 1].to } : (struct mark){ 0, 0 };
}

static void make_attributions(struct rows *rows, struct arena *keep, const struct report *report)
{
    const struct attributions *all = &report->notes.attributions;
    const struct entities *entities = &report->notes.entities;
    rows->attributions = arena_new(keep, struct row_attribution, all->count);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct attribution *a = &all->at[i];
        struct row_attribution row = { .kind = a->kind, .stance = a->stance, .content = reach(a->content),
                                       .source = reach(a->source), .cue = reach(a->cue) };
        if (a->speaker < entities->count) {
            row.speaker = entities->at[a->speaker].name;
            row.folded = entities->at[a->speaker].folded;
        } else if (row.source.to - row.source.from <= SPEAKER_MAX) {
            row.speaker = mark_span(report->article.text, row.source);
            row.folded = text_latin(keep, row.speaker);
        }
        rows->attributions[rows->attribution_count++] = row;
    }
}

struct rows rows_of(struct arena *keep, struct arena scratch, const struct report *report)
{
    struct rows rows = { .name_count = 0 };
    make_names(&rows, keep, scratch, &report->notes);
    make_figures(&rows, keep, scratch, report);
    make_attributions(&rows, keep, report);
    return rows;
}

/* ---- written and read ---- */

/* Infinite ends are null: SQL has no better word for them. */
static void put_end(struct question *q, int parameter, double value)
{
    if (isfinite(value))
        question_double(q, parameter, value);
}

static bool insert_figures(struct database *db, int64_t version, const struct rows *rows, struct syn_error *error)
{
    for (uint32_t i = 0; i < rows->figure_count; i++) {
        const struct row_figure *f = &rows->figures[i];
        struct question *q = database_ask(db,
            "INSERT INTO figure (version, n, \"from\", \"to\", value, low, high, unit, dimension, state, counted)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
        question_int(q, 1, version);
        question_int(q, 2, i);
        question_int(q, 3, f->at.from);
        question_int(q, 4, f->at.to);
        question_double(q, 5, isfinite(f->value) ? f->value : 0);
        put_end(q, 6, f->low);
        put_end(q, 7, f->high);
        question_text_or_null(q, 8, f->unit);
        question_int(q, 9, f->dimension);
        question_int(q, 10, f->state);
        question_text_or_null(q, 11, f->counted);
        if (!question_run(q, error))
            return false;
    }
    return true;
}

static bool insert_attributions(struct database *db, int64_t version, const struct rows *rows, struct syn_error *error)
{
    for (uint32_t i = 0; i < rows->attribution_count; i++) {
        const struct row_attribution *a = &rows->attributions[i];
        struct question *q = database_ask(db,
            "INSERT INTO attribution (version, n, kind, stance, speaker, folded, \"from\", \"to\", source_from, source_to,"
            " cue_from, cue_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)");
        question_int(q, 1, version);
        question_int(q, 2, i);
        question_int(q, 3, a->kind);
        question_int(q, 4, a->stance);
        question_text_or_null(q, 5, a->speaker);
        question_text_or_null(q, 6, a->folded);
        question_int(q, 7, a->content.from);
        question_int(q, 8, a->content.to);
        question_int(q, 9, a->source.from);
        question_int(q, 10, a->source.to);
        question_int(q, 11, a->cue.from);
        question_int(q, 12, a->cue.to);
        if (!question_run(q, error))
            return false;
    }
    return true;
}

bool rows_insert(struct database *db, int64_t version, const struct rows *rows, struct syn_error *error)
{
    for (uint32_t i = 0; i < rows->name_count; i++) {
        const struct row_name *n = &rows->names[i];
        struct question *q = database_ask(db,
            "INSERT INTO name (version, n, type, name, folded, role, places) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
        question_int(q, 1, version);
        question_int(q, 2, i);
        question_int(q, 3, n->type);
        question_text(q, 4, n->name);
        question_text(q, 5, n->folded);
        question_text_or_null(q, 6, n->role);
        question_bytes(q, 7, n->places);
        if (!question_run(q, error))
            return false;
    }
    return insert_figures(db, version, rows, error) && insert_attributions(db, version, rows, error);
}

static struct span copy_text(struct arena *keep, struct question *q, int column)
{
    return arena_copy(keep, question_get_text(q, column));
}

static struct mark read_mark(struct question *q, int column)
{
    return (struct mark){ (uint32_t)question_get_int(q, column), (uint32_t)question_get_int(q, column + 1) };
}

static bool read_names(struct database *db, struct arena *keep, int64_t version, struct rows *out,
                       struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT type, name, folded, role, places FROM name WHERE version = ?1 ORDER BY n");
    size_t room = 0;
    question_int(q, 1, version);
    while (question_next(q, error)) {
        struct row_name row = { (uint8_t)question_get_int(q, 0), copy_text(keep, q, 1), copy_text(keep, q, 2),
                                copy_text(keep, q, 3), arena_copy(keep, question_get_bytes(q, 4)) };
        out->names = arena_room(keep, out->names, out->name_count, &room, sizeof row, alignof(struct row_name));
        out->names[out->name_count++] = row;
    }
    question_done(q);
    return !question_failed(q);
}

static bool read_figures(struct database *db, struct arena *keep, int64_t version, struct rows *out,
                         struct syn_error *error)
{
    struct question *q = database_ask(db,
        "SELECT \"from\", \"to\", value, low, high, unit, dimension, state, counted FROM figure WHERE version = ?1"
        " ORDER BY n");
    size_t room = 0;
    question_int(q, 1, version);
    while (question_next(q, error)) {
        struct row_figure row = {
            .at = read_mark(q, 0), .value = question_get_double(q, 2),
            .low = question_is_null(q, 3) ? -INFINITY : question_get_double(q, 3),
            .high = question_is_null(q, 4) ? INFINITY : question_get_double(q, 4), .unit = copy_text(keep, q, 5),
            .dimension = (uint8_t)question_get_int(q, 6), .state = (uint8_t)question_get_int(q, 7),
            .counted = copy_text(keep, q, 8)
        };
        out->figures = arena_room(keep, out->figures, out->figure_count, &room, sizeof row, alignof(struct row_figure));
        out->figures[out->figure_count++] = row;
    }
    question_done(q);
    return !question_failed(q);
}

static bool read_attributions(struct database *db, struct arena *keep, int64_t version, struct rows *out,
                              struct syn_error *error)
{
    struct question *q = database_ask(db,
        "SELECT kind, stance, speaker, folded, \"from\", \"to\", source_from, source_to, cue_from, cue_to"
        " FROM attribution WHERE version = ?1 ORDER BY n");
    size_t room = 0;
    question_int(q, 1, version);
    while (question_next(q, error)) {
        struct row_attribution row = {
            .kind = (uint8_t)question_get_int(q, 0), .stance = (uint8_t)question_get_int(q, 1),
            .speaker = copy_text(keep, q, 2), .folded = copy_text(keep, q, 3), .content = read_mark(q, 4),
            .source = read_mark(q, 6), .cue = read_mark(q, 8)
        };
        out->attributions = arena_room(keep, out->attributions, out->attribution_count, &room, sizeof row,
                                       alignof(struct row_attribution));
        out->attributions[out->attribution_count++] = row;
    }
    question_done(q);
    return !question_failed(q);
}

bool rows_read(struct database *db, struct arena *keep, int64_t version, struct rows *out, struct syn_error *error)
{
    *out = (struct rows){ .name_count = 0 };
    return read_names(db, keep, version, out, error) && read_figures(db, keep, version, out, error) &&
           read_attributions(db, keep, version, out, error);
}

struct marks rows_places(struct arena *keep, struct span places)
{
    struct packed_reader r = { places, false };
    struct marks marks = { arena_new(keep, struct mark, places.len / 2 + 1), 0 };
    for (uint64_t end = 0; r.rest.len;) {
        uint64_t from = end + packed_number(&r);
        end = from + packed_number(&r);
        if (r.broken || end > UINT32_MAX || from > end)
            break;
        marks.at[marks.count++] = (struct mark){ (uint32_t)from, (uint32_t)end };
    }
    return marks;
}
