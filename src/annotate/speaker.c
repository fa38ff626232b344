#include "annotate/speaker.h"

#include "base/hash.h"
#include "base/map.h"
#include "tables/source_word.h"

enum {
    MENTIONS_BACK = 12,      /* a pronoun means nobody who was named longer ago */
    SPEECH_BACK = 900,       /* bytes: nor somebody who spoke longer ago */
    SOURCE_WORDS = 8,        /* a longer source is no role */
    HOLDERS_LOOKED = 16,
    SHARED_LETTERS = 5       /* that two spellings of a word share: "defence", "defense" */
};

/* One word of a person's role or an organisation's name, and whose it is. */
struct holder { uint32_t entity, next; };    /* next: number + 1 of another with the same word */

struct finder {
    const struct view *view;
    const struct annotations *notes;
    struct arena scratch;
    bool indexed;
    struct map words;            /* hash of a word -> number of its newest holder + 1 */
    struct holder *holders;
    size_t holder_count, holder_room;
    struct arena growing;
    uint32_t last, last_at;      /* the person who spoke last, and where */
    enum gender last_gender;     /* also where only a pronoun has told it */
};

/* ---- the source's tokens ---- */

static struct stretch tokens_of(const struct finder *f, struct mark at)
{
    const struct tokens *tokens = f->view->tokens;
    struct stretch s = { token_at(tokens, at.from), 0 };
    for (s.end = s.first; s.end < tokens->count && tokens->at[s.end].at.from < at.to; s.end++)
        ;
    return s;
}

static bool is_clitic(const struct finder *f, uint32_t i)
{
    return (f->view->tokens->at[i].shape & TOKEN_CLITIC) != 0;
}

static enum source_use use_of(const struct finder *f, uint32_t i)
{
    const struct source_word_row *row = table_find(&source_word_table, token_folded(f->view->tokens, i));
    for (; row; row = table_next(&source_word_table, row))
        if (lexicon_speaks(row->language, f->view->language))
            return (enum source_use)row->use;
    return SOURCE_NONE;
}

static const struct mention *mention_at(const struct finder *f, uint32_t i)
{
    return f->view->mention[i] ? &f->notes->mentions.at[f->view->mention[i] - 1] : NULL;
}

/* The first token behind the mention that token i stands in. */
static uint32_t behind_mention(const struct finder *f, uint32_t i, uint32_t end)
{
    uint32_t number = f->view->mention[i];
    while (i < end && f->view->mention[i] == number)
        i++;
    return i;
}

/* Whether a name is only beside what the source is: "Adder | 's lawyer", "Adder | campaign officials". */
static bool is_beside(const struct finder *f, uint32_t behind, uint32_t end)
{
    if (behind >= end || !view_is_word(f->view, behind))
        return false;
    if (is_clitic(f, behind))
        return behind + 1 < end;
    return f->view->glue[behind] == GLUE_NONE && !(f->view->tokens->at[behind].shape & TOKEN_CAPITAL);
}

/* ---- names ---- */

/* The first entity of `type` in the source that it is about; with `any`, also one that it only names. */
static uint32_t named_in(const struct finder *f, struct stretch source, uint8_t type, bool any)
{
    for (uint32_t i = source.first, next; i < source.end; i = next) {
        const struct mention *m = mention_at(f, i);
        next = m ? behind_mention(f, i, source.end) : i + 1;
        if (!m && !any && f->view->glue[i] == GLUE_PREPOSITION)
            return ENTITY_NONE;
        if (m && m->type == type && (any || !is_beside(f, next, source.end)))
            return m->entity;
    }
    return ENTITY_NONE;
}

/* Whether the source's own noun, before any "of" or "in", names nobody in particular. */
static bool is_anybody(const struct finder *f, struct stretch source)
{
    for (uint32_t i = source.first; i < source.end; i++) {
        if (f->view->glue[i] == GLUE_PREPOSITION && !f->view->mention[i])
            return false;
        if (!f->view->mention[i] && view_is_word(f->view, i) && use_of(f, i) == SOURCE_ANYBODY)
            return true;
    }
    return false;
}

