/* The drop box: what is given is compared and shown, and kept only where that is asked for, with a token. */
#include "base/base64.h"
#include "run/drop.h"
#include "serve/exchange.h"
#include "tell/html.h"
#include "tell/markup.h"
#include "tell/site_compare.h"
#include "tell/tell.h"
#include "text/json.h"

enum {
    AGAIN_MOST = 192 << 10,            /* bytes given, for them to stand in the page once more */
    FILLED_MOST = 64 << 10             /* of texts that are put back into the form */
};

/* ---- the form ---- */

static struct site_drop form_of(const struct exchange *x)
{
    struct span text = exchange_form(x, "text"), addresses = exchange_form(x, "addresses");
    return (struct site_drop){
        .fetches = x->settings->fetch, .keeps = x->writes, .one_story = exchange_form(x, "one").len != 0,
        .text = text.len <= FILLED_MOST ? text : SPAN(""),
        .addresses = addresses.len <= FILLED_MOST ? addresses : SPAN(""),
        .reports_most = DROP_REPORTS_MOST, .megabytes_most = DROP_TEXT_MOST >> 20,
        .body_megabytes_most = HTTP_BODY_MOST >> 20, .addresses_most = DROP_ADDRESSES_MOST
    };
}

static void begin_page(struct exchange *x, struct site_page *page)
{
    struct site_drop form = form_of(x);
    *page = (struct site_page){ .title = span_of(word_text(WORD_COMPARE_TITLE)), .part = SITE_COMPARE,
                                .here = SPAN("/compare"), .wide = true };
    exchange_page(x, page);
    markup(&x->answer->body, "<div class=\"wrap page dropbox\">\n<h1 class=\"ui\">%w</h1>\n<p class=\"small\">%w</p>\n",
           WORD_COMPARE_TITLE, WORD_COMPARE_NOTE);
    site_drop_form(&x->answer->body, &form);
}

static void answer_form(struct exchange *x)
{
    struct site_page page;
    begin_page(x, &page);
    markup(&x->answer->body, "</div>\n");
    exchange_page_end(x, &page);
}

/* ---- what is given ---- */

struct given { struct drop_input *at; uint32_t count; size_t bytes; };

static void give(struct given *g, struct drop *drop, struct drop_input input)
{
    g->bytes += input.bytes.len;
    g->at[g->count++] = input;
    drop_add(drop, &input);
}

/* What the page before held: an array of what was given then. */
static void give_again(struct exchange *x, struct given *g, struct drop *drop, struct span letters)
{
    struct json all, one;
    struct json_step step = { 0 };
    struct span key;
    size_t at = 0;
    if (!letters.len || !json_parse(letters, &at, &all) || all.kind != JSON_ARRAY)
        return;
    while (g->count < DROP_REPORTS_MOST && json_next(all, &step, &key, &one)) {
        struct drop_input input = { .name = json_text(x->keep, json_member(one, SPAN("name"))),
                                    .url = json_text(x->keep, json_member(one, SPAN("url"))) };
        if (base64_decode(x->keep, json_text(x->keep, json_member(one, SPAN("bytes"))), &input.bytes))
            give(g, drop, input);
    }
}

static void give_files(struct exchange *x, struct given *g, struct drop *drop)
{
    const struct http_fields *form = &x->request->form;
    for (uint32_t i = 0; i < form->count && g->count < DROP_REPORTS_MOST; i++) {
        const struct http_field *f = &form->at[i];
        bool chosen = f->file.len || f->value.len;
        if (chosen && span_equal(f->name, SPAN("files")))
            give(g, drop, (struct drop_input){ .bytes = f->value, .name = f->file });
    }
}

static struct given give_all(struct exchange *x, struct drop *drop)
{
    struct given g = { arena_new(x->keep, struct drop_input, DROP_REPORTS_MOST), 0, 0 };
    give_files(x, &g, drop);
    give_again(x, &g, drop, exchange_form(x, "again"));
    drop_add_pasted(drop, exchange_form(x, "text"));
    drop_add_addresses(drop, exchange_form(x, "addresses"));
    return g;
}

/* All that was read, as what was given: pasted texts and fetched pages are among it. */
static struct span pack_again(struct exchange *x, const struct given *g, const struct drop *drop)
{
    struct buffer out = buffer_in(&x->scratch);
    struct json_writer writer = json_writer(&out, 0), *w = &writer;
    size_t bytes = g->bytes;
    for (uint32_t i = 0; i < drop->document_count; i++)
        bytes += drop->documents[i].bytes.len;
    if (bytes > 2 * AGAIN_MOST)
        return (struct span){ NULL, 0 };
    json_open(w, '[');
    for (uint32_t i = 0; i < drop->document_count; i++) {
        const struct raw_document *raw = &drop->documents[i];
        struct buffer letters = buffer_in(x->keep);
        base64_encode(&letters, raw->bytes);
        json_open(w, '{');
        json_key(w, "name");
        json_put_text(w, raw->kind == RAW_RECORD ? arena_printf(x->keep, "%.*s.jsonl", (int)raw->name.len, raw->name.at)
                                                 : raw->name);
        json_key(w, "url");
        json_put_text(w, raw->url);
        json_key(w, "bytes");
        json_put_text(w, buffer_span(&letters));
        json_close(w, '}');
    }
    json_close(w, ']');
    return buffer_span(&out);
}

