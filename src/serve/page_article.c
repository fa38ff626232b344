/* One report: its text with what its story says about it, its versions, what changed from one to another. */
#include "run/revise.h"
#include "serve/exchange.h"
#include "store/outlets.h"
#include "store/rows.h"
#include "tell/site_article.h"

/* ---- what is asked ---- */

static bool parse_offset(struct span s, size_t *at, uint32_t *out)
{
    uint64_t n = 0;
    size_t from = *at;
    for (; *at < s.len && byte_is_digit(s.at[*at]) && *at - from < 10; ++*at)
        n = n * 10 + (uint64_t)(s.at[*at] - '0');
    *out = n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
    return *at > from;
}

/* "120-180"; false: it has been answered. */
static bool parse_place(struct exchange *x, struct mark *out)
{
    struct span said = exchange_query(x, "at");
    size_t at = 0;
    *out = (struct mark){ 0, 0 };
    if (!said.len)
        return true;
    bool good = parse_offset(said, &at, &out->from) && at < said.len && said.at[at++] == '-' &&
                parse_offset(said, &at, &out->to) && at == said.len && out->from < out->to;
    if (good)
        return true;
    exchange_problem(x, 400, "at takes two places in bytes of the text, such as 120-180.");
    return false;
}

struct asked {
    struct stored_article article;
    struct stored_versions versions;
    uint32_t shown;                    /* place in `versions` */
    struct stored_story story;         /* id 0: none */
    struct told_story told;
    struct article text;
};

static struct revision_side *sides_of(struct exchange *x, const struct stored_versions *versions)
{
    struct revision_side *sides = arena_new(x->keep, struct revision_side, versions->count);
    for (uint32_t i = 0; i < versions->count; i++) {
        int64_t seen = versions->at[i].seen;
        sides[i].number = versions->at[i].number;
        sides[i].seen = (struct when){ .from = seen, .to = seen + 60, .precision = WHEN_MINUTE, .zoned = true };
    }
    return sides;
}

/* False: it has been answered. */
static bool read_article(struct exchange *x, struct asked *a)
{
    struct syn_error error;
    int64_t id, number = 0;
    if (!exchange_article(x, 0, &id))
        return false;
    if (!store_article(x->store, x->keep, id, &a->article, &error) ||
        !store_versions(x->store, x->keep, id, &a->versions, &error) ||
        (a->article.story && !store_story(x->store, x->keep, a->article.story, &a->story, &error))) {
        exchange_error(x, &error);
        return false;
    }
    for (uint32_t i = 0; i < a->versions.count; i++)
        if (a->versions.at[i].id == a->article.version)
            a->shown = i;
    if (!exchange_number(x, "version", 1, UINT32_MAX, &number))
        return false;
    for (uint32_t i = 0; number && i < a->versions.count; i++)
        if (a->versions.at[i].number == number) {
            a->shown = i;
            return true;
        }
    if (number)
        exchange_problem(x, 404, "Article a%lld has no version %lld; it has %u.", (long long)id, (long long)number,
                         a->versions.count);
    return !number;
}

/* ---- what is shown ---- */

static uint32_t report_of(const struct synopsis *s, struct span id)
{
    for (uint32_t i = 0; i < s->report_count; i++)
        if (span_equal(s->reports[i].report->article.id, id))
            return i;
    return UINT32_MAX;
}

static uint32_t number_of(const struct stored_versions *versions, int64_t id)
{
    for (uint32_t i = 0; i < versions->count; i++)
        if (versions->at[i].id == id)
            return versions->at[i].number;
    return 0;
}

/* ---- what its story says ---- */

static bool holds(struct evidences list, uint32_t report, struct mark at)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.at[i].report == report && list.at[i].at.from == at.from && list.at[i].at.to == at.to)
            return true;
    return false;
}

static bool is_at(struct evidence e, uint32_t report, struct mark at)
{
    return holds((struct evidences){ &e, 1 }, report, at);
}

