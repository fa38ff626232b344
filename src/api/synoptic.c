#include "synoptic.h"

#include <string.h>

#include "run/pile.h"
#include "tell/tell.h"

enum { RENDER_PER_BYTE = 256, RENDER_LEAST = 8 << 20 };

struct syn_session {
    struct pile *pile;
    struct synopses stories;       /* of the last syn_compare */
    struct shelf text;             /* for one rendering or one visited thing */
    struct region own;
    bool one_story;
    struct syn_error last;         /* of the syn_add_* under way */
    size_t problems;
    syn_problem *problem;
    void *context;
};

unsigned syn_abi_version(void) { return SYN_ABI_VERSION; }

const char *syn_version(void) { return SYN_VERSION; }

void syn_set_exhausted(void (*exhausted)(size_t wanted)) { arena_exhausted = exhausted; }

/* ---- a session ---- */

/* The caller's struct may be older, hence shorter, than ours. */
static void copy_known(void *to, size_t to_size, const void *from, size_t from_size)
{
    memcpy(to, from, from_size < to_size ? from_size : to_size);
}

struct syn_session *syn_open(const struct syn_options *options)
{
    struct syn_options known = { 0 };
    if (options)
        copy_known(&known, sizeof known, options, options->size);
    struct region own = region_open(sizeof(struct syn_session) + 4096);
    struct syn_session *session = arena_new(&own.arena, struct syn_session, 1);
    session->own = own;
    session->pile = pile_open(known.threads);
    session->one_story = known.one_story;
    return session;
}

void syn_close(struct syn_session *session)
{
    if (!session)
        return;
    struct region own = session->own;
    pile_close(session->pile);
    shelf_close(&session->text);
    region_close(&own);
}

void syn_on_problem(struct syn_session *session, syn_problem *problem, void *context)
{
    session->problem = problem;
    session->context = context;
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct syn_session *session = context;
    session->problems++;
    session->last = *error;
    if (session->problem)
        session->problem(session->context, error);
}

static struct run_hooks begin_adding(struct syn_session *session)
{
    session->problems = 0;
    session->stories = (struct synopses){ NULL, 0 };
    return (struct run_hooks){ .problem = take_problem, .context = session };
}

static bool end_adding(const struct syn_session *session, struct syn_error *error)
{
    if (session->problems && error)
        *error = session->last;
    return !session->problems;
}

bool syn_add_file(struct syn_session *session, const char *path, struct syn_error *error)
{
    struct run_hooks hooks = begin_adding(session);
    pile_add_inputs(session->pile, &path, 1, &hooks);
    return end_adding(session, error);
}

bool syn_add_bytes(struct syn_session *session, const struct syn_document *document, struct syn_error *error)
{
    struct run_hooks hooks = begin_adding(session);
    struct run_hint hint = { span_of(document->url), span_of(document->published) };
    struct span bytes = { document->bytes, document->length };
    pile_add_bytes(session->pile, bytes, span_of(document->name), hint, &hooks);
    return end_adding(session, error);
}

bool syn_compare(struct syn_session *session)
{
    session->stories = pile_compare(session->pile, session->one_story);
    return session->stories.count != 0;
}

size_t syn_story_count(const struct syn_session *session) { return session->stories.count; }

/* ---- rendering ---- */

static struct arena *room_for_text(struct syn_session *session)
{
    shelf_reset(&session->text, RENDER_LEAST);
    return shelf_arena(&session->text, RENDER_LEAST + session->pile->text_bytes * RENDER_PER_BYTE);
}

static void render_story(struct buffer *out, const struct synopsis *s, enum syn_format format, struct tell_options style)
{
    switch (format) {
    case SYN_JSON: tell_json(out, s); break;
    case SYN_MARKDOWN: tell_markdown(out, s); break;
    default: tell_text(out, s, style); break;
    }
    if (out->len && out->at[out->len - 1] != '\n')
        buffer_byte(out, '\n');
}

static bool render_page(struct syn_session *session, const struct synopsis *at, size_t count, syn_write *write,
                        void *context)
{
    struct shelf scratch = { .count = 0 };
    struct buffer out = buffer_in(room_for_text(session));
    tell_html(&out, *shelf_arena(&scratch, RENDER_LEAST), at, count);
    shelf_close(&scratch);
    return write(context, out.at, out.len);
}

bool syn_render(struct syn_session *session, size_t story, enum syn_format format, const struct syn_style *style,
                syn_write *write, void *context)
{
    struct syn_style known = { 0 };
    if (style)
        copy_known(&known, sizeof known, style, style->size);
    bool all = story == SYN_ALL;
    if (!session->stories.count || (!all && story >= session->stories.count))
        return false;
    const struct synopsis *first = &session->stories.at[all ? 0 : story];
    size_t count = all ? session->stories.count : 1;
    if (format == SYN_HTML)
        return render_page(session, first, count, write, context);
    for (size_t i = 0; i < count; i++) {
        struct buffer out = buffer_in(room_for_text(session));
        if (i && format != SYN_JSON)
            buffer_byte(&out, '\n');
        render_story(&out, &first[i], format, (struct tell_options){ known.width, known.colour });
        if (!write(context, out.at, out.len))
            return false;
    }
    return true;
}

