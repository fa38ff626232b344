#include "extract/html_meta.h"

#include <string.h>

#include "extract/head.h"
#include "extract/html_json.h"
#include "extract/html_linked.h"
#include "extract/html_title.h"
#include "extract/html_token.h"
#include "tables/html_meta.h"
#include "text/address.h"
#include "text/timestamp.h"
#include "text/utf8.h"

enum {
    WORDS_MAX = 300,           /* bytes of an element's text */
    SOURCES_MAX = 64,          /* of authors, besides those of JSON-LD */
    KEY_MAX = 40,
    ELEMENTS_MAX = 2000,       /* notes of elements that are looked at */
    ALONE_WORDS = 3,           /* of an element that holds only a name */
    PROFILES_MAX = 3,          /* links to people that may all be authors */
    THINGS_MAX = 8             /* nested things of microdata that are told apart */
};

/* Where a field's value comes from, added to the rank of its name: the lower is believed. */
enum { RANK_LINKED = 0, RANK_META = 10, RANK_PROPERTY = 50, RANK_TIME = 70, RANK_DATE_CLASS = 80, RANK_NONE = 1000,
       RANK_TITLE_LAST = 9, RANK_ANY_DATE = 100, ANY_DATE = 8 /* rank in data/html_meta.tsv from which a date may be any */ };

/* Where authors are told, the first being believed most.  What stands in a list of teasers or in the footer may
 * still be the article's. */
enum author_source { BY_LINKED, BY_META, BY_PROPERTY, BY_LINK, BY_PROFILE, BY_CLASS, BY_BESIDE, AUTHOR_SOURCES };

struct source { struct span words; enum author_source source; bool is_house, is_person; uint32_t block; unsigned rank; };

struct reader {
    struct arena *keep;
    const struct html_page *page;
    struct { struct span value; unsigned rank; } fields[META_FIELD_COUNT];
    struct source authors[SOURCES_MAX + LINKED_AUTHORS_MAX];   /* as written, by their sources */
    unsigned author_count, element_count;
    struct span document_title, meta_title, property_title;
    unsigned meta_title_rank;
    struct { struct mark words; enum html_field field; } things[THINGS_MAX];   /* open things of microdata */
    unsigned thing_count;
    struct html_json scripts;
    struct html_linked linked;
};

/* ---- texts ---- */

/* No more than `max` bytes, whole code points. */
static struct span at_most(struct span s, size_t max) { return s.len <= max ? s : span_cut(s, 0, utf8_floor(s, max)); }

/* The text between tags, references decoded; "\n" where an element parts lines. */
static struct span without_tags(struct arena *keep, struct span s)
{
    struct buffer text = buffer_in(keep);
    buffer_reserve(&text, s.len + 16);
    struct html_tokens tokens = html_tokens_of(s);
    tokens.keep_state = true;
    struct html_token token;
    while (html_token_next(&tokens, &token)) {
        if (token.kind == HTML_TEXT)
            html_decode(&text, token.text, HTML_REFERENCES | HTML_NULS);
        else if (token.tag && (token.tag->kind == TAG_BLOCK || token.tag->kind == TAG_BREAK))
            buffer_byte(&text, '\n');
    }
    return buffer_span(&text);
}

static bool is_nbsp(struct span s, size_t at)
{
    return s.at[at] == '\xc2' && at + 1 < s.len && s.at[at + 1] == '\xa0';
}

/* A blank that follows none becomes one; of a row of them one is "\n" if any was, where `lines`. */
static size_t fold_blank(char *out, size_t len, char c)
{
    bool behind_blank = !len || byte_is_blank(out[len - 1]);
    if (!behind_blank)
        out[len++] = c;
    else if (c == '\n' && len)
        out[len - 1] = '\n';
    return len;
}

