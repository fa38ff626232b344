#include "store/hand.h"

bool hand_note(struct store *store, int64_t at, struct span what, int64_t undoes, int64_t *id, struct syn_error *error)
{
    struct database *db = store_database(store);
    struct question *q = database_ask(db, "INSERT INTO hand (at, what) VALUES (?1, ?2)");
    question_int(q, 1, at);
    question_text(q, 2, what);
    if (!question_run(q, error))
        return false;
    *id = database_last_id(db);
    if (!undoes)
        return true;
    q = database_ask(db, "UPDATE hand SET undone = ?2 WHERE id = ?1");
    question_int(q, 1, undoes);
    question_int(q, 2, *id);
    return question_run(q, error);
}

/* An undo is known by the one that it took back. */
#define UNDOES "EXISTS (SELECT 1 FROM hand u WHERE u.undone = h.id)"

bool hand_read(struct store *store, struct arena *keep, int64_t id, struct hand *out, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store), id
        ? "SELECT id, at, what, undone, " UNDOES " FROM hand h WHERE id = ?1"
        : "SELECT id, at, what, undone, 0 FROM hand h WHERE undone IS NULL AND NOT " UNDOES
          " ORDER BY id DESC LIMIT 1");
    if (id)
        question_int(q, 1, id);
    bool found = question_next(q, error), failed = question_failed(q);
    if (found)
        *out = (struct hand){ .id = question_get_int(q, 0), .at = question_get_int(q, 1),
                              .what = arena_copy(keep, question_get_text(q, 2)), .undone = question_get_int(q, 3),
                              .undoes = question_get_int(q, 4) != 0 };
    question_done(q);
    if (found || failed)
        return found;
    return id ? error_set(error, SYN_NOT_FOUND, 0, "there is no correction %lld; 'synoptic story log' tells their "
                          "numbers", (long long)id)
              : error_set(error, SYN_NOT_FOUND, 0, "nothing was set right by hand that could be taken back");
}

/* The number that the question gives; 0 where it has no row. */
static bool read_one(struct question *q, int64_t *out, struct syn_error *error)
{
    *out = question_next(q, error) ? question_get_int(q, 0) : 0;
    question_done(q);
    return !question_failed(q);
}

bool hand_holds(struct store *store, int64_t story, int64_t except, bool *holds, struct syn_error *error)
{
    int64_t kind;
    struct question *q = database_ask(store_database(store),
        "SELECT e.kind + 1 FROM (SELECT id, kind, hand FROM story_event WHERE story = ?1 AND hand IS NOT NULL"
        " UNION SELECT id, kind, hand FROM story_event WHERE was = ?1 AND hand IS NOT NULL) e"
        " JOIN hand h ON h.id = e.hand WHERE h.id <> ?2 AND h.undone IS NULL AND NOT " UNDOES
        " ORDER BY e.id DESC LIMIT 1");
    question_int(q, 1, story);
    question_int(q, 2, except);
    bool good = read_one(q, &kind, error);
    *holds = kind && kind - 1 != STORY_RELEASED;
    return good;
}

bool hand_last_left(struct store *store, int64_t story, int64_t *id, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store),
        "SELECT coalesce(hand, 0) FROM story_event WHERE was = ?1 AND story <> ?1 ORDER BY id DESC LIMIT 1");
    question_int(q, 1, story);
    return read_one(q, id, error);
}
