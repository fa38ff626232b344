#include "store/outlets.h"

#include "store/store_state.h"
#include "text/normal.h"

enum { FOLDING_BYTES = 64 << 10, NAME_MAX_BYTES = 1000, OUTLETS_HELD = 200000 };

static bool find(struct store *store, struct span name, int64_t *id, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "SELECT id FROM outlet WHERE name = ?1");
    question_text(q, 1, name);
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
    if (!find(store, name, id, error) || (!*id && !insert(store, name, id, error)))
        return false;
    if (store->outlets.count < OUTLETS_HELD) {
        ARENA_ROOM(&store->own.arena, store->outlet_ids, store->outlets.count, store->outlet_room);
        store->outlet_ids[store->outlets.count] = *id;
        intern_add(&store->outlets, arena_copy(&store->own.arena, name));
    }
    return true;
}
