/* Places in other stories: where such a report is told on the same page, a claim leads to its very words. */
#include "tell/html_parts.h"

#include <stdio.h>

#include "base/map.h"
#include "tell/escape.h"

enum { ELSEWHERE_SHOWN = 4 };   /* of a claim, on the server's page */

struct home { uint32_t story, report; };
struct pointed { struct evidence at; uint32_t next; };   /* `next` + 1 of the same story; 0 ends */

struct html_homes {
    struct map numbers;          /* from a report's address to a place in `homes` */
    struct home *homes;
    struct pointed *places;
    uint32_t place_count, *first;   /* of each story, + 1 */
};

static const struct home *find_home(const struct html_homes *h, const struct report *report)
{
    if (!h)
        return NULL;
    const uint32_t *number = map_find(&h->numbers, (uint64_t)(uintptr_t)report);
    return number ? &h->homes[*number] : NULL;
}

static void add_places(struct html_homes *h, const struct claim *c)
{
    for (uint32_t i = 0; i < c->elsewhere_count; i++) {
        const struct home *home = find_home(h, c->elsewhere[i].report);
        if (!home)
            continue;
        h->places[h->place_count] = (struct pointed){ { home->report, c->elsewhere[i].at }, h->first[home->story] };
        h->first[home->story] = ++h->place_count;
    }
}

struct html_homes *html_homes_in(struct arena *keep, const struct synopsis *stories, size_t count)
{
    struct html_homes *h = arena_new(keep, struct html_homes, 1);
    size_t reports = 0, places = 0;
    for (size_t i = 0; i < count; i++) {
        reports += stories[i].report_count;
        for (uint32_t c = 0; c < stories[i].claim_count; c++)
            places += stories[i].claims[c].elsewhere_count;
    }
    h->numbers = map_in(keep, reports);
    h->homes = arena_new(keep, struct home, reports);
    h->places = arena_new(keep, struct pointed, places);
    h->first = arena_new(keep, uint32_t, count);
    uint32_t number = 0;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t r = 0; r < stories[i].report_count; r++, number++) {
            *map_at(&h->numbers, (uint64_t)(uintptr_t)stories[i].reports[r].report, NULL) = number;
            h->homes[number] = (struct home){ i, r };
        }
    for (size_t i = 0; i < count; i++)
        for (uint32_t c = 0; c < stories[i].claim_count; c++)
            add_places(h, &stories[i].claims[c]);
    return h;
}

void html_homes_marks(struct html_page *p)
{
    for (uint32_t i = p->homes->first[p->story]; i; i = p->homes->places[i - 1].next) {
        struct evidence e = p->homes->places[i - 1].at;
        ARENA_ROOM(p->scratch, p->marks, p->mark_count, p->mark_room);
        p->marks[p->mark_count++] = (struct html_mark){ .report = e.report, .from = e.at.from, .to = e.at.to };
    }
}

void html_story_prefix(char room[HTML_PREFIX_ROOM], uint32_t story)
{
    room[0] = '\0';
    if (story)
        snprintf(room, HTML_PREFIX_ROOM, "s%u-", story + 1);
}

/* The outlet as a link: to the place on this page, else to where the report came from, else none. */
static void put_link(struct html_page *p, const struct elsewhere *e)
{
    const struct article *a = &e->report->article;
    const struct home *home = find_home(p->homes, e->report);
    struct span name = a->outlet.len ? a->outlet : a->id;
    if (p->site) {
        html_print(p, "<a class=\"src\" href=\"/articles/%q?at=%u-%u#at\"><bdi>%t</bdi></a>", a->id, e->at.from,
                   e->at.to, name);
    } else if (home) {
        char prefix[HTML_PREFIX_ROOM];
        html_story_prefix(prefix, home->story);
        html_print(p, "<a class=\"src\" href=\"#%sr%u-%u-%u\"><bdi>%t</bdi></a>", prefix, home->report, e->at.from,
                   e->at.to, name);
    } else if (escape_may_link(a->url)) {
        html_print(p, "<a class=\"src\" rel=\"noopener noreferrer nofollow\" href=\"");
        escape_url(p->out, a->url);
        html_print(p, "\"><bdi>%t</bdi></a>", name);
    } else {
        html_print(p, "<bdi>%t</bdi>", name);
    }
}

void html_elsewhere(struct html_page *p, const struct claim *c)
{
    if (!c->elsewhere_count)
        return;
    html_print(p, " <details><summary>%w ", WORD_ALSO_IN);
    html_count(p, WORD_REPORTS_COUNTED, c->elsewhere_count, 0, 0);
    html_print(p, "</summary><ul>");
    for (uint32_t i = 0; i < c->elsewhere_count && !(p->site && i == ELSEWHERE_SHOWN); i++) {
        const struct elsewhere *e = &c->elsewhere[i];
        html_print(p, "<li>");
        put_link(p, e);
        html_print(p, " <span class=\"words\"><q");
        html_language_of(p, e->report);
        html_print(p, ">%t</q></span>", mark_span(e->report->article.text, e->at));
        if (!p->site)
            html_print(p, " <small>%t, %u–%u</small>",
                       e->report->article.file.len ? e->report->article.file : e->report->article.id, e->at.from,
                       e->at.to);
        html_print(p, "</li>");
    }
    html_print(p, "</ul></details>");
}
