#include "annotate/speech.h"

#include "annotate/nominal.h"
#include "base/fnv.h"
#include "tables/agency.h"
#include "tables/speech_word.h"
#include "text/normal.h"

enum { WINDOW = 20, BEFORE = 10, BEHIND = 16, KEY_MAX = 64, KEY_WORDS = 3, LEADS = 128, UNKNOWN = 255 };

struct speech {
    struct finder *f;
    const struct annotations *notes;
    uint8_t *kinds;          /* enum speech_word of each vocable, and LEADS; UNKNOWN until asked */
};

/* ---- the words ---- */

static enum speech_word kind_of_hashed(const struct view *v, struct span key, uint32_t hash)
{
    const struct speech_word_row *row = table_find_hashed(&speech_word_table, key, hash);
    while (row && !lexicon_speaks(row->language, v->language))
        row = table_next(&speech_word_table, row);
    return row ? (enum speech_word)row->kind : SPEECH_NONE;
}

static enum speech_word kind_of_key(const struct view *v, struct span key)
{
    return kind_of_hashed(v, key, fnv_hash(key.at, key.len));
}

static enum speech_word kind_of_word(const struct view *v, uint32_t i)
{
    return kind_of_hashed(v, token_folded(v->tokens, i), vocabulary_hash(v->words, i));
}

bool speech_points(const struct view *v, uint32_t i) { return !v->quoted[i] && kind_of_word(v, i) == SPEECH_POINTER; }

static uint8_t ask_kind(const struct view *v, uint32_t i)
{
    bool leads = table_leads(&speech_word_table, vocabulary_hash(v->words, i));
    return (uint8_t)((unsigned)kind_of_word(v, i) | (leads ? LEADS : 0));
}

static inline enum speech_word kind_at(const struct speech *s, uint32_t i)
{
    const struct view *v = &s->f->view;
    uint8_t *kind = &s->kinds[v->words->of[i]];
    if (*kind == UNKNOWN)
        *kind = ask_kind(v, i);
    return (enum speech_word)(*kind & ~LEADS);
}

/* Whether words for citing may begin with token i. */
static bool leads_citing(const struct speech *s, uint32_t i)
{
    return kind_at(s, i) == SPEECH_CITES || (s->kinds[s->f->view.words->of[i]] & LEADS);
}

/* Behind "citing", "unter Berufung auf" at i; i where no such words stand there. */
static uint32_t behind_citing(const struct speech *s, uint32_t i, uint32_t end)
{
    const struct view *v = &s->f->view;
    char room[KEY_MAX];
    size_t length = 0;
    if (!leads_citing(s, i))
        return i;
    for (uint32_t k = i; k < end && k < i + KEY_WORDS && view_is_word(v, k); k++) {
        struct span word = token_folded(v->tokens, k);
        if (length + word.len + 1 > sizeof room)
            break;
        if (k > i)
            room[length++] = ' ';
        memcpy(room + length, word.at, word.len);
        length += word.len;
        bool two_words = k + 1 < end && kind_of_word(v, k + 1) == SPEECH_CITES;
        if (!two_words && kind_of_key(v, (struct span){ room, length }) == SPEECH_CITES)
            return k + 1;
    }
    return i;
}

/* ---- stance ---- */

static bool negates(const struct view *v, uint32_t i)
{
    return v->glue[i] == GLUE_NEGATION || view_has(v, i, USE_NEGATION);
}

/* What lies between the cue and its content, the cue itself included. */
static struct stretch around_cue(const struct found *found)
{
    struct stretch s = found->cue;
    if (!stretch_is_empty(found->particle) && found->particle.first >= s.end && found->particle.first < s.end + WINDOW)
        s.end = found->particle.end;
    if (!stretch_is_empty(found->particle) && found->particle.end <= s.first)
        s.first = found->particle.first;
    uint32_t content = found->content[0].first;
    if (content >= s.end && content < s.end + WINDOW)
        s.end = content;
    return s;
}

