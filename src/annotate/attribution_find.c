#include "annotate/attribution_find.h"

#include <stdlib.h>

#include "annotate/phrase.h"
#include "annotate/speaker.h"

/* The order of this file: what is found (struct found) - units of text - where contents end - one
 * function a construction ("according to X", "X said that", "..., said X", "X's claim that") - quotations
 * that nobody has claimed - marks, nesting and order. */

enum {
    PIECES_MAX = 6,          /* pieces of a content; a longer speech is parted into several attributions */
    ADJUNCT_WORDS = 14,      /* between a cue and its content: "said in a statement on Monday that" */
    OBJECT_WORDS = 8,        /* "told reporters in the capital" */
    SPEECH_WORDS = 4,        /* quotations of fewer words are no speech of their own */
    UNIT_TOKENS = 600,       /* a longer sentence is none, and is read in parts: each cue looks to the end of its unit */
    NEST_BACK = 16           /* how many open attributions are asked whether they hold another */
};

struct found {
    struct stretch source, cue, particle;
    struct stretch content[PIECES_MAX];
    uint32_t pieces;
    uint8_t stance;
    bool free;               /* a quotation without a cue of its own */
};

struct finder {
    struct arena *scratch;
    struct view view;
    struct found *at;
    size_t count, room;
    uint32_t unit_from;      /* number of the first attribution found in this unit */
    struct stretch speaker;  /* the source of the last speech, for quotations that go on */
    uint32_t speaker_block;
    size_t waiting;          /* number + 1 of an open quotation without a source, which the next paragraph may name */
    size_t waited;           /* the same of the paragraph before */
    uint32_t taken;          /* tokens before it belong to an attribution of this unit */
    bool is_english;
};

/* A sentence, or several that a quotation holds together. */
struct unit { uint32_t first, end; uint32_t block; bool opens_paragraph; };

/* ---- small questions ---- */

static bool takes(const struct cue_row *row, char what)
{
    return span_find_byte(row->takes, what, 0) != SPAN_NONE;
}

static struct stretch trim(const struct view *v, struct stretch s)
{
    while (s.first < s.end && v->tokens->at[s.first].kind == TOKEN_PUNCTUATION && !(v->tokens->at[s.first].shape & TOKEN_QUOTE) &&
           !view_is_text(v, s.first, SPAN("(")) && !view_is_text(v, s.first, SPAN("$")) && !view_is_text(v, s.first, SPAN("€")) &&
           !view_is_text(v, s.first, SPAN("@")) && !view_is_text(v, s.first, SPAN("#")))
        s.first++;
    while (s.end > s.first && v->tokens->at[s.end - 1].kind == TOKEN_PUNCTUATION && !(v->tokens->at[s.end - 1].shape & TOKEN_QUOTE) &&
           !view_is_text(v, s.end - 1, SPAN(")")) && !view_is_text(v, s.end - 1, SPAN("%")))
        s.end--;
    return s;
}

static uint32_t count_words(const struct view *v, struct stretch s)
{
    uint32_t words = 0;
    for (uint32_t i = s.first; i < s.end; i++)
        words += v->tokens->at[i].kind != TOKEN_PUNCTUATION;
    return words;
}

static struct found *add(struct finder *f, struct stretch source, struct stretch cue, struct stretch content,
                         const struct cue_row *row)
{
    content = trim(&f->view, content);
    if (!count_words(&f->view, content))
        return NULL;
    ARENA_ROOM(f->scratch, f->at, f->count, f->room);
    struct found *found = &f->at[f->count++];
    *found = (struct found){ .source = source, .cue = cue, .content = { content }, .pieces = 1 };
    found->stance = row ? (uint8_t)row->stance : STANCE_SAYS;
    if (content.end > f->taken)
        f->taken = content.end;
    if (cue.end > f->taken)
        f->taken = cue.end;
    if (source.end > f->taken)
        f->taken = source.end;
    if (!stretch_is_empty(source))
        f->speaker = source;
    return found;
}

static void add_piece(struct finder *f, struct found *found, struct stretch piece)
{
    piece = trim(&f->view, piece);
    if (found->pieces == PIECES_MAX || !count_words(&f->view, piece))
        return;
    found->content[found->pieces++] = piece;
    if (piece.end > f->taken)
        f->taken = piece.end;
}

static bool negates(const struct view *v, struct stretch cue)
{
    for (uint32_t i = cue.first; i < cue.end; i++)
        if (v->glue[i] == GLUE_NEGATION || view_has(v, i, USE_NEGATION))
            return true;
    return false;
}

/* ---- where a content ends ---- */

/* "and warned that", ", but denied": a second cue of the same subject begins behind i. */
static bool begins_second_cue(const struct view *v, uint32_t i, uint32_t end)
{
    uint32_t k = i + 1;
    while (k < end && k < i + 4 && (v->glue[k] == GLUE_ADVERB || v->glue[k] == GLUE_NEGATION || v->glue[k] == GLUE_AUXILIARY))
        k++;
    return k < end && v->cue[k].row && (v->cue[k].row->form == CUE_FINITE || (k > i + 1 && v->cue[k].row->form != CUE_NOUN)) &&
           v->cue[k].row->kind == CUE_SPEECH && !v->quoted[k];
}

static bool is_and_or_but(const struct view *v, uint32_t i)
{
    return v->glue[i] == GLUE_CONJUNCTION && view_has(v, i, USE_COORDINATOR);
}

/* ", according to", ", Petrov said": another source's cue follows the comma. */
static bool begins_foreign_cue(const struct view *v, uint32_t i, uint32_t end)
{
    return i + 1 < end && v->cue[i + 1].row && (v->cue[i + 1].row->form == CUE_BEFORE || v->cue[i + 1].row->form == CUE_GERUND) &&
           v->cue[i + 1].row->kind == CUE_SPEECH;
}

static bool is_contrast(const struct view *v, uint32_t i) { return view_has(v, i, USE_CONTRAST); }

