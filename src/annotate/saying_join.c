#include "annotate/saying_join.h"

/* Costs in tenths of a word between. */
enum {
    JOIN_NEAR = 6,           /* so many cues on each side are asked */
    COST_WORD = 10, COST_LABELLED = 3, COST_SENTENCE = 60, COST_CUE = 40, COST_CONTENT = 20,
    COST_SOURCE_BEHIND = 10, COST_CONTENT_BEFORE = 5,
    COST_SOURCE_MAX = 140, COST_CONTENT_MAX = 200, COST_PIECE_MAX = 240,
    COST_NONE = INT32_MAX
};

struct runs { struct saying_run *at; uint32_t count; };

struct joiner {
    const struct saying_view *view;
    const uint8_t *labels;
    uint32_t first, end;
    struct runs of[SAYING_ROLES];
    uint32_t *bare, *cues, *contents;    /* by word of the paragraph: how many before it */
};

static void count_before(struct joiner *j, struct arena *scratch)
{
    uint32_t count = j->end - j->first;
    j->bare = arena_new(scratch, uint32_t, (size_t)count + 1);
    j->cues = arena_new(scratch, uint32_t, (size_t)count + 1);
    j->contents = arena_new(scratch, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++) {
        uint8_t label = j->labels[j->first + i];
        j->bare[i + 1] = j->bare[i] + (label == SAYING_NOTHING);
        j->cues[i + 1] = j->cues[i] + (label == 2 * SAYING_CUE - 1);
        j->contents[i + 1] = j->contents[i] + (label == 2 * SAYING_CONTENT - 1);
    }
}

static void find_runs(struct joiner *j, struct arena *scratch)
{
    for (unsigned role = 1; role < SAYING_ROLES; role++) {
        size_t room = 0;
        for (uint32_t i = j->first; i < j->end; i++) {
            if (saying_role(j->labels[i]) != role)
                continue;
            bool begins = saying_begins(j->labels[i]) || i == j->first || saying_role(j->labels[i - 1]) != role;
            if (begins) {
                ARENA_ROOM(scratch, j->of[role].at, j->of[role].count, room);
                j->of[role].at[j->of[role].count++] = (struct saying_run){ i, i };
            }
            j->of[role].at[j->of[role].count - 1].end = i + 1;
        }
    }
}

/* What lies between two runs; their own begins are not counted. */
static int32_t cost_between(const struct joiner *j, struct saying_run a, struct saying_run b)
{
    struct saying_run before = a.first < b.first ? a : b, behind = a.first < b.first ? b : a;
    uint32_t from = before.end - j->first, to = behind.first - j->first;
    int32_t words = (int32_t)(to - from), bare = (int32_t)(j->bare[to] - j->bare[from]);
    int32_t sentences = (int32_t)(j->view->sentence[behind.first] - j->view->sentence[before.end - 1]);
    return bare * COST_WORD + (words - bare) * COST_LABELLED + sentences * COST_SENTENCE +
           (int32_t)(j->cues[to] - j->cues[from]) * COST_CUE +
           (int32_t)(j->contents[to] - j->contents[from]) * COST_CONTENT;
}

