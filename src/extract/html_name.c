#include "extract/html_name.h"

#include "extract/head.h"
#include "tables/byline_word.h"
#include "tables/given_name.h"
#include "text/normal.h"
#include "text/utf8.h"

enum {
    NAME_BYTES_MAX = 60, PRINTED_WORDS_MAX = 5, TOLD_BYTES_MAX = 90, TOLD_WORDS_MAX = 9, KEY_MAX = 40,
    TITLE_LETTERS = 6,        /* letters of a degree, "FACLM" */
    PARTICLE_MAX = 5,         /* bytes of "von", "della", which stand small in names */
    LIST_NAMES = 3, SHORTHAND_MAX = 4,        /* letters that stand for a name */
    GLUED_MAX = 16,           /* bytes of a "By" without a blank behind it */
    LINES_MAX = 6,            /* of a printed byline */
    LINE_WORDS_MAX = 14       /* of one without "By" before it: a longer one is prose */
};

/* ---- words ---- */

static enum html_byline_part part_of(struct span word)
{
    char folded[KEY_MAX];
    if (span_ends(word, SPAN("®")) || span_ends(word, SPAN("™")))
        word.len -= span_ends(word, SPAN("®")) ? 2 : 3;
    while (word.len && (word.at[word.len - 1] == ':' || word.at[word.len - 1] == '.' || word.at[word.len - 1] == ','))
        word.len--;
    if (!word.len || word.len > sizeof folded)
        return BYLINE_NONE;
    for (size_t i = 0; i < word.len; i++)
        folded[i] = byte_lower(word.at[i]);
    const struct byline_word_row *row = table_find(&byline_word_table, (struct span){ folded, word.len });
    return row ? (enum html_byline_part)row->part : BYLINE_NONE;
}

enum html_byline_part html_name_part(struct span word) { return part_of(word); }

static bool is_small(struct span word)
{
    return word.len && ((word.at[0] >= 'a' && word.at[0] <= 'z') || span_starts(word, SPAN("ß")));
}

static bool has_digit(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (byte_is_digit(s.at[i]))
            return true;
    return false;
}

static bool has_letter(struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        if (byte_is_alpha(s.at[i]) || (unsigned char)s.at[i] >= 0x80)
            return true;
    return false;
}

/* "MD", "Ph.D.", "CFP®": few letters, most of them capitals. */
static bool is_degree(struct span word)
{
    unsigned letters = 0, capitals = 0;
    for (size_t i = 0; i < word.len; i++) {
        letters += byte_is_alpha(word.at[i]);
        capitals += word.at[i] >= 'A' && word.at[i] <= 'Z';
    }
    return letters >= 2 && letters <= TITLE_LETTERS && capitals >= 2 && capitals * 2 >= letters && word.len <= 10;
}

/* What stands behind a comma and still belongs to the name before it: "MD", "RN FACP", "Jr."; once there was one, any
 * that looks alike. */
static bool is_behind_name(struct span piece, bool titled)
{
    struct span word;
    unsigned words = 0;
    for (size_t at = 0; span_next_word(piece, &at, &word); words++)
        if (part_of(word) != BYLINE_TITLE && !(titled && is_degree(word)))
            return false;
    return words && words <= 3;
}

/* ---- names ---- */

static struct span without_edges(struct span s)
{
    static const char edges[] = "\"'`~-:*#>@,;|/\\=_+&";
    s = span_trim(s);
    for (size_t before = 0; before != s.len;) {
        before = s.len;
        if (s.len && memchr(edges, s.at[0], sizeof edges - 1))
            s = span_trim(span_from(s, 1));
        if (s.len && memchr(edges, s.at[s.len - 1], sizeof edges - 1))
            s = span_trim(span_cut(s, 0, s.len - 1));
        if (span_starts(s, SPAN("–")) || span_starts(s, SPAN("—")) || span_starts(s, SPAN("“")) ||
            span_starts(s, SPAN("•")))
            s = span_trim(span_from(s, 3));
        if (span_starts(s, SPAN("→")) || span_starts(s, SPAN("»")))
            s = span_trim(span_from(s, s.at[0] == '\xe2' ? 3 : 2));
        if (span_ends(s, SPAN("–")) || span_ends(s, SPAN("—")) || span_ends(s, SPAN("”")) || span_ends(s, SPAN("•")))
            s = span_trim(span_cut(s, 0, s.len - 3));
    }
    return s;
}

