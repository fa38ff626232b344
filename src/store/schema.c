#include "store/schema.h"

#include <stdio.h>

#include "store/outlets.h"

/* "syno": told by file(1) and checked before anything is written. */
#define APPLICATION_ID 0x73796e6f
#define AS_TEXT_(x) #x
#define AS_TEXT(x) AS_TEXT_(x)

/* Times are seconds since 1970, marks bytes of the version's text. */
static const char articles_and_stories[] =
    "PRAGMA application_id = " AS_TEXT(APPLICATION_ID) ";"
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;"

    "CREATE TABLE outlet (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL);"

    /* id: order of arrival, from 1.  doc: order of time, see store/search.h.  version: the current one. */
    "CREATE TABLE article (id INTEGER PRIMARY KEY, key_hash INTEGER NOT NULL, key TEXT NOT NULL,"
    " doc INTEGER NOT NULL, own_id TEXT, url TEXT, outlet INTEGER REFERENCES outlet, language TEXT, title TEXT,"
    " published INTEGER, published_precision INTEGER NOT NULL, first_seen INTEGER NOT NULL,"
    " words INTEGER NOT NULL, flags INTEGER NOT NULL, story INTEGER NOT NULL REFERENCES story,"
    " version INTEGER NOT NULL REFERENCES version, versions INTEGER NOT NULL);"
    "CREATE INDEX article_key ON article (key_hash);"
    "CREATE UNIQUE INDEX article_doc ON article (doc);"
    "CREATE INDEX article_story ON article (story, doc);"
    "CREATE INDEX article_own_id ON article (own_id) WHERE own_id IS NOT NULL;"

    "CREATE TABLE version (id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article,"
    " number INTEGER NOT NULL, seen INTEGER NOT NULL, modified INTEGER, hash INTEGER NOT NULL);"
    "CREATE UNIQUE INDEX version_article ON version (article, number);"
    "CREATE INDEX version_later ON version (seen) WHERE number > 1;"
    "CREATE TABLE body (version INTEGER PRIMARY KEY REFERENCES version, packed BLOB NOT NULL);"
    /* packed NULL: the bytes lie in the web archive `name` at byte `at`. */
    "CREATE TABLE evidence (version INTEGER PRIMARY KEY REFERENCES version, kind INTEGER NOT NULL, name TEXT,"
    " at INTEGER NOT NULL, line INTEGER NOT NULL, charset TEXT, length INTEGER NOT NULL, packed BLOB);"

    "CREATE TABLE name (version INTEGER NOT NULL REFERENCES version, n INTEGER NOT NULL, type INTEGER NOT NULL,"
    " name TEXT NOT NULL, folded TEXT NOT NULL, role TEXT, places BLOB NOT NULL,"
    " PRIMARY KEY (version, n)) WITHOUT ROWID;"
    "CREATE TABLE figure (version INTEGER NOT NULL REFERENCES version, n INTEGER NOT NULL,"
    " \"from\" INTEGER NOT NULL, \"to\" INTEGER NOT NULL, value REAL NOT NULL, low REAL, high REAL, unit TEXT,"
    " dimension INTEGER NOT NULL, state INTEGER NOT NULL, counted TEXT, PRIMARY KEY (version, n)) WITHOUT ROWID;"
    "CREATE TABLE attribution (version INTEGER NOT NULL REFERENCES version, n INTEGER NOT NULL,"
    " kind INTEGER NOT NULL, stance INTEGER NOT NULL, speaker TEXT, folded TEXT,"
    " \"from\" INTEGER NOT NULL, \"to\" INTEGER NOT NULL, source_from INTEGER NOT NULL, source_to INTEGER NOT NULL,"
    " cue_from INTEGER NOT NULL, cue_to INTEGER NOT NULL, PRIMARY KEY (version, n)) WITHOUT ROWID;"

    /* first, latest: of its articles' times (doc order).  redirect: where a merged story went.  fixed: set right by
     * hand.  told: the revision that `synopsis` was made of; origins, conflicts, differences: what it says. */
    "CREATE TABLE story (id INTEGER PRIMARY KEY, founded INTEGER NOT NULL, first INTEGER, latest INTEGER,"
    " reports INTEGER NOT NULL DEFAULT 0, headline TEXT, languages TEXT, redirect INTEGER REFERENCES story,"
    " revision INTEGER NOT NULL DEFAULT 0, fixed INTEGER NOT NULL DEFAULT 0, told INTEGER,"
    " origins INTEGER, conflicts INTEGER, differences INTEGER);"
    "CREATE INDEX story_latest ON story (latest, reports) WHERE reports > 0;"
    "CREATE INDEX story_reports ON story (reports, latest) WHERE reports > 0;"
    "CREATE INDEX story_origins ON story (origins, latest) WHERE origins > 1;"
    "CREATE INDEX story_conflicts ON story (conflicts, latest) WHERE conflicts > 0;"
    /* Append only.  kind: enum story_event_kind.  hand: the correction by which it came; null: by the program. */
    "CREATE TABLE story_event (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, kind INTEGER NOT NULL,"
    " article INTEGER, was INTEGER, story INTEGER NOT NULL, hand INTEGER REFERENCES hand);"
    "CREATE INDEX story_event_story ON story_event (story);"
    "CREATE INDEX story_event_was ON story_event (was) WHERE was IS NOT NULL;"
    "CREATE INDEX story_event_article ON story_event (article) WHERE article IS NOT NULL;"
    "CREATE INDEX story_event_hand ON story_event (hand) WHERE hand IS NOT NULL;"
    /* What was asked for by hand, as it was asked; undone: the correction that took it back. */
    "CREATE TABLE hand (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, what TEXT NOT NULL,"
    " undone INTEGER REFERENCES hand);"
    "CREATE INDEX hand_undone ON hand (undone) WHERE undone IS NOT NULL;"

    "CREATE TABLE synopsis (story INTEGER PRIMARY KEY REFERENCES story, revision INTEGER NOT NULL,"
    " made INTEGER NOT NULL, packed BLOB NOT NULL);"
    "CREATE TABLE lineage (story INTEGER NOT NULL REFERENCES story, source INTEGER NOT NULL REFERENCES article,"
    " target INTEGER NOT NULL REFERENCES article, kind INTEGER NOT NULL, share REAL NOT NULL, sure REAL NOT NULL,"
    " inferred INTEGER NOT NULL, grounds TEXT, PRIMARY KEY (story, source, target, kind)) WITHOUT ROWID;"

    /* The state of grouping, in pieces; meta 'image_event' says of which event it is. */
    "CREATE TABLE image (n INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"

    "CREATE VIRTUAL TABLE search USING fts5(title, text, names, speakers, facets, content='', columnsize=0,"
    " tokenize='ascii tokenchars ''._''');"
    "INSERT INTO search (search, rank) VALUES ('hashsize', 33554432);"
    /* Its words, for those that begin alike. */
    "CREATE VIRTUAL TABLE search_word USING fts5vocab(search, instance);";

