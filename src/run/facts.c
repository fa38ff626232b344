#include "run/facts.h"

#include <inttypes.h>
#include <stdio.h>

#include "tell/moment.h"

void facts_number(struct json_writer *w, const char *key, char letter, int64_t number)
{
    char name[32];
    snprintf(name, sizeof name, "%c%" PRId64, letter, number);
    json_key(w, key);
    if (number)
        json_put_text(w, span_of(name));
    else
        json_put_null(w);
}

void facts_instant(struct json_writer *w, const char *key, int64_t seconds)
{
    struct arena rest = *w->out->arena, scratch = arena_half(&rest);
    struct buffer time = buffer_in(&scratch);
    moment_instant(&time, seconds);
    json_key(w, key);
    json_put_text(w, buffer_span(&time));
}

static void put_text(struct json_writer *w, const char *key, struct span text)
{
    json_key(w, key);
    json_put_text(w, text);
}

static void put_count(struct json_writer *w, const char *key, uint64_t n)
{
    json_key(w, key);
    json_put_int(w, (int64_t)n);
}

void facts_addition(struct json_writer *w, const struct addition *a)
{
    static const char *const what[] = { [ADDED_NEW] = "new", [ADDED_VERSION] = "version", [ADDED_NOTHING] = "known" };
    json_open(w, '{');
    facts_number(w, "article", 'a', a->article);
    put_text(w, "what", span_of(what[a->what]));
    put_count(w, "version", a->number);
    facts_number(w, "story", 's', a->story);
    json_close(w, '}');
}

void facts_event(struct json_writer *w, const struct story_event *e)
{
    json_open(w, '{');
    put_count(w, "event", (uint64_t)e->id);
    facts_instant(w, "at", e->at);
    put_text(w, "what", span_of(story_event_label(e->kind)));
    facts_number(w, "article", 'a', e->article);
    facts_number(w, "was", 's', e->was);
    facts_number(w, "story", 's', e->story);
    json_key(w, "correction");
    if (e->hand)
        json_put_int(w, e->hand);
    else
        json_put_null(w);
    json_close(w, '}');
}

void facts_correction(struct json_writer *w, const struct correction *c)
{
    json_open(w, '{');
    put_count(w, "correction", (uint64_t)c->number);
    facts_number(w, "story", 's', c->story);
    put_count(w, "moved", c->moved);
    json_close(w, '}');
}

void facts_saved(struct json_writer *w, const struct saved_query *saved)
{
    json_open(w, '{');
    put_text(w, "name", saved->name);
    put_text(w, "query", saved->query);
    facts_instant(w, "made", saved->made);
    json_close(w, '}');
}

void facts_sizes(struct json_writer *w, const struct health_sizes *s)
{
    put_count(w, "schema", (uint64_t)s->schema);
    put_count(w, "articles", s->articles);
    put_count(w, "versions", s->versions);
    put_count(w, "stories", s->stories);
    put_count(w, "outlets", s->outlets);
    put_count(w, "events", s->events);
    put_count(w, "corrections", s->hand);
    put_count(w, "names", s->names);
    put_count(w, "figures", s->figures);
    put_count(w, "attributions", s->attributions);
    put_count(w, "bytes", s->bytes);
    put_count(w, "freeBytes", s->free_bytes);
}
