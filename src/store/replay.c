#include "store/replay.h"

#include <string.h>

struct replay_mark replay_mark_of(struct store *store)
{
    return (struct replay_mark){ store_meta(store, "image_articles"), store_meta(store, "image_event") };
}

/* ---- writing ---- */

struct replay_out replay_write_begin(struct store *store, struct syn_error *error)
{
    struct replay_out out = { .store = store, .error = error, .region = region_open(REPLAY_PIECE + 4096) };
    out.piece = arena_take_raw(&out.region.arena, 1, 1, REPLAY_PIECE);
    return out;
}

static void put_piece(struct replay_out *out)
{
    struct question *q = database_ask(store_database(out->store),
        "INSERT INTO image (n, bytes) VALUES (?1, ?2) ON CONFLICT (n) DO UPDATE SET bytes = excluded.bytes");
    question_int(q, 1, ++out->number);
    question_bytes(q, 2, (struct span){ out->piece, out->used });
    out->failed = out->failed || !question_run(q, out->error);
    out->used = 0;
}

bool replay_write(void *context, const void *bytes, size_t length)
{
    struct replay_out *out = context;
    const char *at = bytes;
    while (length && !out->failed) {
        size_t part = REPLAY_PIECE - out->used < length ? REPLAY_PIECE - out->used : length;
        memcpy(out->piece + out->used, at, part);
        out->used += part;
        at += part;
        length -= part;
        if (out->used == REPLAY_PIECE)
            put_piece(out);
    }
    return !out->failed;
}

static bool drop_rest(struct replay_out *out)
{
    struct question *q = database_ask(store_database(out->store), "DELETE FROM image WHERE n > ?1");
    question_int(q, 1, out->number);
    return question_run(q, out->error);
}

/* The latest event so far; -1 where it cannot be read. */
static int64_t last_event(struct store *store, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store), "SELECT coalesce(max(id), 0) FROM story_event");
    int64_t last = question_next(q, error) ? question_get_int(q, 0) : -1;
    question_done(q);
    return last;
}

bool replay_write_end(struct replay_out *out, int64_t articles)
{
    if (out->used)
        put_piece(out);
    int64_t event = out->failed ? -1 : last_event(out->store, out->error);
    region_close(&out->region);
    return event >= 0 && drop_rest(out) && store_set_meta(out->store, "image_articles", articles, out->error)
           && store_set_meta(out->store, "image_event", event, out->error);
}

/* ---- reading ---- */

struct replay_in replay_read_begin(struct store *store, struct syn_error *error)
{
    return (struct replay_in){ database_ask(store_database(store), "SELECT bytes FROM image ORDER BY n"), error,
                               { NULL, 0 } };
}

bool replay_read(void *context, void *bytes, size_t length)
{
    struct replay_in *in = context;
    char *at = bytes;
    while (length) {
        if (!in->rest.len) {
            if (!question_next(in->question, in->error))
                return false;
            in->rest = question_get_bytes(in->question, 0);
            continue;
        }
        size_t part = in->rest.len < length ? in->rest.len : length;
        memcpy(at, in->rest.at, part);
        in->rest = span_from(in->rest, part);
        at += part;
        length -= part;
    }
    return true;
}

bool replay_read_end(struct replay_in *in)
{
    question_done(in->question);
    return !question_failed(in->question);
}

/* ---- what came since ---- */

bool replay_events(struct store *store, int64_t after, replay_event *take, void *context, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store),
        "SELECT id, at, kind, article, was, story, hand FROM story_event WHERE id > ?1 ORDER BY id");
    bool going = true;
    question_int(q, 1, after);
    while (going && question_next(q, error)) {
        struct story_event event = { question_get_int(q, 0), question_get_int(q, 1),
                                     (enum story_event_kind)question_get_int(q, 2), question_get_int(q, 3),
                                     question_get_int(q, 4), question_get_int(q, 5), question_get_int(q, 6) };
        going = take(context, &event);
    }
    question_done(q);
    return going && !question_failed(q);
}

bool replay_body(struct store *store, struct arena *keep, struct arena scratch, int64_t article, struct article *out,
                 struct syn_error *error)
{
    struct question *q = database_ask(store_database(store),
        "SELECT id FROM version WHERE article = ?1 AND number = 1");
    question_int(q, 1, article);
    int64_t version = question_next(q, error) ? question_get_int(q, 0) : 0;
    bool failed = question_failed(q);
    question_done(q);
    if (version)
        return store_body(store, keep, scratch, version, out, error);
    return !failed && error_set(error, SYN_BAD_FORMAT, 0, "the store %s has no text of article a%lld; look at it with: "
                                "synoptic doctor", database_path(store_database(store)), (long long)article);
}

int64_t replay_last_story(struct store *store)
{
    struct syn_error error;
    struct question *q = database_ask(store_database(store), "SELECT max(id) FROM story");
    int64_t last = question_next(q, &error) ? question_get_int(q, 0) : 0;
    question_done(q);
    return last;
}
