#include "annotate/verb_second.h"

#include "annotate/adverbial.h"
#include "annotate/field.h"

struct reading {
    const struct cue_row *row;
    struct stretch cue, particle;
    uint32_t clause;          /* where the clause of the cue begins */
    uint32_t head;            /* its finite verb */
    uint32_t behind;          /* behind verb and subject */
    struct stretch source;
    enum opening opening;
    bool is_final, passive, leads;   /* leads: the verb is the first word of its clause */
};

/* ---- which row, which verb ---- */

/* "mit" at the end of the clause; for rows that take 'v' the word at any place behind the verb, or as "davon". */
static bool find_particle(const struct view *v, const struct cue_row *row, uint32_t verb, uint32_t floor, uint32_t end,
                          struct stretch *particle)
{
    enum { PARTICLE_WORDS = 45 };
    uint32_t first = v->cue[verb].end;
    bool anywhere = clause_takes(row, 'v');
    if (anywhere)
        first = field_begin(v, verb, floor);
    for (uint32_t i = first; i < end && i < first + PARTICLE_WORDS; i++) {
        if (v->quoted[i])
            continue;
        if (anywhere && i > verb && field_breaks(v, i))
            return false;
        if (view_is_sign(v, i, ':') || view_is_sign(v, i, ';') || v->glue[i] == GLUE_THAT)
            return false;
        struct span word = token_folded(v->tokens, i);
        bool same = span_equal(word, row->particle) ||
                    (anywhere && span_starts(word, SPAN("da")) && span_ends(word, row->particle));
        if (same && (anywhere || field_closes(v, i + 1, end))) {
            *particle = (struct stretch){ i, i + 1 };
            return true;
        }
    }
    return false;
}

/* "meldete das Patent an": a part of the verb closes the clause, so that it is another verb. */
static bool ends_with_prefix(const struct view *v, uint32_t i, uint32_t end)
{
    static const char *const prefixes[] = { "an", "ab",  "auf", "aus",    "ein", "fest",
                                            "vor", "zu", "zurück", "um", "teil" };
    uint32_t from = i;
    while (i < end && !field_breaks(v, i) && !v->quoted[i])
        i++;
    for (size_t k = 0; i > from && k < sizeof prefixes / sizeof *prefixes; k++)
        if (view_is(v, i - 1, span_of(prefixes[k])))
            return true;
    return false;
}

/* The row whose particle is there, else one without. */
static const struct cue_row *pick_row(const struct view *v, uint32_t verb, uint32_t floor, uint32_t end,
                                      struct stretch *particle)
{
    const struct cue_row *plain = NULL;
    for (const struct cue_row *row = v->cue[verb].row; row; row = table_next(&cue_table, row)) {
        if (!lexicon_speaks(row->language, v->language) || (row->form != CUE_FINITE && row->form != CUE_PARTICIPLE))
            continue;
        if (!row->particle.len)
            plain = plain ? plain : row;
        else if (find_particle(v, row, verb, floor, end, particle))
            return row;
    }
    *particle = (struct stretch){ 0, 0 };
    return ends_with_prefix(v, v->cue[verb].end, end) ? NULL : plain;
}

static bool is_passive(const struct view *v, uint32_t i)
{
    struct span word = token_folded(v->tokens, i);
    return span_starts(word, SPAN("wurde")) || span_equal(word, SPAN("worden")) || span_equal(word, SPAN("wird")) ||
           span_equal(word, SPAN("werden")) || span_equal(word, SPAN("werde"));
}

static bool opens_subordinate(const struct view *v, uint32_t i, enum opening opening)
{
    return v->glue[i] == GLUE_THAT || opening == OPENING_SUBORDINATE || opening == OPENING_CONDITION ||
           opening == OPENING_QUESTION || opening == OPENING_RELATIVE;
}