static bool is_known(const struct html_names *names, struct span name)
{
    for (unsigned i = 0; i < names->count; i++)
        if (span_equal_nocase(names->at[i], name))
            return true;
    return false;
}

/* Addresses of any kind are no names. */
static bool is_address(struct span s)
{
    if (span_find(s, SPAN("://"), 0) != SPAN_NONE || span_starts_nocase(s, SPAN("www.")))
        return true;
    size_t at = span_find_byte(s, '@', 0);
    return (at != SPAN_NONE && span_find_byte(s, '.', at) != SPAN_NONE) || span_find_byte(s, '<', 0) != SPAN_NONE ||
           span_find_byte(s, '{', 0) != SPAN_NONE || span_find_byte(s, '=', 0) != SPAN_NONE;
}

/* "BBC News" where the outlet is "BBC". */
static bool is_of_outlet(struct span name, struct span outlet)
{
    return outlet.len >= 3 && (span_equal_nocase(name, outlet) || (name.len > outlet.len &&
           span_starts_nocase(name, outlet) && name.at[outlet.len] == ' '));
}

static enum html_name_kind kind_of(struct arena scratch, struct span name, struct span outlet)
{
    struct span word;
    size_t at = 0;
    unsigned words = 0, small = 0;
    bool cased = false, strange = has_digit(name);
    if (is_of_outlet(name, outlet) || head_agency(scratch, name).len)
        return NAME_HOUSE;
    for (; span_next_word(name, &at, &word); words++) {
        if (part_of(word) == BYLINE_NO_NAME)
            return NAME_HOUSE;
        small += is_small(word);
        strange |= is_small(word) && word.len > PARTICLE_MAX;
        cased |= byte_is_alpha(word.at[0]);
    }
    if (words == 1)
        return cased || name.len < 6 || name.len > 18 ? NAME_HANDLE : NAME_PERSON;   /* "山田太郎" */
    return small == words || (is_small(name) && small * 2 > words) || strange ? NAME_HANDLE : NAME_PERSON;
}

static void add_name(struct html_names *names, struct span name, enum html_name_kind kind)
{
    if (!name.len || names->count == NAMES_MAX || is_known(names, name))
        return;
    names->at[names->count] = name;
    names->kind[names->count++] = (uint8_t)kind;
    if (names->best < kind)
        names->best = (uint8_t)kind;
}

/* ---- lines ---- */

struct line {
    struct arena scratch;
    struct html_names *names;
    struct span text, outlet;
    unsigned before;           /* names found in other lines */
    bool told, led, is_list;   /* is_list: three or more parts, each of which could be a name */
};

/* "Ada QuillFollow": a button stood behind the name. */
static struct span without_glued_role(struct span word)
{
    for (size_t n = word.len ? word.len - 1 : 0; n > 1 && n + GLUED_MAX > word.len; n--)
        if (word.at[n] >= 'A' && word.at[n] <= 'Z' && word.at[n - 1] >= 'a' && word.at[n - 1] <= 'z' &&
            part_of(span_from(word, n)) == BYLINE_ROLE)
            return span_cut(word, 0, n);
    return word;
}

static unsigned count_words(struct span s)
{
    struct span word;
    unsigned words = 0;
    for (size_t at = 0; span_next_word(s, &at, &word); words++)
        ;
    return words;
}

/* Whether a piece between commas can stand as a name of its own. */
static bool is_full_name(struct span piece)
{
    struct span word;
    unsigned words = 0, capitals = 0;
    for (size_t at = 0; span_next_word(piece, &at, &word); words++) {
        enum html_byline_part part = part_of(word);
        if (part == BYLINE_ROLE || part == BYLINE_NO_NAME || has_digit(word))
            return false;
        capitals += !is_small(word);
    }
    return words >= 2 && words <= PRINTED_WORDS_MAX && capitals >= 2;
}

