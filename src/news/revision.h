/* news/revision.h -- what a later version of an article changed
 *
 * Plain data, found by compare/revision.h and told by tell/.  Every place is a mark in the text of the version it is
 * named for; those of the headline's pieces are in the versions' titles, which need not stand in a text.
 */
#ifndef SYN_NEWS_REVISION_H
#define SYN_NEWS_REVISION_H

#include <stdbool.h>
#include <stdint.h>

#include "news/report.h"

/* Words that both have, that only the earlier one has, that only the later one has. */
enum piece_kind { PIECE_SAME, PIECE_REMOVED, PIECE_ADDED };
struct revision_piece {
    uint8_t kind;                /* enum piece_kind */
    struct mark before, after;   /* from the first word to the last; one is empty where words are not the same */
};

/* A paragraph.  One that stands elsewhere now, word for word, is told twice: where it left and where it came to. */
#define REVISION_LINES(X)          \
    X(SAME,       "same")          \
    X(CHANGED,    "changed")       \
    X(ADDED,      "added")         \
    X(REMOVED,    "removed")       \
    X(MOVED_FROM, "moved-from")    \
    X(MOVED_TO,   "moved-to")
#define REVISION_LINE_AS_ENUM(name, label) LINE_##name,
enum revision_line_kind { REVISION_LINES(REVISION_LINE_AS_ENUM) REVISION_LINE_COUNT };

struct revision_line {
    uint8_t kind;                /* enum revision_line_kind */
    uint8_t block;               /* enum block_kind, of the later one where there is one */
    struct mark before, after;   /* empty where it is not there */
    struct revision_piece *pieces;   /* of LINE_CHANGED: all of it, in order; else none */
    uint32_t count;
};

/* What of consequence was changed; labels are what a reader sees. */
#define REVISION_KINDS(X)              \
    X(HEADLINE,    "headline")         \
    X(FIGURE,      "figure")           \
    X(QUOTE,       "quote")            \
    X(DATE,        "date")             \
    X(ATTRIBUTION, "who said it")      \
    X(NAME,        "name")             \
    X(SPELLING,    "spelling of a name")
#define REVISION_KIND_AS_ENUM(name, label) REVISION_##name,
enum revision_kind { REVISION_KINDS(REVISION_KIND_AS_ENUM) REVISION_KIND_COUNT };

struct revision_change {
    uint8_t kind;                /* enum revision_kind */
    struct mark before, after;   /* empty where it is no longer there, not there yet, or in no text */
    struct span was, is;         /* the words; empty where there are none */
    struct span about;           /* what is counted, who is quoted, what is said; may be empty */
    uint32_t times;              /* how often the same change was made */
    bool silent;                 /* no new note of correction in the later version speaks of it */
};

/* Whether the later one says of itself that it was changed later; unknown where one of them does not say. */
enum restamped { RESTAMPED_UNKNOWN, RESTAMPED_NO, RESTAMPED_YES };

struct revision {
    const struct report *before, *after;
    struct revision_line headline;     /* LINE_SAME where both are, or have, none */
    struct revision_line *lines;       /* in the order of the later one; what was removed where it stood */
    uint32_t line_count;
    uint32_t of_kind[REVISION_LINE_COUNT];   /* lines, the headline aside */
    struct revision_change *changes;   /* by kind, then by place */
    uint32_t change_count, silent;     /* silent: how many of them are */
    struct spans notes;                /* notes of correction that are new */
    uint32_t words_before, words_after, words_removed, words_added;   /* those of paragraphs that moved are neither */
    uint8_t restamped;                 /* enum restamped */
    bool same;                         /* neither headline nor text differ in a word */
};

const char *revision_kind_label(enum revision_kind kind);
const char *revision_line_label(enum revision_line_kind kind);

#endif
