/* run/drop.h -- what somebody hands over at once: a few reports, compared among themselves
 *
 *     struct drop *drop = drop_open(&settings);
 *     drop_add(drop, &input);  drop_add_pasted(drop, text);  drop_add_addresses(drop, lines);
 *     if (drop_compare(drop, &error))  ... drop->stories, drop->problems ...
 *     drop_close(drop);
 *
 * Everything is taken that reading knows (read/read.h), out of memory: no name is opened as a file.  Nothing is kept
 * anywhere, unless drop_keep puts it into a store.  Who hands it over may be anybody, so all of it has limits; they
 * hold for what comes out when it is unpacked.
 *
 * Fails:   an input that cannot be read, or an address that cannot be fetched, is a problem that says what to do, and
 *          the rest goes on; too much in all fails drop_compare and drop_keep, with SYN_TOO_LARGE.
 * Memory:  what it gives lives until drop_close.
 * Threads: one at a time; comparing uses as many as were asked for.
 * Cost:    that of the stages: thirteen short reports take 0.2 s of processor time, a megabyte of reports that say much
 *          the same in another order 2.6 s.  Fetching, DROP_FETCH_SECONDS at most.
 */
#ifndef SYN_RUN_DROP_H
#define SYN_RUN_DROP_H

#include "news/raw.h"
#include "news/synopsis.h"
#include "store/store.h"

enum {
    DROP_REPORTS_MOST = 200,
    DROP_BYTES_MOST = 32 << 20,        /* of all inputs, unpacked */
    DROP_TEXT_MOST = 2 << 20,          /* of the reports found in them */
    DROP_ADDRESSES_MOST = 10,
    DROP_FETCH_SECONDS = 30,           /* for all addresses together */
    DROP_PROBLEMS_MOST = 50,           /* that are told; more are counted */
    DROP_NAME_MOST = 200
};

struct drop_settings {
    unsigned threads;                  /* 0: as many as there are processors */
    bool fetch;                        /* addresses may be fetched: public ones alone */
    bool one_story;                    /* all reports are taken to tell of one event */
};

/* `name` as of a file: its ending says what it may be; may be empty.  `url`: where it is from; may be empty. */
struct drop_input { struct span bytes, name, url; };
struct drop_problem { enum syn_status status; struct span text; };

struct pile;
struct drop {
    struct synopsis *stories;          /* after drop_compare; most reports first */
    size_t story_count;
    uint32_t reports;                  /* in them: what came twice counts once */
    uint32_t inputs;                   /* files, pasted texts, addresses */
    struct drop_problem *problems;
    uint32_t problem_count;            /* of those that are told */
    uint32_t problems_more;
    struct raw_document *documents;    /* what was read */
    uint32_t document_count;
    struct pile *pile;
};

struct drop *drop_open(const struct drop_settings *settings);
void drop_close(struct drop *drop);

/* What they point to must live until drop_close. */
void drop_add(struct drop *drop, const struct drop_input *input);
/* Texts parted by lines of three hyphens or more; a first line of an address alone says where one is from. */
void drop_add_pasted(struct drop *drop, struct span text);
/* One a line; fetched at once.  Without settings.fetch each is a problem that says so. */
void drop_add_addresses(struct drop *drop, struct span lines);

bool drop_compare(struct drop *drop, struct syn_error *error);

/* Puts the reports into a store that is open for writing.  *out: the stories that they are in now, each once. */
struct drop_kept { struct stored_ids stories, articles; uint32_t fresh; };   /* fresh: that were not there just so */
bool drop_keep(struct drop *drop, struct store *store, int64_t now, struct drop_kept *out, struct syn_error *error);

#endif
