#include "annotate/verb.h"

#include "annotate/field.h"
#include "annotate/noun.h"
#include "annotate/speech.h"

static bool negates(const struct view *v, struct stretch cue)
{
    for (uint32_t i = cue.first; i < cue.end; i++)
        if (v->glue[i] == GLUE_NEGATION || view_has(v, i, USE_NEGATION))
            return true;
    return false;
}

/* Where a content that ends before `to` begins: behind what others of the unit have taken; where they
 * have taken all and one of them opens the unit with its own source, that whole statement is the content
 * ("Dulac reiterated “...”, the ministry said"). */
static uint32_t content_from(const struct finder *f, const struct unit *u, uint32_t to)
{
    uint32_t from = u->first > f->taken ? u->first : f->taken;
    struct stretch left = { from, to };
    bool leads = f->count > f->unit_from && f->at[f->unit_from].source.first == u->first &&
                 f->at[f->unit_from].source.end > u->first;
    return leads && from <= to && clause_words(&f->view, left) == 0 ? u->first : from;
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
    return parted && clause_words(v, before) >= 2;
}

/* Behind "..., X said": a quotation that goes on ("... he said. “...”" in one unit), or the rest of a
 * clause that was broken. */
static void add_rest(struct finder *f, const struct unit *u, struct found *found, uint32_t behind)
{
    const struct view *v = &f->view;
    uint32_t i = behind;
    while (i < u->end && i < behind + ADJUNCT_WORDS && !v->quoted[i] &&
           !(view_is_comma(v, i) && i + 1 < u->end && v->quoted[i + 1]) && !view_is_comma(v, i))
        i++;
    if (i >= u->end)
        return;
    if (view_is_comma(v, i) && i == behind && i + 1 < u->end && !v->quoted[i + 1] && !v->cue[i + 1].row &&
        !clause_is_contrast(v, i + 1) && v->glue[i + 1] != GLUE_RELATIVE && !v->quoted[found->content[0].first]) {
        finding_add_piece(f, found, (struct stretch){ i + 1, clause_content_end(v, i + 1, u->end) });
        return;
    }
    while (i < u->end && !v->quoted[i] && v->tokens->at[i].kind == TOKEN_PUNCTUATION)
        i++;
    if (i < u->end && v->quoted[i] && i < behind + ADJUNCT_WORDS && v->quoted[found->content[0].end - 1])
        finding_add_piece(f, found,
                          (struct stretch){ i, v->quotations.at[v->quoted[i] - 1].end < u->end
                                                   ? v->quotations.at[v->quoted[i] - 1].end
                                                   : u->end });
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
    /* Nouns and verbs differ in Cyrillic; Spanish "lo" stands before verbs alone. */
    bool cyrillic = ((unsigned char)token_folded(v->tokens, i).at[0] & 0xfc) == 0xd0;
    if (cyrillic || (view_is(v, before, SPAN("lo")) && !v->is_english))
        return false;
    if (v->glue[before] == GLUE_ARTICLE || v->glue[before] == GLUE_POSSESSIVE || v->glue[before] == GLUE_PREPOSITION)
        return true;
    return view_is(v, before, SPAN("'s")) && i - 1 > floor && is_be(v, before) && view_is_word(v, i - 2) &&
           v->glue[i - 2] != GLUE_PRONOUN;
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
        out->passive = out->passive || (is_be(v, k) && cue->row->form != CUE_GERUND &&
                                        !span_equal(v->language, SPAN("fr")) && !span_equal(v->language, SPAN("de")));
    }
    /* "a-t-il déclaré" */
    if (first == i && i > u->first + 1 && v->glue[i - 1] == GLUE_PRONOUN &&
        token_folded(v->tokens, i - 1).at[0] == '-' && v->glue[i - 2] == GLUE_AUXILIARY) {
        out->group.first = i - 2;
        out->right = (struct stretch){ i - 1, i };
        return true;
    }
    bool sure = first != i && (!f->is_english || (first > u->first && speech_points(v, first - 1)));
    if (!sure && is_noun_here(v, first, u->first) && cue->end == i + 1)
        return false;
    if (cue->row->form == CUE_PARTICIPLE && !has_auxiliary && !span_equal(v->language, SPAN("de")))
        return false;
    if (cue->row->form == CUE_BASE && !has_auxiliary) {
        bool plural = first > u->first &&
                      (v->glue[first - 1] == GLUE_PRONOUN || v->glue[first - 1] == GLUE_RELATIVE ||
                       v->glue[first - 1] == GLUE_NONE) &&
                      view_is_word(v, first - 1) &&
                      (v->glue[first - 1] == GLUE_PRONOUN || v->glue[first - 1] == GLUE_RELATIVE ||
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
    bool subject = v->mention[i] || v->glue[i] == GLUE_ARTICLE || v->glue[i] == GLUE_POSSESSIVE ||
                   v->glue[i] == GLUE_PRONOUN || view_is_capital(v, i) || !f->is_english || v->glue[i] == GLUE_NONE;
    if (verb->right.end <= verb->at)
        return true;
    bool adjacent = verb->right.first == verb->group.end;
    return subject && adjacent && (clause_only_adjuncts(v, verb->right.end, u) || !f->is_english);
}

/* Whose words they are where the verb has no person: "говорится в отчёте". */
static struct stretch place_behind(const struct view *v, const struct verb *verb, const struct unit *u)
{
    uint32_t i = verb->group.end;
    bool place = clause_takes(verb->row, 'h') && i + 1 < u->end && v->glue[i] == GLUE_PREPOSITION;
    return place ? phrase_behind(v, i + 1, u->end) : (struct stretch){ i, i };
}

/* ..., CONTENT, | X said / said X | [, CONTENT] */
static bool read_behind_content(struct finder *f, const struct unit *u, const struct verb *verb)
{
    const struct view *v = &f->view;
    uint32_t left_to = stretch_is_empty(verb->left) ? verb->group.first : verb->left.first;
    struct stretch source = verb->left, cue = verb->group;
    uint32_t to = left_to, behind = cue.end;
    bool tells = clause_takes(verb->row, 'p');
    if (!clause_takes(verb->row, 'c') && !clause_takes(verb->row, 'q'))
        return false;
    if (!stretch_is_empty(source) && has_content_before(f, u, to)) {
        uint32_t object = tells ? clause_behind_object(v, behind, u->end) : behind;
        if (!clause_only_adjuncts(v, object, u) && !clause_only_adjuncts(v, behind, u))
            return false;
        /* "On Monday, the minister said" with nothing behind it that would be a content is rare. */
        behind = object;
    } else if (has_content_before(f, u, cue.first) && !stretch_is_empty(place_behind(v, verb, u))) {
        source = place_behind(v, verb, u);
        to = cue.first;
        behind = source.end;
    } else if (has_content_before(f, u, cue.first) && may_invert(f, verb, u)) {
        source = verb->right;
        to = cue.first;
        behind = source.end > cue.end ? source.end : cue.end;
    } else {
        return false;
    }
    struct stretch particle = { 0, 0 };
    if (!clause_find_particle(v, verb->row, verb->group.end, u->end, &particle))
        return false;
    struct found *found = finding_add(f, source, cue, (struct stretch){ content_from(f, u, to), to }, verb->row);
    if (!found)
        return false;
    found->particle = particle;
    if (particle.end > behind)
        behind = particle.end;
    if (behind < u->end)
        add_rest(f, u, found, behind);
    return true;
}

/* "comme l'a souligné X": the conjunction before the verb, or the verb itself where none stands there. */
static uint32_t as_before(const struct view *v, const struct unit *u, uint32_t verb)
{
    enum { BACK = 3 };
    for (uint32_t k = verb; k > u->first && verb - k < BACK; k--) {
        if (field_opens(v, k - 1, OPENING_AS) && !v->quoted[k - 1])
            return k - 1;
        if (v->glue[k - 1] != GLUE_PRONOUN && v->glue[k - 1] != GLUE_ARTICLE && v->glue[k - 1] != GLUE_ADVERB)
            break;
    }
    return verb;
}

/* "Как сообщил X, CONTENT"; "CONTENT, как сообщил X[, CONTENT]": the unit without this clause is the content. */
static bool read_as_clause(struct finder *f, const struct unit *u, const struct verb *verb)
{
    const struct view *v = &f->view;
    if (f->is_english)
        return false;
    uint32_t first = as_before(v, u, verb->group.first);
    struct stretch source = stretch_is_empty(verb->left) || verb->left.first < first || !stretch_is_empty(verb->right)
                                ? verb->right : verb->left;
    bool parted = first == u->first || view_is_comma(v, first - 1);
    if (first == verb->group.first || !parted || stretch_is_empty(source))
        return false;
    uint32_t end = source.end > verb->group.end ? source.end : verb->group.end;
    while (end < u->end && !view_is_comma(v, end))
        end++;
    struct stretch before = { u->first, first }, behind = { end, u->end };
    bool leads = clause_words(v, before) == 0;
    struct found *found = finding_add(f, source, verb->group, leads ? behind : before, verb->row);
    if (found && !leads)
        finding_add_piece(f, found, behind);
    return found != NULL;
}

/* "Об этом сообщил X", "Así lo informó X", "C'est ce qu'a annoncé X": the sentence before is the content. */
static bool read_pointer(struct finder *f, const struct unit *u, const struct verb *verb)
{
    const struct view *v = &f->view;
    enum { LEAD_WORDS = 5 };
    uint32_t pointer = u->first;
    if (f->is_english || verb->at - u->first > LEAD_WORDS)
        return false;
    while (pointer < verb->at && !speech_points(v, pointer))
        pointer++;
    if (pointer == verb->at || stretch_is_empty(verb->right) || stretch_is_empty(f->before) ||
        (verb->right.end < u->end && v->glue[verb->right.end] == GLUE_THAT))
        return false;
    struct stretch cue = verb->group;
    cue.first = cue.first > pointer ? cue.first : pointer + 1;
    struct found *found = finding_add(f, verb->right, cue, f->before, verb->row);
    if (!found)
        return false;
    found->refers = f->before;
    finding_add_piece(f, found, (struct stretch){ pointer, pointer + 1 });
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
            content = (struct stretch){ source.end, clause_content_end(v, source.end, u->end) };
        if (stretch_is_empty(content) && verb->group.first > u->first && speech_points(v, verb->group.first - 1))
            content = (struct stretch){ verb->group.first - 1, verb->group.first };
        finding_add(f, source, (struct stretch){ verb->group.first, next + 1 }, content, verb->row);
        return f->taken > next ? f->taken : next;
    }
    if (next < u->end && v->glue[next] == GLUE_THAT && clause_takes(verb->row, 't')) {
        finding_add(f, none, verb->group, (struct stretch){ next, clause_content_end(v, next, u->end) }, verb->row);
        return next;
    }
    if (next < u->end && clause_takes(verb->row, 'x') == false &&
        (v->glue[next] == GLUE_INFINITIVE || view_is(v, next, SPAN("to"))) && !stretch_is_empty(verb->left) &&
        clause_takes(verb->row, 'c')) {
        struct found *found = finding_add(f, none, (struct stretch){ verb->group.first, next + 1 }, verb->left,
                                          verb->row);
        if (found)
            finding_add_piece(
                f, found,
                (struct stretch){ next + 1, clause_content_end(v, next + 1 < u->end ? next + 1 : next, u->end) });
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
    bool goes_on = view_is_comma(v, right.end) || view_is_sign(v, right.end, ':') || v->quoted[right.end] ||
                   v->glue[right.end] == GLUE_THAT;
    return goes_on && verb->left.first != u->first &&
           (v->mention[right.end - 1] || v->glue[right.first] == GLUE_ARTICLE);
}

/* Whose verb it is that a conjunction ties to the clause before: the subject of the outermost of those that
 * stand in one another ("A said that B had seen nothing, and called on C": A called). */
static struct stretch coordinated_subject(const struct finder *f)
{
    size_t k = f->count - 1;
    while (k > f->unit_from) {
        const struct found *outer = &f->at[k - 1];
        uint32_t cue = f->at[k].cue.first;
        if (stretch_is_empty(outer->source) || cue < outer->content[0].first ||
            cue >= outer->content[outer->pieces - 1].end)
            break;
        k--;
    }
    return f->at[k].source;
}

/* Who says it, before or behind the verb; empty where nobody is found. */
static struct stretch subject_of(const struct finder *f, const struct unit *u, const struct verb *verb, bool *inverted)
{
    const struct view *v = &f->view;
    uint32_t before = verb->group.first - 1;
    if (!stretch_is_empty(verb->left)) {
        *inverted = !f->is_english && is_subject_behind(f, u, verb);
        return *inverted ? verb->right : verb->left;
    }
    bool coordinated = verb->group.first > u->first && f->count > f->unit_from &&
                       (clause_is_coordinator(v, before) || view_is_comma(v, before));
    if (coordinated)
        return coordinated_subject(f);
    *inverted = !f->is_english && !stretch_is_empty(verb->right);
    return *inverted ? verb->right : verb->left;
}

/* X said [that] CONTENT; "On Monday said X, that CONTENT" where subjects may stand behind their verb. */
static uint32_t read_before_content(struct finder *f, const struct unit *u, const struct verb *verb)
{
    const struct view *v = &f->view;
    bool inverted = false;
    struct stretch source = subject_of(f, u, verb, &inverted);
    uint32_t behind = inverted ? source.end : verb->group.end;
    if (stretch_is_empty(source))
        return verb->group.end;
    struct stretch particle = { 0, 0 };
    if (!clause_find_particle(v, verb->row, verb->group.end, u->end, &particle))
        return verb->group.end;
    uint32_t limit = u->end;
    if (particle.end >= u->end ||
        (particle.end && clause_closes(v, particle.end, u) && !clause_follows(v, particle.end, u)))
        limit = particle.first;
    else if (particle.end > behind && particle.first <= behind + ADJUNCT_WORDS)
        behind = particle.end;
    uint32_t begin = clause_content_begin(v, verb->row, behind, limit);
    if (begin >= limit)
        return verb->group.end;
    struct stretch cue = verb->group;
    if (!inverted && begin > cue.end && begin - cue.end <= ADJUNCT_WORDS && particle.end == 0)
        cue.end = begin;
    while (cue.end > verb->group.end && v->tokens->at[cue.end - 1].kind == TOKEN_PUNCTUATION &&
           !v->quoted[cue.end - 1] && !view_is_sign(v, cue.end - 1, ':'))
        cue.end--;
    struct found *found = finding_add(f, source, cue, (struct stretch){ begin, clause_content_end(v, begin, limit) },
                                      verb->row);
    if (found)
        found->particle = particle;
    set_stance(found, v);
    return begin > verb->group.end ? begin : verb->group.end;
}

/* "did not comment" and the like say something by themselves. */
static void read_refusal(struct finder *f, const struct verb *verb)
{
    if (verb->row->stance == STANCE_REFUSES && !stretch_is_empty(verb->left))
        finding_add(f, verb->left, verb->group, verb->group, verb->row);
}

uint32_t verb_finite(struct finder *f, const struct unit *u, uint32_t i)
{
    struct verb verb;
    if (!read_verb(f, u, i, &verb)) {
        const struct cue_row *noun = noun_row(f, f->view.cue[i].row);
        return noun ? noun_read(f, u, i, noun) : f->view.cue[i].end;
    }
    if (read_as_clause(f, u, &verb) || read_pointer(f, u, &verb))
        return f->taken > verb.group.end ? f->taken : verb.group.end;
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
uint32_t verb_gerund(struct finder *f, const struct unit *u, uint32_t i)
{
    const struct view *v = &f->view;
    const struct cue_at *cue = &v->cue[i];
    struct verb verb;
    if (read_verb(f, u, i, &verb))
        return read_before_content(f, u, &verb);
    bool set_off = i == u->first || view_is_comma(v, i - 1) || clause_is_coordinator(v, i - 1) ||
                   v->glue[i - 1] == GLUE_PREPOSITION || v->glue[i - 1] == GLUE_CONJUNCTION ||
                   v->glue[i - 1] == GLUE_ADVERB || v->quoted[i - 1];
    if (!set_off) {
        const struct cue_row *noun = noun_row(f, cue->row);
        return noun ? noun_read(f, u, i, noun) : cue->end;
    }
    uint32_t begin = clause_content_begin(v, cue->row, cue->end, u->end);
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
    uint32_t end = clause_content_end(v, begin, u->end);
    if (i == u->first)
        for (uint32_t k = begin; k < end; k++)
            if (view_is_comma(v, k) && !v->quoted[k]) {
                end = k;
                source = phrase_behind(v, k + 1, u->end);
                break;
            }
    if (stretch_is_empty(source))
        return cue->end;
    struct found *found = finding_add(
        f, source,
        (struct stretch){ i, begin < cue->end + 3 && begin > cue->end && v->glue[begin - 1] != GLUE_NONE ? begin
                                                                                                         : cue->end },
        (struct stretch){ begin, end }, cue->row);
    set_stance(found, v);
    return begin;
}
