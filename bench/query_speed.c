/* bench/query_speed.c -- how long a store takes to answer: a table of kinds of questions
 *
 *     bench_query STORE [QUESTIONS [KIND]]      KIND: part of the names of the kinds to ask
 *
 * Of each kind QUESTIONS (40) are asked that differ in their words, names, outlets and times, all taken from the store
 * itself by hashes of a fixed seed.  An answer is all that a command needs: the query read, the articles or
 * stories of a page (20) with their stretches of text, the count up to 1,000.  Each is asked twice in a row: first in a
 * process that has asked other things before, so SQLite's pages may have to be read (from the system's memory, or the
 * disk); again with them at hand.  Opening the store and the very first pages are left out.  The time of the processor
 * is what of the first asking a busy machine does not change.
 *
 * A word is rare in 2 to 50 articles, common in one of ten or more.
 */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/calendar.h"
#include "base/hash.h"
#include "store/listing.h"
#include "store/search.h"
#include "store/search_find.h"
#include "store/words.h"
#include "text/token.h"

enum { QUESTIONS = 40, QUESTIONS_MOST = 1000, PAGE = 20, TEXT_MOST = 400, SAMPLES = 4000, RARE_MOST = 50 };

struct words { struct span at[QUESTIONS_MOST]; uint32_t count; };

struct bench {
    struct store *store;
    struct database *db;
    struct region kept, answered, scratched;
    struct words rare, middle, common, beginnings, phrases, names, speakers, outlets, languages;
    int64_t articles, stories, first_row, last_row, first_time, last_time, now;
    unsigned questions;
};

/* ---- what is asked about ---- */

static uint64_t chance(uint64_t kind, uint64_t n)
{
    uint64_t both[2] = { kind * 0x9e3779b97f4a7c15u + 17, n };
    return hash_span((struct span){ (const char *)both, sizeof both });
}

static void stop(const struct syn_error *error)
{
    fprintf(stderr, "bench_query: %s\n", error->text);
    exit(3);
}

static int64_t ask_number(struct bench *b, const char *sql)
{
    struct syn_error error;
    struct question *q = database_ask(b->db, sql);
    int64_t n = question_next(q, &error) ? question_get_int(q, 0) : 0;
    question_done(q);
    return n;
}

static int64_t count_up_to(struct bench *b, struct span word, int64_t most)
{
    struct syn_error error;
    struct span match = arena_printf(&b->scratched.arena, "\"%.*s\"", (int)word.len, word.at);
    struct question *q = database_ask(b->db,
        "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT ?2)");
    question_text(q, 1, match);
    question_int(q, 2, most);
    int64_t count = question_next(q, &error) ? question_get_int(q, 0) : 0;
    question_done(q);
    return count;
}

static bool holds(const struct words *words, struct span word)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (span_equal(words->at[i], word))
            return true;
    return false;
}

static void keep_word(struct bench *b, struct words *words, struct span word)
{
    if (word.len && words->count < b->questions && !holds(words, word))
        words->at[words->count++] = arena_copy(&b->kept.arena, word);
}

static bool body_of(struct bench *b, int64_t article, struct article *out)
{
    struct syn_error error;
    struct stored_article stored;
    struct arena *scratch = &b->scratched.arena;
    return store_article(b->store, scratch, article, &stored, &error) &&
           store_body(b->store, scratch, *scratch, stored.version, out, &error);
}

static bool is_plain_word(struct span word)
{
    for (size_t i = 0; i < word.len; i++)
        if (byte_is_digit(word.at[i]) || word.at[i] == ' ' || word.at[i] == '.')
            return false;
    return word.len > 3;
}

