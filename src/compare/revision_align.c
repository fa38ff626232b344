#include "compare/revision_align.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "compare/sequence.h"

/* A block of a version, by its tokens. */
struct paragraph {
    uint32_t first, end;         /* tokens */
    uint32_t words, block;
    uint64_t key;                /* of all its words */
    uint32_t partner;            /* the other version's paragraph, or PARTNER_NONE */
    bool moved;                  /* its partner stands elsewhere */
};
struct paragraphs { struct paragraph *at; uint32_t count; };

/* A paragraph of which less is shared was written anew. */
enum { SHARED_PERCENT = 34, MOVED_WORDS_LEAST = 4 };

/* ---- keys ---- */

/* What is cut in the folded letters is compared whole. */
enum { FOLDED_MOST = 240 };

static uint64_t key_of(struct span text, const struct tokens *tokens, uint32_t i)
{
    const struct token *t = &tokens->at[i];
    if (t->shape & TOKEN_QUOTE)
        return 1;
    struct span letters = t->folded_length < FOLDED_MOST ? token_folded(tokens, i) : mark_span(text, t->at);
    return hash_mix(hash_span(letters), t->shape & (TOKEN_CAPITAL | TOKEN_ALL_CAPITALS));
}

static uint64_t *keys_of(struct arena *keep, struct span text, const struct tokens *tokens)
{
    uint64_t *keys = arena_new(keep, uint64_t, tokens->count);
    for (uint32_t i = 0; i < tokens->count; i++)
        keys[i] = key_of(text, tokens, i);
    return keys;
}

static struct version version_of(struct arena *keep, const struct report *report)
{
    const struct tokens *tokens = &report->notes.tokens;
    struct version v = { report, keys_of(keep, report->article.text, tokens),
                         arena_new(keep, uint32_t, tokens->count), arena_new(keep, uint32_t, tokens->count) };
    for (uint32_t i = 0; i < tokens->count; i++)
        v.partner[i] = PARTNER_NONE;
    return v;
}

void revision_tokens(const struct tokens *tokens, struct mark at, uint32_t *first, uint32_t *end)
{
    uint32_t i = token_at(tokens, at.from);
    for (*first = i; i < tokens->count && tokens->at[i].at.from < at.to;)
        i++;
    *end = i;
}

/* ---- paragraphs ---- */

/* The headline is compared by itself. */
static bool is_headline(const struct article *a, const struct block *block)
{
    return a->title_at.to > a->title_at.from && mark_holds(a->title_at, block->at);
}

static struct paragraphs paragraphs_of(struct arena *keep, const struct version *v)
{
    const struct article *a = &v->report->article;
    const struct tokens *tokens = &v->report->notes.tokens;
    struct paragraphs out = { arena_new(keep, struct paragraph, a->blocks.count), 0 };
    uint32_t token = 0;
    for (uint32_t b = 0; b < a->blocks.count; b++) {
        const struct block *block = &a->blocks.at[b];
        while (token < tokens->count && tokens->at[token].at.from < block->at.from)
            token++;
        struct paragraph p = { .first = token, .block = b, .partner = PARTNER_NONE };
        for (; token < tokens->count && tokens->at[token].at.from < block->at.to; token++) {
            p.key = hash_mix(p.key, v->key[token]);
            p.words += tokens->at[token].kind != TOKEN_PUNCTUATION;
        }
        p.end = token;
        if (p.end > p.first && !is_headline(a, block))
            out.at[out.count++] = p;
    }
    return out;
}

static void pair_paragraphs(struct paragraphs *a, uint32_t in_a, struct paragraphs *b, uint32_t in_b)
{
    a->at[in_a].partner = in_b;
    b->at[in_b].partner = in_a;
}

static void pair_equal(struct arena scratch, struct paragraphs *a, struct paragraphs *b)
{
    struct paragraphs *const both[] = { a, b };
    struct sequence s[2];
    for (int i = 0; i < 2; i++) {
        uint64_t *key = arena_new(&scratch, uint64_t, both[i]->count);
        for (uint32_t p = 0; p < both[i]->count; p++)
            key[p] = both[i]->at[p].key;
        s[i] = (struct sequence){ key, both[i]->count, arena_new(&scratch, bool, both[i]->count) };
    }
    sequence_match(scratch, s[0], s[1]);
    for (uint32_t i = 0, j = 0; i < a->count; i++) {
        if (!s[0].kept[i])
            continue;
        while (!s[1].kept[j])
            j++;
        pair_paragraphs(a, i, b, j++);
    }
}