/* The end of the content that begins at `first`, in a unit that ends at `end`. */
static uint32_t content_end(const struct view *v, uint32_t first, uint32_t end)
{
    uint32_t i = first;
    if (v->quoted[first]) {
        const struct quotation *q = &v->quotations.at[v->quoted[first] - 1];
        struct stretch inside = { q->first, q->end };
        i = q->end;
        bool whole = i >= end || (v->tokens->at[i].kind == TOKEN_PUNCTUATION) || view_is_stop(v, i > 1 ? i - 2 : 0);
        if (q->first == first && count_words(v, inside) >= SPEECH_WORDS && whole)
            return i < end ? i : end;
        if (i > end)
            i = end;
    }
    for (; i < end; i++) {
        if (v->quoted[i])
            continue;
        if (view_is_text(v, i, SPAN(";")))
            return i;
        bool comma = view_is_comma(v, i);
        if (comma && i + 1 < end && !v->quoted[i + 1] && (is_contrast(v, i + 1) || begins_foreign_cue(v, i, end)))
            return i;
        if (is_and_or_but(v, i) && i > first && begins_second_cue(v, i, end))
            return view_is_comma(v, i - 1) ? i - 1 : i;
        if (comma && begins_second_cue(v, i, end))
            return i;
    }
    return end;
}

/* ---- from a cue to its content ---- */

/* Behind "in a statement on Monday": where "that", a colon or a quotation follows within a few words,
 * that place; else `first` itself. */
static uint32_t behind_adjunct(const struct view *v, uint32_t first, uint32_t end)
{
    if (first >= end || v->glue[first] == GLUE_THAT || v->quoted[first])
        return first;
    for (uint32_t i = first; i < end && i < first + ADJUNCT_WORDS; i++) {
        if (v->quoted[i] || view_is_text(v, i, SPAN(":")))
            return i;
        if (v->glue[i] == GLUE_THAT && !view_is_capital(v, i))
            return i;
        if (view_is_comma(v, i) && i + 1 < end && (v->glue[i + 1] == GLUE_THAT || v->quoted[i + 1]))
            return i + 1;
        if (v->tokens->at[i].kind == TOKEN_PUNCTUATION || v->glue[i] == GLUE_AUXILIARY || v->glue[i] == GLUE_PRONOUN ||
            v->glue[i] == GLUE_RELATIVE || v->glue[i] == GLUE_CONJUNCTION || v->glue[i] == GLUE_VERB)
            break;
    }
    uint32_t i = first;
    while (i < end && (v->glue[i] == GLUE_TIME || (view_is(v, i, SPAN("on")) && i + 1 < end && v->glue[i + 1] == GLUE_TIME)))
        i++;
    return i;
}

/* "told reporters", "warned Aldonia": behind the person addressed. */
static uint32_t behind_object(const struct view *v, uint32_t first, uint32_t end)
{
    uint32_t to = behind_adjunct(v, first, end);
    if (to > first)
        return to;
    if (first >= end || v->quoted[first] || v->glue[first] == GLUE_THAT || v->glue[first] == GLUE_INFINITIVE)
        return first;
    if (v->mention[first]) {
        for (to = first; to < end && v->mention[to] == v->mention[first];)
            to++;
        return to;
    }
    if (v->glue[first] == GLUE_PRONOUN)
        return first + 1;
    if (v->glue[first] == GLUE_ARTICLE || v->glue[first] == GLUE_POSSESSIVE)
        return first + 2 < end ? first + 2 : end;
    return v->glue[first] == GLUE_NONE && v->tokens->at[first].kind == TOKEN_WORD ? first + 1 : first;
}

/* Russian and Ukrainian infinitives have no word before them, but an ending. */
static bool is_cyrillic_infinitive(struct span word)
{
    static const char *const endings[] = { "ть", "ти", "ться", "тися", "чь" };
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (span_ends(word, span_of(endings[k])))
            return true;
    return false;
}

/* Where the content of the cue begins that ends at `first`; `end` where what follows is none. */
static uint32_t content_begin(const struct view *v, const struct cue_row *row, uint32_t first, uint32_t end)
{
    uint32_t i = takes(row, 'p') ? behind_object(v, first, end) : first;
    if (takes(row, 'c') || takes(row, 't') || takes(row, 'q'))
        i = behind_adjunct(v, i, end);
    while (i < end && (view_is_text(v, i, SPAN(":")) || view_is_dash(v, i)))
        i++;
    if (i < end && view_is_comma(v, i))
        i++;
    if (i >= end)
        return end;
    if (v->quoted[i] && (takes(row, 'q') || takes(row, 'n') || takes(row, 'c')))
        return i;
    if (v->glue[i] == GLUE_THAT || (v->glue[i] == GLUE_CONJUNCTION && !is_and_or_but(v, i) && (takes(row, 't') || takes(row, 'c'))))
        return takes(row, 't') || takes(row, 'c') || (takes(row, 'n') && i + 1 < end && v->glue[i + 1] != GLUE_AUXILIARY) ? i : end;
    if (v->glue[i] == GLUE_INFINITIVE || (v->glue[i] == GLUE_PREPOSITION && view_is(v, i, SPAN("to"))))
        return takes(row, 'i') ? i : end;
    if (takes(row, 'i') && is_cyrillic_infinitive(token_folded(v->tokens, i)))
        return i;
    if (is_and_or_but(v, i) && !view_is_capital(v, i))
        return end;
    if (takes(row, 'o') && v->glue[i] == GLUE_PREPOSITION)
        return i;
    if (v->glue[i] == GLUE_PREPOSITION && !takes(row, 'c'))
        return end;
    return takes(row, 'c') || takes(row, 'n') ? i : end;
}

/* The separable part that closes the clause: "teilte der Sprecher mit"; false where it is missing. */
static bool find_particle(const struct view *v, const struct cue_row *row, uint32_t first, uint32_t end, struct stretch *particle)
{
    if (!row->particle.len)
        return true;
    for (uint32_t i = first; i < end && i < first + 30; i++) {
        if (v->quoted[i])
            continue;
        if (view_is(v, i, row->particle)) {
            *particle = (struct stretch){ i, i + 1 };
            return true;
        }
    }
    return false;
}

/* ---- constructions ---- */

