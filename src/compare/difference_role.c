#include <math.h>
#include <stdlib.h>

#include "compare/differences.h"
#include "tables/role_field.h"
#include "text/normal.h"

/* Reports may give one person other offices, or one office to persons of other names. */
enum { FIELDS = 3 };

/* What a report says that a person is. */
struct office {
    uint32_t name, report, entity;
    struct mark at;                             /* the role as printed */
    const struct role_field_row *field[FIELDS]; /* of portfolio, rank, office; NULL where it says none, or two */
};

struct offices {
    struct office *at;
    size_t count, room;
};

static int field_number(struct span field)
{
    return span_equal(field, SPAN("portfolio")) ? 0 : span_equal(field, SPAN("rank")) ? 1 : 2;
}

static void read_word(struct office *o, bool *twice, struct span word, struct span language)
{
    for (const struct role_field_row *row = table_find(&role_field_table, word); row;
         row = table_next(&role_field_table, row)) {
        int n = field_number(row->field);
        if (!span_equal(row->language, language))
            continue;
        twice[n] |= o->field[n] && !span_equal(o->field[n]->value, row->value);
        o->field[n] = row;
    }
}

/* The place of a role that was cut out of the report's text; false where it was not. */
static bool place_of(const struct article *article, struct span role, struct mark *at)
{
    if (!role.len || role.at < article->text.at || role.at + role.len > article->text.at + article->text.len)
        return false;
    uint32_t from = (uint32_t)(role.at - article->text.at);
    *at = (struct mark){ from, from + (uint32_t)role.len };
    return true;
}

static void take_entity(struct offices *list, struct arena *arena, const struct comparison *c, uint32_t r, uint32_t e)
{
    const struct annotations *notes = &c->reports[r]->notes;
    const struct entity *entity = &notes->entities.at[e];
    struct office o = { .name = c->names.of[r][e], .report = r, .entity = e };
    bool twice[FIELDS] = { false };
    if (entity->type != ENTITY_PERSON || !place_of(&c->reports[r]->article, entity->role, &o.at))
        return;
    for (uint32_t i = token_at(&notes->tokens, o.at.from);
         i < notes->tokens.count && notes->tokens.at[i].at.to <= o.at.to; i++)
        read_word(&o, twice, token_folded(&notes->tokens, i), c->reports[r]->article.language);
    for (int n = 0; n < FIELDS; n++)
        if (twice[n])
            o.field[n] = NULL;
    ARENA_ROOM(arena, list->at, list->count, list->room);
    list->at[list->count++] = o;
}

static int by_name(const void *a, const void *b)
{
    const struct office *x = a, *y = b;
    if (x->name != y->name)
        return (x->name > y->name) - (x->name < y->name);
    if (x->report != y->report)
        return (x->report > y->report) - (x->report < y->report);
    return (x->entity > y->entity) - (x->entity < y->entity);
}

/* Other words for the same: "Defence Minister" and "Minister of the Armed Forces".  Letters alone are spelling. */
static bool is_reworded(const struct role_field_row *a, const struct role_field_row *b)
{
    return span_equal(a->language, b->language) && text_distance(a->key, b->key, 2) > 2;
}

/* All reports' values of one field of one person. */
static void tell_field(struct difference_list *out, struct arena *keep, struct arena scratch,
                       const struct comparison *c, const struct office *at, size_t count, int field)
{
    struct difference d = { .kind = DIFFERENCE_OF_ROLE, .values = arena_new(keep, struct difference_value, count) };
    const struct office *first = NULL, *other = NULL, *reworded = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct role_field_row *row = at[i].field[field];
        if (!row)
            continue;
        first = first ? first : &at[i];
        if (!other && !span_equal(row->value, first->field[field]->value))
            other = &at[i];
        if (!reworded && at[i].report != first->report && is_reworded(row, first->field[field]))
            reworded = &at[i];
        d.values[d.count++] = (struct difference_value){ evidence_at(c, at[i].report, at[i].at), row->value, NAN, NAN };
    }
    const struct office *second = other ? other : reworded;
    if (!second || second->report == first->report)
        return;
    struct span name = c->names.at[first->name].name;
    struct span x = words_at(c, first->report, first->at), y = words_at(c, second->report, second->at);
    d.label = other ? DIFFERENCE_CONFLICT : DIFFERENCE_WORDING;
    d.slot = arena_printf(keep, "role of %.*s", (int)name.len, name.at);
    d.reason = arena_printf(keep, "“%.*s” and “%.*s”%s", (int)x.len, x.at, (int)y.len, y.at,
                            other ? ": not the same office" : ": two names of one office");
    difference_add(out, keep, scratch, c, d);
}

void role_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c)
{
    struct offices list = { NULL, 0, 0 };
    struct arena growing = arena_half(&scratch);
    for (uint32_t r = 0; r < c->count; r++)
        for (uint32_t e = 0; e < c->reports[r]->notes.entities.count; e++)
            take_entity(&list, &growing, c, r, e);
    if (list.count)
        qsort(list.at, list.count, sizeof *list.at, by_name);
    for (size_t from = 0, to; from < list.count; from = to) {
        for (to = from; to < list.count && list.at[to].name == list.at[from].name; to++)
            ;
        for (int field = 0; field < FIELDS && to - from > 1; field++)
            tell_field(out, keep, scratch, c, &list.at[from], to - from, field);
    }
}