static uint32_t named(const struct finder *f, struct stretch source)
{
    if (source.end == source.first + 1 && use_of(f, source.first) == SOURCE_ANYBODY)
        return ENTITY_NONE;     /* a capital at a sentence's begin may have made a name of it */
    uint32_t entity = named_in(f, source, ENTITY_PERSON, false);
    if (entity != ENTITY_NONE)
        return entity;
    if (is_anybody(f, source))
        return ENTITY_NONE;
    entity = named_in(f, source, ENTITY_ORGANISATION, true);
    return entity != ENTITY_NONE ? entity : named_in(f, source, ENTITY_PLACE, false);
}

/* ---- roles ---- */

/* What a word is compared by: the gazetteer's id where it has one ("French", "France"), else its letters
 * without an ending. */
static uint64_t word_key(const struct finder *f, uint32_t i)
{
    const struct mention *m = mention_at(f, i);
    if (m && (m->type == ENTITY_OTHER || m->type == ENTITY_PLACE))
        return f->notes->entities.at[m->entity].key;
    return hash_span(lexicon_bare(token_folded(f->view->tokens, i)));
}

static bool is_content(const struct finder *f, uint32_t i)
{
    bool is_name = f->view->mention[i] != 0;
    return view_is_word(f->view, i) && !is_clitic(f, i) && (is_name || f->view->glue[i] == GLUE_NONE);
}

static void add_key(struct finder *f, uint64_t key, uint32_t entity)
{
    uint32_t *head = map_at(&f->words, key, NULL);
    if (*head && f->holders[*head - 1].entity == entity)
        return;
    ARENA_ROOM(&f->growing, f->holders, f->holder_count, f->holder_room);
    f->holders[f->holder_count++] = (struct holder){ entity, *head };
    *head = (uint32_t)f->holder_count;
}

/* The role that ends a German compound: "Verteidigungs|minister"; the word itself where there is none. */
static struct span compound_head(struct span word)
{
    enum { LEAST_BEFORE = 3, LEAST_HEAD = 6 };
    for (size_t from = LEAST_BEFORE; from + LEAST_HEAD <= word.len; from++) {
        bool inside = ((unsigned char)word.at[from] & 0xc0) == 0x80;
        if (!inside && lexicon_role(span_from(word, from), SPAN("")) == ROLE_HEAD)
            return span_from(word, from);
    }
    return word;
}

static void add_holder(struct finder *f, uint32_t word, uint32_t entity)
{
    if (!is_content(f, word))
        return;
    add_key(f, word_key(f, word), entity);
    struct span folded = token_folded(f->view->tokens, word);
    struct span head = f->view->is_german ? compound_head(folded) : folded;
    if (head.len < folded.len)
        add_key(f, hash_span(lexicon_bare(head)), entity);
}

static uint64_t surname_key(const struct finder *f, uint32_t i)
{
    return hash_mix(hash_span(lexicon_bare(token_folded(f->view->tokens, i))), ENTITY_PERSON);
}

static void add_surname(struct finder *f, uint32_t entity)
{
    const struct entity *e = &f->notes->entities.at[entity];
    uint32_t from = (uint32_t)(e->name.at - f->view->text.at);
    struct stretch name = tokens_of(f, (struct mark){ from, from + (uint32_t)e->name.len });
    if (e->type == ENTITY_PERSON && name.end > name.first)
        add_key(f, surname_key(f, name.end - 1), entity);
}

/* The words of an entity that "the ..." may stand for it by: of a person its role, of a body its name. */
static struct stretch words_held(const struct finder *f, uint32_t entity)
{
    const struct entity *e = &f->notes->entities.at[entity];
    bool is_person = e->type == ENTITY_PERSON, is_body = e->type == ENTITY_ORGANISATION;
    struct span words = is_person ? e->role : e->name;
    if (!words.len || !(is_person || is_body))
        return (struct stretch){ 0, 0 };
    uint32_t from = (uint32_t)(words.at - f->view->text.at);
    return tokens_of(f, (struct mark){ from, from + (uint32_t)words.len });
}

