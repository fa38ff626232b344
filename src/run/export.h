/* run/export.h -- what a store holds, on its way out
 *
 * What is wanted is named (stories, articles), searched for, or all there is; each form is written as it comes, so
 * that a million articles need no more memory than one.  All is read in one transaction: what is written meanwhile is
 * no part of it.
 *
 * Fails:   where the store cannot be read, where something is named that is not there, and where a form cannot tell
 *          what is wanted; and without a word where a hook says false.
 * Memory:  one article, or one story with its reports.
 * Threads: one at a time; stories are compared by as many threads as were asked for.
 * Cost:    forms of articles and tables: that of reading them; lineage, differences, GraphML, DOT, pages and the
 *          claims of JSON-LD compare each story anew (run/retell.h).
 */
#ifndef SYN_RUN_EXPORT_H
#define SYN_RUN_EXPORT_H

#include "store/dump.h"

enum export_form {
    EXPORT_JSONL, EXPORT_CSV, EXPORT_GRAPHML, EXPORT_DOT, EXPORT_NINJS, EXPORT_JSONLD, EXPORT_ATOM, EXPORT_HTML,
    EXPORT_WARC, EXPORT_STORE,
    EXPORT_FORMS
};
#define EXPORT_FORM_NAMES "jsonl csv graphml dot ninjs jsonld atom html warc store"

/* Of jsonl and csv; without one, jsonl has records and csv has articles. */
enum export_table {
    EXPORT_RECORDS, EXPORT_ARTICLES, EXPORT_VERSIONS, EXPORT_NAMES, EXPORT_FIGURES, EXPORT_ATTRIBUTIONS, EXPORT_STORIES,
    EXPORT_EVENTS, EXPORT_LINEAGE, EXPORT_DIFFERENCES,
    EXPORT_TABLES
};
#define EXPORT_TABLE_NAMES "records articles versions names figures attributions stories events lineage differences"

struct export_settings {
    enum export_form form;
    enum export_table table;
    bool all;
    const char *const *names;          /* "s4", "a17", addresses */
    size_t name_count;
    const char *search;                /* a query; NULL: none */
    struct dump_times times;
    bool versions;                     /* all of them, not the current ones alone */
    bool raw;                          /* CSV: texts as they stand */
    int64_t now;                       /* seconds since 1970 */
    unsigned threads;
};

struct export_hooks {
    bool (*put)(void *context, struct span bytes);       /* the next bytes */
    bool (*file)(void *context, const char *name);       /* of a folder: what comes from now on is this file's */
    void (*problem)(void *context, const struct syn_error *error);
    void (*progress)(void *context, const char *doing, size_t done);   /* may be NULL */
    void *context;
};

/* *count: how many articles, stories or rows were told. */
bool export_run(struct store *store, const struct export_settings *settings, const struct export_hooks *hooks,
                uint64_t *count, struct syn_error *error);

/* A store that is empty, open for writing, gets what export_run wrote as EXPORT_STORE to the file at `path` ("-":
 * standard input); *articles: how many there are in it now. */
bool import_run(struct store *store, const char *path, void (*progress)(void *context, const char *doing, size_t done),
                void *context, uint64_t *articles, struct syn_error *error);

#endif