/* The finite verb of the cue's clause, and with it what the cue is made of; false where it has none. */
static bool find_head(const struct view *v, struct reading *r, uint32_t i, uint32_t end, uint32_t limit)
{
    bool closes = field_closes(v, end, limit), is_participle = r->row->form == CUE_PARTICIPLE;
    bool auxiliary_behind = end < limit && v->glue[end] == GLUE_AUXILIARY && field_closes(v, end + 1, limit);
    bool subordinate = opens_subordinate(v, r->clause, r->opening);
    r->head = i;
    if (auxiliary_behind && subordinate) {
        r->head = end;
        r->cue.end = end + 1;
        r->is_final = true;
    } else if (is_participle || closes) {
        uint32_t auxiliary = field_auxiliary(v, (struct stretch){ r->clause, i });
        r->is_final = subordinate && closes && auxiliary == i && !is_participle;
        if (is_participle && auxiliary == i)
            return false;
        if (auxiliary < i) {
            r->head = auxiliary;
            r->particle = auxiliary + 1 < i ? r->cue : r->particle;
            r->cue = (struct stretch){ auxiliary, auxiliary + 1 < i ? auxiliary + 1 : end };
        }
    }
    r->passive = r->head != i && (is_passive(v, r->head) || (auxiliary_behind && is_passive(v, end)) ||
                                  (i + 1 < limit && view_is(v, i + 1, SPAN("worden"))));
    return i == 0 || !(v->glue[i - 1] == GLUE_INFINITIVE || view_is(v, i - 1, SPAN("zu")));
}

/* ---- who ---- */

/* ", Louis Gallois, hat": a subject whose apposition or relative clause closes right before the verb. */
static struct stretch subject_with_commas(const struct finder *f, const struct unit *u, uint32_t verb)
{
    const struct view *v = &f->view;
    uint32_t first = u->first;
    while (first < verb && clause_is_coordinator(v, first))
        first++;
    struct stretch head = nominal_behind(v, first, verb);
    struct stretch whole = { first, verb - 1 };
    bool closes = head.end > first && head.end + 1 < verb && view_is_comma(v, head.end);
    bool verbless = !closes && head.end > first && !v->quoted[first];
    if (!(closes || verbless) || field_has_main_verb(v, whole) || !nominal_may_be_subject(v, head))
        return (struct stretch){ verb, verb };
    return whole;
}

/* The subject right behind the verb: "sagte [am Montag] der Sprecher". */
static struct stretch subject_behind(const struct view *v, uint32_t verb, uint32_t end)
{
    enum { SKIPPED = 6 };
    for (uint32_t i = verb + 1; i < end && i <= verb + SKIPPED && !v->quoted[i]; i++) {
        struct stretch subject = nominal_behind(v, i, end);
        bool reflexive = view_is(v, i, SPAN("sich"));
        if (!stretch_is_empty(subject) && !reflexive && nominal_may_be_subject(v, subject))
            return subject;
        if (field_breaks(v, i) || view_is_sign(v, i, '('))
            break;
        if (!stretch_is_empty(subject) && !reflexive)
            i = subject.end - 1;
    }
    return (struct stretch){ verb + 1, verb + 1 };
}

/* The subject of a clause whose verb closes it: "der betonte", "wie die Polizei mitteilte", "bei dem sie sagte". */
static struct stretch subject_final(const struct view *v, const struct reading *r)
{
    uint32_t first = r->clause + 1;
    struct stretch opener = { r->clause, r->clause + 1 };
    bool relative = r->opening == OPENING_RELATIVE && v->glue[r->clause] != GLUE_PREPOSITION;
    if (!relative && v->glue[r->clause] == GLUE_PREPOSITION)
        first++;
    while (first < r->cue.first && v->glue[first] == GLUE_ADVERB)
        first++;
    struct stretch next = nominal_behind(v, first, r->cue.first);
    bool takes_next = !stretch_is_empty(next) && nominal_may_be_subject(v, next);
    bool oblique = relative && !nominal_may_be_subject(v, opener);
    if (relative && !oblique && !(takes_next && v->glue[next.first] == GLUE_PRONOUN))
        return opener;
    return takes_next ? next : (struct stretch){ first, first };
}

