#include "store/outlet_only.h"

#include "store/retold.h"
#include "text/json.h"

enum { ONLY_STORIES = 4, ONLY_REPORTS = 60, ONLY_OF_STORY = 2 };

struct only_search only_search_begin(struct store *store, struct arena *keep, struct outlet_view *view)
{
    view->only = arena_new(keep, struct outlet_only, OUTLET_ONLY);
    return (struct only_search){ store, keep, view, 0 };
}

static uint32_t offset(struct json value)
{
    double n = json_number(value, 0);
    return n > 0 && n < UINT32_MAX ? (uint32_t)n : 0;
}

/* The first place where the statement stands, if it is the article's and no other's. */
static bool take_statement(struct only_search *s, struct json statement, struct span id, struct outlet_only *out)
{
    struct json_step step = { 0 };
    struct span key;
    struct json support;
    if (!json_next(json_member(statement, SPAN("support")), &step, &key, &support) ||
        !span_equal(json_text(s->keep, json_member(support, SPAN("report"))), id))
        return false;
    out->at = (struct mark){ offset(json_member(support, SPAN("from"))), offset(json_member(support, SPAN("to"))) };
    out->words = arena_copy(s->keep, json_text(s->keep, json_member(support, SPAN("text"))));
    return out->words.len && out->at.from < out->at.to;
}

static bool find_headline(struct only_search *s, struct arena *keep, struct outlet_only *out, struct syn_error *error)
{
    struct stored_story story;
    struct stored_article article;
    if (!store_story(s->store, keep, out->story, &story, error) ||
        !store_article(s->store, keep, out->article, &article, error))
        return false;
    out->headline = story.headline;
    out->language = article.language;
    return true;
}

static bool look_into(struct only_search *s, struct json synopsis, int64_t article, int64_t story,
                      struct syn_error *error)
{
    struct span id = arena_printf(s->keep, "a%lld", (long long)article), key;
    struct json statement;
    uint32_t found = 0;
    for (struct json_step step = { 0 }; found < ONLY_OF_STORY && s->view->only_count < OUTLET_ONLY &&
         json_next(json_member(synopsis, SPAN("statements")), &step, &key, &statement);) {
        struct outlet_only *only = &s->view->only[s->view->only_count];
        if (!span_equal(json_text(s->keep, json_member(statement, SPAN("kind"))), SPAN("unique")) ||
            !take_statement(s, statement, id, only))
            continue;
        only->article = article;
        only->story = story;
        if (!find_headline(s, s->keep, only, error))
            return false;
        found++;
        s->view->only_count++;
    }
    return true;
}

bool only_search_in(struct only_search *s, struct arena scratch, int64_t article, int64_t story, uint32_t reports,
                    struct syn_error *error)
{
    struct retold told;
    struct json synopsis;
    size_t at = 0;
    if (s->stories == ONLY_STORIES || s->view->only_count == OUTLET_ONLY || reports > ONLY_REPORTS)
        return true;
    s->stories++;
    if (!retold_read(s->store, &scratch, story, &told, error))
        return error->status == SYN_NOT_FOUND || error->status == SYN_BAD_FORMAT;
    return !json_parse(told.json, &at, &synopsis) || look_into(s, synopsis, article, story, error);
}
