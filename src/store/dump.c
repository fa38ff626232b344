#include "store/dump.h"

#include "news/attribution.h"
#include "news/figure.h"
#include "news/mention.h"
#include "store/stories.h"

enum { COLUMNS_MAX = 20 };

/* What a column of a question becomes. */
enum column_kind {
    PLAIN,                   /* as it stands */
    ARTICLE, STORY, TIME,
    YES_NO,
    HEX,                     /* 64 bits */
    WORDS,                   /* what stands in the version's text between this column and the next of the question */
    PRECISION, NAME_TYPE, DIMENSION, STATE, ATTRIBUTION_KIND, STANCE, EVENT   /* the enum's label */
};

/* Of each table the question, whose ?1 is the number asked about, and its columns: WORDS take two of the question's,
 * the others one.  Of questions about what was found, the last column is the version. */
struct table {
    const char *sql, *sql_all;
    const char *names[COLUMNS_MAX];
    uint8_t kinds[COLUMNS_MAX];
};

#define ARTICLES_SQL                                                                                               \
    "SELECT a.id, nullif(a.story, 0), o.name, a.title, a.language, a.published, a.published_precision,"            \
    " a.first_seen, v.seen, a.versions, a.words, a.url, a.key, a.own_id"                                           \
    " FROM article a JOIN version v ON v.id = a.version LEFT JOIN outlet o ON o.id = a.outlet WHERE a.id = ?1"
#define VERSIONS_SQL                                                                                               \
    "SELECT v.article, v.number, v.seen, v.modified, v.hash, v.id = a.version, e.name, e.at, e.length"             \
    " FROM version v JOIN article a ON a.id = v.article LEFT JOIN evidence e ON e.version = v.id"                  \
    " WHERE v.article = ?1 ORDER BY v.number"
#define FOUND_SQL(columns, table, which)                                                                           \
    "SELECT v.article, v.number, " columns ", v.id FROM article a JOIN version v ON " which                        \
    " JOIN " table " r ON r.version = v.id WHERE a.id = ?1 ORDER BY v.number, r.n"
#define CURRENT "v.id = a.version"
#define EVERY "v.article = a.id"
#define NAMES "r.type, r.name, r.role"
#define FIGURES                                                                                                    \
    "r.\"from\", r.\"to\", r.\"from\", r.\"to\", r.dimension, r.value, r.low, r.high, r.unit, r.state, r.counted"
#define ATTRIBUTIONS                                                                                               \
    "r.speaker, r.kind, r.stance, r.\"from\", r.\"to\", r.\"from\", r.\"to\", r.source_from, r.source_to,"         \
    " r.cue_from, r.cue_to"
#define STORIES_SQL                                                                                                \
    "SELECT id, headline, reports, first, latest, languages, founded, revision, fixed, redirect,"                  \
    " CASE WHEN told = revision THEN origins END, CASE WHEN told = revision THEN conflicts END,"                   \
    " CASE WHEN told = revision THEN differences END FROM story WHERE id = ?1"
#define EVENT_COLUMNS "e.id, e.at, e.kind, e.article, e.was, nullif(e.story, 0), h.what"
#define EVENTS_FROM "FROM story_event e LEFT JOIN hand h ON h.id = e.hand"

static const struct table tables[DUMP_TABLES] = {
    [DUMP_ARTICLES] = { ARTICLES_SQL, ARTICLES_SQL,
        { "article", "story", "outlet", "title", "language", "published", "precision", "first_seen", "seen",
        "versions", "words", "url", "key", "id" },
        { ARTICLE, STORY, PLAIN, PLAIN, PLAIN, TIME, PRECISION, TIME, TIME, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN } },
    [DUMP_VERSIONS] = { VERSIONS_SQL, VERSIONS_SQL,
        { "article", "version", "seen", "modified", "content", "current", "file", "at", "bytes" },
        { ARTICLE, PLAIN, TIME, TIME, HEX, YES_NO, PLAIN, PLAIN, PLAIN } },
    [DUMP_NAMES] = { FOUND_SQL(NAMES, "name", CURRENT), FOUND_SQL(NAMES, "name", EVERY),
        { "article", "version", "type", "name", "role" },
        { ARTICLE, PLAIN, NAME_TYPE, PLAIN, PLAIN } },
    [DUMP_FIGURES] = { FOUND_SQL(FIGURES, "figure", CURRENT), FOUND_SQL(FIGURES, "figure", EVERY),
        { "article", "version", "from", "to", "text", "kind", "value", "low", "high", "unit", "event", "of" },
        { ARTICLE, PLAIN, PLAIN, PLAIN, WORDS, DIMENSION, PLAIN, PLAIN, PLAIN, PLAIN, STATE, PLAIN } },
    [DUMP_ATTRIBUTIONS] = {
        FOUND_SQL(ATTRIBUTIONS, "attribution", CURRENT), FOUND_SQL(ATTRIBUTIONS, "attribution", EVERY),
        { "article", "version", "speaker", "kind", "stance", "from", "to", "text", "source", "cue" },
        { ARTICLE, PLAIN, PLAIN, ATTRIBUTION_KIND, STANCE, PLAIN, PLAIN, WORDS, WORDS, WORDS } },
    [DUMP_STORIES] = { STORIES_SQL, STORIES_SQL,
        { "story", "headline", "reports", "first", "latest", "languages", "founded", "revision", "fixed",
        "merged_into", "origins", "conflicts", "differences" },
        { STORY, PLAIN, PLAIN, TIME, TIME, PLAIN, TIME, PLAIN, YES_NO, STORY, PLAIN, PLAIN, PLAIN } },
    [DUMP_EVENTS] = {
        "SELECT " EVENT_COLUMNS " " EVENTS_FROM " WHERE e.id IN (SELECT id FROM story_event WHERE story = ?1"
        " UNION SELECT id FROM story_event WHERE was = ?1) ORDER BY e.id",
        "SELECT " EVENT_COLUMNS " " EVENTS_FROM " ORDER BY e.id",
        { "event", "at", "what", "article", "was", "story", "by_hand" },
        { PLAIN, TIME, EVENT, ARTICLE, STORY, STORY, PLAIN } },
};