static bool has_person(const struct view *v, struct stretch s)
{
    for (uint32_t i = s.first; i < s.end; i++)
        if (v->mention[i])
            return true;
    return false;
}

/* Whether what stands before the verb is an object, and the subject stands behind: "Der Zeitung sagte Weber:". */
static bool is_object_before(const struct view *v, struct stretch before, struct stretch behind)
{
    if (stretch_is_empty(behind))
        return false;
    bool neuter = before.end == before.first + 1 && (view_is(v, before.first, SPAN("das")) ||
                                                     view_is(v, before.first, SPAN("dies")));
    if (!nominal_may_be_subject(v, before) || neuter)
        return true;
    if (v->glue[behind.first] == GLUE_PRONOUN)
        return true;
    return v->mention[behind.first] && !has_person(v, before) && v->glue[before.first] == GLUE_ARTICLE;
}

/* "von der Bewegung" in a passive clause. */
static struct stretch agent_of(const struct view *v, uint32_t first, uint32_t verb, uint32_t end)
{
    for (uint32_t i = first; i + 1 < end && !(i > verb && field_breaks(v, i)); i++)
        if (!v->quoted[i] && (i == first || i > verb) && (view_is(v, i, SPAN("von")) || view_is(v, i, SPAN("vom"))))
            return nominal_behind(v, i + 1, end);
    return (struct stretch){ first, first };
}

/* "heißt es in einem Bericht", "aus Militärkreisen verlautete" */
static struct stretch place_of(const struct view *v, const struct reading *r, uint32_t end)
{
    for (uint32_t i = r->clause; i + 1 < end && !(i > r->head && field_breaks(v, i)); i++)
        if (!v->quoted[i] && v->glue[i] == GLUE_PREPOSITION && view_is_word(v, i)) {
            struct stretch place = nominal_behind(v, i + 1, end);
            if (!stretch_is_empty(place) && v->glue[place.first] != GLUE_PRONOUN && v->glue[place.first] != GLUE_TIME)
                return place;
        }
    return (struct stretch){ r->clause, r->clause };
}

static void find_source(const struct finder *f, const struct unit *u, struct reading *r)
{
    const struct view *v = &f->view;
    uint32_t first = r->clause, head = r->head;
    r->behind = r->cue.end > head + 1 ? r->cue.end : head + 1;
    r->leads = first == head;
    if (clause_takes(r->row, 'h')) {
        r->source = place_of(v, r, u->end);
        return;
    }
    if (r->passive) {
        r->source = agent_of(v, first, r->is_final ? first : head, u->end);
        return;
    }
    if (r->is_final) {
        r->source = subject_final(v, r);
        return;
    }
    struct stretch behind = subject_behind(v, r->cue.end - 1 > head ? head : r->cue.end - 1, u->end);
    while (first < head && (v->glue[first] == GLUE_ADVERB || clause_is_coordinator(v, first)))
        first++;
    struct stretch before = nominal_behind(v, first, head);
    if (first + 1 == head && v->glue[first] == GLUE_ARTICLE)
        before.end = head;
    bool subject_leads = !stretch_is_empty(before) && field_opening(v, first) != OPENING_ADVERB &&
                         !is_object_before(v, before, behind);
    if (subject_leads) {
        r->source = (struct stretch){ first, head };
        while (r->source.end > before.end && v->glue[r->source.end - 1] == GLUE_ADVERB)
            r->source.end--;
        return;
    }
    bool pronoun = !stretch_is_empty(behind) && v->glue[behind.first] == GLUE_PRONOUN;
    if (r->leads && !pronoun && head > u->first && view_is_comma(v, head - 1)) {
        r->source = subject_with_commas(f, u, head);
        r->leads = stretch_is_empty(r->source);
        if (!r->leads)
            return;
    }
    bool coordinated = r->leads && head > u->first && clause_is_coordinator(v, head - 1);
    if (coordinated && f->count > f->unit_from) {
        r->source = f->at[f->count - 1].source;
    } else if (coordinated) {
        r->source = nominal_behind(v, u->first, head);
    } else {
        r->source = behind;
        if (behind.end > r->behind)
            r->behind = behind.end;
    }
}

