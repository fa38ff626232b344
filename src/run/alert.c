#include "run/alert.h"

#include <inttypes.h>
#include <string.h>

#include "base/calendar.h"
#include "run/retell.h"
#include "store/saved.h"
#include "store/search_find.h"
#include "tell/alert.h"
#include "tell/digest_story.h"

enum { LOOKED_AT_ONCE = 2000, BACK_OFF_FIRST = 60, BACK_OFF_MOST = 6 * 3600, FOLLOW_AT_ONCE = 1000, TRY_BACK = 5000 };

struct alerting {
    struct store *store;
    struct database *db;
    const struct alert_settings *settings;
    const struct alert_hooks *hooks;
    struct alert_sender *sender;
    struct retelling *retelling;       /* NULL until a story is compared */
    uint32_t most, retold;
    struct alert_counts counts;
    struct region work, scratch;
    struct arena *keep;                /* of `work`: for one delivery */
};

/* What there is to tell, and how the alert stands when it has been told. */
struct news {
    struct alert after;
    struct span *items;                /* JSON */
    uint32_t count;
    struct alert_stories seen;
    bool more;
    struct span story;                 /* "s4": the story it looks at, as it is called now */
};

/* ---- items ---- */

static struct span number_name(struct alerting *a, char letter, int64_t number)
{
    return arena_printf(a->keep, "%c%" PRId64, letter, number);
}

/* As much of a text as a summary has. */
static struct span begin_of(struct span text)
{
    size_t end = ALERT_SUMMARY_MAX;
    text = span_trim(text);
    if (text.len <= ALERT_SUMMARY_MAX)
        return text;
    while (end && !byte_is_blank(text.at[end]))
        end--;
    for (end = end ? end : ALERT_SUMMARY_MAX; end && ((unsigned char)text.at[end] & 0xc0) == 0x80;)
        end--;
    return span_cut(text, 0, end);
}

static struct span summary_of(const struct article *article)
{
    if (article->lede.len)
        return begin_of(article->lede);
    for (uint32_t i = 0; i < article->blocks.count; i++)
        if (article->blocks.at[i].kind == BLOCK_PARAGRAPH || article->blocks.at[i].kind == BLOCK_LEDE)
            return begin_of(mark_span(article->text, article->blocks.at[i].at));
    return (struct span){ 0 };
}

/* The story's state, and its headline where no article's stands there. */
static bool fill_story(struct alerting *a, struct alert_item *item, int64_t id, struct syn_error *error)
{
    struct stored_story story;
    if (!store_story(a->store, a->keep, id, &story, error))
        return false;
    item->story = number_name(a, 's', id);
    item->reports = story.reports;
    item->told = story.told;
    item->origins = story.origins;
    item->conflicts = story.conflicts;
    if (!item->title.len)
        item->title = story.headline;
    return true;
}

static void put_item(struct alerting *a, struct news *news, const struct alert_item *item)
{
    struct buffer out = buffer_in(a->keep);
    tell_alert_item(&out, item);
    news->items[news->count++] = buffer_span(&out);
}

static bool put_article(struct alerting *a, struct news *news, int64_t id, uint32_t version, struct syn_error *error)
{
    struct stored_article stored;
    struct article article;
    if (!store_article(a->store, a->keep, id, &stored, error) ||
        !store_body(a->store, a->keep, a->scratch.arena, stored.version, &article, error))
        return false;
    struct span known_by = version ? arena_printf(a->keep, "%.*s#%u", (int)stored.key.len, stored.key.at, version)
                                   : stored.key;
    struct alert_item item = {
        .id = atom_id_of(version ? SPAN("version") : SPAN("article"), known_by),
        .what = version ? SPAN("change") : SPAN("report"), .article = number_name(a, 'a', id), .version = version,
        .title = stored.title, .outlet = stored.outlet, .byline = article.byline, .url = stored.url,
        .language = stored.language, .summary = summary_of(&article),
        .published = when_known(article.published) ? article.published : stored.published,
        .seen = version ? a->settings->now : stored.first_seen
    };
    if (stored.story && !fill_story(a, &item, stored.story, error))
        return false;
    put_item(a, news, &item);
    return true;
}

/* What holds the store apart from others: its first article's key, and the story's number in it. */
static bool story_known_by(struct alerting *a, int64_t story, struct span what, uint32_t count, struct span *out,
                           struct syn_error *error)
{
    struct stored_article first;
    if (!store_article(a->store, a->keep, 1, &first, error))
        return false;
    *out = arena_printf(a->keep, "s%" PRId64 " %.*s %u %.*s", story, (int)what.len, what.at, count, (int)first.key.len,
                        first.key.at);
    return true;
}

