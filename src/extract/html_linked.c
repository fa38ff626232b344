#include "extract/html_linked.h"

#include "base/hash.h"
#include "base/map.h"
#include "extract/html_title.h"
#include "tables/html_meta.h"

enum { KEY_MAX = 32, ARTICLES_MAX = 32, CRUMBS_MAX = 12, PARTS_MAX = 64 /* looked at for one text */ };
enum weight { FROM_NOTHING, FROM_PAGE, FROM_WORK, FROM_ARTICLE };

struct walk {
    struct arena *keep;
    const struct html_json *list;
    struct map things;                     /* hash of an "@id" -> number of the object that has it, and a name */
    bool *open;                            /* by value: it may tell of the page's article */
    struct html_linked *linked;
    uint8_t weight[META_FIELD_COUNT];      /* how far each field is believed */
    struct { uint32_t at; enum weight weight; } found[ARTICLES_MAX];
    unsigned count;
    uint32_t crumbs;                       /* the first BreadcrumbList, or HTML_JSON_NONE */
};

static const struct html_meta_row *field_of(struct span key)
{
    char folded[KEY_MAX];
    if (key.len > sizeof folded)
        return NULL;
    for (size_t i = 0; i < key.len; i++)
        folded[i] = byte_lower(key.at[i]);
    return table_find(&html_meta_table, (struct span){ folded, key.len });
}

static const struct html_json_value *value_at(const struct walk *w, uint32_t at) { return &w->list->at[at]; }
static bool holds(struct span s, struct span piece) { return span_find(s, piece, 0) != SPAN_NONE; }

/* ---- what there is ---- */

static bool type_holds(const struct walk *w, uint32_t type, struct span piece)
{
    if (type == HTML_JSON_NONE)
        return false;
    unsigned looked = 0;
    if (value_at(w, type)->kind == JSON_ARRAY) {
        HTML_JSON_EACH(w->list, type, one)
            if (looked++ < PARTS_MAX && holds(value_at(w, one)->raw, piece))
                return true;
        return false;
    }
    return holds(value_at(w, type)->raw, piece);
}

static enum weight weight_of(const struct walk *w, uint32_t type)
{
    static const struct span works[] = {SPAN("Recipe"),       SPAN("HowTo"),      SPAN("Review\""), SPAN("Question"),
                                        SPAN("CreativeWork"), SPAN("VideoObject")};
    if (type_holds(w, type, SPAN("Article")) || type_holds(w, type, SPAN("Posting")) ||
        type_holds(w, type, SPAN("Report")))
        return FROM_ARTICLE;
    for (size_t i = 0; i < sizeof works / sizeof *works; i++)
        if (type_holds(w, type, works[i]))
            return FROM_WORK;
    return type_holds(w, type, SPAN("WebPage")) ? FROM_PAGE : FROM_NOTHING;
}

static bool leads_on(struct span key)
{
    return span_equal(key, SPAN("@graph")) || span_equal(key, SPAN("mainEntity")) ||
           span_equal(key, SPAN("mainEntityOfPage"));
}

static void note_object(struct walk *w, uint32_t object)
{
    uint32_t type = html_json_member(w->list, object, SPAN("@type"));
    enum weight weight = weight_of(w, type);
    if (type == HTML_JSON_NONE && html_json_member(w->list, object, SPAN("headline")) != HTML_JSON_NONE)
        weight = FROM_WORK;   /* its type was forgotten */
    if (weight && w->count < ARTICLES_MAX) {
        w->found[w->count].at = object;
        w->found[w->count++].weight = weight;
    } else if (w->crumbs == HTML_JSON_NONE && type_holds(w, type, SPAN("BreadcrumbList"))) {
        w->crumbs = object;
    }
}

/* One look at every value: which may tell of the article, and what has an "@id". */
static void look_around(struct walk *w, struct arena scratch)
{
    bool *has_id = arena_new(&scratch, bool, w->list->count);
    for (uint32_t i = 0; i < w->list->count; i++) {
        const struct html_json_value *v = value_at(w, i), *up = value_at(w, v->parent);
        w->open[i] = v->parent == i || (w->open[v->parent] && (up->kind == JSON_ARRAY || leads_on(v->key)));
        if (v->kind == JSON_OBJECT && w->open[i])
            note_object(w, i);
        /* "breadcrumb" stands inside of the page's object as often as beside it. */
        if (v->kind == JSON_OBJECT && span_equal(v->key, SPAN("breadcrumb")) && w->crumbs == HTML_JSON_NONE)
            w->crumbs = i;
        if (v->kind != JSON_TEXT || !span_equal(v->key, SPAN("@id")) || has_id[v->parent])
            continue;
        has_id[v->parent] = true;
        if (html_json_member(w->list, v->parent, SPAN("name")) != HTML_JSON_NONE)
            *map_at(&w->things, hash_span(v->raw), NULL) = v->parent;
    }
}

/* ---- texts ---- */