/* Without tags and references; blanks folded; block elements and line breaks become "\n" where `lines`. */
static struct span plain(struct arena *keep, struct span s, bool lines)
{
    if (span_find_byte(s, '<', 0) != SPAN_NONE || span_find_byte(s, '&', 0) != SPAN_NONE)
        s = without_tags(keep, s);
    char *out = arena_take_raw(keep, 1, 1, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len;) {
        size_t run = i;
        while (run < s.len && (unsigned char)s.at[run] > ' ' && s.at[run] != '\xc2')
            run++;
        if (run == i && !byte_is_blank(s.at[i]) && !is_nbsp(s, i))
            run = i + 1;
        memcpy(out + len, s.at + i, run - i);
        len += run - i;
        i = run;
        if (i < s.len && (byte_is_blank(s.at[i]) || is_nbsp(s, i))) {
            len = fold_blank(out, len, lines && s.at[i] == '\n' ? '\n' : ' ');
            i += is_nbsp(s, i) ? 2 : 1;
        }
    }
    return span_trim((struct span){ out, len });
}

static struct span decoded(struct reader *r, struct span s, unsigned coding)
{
    if (span_find_byte(s, '&', 0) == SPAN_NONE && span_find_byte(s, '\0', 0) == SPAN_NONE)
        return span_trim(s);
    struct buffer out = buffer_in(r->keep);
    html_decode(&out, s, coding);
    return span_trim(buffer_span(&out));
}

/* The words of an element; the NULs between blocks become blanks. */
static struct span words_of(struct reader *r, const struct html_note *note)
{
    struct span words = at_most(mark_span(r->page->text, note->words), WORDS_MAX);
    if (span_find_byte(words, '\0', 0) == SPAN_NONE)
        return span_trim(words);
    words = arena_copy(r->keep, words);
    char *at = (char *)words.at;
    for (size_t i = 0; i < words.len; i++)
        if (!at[i])
            at[i] = '\n';
    return span_trim(words);
}

/* ---- collecting ---- */

static const struct html_meta_row *field_of(struct span name)
{
    char folded[KEY_MAX];
    if (!name.len || name.len > sizeof folded)
        return NULL;
    for (size_t i = 0; i < name.len; i++)
        folded[i] = byte_lower(name.at[i]);
    return table_find(&html_meta_table, (struct span){ folded, name.len });
}

static bool is_address(struct span s) { return span_starts_nocase(s, SPAN("http")) || span_starts(s, SPAN("//")); }

static void add_author(struct reader *r, struct source source)
{
    /* JSON-LD is read last, and there is room for it. */
    unsigned room = SOURCES_MAX + (source.source == BY_LINKED ? LINKED_AUTHORS_MAX : 0);
    if (source.words.len && !is_address(source.words) && r->author_count < room)
        r->authors[r->author_count++] = source;
}

/* The same moment in the outlet's own time says more than in UTC: which day it was. */
static bool is_local(struct span text)
{
    struct timestamp time;
    return timestamp_parse(text, &time) && time.zoned && time.offset;
}

static bool is_same_instant(const struct reader *r, int field, const struct timestamp *time)
{
    struct timestamp other;
    return time->zoned && time->precision >= TIMESTAMP_MINUTE && timestamp_parse(r->fields[field].value, &other) &&
           other.zoned && other.precision >= TIMESTAMP_MINUTE &&
           timestamp_from(time) / 60 == timestamp_from(&other) / 60;
}

static void take(struct reader *r, int field, struct span value, unsigned rank)
{
    struct timestamp time;
    bool is_date = field == META_PUBLISHED || field == META_MODIFIED;
    if (!value.len)
        return;
    if (rank >= r->fields[field].rank) {
        if (is_date && is_local(value) && timestamp_parse(value, &time) && is_same_instant(r, field, &time))
            r->fields[field].value = value;
        return;
    }
    if (is_date && !timestamp_parse(value, &time)) {
        struct mark at;
        if (!timestamp_find(value, &time, &at))
            return;
        value = mark_span(value, at);
    }
    if (is_date && r->fields[field].value.len && is_local(r->fields[field].value) && is_same_instant(r, field, &time))
        value = r->fields[field].value;
    r->fields[field].value = value;
    r->fields[field].rank = rank;
}