/* "people hurt: “At least nine” (Orvane Wire), “Fourteen” (Radio Pellen)" */
static struct span tell_conflict(struct alerting *a, const struct synopsis *synopsis)
{
    struct digest_story told;
    struct buffer out = buffer_in(a->keep);
    struct arena halves = a->scratch.arena, keep = arena_half(&halves);
    digest_story_of(&told, &keep, halves, synopsis);
    if (!told.shown_count || told.shown[0].label != DIFFERENCE_CONFLICT)
        return (struct span){ 0 };
    buffer_put(&out, told.shown[0].slot);
    for (uint32_t i = 0; i < told.shown[0].count; i++) {
        const struct digest_words *said = &told.shown[0].sides[i].said;
        buffer_printf(&out, "%s “%.*s” (%.*s)", i ? "," : ":", (int)said->words.len, said->words.at,
                      (int)said->outlet.len, said->outlet.at);
    }
    return arena_copy(a->keep, buffer_span(&out));
}

static bool put_story(struct alerting *a, struct news *news, const struct alert_story *seen, struct span what,
                      struct span summary, struct syn_error *error)
{
    struct alert_item item = { .what = what, .seen = a->settings->now, .summary = summary };
    struct span known_by;
    uint32_t count = span_equal(what, SPAN("conflict")) ? seen->conflicts : news->after.least;
    if (!story_known_by(a, seen->story, what, count, &known_by, error) ||
        !fill_story(a, &item, seen->story, error))
        return false;
    item.id = atom_id_of(SPAN("story"), known_by);
    put_item(a, news, &item);
    return true;
}

/* ---- reports and versions ---- */

static bool new_matches(struct alerting *a, const struct alert *alert, uint32_t most, struct stored_ids *ids,
                        int64_t *seen, struct syn_error *error)
{
    struct span query;
    return saved_resolve(a->store, a->keep, alert->search, &query, error) &&
           search_new(a->store, a->keep, a->scratch.arena, query, a->settings->now, alert->article, most, ids, seen,
                      error);
}

static bool from_search(struct alerting *a, struct news *news, struct syn_error *error)
{
    struct stored_ids ids;
    int64_t seen;
    if (!new_matches(a, &news->after, a->most + 1, &ids, &seen, error))
        return false;
    news->more = ids.count > a->most;
    if (news->more)
        ids.count = a->most;
    for (uint32_t i = 0; i < ids.count; i++)
        if (!put_article(a, news, ids.at[i], 0, error))
            return false;
    news->after.article = news->more ? ids.at[ids.count - 1] : seen;
    return true;
}

/* The story may have been merged into another: that one is followed then. */
static bool present_story(struct alerting *a, int64_t story, int64_t *now, struct syn_error *error)
{
    return store_find_story(a->store, number_name(a, 's', story), now, error);
}

static bool from_story(struct alerting *a, struct news *news, struct syn_error *error)
{
    struct alert_arrivals list;
    struct alert *after = &news->after;
    int64_t story, last, merged_from;
    if (!present_story(a, after->story, &story, error))
        return false;
    merged_from = story != after->story ? after->story : 0;
    if (!alert_new_in_story(a->db, a->keep, story, merged_from, after->event, a->most + 1, &list, &last, error))
        return false;
    news->more = list.count > a->most;
    if (news->more)
        last = list.at[--list.count - 1].event;
    for (uint32_t i = 0; i < list.count; i++)
        if (!put_article(a, news, list.at[i].article, 0, error))
            return false;
    after->event = last;
    /* While some are left that came by the merging, it must still be known where from. */
    after->story = news->more ? after->story : story;
    return true;
}

static bool from_versions(struct alerting *a, struct news *news, struct syn_error *error)
{
    struct alert_versions list;
    int64_t article, last;
    if (!alert_last(a->db, &article, &last, error) ||
        !alert_new_versions(a->db, a->keep, news->after.id, news->after.version, a->most + 1, &list, error))
        return false;
    news->more = list.count > a->most;
    if (news->more)
        list.count = a->most;
    for (uint32_t i = 0; i < list.count; i++)
        if (!put_article(a, news, list.at[i].article, list.at[i].number, error))
            return false;
    news->after.version = news->more ? list.at[list.count - 1].version : last;
    return true;
}

