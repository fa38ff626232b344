#include "store/saved.h"

#include "store/search_query.h"

static bool is_name(struct span name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool sign = i && (c == '-' || c == '_' || c == '.');
        if (!byte_is_alpha(c) && !byte_is_digit(c) && !(c & 0x80) && !sign)
            return false;
    }
    return name.len && name.len <= SAVED_NAME_MAX;
}

static bool not_there(struct span name, struct syn_error *error)
{
    int len = (int)(name.len < SAVED_NAME_MAX ? name.len : SAVED_NAME_MAX);
    return error_set(error, SYN_NOT_FOUND, 0, "there is no saved search '%.*s'; 'synoptic search --saved' lists those "
                     "there are", len, name.at);
}

bool saved_put(struct store *store, struct arena scratch, struct span name, struct span query, int64_t now,
               struct syn_error *error)
{
    struct search_query parsed;
    if (!is_name(name))
        return error_set(error, SYN_MISUSE, 0, "a saved search is called by letters, digits and - _ . within, %d bytes "
                         "at most", SAVED_NAME_MAX);
    if (!search_query_parse(&parsed, &scratch, query, now, error))
        return false;
    struct question *q = database_ask(store_database(store),
        "INSERT INTO saved (name, query, made) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (name) DO UPDATE SET query = excluded.query, made = excluded.made");
    question_text(q, 1, name);
    question_text(q, 2, query);
    question_int(q, 3, now);
    return question_run(q, error);
}

static struct saved_query read_row(struct question *q, struct arena *keep)
{
    struct span name = arena_copy(keep, question_get_text(q, 2)), query = arena_copy(keep, question_get_text(q, 3));
    return (struct saved_query){ question_get_int(q, 0), question_get_int(q, 1), name, query };
}

bool saved_find(struct store *store, struct arena *keep, struct span name, struct saved_query *out,
                struct syn_error *error)
{
    struct question *q = database_ask(store_database(store), "SELECT id, made, name, query FROM saved WHERE name = ?1");
    question_text(q, 1, name);
    bool found = question_next(q, error), failed = question_failed(q);
    if (found)
        *out = read_row(q, keep);
    question_done(q);
    return found || (!failed && not_there(name, error));
}

bool saved_forget(struct store *store, struct span name, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store), "DELETE FROM saved WHERE name = ?1");
    question_text(q, 1, name);
    if (!question_run(q, error))
        return false;
    return database_changed(store_database(store)) || not_there(name, error);
}

bool saved_list(struct store *store, struct arena *keep, struct saved_queries *out, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store), "SELECT id, made, name, query FROM saved ORDER BY name");
    size_t room = 0;
    *out = (struct saved_queries){ 0 };
    while (question_next(q, error)) {
        struct saved_query row = read_row(q, keep);
        ARENA_ROOM(keep, out->at, out->count, room);
        out->at[out->count++] = row;
    }
    question_done(q);
    return !question_failed(q);
}

bool saved_resolve(struct store *store, struct arena *keep, struct span asked, struct span *query,
                   struct syn_error *error)
{
    struct saved_query saved;
    asked = span_trim(asked);
    *query = asked;
    if (!span_starts(asked, SPAN("@")))
        return true;
    if (!saved_find(store, keep, span_from(asked, 1), &saved, error))
        return false;
    *query = saved.query;
    return true;
}
