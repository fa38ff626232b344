#include "annotate/name_find.h"

#include "annotate/name_reach.h"
#include "annotate/name_role.h"
#include "annotate/name_run.h"
#include "annotate/name_spelling.h"
#include "tables/cue.h"

/* How far the judge must be ahead: to say that a run is no name; that a listed place is something else; that a word that
 * speaks is no person; that a name is not what its first word, a noun in it or before it says. */
enum { MARGIN_NO_NAME = 16, MARGIN_LISTED = 16, MARGIN_SPEAKER = 24, MARGIN_BODY = 40, MARGIN_INSIDE = 16,
       MARGIN_BEFORE = 24 };

static const struct span unlisted;
static const struct mark no_role;
static const struct judgement place_by_word = { ENTITY_PLACE, WEIGHT_WORD, 0 };
static const struct judgement organisation_by_word = { ENTITY_ORGANISATION, WEIGHT_WORD, 0 };

static struct judgement of_listed(struct listed found) { return (struct judgement){ found.type, WEIGHT_LISTED, 0 }; }

void name_add(struct name_finder *f, struct name_run name, struct span id, struct judgement what, struct mark role)
{
    const struct name_view *v = f->view;
    while (name.first < name.end && view_token(v, name.first)->kind == TOKEN_PUNCTUATION)
        name.first++;
    if (name.first >= name.end)
        return;
    struct mark at = { view_token(v, name.first)->at.from, view_token(v, name.end - 1)->at.to };
    ARENA_ROOM(f->keep, f->at, f->count, f->room);
    f->at[f->count++] = (struct sighting){ at, name.first, name.end, role, id, what.type, what.weight };
}

/* Listed names inside of a role: "French" and "Defense Ministry" of "French Defense Ministry spokesman". */
static void add_listed(struct name_finder *f, struct name_run r)
{
    const struct name_view *v = f->view;
    for (uint32_t i = r.first; i < r.end;) {
        struct listed found = view_look_up_longest(v, i, r.end);
        if (found.type != ENTITY_TYPE_COUNT && view_is_name_like(v, i)) {
            name_add(f, (struct name_run){ i, found.end }, found.id, of_listed(found), no_role);
            i = found.end;
            continue;
        }
        uint32_t to = i;
        while (to < r.end && view_is_name_like(v, to) && !view_is_role_head(v, to) &&
               view_organisation(v, to) != ORGANISATION_WORD)
            to++;
        if (to > i && to < r.end && view_organisation(v, to) == ORGANISATION_WORD && !view_is_role_head(v, to)) {
            name_add(f, (struct name_run){ i, to + 1 }, unlisted, organisation_by_word, no_role);
            i = to + 1;
            continue;
        }
        i++;
    }
}

/* The type that a noun tells, ENTITY_TYPE_COUNT where it tells none or several. */
static uint8_t type_of_noun(const struct name_view *v, uint32_t i)
{
    switch (vocabulary_hints(v->words, i) & (HINT_PLACE | HINT_ORGANISATION | HINT_PERSON | HINT_THING)) {
    case HINT_PLACE: return ENTITY_PLACE;
    case HINT_ORGANISATION: return ENTITY_ORGANISATION;
    case HINT_PERSON: return ENTITY_PERSON;
    case HINT_THING: return ENTITY_OTHER;
    default: return ENTITY_TYPE_COUNT;
    }
}

/* Where the name begins within the run, behind titles: "Defense Minister | Sebastien Lecornu". */
static uint32_t behind_titles(const struct name_view *v, struct name_run r)
{
    uint32_t name = r.first;
    for (uint32_t i = r.first; i + 1 < r.end; i++) {
        bool is_title = view_is_honorific(v, i) ||
                        (view_is_role_head(v, i) && !(i > r.first && view_is_given_name(v, i - 1))) ||
                        (i == r.first && view_is_initial(v, i) && type_of_noun(v, i) == ENTITY_PERSON &&
                         !view_is_given_name(v, i));
        if (is_title && !view_is_connector(v, i + 1))
            name = i + 1;
        if (name == i + 1 && view_is(v, i + 1, SPAN(".")) && i + 2 < r.end)
            name = i + 2;
    }
    return name;
}

