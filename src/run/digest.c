#include "run/digest.h"

#include <stdlib.h>

#include "run/retell.h"
#include "store/listing.h"
#include "tell/digest_story.h"

struct making {
    struct store *store;
    struct arena *keep;
    const struct digest_settings *settings;
    struct retelling *retelling;
    struct region scratch;
    uint32_t most, compared;
    bool keeps;                        /* so far, what was compared could be kept */
    struct digest *out;
};

static bool list_stories(struct making *m, struct arena *keep, struct listing_page *page, struct syn_error *error)
{
    const struct digest_settings *s = m->settings;
    struct listing_settings settings = { .by = LISTING_LARGEST, .since = s->since, .until = s->until,
                                         .language = s->language, .reports = s->least ? s->least : 2,
                                         .most = DIGEST_LISTED };
    return listing_read(m->store, keep, m->scratch.arena, &settings, s->now, page, error);
}

/* No more accounts than these. */
static uint32_t bound(const struct stored_story *story) { return story->told ? story->origins : story->reports; }

/* The accounts of the last story that will be shown, as far as it is known now. */
static uint32_t last_shown(const struct digest *d, uint32_t most)
{
    return d->count < most ? 0 : d->stories[most - 1].origins;
}

/* Whether it could still be shown: on a tie larger stories win, and those came before. */
static bool may_show(const struct making *m, const struct stored_story *story)
{
    return m->out->count < m->most || bound(story) > last_shown(m->out, m->most) ||
           (bound(story) == last_shown(m->out, m->most) && story->reports >= m->out->stories[m->most - 1].reports);
}

/* What cannot be kept, since the store may only be read or others write to it without end, is told all the same. */
static bool retell_story(struct making *m, int64_t story, const struct synopsis **synopsis, struct syn_error *error)
{
    struct syn_error none;
    m->keeps = m->keeps && retell_keep(m->retelling, story, m->settings->now, synopsis, &none);
    return m->keeps || retell(m->retelling, story, synopsis, error);
}

static bool compare(struct making *m, int64_t story, struct syn_error *error)
{
    const struct synopsis *synopsis;
    if (!retell_story(m, story, &synopsis, error))
        return false;
    digest_story_of(&m->out->stories[m->out->count++], m->keep, m->scratch.arena, synopsis);
    qsort(m->out->stories, m->out->count, sizeof *m->out->stories, digest_story_order);
    m->compared++;
    if (m->settings->progress)
        m->settings->progress(m->settings->context, "stories compared", m->compared);
    return true;
}

static bool compare_all(struct making *m, const struct listing_page *page, struct syn_error *error)
{
    uint32_t most = m->most * DIGEST_COMPARED;
    m->out->stories = arena_new(m->keep, struct digest_story, most < page->count ? most : page->count);
    for (uint32_t i = 0; i < page->count && m->compared < most; i++)
        if (may_show(m, &page->at[i]) && !compare(m, page->at[i].id, error))
            return false;
    if (m->out->count > m->most)
        m->out->count = m->most;
    m->out->more = page->count - m->out->count;
    return true;
}

bool digest_make(struct store *store, struct arena *keep, const struct digest_settings *settings, struct digest *out,
                 struct syn_error *error)
{
    struct making m = { .store = store, .keep = keep, .settings = settings, .out = out, .keeps = true,
                        .most = settings->most ? settings->most : DIGEST_STORIES };
    struct region list = region_open((size_t)1 << 28);
    struct listing_page page;
    *out = (struct digest){ .since = settings->since, .until = settings->until, .language = settings->language };
    m.scratch = region_open((size_t)1 << 30);
    m.retelling = retelling_open(store, settings->threads);
    bool good = list_stories(&m, &list.arena, &page, error) && compare_all(&m, &page, error);
    retelling_close(m.retelling);
    region_close(&m.scratch);
    region_close(&list);
    return good;
}