/* ---- pairs of paragraphs that are alike ---- */

struct likeness { uint32_t a, b, words; };
struct likenesses { struct likeness *at; uint32_t count; };

static int by_words(const void *left, const void *right)
{
    const struct likeness *x = left, *y = right;
    if (x->words != y->words)
        return (x->words < y->words) - (x->words > y->words);
    if (x->a != y->a)
        return (x->a > y->a) - (x->a < y->a);
    return (x->b > y->b) - (x->b < y->b);
}

/* Paragraphs [from, end) that stand between two pairs. */
struct gap { uint32_t from, end; };

static struct sequence gap_words(struct arena *arena, const struct version *v, const struct paragraphs *list,
                                 struct gap gap, uint32_t **paragraph_of)
{
    const struct tokens *tokens = &v->report->notes.tokens;
    uint32_t most = 0, count = 0;
    for (uint32_t p = gap.from; p < gap.end; p++)
        most += list->at[p].words;
    uint64_t *key = arena_new(arena, uint64_t, most);
    *paragraph_of = arena_new(arena, uint32_t, most);
    for (uint32_t p = gap.from; p < gap.end; p++)
        for (uint32_t i = list->at[p].first; i < list->at[p].end; i++) {
            if (tokens->at[i].kind == TOKEN_PUNCTUATION)
                continue;
            (*paragraph_of)[count] = p;
            key[count++] = v->key[i];
        }
    return (struct sequence){ key, count, arena_new(arena, bool, count) };
}

/* What the words that both gaps have, in order, say of their paragraphs.  The pairs go up on both sides, so there
 * are no more of them than paragraphs. */
static struct likenesses likenesses_of(struct arena *arena, struct sequence a, const uint32_t *of_a, struct sequence b,
                                       const uint32_t *of_b, uint32_t most)
{
    struct likenesses out = { arena_new(arena, struct likeness, most), 0 };
    for (uint32_t i = 0, j = 0; i < a.count; i++) {
        if (!a.kept[i])
            continue;
        while (!b.kept[j])
            j++;
        struct likeness *last = out.count ? &out.at[out.count - 1] : NULL;
        if (last && last->a == of_a[i] && last->b == of_b[j])
            last->words++;
        else
            out.at[out.count++] = (struct likeness){ of_a[i], of_b[j], 1 };
        j++;
    }
    return out;
}

static bool is_alike(const struct paragraph *a, const struct paragraph *b, uint32_t words)
{
    return (uint64_t)words * 200 >= (uint64_t)(a->words + b->words) * SHARED_PERCENT;
}

static void pair_in_gap(struct arena scratch, const struct alignment *to, struct paragraphs *a, struct gap in_a,
                        struct paragraphs *b, struct gap in_b)
{
    if (in_a.from == in_a.end || in_b.from == in_b.end)
        return;
    uint32_t *of_a, *of_b;
    struct sequence x = gap_words(&scratch, &to->before, a, in_a, &of_a);
    struct sequence y = gap_words(&scratch, &to->after, b, in_b, &of_b);
    sequence_match(scratch, x, y);
    struct likenesses list = likenesses_of(&scratch, x, of_a, y, of_b, in_a.end - in_a.from + in_b.end - in_b.from);
    if (list.count)
        qsort(list.at, list.count, sizeof *list.at, by_words);
    for (uint32_t i = 0; i < list.count; i++) {
        struct paragraph *p = &a->at[list.at[i].a], *q = &b->at[list.at[i].b];
        if (p->partner == PARTNER_NONE && q->partner == PARTNER_NONE && is_alike(p, q, list.at[i].words))
            pair_paragraphs(a, list.at[i].a, b, list.at[i].b);
    }
}