bool html_name_is_given(struct arena scratch, struct span name)
{
    struct span word;
    size_t at = 0;
    return span_next_word(name, &at, &word) && table_find(&given_name_table, text_fold(&scratch, word)) != NULL;
}

/* Whether what stands behind a name is one, too: it begins with a given name, or the first did not either. */
static bool is_another_name(struct line *l, struct span piece)
{
    struct span word;
    size_t at = 0;
    if (!is_full_name(piece))
        return false;
    while (span_next_word(piece, &at, &word) && part_of(word) == BYLINE_JOIN)
        piece = span_from(piece, at);
    return l->is_list || html_name_is_given(l->scratch, piece) ||
           !html_name_is_given(l->scratch, l->names->at[l->before]);
}

/* "Ada Quill (aqu)": the letters with which somebody signs. */
static struct span without_shorthand(struct span name)
{
    size_t open = span_find_byte(name, '(', 0);
    bool shorthand = open != SPAN_NONE && name.at[name.len - 1] == ')' && name.len - open <= SHORTHAND_MAX + 2 &&
                     is_small(span_from(name, open + 1));
    return shorthand ? span_cut(name, 0, open) : name;
}

static void put(struct line *l, struct span name)
{
    name = without_edges(without_shorthand(name));
    unsigned words = count_words(name);
    size_t max = l->told ? TOLD_BYTES_MAX : NAME_BYTES_MAX;
    if (name.len < 2 || name.len > max || words > (l->told ? TOLD_WORDS_MAX : PRINTED_WORDS_MAX) || is_address(name))
        return;
    enum html_name_kind kind = kind_of(l->scratch, name, l->outlet);
    if (l->told && !has_letter(name))
        return;
    if (!l->told) {
        bool strange = has_digit(name) || span_find_byte(name, ':', 0) != SPAN_NONE ||
                       span_find_byte(name, '?', 0) != SPAN_NONE || span_find_byte(name, '!', 0) != SPAN_NONE;
        if (kind == NAME_HOUSE && l->names->best == NAME_PERSON)   /* where somebody works */
            return;
        if ((strange || kind < NAME_PERSON) && !(l->led && words <= 3 && !strange))
            return;
    }
    add_name(l->names, name, kind);
}

/* "ByAda Quill": the element between them was none that parts words. */
static size_t glued_lead(struct span s)
{
    for (size_t n = 2; n <= GLUED_MAX && n < s.len; n++)
        if (s.at[n] >= 'A' && s.at[n] <= 'Z' && s.at[n - 1] >= 'a' && s.at[n - 1] <= 'z' &&
            part_of(span_cut(s, 0, n)) == BYLINE_LEAD)
            return n;
    return 0;
}

/* One piece without commas and bars: its names are parted by "and"; "By" before them and roles behind go. */
static void put_piece(struct line *l, struct span piece)
{
    struct span word;
    size_t from = 0, to = 0;
    unsigned words = 0;
    for (size_t at = 0; span_next_word(piece, &at, &word);) {
        size_t glued = words || l->told ? 0 : glued_lead(word);
        if (glued) {
            l->led = true;
            word = span_from(word, glued);
        }
        enum html_byline_part part = part_of(word);
        bool labels = word.at[word.len - 1] == ':';
        if (part == BYLINE_JOIN || (labels && part != BYLINE_LEAD && part != BYLINE_LABEL)) {
            if (part == BYLINE_JOIN)
                put(l, span_cut(piece, from, to));
            words = 0;
        } else if (part == BYLINE_ROLE && (words || !l->told)) {
            break;
        } else if ((part == BYLINE_LEAD || (part == BYLINE_LABEL && !l->told)) && (!words || labels)) {
            l->led |= part == BYLINE_LEAD;
            words = 0;
        } else {
            from = words++ ? from : at - word.len;
            to = at;
            continue;
        }
        if (!words && part != BYLINE_ROLE)
            from = to = at;
    }
    put(l, without_glued_role(span_cut(piece, from, to)));
}

static bool parts(char c, bool told) { return c == ';' || c == '|' || c == '\n' || (!told && (c == '(' || c == ')')); }

