#include "run/retell_listing.h"

#include "run/retell.h"

enum { AT_ONCE = 8 };                  /* stories compared before the page is looked at again */

/* Reports that a story has at least which may change the page. */
static uint32_t least_of(const struct listing_settings *settings, const struct listing_page *page)
{
    bool full = page->count == settings->most && settings->by == LISTING_ORIGINS;
    uint32_t least = full ? page->at[page->count - 1].origins + 1 : 2;
    return least > settings->reports ? least : settings->reports;
}

/* Those of the page that were not compared as they are now. */
static struct stored_ids due_of_page(struct arena *keep, const struct listing_page *page)
{
    struct stored_ids due = { arena_new(keep, int64_t, page->count), 0 };
    for (uint32_t i = 0; i < page->count; i++)
        if (page->at[i].reports > 1 && !page->at[i].told)
            due.at[due.count++] = page->at[i].id;
    return due;
}

static bool find_due(struct store *store, struct arena *keep, const struct listing_settings *settings,
                     const struct listing_page *page, struct stored_ids *due, struct syn_error *error)
{
    if (settings->by >= LISTING_ORIGINS)
        return retell_due(store, keep, settings->since, least_of(settings, page), AT_ONCE, due, error);
    *due = due_of_page(keep, page);
    return true;
}

static bool tell_some(struct retelling *r, const struct retell_listing *how, const struct stored_ids *due, int64_t now,
                      uint32_t *told, struct syn_error *error)
{
    const struct synopsis *synopsis;
    for (uint32_t i = 0; i < due->count && *told < how->most; i++) {
        if (how->progress)
            how->progress(how->context, "stories compared", *told);
        if (!retell_keep(r, due->at[i], now, &synopsis, error))
            return false;
        ++*told;
    }
    return true;
}

bool retell_listing(struct store *store, struct arena *keep, struct arena scratch,
                    const struct listing_settings *settings, const struct retell_listing *how, int64_t now,
                    struct listing_page *out, struct syn_error *error)
{
    struct retelling *r = retelling_open(store, how->threads);
    bool good = true;
    for (uint32_t told = 0, before = UINT32_MAX; good && told < how->most && told != before;) {
        struct arena own = scratch, rest = arena_half(&own);
        struct listing_page page;
        struct stored_ids due;
        before = told;
        good = listing_read(store, &own, rest, settings, now, &page, error) &&
               find_due(store, &own, settings, &page, &due, error) &&
               tell_some(r, how, &due, now, &told, error);
    }
    retelling_close(r);
    return good && listing_read(store, keep, scratch, settings, now, out, error);
}