/* ---- piece by piece ---- */

static struct syn_text text_of(struct span s) { return (struct syn_text){ s.len ? s.at : "", s.len }; }

static struct syn_text report_id(const struct synopsis *s, uint32_t report)
{
    return text_of(s->reports[report].report->article.id);
}

static struct syn_place place_of(const struct synopsis *s, struct evidence e)
{
    return (struct syn_place){ report_id(s, e.report), e.at.from, e.at.to, text_of(evidence_words(s, e)) };
}

static const struct synopsis *story_at(const struct syn_session *session, size_t story)
{
    return story < session->stories.count ? &session->stories.at[story] : NULL;
}

bool syn_get_story(const struct syn_session *session, size_t story, struct syn_story *out)
{
    const struct synopsis *s = story_at(session, story);
    if (!s)
        return false;
    *out = (struct syn_story){ text_of(s->id), text_of(s->headline), s->report_count, s->origin_count,
                               s->claim_count, s->quote_count, s->difference_count };
    return true;
}

size_t syn_each_report(struct syn_session *session, size_t story, syn_visit_report *visit, void *context)
{
    const struct synopsis *s = story_at(session, story);
    size_t visited = 0;
    for (bool more = true; s && more && visited < s->report_count; visited++) {
        const struct article *a = &s->reports[visited].report->article;
        struct syn_report report = { text_of(a->id), text_of(a->file), text_of(a->url), text_of(a->title),
                                     text_of(a->outlet), text_of(a->text), s->reports[visited].origin };
        more = visit(context, &report);
    }
    return visited;
}

static struct syn_claim claim_of(struct arena *keep, const struct synopsis *s, const struct claim *c)
{
    struct syn_place *support = arena_new(keep, struct syn_place, c->support.count);
    struct syn_text *absent = arena_new(keep, struct syn_text, c->absent.count);
    for (uint32_t i = 0; i < c->support.count; i++)
        support[i] = place_of(s, c->support.at[i]);
    for (uint32_t i = 0; i < c->absent.count; i++)
        absent[i] = report_id(s, c->absent.at[i]);
    return (struct syn_claim){ c->id, c->kind == CLAIM_SHARED, text_of(evidence_words(s, c->wording)), c->reports,
                               c->origins, support, c->support.count, absent, c->absent.count };
}

size_t syn_each_claim(struct syn_session *session, size_t story, syn_visit_claim *visit, void *context)
{
    const struct synopsis *s = story_at(session, story);
    size_t visited = 0;
    for (bool more = true; s && more && visited < s->claim_count; visited++) {
        struct syn_claim claim = claim_of(room_for_text(session), s, &s->claims[visited]);
        more = visit(context, &claim);
    }
    return visited;
}

static struct syn_quote quote_of(struct arena *keep, const struct synopsis *s, const struct quote *q)
{
    struct syn_place *variants = arena_new(keep, struct syn_place, q->count);
    for (uint32_t i = 0; i < q->count; i++)
        variants[i] = place_of(s, q->variants[i].words);
    return (struct syn_quote){ text_of(q->speaker), text_of(q->cue), q->reports, q->origins, variants, q->count };
}

size_t syn_each_quote(struct syn_session *session, size_t story, syn_visit_quote *visit, void *context)
{
    const struct synopsis *s = story_at(session, story);
    size_t visited = 0;
    for (bool more = true; s && more && visited < s->quote_count; visited++) {
        struct syn_quote quote = quote_of(room_for_text(session), s, &s->quotes[visited]);
        more = visit(context, &quote);
    }
    return visited;
}

static struct syn_conflict conflict_of(struct arena *keep, const struct synopsis *s, const struct difference *d)
{
    struct syn_value *values = arena_new(keep, struct syn_value, d->count);
    for (uint32_t i = 0; i < d->count; i++)
        values[i] = (struct syn_value){ place_of(s, d->values[i].at), text_of(d->values[i].value) };
    return (struct syn_conflict){ text_of(d->slot), text_of(d->unit), text_of(d->reason),
                                  difference_label_text(d->label), values, d->count };
}

size_t syn_each_conflict(struct syn_session *session, size_t story, syn_visit_conflict *visit, void *context)
{
    const struct synopsis *s = story_at(session, story);
    size_t visited = 0;
    for (bool more = true; s && more && visited < s->difference_count; visited++) {
        struct syn_conflict conflict = conflict_of(room_for_text(session), s, &s->differences[visited]);
        more = visit(context, &conflict);
    }
    return visited;
}
