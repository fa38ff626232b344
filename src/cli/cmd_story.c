#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli_store.h"
#include "cli/job.h"
#include "cli/options.h"
#include "cli/story_why.h"
#include "run/facts.h"
#include "tell/moment.h"

/* What a subcommand works with. */
struct task {
    const struct invocation *invocation;
    struct store *store;
    struct job *job;
    struct arena *keep;
    const char *const *words;          /* behind the subcommand */
    size_t count;
    int64_t now;
    struct syn_error *error;
    bool found;                        /* there was something to tell */
};

static bool is_json(const struct task *t) { return t->invocation->settings.format == FORMAT_JSON; }

/* ---- what is named ---- */

static bool misuse(struct task *t, const char *example)
{
    return error_set(t->error, SYN_MISUSE, 0, "say it as in: synoptic story %s", example);
}

static bool find_story(struct task *t, size_t word, int64_t *story)
{
    return store_find_story(t->store, span_of(t->words[word]), story, t->error);
}

/* Those of words [from, to). */
static bool find_articles(struct task *t, size_t from, size_t to, struct stored_ids *out)
{
    *out = (struct stored_ids){ arena_new(t->keep, int64_t, to - from), 0 };
    for (size_t i = from; i < to; i++) {
        struct arena scratch = *t->keep;
        if (!store_find_article(t->store, scratch, span_of(t->words[i]), &out->at[out->count], t->error))
            return false;
        out->count++;
    }
    return true;
}

/* ---- corrections ---- */

static void put_correction(struct task *t, const struct correction *c)
{
    struct buffer out = job_buffer(t->job, 256);
    struct json_writer w = json_writer(&out, 0);
    facts_correction(&w, c);
    buffer_byte(&out, '\n');
    job_put(t->job, &out);
}

/* `words`: what is said to people before the number of the correction. */
static void say(struct task *t, const struct correction *c, const char *words)
{
    t->found = true;
    if (is_json(t)) {
        put_correction(t, c);
        return;
    }
    struct buffer out = job_buffer(t->job, 256);
    buffer_text(&out, words);
    if (c->number)
        buffer_printf(&out, " (correction %" PRId64 "; to take it back: synoptic story undo %" PRId64 ")", c->number,
                      c->number);
    buffer_byte(&out, '\n');
    job_put(t->job, &out);
}

static bool merge(struct task *t)
{
    int64_t from, to;
    struct correction c;
    char words[160];
    if (t->count != 2)
        return misuse(t, "merge s4 s9");
    if (!find_story(t, 0, &from) || !find_story(t, 1, &to) || !correct_merge(t->store, t->now, from, to, &c, t->error))
        return false;
    snprintf(words, sizeof words, "s%" PRId64 " is part of s%" PRId64 " now: %u article%s", from, to, c.moved,
             c.moved == 1 ? "" : "s");
    say(t, &c, words);
    return true;
}

static bool split(struct task *t)
{
    struct stored_ids articles;
    struct correction c;
    char words[160];
    if (!t->count)
        return misuse(t, "split a17 a18");
    if (!find_articles(t, 0, t->count, &articles) || !correct_split(t->store, t->now, &articles, &c, t->error))
        return false;
    snprintf(words, sizeof words, "%u article%s a story of %s own now: s%" PRId64, c.moved,
             c.moved == 1 ? " is" : "s are", c.moved == 1 ? "its" : "their", c.story);
    say(t, &c, words);
    return true;
}

static bool move(struct task *t)
{
    struct stored_ids articles;
    struct correction c;
    int64_t story;
    char words[160];
    if (t->count < 2)
        return misuse(t, "move a17 s4");
    if (!find_articles(t, 0, t->count - 1, &articles) || !find_story(t, t->count - 1, &story)
        || !correct_move(t->store, t->now, &articles, story, &c, t->error))
        return false;
    snprintf(words, sizeof words, "%u article%s in s%" PRId64 " now", c.moved, c.moved == 1 ? " is" : "s are", story);
    say(t, &c, words);
    return true;
}

static bool fix_or_release(struct task *t, bool fixed)
{
    struct correction c;
    int64_t story;
    char words[160];
    if (t->count != 1)
        return misuse(t, fixed ? "fix s4" : "release s4");
    if (!find_story(t, 0, &story) || !correct_fix(t->store, t->now, story, fixed, &c, t->error))
        return false;
    const char *already = c.number ? "" : " already";
    snprintf(words, sizeof words, fixed ? "s%" PRId64 " is fixed%s: it is divided and merged by hand alone"
                                        : "s%" PRId64 " is free%s: it may be divided and merged as others are",
             story, already);
    say(t, &c, words);
    return true;
}

static bool fix(struct task *t) { return fix_or_release(t, true); }
static bool release(struct task *t) { return fix_or_release(t, false); }

static bool undo(struct task *t)
{
    struct correction c;
    char words[160], end;
    int64_t number = 0;
    if (t->count > 1 || (t->count && (sscanf(t->words[0], "%" SCNd64 "%c", &number, &end) != 1 || number < 1)))
        return misuse(t, "undo, or with the number of a correction: undo 3");
    if (!correct_undo(t->store, t->keep, t->now, number, &c, t->error))
        return false;
    snprintf(words, sizeof words, "taken back: %.*s; %u article%s moved",
             (int)(c.undone.len < 100 ? c.undone.len : 100), c.undone.at, c.moved, c.moved == 1 ? "" : "s");
    c.number = is_json(t) ? c.number : 0;
    say(t, &c, words);
    return true;
}

/* ---- the log ---- */

