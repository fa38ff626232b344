#include "compare/revision.h"

#include <stdlib.h>

#include "base/hash.h"
#include "compare/revision_align.h"
#include "compare/revision_change.h"
#include "text/normal.h"

/* ---- notes of correction ---- */

static struct spans new_notes(struct arena *keep, const struct article *before, const struct article *after)
{
    struct spans out = { arena_new(keep, struct span, after->corrections.count), 0 };
    for (uint32_t i = 0; i < after->corrections.count; i++) {
        uint32_t old = 0;
        while (old < before->corrections.count && !span_equal(before->corrections.at[old], after->corrections.at[i]))
            old++;
        if (old == before->corrections.count)
            out.at[out.count++] = after->corrections.at[i];
    }
    return out;
}

/* Words short enough to stand in any note tell nothing; numbers do, and signs of scripts that are words each. */
enum { WORD_LEAST = 4, IDEOGRAPH_LEAST = 0xe3 };

static bool is_telling(struct span text, const struct tokens *tokens, uint32_t i)
{
    const struct token *t = &tokens->at[i];
    return t->kind == TOKEN_NUMBER || (t->kind == TOKEN_WORD && (mark_length(t->at) >= WORD_LEAST ||
                                       (unsigned char)text.at[t->at.from] >= IDEOGRAPH_LEAST));
}

enum { IN_WAS = 1, IN_IS = 2, IN_NOTE = 4 };

static void note_words(struct map *words, struct arena scratch, struct span text, uint32_t where)
{
    struct tokens tokens = token_split(&scratch, text, (struct mark){ 0, (uint32_t)text.len });
    for (uint32_t i = 0; i < tokens.count; i++)
        if (is_telling(text, &tokens, i))
            *map_at(words, hash_span(token_folded(&tokens, i)), NULL) |= where;
}

static struct map words_of_notes(struct arena *keep, struct arena scratch, struct spans notes)
{
    struct map words = map_in(keep, 0);
    for (uint32_t i = 0; i < notes.count; i++)
        note_words(&words, scratch, notes.at[i], IN_NOTE);
    return words;
}

/* Whether a word that only one of the two has stands in a note. */
static bool is_noted(struct arena scratch, const struct map *notes, const struct revision_change *change)
{
    if (!notes->count)
        return false;
    struct arena inner = arena_half(&scratch);
    struct map words = map_in(&scratch, 0);
    note_words(&words, inner, change->was, IN_WAS);
    note_words(&words, inner, change->is, IN_IS);
    for (size_t i = 0; i < words.room; i++)
        if (words.slots[i].used && words.slots[i].value != (IN_WAS | IN_IS) && map_find(notes, words.slots[i].key))
            return true;
    return false;
}

static void find_silent(struct arena scratch, struct revision *r)
{
    struct arena inner = arena_half(&scratch);
    struct map notes = words_of_notes(&scratch, inner, r->notes);
    for (uint32_t i = 0; i < r->change_count; i++) {
        r->changes[i].silent = !is_noted(inner, &notes, &r->changes[i]);
        r->silent += r->changes[i].silent;
    }
}

/* ---- the whole ---- */

static int by_kind(const void *left, const void *right)
{
    const struct revision_change *x = left, *y = right;
    if (x->kind != y->kind)
        return (x->kind > y->kind) - (x->kind < y->kind);
    if (x->before.from != y->before.from)
        return (x->before.from > y->before.from) - (x->before.from < y->before.from);
    if (x->after.from != y->after.from)
        return (x->after.from > y->after.from) - (x->after.from < y->after.from);
    int order = span_compare(x->was, y->was);
    return order ? order : span_compare(x->is, y->is);
}

/* That a figure is gone is told with the quotation that it stood in.  Both stand in order of place. */
static void drop_quoted(struct revision *r)
{
    uint32_t quote = 0, kept = 0;
    while (quote < r->change_count && r->changes[quote].kind != REVISION_QUOTE)
        quote++;
    for (uint32_t i = 0; i < r->change_count; i++) {
        const struct revision_change *c = &r->changes[i];
        bool gone = c->kind == REVISION_FIGURE && !c->is.len;
        while (gone && quote < r->change_count && r->changes[quote].kind == REVISION_QUOTE &&
               r->changes[quote].before.to < c->before.to)
            quote++;
        if (!gone || quote == r->change_count || r->changes[quote].kind != REVISION_QUOTE ||
            !mark_holds(r->changes[quote].before, c->before))
            r->changes[kept++] = *c;
    }
    r->change_count = kept;
}

static void find_changes(struct arena *keep, struct arena scratch, struct revision *r,
                         const struct alignment *alignment)
{
    struct arena growing = arena_half(&scratch), told = arena_half(&scratch);
    struct revision_changes to = { .keep = keep, .growing = &growing, .told = map_in(&told, 0) };
    if (r->headline.kind != LINE_SAME)
        revision_add(&to, (struct revision_change){
            .kind = REVISION_HEADLINE, .before = r->before->article.title_at, .after = r->after->article.title_at,
            .was = r->before->article.title, .is = r->after->article.title });
    revision_figures(&to, scratch, alignment);
    revision_quotes(&to, scratch, alignment);
    revision_dates(&to, scratch, alignment);
    revision_sources(&to, scratch, alignment);
    revision_names(&to, scratch, alignment);
    r->change_count = (uint32_t)to.count;
    r->changes = arena_new(keep, struct revision_change, to.count);
    for (size_t i = 0; i < to.count; i++)
        r->changes[i] = to.at[i];
    if (to.count)
        qsort(r->changes, to.count, sizeof *r->changes, by_kind);
    drop_quoted(r);
}

static enum restamped restamped_of(const struct article *before, const struct article *after)
{
    if (!when_known(after->modified))
        return RESTAMPED_UNKNOWN;
    if (when_known(before->modified))
        return after->modified.from > before->modified.from ? RESTAMPED_YES : RESTAMPED_NO;
    return RESTAMPED_YES;
}

/* Paragraphs that stand elsewhere are another order of the same words. */
static bool is_same(const struct revision *r)
{
    return r->headline.kind == LINE_SAME && r->of_kind[LINE_SAME] == r->line_count;
}

struct revision revision_find(struct arena *keep, struct arena scratch, const struct report *before,
                              const struct report *after)
{
    struct revision r = { .before = before, .after = after };
    struct alignment alignment = revision_align(keep, scratch, &r);
    r.headline = revision_headline(keep, scratch, before->article.title, after->article.title);
    r.notes = new_notes(keep, &before->article, &after->article);
    r.restamped = (uint8_t)restamped_of(&before->article, &after->article);
    r.same = is_same(&r);
    find_changes(keep, scratch, &r, &alignment);
    find_silent(scratch, &r);
    return r;
}
