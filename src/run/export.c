#include "run/export.h"

#include <inttypes.h>

#include "read/inflate.h"
#include "run/export_state.h"
#include "store/whole.h"
#include "tell/atom.h"

enum { PROGRESS_EACH = 256 };

/* ---- what all forms share ---- */

struct buffer export_buffer(struct exporter *e, size_t bytes)
{
    shelf_reset(&e->text, EXPORT_TEXT_LEAST);
    return buffer_in(shelf_arena(&e->text, EXPORT_TEXT_LEAST + bytes * EXPORT_TEXT_PER_BYTE));
}

bool export_put(struct exporter *e, const struct buffer *out)
{
    return e->hooks->put(e->hooks->context, buffer_span(out));
}

void export_count(struct exporter *e)
{
    e->count++;
    if (e->hooks->progress && e->count % PROGRESS_EACH == 0)
        e->hooks->progress(e->hooks->context, "exporting", e->count);
}

bool export_read_item(struct exporter *e, struct arena *keep, int64_t article, const struct stored_version *version,
                      struct export_item *out)
{
    struct stored_article stored;
    struct stored_versions versions;
    struct dump_names names;
    struct article *body = arena_new(keep, struct article, 1);
    if (!store_article(e->store, keep, article, &stored, e->error) ||
        !store_versions(e->store, keep, article, &versions, e->error))
        return false;
    if (!version)
        version = &versions.at[versions.count ? versions.count - 1 : 0];
    if (!versions.count)
        return error_set(e->error, SYN_BAD_FORMAT, 0, "article a%" PRId64 " has no version; see 'synoptic doctor'",
                         article);
    if (!store_body(e->store, keep, e->scratch.arena, version->id, body, e->error) ||
        !dump_names(e->store, keep, version->id, &names, e->error))
        return false;
    struct export_name *list = arena_new(keep, struct export_name, names.count);
    for (uint32_t i = 0; i < names.count; i++)
        list[i] = (struct export_name){ names.at[i].name, names.at[i].type };
    *out = (struct export_item){
        .article = body, .number = article, .story = stored.story, .version = version->number,
        .versions = stored.versions, .seen = version->seen, .first_seen = stored.first_seen, .key = stored.key,
        .own_id = stored.own_id, .names = list, .name_count = names.count
    };
    return true;
}

/* ---- articles ---- */

/* Tells one version, as the form has it. */
typedef bool put_item(struct exporter *e, const struct export_item *item);

static bool put_record(struct exporter *e, const struct export_item *item)
{
    struct buffer out = export_buffer(e, item->article->text.len);
    export_record(&out, item);
    return export_put(e, &out);
}

static bool put_ninjs(struct exporter *e, const struct export_item *item)
{
    struct buffer out = export_buffer(e, item->article->text.len);
    export_ninjs(&out, item);
    return export_put(e, &out);
}

static bool put_linked(struct exporter *e, const struct export_item *item)
{
    struct buffer out = export_buffer(e, item->article->text.len);
    export_linked_article(&out, &e->graph, item);
    return export_put(e, &out);
}

static bool put_entry(struct exporter *e, const struct export_item *item)
{
    const struct article *a = item->article;
    struct buffer out = export_buffer(e, a->text.len);
    struct arena keep = e->scratch.arena;
    struct atom_entry entry = {
        .id = atom_id_of(SPAN("article"), item->key), .title = a->title, .outlet = a->outlet, .byline = a->byline,
        .url = a->canonical_url.len ? a->canonical_url : a->url, .language = a->language, .summary = a->lede,
        .published = when_known(a->published) ? a->published.from : 0, .updated = item->seen
    };
    if (item->story)
        entry.story = arena_printf(&keep, "s%" PRId64, item->story);
    atom_entry(&out, &entry);
    return export_put(e, &out);
}

static bool put_packed(struct exporter *e, const struct buffer *record)
{
    struct arena scratch = e->scratch.arena, keep = arena_half(&scratch);
    return e->hooks->put(e->hooks->context, inflate_pack(&keep, scratch, buffer_span(record)));
}

/* ---- each article, each version ---- */

static put_item *const article_forms[EXPORT_FORMS] = {
    [EXPORT_JSONL] = put_record, [EXPORT_NINJS] = put_ninjs, [EXPORT_JSONLD] = put_linked, [EXPORT_ATOM] = put_entry,
};

typedef bool take_version(struct exporter *e, int64_t article, const struct stored_version *version);