static bool is_only_title(const struct name_view *v, struct name_run r)
{
    if (view_is_given_name(v, r.first) && r.end - r.first > 1)
        return false;
    for (uint32_t i = r.first; i < r.end; i++)
        if (view_word(v, i)->role == ROLE_NONE && !view_is_demonym(v, i) && !view_is_honorific(v, i) &&
            !view_is_small(v, i))
            return false;
    return true;
}

/* "МВС | Арсена Авакова", "Later | Maria Quill": where a person's name begins behind words that are none of its; `end`
 * where nowhere. */
static uint32_t find_person_inside(const struct name_view *v, struct name_run name)
{
    if (view_is_given_name(v, name.first) || view_has_organisation_word(v, name))
        return name.end;
    for (uint32_t i = name.first + 1; i + 1 < name.end; i++) {
        const struct vocable *before = view_is_word(v, i - 1) ? view_word(v, i - 1) : NULL;
        bool is_given = view_is_word(v, i) && (view_is_given_name(v, i) || view_word(v, i)->kinds & LISTED_GIVEN);
        if (!is_given || !before || !view_is_name_like(v, i + 1))
            continue;
        if (!view_is_given_name(v, i) && !view_is_capitals(v, i - 1))
            continue;
        bool parts = view_is_capitals(v, i - 1) || v->glue[i - 1] == GLUE_TIME ||
                     (before->kinds & LISTED_PLACE && !(before->kinds & (LISTED_GIVEN | LISTED_FAMILY))) ||
                     before->role == ROLE_HEAD || before->organisation == ORGANISATION_BODY ||
                     (before->place != PLACE_NONE && before->place != PLACE_WORD) ||
                     v->glue[i - 1] == GLUE_ADVERB ||
                     vocabulary_hints(v->words, i - 1) & (HINT_PERSON | HINT_PLACE | HINT_ORGANISATION);
        if (parts && before->token != i && !view_is_connector(v, i - 1) && mark_length(view_token(v, i - 1)->at) > 2)
            return i;
    }
    return name.end;
}

/* "Франции | Себастьян Дюлак", "Paris | Mayor": a listed name, then a person. */
static bool is_listed_before_person(const struct name_view *v, struct listed found, struct name_run name)
{
    return found.type != ENTITY_TYPE_COUNT && found.end < name.end && view_is_given_name(v, found.end) &&
           !view_is_given_name(v, name.first);
}

/* "Министр обороны Франции | Себастьян Дюлак": the country is part of a role, two words or more follow. */
static bool is_listed_in_role(const struct name_view *v, struct listed found, struct name_run name, uint32_t floor)
{
    if (found.type != ENTITY_PLACE || found.end + 2 > name.end || view_has_organisation_word(v, name))
        return false;
    struct mark role = role_before(v, found.end, floor);
    return role.to > role.from;
}

/* The role that stands beside a person's name. */
static struct mark role_beside(const struct name_view *v, const struct sentence *s, struct name_run name)
{
    struct mark role = role_behind(v, name.end, s->token_end);
    return role.to > role.from ? role : role_before_comma(v, name, s->first_token, s->token_end);
}

/* "Willem van Orden", "J. Orden": what stands between the words says it. */
static bool is_person_by_connector(const struct name_view *v, struct name_run name)
{
    bool connects = view_behind_initial(v, name.first, name.end) > 0;
    for (uint32_t i = name.first + 1; i + 1 < name.end && !connects; i++)
        connects = !view_has_capital(v, i) && vocabulary_has(v->words, i, USE_PERSON_CONNECTOR);
    return connects && !view_has_organisation_word(v, name) && !(vocabulary_hints(v->words, name.first) & HINT_PLACE);
}

/* "МВС України", "Assemblée nationale", "ТОВ «Салант»": a body, then which one. */
static bool begins_with_body(const struct name_view *v, struct name_run name)
{
    enum organisation_kind kind = view_organisation(v, name.first);
    return name.end > name.first + 1 && !v->is_english && kind != ORGANISATION_NONE && kind != ORGANISATION_THING;
}