/* A word and two that stand side by side, by how often they stand in articles. */
static void sort_words(struct bench *b, struct span text, uint64_t n)
{
    struct buffer out = buffer_in(&b->scratched.arena);
    struct arena half = arena_half(&b->scratched.arena);
    words_put(&out, half, text);
    struct span all = buffer_span(&out), words[TEXT_MOST];
    uint32_t count = 0;
    for (size_t at = 0; count < TEXT_MOST && span_next_word(all, &at, &words[count]);)
        count++;
    if (count < 2)
        return;
    uint32_t i = (uint32_t)(chance(1, n) % (count - 1));
    int64_t tenth = b->articles / 10 + 1, found = count_up_to(b, words[i], tenth);
    if (found >= tenth) {
        keep_word(b, &b->common, words[i]);
        if (count_up_to(b, words[i + 1], tenth) >= tenth)
            keep_word(b, &b->phrases, (struct span){ words[i].at, words[i].len + 1 + words[i + 1].len });
    }
    if (is_plain_word(words[i]) && found >= 2 && found <= RARE_MOST)
        keep_word(b, &b->rare, words[i]);
    if (is_plain_word(words[i]) && found > RARE_MOST && found < tenth / 4)
        keep_word(b, &b->middle, words[i]);
    if (is_plain_word(words[i]) && !(words[i].at[0] & 0x80) && words[i].len > 5)
        keep_word(b, &b->beginnings, span_cut(words[i], 0, 4));
}

static void sample_texts(struct bench *b)
{
    for (uint64_t n = 0; n < SAMPLES; n++) {
        struct article body;
        region_reset(&b->scratched, 1 << 20);
        if (body_of(b, 1 + (int64_t)(chance(0, n) % (uint64_t)b->articles), &body))
            sort_words(b, body.text, n);
    }
}

static void sample_rows(struct bench *b, struct words *words, const char *sql, int64_t most)
{
    struct syn_error error;
    for (uint64_t n = 0; most > 0 && n < 4 * (uint64_t)b->questions; n++) {
        struct question *q = database_ask(b->db, sql);
        question_int(q, 1, 1 + (int64_t)(chance(2, n) % (uint64_t)most));
        if (question_next(q, &error) && question_get_text(q, 0).len < 100)
            keep_word(b, words, question_get_text(q, 0));
        question_done(q);
    }
}

static void sample(struct bench *b)
{
    int64_t versions = ask_number(b, "SELECT max(id) FROM version");
    b->articles = ask_number(b, "SELECT max(id) FROM article");
    b->stories = ask_number(b, "SELECT max(id) FROM story");
    b->first_row = ask_number(b, "SELECT min(doc) FROM article");
    b->last_row = ask_number(b, "SELECT max(doc) FROM article");
    b->last_time = b->now = (b->last_row >> SEARCH_MINUTE_BITS) * 60 + 60;
    /* Some articles carry dates of long ago: a tenth is left out. */
    struct question *q = database_ask(b->db, "SELECT doc FROM article ORDER BY doc LIMIT 1 OFFSET ?1");
    struct syn_error error;
    question_int(q, 1, b->articles / 10);
    b->first_time = question_next(q, &error) ? (question_get_int(q, 0) >> SEARCH_MINUTE_BITS) * 60 : 0;
    question_done(q);
    sample_texts(b);
    sample_rows(b, &b->names, "SELECT folded FROM name WHERE version >= ?1 LIMIT 1", versions);
    sample_rows(b, &b->speakers, "SELECT folded FROM attribution WHERE version >= ?1 AND folded <> '' LIMIT 1",
                versions);
    sample_rows(b, &b->outlets, "SELECT folded FROM outlet WHERE id >= ?1 LIMIT 1",
                ask_number(b, "SELECT max(id) FROM outlet"));
    sample_rows(b, &b->languages, "SELECT language FROM article WHERE id >= ?1 AND language IS NOT NULL LIMIT 1",
                b->articles);
}

/* ---- questions: "r" a rare word, "m" one between, "c" a common one, "C" another, "p" a phrase of common words, "b"
 * the beginning of a word, "n" a name, "s" a speaker, "o" an outlet, "l" a language, "D" a day, "y" an early one, "f" a
 * figure, "t" a story ---- */

static struct span word_of(const struct words *words, uint64_t n)
{
    return words->count ? words->at[n % words->count] : SPAN("none");
}

/* A day of the first one of so many `parts` of the time that the store covers. */
static void put_day(struct bench *b, struct buffer *out, uint64_t n, int parts)
{
    int64_t span = (b->last_time - b->first_time) / parts;
    int64_t at = b->first_time + (int64_t)(chance(3, n) % (uint64_t)(span > 0 ? span : 1));
    struct civil day = civil_of(at / DAY_SECONDS);
    buffer_printf(out, "%04d-%02d-%02d", day.year, day.month, day.day);
}