/* "according to X, CONTENT"; "CONTENT, according to X"; "CONTENT, according to X, CONTENT" */
static uint32_t read_before(struct finder *f, const struct unit *u, uint32_t i)
{
    const struct view *v = &f->view;
    const struct cue_at *cue = &v->cue[i];
    struct stretch source = phrase_behind(v, cue->end, u->end);
    if (stretch_is_empty(source) && cue->end < u->end && v->glue[cue->end] == GLUE_NONE) {
        source = (struct stretch){ cue->end, cue->end };
        while (source.end < u->end && view_is_word(v, source.end) && !v->quoted[source.end] && source.end < cue->end + 5)
            source.end++;
    }
    if (stretch_is_empty(source) || (v->glue[source.first] == GLUE_PREPOSITION && !v->mention[source.first]))
        return cue->end;
    uint32_t from = u->first > f->taken ? u->first : f->taken;
    if (from > i)
        from = i;
    struct stretch before = trim(v, (struct stretch){ from, i });
    struct stretch behind = { source.end, content_end(v, source.end < u->end ? source.end : u->end - 1, u->end) };
    if (behind.end < behind.first)
        behind.end = behind.first;
    bool leads = count_words(v, before) < 2;
    if (leads) {
        add(f, source, (struct stretch){ i, cue->end }, behind, cue->row);
    } else {
        struct found *found = add(f, source, (struct stretch){ i, cue->end }, before, cue->row);
        if (found && source.end < u->end && view_is_comma(v, source.end) && source.end + 2 < u->end &&
            !v->cue[source.end + 1].row && v->glue[source.end + 1] != GLUE_RELATIVE)
            add_piece(f, found, behind);
    }
    return f->taken > cue->end ? f->taken : cue->end;
}

/* "CONTENT, so der Minister"; "X zufolge CONTENT" */
static uint32_t read_after(struct finder *f, const struct unit *u, uint32_t i)
{
    const struct view *v = &f->view;
    const struct cue_at *cue = &v->cue[i];
    if (takes(cue->row, 'r')) {
        struct stretch source = phrase_behind(v, cue->end, u->end);
        bool set_off = i > u->first && (view_is_comma(v, i - 1) || v->quoted[i - 1]);
        bool closes = source.end >= u->end || v->tokens->at[source.end < u->end ? source.end : i].kind == TOKEN_PUNCTUATION;
        if (!set_off || stretch_is_empty(source) || !closes)
            return cue->end;
        struct found *found = add(f, source, (struct stretch){ i, cue->end }, (struct stretch){ u->first, i }, cue->row);
        if (found && source.end + 1 < u->end)
            add_piece(f, found, (struct stretch){ source.end, u->end });
        return source.end;
    }
    struct stretch source = phrase_before(v, i, u->first);
    if (stretch_is_empty(source))
        return cue->end;
    struct stretch before = { u->first, source.first }, behind = { cue->end, u->end };
    if (cue->end < u->end)
        behind.end = content_end(v, cue->end, u->end);
    if (count_words(v, before) < 2 || f->taken > u->first)
        before = (struct stretch){ source.first, source.first };
    struct found *found = add(f, source, (struct stretch){ i, cue->end }, stretch_is_empty(before) ? behind : before, cue->row);
    if (found && !stretch_is_empty(before) && !stretch_is_empty(behind))
        add_piece(f, found, behind);
    return f->taken > cue->end ? f->taken : cue->end;
}

/* Where a content that ends before `to` begins: behind what others of the unit have taken; where they
 * have taken all and one of them opens the unit with its own source, that whole statement is the content
 * ("Dulac reiterated “...”, the ministry said"). */
static uint32_t content_from(const struct finder *f, const struct unit *u, uint32_t to)
{
    uint32_t from = u->first > f->taken ? u->first : f->taken;
    struct stretch left = { from, to };
    bool leads = f->count > f->unit_from && f->at[f->unit_from].source.first == u->first && f->at[f->unit_from].source.end > u->first;
    return leads && from <= to && count_words(&f->view, left) == 0 ? u->first : from;
}

/* Whether what stands before `to` in the unit is a clause that somebody behind it may have said. */
static bool has_content_before(const struct finder *f, const struct unit *u, uint32_t to)
{
    const struct view *v = &f->view;
    uint32_t from = content_from(f, u, to);
    if (to <= from)
        return false;
    uint32_t last = to - 1;
    bool parted = view_is_comma(v, last) || view_is_dash(v, last) || v->quoted[last] || view_is_stop(v, last);
    struct stretch before = { from, to };
    return parted && count_words(v, before) >= 2;
}

static bool closes_clause(const struct view *v, uint32_t i, const struct unit *u)
{
    return i >= u->end || view_is_stop(v, i) || view_is_comma(v, i) || view_is_dash(v, i) || view_is_text(v, i, SPAN(";")) ||
           view_is_text(v, i, SPAN(")"));
}

/* Behind the cue and the subject of "..., X said": may the clause be over but for adjuncts? */
static bool only_adjuncts(const struct view *v, uint32_t i, const struct unit *u)
{
    if (closes_clause(v, i, u))
        return true;
    if (v->quoted[i] || view_is_text(v, i, SPAN(":")) || v->glue[i] == GLUE_THAT)
        return false;
    uint32_t to = behind_adjunct(v, i, u->end);
    if (to < u->end && (v->glue[to] == GLUE_THAT || view_is_text(v, to, SPAN(":"))))
        return false;
    return v->glue[i] == GLUE_PREPOSITION || v->glue[i] == GLUE_TIME || v->glue[i] == GLUE_ADVERB || v->glue[i] == GLUE_CONJUNCTION ||
           (v->cue[i].row && v->cue[i].row->form == CUE_GERUND);
}

/* Behind "..., X said": a quotation that goes on ("... he said. “...”" in one unit), or the rest of a
 * clause that was broken. */
static void add_rest(struct finder *f, const struct unit *u, struct found *found, uint32_t behind)
{
    const struct view *v = &f->view;
    uint32_t i = behind;
    while (i < u->end && i < behind + ADJUNCT_WORDS && !v->quoted[i] && !(view_is_comma(v, i) && i + 1 < u->end && v->quoted[i + 1]) && !view_is_comma(v, i))
        i++;
    if (i >= u->end)
        return;
    if (view_is_comma(v, i) && i == behind && i + 1 < u->end && !v->quoted[i + 1] && !v->cue[i + 1].row && !is_contrast(v, i + 1) &&
        v->glue[i + 1] != GLUE_RELATIVE && !v->quoted[found->content[0].first]) {
        add_piece(f, found, (struct stretch){ i + 1, content_end(v, i + 1, u->end) });
        return;
    }
    while (i < u->end && !v->quoted[i] && v->tokens->at[i].kind == TOKEN_PUNCTUATION)
        i++;
    if (i < u->end && v->quoted[i] && i < behind + ADJUNCT_WORDS && v->quoted[found->content[0].end - 1])
        add_piece(f, found, (struct stretch){ i, v->quotations.at[v->quoted[i] - 1].end < u->end ? v->quotations.at[v->quoted[i] - 1].end : u->end });
}