static void index_roles(struct finder *f)
{
    f->indexed = true;
    f->words = map_in(&f->scratch, 32);
    for (uint32_t e = 0; e < f->notes->entities.count; e++) {
        struct stretch held = words_held(f, e);
        for (uint32_t i = held.first; i < held.end && i < held.first + PHRASE_WORDS; i++)
            add_holder(f, i, e);
        add_surname(f, e);
    }
}

static bool is_same_word(const struct finder *f, uint32_t a, uint32_t b)
{
    struct span x = token_folded(f->view->tokens, a), y = token_folded(f->view->tokens, b);
    bool begins_alike = x.len > SHARED_LETTERS && y.len > SHARED_LETTERS && memcmp(x.at, y.at, SHARED_LETTERS) == 0;
    return begins_alike || word_key(f, a) == word_key(f, b) ||
           (f->view->is_german && span_equal(compound_head(y), x));
}

/* Whether all that the source says is said of the entity. */
static bool holds_all(const struct finder *f, struct stretch source, uint32_t entity)
{
    struct stretch held = words_held(f, entity);
    held.end = held.end > held.first + PHRASE_WORDS ? held.first + PHRASE_WORDS : held.end;
    for (uint32_t i = source.first; i < source.end; i++) {
        uint32_t k = held.first;
        while (is_content(f, i) && k < held.end && !is_same_word(f, i, k))
            k++;
        if (k == held.end)
            return false;
    }
    return true;
}

/* "ministers" is more than one. */
static bool is_plural(const struct finder *f, uint32_t i)
{
    struct span word = token_folded(f->view->tokens, i);
    bool is_german = f->view->is_german;
    return !is_german && (span_ends(word, SPAN("s")) || span_ends(word, SPAN("ы")) || span_ends(word, SPAN("и")) ||
                          span_ends(word, SPAN("і")));
}

/* The word that says what the source is: its last role before an "of", where articles lead; the first behind. */
static uint32_t head_of(const struct finder *f, struct stretch source)
{
    uint32_t head = source.end;
    for (uint32_t i = source.first; i < source.end; i++) {
        if (f->view->glue[i] == GLUE_PREPOSITION && !f->view->mention[i])
            break;
        bool is_head = is_content(f, i) && !mention_at(f, i) && map_find(&f->words, word_key(f, i));
        if (is_head && (head == source.end || f->view->is_english))
            head = i;
    }
    return head;
}

/* The kind of entity that a head may stand for: "minister" a person, "ministry" a body, "campaign" neither. */
static uint8_t type_of_head(const struct finder *f, uint32_t head)
{
    struct span word = token_folded(f->view->tokens, head), id;
    if (lexicon_role(word, f->view->language) == ROLE_HEAD)
        return ENTITY_PERSON;
    return lexicon_organisation(word, &id) == ORGANISATION_WORD ? ENTITY_ORGANISATION : ENTITY_OTHER;
}

/* Whether the source speaks of one that is known: by an article, a country's genitive, or in a language that
 * has no articles. */
static bool is_definite(const struct finder *f, struct stretch source)
{
    bool has_no_articles = span_equal(f->view->language, SPAN("ru")) || span_equal(f->view->language, SPAN("uk"));
    if (source.end > source.first + SOURCE_WORDS || use_of(f, source.first) == SOURCE_INDEFINITE)
        return false;
    for (uint32_t i = source.first; i < source.end; i++)
        if (f->view->glue[i] == GLUE_POSSESSIVE || f->view->tokens->at[i].kind == TOKEN_NUMBER)
            return false;
    bool has_owner = mention_at(f, source.first) && source.end > source.first + 2;
    return has_no_articles || has_owner || f->view->glue[source.first] == GLUE_ARTICLE;
}

