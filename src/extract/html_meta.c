#include "extract/html_meta.h"

#include "extract/head.h"
#include "extract/html_linked.h"
#include "extract/html_token.h"
#include "tables/byline_word.h"
#include "tables/html_meta.h"
#include "tables/tracking.h"
#include "text/timestamp.h"
#include "text/utf8.h"

enum { NAME_BYTES_MAX = 60, NAME_WORDS_MAX = 5, BYLINE_MAX = 300, TITLE_MAX = 500, AUTHORS_MAX = 32, KEY_MAX = 40,
       ELEMENTS_MAX = 2000 /* notes of elements that are looked at */ };

/* Where a field's value comes from, added to the rank of its name: the lower is believed. */
enum { RANK_LINKED = 0, RANK_META = 10, RANK_PROPERTY = 50, RANK_TIME = 70, RANK_DATE_CLASS = 80, RANK_NONE = 1000 };

struct reader {
    struct arena *keep;
    const struct html_page *page;
    struct { struct span value; unsigned rank; } fields[META_FIELD_COUNT];
    struct span authors[AUTHORS_MAX];      /* as written, of one source */
    unsigned author_count, author_rank, element_count;
    struct span page_title;                /* <title> */
    struct html_linked linked;
};

/* ---- texts ---- */

/* No more than `max` bytes, whole code points. */
static struct span at_most(struct span s, size_t max) { return s.len <= max ? s : span_cut(s, 0, utf8_floor(s, max)); }

/* Without tags and references; blanks folded; block elements and line breaks become "\n" where `lines`. */
static struct span plain(struct arena *keep, struct span s, bool lines)
{
    struct buffer out = buffer_in(keep), text = buffer_in(keep);
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
    buffer_reserve(&out, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        bool nbsp = i + 1 < text.len && text.at[i] == '\xc2' && text.at[i + 1] == '\xa0';
        char c = nbsp || byte_is_blank(text.at[i]) ? ' ' : text.at[i];
        if (lines && text.at[i] == '\n')
            c = '\n';
        i += nbsp;
        bool blank_before = !out.len || byte_is_blank(out.at[out.len - 1]);
        if (!byte_is_blank(c) || !blank_before)
            buffer_byte(&out, c);
        else if (c == '\n' && out.len)
            out.at[out.len - 1] = '\n';
    }
    return span_trim(buffer_span(&out));
}

static struct span decoded(struct reader *r, struct span s, unsigned coding)
{
    struct buffer out = buffer_in(r->keep);
    html_decode(&out, s, coding);
    return span_trim(buffer_span(&out));
}