struct verb {
    uint32_t at;             /* the cue's first token */
    struct stretch group;    /* with auxiliaries */
    struct stretch left;     /* subject before it */
    struct stretch right;    /* subject behind it, where it is inverted */
    bool passive;
    bool by;                 /* "was condemned by" */
    const struct cue_row *row;
};

static bool is_be(const struct view *v, uint32_t i) { return v->glue[i] == GLUE_AUXILIARY && view_has(v, i, USE_BE); }

/* A form that could be a noun ("plans", "a report") is one behind an article, a possessor, a preposition. */
static bool is_noun_here(const struct view *v, uint32_t i, uint32_t floor)
{
    if (i == floor)
        return false;
    uint32_t before = i - 1;
    if (v->glue[before] == GLUE_ARTICLE || v->glue[before] == GLUE_POSSESSIVE || v->glue[before] == GLUE_PREPOSITION)
        return true;
    return view_is(v, before, SPAN("'s")) && i - 1 > floor && is_be(v, before) && view_is_word(v, i - 2) && v->glue[i - 2] != GLUE_PRONOUN;
}

static bool read_verb(const struct finder *f, const struct unit *u, uint32_t i, struct verb *out)
{
    const struct view *v = &f->view;
    const struct cue_at *cue = &v->cue[i];
    *out = (struct verb){ .at = i, .row = cue->row };
    uint32_t first = phrase_verb_begin(v, i, u->first);
    out->group = (struct stretch){ first, cue->end };
    bool has_auxiliary = false;
    for (uint32_t k = first; k < i; k++) {
        has_auxiliary = has_auxiliary || v->glue[k] == GLUE_AUXILIARY;
        out->passive = out->passive || (is_be(v, k) && cue->row->form != CUE_GERUND && !span_equal(v->language, SPAN("fr")) &&
                                        !span_equal(v->language, SPAN("de")));
    }
    /* "a-t-il déclaré" */
    if (first == i && i > u->first + 1 && v->glue[i - 1] == GLUE_PRONOUN && token_folded(v->tokens, i - 1).at[0] == '-' &&
        v->glue[i - 2] == GLUE_AUXILIARY) {
        out->group.first = i - 2;
        out->right = (struct stretch){ i - 1, i };
        return true;
    }
    if (is_noun_here(v, first, u->first) && cue->end == i + 1)
        return false;
    if (cue->row->form == CUE_PARTICIPLE && !has_auxiliary && !span_equal(v->language, SPAN("de")))
        return false;
    if (cue->row->form == CUE_BASE && !has_auxiliary) {
        bool plural = first > u->first && (v->glue[first - 1] == GLUE_PRONOUN || v->glue[first - 1] == GLUE_RELATIVE || v->glue[first - 1] == GLUE_NONE) &&
                      view_is_word(v, first - 1) && (v->glue[first - 1] == GLUE_PRONOUN || v->glue[first - 1] == GLUE_RELATIVE ||
                      span_ends(token_folded(v->tokens, first - 1), SPAN("s")));
        if (!plural)
            return false;
    }
    if (cue->row->form == CUE_GERUND && !has_auxiliary)
        return false;
    uint32_t floor = u->first;
    out->left = phrase_before(v, first, floor);
    out->right = phrase_behind(v, cue->end, u->end);
    out->by = out->passive && cue->end < u->end && view_is(v, cue->end, SPAN("by"));
    return true;
}

/* "said X" stands behind a content; X must look like a subject. */
static bool may_invert(const struct finder *f, const struct verb *verb, const struct unit *u)
{
    const struct view *v = &f->view;
    if (stretch_is_empty(verb->right) || verb->row->form == CUE_GERUND)
        return false;
    uint32_t i = verb->right.first;
    bool subject = v->mention[i] || v->glue[i] == GLUE_ARTICLE || v->glue[i] == GLUE_POSSESSIVE || v->glue[i] == GLUE_PRONOUN ||
                   view_is_capital(v, i) || !f->is_english || v->glue[i] == GLUE_NONE;
    if (verb->right.end <= verb->at)
        return true;
    bool adjacent = verb->right.first == verb->group.end;
    return subject && adjacent && (only_adjuncts(v, verb->right.end, u) || !f->is_english);
}

/* ..., CONTENT, | X said / said X | [, CONTENT] */
static bool read_behind_content(struct finder *f, const struct unit *u, const struct verb *verb)
{
    const struct view *v = &f->view;
    uint32_t left_to = stretch_is_empty(verb->left) ? verb->group.first : verb->left.first;
    struct stretch source = verb->left, cue = verb->group;
    uint32_t to = left_to, behind = cue.end;
    bool tells = takes(verb->row, 'p');
    if (!takes(verb->row, 'c') && !takes(verb->row, 'q'))
        return false;
    if (!stretch_is_empty(source) && has_content_before(f, u, to)) {
        uint32_t object = tells ? behind_object(v, behind, u->end) : behind;
        if (!only_adjuncts(v, object, u) && !only_adjuncts(v, behind, u))
            return false;
        /* "On Monday, the minister said" with nothing behind it that would be a content is rare. */
        behind = object;
    } else if (has_content_before(f, u, cue.first) && may_invert(f, verb, u)) {
        source = verb->right;
        to = cue.first;
        behind = source.end > cue.end ? source.end : cue.end;
    } else {
        return false;
    }
    struct stretch particle = { 0, 0 };
    if (!find_particle(v, verb->row, verb->group.end, u->end, &particle))
        return false;
    struct found *found = add(f, source, cue, (struct stretch){ content_from(f, u, to), to }, verb->row);
    if (!found)
        return false;
    found->particle = particle;
    if (particle.end > behind)
        behind = particle.end;
    if (behind < u->end)
        add_rest(f, u, found, behind);
    return true;
}