/* Titles are kept apart, to be compared. */
static void take_meta(struct reader *r, const struct html_meta_row *row, struct span value)
{
    unsigned rank = RANK_META + (unsigned)row->rank;
    if (row->rank == 0)   /* schema.org's names in a <meta> are those of any thing on the page */
        rank = row->field == META_TITLE ? RANK_META + RANK_TITLE_LAST : RANK_PROPERTY;
    if (row->field == META_PUBLISHED && row->rank >= ANY_DATE)
        rank += RANK_ANY_DATE;
    if (row->field == META_AUTHOR)
        add_author(r, (struct source){ .words = value, .source = BY_META, .rank = rank });
    else if (row->field == META_TITLE && value.len && rank < r->meta_title_rank) {
        r->meta_title = value;
        r->meta_title_rank = rank;
    } else if (row->field != META_TITLE && row->field != META_BODY) {
        take(r, row->field, value, rank);
    }
}

static void take_linked(struct reader *r, struct arena scratch)
{
    html_linked_read(r->keep, scratch, &r->scripts, r->document_title, &r->linked);
    for (int field = 1; field < META_FIELD_COUNT; field++)
        if (field != META_AUTHOR && field != META_TITLE)
            take(r, field, r->linked.fields[field], RANK_LINKED);
    take(r, META_SECTION, r->linked.crumb, RANK_DATE_CLASS);
    for (unsigned i = 0; i < r->linked.author_count; i++)
        add_author(r, (struct source){ .words = r->linked.authors[i].name, .source = BY_LINKED,
                                       .is_house = r->linked.authors[i].is_house,
                                       .is_person = r->linked.authors[i].is_person });
}

/* ---- elements ---- */

/* Notes of what stands beside the article tell of something else; of some it is only likely. */
enum beside { BESIDE_NOT, BESIDE_MAYBE, BESIDE_SURELY };

static enum beside is_beside(const struct reader *r, const struct html_note *note)
{
    const uint64_t surely = html_bit(HINT_COMMENT) | html_bit(HINT_RELATED) | html_bit(HINT_NAV);
    const uint64_t maybe = html_bit(HINT_SIDEBAR) | html_bit(HINT_FOOTER) | html_bit(HINT_CARD) | html_bit(HINT_PROMO);
    const uint64_t places = html_bit(IN_ASIDE) | html_bit(IN_FOOTER);
    const struct html_node *node = &r->page->nodes[note->node];
    uint64_t hints = node->hints | note->hints;
    if (hints & surely || node->places & html_bit(IN_NAV))
        return BESIDE_SURELY;
    return hints & maybe || node->places & places ? BESIDE_MAYBE : BESIDE_NOT;
}

/* What a property tells inside of another thing: a person's name, a publisher's.  Things are told apart by their
 * words, since theirs lie inside of each other. */
static enum html_field thing_around(struct reader *r, const struct html_note *note)
{
    while (r->thing_count && note->words.from >= r->things[r->thing_count - 1].words.to)
        r->thing_count--;
    return r->thing_count ? r->things[r->thing_count - 1].field : META_NONE;
}

static void open_thing(struct reader *r, const struct html_note *note, enum html_field field)
{
    if (r->thing_count < THINGS_MAX && mark_length(note->words)) {
        r->things[r->thing_count].words = note->words;
        r->things[r->thing_count++].field = field;
    }
}

/* What of a page is a thing of its own, whose properties are not the article's. */
static bool is_foreign_thing(struct span property)
{
    static const struct span foreign[] = { SPAN("image"), SPAN("comment"), SPAN("review"), SPAN("logo"), SPAN("video"),
                                           SPAN("itemListElement"), SPAN("associatedMedia"), SPAN("breadcrumb"),
                                           SPAN("itemReviewed"), SPAN("about"), SPAN("mentions") };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (span_equal_nocase(property, foreign[i]))
            return true;
    return false;
}