static const char watching_and_telling[] =
    /* What is watched.  host: hash of its name.  kind: enum watched_kind.  paused: enum watched_pause.  etag_of: hash of
     * the address that answered with `etag` and `modified`.  hash: of the body that came last.  interval: seconds.
     * next: when it may be asked again.  rate: entries a second.  wish: what it
     * calls often enough, seconds.  newest: the latest time of an entry. */
    "CREATE TABLE source (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, host INTEGER NOT NULL,"
    " title TEXT, kind INTEGER NOT NULL, paused INTEGER NOT NULL DEFAULT 0, added INTEGER NOT NULL,"
    " etag TEXT, modified TEXT, etag_of INTEGER NOT NULL DEFAULT 0, hash INTEGER NOT NULL DEFAULT 0,"
    " interval INTEGER NOT NULL, next INTEGER NOT NULL, polls INTEGER NOT NULL DEFAULT 0,"
    " failures INTEGER NOT NULL DEFAULT 0, failing_since INTEGER NOT NULL DEFAULT 0,"
    " asked INTEGER NOT NULL DEFAULT 0, last_ok INTEGER NOT NULL DEFAULT 0, status INTEGER NOT NULL DEFAULT 0,"
    " error TEXT, entries INTEGER NOT NULL DEFAULT 0, rate REAL NOT NULL DEFAULT 0,"
    " wish INTEGER NOT NULL DEFAULT 0, newest INTEGER NOT NULL DEFAULT 0);"
    /* Addresses that sources named.  hash: of the address as an article's key.  stage: enum visit_stage.  due: when it
     * is asked for next; null: no more.  first: when its page first came.  gone: since when the server says so.
     * record: what the feed says itself, until the page came. */
    "CREATE TABLE visit (id INTEGER PRIMARY KEY, url TEXT NOT NULL, hash INTEGER NOT NULL, host INTEGER NOT NULL,"
    " source INTEGER, article INTEGER, stage INTEGER NOT NULL, due INTEGER, noted INTEGER NOT NULL,"
    " first INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, status INTEGER NOT NULL DEFAULT 0,"
    " gone INTEGER NOT NULL DEFAULT 0, etag TEXT, modified TEXT, etag_of INTEGER NOT NULL DEFAULT 0,"
    " title TEXT, outlet TEXT, published TEXT, record TEXT);"
    "CREATE INDEX visit_hash ON visit (hash);"
    "CREATE INDEX visit_due ON visit (due) WHERE due IS NOT NULL;"
    "CREATE INDEX visit_host ON visit (host, due) WHERE due IS NOT NULL;"
    "CREATE INDEX visit_article ON visit (article) WHERE article IS NOT NULL;"

    /* search: a query, or "@" and the name of a saved one; else `story`.  condition: enum alert_condition, with `least`
     * of what it counts.  way: enum alert_way, to `target`: an address, a file, or a command as a list in JSON.
     * article, event, version: what it has told up to, or seen and found nothing to tell of.  next: after a failure,
     * when it is tried again. */
    "CREATE TABLE alert (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, search TEXT, story INTEGER,"
    " condition INTEGER NOT NULL, least INTEGER NOT NULL, way INTEGER NOT NULL, target TEXT NOT NULL,"
    " article INTEGER NOT NULL, event INTEGER NOT NULL, version INTEGER NOT NULL, made INTEGER NOT NULL,"
    " fired INTEGER, deliveries INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,"
    " next INTEGER NOT NULL DEFAULT 0, error TEXT, paused INTEGER NOT NULL DEFAULT 0);"
    /* The stories an alert looks at, as it last saw them. */
    "CREATE TABLE alert_story (alert INTEGER NOT NULL REFERENCES alert, story INTEGER NOT NULL REFERENCES story,"
    " revision INTEGER NOT NULL, reports INTEGER NOT NULL, origins INTEGER NOT NULL, conflicts INTEGER NOT NULL,"
    " PRIMARY KEY (alert, story)) WITHOUT ROWID;"
    /* What stands in an alert's Atom file: the last ones, each as it was told. */
    "CREATE TABLE alert_item (alert INTEGER NOT NULL REFERENCES alert, n INTEGER NOT NULL, item TEXT NOT NULL,"
    " PRIMARY KEY (alert, n)) WITHOUT ROWID;"

    "CREATE TABLE saved (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, query TEXT NOT NULL, made INTEGER NOT NULL);";