static void put_letter(struct bench *b, struct buffer *out, char letter, uint64_t n)
{
    static const char *const figures[] = {
        ">100 deaths", "<=5%", "100..200 homes", ">1m USD", ">1.5bn EUR", ">40 km", "12..20 injured", ">1000 people",
        ">10 arrested", ">=3 years", "<50 killed", "7%"
    };
    switch (letter) {
    case 'r': buffer_put(out, word_of(&b->rare, n)); break;
    case 'm': buffer_put(out, word_of(&b->middle, n)); break;
    case 'c': buffer_put(out, word_of(&b->common, n)); break;
    case 'C': buffer_put(out, word_of(&b->common, n * 7 + 3)); break;
    case 'p': buffer_put(out, word_of(&b->phrases, n)); break;
    case 'b': buffer_put(out, word_of(&b->beginnings, n)); break;
    case 'n': buffer_put(out, word_of(&b->names, n)); break;
    case 's': buffer_put(out, word_of(&b->speakers, n)); break;
    case 'o': buffer_put(out, word_of(&b->outlets, n)); break;
    case 'l': buffer_put(out, word_of(&b->languages, n)); break;
    case 'f': buffer_text(out, figures[n % (sizeof figures / sizeof *figures)]); break;
    case 't': buffer_printf(out, "s%" PRIu64, 1 + chance(4, n) % (uint64_t)b->stories); break;
    case 'D': put_day(b, out, n, 1); break;
    case 'y': put_day(b, out, n, 10); break;
    default: buffer_byte(out, letter);
    }
}

/* "lang:$l $c" with words put in. */
static struct span question_text_of(struct bench *b, struct arena *keep, const char *form, uint64_t n)
{
    struct buffer out = buffer_in(keep);
    for (const char *c = form; *c; c++) {
        if (*c == '$')
            put_letter(b, &out, *++c, n);
        else
            buffer_byte(&out, *c);
    }
    return buffer_span(&out);
}

struct kind {
    const char *name, *form;           /* form NULL: stories, or what `ask` does */
    bool oldest;
    unsigned page;                     /* before which so many were turned over */
    struct listing_settings listing;
    uint32_t (*ask)(struct bench *b, const struct kind *kind, uint64_t n);
};

static uint32_t ask_search(struct bench *b, const struct kind *kind, uint64_t n, int64_t cursor, int64_t *next)
{
    struct syn_error error;
    struct search_query query;
    struct search_page page;
    struct arena keep = b->answered.arena, scratch = b->scratched.arena;
    struct search_settings settings = { .most = PAGE, .oldest = kind->oldest, .cursor = cursor,
                                        .count_most = cursor ? 0 : SEARCH_COUNT_MOST };
    struct span text = question_text_of(b, &keep, kind->form, n);
    if (!search_query_parse(&query, &keep, text, b->now, &error) ||
        !search_find(b->store, &keep, scratch, &query, &settings, &page, &error)) {
        if (error.status != SYN_MISUSE)
            stop(&error);
        return 0;
    }
    *next = page.cursor;
    return page.found ? page.found : page.count;
}

static uint32_t ask_listing(struct bench *b, const struct kind *kind, uint64_t n, struct listing_cursor *cursor)
{
    struct syn_error error;
    struct listing_page page;
    struct arena keep = b->answered.arena, scratch = b->scratched.arena;
    struct listing_settings settings = kind->listing;
    settings.most = PAGE;
    settings.cursor = *cursor;
    settings.since = settings.since ? b->last_time - settings.since : INT64_MIN;
    settings.until = INT64_MAX;
    settings.outlet = settings.outlet.len ? word_of(&b->outlets, n) : settings.outlet;
    settings.name = settings.name.len ? word_of(&b->names, n) : settings.name;
    settings.language = settings.language.len ? word_of(&b->languages, n) : settings.language;
    if (!listing_read(b->store, &keep, scratch, &settings, b->now, &page, &error))
        stop(&error);
    if (page.count)
        *cursor = page.cursors[page.count - 1];
    return page.count;
}