/* "lac | Léman", "the film | "Silver Tide"", "aéroport de | Nice": what the noun before the name says. */
static uint8_t type_by_noun_before(const struct name_view *v, struct name_run name)
{
    uint32_t i = name.first;
    if (i == 0 || v->begins[i])
        return ENTITY_TYPE_COUNT;
    i--;
    if (view_is_quote(v, i) && i > 0 && !v->begins[i])
        i--;
    if (!view_is_word(v, i))
        return ENTITY_TYPE_COUNT;
    if (!vocabulary_has(v->words, i, USE_CONNECTOR) || i == 0 || v->begins[i])
        return type_of_noun(v, i);
    uint8_t type = type_of_noun(v, i - 1);
    return type == ENTITY_PLACE ? type : ENTITY_TYPE_COUNT;
}

/* "Hurricane Mira", "Город Бреннов", "Yellowstone-Nationalpark": what a noun within the name says. */
static uint8_t type_by_noun_inside(const struct name_view *v, struct name_run name)
{
    uint32_t last = name.end - 1;
    bool is_compound = last == name.first && view_token(v, last)->shape & TOKEN_HYPHENATED && v->is_german;
    if (last == name.first && !is_compound)
        return ENTITY_TYPE_COUNT;
    uint8_t type = type_of_noun(v, is_compound ? last : name.first);
    return type == ENTITY_PERSON ? ENTITY_TYPE_COUNT : type;
}

static struct judgement judgement_by_noun(const struct name_view *v, struct name_run name, struct judgement what)
{
    uint8_t inside = type_by_noun_inside(v, name), before = type_by_noun_before(v, name);
    if (before != ENTITY_TYPE_COUNT && what.margin < MARGIN_BEFORE)
        return (struct judgement){ before, WEIGHT_SHAPE, 0 };
    if (inside != ENTITY_TYPE_COUNT && what.margin < MARGIN_INSIDE)
        return (struct judgement){ inside, WEIGHT_SHAPE, 0 };
    return what;
}

/* "Савчук відмовився": a word that nobody knows and that speaks, or thinks where `speaks` is not asked for, is a
 * person's name. */
static bool is_unknown_speaker(const struct name_view *v, struct name_run name, bool speaks)
{
    const struct vocable *word = view_word(v, name.first);
    if (name.end != name.first + 1 || name.end >= v->tokens->count || word->kinds & LISTED_PLACE ||
        word->place != PLACE_NONE || word->organisation != ORGANISATION_NONE || view_is_capitals(v, name.first) ||
        vocabulary_hints(v->words, name.first))
        return false;
    const struct cue_row *cue = vocabulary_at(v->words, name.end)->cue;
    return cue && cue->form == CUE_FINITE && (!speaks || cue->kind == CUE_SPEECH);
}

static void add_judged(struct name_finder *f, const struct sentence *s, struct name_run name, struct judgement what,
                       struct mark role, bool titled)
{
    bool is_body = (what.type == ENTITY_ORGANISATION && view_has_organisation_word(f->view, name)) ||
                   view_organisation(f->view, name.first) == ORGANISATION_SUFFIX;
    if ((titled && !is_body) || is_person_by_connector(f->view, name))
        what = (struct judgement){ ENTITY_PERSON, WEIGHT_TITLE, 0 };
    else if (begins_with_body(f->view, name) && what.margin < MARGIN_BODY)
        what = organisation_by_word;
    else if ((what.margin < MARGIN_SPEAKER || what.type == JUDGE_NO_NAME) &&
             is_unknown_speaker(f->view, name, what.type != JUDGE_NO_NAME))
        what = (struct judgement){ ENTITY_PERSON, WEIGHT_SHAPE, 0 };
    else
        what = judgement_by_noun(f->view, name, what);
    if (role.to == role.from && what.type == ENTITY_PERSON)
        role = role_beside(f->view, s, name);
    if (role.to > role.from && what.type == ENTITY_PERSON)
        what.weight = WEIGHT_TITLE;
    if (what.type == JUDGE_NO_NAME && what.margin >= MARGIN_NO_NAME && f->view->is_english)
        return;
    if (what.type == JUDGE_NO_NAME)
        what.type = ENTITY_OTHER;
    name_add(f, name, unlisted, what, role);
}

/* A body, or what the people of a country are called: no question for the judge. */
static bool is_certain(const struct name_finder *f, struct listed found, bool titled)
{
    return !f->view->judge->is_learnt || found.type == ENTITY_ORGANISATION || (found.type == ENTITY_OTHER && !titled);
}