static const char outlets_counted[] =
    "CREATE INDEX article_outlet ON article (outlet, doc);"
    "CREATE INDEX article_changed ON article (outlet, doc) WHERE versions > 1;"
    /* reports: articles that have the outlet now. */
    "ALTER TABLE outlet ADD COLUMN reports INTEGER NOT NULL DEFAULT 0;"
    /* day: since 1970, by article.doc. */
    "CREATE TABLE outlet_day (outlet INTEGER NOT NULL REFERENCES outlet, day INTEGER NOT NULL,"
    " reports INTEGER NOT NULL, PRIMARY KEY (outlet, day)) WITHOUT ROWID;"
    /* The outlets of source and target as they were when it was told. */
    "ALTER TABLE lineage ADD COLUMN source_outlet INTEGER REFERENCES outlet;"
    "ALTER TABLE lineage ADD COLUMN target_outlet INTEGER REFERENCES outlet;"
    /* reports of `target` that go back to one of `source`, in the stories that were told. */
    "CREATE TABLE outlet_copy (source INTEGER NOT NULL REFERENCES outlet, target INTEGER NOT NULL REFERENCES outlet,"
    " reports INTEGER NOT NULL, PRIMARY KEY (source, target)) WITHOUT ROWID;"
    "CREATE INDEX outlet_copy_target ON outlet_copy (target, reports);"
    OUTLETS_COUNT_ANEW
    "CREATE INDEX outlet_reports ON outlet (reports, id);"
    "CREATE INDEX outlet_folded ON outlet (folded, id);";

static const char *const steps[] = { articles_and_stories, watching_and_telling, outlets_counted };

const int SCHEMA_VERSION = sizeof steps / sizeof *steps;

static bool read_number(struct database *db, const char *sql, int64_t *out, struct syn_error *error)
{
    struct question *q = database_ask(db, sql);
    bool found = question_next(q, error);
    *out = found ? question_get_int(q, 0) : 0;
    question_done(q);
    return found;
}

int schema_version(struct database *db, struct syn_error *error)
{
    int64_t version, application, tables;
    if (!read_number(db, "PRAGMA user_version", &version, error) ||
        !read_number(db, "PRAGMA application_id", &application, error) ||
        !read_number(db, "SELECT count(*) FROM sqlite_master", &tables, error))
        return -1;
    if (!tables)
        return 0;
    if (application != APPLICATION_ID || version < 1) {
        error_set(error, SYN_BAD_FORMAT, 0, "%s is a database of another program; name a new file for the store",
                  database_path(db));
        return -1;
    }
    return (int)version;
}

static bool take_step(struct database *db, int to, struct syn_error *error)
{
    char mark[64];
    snprintf(mark, sizeof mark, "PRAGMA user_version = %d", to);
    if (!database_begin(db, error))
        return false;
    if (schema_version(db, error) >= to)        /* another program was there first */
        return database_commit(db, error);
    if (database_run(db, steps[to - 1], error) && database_run(db, mark, error) && database_commit(db, error))
        return true;
    database_rollback(db);
    return false;
}

bool schema_migrate(struct database *db, int version, struct syn_error *error)
{
    int at = schema_version(db, error);
    if (at < 0)
        return false;
    if (at > SCHEMA_VERSION)
        return error_set(error, SYN_BAD_FORMAT, 0, "%s was written by a newer synoptic (version %d of the store; this "
                         "program knows %d); use that one", database_path(db), at, SCHEMA_VERSION);
    for (int next = at + 1; next <= version; next++)
        if (!take_step(db, next, error))
            return false;
    return true;
}
