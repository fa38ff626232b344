#include "store/stories.h"

#include "store/search.h"
#include "store/store_state.h"

const char *story_event_label(enum story_event_kind kind)
{
#define STORY_EVENT_AS_LABEL(name, label) label,
    static const char *const labels[] = { STORY_EVENTS(STORY_EVENT_AS_LABEL) };
    return kind < STORY_EVENT_COUNT ? labels[kind] : "";
}

static bool log_event(struct store *store, const struct story_event *e, struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "INSERT INTO story_event (at, kind, article, was, story, hand) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    question_int(q, 1, e->at);
    question_int(q, 2, e->kind);
    if (e->article)
        question_int(q, 3, e->article);
    if (e->was)
        question_int(q, 4, e->was);
    question_int(q, 5, e->story);
    if (e->hand)
        question_int(q, 6, e->hand);
    return question_run(q, error);
}

static bool set_story_of(struct store *store, int64_t article, int64_t story, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "UPDATE article SET story = ?2 WHERE id = ?1");
    question_int(q, 1, article);
    question_int(q, 2, story);
    return question_run(q, error);
}

/* One row, by values: a statement that could write several would have SQLite set a savepoint for it, at which the search
 * index writes down all that it holds back. */
static struct question *ask_take_in(struct store *store, const struct story_event *e)
{
    struct question *q = database_ask(store->db,
        "INSERT INTO story (id, founded, first, latest, reports, revision, headline, languages)"
        " VALUES (?1, ?2, ?3, ?3, 1, 1, ?4, ?5)"
        " ON CONFLICT (id) DO UPDATE SET reports = reports + 1, revision = revision + 1, redirect = NULL,"
        " first = min(coalesce(first, excluded.first), excluded.first),"
        " latest = max(coalesce(latest, excluded.latest), excluded.latest),"
        " headline = coalesce(headline, excluded.headline),"
        " languages = CASE WHEN languages IS NULL THEN excluded.languages"
        " WHEN excluded.languages IS NULL OR instr(' ' || languages || ' ', ' ' || excluded.languages || ' ')"
        " THEN languages ELSE languages || ' ' || excluded.languages END");
    question_int(q, 1, e->story);
    question_int(q, 2, e->at);
    return q;
}

/* The story gets one article more, and is founded where it is not there.  Its times are those of its articles' places
 * in the order of time, to the minute. */
static bool take_in(struct store *store, const struct story_event *e, struct syn_error *error)
{
    struct question *of = database_ask(store->db, "SELECT doc, title, language FROM article WHERE id = ?1");
    question_int(of, 1, e->article);
    bool good = question_next(of, error);
    if (!good && !question_failed(of))
        error_set(error, SYN_NOT_FOUND, 0, "there is no article a%lld to be put into a story", (long long)e->article);
    if (good) {
        struct question *q = ask_take_in(store, e);
        question_int(q, 3, (question_get_int(of, 0) >> SEARCH_MINUTE_BITS) * 60);
        question_text_or_null(q, 4, question_get_text(of, 1));
        question_text_or_null(q, 5, question_get_text(of, 2));
        good = question_run(q, error);
    }
    question_done(of);
    return good && set_story_of(store, e->article, e->story, error);
}

/* What the story's sums are without an article that left it; an empty one leads to where that went. */
static bool let_go(struct store *store, const struct story_event *e, struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "UPDATE story SET revision = revision + 1, reports = reports - 1,"
        " redirect = CASE WHEN reports > 1 THEN NULL ELSE ?2 END,"
        " first = (SELECT (min(doc) >> 12) * 60 FROM article WHERE story = ?1),"
        " latest = (SELECT (max(doc) >> 12) * 60 FROM article WHERE story = ?1),"
        " headline = coalesce((SELECT title FROM article WHERE story = ?1 ORDER BY doc LIMIT 1), headline),"
        " languages = coalesce((SELECT group_concat(language, ' ') FROM (SELECT language FROM article WHERE story = ?1"
        " AND language IS NOT NULL GROUP BY language ORDER BY min(id))), languages)"
        " WHERE id = ?1");
    question_int(q, 1, e->was);
    question_int(q, 2, e->story);
    return question_run(q, error);
}

