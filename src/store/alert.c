#include "store/alert.h"

#include "store/stories.h"

#define COLUMNS "id, name, search, story, condition, least, way, target, article, event, version, made, fired," \
                " deliveries, failures, next, error, paused"

const char *alert_condition_label(enum alert_condition condition)
{
#define AS_CONDITION(name, label) label,
    static const char *const labels[] = { ALERT_CONDITIONS(AS_CONDITION) };
    return condition < ALERT_CONDITION_COUNT ? labels[condition] : "";
}

const char *alert_way_label(enum alert_way way)
{
#define AS_WAY(name, label) label,
    static const char *const labels[] = { ALERT_WAYS(AS_WAY) };
    return way < ALERT_WAY_COUNT ? labels[way] : "";
}

/* ---- alerts ---- */

static bool is_taken(struct database *db, struct span name, bool *taken, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT 1 FROM alert WHERE name = ?1");
    question_text(q, 1, name);
    *taken = question_next(q, error);
    bool good = !question_failed(q);
    question_done(q);
    return good;
}

static bool last_number(struct database *db, const char *sql, int64_t *out, struct syn_error *error)
{
    struct question *q = database_ask(db, sql);
    bool found = question_next(q, error);
    *out = found ? question_get_int(q, 0) : 0;
    question_done(q);
    return found;
}

bool alert_last(struct database *db, int64_t *article, int64_t *version, struct syn_error *error)
{
    return last_number(db, "SELECT coalesce(max(id), 0) FROM article", article, error) &&
           last_number(db, "SELECT coalesce(max(id), 0) FROM version", version, error);
}

bool alert_set_marks(struct database *db, struct alert *alert, struct syn_error *error)
{
    return alert_last(db, &alert->article, &alert->version, error) &&
           last_number(db, "SELECT coalesce(max(id), 0) FROM story_event", &alert->event, error);
}

bool alert_add(struct database *db, const struct alert *alert, int64_t *id, struct syn_error *error)
{
    bool taken;
    if (!is_taken(db, alert->name, &taken, error))
        return false;
    if (taken)
        return error_set(error, SYN_MISUSE, 0, "there is an alert %.*s already; take another name, or remove it first",
                         (int)alert->name.len, alert->name.at);
    struct question *q = database_ask(db,
        "INSERT INTO alert (name, search, story, condition, least, way, target, article, event, version, made)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) RETURNING id");
    question_text(q, 1, alert->name);
    question_text_or_null(q, 2, alert->search);
    if (alert->story)
        question_int(q, 3, alert->story);
    question_int(q, 4, alert->condition);
    question_int(q, 5, alert->least);
    question_int(q, 6, alert->way);
    question_text(q, 7, alert->target);
    question_int(q, 8, alert->article);
    question_int(q, 9, alert->event);
    question_int(q, 10, alert->version);
    question_int(q, 11, alert->made);
    bool made = question_next(q, error);
    *id = made ? question_get_int(q, 0) : 0;
    while (made && question_next(q, error))
        ;
    made = made && !question_failed(q);
    question_done(q);
    return made;
}

bool alert_remove(struct database *db, int64_t id, struct syn_error *error)
{
    static const char *const texts[] = {
        "DELETE FROM alert_item WHERE alert = ?1", "DELETE FROM alert_story WHERE alert = ?1",
        "DELETE FROM alert WHERE id = ?1"
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct question *q = database_ask(db, texts[i]);
        question_int(q, 1, id);
        if (!question_run(q, error))
            return false;
    }
    return true;
}

bool alert_set_paused(struct database *db, int64_t id, bool paused, struct syn_error *error)
{
    struct question *q = database_ask(db, "UPDATE alert SET paused = ?2, next = 0, failures = 0 WHERE id = ?1");
    question_int(q, 1, id);
    question_int(q, 2, paused);
    return question_run(q, error);
}

static struct alert read_alert(struct question *q, struct arena *keep)
{
    return (struct alert){
        .id = question_get_int(q, 0),
        .name = arena_copy(keep, question_get_text(q, 1)),
        .search = arena_copy(keep, question_get_text(q, 2)),
        .story = question_get_int(q, 3),
        .condition = (uint8_t)question_get_int(q, 4),
        .least = (uint32_t)question_get_int(q, 5),
        .way = (uint8_t)question_get_int(q, 6),
        .target = arena_copy(keep, question_get_text(q, 7)),
        .article = question_get_int(q, 8),
        .event = question_get_int(q, 9),
        .version = question_get_int(q, 10),
        .made = question_get_int(q, 11),
        .fired = question_get_int(q, 12),
        .deliveries = (uint32_t)question_get_int(q, 13),
        .failures = (uint32_t)question_get_int(q, 14),
        .next = question_get_int(q, 15),
        .error = arena_copy(keep, question_get_text(q, 16)),
        .paused = question_get_int(q, 17) != 0,
    };
}

