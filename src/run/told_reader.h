/* run/told_reader.h -- steps through the JSON of a synopsis, as tell_json wrote it
 *
 * What it reads is ours: the members stand in the order in which they were written, and nothing else does.  So each is
 * read where it is expected, in one pass, and anything else is taken as damage: also a synopsis of a program that wrote
 * other members.  Once something does not fit, `bad` is set, nothing more is read, and all that is asked for is empty.
 *
 * Every number is within its bounds, every mark within its text, and the words that are given for it are those that stand
 * there.
 *
 * Fails:   says so in `bad`.
 * Memory:  what is given lives in `keep`; nothing points into the JSON.  A list takes no more than some times the bytes
 *          of the JSON that are left.
 * Threads: one at a time.
 * Cost:    a few passes over the JSON.
 */
#ifndef SYN_RUN_TOLD_READER_H
#define SYN_RUN_TOLD_READER_H

#include "base/map.h"
#include "run/told.h"

struct reader {
    struct span json;
    size_t at;
    bool bad;
    struct arena *keep, scratch;
    struct synopsis *s;
    struct intern ids, others;         /* of its reports, by their numbers; of reports of other stories */
    const struct report **other;       /* by their numbers in `others` */
    size_t other_room;
    told_find_article *find;
    void *context;
};

/* All of these begin with what stands before the value: a comma, the key, a colon. */
void reader_expect(struct reader *r, const char *literal);
/* Whether the value is null, which is passed then. */
bool reader_null(struct reader *r);
/* How many things are in the list that begins here, each of which takes `least` bytes at least; passes its bracket. */
uint32_t reader_list(struct reader *r, const char *before, size_t least);
/* Passes what parts them: while it is true there is one more to be read. */
bool reader_item(struct reader *r, uint32_t number, uint32_t count);

uint32_t reader_number(struct reader *r, const char *before, uint32_t most);
bool reader_flag(struct reader *r, const char *before);
float reader_share(struct reader *r, const char *before);                   /* 0..1 */
float reader_weight(struct reader *r, const char *before);                  /* 0 and more */
double reader_double(struct reader *r, const char *before);                 /* NAN where it is null */
struct span reader_text(struct reader *r, const char *before);              /* empty where it is null */
struct spans reader_texts(struct reader *r, const char *before);
struct when reader_when(struct reader *r, const char *before);
/* What moment_json wrote (tell/moment.h), without its quotes; unknown where it is nothing of the kind. */
struct when reader_when_of(struct span text);
/* The number of one of the words of a list. */
uint8_t reader_choice(struct reader *r, const char *before, const char *(*word)(unsigned number), unsigned count);

struct mark reader_pair(struct reader *r, struct span text);                /* [from, to] */
struct mark reader_pair_or_empty(struct reader *r, const char *before, struct span text);
struct mark reader_place(struct reader *r, struct span text);               /* "from":1,"to":2,"text":"as it stands there" */
/* That the string which begins here says `words`. */
void reader_same(struct reader *r, const char *before, struct span words);

uint32_t reader_report(struct reader *r, const char *before);               /* its number; by its id */
struct numbers reader_reports(struct reader *r, const char *before);        /* each once, in their order */
struct evidence reader_words(struct reader *r);                             /* "report":"a1","from":1,"to":2,"text":"..." */
struct evidence reader_evidence(struct reader *r);
struct evidences reader_evidences(struct reader *r, const char *before);    /* in the order of reports and places */

#endif