static void set_stance(struct found *found, const struct view *v)
{
    if (found && found->stance == STANCE_SAYS && negates(v, found->cue))
        found->stance = STANCE_REFUSES;
}

/* "was told", "is expected to", "was condemned by X", "it is reported that" */
static uint32_t read_passive(struct finder *f, const struct unit *u, const struct verb *verb)
{
    const struct view *v = &f->view;
    uint32_t next = verb->group.end;
    struct stretch none = { verb->group.first, verb->group.first };
    if (verb->by) {
        struct stretch source = phrase_behind(v, next + 1, u->end);
        if (stretch_is_empty(source))
            return next;
        struct stretch content = verb->left;
        bool reports = stretch_is_empty(content) || v->glue[content.first] == GLUE_PRONOUN;
        if (source.end < u->end && v->glue[source.end] == GLUE_THAT && reports)
            content = (struct stretch){ source.end, content_end(v, source.end, u->end) };
        add(f, source, (struct stretch){ verb->group.first, next + 1 }, content, verb->row);
        return f->taken > next ? f->taken : next;
    }
    if (next < u->end && v->glue[next] == GLUE_THAT && takes(verb->row, 't')) {
        add(f, none, verb->group, (struct stretch){ next, content_end(v, next, u->end) }, verb->row);
        return next;
    }
    if (next < u->end && takes(verb->row, 'x') == false && (v->glue[next] == GLUE_INFINITIVE || view_is(v, next, SPAN("to"))) &&
        !stretch_is_empty(verb->left) && takes(verb->row, 'c')) {
        struct found *found = add(f, none, (struct stretch){ verb->group.first, next + 1 }, verb->left, verb->row);
        if (found)
            add_piece(f, found, (struct stretch){ next + 1, content_end(v, next + 1 < u->end ? next + 1 : next, u->end) });
        return next;
    }
    return next;
}

/* "Am Rande des Treffens sagte Petrow, dass ...": what stands before the verb does not begin the sentence
 * as a subject would, and a name or a pronoun follows it that the clause goes on behind. */
static bool is_subject_behind(const struct finder *f, const struct unit *u, const struct verb *verb)
{
    const struct view *v = &f->view;
    struct stretch right = verb->right;
    if (stretch_is_empty(right) || right.first != verb->group.end || right.end >= u->end)
        return false;
    if (v->glue[right.first] == GLUE_PRONOUN && f->view.is_german)
        return true;
    bool goes_on = view_is_comma(v, right.end) || view_is_text(v, right.end, SPAN(":")) || v->quoted[right.end] || v->glue[right.end] == GLUE_THAT;
    return goes_on && verb->left.first != u->first && (v->mention[right.end - 1] || v->glue[right.first] == GLUE_ARTICLE);
}

/* Whether a clause of at least a few words follows: "teilte mit, dass ...". */
static bool takes_clause_behind(const struct view *v, uint32_t i, const struct unit *u)
{
    return i < u->end && (view_is_comma(v, i) || view_is_text(v, i, SPAN(":"))) && count_words(v, (struct stretch){ i, u->end }) > 2;
}

/* X said [that] CONTENT; "On Monday said X, that CONTENT" where subjects may stand behind their verb. */
static uint32_t read_before_content(struct finder *f, const struct unit *u, const struct verb *verb)
{
    const struct view *v = &f->view;
    struct stretch source = verb->left;
    uint32_t behind = verb->group.end;
    bool inverted = false;
    if (stretch_is_empty(source)) {
        bool coordinated = verb->group.first > u->first && f->count > f->unit_from &&
                           (is_and_or_but(v, verb->group.first - 1) || view_is_comma(v, verb->group.first - 1));
        if (coordinated) {
            source = f->at[f->count - 1].source;
        } else if (!f->is_english && !stretch_is_empty(verb->right)) {
            source = verb->right;
            behind = source.end;
            inverted = true;
        }
    } else if (!f->is_english && is_subject_behind(f, u, verb)) {
        source = verb->right;
        behind = source.end;
        inverted = true;
    }
    if (stretch_is_empty(source))
        return verb->group.end;
    struct stretch particle = { 0, 0 };
    if (!find_particle(v, verb->row, verb->group.end, u->end, &particle))
        return verb->group.end;
    uint32_t limit = u->end;
    if (particle.end >= u->end || (particle.end && closes_clause(v, particle.end, u) && !takes_clause_behind(v, particle.end, u)))
        limit = particle.first;
    else if (particle.end > behind && particle.first <= behind + ADJUNCT_WORDS)
        behind = particle.end;
    uint32_t begin = content_begin(v, verb->row, behind, limit);
    if (begin >= limit)
        return verb->group.end;
    struct stretch cue = verb->group;
    if (!inverted && begin > cue.end && begin - cue.end <= ADJUNCT_WORDS && particle.end == 0)
        cue.end = begin;
    while (cue.end > verb->group.end && v->tokens->at[cue.end - 1].kind == TOKEN_PUNCTUATION && !view_is_text(v, cue.end - 1, SPAN(":")))
        cue.end--;
    struct found *found = add(f, source, cue, (struct stretch){ begin, content_end(v, begin, limit) }, verb->row);
    if (found)
        found->particle = particle;
    set_stance(found, v);
    return begin > verb->group.end ? begin : verb->group.end;
}

/* "did not comment" and the like say something by themselves. */
static void read_refusal(struct finder *f, const struct verb *verb)
{
    if (verb->row->stance == STANCE_REFUSES && !stretch_is_empty(verb->left))
        add(f, verb->left, verb->group, verb->group, verb->row);
}