/* "the minister", "France's defence minister", "министр обороны": the one who holds all of it. */
static uint32_t meant_by_role(struct finder *f, struct stretch source)
{
    if (!is_definite(f, source))
        return ENTITY_NONE;
    if (!f->indexed)
        index_roles(f);
    uint32_t head = head_of(f, source), meant = ENTITY_NONE;
    const uint32_t *at = head < source.end && !is_plural(f, head) ? map_find(&f->words, word_key(f, head)) : NULL;
    uint8_t type = at ? type_of_head(f, head) : ENTITY_OTHER;
    unsigned looked = 0;
    for (uint32_t i = at ? *at : 0; i; i = f->holders[i - 1].next) {
        uint32_t entity = f->holders[i - 1].entity;
        if (looked++ == HOLDERS_LOOKED)
            return ENTITY_NONE;
        if (f->notes->entities.at[entity].type != type || !holds_all(f, source, entity))
            continue;
        if (meant != ENTITY_NONE)
            return ENTITY_NONE;
        meant = entity;
    }
    return meant;
}

/* A surname that nothing but an earlier name shows to be one: in German a noun has a capital, too. */
static uint32_t meant_by_surname(struct finder *f, struct stretch source)
{
    bool may_be = source.end == source.first + 1 && (f->view->tokens->at[source.first].shape & TOKEN_CAPITAL) &&
                  !f->view->mention[source.first];
    if (!may_be)
        return ENTITY_NONE;
    if (!f->indexed)
        index_roles(f);
    const uint32_t *at = map_find(&f->words, surname_key(f, source.first));
    bool is_one = at && !f->holders[*at - 1].next;
    return is_one ? f->holders[*at - 1].entity : ENTITY_NONE;
}

/* ---- pronouns ---- */