/* What the tables know may be something else where the judge is sure: a city a team. */
static bool is_settled(const struct name_finder *f, struct name_run name, struct listed found,
                       struct judgement what, bool titled)
{
    if (is_certain(f, found, titled))
        return true;
    if (found.type == ENTITY_OTHER)
        return false;
    bool may_be_person = view_word(f->view, name.end - 1)->kinds & (LISTED_GIVEN | LISTED_FAMILY | LISTED_PERSON);
    return what.type == found.type || what.margin < MARGIN_LISTED ||
           (what.type == ENTITY_PERSON && !may_be_person);
}

static void add_name(struct name_finder *f, const struct sentence *s, struct name_run name, struct mark role,
                     bool titled)
{
    const struct name_view *v = f->view;
    struct listed found = view_look_up_longest(v, name.first, name.end);
    bool whole = found.type != ENTITY_TYPE_COUNT && found.end == name.end;
    struct judgement what = whole && is_certain(f, found, titled) ? of_listed(found) : judge_name(v, name);
    if (whole && is_settled(f, name, found, what, titled)) {
        name_add(f, name, found.id, of_listed(found), no_role);
        return;
    }
    uint32_t inside = find_person_inside(v, name);
    if (inside < name.end) {
        add_listed(f, (struct name_run){ name.first, inside });
        role = role_before(v, inside, s->first_token);
        add_name(f, s, (struct name_run){ inside, name.end }, role, role.to > role.from);
        return;
    }
    bool splits = is_listed_before_person(v, found, name) || is_listed_in_role(v, found, name, s->first_token) ||
                  (found.type == ENTITY_OTHER && found.end < name.end && what.type == ENTITY_PERSON &&
                   what.weight <= WEIGHT_SHAPE);
    if (splits) {
        name_add(f, (struct name_run){ name.first, found.end }, found.id, of_listed(found), no_role);
        name.first = found.end;
        what = judge_name(v, name);
        role = role_before(v, name.first, s->first_token);
        titled = role.to > role.from;
    }
    add_judged(f, s, name, what, role, titled);
}

/* "ministre des | Armées", "président de la | République": a run that only says of what somebody is head. */
static bool is_portfolio(const struct name_view *v, const struct sentence *s, struct name_run r)
{
    uint32_t i = r.first;
    if (view_has_organisation_word(v, r) || v->is_english)
        return false;
    while (i > s->first_token && view_is_near(v, i) && view_is_connector(v, i - 1))
        i--;
    return i < r.first && i > s->first_token && view_is_near(v, i) && view_is_role_head(v, i - 1);
}

static void skip_small_words(const struct name_view *v, struct name_run *r)
{
    while (r->first < r->end && view_is_small(v, r->first) &&
           view_look_up_longest(v, r->first, r->end).type == ENTITY_TYPE_COUNT &&
           !((view_is_capitals(v, r->first)) && view_token(v, r->first)->folded_length > 2))
        r->first++;
    while (r->first < r->end && (view_is_connector(v, r->first) || view_token(v, r->first)->kind == TOKEN_PUNCTUATION))
        r->first++;
}

/* Whether titles are part of an organisation's name: "Defense Minister's Office" is no person. */
static bool keeps_titles(const struct name_view *v, struct name_run r, uint32_t name)
{
    struct name_run titles = { r.first, name }, rest = { name, r.end };
    return name > r.first && !view_is_honorific(v, name - 1) && !view_has_organisation_word(v, titles) &&
           view_has_organisation_word(v, rest) && !view_is_given_name(v, name);
}