static uint8_t stance_of_cue(const struct view *v, struct stretch cue)
{
    for (uint32_t i = cue.first; i < cue.end; i++)
        if (v->cue[i].row && v->cue[i].row->stance != STANCE_SAYS)
            return (uint8_t)v->cue[i].row->stance;
    return STANCE_SAYS;
}

static void find_stance(const struct speech *s, struct found *found)
{
    const struct view *v = &s->f->view;
    bool negated = false, modal = false, comment = false;
    if ((stretch_is_empty(found->cue) && !found->tells) || found->is_layer)
        return;
    struct stretch around = found->tells ? found->content[0] : around_cue(found);
    for (uint32_t i = around.first; i < around.end; i++) {
        bool inside = i >= found->source.first && i < found->source.end;
        if (v->quoted[i] || inside)
            continue;
        enum speech_word kind = kind_at(s, i);
        negated = negated || negates(v, i);
        modal = modal || (kind == SPEECH_MODAL && i < found->cue.end);
        comment = comment || kind == SPEECH_COMMENT;
    }
    for (uint32_t i = found->content[0].first; i < found->content[0].end && i < found->content[0].first + 4; i++)
        comment = comment || (!v->quoted[i] && kind_at(s, i) == SPEECH_COMMENT);
    if (found->stance == STANCE_SAYS)
        found->stance = stance_of_cue(v, found->cue);
    if (comment && (negated || found->stance == STANCE_DENIES))
        found->stance = STANCE_REFUSES;
    else if (negated && found->stance == STANCE_DENIES)
        found->stance = STANCE_SAYS;
    else if (negated && found->stance == STANCE_SAYS)
        found->stance = STANCE_REFUSES;
    else if (modal && found->stance == STANCE_SAYS)
        found->stance = STANCE_MAY_SAY;
}

/* ---- media and those who are cited ---- */

static bool is_agency(const struct speech *s, uint32_t number)
{
    struct arena scratch = *s->f->scratch;
    struct span name = mark_span(s->f->view.text, s->notes->mentions.at[number].at);
    return table_find(&agency_table, text_fold(&scratch, name)) != NULL;
}

static struct stretch mention_at(const struct view *v, uint32_t i)
{
    struct stretch s = { i, i + 1 };
    while (s.first > 0 && v->mention[s.first - 1] == v->mention[i])
        s.first--;
    while (s.end < v->tokens->count && v->mention[s.end] == v->mention[i])
        s.end++;
    return s;
}

/* The outlet that token i names: a news agency, a name with a word for an outlet in or before it, "state media". */
static struct stretch medium_at(const struct speech *s, uint32_t i, uint32_t end)
{
    const struct view *v = &s->f->view;
    struct stretch none = { i, i };
    if (v->mention[i]) {
        const struct mention *m = &s->notes->mentions.at[v->mention[i] - 1];
        struct stretch name = mention_at(v, i);
        bool word = false;
        for (uint32_t k = name.first; k < name.end; k++)
            word = word || (kind_at(s, k) == SPEECH_MEDIUM && name.end > name.first + 1);
        return m->type != ENTITY_PLACE && m->type != ENTITY_PERSON && (word || is_agency(s, v->mention[i] - 1)) ? name
                                                                                                            : none;
    }
    if (kind_at(s, i) != SPEECH_MEDIUM)
        return none;
    const struct quotation *q = i + 1 < end && v->quoted[i + 1] ? &v->quotations.at[v->quoted[i + 1] - 1] : NULL;
    if (q)
        return (struct stretch){ q->first + 1, q->closed ? q->end - 1 : q->end };
    if (i + 1 < end && v->mention[i + 1])
        return mention_at(v, i + 1);
    uint32_t name = i + 1;
    while (name < end && view_is_word(v, name) && view_is_capital(v, name) && !v->quoted[name])
        name++;
    if (name > i + 1)
        return (struct stretch){ i + 1, name };
    uint32_t first = i;
    while (first > 0 && i - first < 3 && v->glue[first - 1] == GLUE_NONE && view_is_word(v, first - 1) &&
           !(v->cue[first - 1].row && v->cue[first - 1].row->form == CUE_FINITE))
        first--;
    return (struct stretch){ first, i + 1 };
}

