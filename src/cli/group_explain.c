#include "cli/group_explain.h"

#include <string.h>

#include "cli/explanation.h"

enum { SHOWN = 5 };              /* reports of the own story, others, and stories */

/* Where an id holds a comma itself, the whole is tried first. */
static bool find_wanted(const struct pile *pile, struct span wanted, size_t *which, size_t *other)
{
    *other = PILE_NONE;
    *which = pile_find(pile, wanted);
    for (size_t comma = 0; *which == PILE_NONE && (comma = span_find_byte(wanted, ',', comma)) != SPAN_NONE; comma++) {
        *which = pile_find(pile, span_cut(wanted, 0, comma));
        *other = pile_find(pile, span_from(wanted, comma + 1));
        if (*other == PILE_NONE || *other == *which)
            *which = PILE_NONE;
    }
    return *which != PILE_NONE;
}

static const struct explained_story *name_stories(struct arena *keep, const struct pile_stories *stories)
{
    struct explained_story *named = arena_new(keep, struct explained_story, stories->count);
    for (uint32_t i = 0; i < stories->count; i++) {
        const struct pile_story *s = &stories->at[i];
        named[i] = (struct explained_story){ s->id, s->reports[0]->article.id, s->count };
    }
    return named;
}

bool group_explain(struct job *job, struct pile *pile, const struct pile_stories *stories, const char *wanted,
                   struct syn_error *error)
{
    size_t which, other;
    if (!find_wanted(pile, span_of(wanted), &which, &other))
        return error_set(error, SYN_NOT_FOUND, 0, "--explain: no report has the id '%s'; 'synoptic group' without it "
                         "lists the ids", wanted);
    struct grounds pair;
    struct explanation e = { .reports = &pair, .report_count = 1 };
    if (other == PILE_NONE)
        e = pile_explain(pile, which, SHOWN);
    else
        pair = pile_explain_pair(pile, which, other);
    struct region names = region_open(stories->count * sizeof(struct explained_story) + 4096);
    struct explained set = { pile->reports, pile->stories.of, name_stories(&names.arena, stories),
                             pile->likeness_least, { NULL, 0 } };
    struct buffer out = job_buffer(job, (e.report_count + 1) * 4096 + strlen(wanted));
    explanation_put(&out, &set, which, &e, job->settings->format == FORMAT_JSON);
    job_put(job, &out);
    region_close(&names);
    return true;
}