/* A subject has no verb of its own but in a clause between commas. */
static bool holds_together(const struct view *v, struct stretch source)
{
    for (uint32_t i = source.first; i < source.end; i++)
        if (field_breaks(v, i))
            return true;
    return !field_has_main_verb(v, source);
}

/* ---- what ---- */

static void add(struct finder *f, const struct reading *r, struct stretch content)
{
    struct found *found = finding_add(f, r->source, r->cue, content, r->row);
    if (found)
        found->particle = r->particle;
}

static struct stretch content_at(const struct view *v, uint32_t begin, uint32_t end)
{
    return (struct stretch){ begin, begin < end ? clause_content_end(v, begin, end) : end };
}

/* What is said in a relative or other clause ends where the verb of the sentence follows: ", trat zurück". */
static struct stretch content_within(const struct view *v, struct stretch content)
{
    for (uint32_t i = content.first; i + 1 < content.end; i++)
        if (view_is_comma(v, i) && !v->quoted[i] && field_is_finite(v, i + 1))
            content.end = i;
    return content;
}

/* "wie die Polizei mitteilte": the rest of the sentence is the content. */
static bool read_as_clause(struct finder *f, const struct unit *u, const struct reading *r)
{
    const struct view *v = &f->view;
    if (!r->is_final || !(view_is(v, r->clause, SPAN("wie"))))
        return false;
    uint32_t from = u->first > f->taken ? u->first : f->taken, end = r->cue.end;
    struct stretch before = { from, r->clause > from ? r->clause : from }, behind = { end, u->end };
    if (r->source.end > end)
        behind.first = r->source.end;
    bool leads = clause_words(v, before) < 2;
    size_t count = f->count;
    add(f, r, leads ? behind : before);
    if (!leads && f->count > count && end < u->end && view_is_comma(v, end))
        finding_add_piece(f, &f->at[count], behind);
    return true;
}

/* "..., sagte Weber": the verb stands first behind what was said. */
static bool read_behind_content(struct finder *f, const struct unit *u, const struct reading *r)
{
    const struct view *v = &f->view;
    uint32_t to = r->clause;
    bool parted = to > u->first && (view_is_comma(v, to - 1) || view_is_dash(v, to - 1) || v->quoted[to - 1] ||
                                    view_is_stop(v, to - 1));
    bool so = !r->leads && r->head == to + 1 && view_is(v, to, SPAN("so"));
    if (!parted || r->is_final || !(r->leads || so))
        return false;
    struct stretch content = finding_left(f, u, to);
    if (clause_words(v, content) < 2 || !(v->quoted[to - 1] || v->quoted[to - 2] || field_has_main_verb(v, content)))
        return false;
    add(f, r, content);
    struct found *found = &f->at[f->count - 1];
    uint32_t i = r->behind;
    while (i < u->end && i < r->behind + ADJUNCT_WORDS && !v->quoted[i])
        i++;
    if (i < u->end && v->quoted[i] && v->quoted[found->content[0].end - 1])
        finding_add_piece(f, found, content_at(v, i, u->end));
    else if (r->behind < u->end && view_is_comma(v, r->behind) && r->behind + 1 < u->end &&
             v->glue[r->behind + 1] == GLUE_THAT)
        finding_add_piece(f, found, content_at(v, r->behind + 1, u->end));
    return true;
}

/* "nannte den Plan „unseriös“": the words in quotation marks within the clause. */
static bool read_quoted_object(struct finder *f, const struct unit *u, const struct reading *r)
{
    const struct view *v = &f->view;
    if (!clause_takes(r->row, 'q') || stretch_is_empty(r->source))
        return false;
    for (uint32_t i = r->head + 1; i < u->end && !field_breaks(v, i); i++)
        if (v->quoted[i] && !(i >= r->source.first && i < r->source.end)) {
            const struct quotation *q = &v->quotations.at[v->quoted[i] - 1];
            add(f, r, (struct stretch){ i, q->end < u->end ? q->end : u->end });
            return true;
        }
    return false;
}