/* X's claim that CONTENT; the claim by X that CONTENT */
static uint32_t read_noun(struct finder *f, const struct unit *u, uint32_t i, const struct cue_row *row)
{
    const struct view *v = &f->view;
    const struct cue_at *cue = &v->cue[i];
    uint32_t next = cue->end;
    struct stretch by = { i, i };
    if (next < u->end && view_is(v, next, SPAN("by"))) {
        by = phrase_behind(v, next + 1, u->end);
        next = by.end;
    }
    bool clause = next < u->end && (v->glue[next] == GLUE_THAT || (v->glue[next] == GLUE_INFINITIVE && takes(row, 'i')));
    if (!clause || (v->glue[next] == GLUE_THAT && v->quoted[next]))
        return cue->end;
    struct stretch source = by, cue_part = { i, cue->end };
    for (uint32_t k = i; k > u->first && k + 4 > i && stretch_is_empty(by); k--) {
        if (view_is(v, k - 1, SPAN("'s")) || view_is_text(v, k - 1, SPAN("’")) || view_is_text(v, k - 1, SPAN("'"))) {
            source = phrase_before(v, k - 1, u->first);
            cue_part.first = k;
            break;
        }
        if (v->glue[k - 1] == GLUE_POSSESSIVE) {
            source = (struct stretch){ k - 1, k };
            cue_part.first = k;
            break;
        }
        if (v->glue[k - 1] != GLUE_NONE && v->glue[k - 1] != GLUE_ADVERB)
            break;
    }
    if (v->glue[next] != GLUE_THAT && stretch_is_empty(source))
        return cue->end;
    add(f, source, cue_part, (struct stretch){ next, content_end(v, next, u->end) }, row);
    return next;
}

/* The row that takes the same word as a noun, or NULL. */
static const struct cue_row *noun_row(const struct finder *f, const struct cue_row *row)
{
    while (row && !(row->form == CUE_NOUN && lexicon_speaks(row->language, f->view.language)))
        row = table_next(&cue_table, row);
    return row;
}

static uint32_t read_finite(struct finder *f, const struct unit *u, uint32_t i)
{
    struct verb verb;
    if (!read_verb(f, u, i, &verb)) {
        const struct cue_row *noun = noun_row(f, f->view.cue[i].row);
        return noun ? read_noun(f, u, i, noun) : f->view.cue[i].end;
    }
    if (verb.passive)
        return read_passive(f, u, &verb);
    if (read_behind_content(f, u, &verb)) {
        set_stance(&f->at[f->count - 1], &f->view);
        return f->taken > verb.group.end ? f->taken : verb.group.end;
    }
    size_t before = f->count;
    uint32_t next = read_before_content(f, u, &verb);
    if (f->count == before)
        read_refusal(f, &verb);
    return next;
}

/* ", calling on Aldonia to stop": the source is the subject of what goes before. */
static uint32_t read_gerund(struct finder *f, const struct unit *u, uint32_t i)
{
    const struct view *v = &f->view;
    const struct cue_at *cue = &v->cue[i];
    struct verb verb;
    if (read_verb(f, u, i, &verb))
        return read_before_content(f, u, &verb);
    bool set_off = i == u->first || view_is_comma(v, i - 1) || is_and_or_but(v, i - 1) || v->glue[i - 1] == GLUE_PREPOSITION ||
                   v->glue[i - 1] == GLUE_CONJUNCTION || v->glue[i - 1] == GLUE_ADVERB || v->quoted[i - 1];
    if (!set_off) {
        const struct cue_row *noun = noun_row(f, cue->row);
        return noun ? read_noun(f, u, i, noun) : cue->end;
    }
    uint32_t begin = content_begin(v, cue->row, cue->end, u->end);
    if (begin >= u->end)
        return cue->end;
    struct stretch source = { i, i };
    if (f->count > f->unit_from) {
        source = f->at[f->count - 1].source;
    } else if (i > u->first) {
        for (uint32_t k = u->first; k < i && stretch_is_empty(source); k++)
            if (!v->quoted[k] && (v->mention[k] || v->glue[k] == GLUE_PRONOUN || v->glue[k] == GLUE_ARTICLE))
                source = phrase_behind(v, k, i);
    }
    uint32_t end = content_end(v, begin, u->end);
    if (i == u->first)
        for (uint32_t k = begin; k < end; k++)
            if (view_is_comma(v, k) && !v->quoted[k]) {
                end = k;
                source = phrase_behind(v, k + 1, u->end);
                break;
            }
    if (stretch_is_empty(source))
        return cue->end;
    struct found *found = add(f, source, (struct stretch){ i, begin < cue->end + 3 && begin > cue->end && v->glue[begin - 1] != GLUE_NONE ? begin : cue->end },
                              (struct stretch){ begin, end }, cue->row);
    set_stance(found, v);
    return begin;
}

/* ---- headlines, and quotations that nobody has claimed ---- */

/* "Minister: we will not sell" */
static bool read_headline(struct finder *f, const struct unit *u, bool is_title)
{
    const struct view *v = &f->view;
    uint32_t colon = u->first;
    while (colon < u->end && colon < u->first + 6 && !view_is_text(v, colon, SPAN(":")))
        colon++;
    if (colon == u->first || colon + 1 >= u->end || !view_is_text(v, colon, SPAN(":")))
        return false;
    bool names = true, mentions = false;
    for (uint32_t i = u->first; i < colon; i++) {
        names = names && (view_is_capital(v, i) || v->tokens->at[i].kind != TOKEN_WORD);
        mentions = mentions || v->mention[i];
    }
    bool quote = v->quoted[colon + 1] && v->quotations.at[v->quoted[colon + 1] - 1].end + 1 >= u->end;
    if (!(is_title && names) && !(names && mentions && quote))
        return false;
    add(f, (struct stretch){ u->first, colon }, (struct stretch){ colon, colon + 1 }, (struct stretch){ colon + 1, u->end }, NULL);
    return true;
}

static bool is_covered(const struct finder *f, struct stretch s)
{
    for (size_t k = f->unit_from; k < f->count; k++)
        for (uint32_t p = 0; p < f->at[k].pieces; p++)
            if (f->at[k].content[p].first < s.end && s.first < f->at[k].content[p].end)
                return true;
    return false;
}

/* The quoted title of a work or a meeting: most of its words have capitals. */
static bool is_name_of_work(const struct view *v, struct stretch s)
{
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = s.first; i < s.end; i++)
        if (view_is_word(v, i)) {
            words++;
            capitals += (v->tokens->at[i].shape & TOKEN_CAPITAL) != 0;
        }
    return capitals * 5 > words * 3;
}

/* Long quotations of the unit without a cue: one that the unit begins with goes on with the last
 * speaker of this paragraph or of an open quotation; others have no source. */