static bool each_version(struct exporter *e, int64_t article, take_version *take)
{
    struct stored_versions versions;
    struct arena whole = e->keep.arena, list = arena_half(&e->keep.arena);
    bool good = store_versions(e->store, &list, article, &versions, e->error);
    for (uint32_t i = 0; good && i < versions.count; i++)
        good = take(e, article, &versions.at[i]);
    e->keep.arena = whole;
    return good;
}

static bool take_form(struct exporter *e, int64_t article, const struct stored_version *version)
{
    struct arena keep = e->keep.arena;
    struct export_item item;
    bool good = export_read_item(e, &keep, article, version, &item) && article_forms[e->settings->form](e, &item);
    export_count(e);
    return good;
}

static bool take_article(void *context, int64_t id)
{
    struct exporter *e = context;
    return e->settings->versions ? each_version(e, id, take_form) : take_form(e, id, NULL);
}

/* ---- web archives ---- */

static bool put_resource(struct exporter *e, int64_t article, const struct stored_version *version)
{
    struct arena keep = e->keep.arena;
    struct export_item item;
    struct stored_evidence evidence;
    if (!export_read_item(e, &keep, article, version, &item) ||
        !store_evidence(e->store, &keep, e->scratch.arena, version->id, &evidence, e->error))
        return false;
    if (evidence.elsewhere) {
        e->elsewhere++;
        return true;
    }
    struct buffer out = export_buffer(e, evidence.raw.bytes.len / EXPORT_TEXT_PER_BYTE * 4);
    export_warc_resource(&out, &item, &evidence.raw);
    export_count(e);
    return put_packed(e, &out);
}

/* Evidence is of all versions, whatever was asked for: an archive of half of it proves half. */
static bool take_evidence(void *context, int64_t id) { return each_version(context, id, put_resource); }

static bool run_archive(struct exporter *e)
{
    struct buffer out = export_buffer(e, 0);
    export_warc_info(&out, dump_latest(e->store), SPAN("what came from outside, as synoptic keeps it"));
    if (!put_packed(e, &out) || !export_each_article(e, take_evidence))
        return false;
    if (e->elsewhere) {
        struct syn_error note;
        error_set(&note, SYN_NOT_FOUND, 0, "left out %" PRIu64 " pages that lie in web archives already; the table "
                  "'versions' names these", e->elsewhere);
        e->hooks->problem(e->hooks->context, &note);
    }
    return true;
}

/* ---- tables ---- */

static bool put_row(void *context, const struct cells *row)
{
    struct exporter *e = context;
    struct buffer out = export_buffer(e, 0);
    if (e->settings->form == EXPORT_CSV)
        export_csv(&out, row, e->settings->raw);
    else
        export_row(&out, row);
    export_count(e);
    return export_put(e, &out);
}

static enum dump_table dump_table_of(enum export_table table)
{
    static const uint8_t tables[EXPORT_TABLES] = {
        [EXPORT_RECORDS] = DUMP_ARTICLES, [EXPORT_ARTICLES] = DUMP_ARTICLES, [EXPORT_VERSIONS] = DUMP_VERSIONS,
        [EXPORT_NAMES] = DUMP_NAMES, [EXPORT_FIGURES] = DUMP_FIGURES, [EXPORT_ATTRIBUTIONS] = DUMP_ATTRIBUTIONS,
        [EXPORT_STORIES] = DUMP_STORIES, [EXPORT_EVENTS] = DUMP_EVENTS
    };
    return (enum dump_table)tables[table];
}

static bool take_rows(void *context, int64_t id)
{
    struct exporter *e = context;
    return dump_rows(e->store, e->scratch.arena, dump_table_of(e->settings->table), id, e->settings->versions, put_row,
                     e, e->error);
}

static bool put_names(struct exporter *e, const char *const *names, uint32_t count)
{
    struct buffer out = export_buffer(e, 0);
    if (e->settings->form != EXPORT_CSV)
        return true;
    export_csv_names(&out, names, count);
    return export_put(e, &out);
}

static bool run_table(struct exporter *e)
{
    const struct export_settings *s = e->settings;
    uint32_t count;
    enum dump_table table = dump_table_of(s->table);
    if (s->table == EXPORT_LINEAGE || s->table == EXPORT_DIFFERENCES)
        return export_story_rows(e);
    const char *const *names = dump_columns(table, &count);
    if (!put_names(e, names, count))
        return false;
    if (table == DUMP_EVENTS && s->all)
        return dump_log(e->store, e->scratch.arena, put_row, e, e->error);
    return table >= DUMP_STORIES ? export_each_story(e, take_rows) : export_each_article(e, take_rows);
}

/* ---- forms with a frame ---- */

static bool take_story_linked(void *context, int64_t story)
{
    struct exporter *e = context;
    return export_story_linked(e, story);
}