/* ---- stories ---- */

static bool compare(struct alerting *a, int64_t story, const struct synopsis **synopsis, struct syn_error *error)
{
    if (!a->retelling)
        a->retelling = retelling_open(a->store, a->settings->threads);
    a->retold++;
    return retell_keep(a->retelling, story, a->settings->now, synopsis, error);
}

/* How the story is now; *fires: what is waited for has come. */
static bool look_at(struct alerting *a, struct news *news, struct alert_story *seen, bool *fires, struct span *summary,
                    struct syn_error *error)
{
    const struct alert *alert = &news->after;
    struct stored_story story;
    const struct synopsis *synopsis = NULL;
    struct alert_story was = *seen;
    bool on_size = alert->condition == ALERT_ON_SIZE, on_conflicts = alert->condition == ALERT_ON_CONFLICTS;
    uint32_t least = on_conflicts ? 2 : alert->least;
    if (!store_story(a->store, a->keep, seen->story, &story, error))
        return false;
    seen->revision = story.revision;
    seen->reports = story.reports;
    if (!on_size && story.reports >= least) {
        if ((on_conflicts || !story.told) && !compare(a, seen->story, &synopsis, error))
            return false;
        if (synopsis && !store_story(a->store, a->keep, seen->story, &story, error))
            return false;
        seen->origins = story.origins;
        seen->conflicts = story.conflicts;
    }
    *fires = on_size        ? seen->reports >= least && was.reports < least
             : on_conflicts ? seen->conflicts > was.conflicts
                            : seen->origins >= least && was.origins < least;
    *summary = *fires && on_conflicts ? tell_conflict(a, synopsis) : (struct span){ 0 };
    return true;
}

static bool from_stories(struct alerting *a, struct news *news, struct syn_error *error)
{
    static const char *const whats[] = { [ALERT_ON_SIZE] = "size", [ALERT_ON_ORIGINS] = "origins",
                                         [ALERT_ON_CONFLICTS] = "conflict" };
    struct alert_stories *seen = &news->seen;
    if (!alert_stories_changed(a->db, a->keep, news->after.id, LOOKED_AT_ONCE, seen, error))
        return false;
    uint32_t listed = seen->count;
    seen->count = 0;
    while (seen->count < listed && news->count < a->most && a->retold < ALERT_RETELLINGS) {
        struct alert_story *story = &seen->at[seen->count++];
        struct span summary;
        bool fires;
        if (!look_at(a, news, story, &fires, &summary, error) ||
            (fires && !put_story(a, news, story, span_of(whats[news->after.condition]), summary, error)))
            return false;
    }
    news->more = seen->count < listed || listed == LOOKED_AT_ONCE;
    return true;
}

/* In a transaction: stories of what the search has found since, and where merged ones went. */
static bool follow(struct alerting *a, struct alert *alert, struct syn_error *error)
{
    int64_t forget = a->settings->now - ALERT_FORGET_DAYS * (int64_t)DAY_SECONDS, seen;
    struct stored_ids ids = { .count = FOLLOW_AT_ONCE };
    if (!alert->search.len)
        return present_story(a, alert->story, &alert->story, error) &&
               alert_stories_tidy(a->db, alert->id, 0, error) &&
               alert_follow(a->db, alert->id, alert->story, error) && alert_save(a->db, alert, error);
    while (ids.count == FOLLOW_AT_ONCE) {
        if (!new_matches(a, alert, FOLLOW_AT_ONCE, &ids, &seen, error))
            return false;
        for (uint32_t i = 0; i < ids.count; i++) {
            struct stored_article article;
            if (!store_article(a->store, a->keep, ids.at[i], &article, error) ||
                (article.story && !alert_follow(a->db, alert->id, article.story, error)))
                return false;
        }
        alert->article = ids.count == FOLLOW_AT_ONCE ? ids.at[ids.count - 1] : seen;
    }
    return alert_stories_tidy(a->db, alert->id, forget, error) && alert_save(a->db, alert, error);
}

static bool follow_and_commit(struct alerting *a, struct alert *alert, struct syn_error *error)
{
    if (!database_begin(a->db, error))
        return false;
    if (follow(a, alert, error) && database_commit(a->db, error))
        return true;
    database_rollback(a->db);
    return false;
}