/* ---- which ---- */

static bool take_numbers(struct question *q, dump_number *take, void *context, struct syn_error *error)
{
    bool going = true;
    while (going && question_next(q, error))
        going = take(context, question_get_int(q, 0));
    bool failed = question_failed(q);
    question_done(q);
    return going && !failed;
}

bool dump_articles(struct store *store, struct dump_times times, dump_number *take, void *context,
                   struct syn_error *error)
{
    struct question *q = database_ask(store_database(store),
        "SELECT id FROM article WHERE coalesce(published, first_seen) >= ?1 AND coalesce(published, first_seen) < ?2"
        " ORDER BY id");
    question_int(q, 1, times.from);
    question_int(q, 2, times.to);
    return take_numbers(q, take, context, error);
}

bool dump_stories(struct store *store, struct dump_times times, dump_number *take, void *context,
                  struct syn_error *error)
{
    /* Times of stories are whole minutes. */
    struct question *q = database_ask(store_database(store),
        "SELECT id FROM story WHERE reports > 0 AND latest + 59 >= ?1 AND first < ?2 ORDER BY id");
    question_int(q, 1, times.from);
    question_int(q, 2, times.to);
    return take_numbers(q, take, context, error);
}

bool dump_story_articles(struct store *store, int64_t story, struct dump_times times, dump_number *take, void *context,
                         struct syn_error *error)
{
    struct question *q = database_ask(store_database(store),
        "SELECT id FROM article WHERE story = ?1 AND coalesce(published, first_seen) >= ?2"
        " AND coalesce(published, first_seen) < ?3 ORDER BY id");
    question_int(q, 1, story);
    question_int(q, 2, times.from);
    question_int(q, 3, times.to);
    return take_numbers(q, take, context, error);
}

int64_t dump_latest(struct store *store)
{
    struct syn_error error;
    struct question *q = database_ask(store_database(store), "SELECT seen FROM version ORDER BY id DESC LIMIT 1");
    int64_t seen = question_next(q, &error) ? question_get_int(q, 0) : 0;
    question_done(q);
    return seen;
}

/* ---- rows ---- */

static const char *label_of(enum column_kind kind, int64_t n)
{
    static const char *const precisions[] = { NULL, "century", "decade", "year", "season", "quarter", "month", "week",
                                              "day", "day part", "hour", "minute", "second" };
    static const char *const types[] = { "other", "person", "organisation", "place" };
    if (n < 0)
        return NULL;
    switch (kind) {
    case PRECISION:
        return n <= WHEN_SECOND ? precisions[n] : NULL;
    case NAME_TYPE:
        return n < ENTITY_TYPE_COUNT ? types[n] : NULL;
    case DIMENSION:
        return n < DIMENSION_TOTAL ? dimension_label((enum dimension)n) : NULL;
    case STATE:
        return n && n < FIGURE_STATE_TOTAL ? figure_state_label((enum figure_state)n) : NULL;
    case ATTRIBUTION_KIND:
        return n <= ATTRIBUTION_DIRECT ? attribution_kind_label((enum attribution_kind)n) : NULL;
    case STANCE:
        return n <= STANCE_MAY_SAY ? attribution_stance_label((enum attribution_stance)n) : NULL;
    case EVENT:
        return n < STORY_EVENT_COUNT ? story_event_label((enum story_event_kind)n) : NULL;
    default:
        return NULL;
    }
}

static struct cell text_cell(struct span text) { return (struct cell){ .kind = CELL_TEXT, .text = text }; }

static struct cell plain_cell(struct question *q, int column)
{
    switch (question_kind(q, column)) {
    case QUESTION_INT:
        return (struct cell){ .kind = CELL_NUMBER, .number = question_get_int(q, column) };
    case QUESTION_DOUBLE:
        return (struct cell){ .kind = CELL_DECIMAL, .decimal = question_get_double(q, column) };
    case QUESTION_TEXT:
        return text_cell(question_get_text(q, column));
    default:
        return (struct cell){ .kind = CELL_NOTHING };
    }
}