static uint32_t first_mention_from(const struct mentions *mentions, uint32_t at)
{
    uint32_t low = 0, high = mentions->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (mentions->at[middle].at.from >= at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static enum gender gender_of(const struct finder *f, uint32_t entity)
{
    return (enum gender)f->notes->entities.at[entity].gender;
}

/* Whether a name of unknown gender is surely a person's: it has a role, or comes again. */
static bool is_surely_person(const struct finder *f, uint32_t entity)
{
    const struct entity *e = &f->notes->entities.at[entity];
    return e->gender == ENTITY_GENDER_UNKNOWN && (e->role.len || e->mentions > 1);
}

/* The mention of the person named last before `at` who may be of `gender`: one of whom it is known, or one of
 * whom nothing is known when nobody nearer is known to have it; NULL where there is none. */
static const struct mention *named_before(const struct finder *f, uint32_t at, enum gender gender)
{
    const struct mentions *mentions = &f->notes->mentions;
    uint32_t end = first_mention_from(mentions, at);
    const struct mention *unknown = NULL;
    for (uint32_t back = 1; back <= MENTIONS_BACK && back <= end; back++) {
        const struct mention *m = &mentions->at[end - back];
        if (m->type != ENTITY_PERSON)
            continue;
        if (gender_of(f, m->entity) == gender)
            return m;
        if (!unknown && is_surely_person(f, m->entity))
            unknown = m;
    }
    return unknown;
}

/* The person whose name begins a sentence of this paragraph, outside of quotations: what is told of her goes on. */
static uint32_t subject_before(const struct finder *f, uint32_t at, enum gender gender)
{
    const struct mentions *mentions = &f->notes->mentions;
    uint32_t end = first_mention_from(mentions, at);
    for (uint32_t back = 1; back <= MENTIONS_BACK && back <= end; back++) {
        const struct mention *m = &mentions->at[end - back];
        uint32_t first = token_at(f->view->tokens, m->at.from);
        if (memchr(f->view->text.at + m->at.to, '\n', at - m->at.to))
            return ENTITY_NONE;
        bool begins = first == 0 || (f->view->tokens->at[first].shape & TOKEN_LINE_BEFORE) ||
                      view_is_stop(f->view, first - 1);
        if (begins && m->type == ENTITY_PERSON && !f->view->quoted[first])
            return gender_of(f, m->entity) == gender ? m->entity : ENTITY_NONE;
    }
    return ENTITY_NONE;
}

/* Who spoke last goes on speaking, unless somebody else has become what the paragraph is about, or has been
 * named since and is known to be of the gender that the speaker only may have. */
static uint32_t meant_by_pronoun(const struct finder *f, uint32_t at, enum gender gender)
{
    const struct mention *named = named_before(f, at, gender);
    bool goes_on = f->last != ENTITY_NONE && at - f->last_at < SPEECH_BACK &&
                   (f->last_gender == gender || f->last_gender == GENDER_UNKNOWN);
    if (!goes_on)
        return named ? named->entity : ENTITY_NONE;
    if (f->last_gender == GENDER_UNKNOWN)
        return named && named->at.from > f->last_at && gender_of(f, named->entity) == gender ? named->entity
                                                                                              : f->last;
    bool spoke_before = memchr(f->view->text.at + f->last_at, '\n', at - f->last_at) != NULL;
    uint32_t subject = spoke_before ? subject_before(f, at, gender) : ENTITY_NONE;
    return subject != ENTITY_NONE ? subject : f->last;
}

/* ---- all of it ---- */

/* The gender a pronoun asks for; false where token i is no pronoun of the third person singular. */
static bool is_personal(const struct view *v, uint32_t i, enum gender *gender)
{
    *gender = view_has(v, i, USE_HE) ? GENDER_MALE : GENDER_FEMALE;
    return view_has(v, i, USE_HE | USE_SHE);
}

/* "I" within what somebody says. */
static uint32_t meant_by_self(const struct attributions *all, const struct attribution *a)
{
    bool is_quoted = a->parent < all->count && all->at[a->parent].kind != ATTRIBUTION_INDIRECT;
    return is_quoted ? all->at[a->parent].speaker : ENTITY_NONE;
}

/* The entity of a source, and the gender that a pronoun tells of it. */
static uint32_t speaker_of(struct finder *f, const struct attributions *all, const struct attribution *a,
                           enum gender *gender)
{
    struct stretch source = tokens_of(f, a->source.at[0]);
    bool alone = source.end == source.first + 1;
    *gender = GENDER_UNKNOWN;
    if (stretch_is_empty(source))
        return ENTITY_NONE;
    uint32_t entity = named(f, source);
    if (entity != ENTITY_NONE)
        return entity;
    if (alone && is_personal(f->view, source.first, gender))
        return meant_by_pronoun(f, a->source.at[0].from, *gender);
    *gender = GENDER_UNKNOWN;
    if (alone && use_of(f, source.first) == SOURCE_SELF)
        return meant_by_self(all, a);
    if (is_anybody(f, source))
        return ENTITY_NONE;
    entity = meant_by_surname(f, source);
    return entity != ENTITY_NONE ? entity : meant_by_role(f, source);
}

void speaker_find(struct arena scratch, const struct view *view, const struct annotations *notes,
                  struct attributions attributions)
{
    struct finder f = { .view = view, .notes = notes, .last = ENTITY_NONE };
    f.growing = arena_half(&scratch);
    f.scratch = scratch;
    for (uint32_t i = 0; i < attributions.count; i++) {
        struct attribution *a = &attributions.at[i];
        enum gender told = GENDER_UNKNOWN;
        a->speaker = a->source.count ? speaker_of(&f, &attributions, a, &told) : ENTITY_NONE;
        if (a->speaker != ENTITY_NONE && notes->entities.at[a->speaker].type == ENTITY_PERSON && !a->nested) {
            f.last = a->speaker;
            f.last_at = a->source.at[0].from;
            f.last_gender = told ? told : gender_of(&f, a->speaker);
        }
    }
}