static bool collect(struct alerting *a, struct alert *alert, struct news *news, struct syn_error *error)
{
    if (alert->condition != ALERT_ON_REPORTS && !follow_and_commit(a, alert, error))
        return false;
    *news = (struct news){ .after = *alert, .items = arena_new(a->keep, struct span, a->most) };
    bool good = alert->condition == ALERT_ON_CHANGES   ? from_versions(a, news, error)
                : alert->condition != ALERT_ON_REPORTS ? from_stories(a, news, error)
                : alert->search.len                    ? from_search(a, news, error)
                                                       : from_story(a, news, error);
    if (good && news->after.story)
        news->story = number_name(a, 's', news->after.story);
    return good;
}

/* ---- telling ---- */

/* The new items, latest first, and those that the feed has already. */
static bool write_feed(struct alerting *a, const struct alert *alert, const struct news *news, struct syn_error *error)
{
    struct spans before;
    if (!alert_items(a->db, a->keep, alert->id, &before, error))
        return false;
    struct span *items = arena_new(a->keep, struct span, news->count + before.count);
    uint32_t count = 0;
    for (uint32_t i = news->count; i-- && count < ALERT_FEED_ITEMS;)
        items[count++] = news->items[i];
    for (uint32_t i = 0; i < before.count && count < ALERT_FEED_ITEMS; i++)
        items[count++] = before.at[i];
    struct buffer out = buffer_in(a->keep);
    tell_alert_feed(&out, a->scratch.arena, alert->name, alert->made, items, count);
    return alert_send_file(a->sender, alert->target, buffer_span(&out), error);
}

static bool send(struct alerting *a, const struct alert *alert, const struct news *news, bool test,
                 struct syn_error *error)
{
    if (alert->way == ALERT_BY_ATOM)
        return write_feed(a, alert, news, error);
    struct alert_message message = {
        .alert = alert->name, .search = alert->search, .story = news->story,
        .condition = span_of(alert_condition_label(alert->condition)), .made = a->settings->now, .test = test,
        .more = news->more, .items = news->items, .count = news->count
    };
    struct buffer out = buffer_in(a->keep);
    tell_alert(&out, &message);
    return alert->way == ALERT_BY_WEBHOOK ? alert_send_webhook(a->sender, alert->target, buffer_span(&out), error)
                                          : alert_send_command(a->sender, alert->target, alert->name,
                                                               buffer_span(&out), error);
}

static bool write_marks(struct alerting *a, const struct alert *alert, const struct news *news, struct syn_error *error)
{
    for (uint32_t i = 0; i < news->seen.count; i++)
        if (!alert_story_seen(a->db, alert->id, &news->seen.at[i], error))
            return false;
    for (uint32_t i = 0; i < news->count && alert->way == ALERT_BY_ATOM; i++)
        if (!alert_item_add(a->db, alert->id, news->items[i], error))
            return false;
    return alert_save(a->db, &news->after, error);
}

static bool move_marks(struct alerting *a, const struct alert *alert, const struct news *news, struct syn_error *error)
{
    if (!database_begin(a->db, error))
        return false;
    if (write_marks(a, alert, news, error) && database_commit(a->db, error))
        return true;
    database_rollback(a->db);
    return false;
}

static int64_t back_off(uint32_t failures)
{
    int64_t wait = BACK_OFF_FIRST;
    for (uint32_t i = 1; i < failures && wait < BACK_OFF_MOST; i++)
        wait *= 2;
    return wait < BACK_OFF_MOST ? wait : BACK_OFF_MOST;
}

/* The marks stay where they are. */
static bool note_failure(struct alerting *a, struct alert *alert, const struct syn_error *why, struct syn_error *error)
{
    a->counts.failures++;
    alert->failures++;
    alert->next = a->settings->now + back_off(alert->failures);
    alert->error = span_of(why->text);
    if (a->hooks && a->hooks->problem)
        a->hooks->problem(a->hooks->context, alert, why);
    return alert_save(a->db, alert, error);
}

static bool deliver(struct alerting *a, struct alert *alert, struct news *news, bool *sent, struct syn_error *error)
{
    struct syn_error why = { SYN_OK };
    *sent = send(a, alert, news, false, &why);
    if (!*sent)
        return note_failure(a, alert, &why, error);
    news->after.fired = a->settings->now;
    news->after.deliveries++;
    news->after.failures = 0;
    news->after.next = 0;
    news->after.error = (struct span){ 0 };
    if (!move_marks(a, alert, news, error))
        return false;
    a->counts.deliveries++;
    a->counts.items += news->count;
    if (a->hooks && a->hooks->delivered)
        a->hooks->delivered(a->hooks->context, &news->after, news->count);
    return true;
}