static void put_event_text(struct buffer *out, const struct story_event *e)
{
    moment_instant(out, e->at);
    buffer_printf(out, "  %-9s", story_event_label(e->kind));
    if (e->article)
        buffer_printf(out, "  a%" PRId64, e->article);
    if (e->was)
        buffer_printf(out, "  s%" PRId64 " ->", e->was);
    buffer_printf(out, "  s%" PRId64, e->story);
    if (e->hand)
        buffer_printf(out, "  by hand: correction %" PRId64, e->hand);
}

/* The story itself, also where it was merged into another one. */
static bool find_own_story(struct task *t, int64_t *id)
{
    struct stored_story story;
    char end;
    if (sscanf(t->words[0] + 1, "%" SCNd64 "%c", id, &end) != 1)
        return misuse(t, "log s4, or of an article: log a17");
    return store_story(t->store, t->keep, *id, &story, t->error);
}

static bool tell_log(struct task *t)
{
    struct story_events events;
    int64_t id;
    if (t->count != 1)
        return misuse(t, "log s4, or of an article: log a17");
    bool of_story = t->words[0][0] == 's' || t->words[0][0] == 'S';
    if (of_story ? !find_own_story(t, &id)
                 : !store_find_article(t->store, *t->keep, span_of(t->words[0]), &id, t->error))
        return false;
    if (of_story ? !store_story_log(t->store, t->keep, id, &events, t->error)
                 : !store_article_log(t->store, t->keep, id, &events, t->error))
        return false;
    for (uint32_t i = 0; i < events.count; i++) {
        struct buffer out = job_buffer(t->job, 256);
        struct json_writer w = json_writer(&out, 0);
        if (is_json(t))
            facts_event(&w, &events.at[i]);
        else
            put_event_text(&out, &events.at[i]);
        buffer_byte(&out, '\n');
        job_put(t->job, &out);
    }
    t->found = events.count != 0;
    return true;
}

/* ---- why ---- */

static bool why(struct task *t)
{
    int64_t article;
    if (t->count != 1)
        return misuse(t, "why a17");
    if (!store_find_article(t->store, *t->keep, span_of(t->words[0]), &article, t->error))
        return false;
    t->found = true;
    return story_why(t->job, t->store, article, t->error);
}

/* ---- the command ---- */

static const struct verb { const char *name; bool (*run)(struct task *); bool writes; } verbs[] = {
    { "merge", merge, true },  { "split", split, true },     { "move", move, true },    { "undo", undo, true },
    { "fix", fix, true },      { "release", release, true }, { "log", tell_log, false }, { "why", why, false },
};

static const struct verb *find_verb(const struct invocation *invocation)
{
    for (size_t i = 0; invocation->word_count && i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].name, invocation->words[0]) == 0)
            return &verbs[i];
    return NULL;
}

static enum exit_code carry_out(const struct invocation *invocation, const struct verb *verb, struct store *store,
                                struct job *job, int64_t now)
{
    struct syn_error error;
    struct region keep = region_open((size_t)1 << 30);
    struct task task = { .invocation = invocation, .store = store, .job = job, .keep = &keep.arena, .now = now,
                         .words = invocation->words + 1, .count = invocation->word_count - 1, .error = &error };
    bool good = verb->run(&task);
    region_close(&keep);
    enum exit_code code = job_close(job, task.found);
    return good ? code : talk_fail(&error);
}

static enum exit_code run(const struct invocation *invocation)
{
    struct syn_error error;
    enum exit_code code;
    int64_t now;
    const struct verb *verb = find_verb(invocation);
    if (!verb) {
        error_set(&error, SYN_MISUSE, 0, "story merge, split, move, undo, fix, release, log or why: 'synoptic help "
                  "story' has an example of each");
        return talk_fail(&error);
    }
    if (!cli_now(&invocation->settings, &now, &error))
        return talk_fail(&error);
    struct store *store = cli_open_store(&invocation->settings, verb->writes ? DATABASE_WRITE : DATABASE_READ, &error);
    if (!store)
        return talk_fail(&error);
    struct job *job = job_open(invocation, &code);
    if (job)
        code = carry_out(invocation, verb, store, job, now);
    store_close(store);
    return code;
}

static const struct option options[] = {
    OPTION_ROW_STORE,
    { .kind = OPTION_SET, .name = "json", .field = SETTING(format), .set = FORMAT_JSON, .help = "for programs" },
    OPTION_ROW_NOW,
    OPTION_ROW_OUTPUT,
    OPTION_ROW_END
};

const struct command command_story = {
    .name = "story",
    .run = run,
    .summary = "set stories right by hand, tell their log, and why an article is where it is",
    .synopsis = "merge|split|move|undo|fix|release|log|why [--store FILE] NAME...",
    .about =
        "What is set right by hand holds: a story that was touched is fixed, and no automatic step divides it,\n"
        "merges it or takes a report from it; stories that were parted are not joined again.  New reports still join\n"
        "it.  Every correction has a number, by which it can be taken back, and stays in the log.\n"
        "\n"
        "  synoptic story merge s4 s9       all of s4 goes to s9; who asks for s4 is led there\n"
        "  synoptic story split a17 a18     these articles are a story of their own\n"
        "  synoptic story move a17 s4       a17 goes to s4\n"
        "  synoptic story undo              takes the latest correction back; 'undo 3' the third\n"
        "  synoptic story fix s4            nothing is wrong with s4: leave it alone\n"
        "  synoptic story release s4        s4 may be divided and merged again\n"
        "  synoptic story log s4            what joined, moved, split, merged, and when; also 'log a17'\n"
        "  synoptic story why a17           which articles it is most like, and by which words\n",
    .options = options,
};