/* The words of an element; the NULs between blocks become blanks. */
static struct span words_of(struct reader *r, const struct html_note *note)
{
    struct span words = arena_copy(r->keep, at_most(mark_span(r->page->text, note->words), BYLINE_MAX));
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

static void take_author(struct reader *r, struct span value, unsigned rank)
{
    if (!value.len || is_address(value) || rank > r->author_rank)
        return;
    if (rank < r->author_rank)
        r->author_count = 0;
    r->author_rank = rank;
    if (r->author_count < AUTHORS_MAX)
        r->authors[r->author_count++] = value;
}

static void take(struct reader *r, int field, struct span value, unsigned rank)
{
    struct timestamp time;
    if (!value.len || rank >= r->fields[field].rank)
        return;
    if ((field == META_PUBLISHED || field == META_MODIFIED) && !timestamp_parse(value, &time)) {
        struct mark at;
        if (!timestamp_find(value, &time, &at))
            return;
        value = mark_span(value, at);
    }
    r->fields[field].value = value;
    r->fields[field].rank = rank;
}

static void take_linked(struct reader *r)
{
    for (int field = 1; field < META_FIELD_COUNT; field++)
        if (field != META_AUTHOR)
            take(r, field, r->linked.fields[field], RANK_LINKED);
    for (unsigned i = 0; i < r->linked.author_count; i++)
        take_author(r, r->linked.authors[i], RANK_LINKED);
}

/* Notes of what stands beside the article tell of something else. */
static bool is_beside(const struct reader *r, const struct html_note *note)
{
    const uint64_t hints = html_bit(HINT_COMMENT) | html_bit(HINT_RELATED) | html_bit(HINT_SIDEBAR) |
                           html_bit(HINT_FOOTER) | html_bit(HINT_CARD) | html_bit(HINT_PROMO) | html_bit(HINT_NAV);
    const uint64_t places = html_bit(IN_ASIDE) | html_bit(IN_NAV) | html_bit(IN_FOOTER);
    const struct html_node *node = &r->page->nodes[note->node];
    return node->hints & hints || node->places & places || note->hints & hints;
}

static void take_element(struct reader *r, const struct html_note *note)
{
    const struct html_meta_row *row = field_of(note->name);
    struct span value = decoded(r, note->value, note->coding), words = words_of(r, note);
    bool beside = is_beside(r, note);
    if (note->kind == NOTE_AUTHOR || (row && row->field == META_AUTHOR)) {
        unsigned rank = row && note->kind == NOTE_PROPERTY ? RANK_PROPERTY : row ? RANK_PROPERTY + 1 : RANK_TIME;
        if (!beside && words.len < BYLINE_MAX - 4 && html_names_of(r->keep, words, SPAN("")).count)
            take_author(r, words, rank + (rank == RANK_TIME && r->author_count && r->author_rank <= rank));
    } else if (row && !beside) {
        take(r, row->field, value.len ? value : words, RANK_PROPERTY + (unsigned)row->rank);
    } else if (note->kind == NOTE_TIME && !beside) {
        take(r, META_PUBLISHED, value.len ? value : words, value.len ? RANK_TIME : RANK_DATE_CLASS);
    }
}

static void take_note(struct reader *r, const struct html_note *note)
{
    const struct html_meta_row *row;
    switch (note->kind) {
    case NOTE_META:
        row = field_of(note->name);
        if (row && row->field == META_AUTHOR)
            take_author(r, decoded(r, note->value, note->coding), RANK_META + (unsigned)row->rank);
        else if (row && row->field != META_BODY)
            take(r, row->field, decoded(r, note->value, note->coding), RANK_META + (unsigned)row->rank);
        break;
    case NOTE_LINK:
        if (span_equal_nocase(note->name, SPAN("canonical")))
            take(r, META_CANONICAL, decoded(r, note->value, note->coding), RANK_LINKED);
        break;
    case NOTE_TITLE:
        if (!r->page_title.len)
            r->page_title = plain(r->keep, at_most(note->value, 4 * TITLE_MAX), false);
        break;
    case NOTE_LANGUAGE:
        take(r, META_LANGUAGE, decoded(r, note->value, note->coding), RANK_LINKED);
        break;
    case NOTE_JSON:
        html_linked_read(r->keep, &r->linked, note->value);
        break;
    default:
        if (r->element_count++ < ELEMENTS_MAX)
            take_element(r, note);
    }
}

/* ---- titles ---- */

/* Small letters and digits of `s`, for comparing names. */
static struct span bare(struct arena *keep, struct span s)
{
    char *out = arena_take_raw(keep, 1, 1, s.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < s.len; i++)
        if (byte_is_alpha(s.at[i]) || byte_is_digit(s.at[i]) || (unsigned char)s.at[i] >= 0x80)
            out[len++] = byte_lower(s.at[i]);
    return (struct span){ out, len };
}

/* The length of the separator at s[at] that parts a headline from a site's name: " | ", " - ", " – ". */
static size_t separator_at(struct span s, size_t at)
{
    static const struct span separators[] = {SPAN(" | "),  SPAN(" - "), SPAN(" – "), SPAN(" — "),
                                             SPAN(" » "),  SPAN(" · "), SPAN(" • "), SPAN(" :: "),
                                             SPAN(" // "), SPAN(" < "), SPAN(" / ")};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (span_starts(span_from(s, at), separators[i]))
            return separators[i].len;
    return 0;
}

static bool is_outlet(struct arena scratch, struct span part, struct span outlet, struct span url)
{
    struct span name = bare(&scratch, part);
    size_t host = span_find(url, SPAN("://"), 0);
    struct span domain = host == SPAN_NONE ? SPAN("") : span_from(url, host + 3);
    size_t slash = span_find_byte(domain, '/', 0);
    domain = bare(&scratch, span_cut(domain, 0, slash));
    outlet = bare(&scratch, outlet);
    if (name.len < 2)
        return false;
    return span_find(domain, name, 0) != SPAN_NONE || (outlet.len && (span_find(outlet, name, 0) != SPAN_NONE ||
           span_find(name, outlet, 0) != SPAN_NONE));
}

/* Cuts what names the outlet off the end of a title, and off its begin.  `headline` is another wording of the same
 * title, or empty: a part it does not have goes as well. */
static struct span without_outlet(struct arena scratch, struct span title, struct span outlet, struct span url,
                                  struct span headline)
{
    for (size_t i = title.len; i-- > 1;) {
        size_t len = separator_at(title, i);
        if (!len)
            continue;
        struct span rest = span_trim(span_from(title, i + len)), head = span_trim(span_cut(title, 0, i));
        if (is_outlet(scratch, rest, outlet, url) ||
            (headline.len && span_equal(bare(&scratch, head), bare(&scratch, headline))))
            title = head;
    }
    return title;
}

static struct span page_title_of(const struct html_page *page)
{
    for (uint32_t i = 0; i < page->block_count; i++) {
        const struct html_node *node = &page->nodes[page->blocks[i].node];
        if (node->tag && span_equal(node->tag->name, SPAN("h1")) && page->blocks[i].words >= 3)
            return html_block_text(page, i);
    }
    return SPAN("");
}

static struct span choose_title(struct reader *r, struct arena scratch, struct span outlet, struct span url)
{
    struct span headline = at_most(page_title_of(r->page), TITLE_MAX), title = r->fields[META_TITLE].value;
    if (!title.len || r->fields[META_TITLE].rank >= RANK_PROPERTY)
        title = r->page_title.len ? r->page_title : headline;
    title = plain(r->keep, at_most(title, TITLE_MAX), false);
    return without_outlet(scratch, title, outlet, url, headline);
}

/* ---- names ---- */

struct names { struct arena *keep; struct spans found; size_t room; struct span outlet; };

static bool is_known_name(const struct names *n, struct span name)
{
    for (uint32_t i = 0; i < n->found.count; i++)
        if (span_equal_nocase(n->found.at[i], name))
            return true;
    return false;
}

static void add_name(struct names *n, struct span name, unsigned words)
{
    bool strange =
        !name.len || name.len > NAME_BYTES_MAX || words > NAME_WORDS_MAX || span_equal_nocase(name, n->outlet);
    for (size_t i = 0; i < name.len; i++)
        strange |= byte_is_digit(name.at[i]) || name.at[i] == '@' || name.at[i] == '_' || name.at[i] == '<';
    if (strange || (name.at[0] >= 'a' && name.at[0] <= 'z' && words < 2) || is_known_name(n, name) ||
        n->found.count == AUTHORS_MAX)
        return;
    ARENA_ROOM(n->keep, n->found.at, n->found.count, n->room);
    n->found.at[n->found.count++] = name;
}

static int part_of(struct span word)
{
    char folded[KEY_MAX];
    if (word.len && word.at[word.len - 1] == ':')
        word.len--;
    if (!word.len || word.len > sizeof folded)
        return BYLINE_NONE;
    for (size_t i = 0; i < word.len; i++)
        folded[i] = byte_lower(word.at[i]);
    const struct byline_word_row *row = table_find(&byline_word_table, (struct span){ folded, word.len });
    return row ? row->part : BYLINE_NONE;
}

static bool ends_name(char c) { return c == ',' || c == ';' || c == '|' || c == '(' || c == ')' || c == '\n'; }

/* One line without commas. */
static void add_names_of_piece(struct names *n, struct span piece)
{
    size_t from = 0, to = 0;   /* the name so far */
    unsigned words = 0;
    for (size_t at = 0; at < piece.len;) {
        while (at < piece.len && byte_is_blank(piece.at[at]))
            at++;
        size_t end = at;
        while (end < piece.len && !byte_is_blank(piece.at[end]))
            end++;
        int part = part_of(span_cut(piece, at, end));
        if (part == BYLINE_NO_NAME)
            return;
        if (part == BYLINE_ROLE) {
            add_name(n, span_cut(piece, from, words > 1 ? to : from), words);
            return;
        }
        if (part == BYLINE_JOIN) {
            add_name(n, span_cut(piece, from, to), words);
            words = 0;
        } else if (end > at && !(part == BYLINE_LEAD && !words)) {
            from = words++ ? from : at;
            to = end;
        }
        if (!words)
            from = to = end;
        at = end;
    }
    add_name(n, span_cut(piece, from, to), words);
}

struct spans html_names_of(struct arena *keep, struct span byline, struct span outlet)
{
    struct names n = { .keep = keep, .outlet = outlet };
    for (size_t from = 0; from < byline.len;) {
        size_t end = from;
        while (end < byline.len && !ends_name(byline.at[end]))
            end++;
        add_names_of_piece(&n, span_cut(byline, from, end));
        from = end + 1;
    }
    return n.found;
}

static struct spans choose_authors(struct reader *r, struct span outlet)
{
    struct names all = { .keep = r->keep, .outlet = outlet };
    for (unsigned i = 0; i < r->author_count; i++) {
        struct spans names = html_names_of(r->keep, plain(r->keep, r->authors[i], true), outlet);
        for (uint32_t k = 0; k < names.count; k++)
            add_name(&all, names.at[k], 1 + (names.at[k].at[0] >= 'a'));
    }
    return all.found;
}

/* ---- addresses ---- */

static bool is_tracking(struct span parameter)
{
    struct span name = span_cut(parameter, 0, span_find_byte(parameter, '=', 0));
    char folded[KEY_MAX];
    size_t len = name.len < sizeof folded ? name.len : sizeof folded;
    for (size_t i = 0; i < len; i++) {
        folded[i] = byte_lower(name.at[i]);
        if (folded[i] == '_' && table_find(&tracking_table, (struct span){ folded, i + 1 }))
            return true;
    }
    return len == name.len && table_find(&tracking_table, (struct span){ folded, len });
}

/* Without fragment and without parameters that only say where a reader came from. */
static struct span clean_address(struct arena *keep, struct span url)
{
    size_t hash = span_find_byte(url, '#', 0), query = span_find_byte(url, '?', 0);
    url = span_cut(url, 0, hash);
    if (query >= url.len)
        return url;
    struct buffer out = buffer_in(keep);
    struct span rest = span_from(url, query + 1), parameter;
    buffer_put(&out, span_cut(url, 0, query));
    for (char sign = '?'; span_take(&rest, '&', &parameter);) {
        if (!parameter.len || is_tracking(parameter))
            continue;
        buffer_byte(&out, sign);
        buffer_put(&out, parameter);
        sign = '&';
    }
    return buffer_span(&out);
}

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
    return clean_address(r->keep, is_address(canonical) ? canonical : url);
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
    r->author_rank = RANK_NONE;
    for (int i = 0; i < META_FIELD_COUNT; i++)
        r->fields[i].rank = RANK_NONE;
    for (uint32_t i = 0; i < page->note_count; i++)
        take_note(r, &page->notes[i]);
    take_linked(r);
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
        .is_paid = says_paid(r->fields[META_FREE].value)
    };
    meta.title = choose_title(r, scratch, meta.outlet, url.len ? url : meta.canonical);
    meta.authors = choose_authors(r, meta.outlet);
    return meta;
}
