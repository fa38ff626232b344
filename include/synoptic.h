/* synoptic.h -- many reports of one event, side by side
 *
 * The library behind the program of the same name.  A session takes reports in, groups those that tell
 * of one event, compares them, and gives each event's story back: rendered, or piece by piece.
 *
 *     struct syn_error error;
 *     struct syn_session *session = syn_open(NULL);
 *     if (!syn_add_file(session, "reports/", &error))
 *         fprintf(stderr, "%s\n", error.text);
 *     if (syn_compare(session))
 *         syn_render(session, SYN_ALL, SYN_TEXT, NULL, write_to_stdout, NULL);
 *     syn_close(session);
 *
 * Ownership. A session owns all that it gives out.  Strings and structs given to a visitor are good
 *            until the visitor returns; what is passed in is copied, and may go after the call.
 * Text.      UTF-8; a struct syn_text is a pointer and a length, not ended by NUL.  Places are byte
 *            offsets, half open, in the report's text (the file as read for plain text, `text` of a
 *            record, the extracted body for HTML; see docs/formats.md).
 * Order.     The same set of reports gives the same stories and the same bytes, in whatever order they
 *            were added and however many threads work.
 * Threads.   A session belongs to one thread at a time; different sessions may be used at once.  The
 *            library makes threads of its own while it reads and compares, and none is left after a call.
 *            Callbacks come on the caller's thread.
 * Failing.   What can fail returns false and fills the caller's struct syn_error, which may be NULL.
 *            A bad input leaves the session whole, without that input.
 * Memory.    When memory ends, the hook of syn_set_exhausted is called; it must not return.
 * Files.     Files and folders named to syn_add_file are read; nothing else is opened, no environment
 *            variable and no clock is asked, and nothing is fetched or sent anywhere: syn_add_file refuses
 *            addresses.  Give what you fetched to syn_add_bytes.
 */
#ifndef SYNOPTIC_H
#define SYNOPTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SYN_API __attribute__((visibility("default")))

/* ---- errors ---- */

enum syn_status { SYN_OK, SYN_NOT_FOUND, SYN_BAD_FORMAT, SYN_TOO_LARGE, SYN_IO, SYN_MISUSE };

struct syn_error {
    enum syn_status status;
    uint64_t at;            /* byte of the input, where that makes sense */
    char text[240];         /* one line, UTF-8, NUL-ended, no control characters */
};

/* ---- versions ---- */

/* The version a program was compiled for; what the library says at run time.  The number goes up when
 * a struct or function here changes in a way that old programs would not survive. */
#define SYN_ABI_VERSION 1
SYN_API unsigned syn_abi_version(void);
SYN_API const char *syn_version(void);          /* "0.1.0" */

/* ---- a session ---- */

struct syn_session;

struct syn_options {
    size_t size;            /* sizeof(struct syn_options): so that fields may be added behind */
    unsigned threads;       /* 0: as many as there are processors */
    bool one_story;         /* all reports tell of one event */
};

/* Called for every input that could not be used, during syn_add_*; syn_add_* itself returns the last. */
typedef void syn_problem(void *context, const struct syn_error *error);

/* `options` may be NULL.  Never NULL. */
SYN_API struct syn_session *syn_open(const struct syn_options *options);
/* NULL is taken, and does nothing. */
SYN_API void syn_close(struct syn_session *session);
SYN_API void syn_on_problem(struct syn_session *session, syn_problem *problem, void *context);

/* What is called when memory ends, for the whole process: it may exit, abort or jump out with longjmp,
 * after which the session must not be used again, not even to close it.  Set it before any session. */
SYN_API void syn_set_exhausted(void (*exhausted)(size_t wanted));

/* A file (text, HTML or JSON lines, gzipped or not) or a folder of files.  False where any of it could
 * not be read; the rest is in. */
SYN_API bool syn_add_file(struct syn_session *session, const char *path, struct syn_error *error);