/* What a reference leads to. */
static uint32_t resolve(const struct walk *w, uint32_t object)
{
    uint32_t id = html_json_member(w->list, object, SPAN("@id"));
    if (id == HTML_JSON_NONE || html_json_member(w->list, object, SPAN("name")) != HTML_JSON_NONE)
        return object;
    const uint32_t *thing = map_find(&w->things, hash_span(value_at(w, id)->raw));
    return thing ? *thing : object;
}

static struct span member_text(struct walk *w, uint32_t object, struct span name)
{
    uint32_t at = html_json_member(w->list, object, name);
    while (at != HTML_JSON_NONE && value_at(w, at)->kind == JSON_ARRAY)
        at = value_at(w, at)->end > at + 1 ? at + 1 : HTML_JSON_NONE;
    return at == HTML_JSON_NONE ? SPAN("") : html_json_text(w->keep, w->list, at);
}

/* The text of a value: a string, an object's name or address, the first of several. */
static struct span text_of(struct walk *w, uint32_t at, bool address)
{
    while (value_at(w, at)->kind == JSON_ARRAY) {
        if (value_at(w, at)->end == at + 1)
            return SPAN("");
        at++;
    }
    if (value_at(w, at)->kind == JSON_TRUE || value_at(w, at)->kind == JSON_FALSE)
        return value_at(w, at)->raw;
    if (value_at(w, at)->kind != JSON_OBJECT)
        return html_json_text(w->keep, w->list, at);
    at = resolve(w, at);
    struct span text = member_text(w, at, address ? SPAN("@id") : SPAN("name"));
    return text.len || !address ? text : member_text(w, at, SPAN("url"));
}

/* ---- authors ---- */

static void add_author(struct walk *w, struct span name, bool is_house, bool is_person)
{
    struct html_linked *linked = w->linked;
    if (!name.len || linked->author_count == LINKED_AUTHORS_MAX)
        return;
    linked->authors[linked->author_count].name = name;
    linked->authors[linked->author_count].is_person = is_person;
    linked->authors[linked->author_count++].is_house = is_house;
}

static void add_person(struct walk *w, uint32_t object)
{
    object = resolve(w, object);
    uint32_t name = html_json_member(w->list, object, SPAN("name"));
    uint32_t type = html_json_member(w->list, object, SPAN("@type"));
    bool is_person = type_holds(w, type, SPAN("Person"));
    bool is_house = !is_person &&
                    (type_holds(w, type, SPAN("Organization")) || type_holds(w, type, SPAN("Corporation")));
    if (name == HTML_JSON_NONE) {
        struct span given = member_text(w, object, SPAN("givenName"));
        struct span family = member_text(w, object, SPAN("familyName"));
        if (given.len && family.len)
            add_author(w, arena_printf(w->keep, "%.*s %.*s", (int)given.len, given.at, (int)family.len, family.at),
                       false, true);
        return;
    }
    for (uint32_t i = name; i < value_at(w, name)->end; i++)
        if (value_at(w, i)->kind == JSON_TEXT && (i == name || value_at(w, i)->parent == name))
            add_author(w, html_json_text(w->keep, w->list, i), is_house, is_person);
        else if (value_at(w, i)->kind == JSON_TEXT && span_equal(value_at(w, i)->key, SPAN("name")))
            add_author(w, html_json_text(w->keep, w->list, i), is_house, is_person);
}

/* A string, a person, several of them, or a list object that holds them. */
static void add_authors(struct walk *w, uint32_t at)
{
    if (value_at(w, at)->kind == JSON_ARRAY) {
        HTML_JSON_EACH(w->list, at, one) {
            if (value_at(w, one)->kind == JSON_OBJECT)
                add_person(w, one);
            else if (value_at(w, one)->kind == JSON_TEXT)
                add_author(w, html_json_text(w->keep, w->list, one), false, false);
        }
        return;
    }
    uint32_t inner = html_json_member(w->list, at, SPAN("@list"));
    if (inner != HTML_JSON_NONE && value_at(w, inner)->kind == JSON_ARRAY)
        add_authors(w, inner);
    else if (value_at(w, at)->kind == JSON_OBJECT)
        add_person(w, at);
    else
        add_author(w, html_json_text(w->keep, w->list, at), false, false);
}

/* ---- members ---- */

static void take_text(struct walk *w, int field, struct span text, enum weight weight)
{
    if (!text.len || weight <= w->weight[field])
        return;
    w->linked->fields[field] = text;
    w->weight[field] = (uint8_t)weight;
}

static void take_corrections(struct walk *w, uint32_t at)
{
    struct html_linked *linked = w->linked;
    for (uint32_t i = at; i < value_at(w, at)->end && linked->correction_count < LINKED_CORRECTIONS_MAX; i++) {
        const struct html_json_value *v = value_at(w, i);
        bool told = i == at || v->parent == at || span_equal(v->key, SPAN("text"));
        struct span text = told ? html_json_text(w->keep, w->list, i) : SPAN("");
        if (text.len && v->kind == JSON_TEXT)
            linked->corrections[linked->correction_count++] = text;
    }
}

