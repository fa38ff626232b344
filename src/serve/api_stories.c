/* Stories: lists of them, what one is, and what its reports say.  The parts of a synopsis are cut out of its JSON. */
#include "serve/api.h"

#include <inttypes.h>
#include <stdio.h>

#include "run/facts.h"
#include "store/listing.h"
#include "store/stories.h"
#include "tell/found.h"
#include "tell/missing.h"

enum { PART_PAGE = 100, PART_PAGE_MOST = 1000 };

/* ---- lists ---- */

static struct listed_story listed_of(const struct stored_story *s, struct span place)
{
    return (struct listed_story){ s->id, place, s->headline, s->languages, s->first, s->latest, s->reports, s->origins,
                                  s->conflicts, s->differences, s->told_revision >= 0, !s->told };
}

static struct span place_of(struct exchange *x, const struct listing_cursor *cursor)
{
    const int64_t *at = cursor->at;
    return arena_printf(x->keep, "%" PRId64 "-%" PRId64 "-%" PRId64, at[0], at[1], at[2]);
}

static bool read_cursor(struct exchange *x, struct listing_cursor *out)
{
    char end;
    int64_t *at = out->at;
    struct span said = exchange_query(x, "from");
    if (!said.len || (said.len <= 64 && sscanf(arena_copy(x->keep, said).at, "%" SCNd64 "-%" SCNd64 "-%" SCNd64 "%c",
                                               &at[0], &at[1], &at[2], &end) == 3))
        return true;
    exchange_problem(x, 400, "from takes the place of a story of the page before, such as 12-1712102400-4.");
    return false;
}

static bool read_least(struct exchange *x, const char *name, uint32_t *out)
{
    int64_t least = 0;
    bool good = exchange_number(x, name, 0, 1000000000, &least);
    *out = (uint32_t)least;
    return good;
}

static bool read_times(struct exchange *x, struct listing_settings *out)
{
    bool day = exchange_query(x, "day").len;
    if (day && (exchange_query(x, "since").len || exchange_query(x, "until").len)) {
        exchange_problem(x, 400, "day goes without since and until; give the one or the others.");
        return false;
    }
    if (day)
        return api_time(x, "day", false, &out->since) && api_time(x, "day", true, &out->until);
    return api_time(x, "since", false, &out->since) && api_time(x, "until", true, &out->until);
}

static bool read_settings(struct exchange *x, struct listing_settings *out)
{
    unsigned by = LISTING_NEWEST;
    *out = (struct listing_settings){
        .since = INT64_MIN, .until = INT64_MAX, .language = exchange_query(x, "language"),
        .outlet = exchange_query(x, "outlet"), .name = exchange_query(x, "name")
    };
    if (!api_takes(x, "from most order day since until language outlet name reports origins conflicts") ||
        !read_cursor(x, &out->cursor) || !api_most(x, &out->most) ||
        !api_choice(x, "order", "newest largest origins disputed", &by) || !read_times(x, out) ||
        !read_least(x, "reports", &out->reports) || !read_least(x, "origins", &out->origins) ||
        !read_least(x, "conflicts", &out->conflicts))
        return false;
    out->by = (enum listing_order)by;
    return true;
}