static void take_author_note(struct reader *r, const struct html_note *note, struct span words,
                             const struct html_meta_row *row)
{
    enum beside beside = is_beside(r, note);
    enum author_source source = row && note->kind == NOTE_PROPERTY ? BY_PROPERTY : row ? BY_LINK : BY_CLASS;
    if (span_equal(note->name, SPAN("profile")))
        source = BY_PROFILE;
    if (beside == BESIDE_SURELY || !words.len)
        return;
    if (beside == BESIDE_MAYBE)
        source = BY_BESIDE;
    add_author(r, (struct source){ .words = words, .source = source, .block = note->block, .rank = RANK_PROPERTY });
}

static void take_property(struct reader *r, const struct html_note *note, struct span value, struct span words)
{
    const struct html_meta_row *row = field_of(note->name);
    enum html_field around = thing_around(r, note);
    bool is_name = span_equal_nocase(note->name, SPAN("name"));
    if (!row) {
        if (is_foreign_thing(note->name))
            open_thing(r, note, META_NONE);
        return;
    }
    if (around == META_AUTHOR && is_name) {
        /* The words of the person as a whole hold more than the name. */
        if (r->author_count && r->authors[r->author_count - 1].source >= BY_PROPERTY)
            r->authors[r->author_count - 1].words = value.len ? value : words;
    } else if (around == META_OUTLET && is_name) {
        take(r, META_OUTLET, value.len ? value : words, RANK_PROPERTY);
    } else if (r->thing_count) {
        return;
    } else if (row->field == META_AUTHOR) {
        take_author_note(r, note, value.len ? value : words, row);
        open_thing(r, note, META_AUTHOR);
    } else if (row->field == META_OUTLET) {
        open_thing(r, note, META_OUTLET);
    } else if (is_beside(r, note) != BESIDE_NOT) {
        return;
    } else if (row->field == META_TITLE) {
        if (!is_name && !r->property_title.len)
            r->property_title = value.len ? value : words;
    } else {
        take(r, row->field, value.len ? value : words, RANK_PROPERTY + (unsigned)row->rank);
    }
}

static void take_element(struct reader *r, const struct html_note *note)
{
    struct span value = decoded(r, note->value, note->coding), words = words_of(r, note);
    if (note->kind == NOTE_PROPERTY || (note->kind == NOTE_TIME && note->name.len && field_of(note->name)))
        take_property(r, note, value, words);
    else if (note->kind == NOTE_AUTHOR)
        take_author_note(r, note, words, note->name.len ? field_of(note->name) : NULL);
    else if (note->kind == NOTE_TIME && is_beside(r, note) == BESIDE_NOT)
        take(r, META_PUBLISHED, value.len ? value : words, value.len ? RANK_TIME : RANK_DATE_CLASS);
}

static void take_note(struct reader *r, const struct html_note *note)
{
    const struct html_meta_row *row;
    switch (note->kind) {
    case NOTE_META:
        row = field_of(note->name);
        if (row && thing_around(r, note) == META_NONE && !r->thing_count)
            take_meta(r, row, decoded(r, note->value, note->coding));
        else if (row && span_equal_nocase(note->name, SPAN("name")))
            take_property(r, note, decoded(r, note->value, note->coding), SPAN(""));
        break;
    case NOTE_LINK:
        if (span_equal_nocase(note->name, SPAN("canonical")))
            take(r, META_CANONICAL, decoded(r, note->value, note->coding), RANK_LINKED);
        break;
    case NOTE_TITLE:
        if (!r->document_title.len)
            r->document_title = plain(r->keep, at_most(note->value, HTML_TITLE_MAX), false);
        break;
    case NOTE_LANGUAGE:
        take(r, META_LANGUAGE, decoded(r, note->value, note->coding), RANK_LINKED);
        break;
    case NOTE_JSON:
        html_json_add(&r->scripts, note->value);
        break;
    default:
        if (r->element_count++ < ELEMENTS_MAX)
            take_element(r, note);
    }
}