/* "hasPart" may say that some of the article is not free. */
static void take_parts(struct walk *w, uint32_t at, enum weight weight)
{
    unsigned looked = 0;
    for (uint32_t i = at; i < value_at(w, at)->end && looked++ < PARTS_MAX; i++)
        if (span_equal(value_at(w, i)->key, SPAN("isAccessibleForFree")))
            take_text(w, META_FREE, text_of(w, i, false), weight);
}

static void take_member(struct walk *w, uint32_t at, enum weight weight)
{
    struct span key = value_at(w, at)->key;
    struct html_linked *linked = w->linked;
    const struct html_meta_row *row = field_of(key);
    if (span_equal(key, SPAN("description"))) {
        take_text(w, META_DESCRIPTION, text_of(w, at, false), weight);
    } else if (span_equal(key, SPAN("publisher"))) {
        take_text(w, META_OUTLET, text_of(w, at, false), weight);
    } else if (span_equal(key, SPAN("mainEntityOfPage"))) {
        take_text(w, META_CANONICAL, text_of(w, at, true), weight);
    } else if (span_equal(key, SPAN("name"))) {
        linked->name = linked->name.len || weight < FROM_WORK ? linked->name : text_of(w, at, false);
    } else if (span_equal(key, SPAN("hasPart"))) {
        take_parts(w, at, weight);
    } else if (row && row->field == META_CORRECTION && row->rank == 0) {
        if (!linked->correction_count)
            take_corrections(w, at);
    } else if (row && row->field == META_AUTHOR) {
        if (row->rank == 0 && !linked->author_count)
            add_authors(w, at);
    } else if (row && row->rank == 0 && !(weight == FROM_PAGE && row->field == META_TITLE)) {
        take_text(w, row->field, text_of(w, at, false), weight);   /* schema.org's names are those of rank 0 */
    }
}

static void take_object(struct walk *w, unsigned i)
{
    HTML_JSON_EACH(w->list, w->found[i].at, member)
        take_member(w, member, w->found[i].weight);
    uint32_t creator = html_json_member(w->list, w->found[i].at, SPAN("creator"));
    if (creator != HTML_JSON_NONE && !w->linked->author_count)
        add_authors(w, creator);
}

/* ---- the article ---- */

static struct span headline_of(struct walk *w, uint32_t object)
{
    struct span headline = member_text(w, object, SPAN("headline"));
    return headline.len ? headline : member_text(w, object, SPAN("name"));
}

/* The object of the most weight; among several the one most like the page's title. */
static unsigned choose(struct walk *w, struct span title)
{
    unsigned best = 0, best_like = 0;
    struct html_title_words words = html_title_words(title);
    for (unsigned i = 0; i < w->count; i++) {
        unsigned like = html_title_likeness(&words, headline_of(w, w->found[i].at));
        bool more = w->found[i].weight > w->found[best].weight ||
                    (w->found[i].weight == w->found[best].weight && like > best_like + 20);
        if (!i || more) {
            best = i;
            best_like = like;
        }
    }
    return best;
}

/* The second of three or more crumbs, or the first of two: behind the way home, before the article itself. */
static struct span crumb_of(struct walk *w, struct span title)
{
    struct span names[CRUMBS_MAX];
    unsigned count = 0;
    uint32_t items = html_json_member(w->list, w->crumbs, SPAN("itemListElement"));
    if (items == HTML_JSON_NONE || value_at(w, items)->kind != JSON_ARRAY)
        return SPAN("");
    HTML_JSON_EACH(w->list, items, one) {
        if (count == CRUMBS_MAX)
            break;
        uint32_t item = html_json_member(w->list, one, SPAN("item"));
        struct span name = member_text(w, one, SPAN("name"));
        if (!name.len && item != HTML_JSON_NONE)
            name = text_of(w, item, false);
        names[count++] = name;
    }
    struct html_title_words words = html_title_words(title);
    if (count && html_title_likeness(&words, names[count - 1]) > 50)
        count--;
    return count >= 2 ? names[1] : SPAN("");
}

void html_linked_read(struct arena *keep, struct arena scratch, const struct html_json *list, struct span title,
                      struct html_linked *linked)
{
    struct walk w = { .keep = keep, .list = list, .linked = linked, .crumbs = HTML_JSON_NONE };
    if (!list->count)
        return;
    w.things = map_in(&scratch, 16);
    w.open = arena_new(&scratch, bool, list->count);
    struct arena rest = arena_half(&scratch);   /* the map grows while the look is taken */
    look_around(&w, rest);
    if (w.crumbs != HTML_JSON_NONE)
        linked->crumb = crumb_of(&w, title);
    if (!w.count)
        return;
    unsigned best = choose(&w, title);
    struct span headline = headline_of(&w, w.found[best].at);
    linked->is_news = type_holds(&w, html_json_member(list, w.found[best].at, SPAN("@type")), SPAN("News"));
    take_object(&w, best);
    for (unsigned i = 0; i < w.count; i++) {
        struct span other = headline_of(&w, w.found[i].at);
        if (i != best && (!other.len || w.found[i].weight == FROM_PAGE || span_equal(other, headline)))
            take_object(&w, i);
    }
}