static bool set_fixed(struct store *store, int64_t story, bool fixed, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "UPDATE story SET fixed = ?2 WHERE id = ?1");
    question_int(q, 1, story);
    question_int(q, 2, fixed);
    return question_run(q, error);
}

bool store_place(struct store *store, const struct story_event *e, struct syn_error *error)
{
    switch (e->kind) {
    case STORY_JOINED:
        return take_in(store, e, error) && log_event(store, e, error);
    case STORY_MOVED:
    case STORY_SPLIT:
    case STORY_MERGED:
        return take_in(store, e, error) && let_go(store, e, error) && log_event(store, e, error);
    case STORY_FIXED:
    case STORY_RELEASED:
        return set_fixed(store, e->story, e->kind == STORY_FIXED, error) && log_event(store, e, error);
    default:
        return log_event(store, e, error);
    }
}

bool store_touch_story(struct store *store, int64_t story, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "UPDATE story SET revision = revision + 1 WHERE id = ?1");
    question_int(q, 1, story);
    return question_run(q, error);
}

/* ---- the log ---- */

int64_t store_last_event(struct store *store, struct syn_error *error)
{
    struct question *q = database_ask(store->db, "SELECT max(id) FROM story_event");
    int64_t last = question_next(q, error) ? question_get_int(q, 0) : -1;
    question_done(q);
    return last;
}

static bool read_events(struct question *q, struct arena *keep, struct story_events *out, struct syn_error *error)
{
    size_t room = 0;
    *out = (struct story_events){ NULL, 0 };
    while (question_next(q, error)) {
        ARENA_ROOM(keep, out->at, out->count, room);
        out->at[out->count++] = (struct story_event){
            .id = question_get_int(q, 0), .at = question_get_int(q, 1),
            .kind = (enum story_event_kind)question_get_int(q, 2), .article = question_get_int(q, 3),
            .was = question_get_int(q, 4), .story = question_get_int(q, 5), .hand = question_get_int(q, 6)
        };
    }
    question_done(q);
    return !question_failed(q);
}

bool store_log_since(struct store *store, struct arena *keep, int64_t after, uint32_t most, struct story_events *out,
                     struct syn_error *error)
{
    struct question *q = database_ask(store->db, "SELECT id, at, kind, article, was, story, hand FROM story_event"
                                                 " WHERE id > ?1 ORDER BY id LIMIT ?2");
    question_int(q, 1, after);
    question_int(q, 2, most);
    return read_events(q, keep, out, error);
}

bool store_story_log_since(struct store *store, struct arena *keep, int64_t story, int64_t after, uint32_t most,
                           struct story_events *out, struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT id, at, kind, article, was, story, hand FROM story_event WHERE story = ?1 AND id > ?2"
        " UNION SELECT id, at, kind, article, was, story, hand FROM story_event WHERE was = ?1 AND id > ?2"
        " ORDER BY id LIMIT ?3");
    question_int(q, 1, story);
    question_int(q, 2, after);
    question_int(q, 3, most);
    return read_events(q, keep, out, error);
}

bool store_story_log(struct store *store, struct arena *keep, int64_t story, struct story_events *out,
                     struct syn_error *error)
{
    return store_story_log_since(store, keep, story, 0, UINT32_MAX, out, error);
}

bool store_hand_log(struct store *store, struct arena *keep, int64_t hand, struct story_events *out,
                    struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT id, at, kind, article, was, story, hand FROM story_event WHERE hand = ?1 ORDER BY id");
    question_int(q, 1, hand);
    return read_events(q, keep, out, error);
}

bool store_article_log(struct store *store, struct arena *keep, int64_t article, struct story_events *out,
                       struct syn_error *error)
{
    struct question *q = database_ask(store->db,
        "SELECT id, at, kind, article, was, story, hand FROM story_event WHERE article = ?1 ORDER BY id");
    question_int(q, 1, article);
    return read_events(q, keep, out, error);
}