static void pair_alike(struct arena scratch, const struct alignment *to, struct paragraphs *a, struct paragraphs *b)
{
    struct gap in_a = { 0, 0 }, in_b = { 0, 0 };
    uint32_t *equal = arena_new(&scratch, uint32_t, a->count + 1);
    for (uint32_t i = 0; i < a->count; i++)
        equal[i] = a->at[i].partner;
    for (uint32_t i = 0; i <= a->count; i++) {
        if (i < a->count && equal[i] == PARTNER_NONE)
            continue;
        in_a.end = i;
        in_b.end = i < a->count ? equal[i] : b->count;
        pair_in_gap(scratch, to, a, in_a, b, in_b);
        in_a.from = i + 1;
        in_b.from = in_b.end + 1;
    }
}

/* What is left of both, word for word the same, was moved. */
static void pair_moved(struct arena scratch, struct paragraphs *a, struct paragraphs *b)
{
    struct map places = map_in(&scratch, 0);
    for (uint32_t i = a->count; i-- > 0;)
        if (a->at[i].partner == PARTNER_NONE && a->at[i].words >= MOVED_WORDS_LEAST)
            *map_at(&places, a->at[i].key, NULL) = i + 1;
    for (uint32_t j = 0; j < b->count; j++) {
        uint32_t *place = b->at[j].partner == PARTNER_NONE ? map_find(&places, b->at[j].key) : NULL;
        if (!place || !*place)
            continue;
        pair_paragraphs(a, *place - 1, b, j);
        a->at[*place - 1].moved = b->at[j].moved = true;
        *place = 0;
    }
}

/* ---- words ---- */

static void make_partners(struct alignment *to, uint32_t a, uint32_t b)
{
    to->before.partner[a] = b;
    to->after.partner[b] = a;
}

static struct mark words_mark(const struct tokens *tokens, uint32_t first, uint32_t end)
{
    return (struct mark){ tokens->at[first].at.from, tokens->at[end - 1].at.to };
}

/* A stretch of tokens that both have, or of what stands between two such. */
struct stretch { uint32_t a, a_end, b, b_end; bool same; };
struct stretches { struct stretch *at; uint32_t count; };

static struct stretches stretches_of(struct arena *arena, struct sequence a, struct sequence b)
{
    struct stretches out = { arena_new(arena, struct stretch, a.count + b.count + 1), 0 };
    for (uint32_t i = 0, j = 0; i < a.count || j < b.count;) {
        struct stretch *s = &out.at[out.count++];
        *s = (struct stretch){ i, i, j, j, i < a.count && j < b.count && a.kept[i] && b.kept[j] };
        if (s->same)
            while (i < a.count && j < b.count && a.kept[i] && b.kept[j])
                i++, j++;
        while (!s->same && i < a.count && !a.kept[i])
            i++;
        while (!s->same && j < b.count && !b.kept[j])
            j++;
        s->a_end = i;
        s->b_end = j;
    }
    return out;
}

static size_t bytes_between(const struct tokens *tokens, uint32_t first, uint32_t end)
{
    return end > first ? tokens->at[end - 1].at.to - tokens->at[first].at.from : 0;
}

static size_t stretch_bytes(const struct stretch *s, const struct tokens *a, const struct tokens *b)
{
    size_t before = bytes_between(a, s->a, s->a_end), after = bytes_between(b, s->b, s->b_end);
    return before > after ? before : after;
}

/* Joins changes with the few words between them: where what stays is no longer than what was changed on either
 * side of it, a reader sees one change. */
static struct stretches join_changes(struct stretches list, const struct tokens *a, const struct tokens *b)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        list.at[count++] = list.at[i];
        while (count >= 3 && !list.at[count - 1].same && list.at[count - 2].same && !list.at[count - 3].same) {
            size_t stays = stretch_bytes(&list.at[count - 2], a, b);
            if (stays > stretch_bytes(&list.at[count - 3], a, b) || stays > stretch_bytes(&list.at[count - 1], a, b))
                break;
            list.at[count - 3].a_end = list.at[count - 1].a_end;
            list.at[count - 3].b_end = list.at[count - 1].b_end;
            count -= 2;
        }
    }
    list.count = count;
    return list;
}

struct pieces_made { struct revision_piece *at; uint32_t count; };

