/* news/synopsis.h -- a story told: what compare finds and tell writes
 *
 * Plain data in one arena.  Reports are named by their number in `reports`, which is sorted so that the
 * reports of one origin stand together, the root first; origins with most reports first, then by the time
 * of their root, then by id.
 * Every line carries evidence: a report and a mark in that report's article.text.  Nothing here is a
 * sentence of ours but slots, reasons and grounds, which are short English.
 * Weights and shares are estimates of three decimals.
 */
#ifndef SYN_NEWS_SYNOPSIS_H
#define SYN_NEWS_SYNOPSIS_H

#include <stdbool.h>
#include <stdint.h>

#include "news/copy.h"
#include "news/report.h"
#include "news/when.h"

struct evidence { uint32_t report; struct mark at; };
struct evidences { struct evidence *at; uint32_t count; };
struct numbers { uint32_t *at; uint32_t count; };

/* ---- reports and origins ---- */

struct story_report {
    const struct report *report;
    uint32_t origin;             /* number in synopsis.origins */
    bool is_root;                /* the account the others of its origin go back to */
    struct span origin_label;    /* "agency: AFP", "credits Harbour Times", "own account"; what DESIGN calls origin */
};

struct origin {
    uint32_t root;               /* number of the report; its first */
    uint32_t first, count;       /* reports [first, first + count) */
    struct span behind;          /* an agency or outlet outside the pile that it goes back to; may be empty */
};

enum lineage_kind { LINEAGE_VERBATIM, LINEAGE_REWRITE, LINEAGE_TRANSLATION, LINEAGE_COMMON_SOURCE };

struct lineage_edge {
    uint32_t from, to;           /* from the source to what was made of it */
    uint8_t kind;                /* enum lineage_kind */
    float share;                 /* of `to`'s words that stand in `from` in runs; 0 where none do */
    bool inferred;               /* no credit and no long shared run: grounds only */
    float sure;                  /* 0..1: how much speaks for it; see docs/lineage.md */
    struct spans grounds;        /* "credits Harbour Times", "shares the quote “stop all instrumentalization”" */
    struct shared_run *runs;     /* news/copy.h; a in `from`, b in `to` */
    uint32_t run_count;
};

/* ---- claims ---- */

enum claim_kind { CLAIM_SHARED, CLAIM_UNIQUE };

/* A place in a report of another story. */
struct elsewhere { const struct report *report; struct mark at; };

struct claim {
    uint32_t id;                 /* 1, 2, ... in the order of telling */
    uint8_t kind;
    struct evidence wording;     /* the statement chosen to stand for it */
    struct evidences support;    /* at most a few per report; sorted by report, then place; holds `wording` */
    uint32_t origins;            /* how many independent origins hold it */
    uint32_t reports;            /* how many reports do */
    struct numbers absent;       /* reports long enough to tell that do not have it */
    struct numbers unclear;      /* reports too short or cut off to tell */
    struct numbers differences;  /* numbers in synopsis.differences that concern it */
    struct numbers quotes;       /* numbers in synopsis.quotes that stand in it */
    float weight;                /* importance, 0..1; claims are sorted by kind, then by it, falling */
    bool background;             /* tells of what went before the event */
    struct span said_by;         /* whose statement it is, where all support attributes it; may be empty */
    struct when when;            /* the day or time it tells of; unknown where it names none */
    struct elsewhere *elsewhere; /* of a unique one: neighbouring stories in which it is told, too */
    uint32_t elsewhere_count;
};

/* ---- quotes ---- */

/* What a variant is to the first one of its quote: told by words, not by guess. */
#define VARIANT_CHANGES(X)                                             \
    X(NONE,       "same words")      /* but for quote marks and case */ \
    X(SHORTER,    "shortened")                                         \
    X(LONGER,     "in full")                                           \
    X(GRAMMAR,    "other form")      /* tense, person, number */       \
    X(LANGUAGE,   "other language")                                    \
    X(WORDS,      "other words")                                       \
    X(PARAPHRASE, "reported speech")
#define VARIANT_AS_ENUM(name, label) VARIANT_##name,
enum variant_change { VARIANT_CHANGES(VARIANT_AS_ENUM) VARIANT_CHANGE_COUNT };

struct quote_variant {
    struct evidence words;       /* the quoted words, without quotation marks; or the paraphrase */
    struct marks differing;      /* words that the first variant does not have at that place */
    struct mark cue, source;     /* in the same report; may be empty */
    struct span speaker;         /* who is named here; may be empty */
    uint8_t change;              /* enum variant_change */
    bool paraphrase;             /* reported speech, not quoted */
};

