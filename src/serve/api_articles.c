/* Articles: with what stands in them, their versions, what was changed, and what came, byte for byte. */
#include "serve/api.h"

#include <inttypes.h>

#include "run/retell.h"
#include "run/revise.h"
#include "tell/article.h"
#include "tell/json_parts.h"

/* The article of the path with all its versions. */
struct versioned { struct stored_article article; struct stored_versions versions; };

static bool read_article(struct exchange *x, struct versioned *out)
{
    struct syn_error error;
    int64_t id;
    if (!exchange_article(x, 0, &id))
        return false;
    if (store_article(x->store, x->keep, id, &out->article, &error) &&
        store_versions(x->store, x->keep, id, &out->versions, &error))
        return true;
    exchange_error(x, &error);
    return false;
}

static const struct stored_version *find_version(struct exchange *x, const struct versioned *a, int64_t number)
{
    for (uint32_t i = 0; i < a->versions.count; i++)
        if (a->versions.at[i].number == number || (!number && i + 1 == a->versions.count))
            return &a->versions.at[i];
    exchange_problem(x, 404, "The article has no version %" PRId64 "; it has %" PRIu32 ".", number, a->versions.count);
    return NULL;
}

static const struct revision_side *sides_of(struct arena *keep, const struct stored_versions *list)
{
    struct revision_side *sides = arena_new(keep, struct revision_side, list->count);
    for (uint32_t i = 0; i < list->count; i++)
        sides[i] = (struct revision_side){ list->at[i].number, { .from = list->at[i].seen, .to = list->at[i].seen + 60,
                                           .precision = WHEN_MINUTE, .zoned = true }, { NULL, 0 } };
    return sides;
}

/* ---- one, in one version ---- */

static void put_version(struct exchange *x, const struct versioned *a, const struct stored_version *version)
{
    struct syn_error error;
    struct report *report = arena_new(x->keep, struct report, 1);
    struct span known = arena_printf(x->keep, "%s %" PRId64 " %" PRId64 " %u", SYN_VERSION, version->id,
                                     a->article.story, a->versions.count);
    if (exchange_unchanged(x, known))
        return;
    struct arena own = arena_half(x->keep);
    if (!retell_report(x->store, &own, x->scratch, version->id, report, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct article_page page = { .report = report, .id = report->article.id, .versions = sides_of(&own, &a->versions),
                                 .count = a->versions.count, .shown = version->number };
    if (a->article.story)
        page.story = arena_printf(&own, "s%" PRId64, a->article.story);
    struct buffer line = buffer_in(&own);
    article_json(&line, &page);
    api_put(x, buffer_span(&line));
}

static void answer_article(struct exchange *x)
{
    struct versioned a;
    const struct stored_version *version;
    if (api_takes(x, "") && read_article(x, &a) && (version = find_version(x, &a, 0)))
        put_version(x, &a, version);
}

/* Digits alone. */
static int64_t number_of(struct span digits)
{
    int64_t n = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (!byte_is_digit(digits.at[i]) || i > 8)
            return -1;
        n = n * 10 + (digits.at[i] - '0');
    }
    return n;
}

static void answer_version(struct exchange *x)
{
    struct versioned a;
    const struct stored_version *version;
    int64_t number = number_of(x->part[1]);
    if (!api_takes(x, "") || !read_article(x, &a))
        return;
    if (number < 1)
        exchange_problem(x, 404, "A version is called by its number, from 1.");
    else if ((version = find_version(x, &a, number)))
        put_version(x, &a, version);
}

static void answer_versions(struct exchange *x)
{
    struct versioned a;
    if (!api_takes(x, "") || !read_article(x, &a))
        return;
    const struct revision_side *sides = sides_of(x->keep, &a.versions);
    struct json_writer w = api_begin(x);
    json_key(&w, "items");
    json_open(&w, '[');
    for (uint32_t i = 0; i < a.versions.count; i++) {
        json_open(&w, '{');
        part_number(&w, "version", sides[i].number);
        part_when(&w, "seen", sides[i].seen);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    api_next(x, &w, (struct span){ NULL, 0 });
    api_end(x, &w);
}

/* ---- what was changed ---- */

static void put_changes(struct exchange *x, int64_t id, uint32_t from, uint32_t to)
{
    struct syn_error error;
    struct revision_page page;
    struct revising *revising = revising_open(x->store);
    if (revise_stored(revising, id, from, to, &page, &error)) {
        revision_json(&x->answer->body, &page, true);
        api_put(x, (struct span){ NULL, 0 });
    } else {
        exchange_error(x, &error);
    }
    revising_close(revising);
}

static void answer_changes(struct exchange *x)
{
    int64_t id, from = 0, to = 0;
    if (!api_takes(x, "from to") || !exchange_number(x, "from", 1, 100000000, &from) ||
        !exchange_number(x, "to", 1, 100000000, &to) || !exchange_article(x, 0, &id))
        return;
    if (to && from > to)
        exchange_problem(x, 400, "from is the earlier version, to the later one.");
    else
        put_changes(x, id, (uint32_t)from, (uint32_t)to);
}

/* ---- what came ---- */

static void put_evidence(struct exchange *x, const struct versioned *a, const struct stored_version *version)
{
    static const char *const endings[] = { [RAW_TEXT] = "txt", [RAW_HTML] = "html", [RAW_RECORD] = "json" };
    struct syn_error error;
    struct stored_evidence evidence;
    struct arena own = arena_half(x->keep);
    if (!store_evidence(x->store, &own, x->scratch, version->id, &evidence, &error))
        exchange_error(x, &error);
    else if (evidence.elsewhere)
        exchange_problem(x, 404, "Only the place of these bytes is kept: a web archive, at byte %" PRIu64 ".",
                         evidence.raw.at);
    else
        api_file(x, evidence.raw.bytes, arena_printf(x->keep, "a%" PRId64 "-%" PRIu32 ".%s", a->article.id,
                                                     version->number, endings[evidence.raw.kind]),
                 "application/octet-stream");
}

static void answer_evidence(struct exchange *x)
{
    struct versioned a;
    const struct stored_version *version;
    int64_t number = 0;
    if (api_takes(x, "version") && exchange_number(x, "version", 1, 100000000, &number) && read_article(x, &a) &&
        (version = find_version(x, &a, number)))
        put_evidence(x, &a, version);
}

const struct route routes_api_articles[] = {
    { HTTP_GET, "/api/v1/articles/$", answer_article, 0 },
    { HTTP_GET, "/api/v1/articles/$/versions", answer_versions, 0 },
    { HTTP_GET, "/api/v1/articles/$/versions/$", answer_version, 0 },
    { HTTP_GET, "/api/v1/articles/$/changes", answer_changes, 0 },
    { HTTP_GET, "/api/v1/articles/$/evidence", answer_evidence, 0 },
    { .path = NULL }
};
