/* Stories in the forms that other programs, and people, take away: tell/export.h, run/export.h. */
#include "serve/api.h"

#include <string.h>

#include "run/export.h"
#include "store/retold.h"
#include "tell/export.h"
#include "tell/tell.h"

enum { EXPORT_BYTES_MOST = 64 << 20 };

enum form { FORM_MARKDOWN, FORM_HTML, FORM_TEXT, FORM_GRAPHML, FORM_DOT, FORM_CSV, FORM_JSONL, FORM_JSON_LD, FORM_NINJS,
            FORM_ATOM, FORM_WARC, FORMS };
#define FORM_NAMES "markdown html text graphml dot csv jsonl json-ld ninjs atom warc"

/* As a file.  `told`: made of the synopsis alone; else `form` of run/export.h. */
static const struct { const char *ending, *type; bool told; enum export_form form; } forms[FORMS] = {
    [FORM_MARKDOWN] = { "md", "text/markdown; charset=utf-8", true, 0 },
    [FORM_HTML] = { "html", "text/html; charset=utf-8", true, 0 },
    [FORM_TEXT] = { "txt", "text/plain; charset=utf-8", true, 0 },
    [FORM_GRAPHML] = { "graphml", "application/graphml+xml", true, 0 },
    [FORM_DOT] = { "dot", "text/vnd.graphviz; charset=utf-8", true, 0 },
    [FORM_CSV] = { "csv", "text/csv; charset=utf-8", false, EXPORT_CSV },
    [FORM_JSONL] = { "jsonl", "application/x-ndjson", false, EXPORT_JSONL },
    [FORM_JSON_LD] = { "jsonld", "application/ld+json", false, EXPORT_JSONLD },
    [FORM_NINJS] = { "ninjs.jsonl", "application/x-ndjson", false, EXPORT_NINJS },
    [FORM_ATOM] = { "atom", "application/atom+xml; charset=utf-8", false, EXPORT_ATOM },
    [FORM_WARC] = { "warc.gz", "application/warc", false, EXPORT_WARC },
};

/* ---- out of the synopsis ---- */

static void put_told(struct exchange *x, enum form form, const struct synopsis *s, struct buffer *out)
{
    switch (form) {
    case FORM_MARKDOWN: tell_markdown(out, s); break;
    case FORM_HTML:     tell_html(out, x->scratch, s, 1); break;
    case FORM_GRAPHML:  export_graphml(out, s); break;
    case FORM_DOT:      export_dot(out, s); break;
    default:            tell_text(out, s, (struct tell_options){ .width = 100 }); break;
    }
}

static void tell_story_file(struct exchange *x, enum form form, int64_t id, struct span name)
{
    struct told_story told;
    struct syn_error error;
    if (!retold_begin_reading(x->store, &error)) {
        exchange_error(x, &error);
        return;
    }
    if (exchange_told(x, id, &told)) {
        put_told(x, form, &told.synopsis, &x->answer->body);
        api_file(x, (struct span){ NULL, 0 }, name, forms[form].type);
    }
    database_rollback(store_database(x->store));
}

/* ---- out of the store ---- */

struct taking { struct exchange *x; bool full; };

static bool take_bytes(void *context, struct span bytes)
{
    struct taking *t = context;
    t->full = t->x->answer->body.len + bytes.len > EXPORT_BYTES_MOST;
    if (!t->full)
        buffer_put(&t->x->answer->body, bytes);
    return !t->full;
}

static bool take_file(void *context, const char *name)
{
    (void)context, (void)name;
    return true;
}

/* What is left out is told in the file's own table. */
static void take_problem(void *context, const struct syn_error *error) { (void)context, (void)error; }

static void export_story(struct exchange *x, enum form form, unsigned table, int64_t id, struct span name)
{
    const char *names[] = { arena_printf(x->keep, "s%lld", (long long)id).at };
    struct export_settings settings = { .form = forms[form].form, .table = (enum export_table)table, .names = names,
                                        .name_count = 1, .times = DUMP_ALWAYS, .now = x->now,
                                        .threads = x->settings->threads };
    struct taking taking = { x, false };
    struct export_hooks hooks = { .put = take_bytes, .file = take_file, .problem = take_problem, .context = &taking };
    struct syn_error error = { .status = SYN_OK };
    uint64_t count;
    bool good = export_run(x->store, &settings, &hooks, &count, &error);
    if (taking.full)
        exchange_problem(x, 413, "In this form the story is larger than %d MB; 'synoptic export %s' writes it.",
                         EXPORT_BYTES_MOST >> 20, names[0]);
    else if (!good)
        exchange_error(x, &error);
    else
        api_file(x, (struct span){ NULL, 0 }, name, forms[form].type);
}

static struct span file_name(struct exchange *x, enum form form, struct span table, int64_t id)
{
    const char *dash = table.len ? "-" : "";
    return arena_printf(x->keep, "s%lld%s%.*s.%s", (long long)id, dash, (int)table.len, table.at ? table.at : "",
                        forms[form].ending);
}

static void answer_export(struct exchange *x)
{
    int64_t id;
    struct span format = exchange_query(x, "format"), table = exchange_query(x, "table");
    unsigned form = FORM_MARKDOWN, kind = EXPORT_ARTICLES;
    if (!api_takes(x, "format table") || !api_choice(x, "format", FORM_NAMES, &form) ||
        !api_choice(x, "table", EXPORT_TABLE_NAMES, &kind) || !exchange_story(x, 0, &id))
        return;
    bool has_table = form == FORM_CSV || form == FORM_JSONL;
    if (!format.len)
        exchange_problem(x, 400, "Say in which form: format=%s.", FORM_NAMES);
    else if (table.len && !has_table)
        exchange_problem(x, 400, "Only csv and jsonl are of a table.");
    else if (form == FORM_CSV && kind == EXPORT_RECORDS)
        exchange_problem(x, 400, "Records are no table; ask for them as jsonl.");
    else if (forms[form].told)
        tell_story_file(x, (enum form)form, id, file_name(x, (enum form)form, table, id));
    else if (!x->patient)
        x->answer->hands_over = true;              /* as long as the story is large */
    else
        export_story(x, (enum form)form, form == FORM_JSONL && !table.len ? EXPORT_RECORDS : kind, id,
                     file_name(x, (enum form)form, table, id));
}

const struct route routes_api_export[] = {
    { HTTP_GET, "/api/v1/stories/$/export", answer_export, ROUTE_ALONE },
    { .path = NULL }
};