struct quote {
    struct span speaker;         /* empty when nobody is named */
    struct span cue;             /* "said" */
    struct span via;             /* who passed it on: "the ministry"; may be empty */
    struct quote_variant *variants;
    uint32_t count;
    uint32_t origins, reports;
    bool same_words;             /* all variants are equal but for quotation marks and case */
    bool disputed_speaker;       /* the variants name different speakers */
};

/* ---- differences ---- */

#define DIFFERENCE_LABELS(X)            \
    X(CONFLICT,     "conflict")         \
    X(MORE_PRECISE, "more-precise")     \
    X(UPDATED,      "updated")          \
    X(SCOPE,        "scope")            \
    X(ATTRIBUTION,  "attribution")      \
    X(SPELLING,     "spelling")         \
    X(WORDING,      "wording")          \
    X(AGREE,        "agree")
#define DIFFERENCE_AS_ENUM(name, label) DIFFERENCE_##name,
enum difference_label { DIFFERENCE_LABELS(DIFFERENCE_AS_ENUM) DIFFERENCE_LABEL_COUNT };

/* What it is about.  ACTION: verbs that cannot both hold; POLARITY: one denies what the other states;
 * SOURCE: one claim, given to other sources, or told as a fact here and as somebody's word there. */
#define DIFFERENCE_KINDS(X)   \
    X(FIGURE,   "figure")     \
    X(DATE,     "date")       \
    X(NAME,     "name")       \
    X(PLACE,    "place")      \
    X(ROLE,     "role")       \
    X(ACTION,   "action")     \
    X(POLARITY, "polarity")   \
    X(SOURCE,   "source")
#define DIFFERENCE_KIND_AS_ENUM(name, label) DIFFERENCE_OF_##name,
enum difference_kind { DIFFERENCE_KINDS(DIFFERENCE_KIND_AS_ENUM) DIFFERENCE_KIND_COUNT };

struct difference_value {
    struct evidence at;          /* the words that say it: "at least 144" */
    struct span value;           /* normalised: ">=144", "2024-03-22", "Lecorne" */
    double low, high;            /* in base units for figures, for drawing; NAN elsewhere */
};

struct difference {
    struct span slot;            /* "people killed", "spelling of Lecornu" */
    struct span unit;            /* "people"; may be empty */
    uint8_t label;               /* enum difference_label */
    uint8_t kind;                /* enum difference_kind */
    struct difference_value *values;   /* sorted by report, then place */
    uint32_t count;
    struct span reason;          /* one sentence: "144 lies inside “at least 144”" */
    uint32_t origins;            /* origins that give a value */
    float weight;                /* sorted by label, then by it, falling */
};

/* ---- timeline ---- */

struct happening {
    struct span date;            /* "2024-03-22", "2022-10" */
    struct when when;
    struct evidences support;    /* the statements that tell it */
    struct evidence wording;     /* the one shown first */
    uint32_t origins;
    bool is_event;               /* the day of the event the story is about */
};

/* ---- passages ---- */

/* Whether a sentence says the same as another in other words; unknown where that cannot be judged (another language). */
enum same_words { SAME_UNKNOWN, SAME_NO, SAME_YES };

struct passage {
    struct evidences support;    /* whole sentences that run side by side */
    uint8_t *same;               /* enum same_words, one for each: to the first of them */
};

/* ---- the whole ---- */

struct synopsis {
    struct span id;              /* stable: made of the member ids */
    struct span headline;        /* one of the reports' titles, or a statement's words */
    struct evidence headline_at; /* whose it is; mark empty where the title is not part of the text */
    struct evidence who, what, where;   /* empty marks where they could not be told */
    struct when when;            /* the day of the event */
    struct when from, to;        /* first and last publication */
    struct spans languages;      /* codes, most reports first */

    struct story_report *reports;
    uint32_t report_count;
    struct origin *origins;
    uint32_t origin_count;
    struct lineage_edge *lineage;
    uint32_t lineage_count;
    struct span one_source;      /* "all reports rest on one statement of the French Defence Ministry"; may be empty */
    struct evidences one_source_at;   /* where each report says so */

    struct claim *claims;
    uint32_t claim_count;
    struct quote *quotes;
    uint32_t quote_count;
    struct difference *differences;
    uint32_t difference_count;
    struct happening *timeline;
    uint32_t happening_count;
    struct passage *passages;    /* compare/passages.h */
    uint32_t passage_count;
};

const char *difference_label_text(enum difference_label label);
const char *difference_kind_text(enum difference_kind kind);
const char *variant_change_text(enum variant_change change);
const char *lineage_kind_text(enum lineage_kind kind);   /* "verbatim", "rewrite", "translation", "common-source" */

/* The words at a piece of evidence. */
struct span evidence_words(const struct synopsis *s, struct evidence e);

#endif