static void read_free_quotations(struct finder *f, const struct unit *u, bool goes_on)
{
    const struct view *v = &f->view;
    size_t claimed = f->count;
    for (uint32_t i = u->first; i < u->end;) {
        if (!v->quoted[i]) {
            i++;
            continue;
        }
        const struct quotation *q = &v->quotations.at[v->quoted[i] - 1];
        struct stretch s = { q->first > u->first ? q->first : u->first, q->end < u->end ? q->end : u->end };
        i = s.end;
        if (count_words(v, s) < SPEECH_WORDS || is_name_of_work(v, s) || (claimed > f->unit_from && is_covered(f, s)))
            continue;
        bool leads = s.first == u->first, whole = leads && s.end + 1 >= u->end;
        struct found *last = f->unit_from > 0 ? &f->at[f->unit_from - 1] : NULL;
        bool same = f->speaker_block == u->block;
        if (whole && last && (same || goes_on) && !stretch_is_empty(f->speaker) && last->pieces < PIECES_MAX &&
            v->quoted[last->content[last->pieces - 1].end - 1] && last->source.first == f->speaker.first) {
            add_piece(f, last, s);
            continue;
        }
        if (whole && goes_on && f->waited && f->at[f->waited - 1].pieces < PIECES_MAX) {
            add_piece(f, &f->at[f->waited - 1], s);
            f->waiting = q->goes_on ? f->waited : 0;
            continue;
        }
        struct stretch none = { s.first, s.first };
        struct found *found = add(f, none, none, s, NULL);
        if (!found)
            continue;
        found->free = true;
        f->waiting = whole && q->goes_on ? (size_t)(found - f->at) + 1 : f->waiting;
        if (whole && !stretch_is_empty(f->speaker))
            found->source = f->speaker;
    }
}

/* A sentence whose verb says that it is reported goes on with the last speaker: "Das sei nicht neu." */
static void read_mood(struct finder *f, const struct unit *u)
{
    const struct view *v = &f->view;
    if (f->count > f->unit_from || stretch_is_empty(f->speaker) || f->speaker_block + 1 < u->block)
        return;
    for (uint32_t i = u->first; i < u->end; i++)
        if (v->cue[i].row && v->cue[i].row->form == CUE_MOOD && !v->quoted[i]) {
            struct stretch none = { i, i }, source = f->speaker;
            add(f, source, none, (struct stretch){ u->first, u->end }, v->cue[i].row);
            return;
        }
}

/* ---- units ---- */

static void read_cues(struct finder *f, const struct unit *u)
{
    const struct view *v = &f->view;
    for (uint32_t i = u->first; i < u->end;) {
        const struct cue_row *row = v->cue[i].row;
        uint32_t next = v->cue[i].end;
        if (row && !v->quoted[i] && !(f->view.is_german && i > u->first && (v->tokens->at[i].shape & TOKEN_CAPITAL))) {
            switch ((enum cue_form)row->form) {
            case CUE_BEFORE: next = read_before(f, u, i); break;
            case CUE_AFTER: next = read_after(f, u, i); break;
            case CUE_FINITE: case CUE_PARTICIPLE: case CUE_BASE: next = read_finite(f, u, i); break;
            case CUE_GERUND: next = read_gerund(f, u, i); break;
            case CUE_NOUN: next = read_noun(f, u, i, row); break;
            case CUE_NONE: case CUE_MOOD: break;
            }
        }
        i = next > i ? next : i + 1;
    }
}

/* A speech of several paragraphs whose source stands in its last: the earlier parts have it too. */
static void name_waiting(struct finder *f, size_t waiting, const struct unit *u)
{
    const struct found *named = &f->at[f->unit_from];
    if (named->content[0].first == u->first && f->view.quoted[u->first] && stretch_is_empty(f->at[waiting].source)) {
        f->at[waiting].source = named->source;
        f->at[waiting].cue = named->cue;
    }
}

static void read_unit(struct finder *f, struct unit u, bool is_title, bool goes_on)
{
    const struct view *v = &f->view;
    while (u.end > u.first && view_is_stop(v, u.end - 1) && !v->quoted[u.end - 1])
        u.end--;
    if (u.end <= u.first)
        return;
    f->waited = f->waiting;
    f->waiting = 0;
    f->unit_from = (uint32_t)f->count;
    f->taken = u.first;
    if (!read_headline(f, &u, is_title))
        read_cues(f, &u);
    read_mood(f, &u);
    read_free_quotations(f, &u, goes_on);
    if (f->count > f->unit_from)
        f->speaker_block = u.block;
    if (f->waited && f->count > f->unit_from && goes_on)
        name_waiting(f, f->waited - 1, &u);
}

static bool is_title_block(const struct article *a, uint32_t block)
{
    return block < a->blocks.count && (a->blocks.at[block].kind == BLOCK_TITLE || a->blocks.at[block].kind == BLOCK_HEADING);
}

/* "“Is it over?” | Finch asked.": a sentence that is only a source and a cue belongs to the quotation. */
static bool is_tail(const struct view *v, const struct sentence *s)
{
    enum { TAIL_WORDS = 8 };
    if (s->first_token == 0 || !v->quoted[s->first_token - 1] || v->quoted[s->first_token])
        return false;
    struct unit u = { s->first_token, s->token_end, s->block, false };
    for (uint32_t i = u.first; i < u.end && i < u.first + TAIL_WORDS && !v->quoted[i]; i++) {
        const struct cue_at *cue = &v->cue[i];
        if (cue->row && cue->row->form == CUE_FINITE && takes(cue->row, 'q'))
            return closes_clause(v, cue->end, &u) || v->glue[cue->end] == GLUE_PREPOSITION || v->glue[cue->end] == GLUE_TIME;
    }
    return false;
}

