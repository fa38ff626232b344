/* Who is given as the source of words that stayed. */
#include "base/hash.h"
#include "compare/revision_change.h"
#include "text/normal.h"

/* So much of what is said must have stayed; and so many words it must be. */
enum { STAYED_PERCENT = 60, WORDS_LEAST = 4 };

/* For each token the attribution whose content it stands in, the innermost; UINT32_MAX for none. */
static void own_content(uint32_t *owner, const struct annotations *notes, uint32_t attribution)
{
    const struct marks *content = &notes->attributions.at[attribution].content;
    for (uint32_t m = 0; m < content->count; m++) {
        uint32_t first, end;
        revision_tokens(&notes->tokens, content->at[m], &first, &end);
        for (uint32_t i = first; i < end; i++)
            owner[i] = attribution;
    }
}

static uint32_t *owners_of(struct arena *arena, const struct version *v)
{
    const struct annotations *notes = &v->report->notes;
    uint32_t *owner = arena_new(arena, uint32_t, notes->tokens.count);
    for (uint32_t i = 0; i < notes->tokens.count; i++)
        owner[i] = UINT32_MAX;
    for (int inner = 0; inner < 2; inner++)
        for (uint32_t a = 0; a < notes->attributions.count; a++)
            if (notes->attributions.at[a].nested == inner)
                own_content(owner, notes, a);
    return owner;
}

struct source_side { const struct version *version; uint32_t *owner; };

/* How a's content went on in the other version: its words, those that stayed, and how many of these are one's. */
struct fate { uint32_t words, stayed, owned, owner; };

static struct fate fate_of(const struct source_side *x, uint32_t attribution, const struct source_side *y)
{
    const struct annotations *notes = &x->version->report->notes;
    const struct marks *content = &notes->attributions.at[attribution].content;
    struct fate fate = { .owner = UINT32_MAX };
    uint32_t lead = 0;
    for (uint32_t m = 0; m < content->count; m++) {
        uint32_t first, end;
        revision_tokens(&notes->tokens, content->at[m], &first, &end);
        for (uint32_t i = first; i < end; i++) {
            if (notes->tokens.at[i].kind == TOKEN_PUNCTUATION || x->owner[i] != attribution)
                continue;
            fate.words++;
            if (x->version->partner[i] == PARTNER_NONE)
                continue;
            fate.stayed++;
            uint32_t owner = y->owner[x->version->partner[i]];
            fate.owned += owner != UINT32_MAX;
            /* The one that most words have, where one has more than half. */
            if (owner == fate.owner && owner != UINT32_MAX)
                lead++;
            else if (owner != UINT32_MAX && lead-- == 0) {
                fate.owner = owner;
                lead = 1;
            }
        }
    }
    return fate;
}

static bool is_enough(const struct fate *fate)
{
    return fate->words >= WORDS_LEAST && fate->stayed * 100 >= fate->words * STAYED_PERCENT;
}

/* ---- sources ---- */

static const struct attribution *attribution_of(const struct source_side *side, uint32_t number)
{
    return &side->version->report->notes.attributions.at[number];
}

static struct mark source_of(const struct attribution *a)
{
    return a->source.count ? a->source.at[0] : (struct mark){ 0, 0 };
}

static bool is_touched(const struct version *v, struct mark at)
{
    struct thing thing = thing_at(v, at);
    return thing.hunk != 0;
}

/* Everything of it that could say who speaks was taken out, or put in. */
static bool is_whole_new(const struct version *v, struct mark at)
{
    struct thing thing = thing_at(v, at);
    for (uint32_t i = thing.first; i < thing.end; i++)
        if (v->partner[i] != PARTNER_NONE)
            return false;
    return thing.first < thing.end;
}

static struct span said_words(const struct source_side *side, const struct attribution *a)
{
    return a->content.count ? mark_span(side->version->report->article.text, a->content.at[0]) : SPAN("");
}