/* ---- what came of it ---- */

static struct span *problems_of(struct exchange *x, const struct drop *drop)
{
    struct span *out = arena_new(x->keep, struct span, drop->problem_count);
    for (uint32_t i = 0; i < drop->problem_count; i++)
        out[i] = drop->problems[i].text;
    return out;
}

static void put_result(struct exchange *x, const struct drop *drop, const struct given *g)
{
    struct site_page page;
    begin_page(x, &page);
    struct site_dropped dropped = {
        .reports = drop->reports, .stories = (unsigned)drop->story_count, .problems = problems_of(x, drop),
        .problem_count = drop->problem_count, .problems_more = drop->problems_more, .keeps = x->writes,
        .again = pack_again(x, g, drop), .one_story = exchange_form(x, "one").len != 0
    };
    site_drop_result(&x->answer->body, &dropped);
    markup(&x->answer->body, "</div>\n");
    if (drop->story_count)
        html_stories(&x->answer->body, x->scratch, drop->stories, drop->story_count);
    exchange_page_end(x, &page);
}

/* As the command line writes it: a story a line. */
static void put_json(struct exchange *x, const struct drop *drop)
{
    for (size_t i = 0; i < drop->story_count; i++) {
        tell_json(&x->answer->body, &drop->stories[i]);
        if (x->answer->body.len && x->answer->body.at[x->answer->body.len - 1] != '\n')
            buffer_byte(&x->answer->body, '\n');
    }
    x->answer->type = SPAN("application/jsonl");
    x->answer->file = SPAN("comparison.jsonl");
}

static void put_markdown(struct exchange *x, const struct drop *drop)
{
    for (size_t i = 0; i < drop->story_count; i++) {
        buffer_text(&x->answer->body, i ? "\n" : "");
        tell_markdown(&x->answer->body, &drop->stories[i]);
    }
    x->answer->type = SPAN("text/markdown; charset=utf-8");
    x->answer->file = SPAN("comparison.md");
}

static struct drop *open_drop(struct exchange *x)
{
    struct drop_settings settings = { .threads = x->settings->threads, .fetch = x->settings->fetch,
                                      .one_story = exchange_form(x, "one").len != 0 };
    return drop_open(&settings);
}

static void answer_compare(struct exchange *x)
{
    struct syn_error error;
    struct drop *drop = open_drop(x);
    struct given g = give_all(x, drop);
    struct span as = exchange_form(x, "as");
    if (!drop_compare(drop, &error))
        exchange_error(x, &error);
    else if (drop->story_count && span_equal(as, SPAN("json")))
        put_json(x, drop);
    else if (drop->story_count && span_equal(as, SPAN("markdown")))
        put_markdown(x, drop);
    else
        put_result(x, drop, &g);
    drop_close(drop);
}

/* ---- keeping ---- */

static struct site_kept_story *stories_of(struct exchange *x, const struct stored_ids *ids)
{
    struct site_kept_story *out = arena_new(x->keep, struct site_kept_story, ids->count);
    for (uint32_t i = 0; i < ids->count; i++) {
        struct stored_story story = { .id = 0 };
        struct syn_error ignored;
        store_story(x->store, x->keep, ids->at[i], &story, &ignored);
        out[i] = (struct site_kept_story){ arena_printf(x->keep, "s%lld", (long long)ids->at[i]), story.headline };
    }
    return out;
}

static void put_kept(struct exchange *x, const struct drop *drop, const struct drop_kept *kept)
{
    struct site_page page;
    begin_page(x, &page);
    struct site_kept told = { .reports = kept->articles.count, .fresh = kept->fresh,
                              .stories = stories_of(x, &kept->stories), .story_count = kept->stories.count,
                              .problems = problems_of(x, drop), .problem_count = drop->problem_count,
                              .problems_more = drop->problems_more };
    site_drop_kept(&x->answer->body, &told);
    markup(&x->answer->body, "</div>\n");
    exchange_page_end(x, &page);
}

static void answer_keep(struct exchange *x)
{
    struct syn_error error;
    struct drop_kept kept;
    struct store *store = exchange_writer(x);
    if (!store)
        return;
    struct drop *drop = open_drop(x);
    give_all(x, drop);
    if (drop_keep(drop, store, x->now, &kept, &error))
        put_kept(x, drop, &kept);
    else
        exchange_error(x, &error);
    drop_close(drop);
}

const struct route routes_compare[] = {
    { HTTP_GET, "/compare", answer_form, 0 },
    { HTTP_POST, "/compare", answer_compare, ROUTE_SLOW },
    { HTTP_POST, "/compare/keep", answer_keep, ROUTE_SLOW | ROUTE_WRITES },
    { .path = NULL }
};