static bool has_moved(const struct alert *alert, const struct news *news)
{
    return news->seen.count || news->after.article != alert->article || news->after.event != alert->event ||
           news->after.version != alert->version || news->after.story != alert->story;
}

/* A search that is gone or does not parse, a story that is not there: the alert's own trouble, not the store's. */
static bool is_its_own(const struct syn_error *error)
{
    return error->status == SYN_NOT_FOUND || error->status == SYN_MISUSE;
}

static bool run_one(struct alerting *a, const struct alert *listed, struct syn_error *error)
{
    struct alert alert = *listed;
    bool more = true, sent = true;
    for (int i = 0; more && sent && i < ALERT_DELIVERIES; i++) {
        struct news news;
        struct syn_error why = { SYN_OK };
        region_reset(&a->work, 1 << 20);
        if (!collect(a, &alert, &news, &why)) {
            if (is_its_own(&why))
                return note_failure(a, &alert, &why, error);
            *error = why;
            return false;
        }
        more = news.more && (news.count || has_moved(&alert, &news));
        if (news.count && !deliver(a, &alert, &news, &sent, error))
            return false;
        if (!news.count && has_moved(&alert, &news) && !move_marks(a, &alert, &news, error))
            return false;
        if (sent)
            alert = news.after;
        alert.name = listed->name;
        alert.search = listed->search;
        alert.target = listed->target;
    }
    return true;
}

/* ---- opening ---- */

static void open_alerting(struct alerting *a, struct store *store, const struct alert_settings *settings,
                          const struct alert_hooks *hooks)
{
    *a = (struct alerting){ .store = store, .db = store_database(store), .settings = settings, .hooks = hooks,
                            .most = settings->most ? settings->most : ALERT_ITEMS };
    a->work = region_open((size_t)1 << 30);
    a->scratch = region_open((size_t)1 << 29);
    a->keep = &a->work.arena;
    a->sender = alert_sender_open(&settings->send);
}

static void close_alerting(struct alerting *a)
{
    alert_sender_close(a->sender);
    if (a->retelling)
        retelling_close(a->retelling);
    region_close(&a->work);
    region_close(&a->scratch);
}

bool alerts_run(struct store *store, const struct alert_settings *settings, const struct alert_hooks *hooks,
                struct alert_counts *out, struct syn_error *error)
{
    struct region own = region_open((size_t)64 << 20);
    struct alerting a;
    struct alerts list;
    bool good = alerts_list(store_database(store), &own.arena, &list, error);
    open_alerting(&a, store, settings, hooks);
    for (uint32_t i = 0; good && i < list.count; i++)
        if (!list.at[i].paused && list.at[i].next <= settings->now)
            good = run_one(&a, &list.at[i], error);
    if (out)
        *out = a.counts;
    close_alerting(&a);
    region_close(&own);
    return good;
}

/* ---- trying ---- */

/* The last report that it would have told of: of the last TRY_BACK articles, or of the story. */
static bool last_report(struct alerting *a, struct alert *alert, struct news *news, struct syn_error *error)
{
    struct stored_ids ids;
    int64_t article, version, seen, story;
    if (!alert->search.len) {
        if (!present_story(a, alert->story, &story, error) ||
            !store_story_articles(a->store, a->keep, story, 1, &ids, error))
            return false;
        news->story = number_name(a, 's', story);
    } else {
        if (!alert_last(a->db, &article, &version, error))
            return false;
        alert->article = article > TRY_BACK ? article - TRY_BACK : 0;
        if (!new_matches(a, alert, TRY_BACK, &ids, &seen, error))
            return false;
    }
    return !ids.count || put_article(a, news, ids.at[ids.count - 1], 0, error);
}

bool alert_try(struct store *store, const struct alert *alert, const struct alert_settings *settings, uint32_t *items,
               struct syn_error *error)
{
    struct alerting a;
    struct alert copy = *alert;
    open_alerting(&a, store, settings, NULL);
    struct news news = { .after = *alert, .items = arena_new(a.keep, struct span, 1) };
    bool good = (alert->way == ALERT_BY_ATOM || last_report(&a, &copy, &news, error)) &&
                send(&a, alert, &news, true, error);
    *items = news.count;
    close_alerting(&a);
    return good;
}