bool alerts_list(struct database *db, struct arena *keep, struct alerts *out, struct syn_error *error)
{
    int64_t count;
    if (!last_number(db, "SELECT count(*) FROM alert", &count, error))
        return false;
    *out = (struct alerts){ arena_new(keep, struct alert, (size_t)count), 0 };
    struct question *q = database_ask(db, "SELECT " COLUMNS " FROM alert ORDER BY name");
    while (out->count < count && question_next(q, error))
        out->at[out->count++] = read_alert(q, keep);
    bool good = !question_failed(q);
    question_done(q);
    return good;
}

bool alert_find(struct database *db, struct arena *keep, struct span name, struct alert *out, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT " COLUMNS " FROM alert WHERE name = ?1");
    question_text(q, 1, name);
    bool found = question_next(q, error), failed = question_failed(q);
    if (found)
        *out = read_alert(q, keep);
    question_done(q);
    return found || (!failed && error_set(error, SYN_NOT_FOUND, 0, "there is no alert %.*s; 'synoptic alert list' "
                                          "names those there are", (int)name.len, name.at));
}

bool alert_save(struct database *db, const struct alert *alert, struct syn_error *error)
{
    struct question *q = database_ask(db,
        "UPDATE alert SET story = ?2, article = ?3, event = ?4, version = ?5, fired = ?6, deliveries = ?7,"
        " failures = ?8, next = ?9, error = ?10 WHERE id = ?1");
    question_int(q, 1, alert->id);
    if (alert->story)
        question_int(q, 2, alert->story);
    question_int(q, 3, alert->article);
    question_int(q, 4, alert->event);
    question_int(q, 5, alert->version);
    if (alert->fired)
        question_int(q, 6, alert->fired);
    question_int(q, 7, alert->deliveries);
    question_int(q, 8, alert->failures);
    question_int(q, 9, alert->next);
    question_text_or_null(q, 10, alert->error);
    return question_run(q, error);
}

/* ---- what is new ---- */

static bool is_listed(const struct alert_arrivals *list, int64_t article)
{
    for (uint32_t i = 0; i < list->count; i++)
        if (list->at[i].article == article)
            return true;
    return false;
}

bool alert_new_in_story(struct database *db, struct arena *keep, int64_t story, int64_t merged_from, int64_t after,
                        uint32_t most, struct alert_arrivals *out, int64_t *last, struct syn_error *error)
{
    struct question *q = database_ask(db,
        "SELECT e.id, e.article, e.kind = ?5 AND e.was = ?3, a.story = ?1 FROM story_event e JOIN article a"
        " ON a.id = e.article WHERE e.story = ?1 AND e.id > ?2 AND e.kind <= ?4 ORDER BY e.id");
    question_int(q, 1, story);
    question_int(q, 2, after);
    question_int(q, 3, merged_from);
    question_int(q, 4, STORY_MERGED);
    question_int(q, 5, STORY_MERGED);
    *out = (struct alert_arrivals){ arena_new(keep, struct alert_arrival, most), 0 };
    *last = after;
    while (out->count < most && question_next(q, error)) {
        int64_t article = question_get_int(q, 1);
        *last = question_get_int(q, 0);
        if (!question_get_int(q, 2) && question_get_int(q, 3) && !is_listed(out, article))
            out->at[out->count++] = (struct alert_arrival){ *last, article };
    }
    bool good = !question_failed(q);
    question_done(q);
    return good;
}

bool alert_new_versions(struct database *db, struct arena *keep, int64_t alert, int64_t after, uint32_t most,
                        struct alert_versions *out, struct syn_error *error)
{
    struct question *q = database_ask(db,
        "SELECT v.id, v.article, v.number FROM version v CROSS JOIN article a ON a.id = v.article"
        /* From what is new on, not from the stories, which may be many. */
        " CROSS JOIN alert_story s ON s.alert = ?1 AND s.story = a.story"
        " WHERE v.id > ?2 AND v.number > 1 ORDER BY v.id LIMIT ?3");
    question_int(q, 1, alert);
    question_int(q, 2, after);
    question_int(q, 3, most);
    *out = (struct alert_versions){ arena_new(keep, struct alert_version, most), 0 };
    while (out->count < most && question_next(q, error))
        out->at[out->count++] = (struct alert_version){ question_get_int(q, 0), question_get_int(q, 1),
                                                        (uint32_t)question_get_int(q, 2) };
    bool good = !question_failed(q);
    question_done(q);
    return good;
}

/* ---- stories that are looked at ---- */

bool alert_follow(struct database *db, int64_t alert, int64_t story, struct syn_error *error)
{
    struct question *q = database_ask(db, "INSERT OR IGNORE INTO alert_story VALUES (?1, ?2, -1, 0, 0, 0)");
    question_int(q, 1, alert);
    question_int(q, 2, story);
    return question_run(q, error);
}