static bool is_value(const struct synopsis *s, uint32_t report, struct mark at)
{
    for (uint32_t i = 0; i < s->difference_count; i++)
        for (uint32_t j = 0; j < s->differences[i].count; j++)
            if (is_at(s->differences[i].values[j].at, report, at))
                return true;
    for (uint32_t i = 0; i < s->quote_count; i++)
        for (uint32_t j = 0; j < s->quotes[i].count; j++)
            if (is_at(s->quotes[i].variants[j].words, report, at))
                return true;
    return false;
}

/* Whether the story points to this place. */
static bool is_evidence(const struct synopsis *s, uint32_t report, struct mark at)
{
    for (uint32_t i = 0; i < s->claim_count; i++)
        if (holds(s->claims[i].support, report, at) || is_at(s->claims[i].wording, report, at))
            return true;
    for (uint32_t i = 0; i < s->happening_count; i++)
        if (holds(s->timeline[i].support, report, at) || is_at(s->timeline[i].wording, report, at))
            return true;
    return is_value(s, report, at) || is_at(s->who, report, at) || is_at(s->what, report, at) ||
           is_at(s->where, report, at) || holds(s->one_source_at, report, at);
}

/* In a page of HTML what its outlet prints under all the reports of a story is taken out of the text that the story is
 * compared by (extract/standing.h), and places behind it are others.  So the report is shown as its story has it, but
 * where a place is asked for that is none of the story's: then it is one in the text as it is kept. */
static bool is_cut_for_story(const struct asked *a, const struct article *told, const struct site_article *page)
{
    bool current = !a->told.stale && a->versions.at[a->shown].id == a->article.version;
    return current && told->flags & ARTICLE_HTML && told->text.len < a->text.text.len &&
           (!mark_length(page->at) || is_evidence(page->synopsis, page->report, page->at));
}

static void show_as_told(const struct article *told, struct site_article *page)
{
    page->told = SITE_TOLD;
    page->article = told;
    page->figure_count = page->saying_count = page->name_count = 0;   /* their places are in the text as it is kept */
}

/* What the story says stands over this very text, or nowhere. */
static void set_told(struct asked *a, struct site_article *page)
{
    page->synopsis = &a->told.synopsis;
    page->report = report_of(page->synopsis, page->id);
    page->told_version = number_of(&a->versions, a->article.version);
    if (page->report == UINT32_MAX) {
        page->told = SITE_NOT_IN_TOLD;
        return;
    }
    const struct article *told = &page->synopsis->reports[page->report].report->article;
    if (span_equal(told->text, a->text.text))
        page->told = SITE_TOLD;
    else if (is_cut_for_story(a, told, page))
        show_as_told(told, page);
    else
        page->told = SITE_OTHER_VERSION;
}

static struct site_figure *figures_of(struct exchange *x, const struct rows *rows)
{
    struct site_figure *out = arena_new(x->keep, struct site_figure, rows->figure_count);
    for (uint32_t i = 0; i < rows->figure_count; i++)
        out[i].at = rows->figures[i].at;
    return out;
}

static struct site_saying *sayings_of(struct exchange *x, const struct rows *rows)
{
    struct site_saying *out = arena_new(x->keep, struct site_saying, rows->attribution_count);
    for (uint32_t i = 0; i < rows->attribution_count; i++) {
        const struct row_attribution *row = &rows->attributions[i];
        out[i] = (struct site_saying){ row->content, row->speaker, row->kind != ATTRIBUTION_INDIRECT };
    }
    return out;
}

static struct site_name *names_of(struct exchange *x, const struct rows *rows)
{
    struct site_name *out = arena_new(x->keep, struct site_name, rows->name_count);
    for (uint32_t i = 0; i < rows->name_count; i++)
        out[i] = (struct site_name){ rows->names[i].name, rows_places(x->keep, rows->names[i].places) };
    return out;
}