static struct cell words_cell(struct question *q, int column, struct span text)
{
    int64_t from = question_get_int(q, column), to = question_get_int(q, column + 1);
    if (from < 0 || to <= from || (uint64_t)to > text.len)
        return (struct cell){ .kind = CELL_NOTHING };
    return text_cell(span_cut(text, (size_t)from, (size_t)to));
}

static struct cell cell_of(struct arena *keep, struct question *q, int column, enum column_kind kind, struct span text)
{
    static const uint8_t numbers[] = { [ARTICLE] = CELL_ARTICLE, [STORY] = CELL_STORY, [TIME] = CELL_TIME };
    if (question_is_null(q, column))
        return (struct cell){ .kind = CELL_NOTHING };
    int64_t n = kind == PLAIN ? 0 : question_get_int(q, column);
    switch (kind) {
    case PLAIN:
        return plain_cell(q, column);
    case ARTICLE:
    case STORY:
    case TIME:
        return (struct cell){ .kind = numbers[kind], .number = n };
    case YES_NO:
        return text_cell(n ? SPAN("yes") : SPAN("no"));
    case HEX:
        return text_cell(arena_printf(keep, "%016llx", (unsigned long long)n));
    case WORDS:
        return words_cell(q, column, text);
    default: {
        const char *label = label_of(kind, n);
        return label && *label ? text_cell(span_of(label)) : (struct cell){ .kind = CELL_NOTHING };
    }
    }
}

const char *const *dump_columns(enum dump_table table, uint32_t *count)
{
    const struct table *t = &tables[table];
    *count = 0;
    while (*count < COLUMNS_MAX && t->names[*count])
        ++*count;
    return t->names;
}

static bool wants_text(const struct table *t, uint32_t columns)
{
    for (uint32_t i = 0; i < columns; i++)
        if (t->kinds[i] == WORDS)
            return true;
    return false;
}

/* The text of the version that is told of, read when the rows come to another one. */
struct version_text { struct arena keep, rest; int64_t version; struct span text; };

static bool read_text(struct store *store, struct version_text *v, int64_t version, struct syn_error *error)
{
    struct article article;
    if (v->version == version)
        return true;
    struct arena keep = v->keep;
    if (!store_body(store, &keep, v->rest, version, &article, error))
        return false;
    v->version = version;
    v->text = article.text;
    return true;
}

static bool tell_row(struct question *q, const struct table *t, uint32_t columns, struct arena scratch,
                     struct span text, dump_row *take, void *context)
{
    struct cell at[COLUMNS_MAX];
    int column = 0;
    for (uint32_t i = 0; i < columns; i++) {
        at[i] = cell_of(&scratch, q, column, (enum column_kind)t->kinds[i], text);
        column += t->kinds[i] == WORDS ? 2 : 1;
    }
    return take(context, &(struct cells){ t->names, at, columns });
}

static bool tell_rows(struct store *store, struct arena scratch, enum dump_table table, struct question *q,
                      dump_row *take, void *context, struct syn_error *error)
{
    const struct table *t = &tables[table];
    uint32_t columns;
    dump_columns(table, &columns);
    bool texts = wants_text(t, columns), going = true;
    struct version_text v = { .version = 0 };
    if (texts) {
        v.rest = arena_half(&scratch);
        v.keep = arena_half(&scratch);
    }
    while (going && question_next(q, error)) {
        going = !texts || read_text(store, &v, question_get_int(q, question_columns(q) - 1), error);
        going = going && tell_row(q, t, columns, scratch, v.text, take, context);
    }
    bool failed = question_failed(q);
    question_done(q);
    return going && !failed;
}

bool dump_rows(struct store *store, struct arena scratch, enum dump_table table, int64_t id, bool all, dump_row *take,
               void *context, struct syn_error *error)
{
    bool every = all && table != DUMP_EVENTS;
    struct question *q = database_ask(store_database(store), every ? tables[table].sql_all : tables[table].sql);
    question_int(q, 1, id);
    return tell_rows(store, scratch, table, q, take, context, error);
}

bool dump_log(struct store *store, struct arena scratch, dump_row *take, void *context, struct syn_error *error)
{
    struct question *q = database_ask(store_database(store), tables[DUMP_EVENTS].sql_all);
    return tell_rows(store, scratch, DUMP_EVENTS, q, take, context, error);
}

bool dump_names(struct store *store, struct arena *keep, int64_t version, struct dump_names *out,
                struct syn_error *error)
{
    struct question *q = database_ask(store_database(store),
        "SELECT name, type FROM name WHERE version = ?1 ORDER BY n");
    size_t room = 0;
    question_int(q, 1, version);
    *out = (struct dump_names){ NULL, 0 };
    while (question_next(q, error)) {
        struct dump_name name = { arena_copy(keep, question_get_text(q, 0)), (uint8_t)question_get_int(q, 1) };
        out->at = arena_room(keep, out->at, out->count, &room, sizeof name, alignof(struct dump_name));
        if (name.type < ENTITY_TYPE_COUNT)
            out->at[out->count++] = name;
    }
    question_done(q);
    return !question_failed(q);
}