struct syn_document {
    const char *bytes;
    size_t length;
    const char *name;       /* as a file's: its ending tells what it is, its base name is the report's id */
    const char *url;        /* where it came from; may be NULL */
    const char *published;  /* ISO 8601 or as feeds write it, where the document itself does not say; may be NULL */
};
SYN_API bool syn_add_bytes(struct syn_session *session, const struct syn_document *document,
                           struct syn_error *error);

/* Groups and compares what was added.  May be called again after more was added; story numbers begin anew.
 * False where there is no report at all. */
SYN_API bool syn_compare(struct syn_session *session);

/* 0 before syn_compare.  Stories are numbered 0 .. count-1, those with most reports first. */
SYN_API size_t syn_story_count(const struct syn_session *session);

/* ---- rendering ---- */

enum syn_format { SYN_JSON, SYN_TEXT, SYN_MARKDOWN, SYN_HTML };
#define SYN_ALL ((size_t)-1)

struct syn_style {
    size_t size;            /* sizeof(struct syn_style) */
    unsigned width;         /* columns of SYN_TEXT; 0 is 80 */
    bool colour;            /* ANSI colours in SYN_TEXT */
};

/* Gets the rendering in one or more pieces; returns false to stop. */
typedef bool syn_write(void *context, const char *bytes, size_t length);

/* Story `story`, or SYN_ALL of them: JSON one object a line, HTML one page, the others one after the
 * other.  `style` may be NULL.  False where there is no such story or `write` stopped it. */
SYN_API bool syn_render(struct syn_session *session, size_t story, enum syn_format format,
                        const struct syn_style *style, syn_write *write, void *context);

/* ---- piece by piece ---- */

struct syn_text { const char *at; size_t length; };

struct syn_place {
    struct syn_text report;             /* its id */
    uint32_t from, to;                  /* bytes of its text */
    struct syn_text words;              /* what stands there */
};

struct syn_story {
    struct syn_text id, headline;
    uint32_t reports, origins;          /* origins: independent accounts */
    uint32_t claims, quotes, conflicts;
};

struct syn_report {
    struct syn_text id, file, url, title, outlet, text;     /* length 0 where unknown */
    uint32_t origin;                    /* reports with the same number go back to one account */
};

struct syn_claim {
    uint32_t id;
    bool shared;                        /* by several independent accounts; else only one has it */
    struct syn_text text;
    uint32_t reports, origins;          /* how many hold it */
    const struct syn_place *support;
    size_t support_count;
    const struct syn_text *absent;      /* ids of reports that do not have it */
    size_t absent_count;
};

struct syn_quote {
    struct syn_text speaker, cue;       /* length 0 where unknown */
    uint32_t reports, origins;
    const struct syn_place *variants;
    size_t variant_count;
};

struct syn_value { struct syn_place place; struct syn_text value; };     /* value: normalised, ">=144" */

struct syn_conflict {
    struct syn_text slot, unit, reason;
    const char *label;                  /* "conflict", "more-precise", "updated", "scope", "spelling", "wording", "agree" */
    const struct syn_value *values;
    size_t value_count;
};

/* Each calls `visit` for one thing after the other until it returns false, and returns how many it
 * visited; 0 where there is no such story.  `visit` must not use the session. */
typedef bool syn_visit_report(void *context, const struct syn_report *report);
typedef bool syn_visit_claim(void *context, const struct syn_claim *claim);
typedef bool syn_visit_quote(void *context, const struct syn_quote *quote);
typedef bool syn_visit_conflict(void *context, const struct syn_conflict *conflict);

SYN_API bool syn_get_story(const struct syn_session *session, size_t story, struct syn_story *out);
SYN_API size_t syn_each_report(struct syn_session *session, size_t story, syn_visit_report *visit, void *context);
SYN_API size_t syn_each_claim(struct syn_session *session, size_t story, syn_visit_claim *visit, void *context);
SYN_API size_t syn_each_quote(struct syn_session *session, size_t story, syn_visit_quote *visit, void *context);
SYN_API size_t syn_each_conflict(struct syn_session *session, size_t story, syn_visit_conflict *visit,
                                 void *context);

#ifdef __cplusplus
}
#endif
#endif