bool alert_stories_changed(struct database *db, struct arena *keep, int64_t alert, uint32_t most,
                           struct alert_stories *out, struct syn_error *error)
{
    struct question *q = database_ask(db,
        "SELECT f.story, f.revision, f.reports, f.origins, f.conflicts FROM alert_story f JOIN story s"
        " ON s.id = f.story WHERE f.alert = ?1 AND s.revision > f.revision ORDER BY f.story LIMIT ?2");
    question_int(q, 1, alert);
    question_int(q, 2, most);
    *out = (struct alert_stories){ arena_new(keep, struct alert_story, most), 0 };
    while (out->count < most && question_next(q, error))
        out->at[out->count++] = (struct alert_story){ question_get_int(q, 0), question_get_int(q, 1),
                                                      (uint32_t)question_get_int(q, 2),
                                                      (uint32_t)question_get_int(q, 3),
                                                      (uint32_t)question_get_int(q, 4) };
    bool good = !question_failed(q);
    question_done(q);
    return good;
}

bool alert_story_seen(struct database *db, int64_t alert, const struct alert_story *seen, struct syn_error *error)
{
    struct question *q = database_ask(db, "UPDATE alert_story SET revision = ?3, reports = ?4, origins = ?5,"
                                          " conflicts = ?6 WHERE alert = ?1 AND story = ?2");
    question_int(q, 1, alert);
    question_int(q, 2, seen->story);
    question_int(q, 3, seen->revision);
    question_int(q, 4, seen->reports);
    question_int(q, 5, seen->origins);
    question_int(q, 6, seen->conflicts);
    return question_run(q, error);
}

/* What was seen of the one that is gone holds for the one it went into, which is looked at anew. */
static bool follow_redirects(struct database *db, int64_t alert, struct syn_error *error)
{
    static const char *const texts[] = {
        "INSERT OR IGNORE INTO alert_story SELECT f.alert, (WITH RECURSIVE way (id, redirect) AS (SELECT id, redirect FROM story"
        " WHERE id = f.story UNION SELECT n.id, n.redirect FROM story n JOIN way ON n.id = way.redirect)"
        " SELECT id FROM way WHERE redirect IS NULL), -1, f.reports, f.origins, f.conflicts"
        " FROM alert_story f JOIN story s ON s.id = f.story WHERE f.alert = ?1 AND s.redirect IS NOT NULL",
        "DELETE FROM alert_story WHERE alert = ?1 AND story IN (SELECT f.story FROM alert_story f JOIN story s"
        " ON s.id = f.story WHERE f.alert = ?1 AND s.redirect IS NOT NULL)",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct question *q = database_ask(db, texts[i]);
        question_int(q, 1, alert);
        if (!question_run(q, error))
            return false;
    }
    return true;
}

bool alert_stories_tidy(struct database *db, int64_t alert, int64_t before, struct syn_error *error)
{
    if (!follow_redirects(db, alert, error))
        return false;
    struct question *q = database_ask(db, "DELETE FROM alert_story WHERE alert = ?1 AND story IN (SELECT f.story"
                                          " FROM alert_story f JOIN story s ON s.id = f.story WHERE f.alert = ?1"
                                          " AND s.latest < ?2)");
    question_int(q, 1, alert);
    question_int(q, 2, before);
    return !before || question_run(q, error);
}

/* ---- what an Atom file holds ---- */

bool alert_item_add(struct database *db, int64_t alert, struct span item, struct syn_error *error)
{
    struct question *q = database_ask(db, "INSERT INTO alert_item SELECT ?1, coalesce(max(n), 0) + 1, ?2"
                                          " FROM alert_item WHERE alert = ?1");
    question_int(q, 1, alert);
    question_text(q, 2, item);
    if (!question_run(q, error))
        return false;
    q = database_ask(db, "DELETE FROM alert_item WHERE alert = ?1 AND n <= (SELECT max(n) FROM alert_item"
                         " WHERE alert = ?1) - ?2");
    question_int(q, 1, alert);
    question_int(q, 2, ALERT_FEED_ITEMS);
    return question_run(q, error);
}

bool alert_items(struct database *db, struct arena *keep, int64_t alert, struct spans *out, struct syn_error *error)
{
    struct question *q = database_ask(db, "SELECT item FROM alert_item WHERE alert = ?1 ORDER BY n DESC");
    question_int(q, 1, alert);
    *out = (struct spans){ arena_new(keep, struct span, ALERT_FEED_ITEMS), 0 };
    while (out->count < ALERT_FEED_ITEMS && question_next(q, error))
        out->at[out->count++] = arena_copy(keep, question_get_text(q, 0));
    bool good = !question_failed(q);
    question_done(q);
    return good;
}