static bool is_content(const struct found *found, uint32_t i)
{
    for (uint32_t p = 0; p < found->pieces; p++)
        if (i >= found->content[p].first && i < found->content[p].end)
            return true;
    return false;
}

static uint32_t sentence_of(const struct annotations *notes, uint32_t token)
{
    uint32_t low = 0, high = notes->sentences.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (notes->sentences.at[middle].token_end > token)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* "Le journal, citant des enquêteurs, a rapporté": the subject ends where the citing begins. */
static struct stretch source_before(const struct view *v, uint32_t citing, uint32_t floor)
{
    uint32_t end = citing > floor && view_is_comma(v, citing - 1) ? citing - 1 : citing;
    return v->is_german ? nominal_before(v, end, floor) : phrase_before(v, end, floor);
}

/* A medium counts behind or within the cue, or as the source itself: not what the sentence names elsewhere. */
static void find_chain(const struct speech *s, struct found *found, const struct sentence *sentence)
{
    const struct view *v = &s->f->view;
    uint32_t anchor = found->cue.first;
    uint32_t from = anchor > sentence->first_token + BEFORE ? anchor - BEFORE : sentence->first_token;
    uint32_t to = found->cue.end + BEHIND < sentence->token_end ? found->cue.end + BEHIND : sentence->token_end;
    for (uint32_t i = from; i < to; i++) {
        if (kind_at(s, i) == SPEECH_NONE && !v->mention[i] && !leads_citing(s, i))
            continue;
        if (v->quoted[i] || is_content(found, i))
            continue;
        bool source = i >= found->source.first && i < found->source.end;
        if (stretch_is_empty(found->via) && (source || i >= anchor)) {
            struct stretch medium = medium_at(s, i, to);
            bool elsewhere = !source && medium.first < found->source.end && found->source.first < medium.end;
            if (!stretch_is_empty(medium) && !elsewhere)
                found->via = medium;
        }
        bool own = i >= found->cue.first && i < found->cue.end;
        uint32_t behind = stretch_is_empty(found->cited) && !own ? behind_citing(s, i, to) : i;
        if (behind == i || behind >= to)
            continue;
        found->cited = v->is_german ? nominal_behind(v, behind, sentence->token_end)
                                    : phrase_behind(v, behind, sentence->token_end);
        if (found->source.first < found->cited.end && i < found->source.end)
            found->source = source_before(v, i, sentence->first_token);
        i = found->cited.end > i ? found->cited.end - 1 : i;
    }
}

/* ---- what a pointer points at ---- */

static void find_reference(const struct speech *s, struct found *found, uint32_t number)
{
    struct stretch content = found->content[0];
    bool points = found->pieces == 1 && content.end - content.first <= 2 &&
                  kind_at(s, content.end - 1) == SPEECH_POINTER;
    if (!points || number == 0)
        return;
    const struct sentence *before = &s->notes->sentences.at[number - 1];
    found->refers = clause_trim(&s->f->view, (struct stretch){ before->first_token, before->token_end });
}

void speech_complete(struct finder *f, const struct annotations *notes)
{
    struct speech s = { f, notes, arena_take_raw(f->scratch, 1, 1, f->view.words->count) };
    memset(s.kinds, UNKNOWN, f->view.words->count);
    for (size_t i = 0; i < f->count; i++) {
        struct found *found = &f->at[i];
        bool has_cue = !stretch_is_empty(found->cue);
        uint32_t number = sentence_of(notes, has_cue ? found->cue.first : found->content[0].first);
        find_stance(&s, found);
        if (has_cue && number < notes->sentences.count)
            find_chain(&s, found, &notes->sentences.at[number]);
        find_reference(&s, found, number);
    }
}