/* The first run that begins behind word `at`. */
static uint32_t first_behind(struct runs runs, uint32_t at)
{
    uint32_t low = 0, high = runs.count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (runs.at[middle].first <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct saying_run best_source(const struct joiner *j, struct saying_run cue)
{
    struct runs sources = j->of[SAYING_SOURCE];
    struct saying_run best = { 0, 0 };
    int32_t least = COST_SOURCE_MAX;
    uint32_t middle = first_behind(sources, cue.first), from = middle > JOIN_NEAR ? middle - JOIN_NEAR : 0;
    for (uint32_t s = from; s < sources.count && s < middle + JOIN_NEAR; s++) {
        int32_t cost = cost_between(j, sources.at[s], cue) + (s >= middle ? COST_SOURCE_BEHIND : 0);
        if (cost < least) {
            least = cost;
            best = sources.at[s];
        }
    }
    return best;
}

/* The cue that costs a content least, of those that have none yet (or of all); COST_NONE where there is none. */
static int32_t best_cue(const struct joiner *j, const struct saying *of_cue, uint32_t content, bool any, uint32_t *best)
{
    struct runs cues = j->of[SAYING_CUE];
    struct saying_run run = j->of[SAYING_CONTENT].at[content];
    uint32_t middle = first_behind(cues, run.first), from = middle > JOIN_NEAR ? middle - JOIN_NEAR : 0;
    int32_t least = COST_NONE;
    for (uint32_t c = from; c < cues.count && c < middle + JOIN_NEAR; c++) {
        int32_t cost = cost_between(j, run, cues.at[c]) + (c >= middle ? COST_CONTENT_BEFORE : 0);
        if ((any || !of_cue[c].pieces) && cost < least) {
            least = cost;
            *best = c;
        }
    }
    return least;
}

static void add_piece(struct saying *saying, struct saying_run run)
{
    if (saying->pieces == SAYING_PIECES)
        return;
    uint32_t at = saying->pieces++;
    while (at > 0 && saying->content[at - 1].first > run.first) {
        saying->content[at] = saying->content[at - 1];
        at--;
    }
    saying->content[at] = run;
}

/* The cheapest pairs first: in each round every content asks for its best free cue, and each cue takes the cheapest
 * that asked.  A round leaves a content over only where a cue was taken by a cheaper one. */
static void join_contents(const struct joiner *j, struct arena scratch, struct saying *of_cue, bool *taken)
{
    uint32_t cues = j->of[SAYING_CUE].count, contents = j->of[SAYING_CONTENT].count;
    uint32_t *asked = arena_new(&scratch, uint32_t, cues);          /* number + 1 of the content */
    int32_t *cost = arena_new(&scratch, int32_t, cues);
    for (unsigned round = 0; round < 2 * JOIN_NEAR; round++) {
        bool any = false;
        memset(asked, 0, cues * sizeof *asked);
        for (uint32_t k = 0; k < contents; k++) {
            uint32_t cue = 0;
            int32_t c = taken[k] ? COST_NONE : best_cue(j, of_cue, k, false, &cue);
            if (c <= COST_CONTENT_MAX && (!asked[cue] || c < cost[cue])) {
                asked[cue] = k + 1;
                cost[cue] = c;
                any = true;
            }
        }
        for (uint32_t c = 0; c < cues; c++)
            if (asked[c]) {
                add_piece(&of_cue[c], j->of[SAYING_CONTENT].at[asked[c] - 1]);
                taken[asked[c] - 1] = true;
            }
        if (!any)
            return;
    }
}

struct collector { struct arena *keep; struct sayings list; size_t room; struct saying last; bool has_last; };

static void collect(struct collector *c, struct saying saying)
{
    ARENA_ROOM(c->keep, c->list.at, c->list.count, c->room);
    c->list.at[c->list.count++] = saying;
}

/* A content without a cue: where it opens with a quotation mark it goes on with the last speech. */
static void collect_bare(struct collector *c, const struct joiner *j, struct saying_run run)
{
    struct saying saying = { .content = { run }, .pieces = 1 };
    if (c->has_last && j->view->quote[run.first] == QUOTE_OPENS) {
        saying.source = c->last.source;
        saying.cue = c->last.cue;
    }
    collect(c, saying);
}

static void join_paragraph(struct joiner *j, struct arena scratch, struct collector *c)
{
    count_before(j, &scratch);
    find_runs(j, &scratch);
    uint32_t cues = j->of[SAYING_CUE].count, contents = j->of[SAYING_CONTENT].count;
    struct saying *of_cue = arena_new(&scratch, struct saying, cues);
    bool *taken = arena_new(&scratch, bool, contents);
    join_contents(j, scratch, of_cue, taken);
    for (uint32_t k = 0; k < contents; k++) {
        uint32_t cue = 0;
        if (taken[k] || best_cue(j, of_cue, k, true, &cue) > COST_PIECE_MAX)
            continue;
        add_piece(&of_cue[cue], j->of[SAYING_CONTENT].at[k]);
        taken[k] = true;
    }
    struct collector before = *c;
    for (uint32_t i = 0; i < cues; i++) {
        if (!of_cue[i].pieces)
            continue;
        of_cue[i].cue = j->of[SAYING_CUE].at[i];
        of_cue[i].source = best_source(j, of_cue[i].cue);
        collect(c, of_cue[i]);
        c->last = of_cue[i];
        c->has_last = true;
    }
    before.list = c->list;
    before.room = c->room;
    for (uint32_t k = 0; k < contents; k++)
        if (!taken[k])
            collect_bare(&before, j, j->of[SAYING_CONTENT].at[k]);
    c->list = before.list;
    c->room = before.room;
}

struct sayings saying_join(struct arena *keep, struct arena scratch, const struct saying_view *view,
                           const uint8_t *labels)
{
    struct collector c = { .keep = keep };
    for (uint32_t s = 0, next; s < view->sentences->count; s = next) {
        next = saying_paragraph(view->sentences, s);
        struct joiner j = { .view = view, .labels = labels, .first = view->sentences->at[s].first_token,
                            .end = view->sentences->at[next - 1].token_end };
        join_paragraph(&j, scratch, &c);
    }
    return c.list;
}