static void read_run(struct name_finder *f, const struct sentence *s, struct name_run r)
{
    const struct name_view *v = f->view;
    skip_small_words(v, &r);
    if (r.first >= r.end)
        return;
    struct listed found = view_look_up_longest(v, r.first, r.end);
    bool whole = found.type != ENTITY_TYPE_COUNT && found.end == r.end;
    if (!whole && is_only_title(v, r)) {
        add_listed(f, r);
        return;
    }
    uint32_t name = whole ? r.first : behind_titles(v, r);
    bool is_portfolio_run = name == r.first && !whole && is_portfolio(v, s, r);
    if (is_portfolio_run) {
        name = view_find_given_name(v, r);
        if (name == r.end)
            return;
    }
    if (keeps_titles(v, r, name))
        name = r.first;
    struct mark role = { 0, 0 };
    bool behind_title = name == r.first && r.first > s->first_token && view_is_near(v, r.first) &&
                        (view_is_role_head(v, r.first - 1) || view_is_honorific(v, r.first - 1));
    bool behind_role =
        r.first > s->first_token && view_is_near(v, r.first) && view_word(v, r.first - 1)->role != ROLE_NONE;
    if ((name > r.first && !view_is_honorific(v, r.first)) || behind_role)
        role = role_before(v, name, s->first_token);
    if (name > r.first)
        add_listed(f, (struct name_run){ r.first, name });
    /* The last word of a run that is a role names nobody: "the Aldonian Ministry Spokesman". */
    uint32_t end = r.end;
    while (end > name + 1 && view_is_role_head(v, end - 1) && !view_is_given_name(v, name) && !whole)
        end--;
    while (end > name + 1 && view_is_connector(v, end - 1))
        end--;
    add_name(f, s, (struct name_run){ name, end }, role, name > r.first || behind_title);
}

/* A quoted title is one name, whatever it is made of. */
static void add_title(struct name_finder *f, const struct sentence *s, struct name_run name)
{
    struct judgement what = judge_name(f->view, name);
    if (what.type == JUDGE_NO_NAME)
        what.type = ENTITY_OTHER;
    add_judged(f, s, name, what, no_role, false);
}

/* Where every word has a capital, a name ends with the words that are known to be part of one. */
static uint32_t end_in_heading(const struct name_view *v, struct name_run r)
{
    struct listed found = view_look_up_longest(v, r.first, r.end);
    if (found.type != ENTITY_TYPE_COUNT)
        return found.end;
    uint32_t to = r.first + 1;
    while (to < r.end && view_is_name_like(v, to) && !view_is_small(v, to) &&
           ((view_seen_capital(v, to) && !view_seen_lower(v, to)) ||
            (view_is_given_name(v, r.first) && to == r.first + 1)))
        to++;
    return to;
}

/* A small word with a blank behind it, as most are: nothing begins there. */
static inline bool is_small_word(const struct name_view *v, uint32_t i, uint32_t end)
{
    const struct token *token = view_token(v, i);
    return token->kind == TOKEN_WORD && !(token->shape & (TOKEN_CAPITAL | TOKEN_HYPHENATED | TOKEN_QUOTE)) &&
           !(i + 1 < end && view_touches(v, i + 1));
}

static void find_in_sentence(struct name_finder *f, const struct sentence *s)
{
    const struct name_view *v = f->view;
    for (uint32_t i = s->first_token; i < s->token_end;) {
        if (is_small_word(v, i, s->token_end)) {
            i++;
            continue;
        }
        uint32_t title = view_is_quote(v, i) ? reach_title(v, i, s->token_end) : 0;
        if (title) {
            add_title(f, s, (struct name_run){ i + 1, title });
            i = title + 1;
            continue;
        }
        uint32_t address = i + 1 < s->token_end && view_touches(v, i + 1) ? reach_address(v, i, s->token_end) : 0;
        if (address) {
            name_add(f, (struct name_run){ i, address }, unlisted, place_by_word, no_role);
            i = address;
            continue;
        }
        if (!view_is_name_like(v, i)) {
            i++;
            continue;
        }
        if (!run_begins(v, i, s->token_end)) {
            if (spelling_is_doubtful(v, i, s->token_end))
                f->doubtful[f->doubtful_count++] = i;
            i++;
            continue;
        }
        struct name_run r = run_grow(v, i, s->token_end);
        struct listed whole = view_look_up_longest(v, i, s->token_end);
        if (whole.type != ENTITY_TYPE_COUNT && whole.end > r.end)
            r.end = whole.end;
        if (v->in_heading[i])
            r.end = end_in_heading(v, r);
        read_run(f, s, r);
        i = r.end;
    }
}

void name_find(struct name_finder *f, const struct sentences *sentences)
{
    f->doubtful = arena_take_raw(f->keep, sizeof *f->doubtful, alignof(uint32_t), f->view->tokens->count);
    for (uint32_t i = 0; i < sentences->count; i++)
        find_in_sentence(f, &sentences->at[i]);
}