/* "Das teilte Weber mit.": the sentence before is the content. */
static bool read_pointer(struct finder *f, const struct reading *r)
{
    const struct view *v = &f->view;
    bool neuter = view_is(v, r->clause, SPAN("das")) || view_is(v, r->clause, SPAN("dies")) ||
                  view_is(v, r->clause, SPAN("davon"));
    bool points = r->head == r->clause + 1 && neuter && r->source.first > r->head && !r->passive;
    if (!points || stretch_is_empty(f->before) || f->before.end > r->clause)
        return false;
    size_t count = f->count;
    add(f, r, f->before);
    if (f->count == count)
        return false;
    f->at[count].refers = f->before;
    finding_add_piece(f, &f->at[count], (struct stretch){ r->clause, r->clause + 1 });
    return true;
}

/* "Wie die Sprecherin, Anna Weber, mitteilte": the clause of the verb at i begins before the comma. */
static void open_as_clause(const struct view *v, const struct unit *u, uint32_t i, struct reading *r)
{
    enum { BACK = 30 };
    for (uint32_t k = i; k > u->first && k + BACK > i; k--)
        if (view_is(v, k - 1, SPAN("wie")) && !v->quoted[k - 1] && (k - 1 == u->first || field_breaks(v, k - 2))) {
            r->clause = k - 1;
            r->opening = OPENING_QUESTION;
            return;
        }
}

/* "die angekündigten Streiks": a participle between an article and its noun. */
static bool is_attribute(const struct view *v, uint32_t i, uint32_t floor, uint32_t limit)
{
    uint32_t end = v->cue[i].end;
    if (i == floor || end >= limit || !view_is_capital(v, end) || v->quoted[end])
        return false;
    struct span before = token_folded(v->tokens, i - 1);
    bool adjective = v->glue[i - 1] == GLUE_NONE && !view_is_capital(v, i - 1) && view_is_word(v, i - 1) &&
                     (span_ends(before, SPAN("en")) || span_ends(before, SPAN("er")) || span_ends(before, SPAN("e")));
    return adjective || v->glue[i - 1] == GLUE_ARTICLE || v->glue[i - 1] == GLUE_POSSESSIVE ||
           v->glue[i - 1] == GLUE_PREPOSITION;
}

/* Reads the verb at token i; true where a content was found.  *tells: a statement that the sentence tells of. */
static bool read_verb(struct finder *f, const struct unit *u, uint32_t i, struct reading *tells)
{
    const struct view *v = &f->view;
    uint32_t end = v->cue[i].end;
    struct reading r = { .clause = field_begin(v, i, u->first) };
    r.opening = field_opening(v, r.clause);
    if (r.opening == OPENING_RELATIVE && (r.clause == u->first || !view_is_comma(v, r.clause - 1)))
        r.opening = OPENING_NONE;
    if (r.clause == i && field_closes(v, end, u->end))
        open_as_clause(v, u, i, &r);
    r.cue = (struct stretch){ i, end };
    r.row = pick_row(v, i, u->first, u->end, &r.particle);
    if (!r.row || is_attribute(v, i, u->first, u->end) || !find_head(v, &r, i, end, u->end))
        return false;
    find_source(f, u, &r);
    if (!holds_together(v, r.source))
        return false;
    if (read_as_clause(f, u, &r) || read_behind_content(f, u, &r))
        return true;
    if (stretch_is_empty(r.source) && !r.passive && !clause_takes(r.row, 'h'))
        return false;
    uint32_t behind = i + 1 > r.behind ? end : r.behind;
    bool sentence_goes_on = r.is_final && behind + 1 < u->end && view_is_comma(v, behind) &&
                            field_is_finite(v, behind + 1);
    uint32_t begin = sentence_goes_on ? u->end : field_content(v, behind, u->end);
    bool clause = clause_takes(r.row, 'c') || clause_takes(r.row, 't') || (begin < u->end && v->quoted[begin]);
    if (begin < u->end && clause) {
        struct stretch content = content_at(v, begin, u->end);
        add(f, &r, r.is_final ? content_within(v, content) : content);
        return true;
    }
    if (read_quoted_object(f, u, &r) || read_pointer(f, &r))
        return true;
    if (!tells->row && clause_takes(r.row, 'n') && !r.is_final && !stretch_is_empty(r.source))
        *tells = r;
    return false;
}