static struct pieces_made pieces_of(struct arena *keep, const struct stretches *list, const struct tokens *a,
                                    const struct tokens *b)
{
    struct pieces_made out = { arena_new(keep, struct revision_piece, 2 * (size_t)list->count), 0 };
    for (uint32_t i = 0; i < list->count; i++) {
        const struct stretch *s = &list->at[i];
        uint32_t at_a = s->a ? a->at[s->a - 1].at.to : 0, at_b = s->b ? b->at[s->b - 1].at.to : 0;
        struct mark before = { at_a, at_a }, after = { at_b, at_b };
        if (s->a_end > s->a)
            before = words_mark(a, s->a, s->a_end);
        if (s->b_end > s->b)
            after = words_mark(b, s->b, s->b_end);
        if (s->same)
            out.at[out.count++] = (struct revision_piece){ PIECE_SAME, before, after };
        if (!s->same && s->a_end > s->a)
            out.at[out.count++] = (struct revision_piece){ PIECE_REMOVED, before, { at_b, at_b } };
        if (!s->same && s->b_end > s->b)
            out.at[out.count++] = (struct revision_piece){ PIECE_ADDED, { before.to, before.to }, after };
    }
    return out;
}

/* Tokens [a, a + x.count) and [b, b + y.count), matched. */
static struct stretches match_words(struct arena *arena, struct sequence x, struct sequence y)
{
    x.kept = arena_new(arena, bool, x.count);
    y.kept = arena_new(arena, bool, y.count);
    sequence_match(*arena, x, y);
    return stretches_of(arena, x, y);
}

static void shift(struct stretches *list, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < list->count; i++) {
        list->at[i].a += a;
        list->at[i].a_end += a;
        list->at[i].b += b;
        list->at[i].b_end += b;
    }
}

static void note_stretch(struct alignment *to, const struct stretch *s)
{
    if (s->same) {
        for (uint32_t i = 0; s->a + i < s->a_end; i++)
            make_partners(to, s->a + i, s->b + i);
        return;
    }
    to->hunks++;
    for (uint32_t i = s->a; i < s->a_end; i++)
        to->before.hunk[i] = to->hunks;
    for (uint32_t i = s->b; i < s->b_end; i++)
        to->after.hunk[i] = to->hunks;
}

static struct revision_line change_line(struct arena *keep, struct arena scratch, struct alignment *to,
                                        const struct paragraph *a, const struct paragraph *b)
{
    const struct tokens *before = &to->before.report->notes.tokens, *after = &to->after.report->notes.tokens;
    struct sequence x = { to->before.key + a->first, a->end - a->first, NULL };
    struct sequence y = { to->after.key + b->first, b->end - b->first, NULL };
    struct stretches list = match_words(&scratch, x, y);
    shift(&list, a->first, b->first);
    list = join_changes(list, before, after);
    for (uint32_t i = 0; i < list.count; i++)
        note_stretch(to, &list.at[i]);
    struct pieces_made pieces = pieces_of(keep, &list, before, after);
    return (struct revision_line){ .kind = LINE_CHANGED, .pieces = pieces.at, .count = pieces.count };
}

/* ---- lines ---- */

static void leave_out(struct version *v, const struct paragraph *p, uint32_t hunk)
{
    for (uint32_t i = p->first; i < p->end; i++)
        v->hunk[i] = hunk;
}

static void join_equal(struct alignment *to, const struct paragraph *a, const struct paragraph *b)
{
    for (uint32_t i = 0; a->first + i < a->end; i++)
        make_partners(to, a->first + i, b->first + i);
}

struct writing { struct revision *revision; struct alignment *to; struct paragraphs a, b; };

static struct revision_line *add_line(struct writing *w, struct revision_line line)
{
    struct revision *r = w->revision;
    r->of_kind[line.kind]++;
    r->lines[r->line_count] = line;
    return &r->lines[r->line_count++];
}

static struct mark block_mark(const struct version *v, const struct paragraph *p)
{
    return words_mark(&v->report->notes.tokens, p->first, p->end);
}

static uint8_t block_kind(const struct version *v, const struct paragraph *p)
{
    return v->report->article.blocks.at[p->block].kind;
}

static void tell_removed(struct writing *w, const struct paragraph *p)
{
    struct version *v = &w->to->before;
    add_line(w, (struct revision_line){ .kind = p->moved ? LINE_MOVED_FROM : LINE_REMOVED,
                                        .block = block_kind(v, p), .before = block_mark(v, p) });
    if (!p->moved)
        leave_out(v, p, ++w->to->hunks);
}