/* ---- titles ---- */

/* Host and path of an address. */
static struct span bare_address(struct span url)
{
    size_t scheme = span_find(url, SPAN("://"), 0);
    url = scheme == SPAN_NONE ? url : span_from(url, scheme + 3);
    url = span_cut(url, 0, span_find_byte(url, '#', 0));
    url = span_cut(url, 0, span_find_byte(url, '?', 0));
    return span_ends(url, SPAN("/")) ? span_cut(url, 0, url.len - 1) : url;
}

static bool is_own(const struct reader *r)
{
    struct span own = bare_address(r->fields[META_CANONICAL].value);
    return own.len && span_equal(own, bare_address(r->linked.fields[META_CANONICAL]));
}

static struct span choose_title(struct reader *r, struct arena scratch, struct span outlet, struct span url)
{
    struct span told[] = { r->linked.fields[META_TITLE], r->linked.name, r->meta_title, r->property_title };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        told[i] = plain(r->keep, at_most(told[i], HTML_TITLE_MAX), false);
    struct html_titles titles = { .linked = told[0], .name = told[1], .meta = told[2], .property = told[3],
                                  .document = r->document_title, .outlet = outlet, .url = url,
                                  .is_news = r->linked.is_news, .is_own = is_own(r) };
    return plain(r->keep, html_title_choose(scratch, r->page, &titles), false);
}

/* ---- authors ---- */

/* An element that holds so few words holds nothing but the name. */
static bool is_name_alone(struct span text)
{
    unsigned blanks = 0;
    for (size_t i = 0; i < text.len; i++)
        blanks += byte_is_blank(text.at[i]);
    return blanks < ALONE_WORDS;
}

/* The names that one kind of source gives.  Of those in the page's text only what stands together counts: further
 * down others' articles begin. */
static void read_source(struct reader *r, struct arena scratch, enum author_source source, struct span outlet,
                        struct html_names *names)
{
    uint32_t block = UINT32_MAX;
    unsigned rank = RANK_NONE;
    for (unsigned i = 0; i < r->author_count; i++) {
        const struct source *s = &r->authors[i];
        if (s->source != source)
            continue;
        if (source <= BY_META && names->count && s->rank > rank)
            continue;   /* the same again under another name */
        if (source > BY_META && names->best >= NAME_HANDLE && s->block > block + 2)
            break;
        unsigned before = names->count;
        struct span text = plain(r->keep, s->words, true);
        if (source <= BY_PROPERTY)
            html_names_told(scratch, names, text, s->is_person ? SPAN("") : outlet, s->is_house);
        else if (!names->count || is_name_alone(text))
            html_names_printed(scratch, names, text, outlet, source == BY_LINK || is_name_alone(text));
        if (names->count > before) {
            block = s->block;
            rank = s->rank;
        }
    }
}

static struct html_names choose_authors(struct reader *r, struct arena scratch, struct span outlet)
{
    struct html_names best = { .count = 0 };
    for (enum author_source source = BY_LINKED; source < AUTHOR_SOURCES; source++) {
        struct html_names names = { .count = 0 };
        /* An outlet that is told may still have a person marked as the author, but no class is as good as that. */
        if (best.best >= (source <= BY_LINK ? NAME_HANDLE : NAME_HOUSE))
            break;
        read_source(r, scratch, source, outlet, &names);
        bool many = source == BY_PROFILE && names.count > PROFILES_MAX;   /* a list of people */
        bool doubtful = source == BY_BESIDE && (names.best < NAME_PERSON || names.count > 2);
        if (names.best > best.best && !many && !doubtful)
            best = names;
    }
    return best;
}

/* ---- addresses ---- */

