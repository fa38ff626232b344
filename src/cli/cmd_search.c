#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli_store.h"
#include "cli/job.h"
#include "cli/options.h"
#include "run/facts.h"
#include "store/search_find.h"
#include "tell/escape.h"
#include "tell/found.h"
#include "text/utf8.h"

enum { PAGE = 20 };

/* The words of the command line, as one query. */
static struct span query_of(struct arena *keep, const struct invocation *invocation)
{
    struct buffer out = buffer_in(keep);
    for (size_t i = 0; i < invocation->word_count; i++) {
        buffer_text(&out, i ? " " : "");
        buffer_text(&out, invocation->words[i]);
    }
    return buffer_span(&out);
}

/* The query, and below it a sign at the place of the mistake. */
static void show_place(struct arena scratch, struct span query, uint64_t at)
{
    struct buffer out = buffer_in(&scratch);
    unsigned length;
    buffer_text(&out, "  ");
    for (size_t i = 0; i < query.len; i += length) {
        uint32_t c = escape_shown(utf8_decode(query, i, &length));
        char letters[4];
        buffer_put(&out, (struct span){ letters, utf8_encode(c, letters) });
    }
    buffer_text(&out, "\n  ");
    for (size_t i = 0; i < query.len && i < at; i += length) {
        utf8_decode(query, i, &length);
        buffer_byte(&out, ' ');
    }
    buffer_text(&out, "^\n");
    fwrite(out.at, 1, out.len, stderr);
}

/* ---- looking ---- */

static struct found_page found_of(struct arena *keep, const struct search_page *page, struct span query)
{
    struct found_article *at = arena_new(keep, struct found_article, page->count);
    for (uint32_t i = 0; i < page->count; i++) {
        const struct search_hit *hit = &page->at[i];
        const struct stored_article *a = &hit->article;
        at[i] = (struct found_article){
            .article = a->id, .story = a->story, .place = a->doc, .versions = a->versions, .outlet = a->outlet,
            .language = a->language,
            .url = a->url, .title = a->title, .published = a->published, .first_seen = a->first_seen, .text = hit->text,
            .shown = hit->snippet.at, .hits = hit->snippet.hits, .title_hits = hit->snippet.title_hits
        };
    }
    return (struct found_page){ query, at, page->count, page->found, page->more, page->cursor != 0,
                                page->note };
}

static void put_page(struct job *job, struct arena *keep, const struct search_page *page, struct span query)
{
    const struct settings *s = job->settings;
    struct tell_options options = { terminal_width(s->width),
                                    terminal_colour((enum colour)s->colour, s->output != NULL) };
    struct found_page found = found_of(keep, page, query);
    size_t bytes = 0;
    for (uint32_t i = 0; i < found.count; i++)
        bytes += mark_length(found.at[i].shown) + found.at[i].title.len + found.at[i].url.len;
    struct buffer out = job_buffer(job, bytes);
    if (s->format == FORMAT_JSON)
        tell_found_json(&out, &found);
    else
        tell_found_text(&out, &found, options);
    job_put(job, &out);
}

static bool read_settings(const struct settings *s, struct search_settings *out, struct syn_error *error)
{
    char *end = NULL;
    long long from = s->from ? strtoll(s->from, &end, 10) : 0;
    if (s->from && (end == s->from || *end || from <= 0))
        return error_set(error, SYN_MISUSE, 0, "--from takes the number that the page before ended with; not '%s'",
                         s->from);
    *out = (struct search_settings){ .most = s->most ? s->most : PAGE, .oldest = s->oldest, .cursor = from,
                                     .count_most = from ? 0 : SEARCH_COUNT_MOST };
    return true;
}

/* What is asked, with "@name" resolved, and what it finds. */
static bool find(struct store *store, struct region *memory, const struct invocation *invocation, int64_t now,
                 struct search_page *page, struct span *query, struct syn_error *error)
{
    struct arena *keep = &memory->arena, scratch = arena_half(keep);
    struct search_settings settings;
    struct search_query parsed;
    if (!read_settings(&invocation->settings, &settings, error) ||
        !saved_resolve(store, keep, query_of(keep, invocation), query, error))
        return false;
    if (!search_query_parse(&parsed, keep, *query, now, error)) {
        error->status = SYN_MISUSE;
        talk_fail(error);
        show_place(scratch, *query, error->at);
        error->text[0] = 0;            /* it has been said */
        return false;
    }
    return search_find(store, keep, scratch, &parsed, &settings, page, error);
}

static enum exit_code look(const struct invocation *invocation, struct store *store, int64_t now)
{
    enum exit_code code;
    struct syn_error error;
    struct search_page page = { 0 };
    struct span query;
    struct job *job = job_open(invocation, &code);
    if (!job)
        return code;
    struct region memory = region_open((size_t)4 << 30);
    bool good = find(store, &memory, invocation, now, &page, &query, &error);
    if (good)
        put_page(job, &memory.arena, &page, query);
    if (page.note.len && !page.count)
        fprintf(stderr, "synoptic: %.*s\n", (int)page.note.len, page.note.at);
    region_close(&memory);
    code = job_close(job, good && page.count);
    return good ? code : error.text[0] ? talk_fail(&error) : EXIT_MISUSE;
}

/* ---- saved searches ---- */

static enum exit_code keep_query(const struct invocation *invocation, struct store *store, int64_t now)
{
    struct syn_error error;
    struct region memory = region_open((size_t)64 << 20);
    struct span query = query_of(&memory.arena, invocation), name = span_of(invocation->settings.save);
    struct search_query parsed;
    struct arena scratch = arena_half(&memory.arena);
    bool understood = search_query_parse(&parsed, &memory.arena, query, now, &error);
    bool good = understood && saved_put(store, scratch, name, query, now, &error);
    enum exit_code code = good ? EXIT_DONE : talk_fail(&error);
    if (!understood)
        show_place(scratch, query, error.at);
    region_close(&memory);
    return code;
}