/* All reports of a story, as telling it needs. */
static uint32_t ask_story(struct bench *b, const struct kind *kind, uint64_t n)
{
    struct syn_error error;
    struct stored_ids ids;
    struct article body;
    struct stored_article article;
    struct arena keep = b->answered.arena;
    (void)kind;
    if (!store_story_articles(b->store, &keep, 1 + (int64_t)(chance(4, n) % (uint64_t)b->stories), 500, &ids, &error))
        stop(&error);
    for (uint32_t i = 0; i < ids.count; i++)
        if (!store_article(b->store, &keep, ids.at[i], &article, &error) ||
            !store_body(b->store, &keep, b->scratched.arena, article.version, &body, &error))
            stop(&error);
    return ids.count;
}

/* What an alert asks: of the last 100 articles. */
static uint32_t ask_new(struct bench *b, const struct kind *kind, uint64_t n)
{
    struct syn_error error;
    struct stored_ids ids;
    int64_t seen;
    struct arena keep = b->answered.arena, scratch = b->scratched.arena;
    struct span text = question_text_of(b, &keep, n % 2 ? "$c lang:$l" : "$m OR $r", n);
    (void)kind;
    if (!search_new(b->store, &keep, scratch, text, b->now, b->articles - 100, 100, &ids, &seen, &error))
        stop(&error);
    return ids.count;
}

static const struct kind kinds[] = {
    { .name = "a rare word", .form = "$r" },
    { .name = "a common word", .form = "$c" },
    { .name = "two common words", .form = "$c $C" },
    { .name = "a rare and a common word", .form = "$r $c" },
    { .name = "a phrase of common words", .form = "\"$p\"" },
    { .name = "one of two", .form = "$m OR $c" },
    { .name = "one common without another", .form = "$c -$C" },
    { .name = "all without a common word", .form = "-$c" },
    { .name = "words that begin so (4 letters)", .form = "$b*" },
    { .name = "a word of the headline", .form = "title:$c" },
    { .name = "a name", .form = "name:\"$n\"" },
    { .name = "a name and a common word", .form = "name:\"$n\" $c" },
    { .name = "who is quoted", .form = "said-by:\"$s\"" },
    { .name = "a figure", .form = "figure:\"$f\"" },
    { .name = "a figure and a word", .form = "figure:\"$f\" $m" },
    { .name = "a language and a common word", .form = "lang:$l $c" },
    { .name = "an outlet", .form = "outlet:\"$o\"" },
    { .name = "an outlet and a common word", .form = "outlet:\"$o\" $c" },
    { .name = "two common words of a day", .form = "$c $C on:$D" },
    { .name = "a common word, early", .form = "$c before:$y" },
    { .name = "a rare word, since a day", .form = "$r after:$D" },
    { .name = "words that stand nowhere together", .form = "\"$r $m\" OR \"$m $r\"" },
    { .name = "what has versions, of a language", .form = "has:versions lang:$l" },
    { .name = "a common word, oldest first", .form = "$c", .oldest = true },
    { .name = "a common word, page 50", .form = "$c", .page = 50 },
    { .name = "a word in a story", .form = "story:$t $c" },
    { .name = "what is new to a saved search", .ask = ask_new },
    { .name = "reports of a story", .ask = ask_story },
    { .name = "stories, newest", .listing = { .by = LISTING_NEWEST } },
    { .name = "stories, newest, page 50", .listing = { .by = LISTING_NEWEST }, .page = 50 },
    { .name = "stories of 5 reports", .listing = { .by = LISTING_NEWEST, .reports = 5 } },
    { .name = "stories, largest", .listing = { .by = LISTING_LARGEST } },
    { .name = "stories, largest of a day", .listing = { .by = LISTING_LARGEST, .since = DAY_SECONDS } },
    { .name = "stories, largest of a week", .listing = { .by = LISTING_LARGEST, .since = 7 * DAY_SECONDS } },
    { .name = "stories, most origins", .listing = { .by = LISTING_ORIGINS } },
    { .name = "stories, most disputed", .listing = { .by = LISTING_DISPUTED } },
    { .name = "stories of an outlet", .listing = { .outlet = { "o", 1 } } },
    { .name = "stories of a language", .listing = { .language = { "l", 1 } } },
    { .name = "stories, largest with a name", .listing = { .by = LISTING_LARGEST, .name = { "n", 1 } } },
    { .name = "stories, largest of a language", .listing = { .by = LISTING_LARGEST, .language = { "l", 1 } } },
};