/* `path` against the page's address: only what canonical links hold, "/path" and "//host/path". */
static struct span absolute(struct arena *keep, struct span path, struct span url)
{
    size_t scheme = span_find(url, SPAN("://"), 0);
    if (!span_starts(path, SPAN("/")) || scheme == SPAN_NONE)
        return path;
    size_t end = span_find_byte(url, '/', scheme + 3);
    struct span base = span_starts(path, SPAN("//")) ? span_cut(url, 0, scheme + 1) : span_cut(url, 0, end);
    return arena_printf(keep, "%.*s%.*s", (int)base.len, base.at, (int)path.len, path.at);
}

static struct span choose_canonical(struct reader *r, struct span url)
{
    struct span canonical = absolute(r->keep, r->fields[META_CANONICAL].value, url);
    return address_clean(r->keep, is_address(canonical) ? canonical : url);
}

/* ---- dates and the rest ---- */

static struct when when_of(struct span text)
{
    struct timestamp t;
    struct mark at;
    return timestamp_parse(text, &t) || timestamp_find(text, &t, &at) ? head_when(&t) : (struct when){ 0 };
}

static struct span language_of(struct arena *keep, struct span declared)
{
    if (declared.len < 2 || (declared.len > 2 && byte_is_alpha(declared.at[2])))
        return SPAN("");
    char code[2] = { byte_lower(declared.at[0]), byte_lower(declared.at[1]) };
    return byte_is_alpha(code[0]) && byte_is_alpha(code[1]) ? arena_copy(keep, (struct span){ code, 2 }) : SPAN("");
}

static bool says_paid(struct span free)
{
    return span_equal_nocase(free, SPAN("false")) || span_equal_nocase(free, SPAN("locked")) ||
           span_equal_nocase(free, SPAN("metered"));
}

struct html_meta html_meta_read(struct arena *keep, struct arena scratch, const struct html_page *page, struct span url)
{
    struct reader *r = arena_new(&scratch, struct reader, 1);
    r->keep = keep;
    r->page = page;
    r->meta_title_rank = RANK_NONE;
    r->scripts = (struct html_json){ .keep = keep };
    for (int i = 0; i < META_FIELD_COUNT; i++)
        r->fields[i].rank = RANK_NONE;
    for (uint32_t i = 0; i < page->note_count; i++)
        take_note(r, &page->notes[i]);
    take_linked(r, scratch);
    struct html_meta meta = {
        .outlet = plain(keep, r->fields[META_OUTLET].value, false),
        .description = plain(keep, r->fields[META_DESCRIPTION].value, false),
        .section = plain(keep, r->fields[META_SECTION].value, false),
        .language = language_of(keep, r->fields[META_LANGUAGE].value),
        .body = plain(keep, r->fields[META_BODY].value, true),
        .published = when_of(r->fields[META_PUBLISHED].value),
        .modified = when_of(r->fields[META_MODIFIED].value),
        .published_text = r->fields[META_PUBLISHED].value,
        .canonical = choose_canonical(r, url),
        .published_is_weak = r->fields[META_PUBLISHED].rank >= RANK_TIME,
        .published_is_marked = r->fields[META_PUBLISHED].rank >= RANK_TIME &&
                               r->fields[META_PUBLISHED].rank < RANK_ANY_DATE,
        .dateline = plain(keep, r->fields[META_DATELINE].value, false),
        .is_paid = says_paid(r->fields[META_FREE].value)
    };
    meta.title = choose_title(r, scratch, meta.outlet, url.len ? url : meta.canonical);
    meta.authors = choose_authors(r, scratch, meta.outlet);
    meta.corrections = (struct spans){ arena_new(keep, struct span, r->linked.correction_count), r->linked.correction_count };
    for (unsigned i = 0; i < r->linked.correction_count; i++)
        meta.corrections.at[i] = plain(keep, r->linked.corrections[i], false);
    return meta;
}