static bool read_findings(struct exchange *x, int64_t version, struct site_article *page)
{
    struct syn_error error;
    struct rows rows;
    if (!rows_read(store_database(x->store), x->keep, version, &rows, &error)) {
        exchange_error(x, &error);
        return false;
    }
    page->figures = figures_of(x, &rows);
    page->sayings = sayings_of(x, &rows);
    page->names = names_of(x, &rows);
    page->figure_count = rows.figure_count;
    page->saying_count = rows.attribution_count;
    page->name_count = rows.name_count;
    return true;
}

static bool is_known(struct exchange *x, const struct asked *a, bool ready)
{
    struct span target = x->request->target;
    struct span parts = arena_printf(x->keep, "%.*s %lld %lld %u %d", (int)target.len, target.at,
                                     (long long)a->article.version, (long long)a->story.id, a->story.revision, ready);
    return exchange_unchanged(x, parts);
}

static void put_article(struct exchange *x, struct site_article *content)
{
    struct site_page page = { .title = content->article->title.len ? content->article->title : content->id,
                              .part = SITE_STORIES };
    exchange_page(x, &page);
    site_article(&x->answer->body, x->scratch, content);
    exchange_page_end(x, &page);
}

/* False: it has been answered. */
static bool read_text(struct exchange *x, struct asked *a, struct site_article *page)
{
    struct syn_error error;
    const struct stored_version *version = &a->versions.at[a->shown];
    if (!store_body(x->store, x->keep, x->scratch, version->id, &a->text, &error) ||
        !outlets_find(x->store, a->text.outlet, &page->outlet, &error)) {
        exchange_error(x, &error);
        return false;
    }
    page->article = &a->text;
    page->id = a->text.id;
    page->versions = sides_of(x, &a->versions);
    page->version_count = a->versions.count;
    page->shown = version->number;
    if (a->story.id) {
        page->story = arena_printf(x->keep, "s%lld", (long long)a->story.id);
        page->headline = a->story.headline;
        page->told = SITE_NOT_COMPARED;
    }
    return read_findings(x, version->id, page);
}

/* A story that would have to be compared first is left to who asks for that: the report itself is there at once. */
static void answer_article(struct exchange *x)
{
    struct asked a = { .shown = 0 };
    struct site_article page = { .told = SITE_NO_STORY };
    if (!read_article(x, &a) || !parse_place(x, &page.at))
        return;
    bool ready = a.story.id && (exchange_query(x, "compare").len || told_is_ready(x->told, a.story.id));
    if (is_known(x, &a, ready) || (ready && !exchange_told(x, a.story.id, &a.told)) || !read_text(x, &a, &page))
        return;
    if (ready)
        set_told(&a, &page);
    put_article(x, &page);
}

/* ---- what changed ---- */

static void put_changes(struct exchange *x, const struct revision_page *changes, const struct stored_versions *versions)
{
    struct span title = changes->revision->after->article.title;
    struct site_page page = { .title = title.len ? title : changes->article, .part = SITE_STORIES };
    exchange_page(x, &page);
    site_changes(&x->answer->body, x->scratch, changes, sides_of(x, versions), versions->count);
    exchange_page_end(x, &page);
}

static void answer_changes(struct exchange *x)
{
    struct syn_error error;
    struct stored_versions versions;
    struct revision_page changes;
    int64_t id, from = 0, to = 0;
    if (!exchange_article(x, 0, &id) || !exchange_number(x, "from", 1, UINT32_MAX, &from) ||
        !exchange_number(x, "to", 1, UINT32_MAX, &to))
        return;
    struct revising *revising = revising_open(x->store);
    if (!store_versions(x->store, x->keep, id, &versions, &error) ||
        !revise_stored(revising, id, (uint32_t)from, (uint32_t)to, &changes, &error))
        exchange_error(x, &error);
    else
        put_changes(x, &changes, &versions);
    revising_close(revising);
}

const struct route routes_article[] = {
    { HTTP_GET, "/articles/$", answer_article, 0 },
    { HTTP_GET, "/articles/$/changes", answer_changes, ROUTE_SLOW },
    { .path = NULL }
};