static bool run_linked(struct exporter *e)
{
    bool stories = e->wanted_count != 0;
    struct buffer out = export_buffer(e, 0);
    for (size_t i = 0; i < e->wanted_count; i++)
        stories = stories && e->wanted[i].is_story;
    export_linked_begin(&out, &e->graph);
    if (!export_put(e, &out) ||
        !(stories ? export_each_story(e, take_story_linked) : export_each_article(e, take_article)))
        return false;
    out = export_buffer(e, 0);
    export_linked_end(&out, &e->graph);
    return export_put(e, &out);
}

static bool take_seen(void *context, int64_t id)
{
    struct exporter *e = context;
    struct stored_versions versions;
    struct arena keep = e->keep.arena;
    if (!store_versions(e->store, &keep, id, &versions, e->error))
        return false;
    for (uint32_t i = 0; i < versions.count; i++)
        e->feed_updated = versions.at[i].seen > e->feed_updated ? versions.at[i].seen : e->feed_updated;
    return true;
}

/* What the feed is of: a story, a search, or the store. */
static bool name_feed(struct exporter *e, struct arena *keep, struct atom_feed *feed)
{
    const struct export_settings *s = e->settings;
    struct stored_story story;
    if (e->wanted_count == 1 && e->wanted[0].is_story) {
        if (!store_story(e->store, keep, e->wanted[0].id, &story, e->error))
            return false;
        feed->title = story.headline;
        feed->id = atom_id_of(SPAN("story"), arena_printf(keep, "s%" PRId64, story.id));
    } else if (s->search) {
        feed->title = span_of(s->search);
        feed->id = atom_id_of(SPAN("search"), span_of(s->search));
    } else {
        feed->title = SPAN("synoptic");
        feed->id = atom_id_of(SPAN("store"), SPAN(""));
    }
    return true;
}

static bool run_feed(struct exporter *e)
{
    struct atom_feed feed = { .updated = 0 };
    struct arena keep = e->scratch.arena;
    if (!export_each_article(e, take_seen) || !name_feed(e, &keep, &feed))
        return false;
    struct buffer out = export_buffer(e, 0);
    feed.updated = e->feed_updated;
    atom_begin(&out, &feed);
    if (!export_put(e, &out) || !export_each_article(e, take_article))
        return false;
    out = export_buffer(e, 0);
    atom_end(&out);
    return export_put(e, &out);
}

/* ---- a whole store ---- */

static bool put_line(void *context, struct span line)
{
    struct exporter *e = context;
    export_count(e);
    return e->hooks->put(e->hooks->context, line) && e->hooks->put(e->hooks->context, SPAN("\n"));
}

static bool run_whole(struct exporter *e)
{
    if (!e->settings->all || e->settings->times.from != INT64_MIN || e->settings->times.to != INT64_MAX)
        return error_set(e->error, SYN_MISUSE, 0, "--format store writes the whole store; ask for it with --all, "
                         "without --since and --until");
    return whole_write(e->store, e->scratch.arena, put_line, e, e->error);
}

/* ---- the run ---- */

static bool run_form(struct exporter *e)
{
    const struct export_settings *s = e->settings;
    switch (s->form) {
    case EXPORT_JSONL:
        return s->table == EXPORT_RECORDS ? export_each_article(e, take_article) : run_table(e);
    case EXPORT_CSV:
        return run_table(e);
    case EXPORT_GRAPHML:
    case EXPORT_DOT:
        return export_story_graph(e);
    case EXPORT_JSONLD:
        return run_linked(e);
    case EXPORT_ATOM:
        return run_feed(e);
    case EXPORT_HTML:
        return export_story_folder(e);
    case EXPORT_WARC:
        return run_archive(e);
    case EXPORT_STORE:
        return run_whole(e);
    default:
        return export_each_article(e, take_article);
    }
}

bool export_run(struct store *store, const struct export_settings *settings, const struct export_hooks *hooks,
                uint64_t *count, struct syn_error *error)
{
    struct exporter e = { .store = store, .settings = settings, .hooks = hooks, .error = error };
    if (!database_begin(store_database(store), error))
        return false;
    e.keep = region_open(EXPORT_ROOM);
    e.scratch = region_open(EXPORT_ROOM);
    e.lists = region_open(EXPORT_ROOM);
    bool good = export_pick(&e) && run_form(&e);
    *count = e.count;
    if (e.retelling)
        retelling_close(e.retelling);
    database_rollback(store_database(store));
    shelf_close(&e.text);
    region_close(&e.lists);
    region_close(&e.scratch);
    region_close(&e.keep);
    return good;
}