/* The name that is stood for, else the words. */
static struct span source_words(const struct source_side *side, const struct attribution *a)
{
    const struct entities *entities = &side->version->report->notes.entities;
    return a->speaker < entities->count ? entities->at[a->speaker].name
                                        : mark_span(side->version->report->article.text, source_of(a));
}

/* "The" that both have makes no one of "the police" and "the owner". */
enum { TELLING_LEAST = 4 };

static bool share_word(struct arena scratch, struct span a, struct span b)
{
    struct span word;
    struct arena growing = arena_half(&scratch);
    struct map words = map_in(&growing, 0);
    if (span_equal(text_plain(&scratch, a), text_plain(&scratch, b)))
        return true;
    for (size_t at = 0; span_next_word(a, &at, &word);)
        if (word.len >= TELLING_LEAST)
            map_at(&words, hash_span(text_plain(&scratch, word)), NULL);
    for (size_t at = 0; span_next_word(b, &at, &word);)
        if (map_find(&words, hash_span(text_plain(&scratch, word))))
            return true;
    return false;
}

/* "She" who is nobody known may be the one that was named before. */
static bool is_known(const struct source_side *side, const struct attribution *a)
{
    struct mark source = source_of(a);
    struct span words = mark_span(side->version->report->article.text, source);
    enum { PRONOUN_MOST = 4 };
    return a->speaker < side->version->report->notes.entities.count || words.len > PRONOUN_MOST;
}

static void tell_other_source(struct revision_changes *to, struct arena scratch, const struct source_side *x,
                              const struct attribution *a, const struct source_side *y, const struct attribution *b)
{
    struct mark was = source_of(a), is = source_of(b);
    if (!mark_length(was) || !mark_length(is) || !is_known(x, a) || !is_known(y, b))
        return;
    if (!is_touched(x->version, was) && !is_touched(y->version, is))
        return;
    if (share_word(scratch, source_words(x, a), source_words(y, b)))
        return;
    revision_add(to, (struct revision_change){
        .kind = REVISION_ATTRIBUTION, .before = was, .after = is,
        .was = mark_span(x->version->report->article.text, was),
        .is = mark_span(y->version->report->article.text, is), .about = said_words(y, b) });
}

/* Told as a fact in the one, as somebody's word in the other.  `later`: `x` is the later version. */
static void tell_lost_source(struct revision_changes *to, const struct source_side *x, const struct attribution *a,
                             bool later)
{
    struct mark source = source_of(a), none = { 0, 0 };
    if (!mark_length(source) || !is_whole_new(x->version, source) || !a->cue.count ||
        !is_whole_new(x->version, a->cue.at[0]))
        return;
    struct span words = mark_span(x->version->report->article.text, source);
    revision_add(to, (struct revision_change){
        .kind = REVISION_ATTRIBUTION, .before = later ? none : source, .after = later ? source : none,
        .was = later ? SPAN("") : words, .is = later ? words : SPAN(""), .about = said_words(x, a) });
}

static void look_at_all(struct revision_changes *to, struct arena scratch, const struct source_side *x,
                        const struct source_side *y, bool later)
{
    uint32_t count = x->version->report->notes.attributions.count;
    for (uint32_t i = 0; i < count; i++) {
        struct fate fate = fate_of(x, i, y);
        if (!is_enough(&fate))
            continue;
        const struct attribution *a = attribution_of(x, i);
        if (!fate.owned)
            tell_lost_source(to, x, a, later);
        else if (!later && fate.owner != UINT32_MAX && fate.owned * 2 > fate.stayed)
            tell_other_source(to, scratch, x, a, y, attribution_of(y, fate.owner));
    }
}

void revision_sources(struct revision_changes *to, struct arena scratch, const struct alignment *alignment)
{
    struct source_side x = { &alignment->before, owners_of(&scratch, &alignment->before) };
    struct source_side y = { &alignment->after, owners_of(&scratch, &alignment->after) };
    look_at_all(to, scratch, &x, &y, false);
    look_at_all(to, scratch, &y, &x, true);
}
