#include "store/outlets.h"

#include "store/search.h"
#include "store/store_state.h"
#include "text/normal.h"

/* Of article.doc. */
enum { OUTLETS_DAY = 24 * 60 << SEARCH_MINUTE_BITS };

enum { FOLDING_BYTES = 64 << 10, NAME_MAX_BYTES = 1000, OUTLETS_HELD = 200000 };

bool outlets_find(struct store *store, struct span name, int64_t *id, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "SELECT id FROM outlet WHERE name = ?1");
    question_text(q, 1, span_cut(name, 0, name.len < NAME_MAX_BYTES ? name.len : NAME_MAX_BYTES));
    *id = question_next(q, error) ? question_get_int(q, 0) : 0;
    question_done(q);
    return !question_failed(q);
}

static bool insert(struct store *store, struct span name, int64_t *id, struct syn_error *error)
{
    struct region scratch = region_open(FOLDING_BYTES);
    struct question *q = database_ask(store->db, "INSERT INTO outlet (name, folded) VALUES (?1, ?2)");
    question_text(q, 1, name);
    question_text(q, 2, text_latin(&scratch.arena, name));
    bool good = question_run(q, error);
    *id = database_last_id(store->db);
    region_close(&scratch);
    return good;
}

bool outlets_number(struct store *store, struct span name, int64_t *id, struct syn_error *error)
{
    name = span_cut(name, 0, name.len < NAME_MAX_BYTES ? name.len : NAME_MAX_BYTES);
    *id = 0;
    if (!name.len)
        return true;
    uint32_t known = intern_find(&store->outlets, name);
    if (known != INTERN_NONE) {
        *id = store->outlet_ids[known];
        return true;
    }
    if (!outlets_find(store, name, id, error) || (!*id && !insert(store, name, id, error)))
        return false;
    if (store->outlets.count < OUTLETS_HELD) {
        ARENA_ROOM(&store->own.arena, store->outlet_ids, store->outlets.count, store->outlet_room);
        store->outlet_ids[store->outlets.count] = *id;
        intern_add(&store->outlets, arena_copy(&store->own.arena, name));
    }
    return true;
}

/* ---- how much there is of each ---- */

/* Single rows by values: see store_place. */
bool outlets_count(struct store *store, int64_t outlet, int64_t doc, int by, struct syn_error *error)
{
    if (!outlet)
        return true;
    struct question *q = database_ask(store->db, "UPDATE outlet SET reports = reports + ?2 WHERE id = ?1");
    question_int(q, 1, outlet);
    question_int(q, 2, by);
    if (!question_run(q, error))
        return false;
    q = database_ask(store->db, "INSERT INTO outlet_day (outlet, day, reports) VALUES (?1, ?2, ?3)"
                                " ON CONFLICT (outlet, day) DO UPDATE SET reports = reports + excluded.reports");
    question_int(q, 1, outlet);
    question_int(q, 2, doc / OUTLETS_DAY);
    question_int(q, 3, by);
    return question_run(q, error);
}

struct descent { int64_t source, target; };

/* Each pair of reports once, whatever kinds of descent were found between them; 3: a common source is no copy. */
static bool read_descents(struct store *store, struct arena *keep, int64_t story, struct descent **out, size_t *count,
                          struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT DISTINCT source, target, source_outlet, target_outlet FROM lineage WHERE story = ?1 AND kind < 3"
        " AND source_outlet <> target_outlet");
    size_t room = 0;
    question_int(q, 1, story);
    *out = NULL;
    *count = 0;
    while (question_next(q, error)) {
        *out = arena_room(keep, *out, *count, &room, sizeof **out, alignof(struct descent));
        (*out)[(*count)++] = (struct descent){ question_get_int(q, 2), question_get_int(q, 3) };
    }
    question_done(q);
    return !question_failed(q);
}

bool outlets_count_copies(struct store *store, struct arena scratch, int64_t story, int by, struct syn_error *error)
{
    struct descent *at;
    size_t count;
    bool good = read_descents(store, &scratch, story, &at, &count, error);
    for (size_t i = 0; good && i < count; i++) {
        struct question *q = database_ask(store->db,
            "INSERT INTO outlet_copy (source, target, reports) VALUES (?1, ?2, ?3)"
            " ON CONFLICT (source, target) DO UPDATE SET reports = reports + excluded.reports");
        question_int(q, 1, at[i].source);
        question_int(q, 2, at[i].target);
        question_int(q, 3, by);
        good = question_run(q, error);
    }
    return good;
}

bool outlets_count_anew(struct database *db, struct syn_error *error)
{
    return database_run(db, OUTLETS_COUNT_ANEW, error);
}