static void read_article(struct finder *f, const struct article *article, const struct sentences *sentences)
{
    bool open = false;
    for (uint32_t i = 0; i < sentences->count;) {
        uint32_t k = i;
        /* The quotation that runs over this sentence's end holds the next one to it. */
        while (k + 1 < sentences->count && sentences->at[k + 1].block == sentences->at[i].block) {
            uint32_t end = sentences->at[k].token_end;
            bool held = end > 0 && end < f->view.tokens->count && f->view.quoted[end - 1] && f->view.quoted[end - 1] == f->view.quoted[end];
            if (!held && !is_tail(&f->view, &sentences->at[k + 1]))
                break;
            k++;
        }
        struct unit u = { sentences->at[i].first_token, sentences->at[k].token_end, sentences->at[i].block,
                          i == 0 || sentences->at[i - 1].block != sentences->at[i].block };
        for (struct unit part = u; part.first < u.end; part.first = part.end) {
            part.end = u.end - part.first > UNIT_TOKENS ? part.first + UNIT_TOKENS : u.end;
            read_unit(f, part, is_title_block(article, u.block), open && u.opens_paragraph);
        }
        uint32_t last = u.end > u.first ? f->view.quoted[u.end - 1] : 0;
        open = last && f->view.quotations.at[last - 1].goes_on;
        i = k + 1;
    }
}

/* ---- marks ---- */

static struct mark mark_of(const struct view *v, struct stretch s)
{
    return (struct mark){ v->tokens->at[s.first].at.from, v->tokens->at[s.end - 1].at.to };
}

static struct marks marks_of(struct arena *keep, const struct view *v, const struct stretch *s, uint32_t count)
{
    struct marks marks = { arena_new(keep, struct mark, count), 0 };
    for (uint32_t i = 0; i < count; i++)
        if (!stretch_is_empty(s[i]))
            marks.at[marks.count++] = mark_of(v, s[i]);
    return marks;
}

/* What of the content stands in quotation marks, without the marks. */
static struct marks quoted_of(struct arena *keep, const struct view *v, const struct found *found)
{
    struct marks marks = { NULL, 0 };
    size_t room = 0;
    for (uint32_t p = 0; p < found->pieces; p++) {
        struct mark piece = mark_of(v, found->content[p]);
        for (uint32_t i = found->content[p].first; i < found->content[p].end; i++) {
            if (!v->quoted[i])
                continue;
            const struct quotation *q = &v->quotations.at[v->quoted[i] - 1];
            struct mark inside = q->inside;
            inside.from = inside.from < piece.from ? piece.from : inside.from;
            inside.to = inside.to > piece.to ? piece.to : inside.to;
            i = q->end - 1;
            if (inside.to <= inside.from)
                continue;
            ARENA_ROOM(keep, marks.at, marks.count, room);
            marks.at[marks.count++] = inside;
        }
    }
    return marks;
}

static enum attribution_kind kind_of(const struct view *v, const struct found *found)
{
    uint32_t words = 0, quoted = 0;
    for (uint32_t p = 0; p < found->pieces; p++)
        for (uint32_t i = found->content[p].first; i < found->content[p].end; i++)
            if (v->tokens->at[i].kind != TOKEN_PUNCTUATION && !(i == found->content[p].first && v->glue[i] == GLUE_THAT)) {
                words++;
                quoted += v->quoted[i] != 0;
            }
    return quoted == 0 ? ATTRIBUTION_INDIRECT : quoted == words ? ATTRIBUTION_DIRECT : ATTRIBUTION_MIXED;
}

static struct attribution finish(struct arena *keep, const struct view *v, const struct found *found)
{
    struct attribution a = { .stance = found->stance, .parent = ATTRIBUTION_NONE, .speaker = ENTITY_NONE };
    struct stretch cue[2] = { found->cue, found->particle };
    a.source = marks_of(keep, v, &found->source, 1);
    /* "-t-elle": the pronoun alone. */
    while (a.source.count && mark_length(a.source.at[0]) > 2 && found->source.end == found->source.first + 1 &&
           (v->text.at[a.source.at[0].from] == '-' || span_starts(mark_span(v->text, a.source.at[0]), SPAN("t-"))))
        a.source.at[0].from++;
    a.cue = marks_of(keep, v, cue, 2);
    a.content = marks_of(keep, v, found->content, found->pieces);
    a.quoted = quoted_of(keep, v, found);
    a.kind = (uint8_t)kind_of(v, found);
    return a;
}

static struct mark whole_of(const struct attribution *a)
{
    return (struct mark){ a->content.at[0].from, a->content.at[a->content.count - 1].to };
}

/* By begin, the longer first; then by source and cue, so that the order is settled. */
static int by_place(const void *left, const void *right)
{
    const struct attribution *a = left, *b = right;
    struct mark x = whole_of(a), y = whole_of(b);
    if (x.from != y.from)
        return x.from < y.from ? -1 : 1;
    if (x.to != y.to)
        return x.to > y.to ? -1 : 1;
    uint32_t p = a->cue.count ? a->cue.at[0].from : 0, q = b->cue.count ? b->cue.at[0].from : 0;
    return p < q ? -1 : p > q;
}

/* An attribution whose cue and content both lie in another's content is nested in the innermost such. */
static void nest(struct arena *scratch, struct attributions *list)
{
    uint32_t *open = arena_new(scratch, uint32_t, list->count);
    uint32_t depth = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        struct mark at = whole_of(&list->at[i]);
        while (depth && whole_of(&list->at[open[depth - 1]]).to <= at.from)
            depth--;
        uint32_t level = depth;
        while (level && depth - level < NEST_BACK && !mark_holds(whole_of(&list->at[open[level - 1]]), at))
            level--;
        if (level && mark_holds(whole_of(&list->at[open[level - 1]]), at)) {
            list->at[i].nested = true;
            list->at[i].parent = open[level - 1];
        }
        open[depth++] = i;
    }
}

struct attributions attribution_find(struct arena *keep, struct arena scratch, const struct article *article,
                                     const struct annotations *notes, const struct vocabulary *words)
{
    struct finder f = { .scratch = &scratch, .speaker_block = UINT32_MAX };
    if (!notes->tokens.count)
        return (struct attributions){ NULL, 0 };
    f.view = phrase_view(&scratch, article, notes, words);
    f.is_english = span_equal(article->language, SPAN("en")) || !article->language.len;
    read_article(&f, article, &notes->sentences);
    struct attributions list = { arena_new(keep, struct attribution, f.count), (uint32_t)f.count };
    for (uint32_t i = 0; i < list.count; i++)
        list.at[i] = finish(keep, &f.view, &f.at[i]);
    if (list.count)
        qsort(list.at, list.count, sizeof *list.at, by_place);
    nest(&scratch, &list);
    speaker_find(scratch, &f.view, notes, list);
    return list;
}