/* ---- the unit ---- */

/* "nehme", "resultiere": no table has every verb; what ends so and is no adjective stands in the subjunctive. */
static bool ends_like_mood(const struct view *v, uint32_t i, uint32_t end)
{
    struct span word = token_folded(v->tokens, i);
    bool ends = word.len >= 5 && span_ends(word, SPAN("e")) && !span_ends(word, SPAN("te"));
    if (i == 0 || !ends || !view_is_word(v, i) || v->glue[i] != GLUE_NONE || v->mention[i])
        return false;
    bool behind_noun = view_is_capital(v, i - 1) || v->glue[i - 1] == GLUE_PRONOUN;
    bool before_small = i + 1 >= end || v->glue[i + 1] != GLUE_NONE || field_breaks(v, i + 1);
    return behind_noun && before_small && !v->cue[i].row;
}

bool verb_second_reports(const struct view *v, const struct unit *u)
{
    for (uint32_t i = u->first; i < u->end; i++) {
        bool opens = i == u->first || field_breaks(v, i - 1);
        enum opening opening = opens ? field_opening(v, i) : OPENING_NONE;
        bool subordinate = opens && (opening == OPENING_SUBORDINATE || opening == OPENING_CONDITION ||
                                     (opening == OPENING_RELATIVE && i > u->first) || opening == OPENING_QUESTION);
        if (subordinate) {
            while (i < u->end && !field_breaks(v, i))
                i++;
        } else if (verb_second_mood(v, i, u->end) == 2) {
            return true;
        } else if (field_is_finite(v, i)) {
            return false;
        }
    }
    return false;
}

int verb_second_mood(const struct view *v, uint32_t i, uint32_t end)
{
    if (v->quoted[i] || (v->tokens->at[i].shape & TOKEN_CAPITAL))
        return 0;
    for (const struct cue_row *row = v->cue[i].row; row; row = table_next(&cue_table, row))
        if (row->form == CUE_MOOD && lexicon_speaks(row->language, v->language))
            return !clause_takes(row, 'u') && !clause_takes(row, 'f') ? 2 : field_closes(v, i + 1, end) ? 0 : 1;
    return ends_like_mood(v, i, end) ? 2 : 0;
}

void verb_second_read(struct finder *f, const struct unit *u)
{
    const struct view *v = &f->view;
    struct reading tells = { 0 };
    for (uint32_t i = u->first; i < u->end;) {
        const struct cue_row *row = v->cue[i].row;
        uint32_t next = v->cue[i].end;
        bool capital = (v->tokens->at[i].shape & TOKEN_CAPITAL) && next == i + 1;
        if (!row || v->quoted[i]) {
            i = next > i ? next : i + 1;
            continue;
        }
        if (row->form == CUE_BEFORE || row->form == CUE_AFTER)
            next = adverbial_read(f, u, i);
        else if (row->form == CUE_NOUN && (v->tokens->at[i].shape & TOKEN_CAPITAL))
            adverbial_noun(f, u, i);
        else if (row->form != CUE_MOOD && row->form != CUE_NOUN && !capital)
            read_verb(f, u, i, &tells);
        i = next > i ? next : i + 1;
    }
    if (tells.row && f->count == f->unit_from) {
        struct stretch none = { u->first, u->first };
        struct found *found = finding_add(f, tells.source, none, (struct stretch){ u->first, u->end }, tells.row);
        if (found)
            found->tells = true;
    }
}