/* The end of the piece that begins at `from`: at a comma only if no degree follows it. */
static size_t piece_end(struct span s, size_t from, bool told)
{
    bool titled = false;
    for (size_t i = from; i < s.len; i++) {
        if (parts(s.at[i], told))
            return i;
        if (s.at[i] != ',')
            continue;
        size_t next = i + 1;
        while (next < s.len && s.at[next] != ',' && !parts(s.at[next], told))
            next++;
        titled = is_behind_name(span_cut(s, i + 1, next), titled);
        if (!titled)
            return i;
        i = next - 1;
    }
    return s.len;
}

/* "Rusk, Tom": a family name before the comma, first names behind it, and nothing else. */
static bool is_inverted(struct span s)
{
    size_t comma = span_find_byte(s, ',', 0);
    if (comma == SPAN_NONE || span_find_byte(s, ',', comma + 1) != SPAN_NONE)
        return false;
    struct span last = span_trim(span_cut(s, 0, comma)), first = span_trim(span_from(s, comma + 1));
    return count_words(last) == 1 && count_words(first) <= 3 && first.len && !is_small(first) && !is_small(last) &&
           part_of(first) == BYLINE_NONE && part_of(last) == BYLINE_NONE;
}

/* Three or more names, of which any may be one that no table has. */
static bool is_list(struct span s, bool told)
{
    unsigned names = 0;
    for (size_t from = 0, end; from < s.len; from = end + 1) {
        end = piece_end(s, from, told);
        if (span_trim(span_cut(s, from, end)).len && !is_full_name(span_cut(s, from, end)))
            return false;
        names++;
    }
    return names >= LIST_NAMES;
}

static void put_line(struct line *l)
{
    struct span s = l->text;
    l->is_list = is_list(s, l->told);
    if (l->told && is_inverted(s)) {
        put(l, s);
        return;
    }
    for (size_t from = 0; from < s.len;) {
        size_t end = piece_end(s, from, l->told);
        struct span piece = span_cut(s, from, end);
        /* Behind another name stand roles, places and outlets unless it is plainly a name. */
        if (l->names->count == l->before || s.at[from - 1] == '\n' || s.at[from - 1] == ';' || is_another_name(l, piece))
            put_piece(l, piece);
        from = end + 1;
    }
}

void html_names_told(struct arena scratch, struct html_names *names, struct span text, struct span outlet, bool whole)
{
    struct line line = { .scratch = scratch, .names = names, .text = span_trim(text), .outlet = outlet, .told = true,
                         .before = names->count };
    if (whole) {
        struct span name = without_edges(line.text);
        if (name.len > 1 && name.len <= TOLD_BYTES_MAX && !is_address(name))
            add_name(names, name, NAME_HOUSE);
        return;
    }
    put_line(&line);
}

static bool leads(struct span line)
{
    struct span word;
    size_t at = 0;
    return span_next_word(line, &at, &word) && (part_of(word) == BYLINE_LEAD || glued_lead(word));
}

void html_names_printed(struct arena scratch, struct html_names *names, struct span text, struct span outlet, bool led)
{
    struct html_names best = { .count = 0 };
    struct span rest = text, line;
    for (unsigned i = 0; i < LINES_MAX && best.best < NAME_PERSON && span_take(&rest, '\n', &line); i++) {
        struct html_names found = { .count = 0 };
        struct line l = { .scratch = scratch, .names = &found, .text = span_trim(line), .outlet = outlet, .led = led };
        if (led || count_words(line) <= LINE_WORDS_MAX || leads(line))
            put_line(&l);
        led = l.led && !found.count;   /* "By" may stand on a line of its own */
        if (found.best > best.best)
            best = found;
    }
    for (unsigned i = 0; i < best.count; i++)
        add_name(names, best.at[i], (enum html_name_kind)best.kind[i]);
}

struct spans html_names_of(struct arena *keep, struct span byline, struct span outlet)
{
    struct html_names names = { .count = 0 };
    struct spans found = { NULL, 0 };
    html_names_printed(*keep, &names, byline, outlet, false);
    found.at = arena_new(keep, struct span, names.count);
    for (unsigned i = 0; i < names.count; i++)
        if (names.kind[i] == NAME_PERSON)
            found.at[found.count++] = names.at[i];
    return found;
}