static void tell_added(struct writing *w, const struct paragraph *p)
{
    struct version *v = &w->to->after;
    struct revision_line *line = add_line(w, (struct revision_line){ .kind = p->moved ? LINE_MOVED_TO : LINE_ADDED,
                                                                     .block = block_kind(v, p),
                                                                     .after = block_mark(v, p) });
    if (!p->moved)
        leave_out(v, p, ++w->to->hunks);
    if (p->moved) {
        const struct paragraph *from = &w->a.at[p->partner];
        join_equal(w->to, from, p);
        line->before = block_mark(&w->to->before, from);
    }
}

static void tell_pair(struct arena *keep, struct arena scratch, struct writing *w, const struct paragraph *a,
                      const struct paragraph *b)
{
    struct revision_line line = { .kind = LINE_SAME };
    if (a->key == b->key)
        join_equal(w->to, a, b);
    else
        line = change_line(keep, scratch, w->to, a, b);
    line.before = block_mark(&w->to->before, a);
    line.after = block_mark(&w->to->after, b);
    line.block = block_kind(&w->to->after, b);
    add_line(w, line);
}

static bool is_paired(const struct paragraph *p) { return p->partner != PARTNER_NONE && !p->moved; }

/* Where a moved paragraph went to is told too, so lines may be as many as paragraphs of both. */
static void tell_lines(struct arena *keep, struct arena scratch, struct writing *w)
{
    w->revision->lines = arena_new(keep, struct revision_line, (size_t)w->a.count + w->b.count);
    uint32_t a = 0;
    for (uint32_t b = 0; b < w->b.count; b++) {
        const struct paragraph *p = &w->b.at[b];
        for (; a < w->a.count && !is_paired(&w->a.at[a]); a++)
            tell_removed(w, &w->a.at[a]);
        if (is_paired(p))
            tell_pair(keep, scratch, w, &w->a.at[a++], p);
        else
            tell_added(w, p);
    }
    for (; a < w->a.count; a++)
        tell_removed(w, &w->a.at[a]);
}

static void count_words(const struct version *v, uint32_t *all, uint32_t *changed)
{
    const struct tokens *tokens = &v->report->notes.tokens;
    for (uint32_t i = 0; i < tokens->count; i++) {
        bool word = tokens->at[i].kind != TOKEN_PUNCTUATION;
        *all += word;
        *changed += word && v->hunk[i];
    }
}

struct alignment revision_align(struct arena *keep, struct arena scratch, struct revision *revision)
{
    struct alignment to = { version_of(keep, revision->before), version_of(keep, revision->after), 0 };
    struct writing w = { revision, &to, paragraphs_of(&scratch, &to.before), paragraphs_of(&scratch, &to.after) };
    pair_equal(scratch, &w.a, &w.b);
    pair_alike(scratch, &to, &w.a, &w.b);
    pair_moved(scratch, &w.a, &w.b);
    tell_lines(keep, scratch, &w);
    count_words(&to.before, &revision->words_before, &revision->words_removed);
    count_words(&to.after, &revision->words_after, &revision->words_added);
    return to;
}

struct revision_line revision_headline(struct arena *keep, struct arena scratch, struct span before, struct span after)
{
    struct mark whole_before = { 0, (uint32_t)before.len }, whole_after = { 0, (uint32_t)after.len };
    struct tokens a = token_split(&scratch, before, whole_before), b = token_split(&scratch, after, whole_after);
    struct sequence x = { keys_of(&scratch, before, &a), a.count, NULL };
    struct sequence y = { keys_of(&scratch, after, &b), b.count, NULL };
    struct stretches list = join_changes(match_words(&scratch, x, y), &a, &b);
    struct revision_line line = { LINE_SAME, BLOCK_TITLE, whole_before, whole_after, NULL, 0 };
    if (list.count > 1 || (list.count && !list.at[0].same)) {
        struct pieces_made pieces = pieces_of(keep, &list, &a, &b);
        line = (struct revision_line){ LINE_CHANGED, BLOCK_TITLE, whole_before, whole_after, pieces.at, pieces.count };
    }
    return line;
}