static void put_page(struct exchange *x, const struct listing_page *page)
{
    struct json_writer w = api_begin(x);
    struct span place = { NULL, 0 };
    json_key(&w, "items");
    json_open(&w, '[');
    for (uint32_t i = 0; i < page->count; i++) {
        place = place_of(x, &page->cursors[i]);
        struct listed_story story = listed_of(&page->at[i], place);
        json_open(&w, '{');
        found_story_members(&w, &story);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    json_key(&w, "cut");
    json_put_bool(&w, page->cut);
    json_key(&w, "unknown");
    json_put_int(&w, page->unknown);
    api_next(x, &w, page->more ? place : (struct span){ NULL, 0 });
    api_end(x, &w);
}

static void answer_stories(struct exchange *x)
{
    struct listing_settings settings;
    struct listing_page page;
    struct syn_error error;
    if (!read_settings(x, &settings))
        return;
    struct arena own = arena_half(x->keep);        /* the answer grows in place in the rest */
    if (listing_read(x->store, &own, x->scratch, &settings, x->now, &page, &error))
        put_page(x, &page);
    else
        exchange_error(x, &error);
}

/* ---- one ---- */

static void answer_story(struct exchange *x)
{
    struct stored_story stored;
    struct syn_error error;
    int64_t id;
    if (!api_takes(x, "") || !exchange_story(x, 0, &id))
        return;
    if (!store_story(x->store, x->keep, id, &stored, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct json_writer w = api_begin(x);
    struct listing_cursor cursor = { { stored.latest, stored.reports, stored.id } };
    struct listed_story story = listed_of(&stored, place_of(x, &cursor));
    found_story_members(&w, &story);
    facts_instant(&w, "founded", stored.founded);
    json_key(&w, "revision");
    json_put_int(&w, stored.revision);
    json_key(&w, "fixed");
    json_put_bool(&w, stored.fixed);
    api_end(x, &w);
}

/* ---- what its reports say ---- */

/* What is said of a story is made of its revision, or, where it is too large to compare now, of what was told last. */
static struct span known_by(struct exchange *x, const struct stored_story *s)
{
    return arena_printf(x->keep, "%s s%" PRId64 " %u %" PRId64, SYN_VERSION, s->id, s->revision, s->told_revision);
}

/* The synopsis of the story in the path, and what it is known by.  False: it has been answered, or is handed over. */
static bool read_synopsis(struct exchange *x, int64_t *id, struct stored_story *stored, struct span *json)
{
    struct syn_error error;
    if (!exchange_story(x, 0, id))
        return false;
    if (!store_story(x->store, x->keep, *id, stored, &error)) {
        exchange_error(x, &error);
        return false;
    }
    if (exchange_unchanged(x, known_by(x, stored)))
        return false;
    x->answer->hands_over = !x->patient && !told_is_ready(x->told, *id);
    if (x->answer->hands_over)
        return false;
    if (told_json(x->told, x->keep, *id, json, &error))
        return true;
    exchange_error(x, &error);
    return false;
}

static void answer_synopsis(struct exchange *x)
{
    struct stored_story stored;
    struct span json;
    int64_t id;
    if (api_takes(x, "") && read_synopsis(x, &id, &stored, &json))
        api_put(x, json);
}

/* A list in a synopsis; `filter`, a member of its elements by which they may be chosen, and what that may be. */
struct part { const char *list, *filter, *choices; };

static bool read_window(struct exchange *x, int64_t *from, int64_t *most)
{
    *from = 0;
    *most = PART_PAGE;
    return exchange_number(x, "from", 0, INT64_MAX / 2, from) && exchange_number(x, "most", 1, PART_PAGE_MOST, most);
}

static void answer_part(struct exchange *x, const struct part *part)
{
    struct stored_story stored;
    struct span json, key, wanted = part->filter ? exchange_query(x, part->filter) : (struct span){ NULL, 0 };
    int64_t id, from, most, number = 0;
    unsigned choice = 0;
    struct buffer names = buffer_in(&x->scratch);
    buffer_printf(&names, "from most %s%c", part->filter ? part->filter : "", 0);
    if (!api_takes(x, names.at) || !read_window(x, &from, &most) ||
        (part->filter && !api_choice(x, part->filter, part->choices, &choice)) ||
        !read_synopsis(x, &id, &stored, &json))
        return;
    struct json synopsis = { JSON_OBJECT, json }, element;
    struct json list = json_member(synopsis, span_of(part->list));
    struct json_step step = { 0 };
    struct json_writer w = api_begin(x);
    json_key(&w, "items");
    json_open(&w, '[');
    while (json_next(list, &step, &key, &element)) {
        if (wanted.len && !span_equal(json_text(&x->scratch, json_member(element, span_of(part->filter))), wanted))
            continue;
        if (number >= from && number < from + most)
            json_put_raw(&w, element.raw);
        number++;
    }
    json_close(&w, ']');
    json_key(&w, "story");
    json_put_text(&w, api_name(x, 's', id));
    json_key(&w, "count");
    json_put_int(&w, number);
    bool more = number > from + most;
    api_next(x, &w, more ? arena_printf(x->keep, "%" PRId64, from + most) : (struct span){ NULL, 0 });
    api_end(x, &w);
}

static void answer_claims(struct exchange *x)
{
    answer_part(x, &(struct part){ "statements", "kind", "shared unique" });
}

static void answer_quotes(struct exchange *x) { answer_part(x, &(struct part){ "quotes", NULL, NULL }); }

static void answer_differences(struct exchange *x)
{
    answer_part(x, &(struct part){ "conflicts", "label",
                                   "conflict more-precise updated scope attribution spelling wording agree" });
}

static void answer_timeline(struct exchange *x) { answer_part(x, &(struct part){ "timeline", NULL, NULL }); }

static void answer_lineage(struct exchange *x)
{
    answer_part(x, &(struct part){ "lineage", "kind", "verbatim rewrite translation common-source" });
}

static void answer_reports(struct exchange *x) { answer_part(x, &(struct part){ "reports", NULL, NULL }); }

/* Found in the reports' texts each time: it is no part of the synopsis. */
static void answer_missing(struct exchange *x)
{
    struct told_story told;
    struct stored_story stored;
    struct syn_error error;
    int64_t id;
    if (!api_takes(x, "") || !exchange_story(x, 0, &id))
        return;
    if (!store_story(x->store, x->keep, id, &stored, &error))
        exchange_error(x, &error);
    else if (!exchange_unchanged(x, known_by(x, &stored)) && exchange_told(x, id, &told)) {
        struct arena own = arena_half(x->keep);
        struct buffer line = buffer_in(&own);
        missing_json(&line, x->scratch, &told.synopsis);
        api_put(x, buffer_span(&line));
    }
}

/* ---- the log ---- */

static void put_log(struct exchange *x, const struct story_events *events, uint32_t most)
{
    bool more = events->count > most;
    uint32_t count = more ? most : events->count;
    struct json_writer w = api_begin(x);
    json_key(&w, "items");
    json_open(&w, '[');
    for (uint32_t i = 0; i < count; i++)
        facts_event(&w, &events->at[i]);
    json_close(&w, ']');
    api_next(x, &w, more ? arena_printf(x->keep, "%" PRId64, events->at[count - 1].id) : (struct span){ NULL, 0 });
    api_end(x, &w);
}

static void answer_log(struct exchange *x)
{
    struct story_events events;
    struct syn_error error;
    int64_t id, from, most;
    if (!api_takes(x, "from most") || !read_window(x, &from, &most) || !exchange_story(x, 0, &id))
        return;
    struct arena own = arena_half(x->keep);
    if (store_story_log_since(x->store, &own, id, from, (uint32_t)most + 1, &events, &error))
        put_log(x, &events, (uint32_t)most);
    else
        exchange_error(x, &error);
}

const struct route routes_api_stories[] = {
    { HTTP_GET, "/api/v1/stories", answer_stories, 0 },
    { HTTP_GET, "/api/v1/stories/$", answer_story, 0 },
    { HTTP_GET, "/api/v1/stories/$/synopsis", answer_synopsis, 0 },
    { HTTP_GET, "/api/v1/stories/$/claims", answer_claims, 0 },
    { HTTP_GET, "/api/v1/stories/$/quotes", answer_quotes, 0 },
    { HTTP_GET, "/api/v1/stories/$/differences", answer_differences, 0 },
    { HTTP_GET, "/api/v1/stories/$/timeline", answer_timeline, 0 },
    { HTTP_GET, "/api/v1/stories/$/lineage", answer_lineage, 0 },
    { HTTP_GET, "/api/v1/stories/$/reports", answer_reports, 0 },
    { HTTP_GET, "/api/v1/stories/$/missing", answer_missing, 0 },
    { HTTP_GET, "/api/v1/stories/$/log", answer_log, 0 },
    { .path = NULL }
};