static void put_saved(struct job *job, const struct saved_query *saved)
{
    struct buffer out = job_buffer(job, saved->query.len + saved->name.len);
    if (job->settings->format != FORMAT_JSON) {
        buffer_text(&out, "@");
        buffer_put(&out, saved->name);
        buffer_fill(&out, ' ', saved->name.len < 18 ? 19 - saved->name.len : 1);
        buffer_put(&out, saved->query);
    } else {
        struct json_writer w = json_writer(&out, 0);
        facts_saved(&w, saved);
    }
    buffer_byte(&out, '\n');
    job_put(job, &out);
}

static enum exit_code list_saved(const struct invocation *invocation, struct store *store)
{
    enum exit_code code;
    struct syn_error error;
    struct saved_queries list;
    struct job *job = job_open(invocation, &code);
    if (!job)
        return code;
    struct region memory = region_open((size_t)1 << 30);
    bool good = saved_list(store, &memory.arena, &list, &error);
    for (uint32_t i = 0; good && i < list.count; i++)
        put_saved(job, &list.at[i]);
    bool found = good && list.count;
    region_close(&memory);
    code = job_close(job, found);
    return good ? code : talk_fail(&error);
}

/* ---- the command ---- */

static bool check_words(const struct invocation *invocation, struct syn_error *error)
{
    const struct settings *s = &invocation->settings;
    int ways = (s->save != NULL) + (s->forget != NULL) + s->saved;
    bool wants_query = !s->forget && !s->saved;
    if (ways > 1)
        return error_set(error, SYN_MISUSE, 0, "--save, --saved and --forget cannot be meant at once; give one");
    if (wants_query && !invocation->word_count)
        return error_set(error, SYN_MISUSE, 0, "what should be looked for?  As in: synoptic search 'flood bridge "
                         "lang:en after:7d'");
    if (!wants_query && invocation->word_count)
        return error_set(error, SYN_MISUSE, 0, "--%s takes no query; leave out '%s'", s->saved ? "saved" : "forget",
                         invocation->words[0]);
    return true;
}

static enum exit_code run(const struct invocation *invocation)
{
    struct syn_error error;
    enum exit_code code;
    int64_t now;
    const struct settings *s = &invocation->settings;
    if (!check_words(invocation, &error) || !cli_now(s, &now, &error))
        return talk_fail(&error);
    struct store *store = cli_open_store(s, s->save || s->forget ? DATABASE_WRITE : DATABASE_READ, &error);
    if (!store)
        return talk_fail(&error);
    if (s->save)
        code = keep_query(invocation, store, now);
    else if (s->saved)
        code = list_saved(invocation, store);
    else if (s->forget)
        code = saved_forget(store, span_of(s->forget), &error) ? EXIT_DONE : talk_fail(&error);
    else
        code = look(invocation, store, now);
    store_close(store);
    return code;
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    { .kind = OPTION_FLAG, .name = "oldest", .field = SETTING(oldest), .help = "oldest first (else newest first)" },
    { .kind = OPTION_COUNT, .name = "most", .letter = 'n', .field = SETTING(most), .value = "N", .least = 1,
      .most = 10000, .help = "a page of N articles (20)" },
    { .kind = OPTION_TEXT, .name = "from", .field = SETTING(from), .value = "PLACE",
      .help = "go on where the page before ended, which says its PLACE" },
    { .kind = OPTION_TEXT, .name = "save", .field = SETTING(save), .value = "NAME",
      .help = "keep the query as NAME: 'search @NAME' asks it again" },
    { .kind = OPTION_FLAG, .name = "saved", .field = SETTING(saved), .help = "list what was saved" },
    { .kind = OPTION_TEXT, .name = "forget", .field = SETTING(forget), .value = "NAME", .help = "keep it no longer" },
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON, .help = "a line an article" },
    OPTION_ROWS_TEXT,
    OPTION_ROW_OUTPUT,
    OPTION_ROW_NOW,
    OPTION_ROW_END
};

const struct command command_search = {
    .name = "search",
    .run = run,
    .summary = "find articles in a store by words, names, speakers, figures and times",
    .synopsis = "[--store FILE] [OPTIONS] 'QUERY' | @NAME",
    .about =
        "Lists the articles that hold all that is asked for, newest first, with the words where they stand.  Case and\n"
        "accents do not matter.  Put the query in '...', so that the shell leaves it as it is; before one that begins\n"
        "with \"-\" stands --.\n"
        "\n"
        "  flood bridge                both words           \"state of emergency\"   a phrase\n"
        "  flood OR landslide          one of them          storm*                 words that begin so\n"
        "  flood -football             without the word     (a OR b) c             brackets hold together\n"
        "  title:flood                 in the headline      outlet:\"valley courier\"  lang:fr\n"
        "  name:\"emil garo\"            a person, organisation or place, written in any script\n"
        "  said-by:garo                who is quoted\n"
        "  figure:>100 deaths          also <=5%, 100..200 homes, >1.5m USD, >40 km: what is counted stands behind it\n"
        "  after:2024-04-03  before:2024-05  on:yesterday  after:7d     when it was published\n"
        "  story:s4  has:versions  has:correction  has:quotes  has:figures\n"
        "\n"
        "  synoptic search 'flood bridge after:7d'\n"
        "  synoptic search --save quakes 'earthquake figure:>10 deaths'\n"
        "  synoptic search @quakes --json\n",
    .options = options,
};