/* ---- asking ---- */

static double milliseconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Asks from where the pages before end. */
struct place { int64_t row; struct listing_cursor stories; };

static uint32_t ask(struct bench *b, const struct kind *kind, uint64_t n, struct place *place)
{
    if (kind->ask)
        return kind->ask(b, kind, n);
    if (kind->form)
        return ask_search(b, kind, n, place->row, &place->row);
    return ask_listing(b, kind, n, &place->stories);
}

struct times { double clock, processor; };

static struct times timed(struct bench *b, const struct kind *kind, uint64_t n, struct place place, uint32_t *found)
{
    double begun = milliseconds(CLOCK_MONOTONIC), spent = milliseconds(CLOCK_PROCESS_CPUTIME_ID);
    *found = ask(b, kind, n, &place);
    return (struct times){ milliseconds(CLOCK_MONOTONIC) - begun, milliseconds(CLOCK_PROCESS_CPUTIME_ID) - spent };
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double share_of(const double *sorted, unsigned count, double share)
{
    unsigned i = (unsigned)(share * count);
    return sorted[i < count ? i : count - 1];
}

/* A row of the table; returns the 95th percentile of "first". */
static double measure(struct bench *b, const struct kind *kind)
{
    double first[QUESTIONS_MOST], again[QUESTIONS_MOST], processor[QUESTIONS_MOST];
    uint64_t found_all = 0;
    for (unsigned n = 0; n < b->questions; n++) {
        struct place place = { 0 };
        uint32_t found;
        for (unsigned page = 1; page < kind->page; page++)
            ask(b, kind, n, &place);
        struct times times = timed(b, kind, n, place, &found);
        first[n] = times.clock;
        processor[n] = times.processor;
        again[n] = timed(b, kind, n, place, &found).clock;
        found_all += found;
        region_reset(&b->answered, 8 << 20);
        region_reset(&b->scratched, 8 << 20);
    }
    qsort(first, b->questions, sizeof *first, by_size);
    qsort(again, b->questions, sizeof *again, by_size);
    qsort(processor, b->questions, sizeof *processor, by_size);
    double worst = share_of(first, b->questions, 0.95);
    printf("| %-34s | %6.0f | %6.1f | %6.1f | %6.1f | %6.1f | %6.1f |\n", kind->name, (double)found_all / b->questions,
           share_of(first, b->questions, 0.5), worst, first[b->questions - 1], share_of(processor, b->questions, 0.95),
           share_of(again, b->questions, 0.95));
    fflush(stdout);
    return worst;
}

int main(int argc, char **argv)
{
    struct syn_error error;
    struct bench b = { .questions = argc > 2 ? (unsigned)atoi(argv[2]) : QUESTIONS };
    b.store = argc > 1 && argc < 5 && b.questions && b.questions <= QUESTIONS_MOST
        ? store_open(argv[1], DATABASE_READ, &error) : NULL;
    if (!b.store) {
        fprintf(stderr, "usage: bench_query STORE [QUESTIONS, up to %d [KIND]]\n", QUESTIONS_MOST);
        return 2;
    }
    b.db = store_database(b.store);
    b.kept = region_open((size_t)1 << 30);
    b.answered = region_open((size_t)8 << 30);
    b.scratched = region_open((size_t)8 << 30);
    sample(&b);
    printf("%" PRId64 " articles, %" PRId64 " stories; milliseconds, %u questions a kind (found: up to 1,000 are "
           "counted; of stories a page)\n\n", b.articles, b.stories, b.questions);
    printf("| question | found | median | 95 %% | most | 95 %% of the processor's | 95 %% again |\n"
           "|---|--:|--:|--:|--:|--:|--:|\n");
    double worst = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (argc > 3 && !strstr(kinds[i].name, argv[3]))
            continue;
        double p95 = measure(&b, &kinds[i]);
        worst = p95 > worst ? p95 : worst;
    }
    printf("\nThe slowest kind's 95th percentile: %.1f ms\n", worst);
    store_close(b.store);
    return 0;
}
