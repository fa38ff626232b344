#include "extract/html_title.h"

#include "base/hash.h"
#include "text/host.h"
#include "text/utf8.h"

enum {
    LIKE = 50,               /* percent of likeness from which two titles are wordings of one */
    SAME = 80,               /* the same for a heading of a lower rank */
    LONG_WORD = 5,           /* bytes of a word that names an outlet by itself where its host has it */
    HEADLINE_WORDS = 30,     /* a told headline with more is the text's begin */
    OUTLET_WORDS = 5,        /* an outlet's name has no more */
    BOTH_MAX = 5,            /* words in common that count for a heading */
    TOLD_WORDS = 3           /* a told title with fewer is no judge of the printed one */
};

/* ---- words ---- */

static bool is_word_byte(char c) { return byte_is_alpha(c) || byte_is_digit(c) || (unsigned char)c >= 0x80; }

/* Dashes, quotation marks, dots: U+2000 to U+206F, U+3000 to U+303F, full-width signs, and "»". */
static bool is_mark(uint32_t c)
{
    return (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3040) || (c >= 0xff00 && c < 0xff10) ||
           (c >= 0x80 && c < 0xc0) || c == 0xff1a || c == 0xff1f;
}

/* The hash of the next word of s at or after *at; 0 where there is none. */
static uint32_t next_word(struct span s, size_t *at)
{
    uint64_t hash = 0;
    while (*at < s.len) {
        unsigned n = 1;
        uint32_t c = (unsigned char)s.at[*at] < 0x80 ? (uint32_t)(unsigned char)byte_lower(s.at[*at])
                                                     : utf8_decode(s, *at, &n);
        bool inside = is_word_byte(s.at[*at]) && !is_mark(c);
        if (!inside && hash)
            break;
        *at += n;
        if (inside)
            hash = hash_mix(hash, c) | 1;
        if (inside && c >= 0x2e80 && c < 0xac00)   /* ideographs */
            break;
    }
    return (uint32_t)hash;
}

struct html_title_words html_title_words(struct span title)
{
    struct html_title_words words = { .count = 0 };
    title = span_cut(title, 0, HTML_TITLE_MAX);
    size_t at = 0;
    for (uint32_t word; words.count < HTML_TITLE_WORDS && (word = next_word(title, &at));)
        words.at[words.count++] = word;
    return words;
}

static unsigned shared(const struct html_title_words *a, const struct html_title_words *b)
{
    unsigned count = 0;
    for (unsigned i = 0; i < a->count; i++)
        for (unsigned k = 0; k < b->count; k++)
            if (a->at[i] == b->at[k]) {
                count++;
                break;
            }
    return count;
}

static unsigned likeness(const struct html_title_words *a, const struct html_title_words *b)
{
    unsigned less = a->count < b->count ? a->count : b->count, both = shared(a, b);
    return !less || (both == 1 && less > 1) ? 0 : both * 100 / less;
}

unsigned html_title_likeness(const struct html_title_words *words, struct span other)
{
    struct html_title_words others = html_title_words(other);
    return likeness(words, &others);
}

static unsigned like(struct span a, struct span b)
{
    struct html_title_words words = html_title_words(a);
    return html_title_likeness(&words, b);
}

/* Small letters and digits of `s`: what two spellings of one title share. */
static struct span bare(struct arena *keep, struct span s)
{
    char *out = arena_take_raw(keep, 1, 1, s.len + 1);
    size_t len = 0;
    for (size_t at = 0; at < s.len;) {
        unsigned n = 1;
        bool inside = byte_is_alpha(s.at[at]) || byte_is_digit(s.at[at]);
        if ((unsigned char)s.at[at] >= 0x80)
            inside = !is_mark(utf8_decode(s, at, &n));
        for (unsigned i = 0; inside && i < n; i++)
            out[len++] = byte_lower(s.at[at + i]);
        at += n;
    }
    return (struct span){ out, len };
}

static bool same(struct arena scratch, struct span a, struct span b)
{
    struct span one = bare(&scratch, a), other = bare(&scratch, b);
    return one.len && span_equal(one, other);
}

/* ---- the outlet's name ---- */

bool html_title_is_outlet(struct arena scratch, struct span part, struct span outlet, struct span url)
{
    struct span name = bare(&scratch, part), host = bare(&scratch, host_of(url));
    outlet = bare(&scratch, outlet);
    if (name.len < 2)
        return false;
    if (outlet.len > 1 && (span_equal(name, outlet) || (name.len >= 4 && span_find(outlet, name, 0) != SPAN_NONE) ||
                           (outlet.len * 2 > name.len && span_find(name, outlet, 0) != SPAN_NONE)))
        return true;
    return name.len > 2 && span_find(host, name, 0) != SPAN_NONE;
}

/* The same, or a long word of it is in the host's name. */
static bool may_be_outlet(struct arena scratch, struct span part, struct span outlet, struct span url)
{
    if (html_title_is_outlet(scratch, part, outlet, url))
        return true;
    struct span host = bare(&scratch, host_of(url)), rest = part, word;
    while (host.len && html_title_words(part).count <= OUTLET_WORDS && span_take(&rest, ' ', &word)) {
        struct arena room = scratch;
        struct span folded = bare(&room, word);
        if (folded.len >= LONG_WORD && span_find(host, folded, 0) != SPAN_NONE)
            return true;
    }
    return false;
}

/* The length of the separator at s[at] that parts a headline from a site's name. */
static size_t separator_at(struct span s, size_t at)
{
    static const struct span separators[] = {SPAN(" | "),  SPAN(" - "), SPAN(" – "), SPAN(" — "),  SPAN(" » "),
                                             SPAN(" « "),  SPAN(" · "), SPAN(" • "), SPAN(" :: "), SPAN(" // "),
                                             SPAN(" < "),  SPAN(" / "), SPAN(" › "), SPAN(" ‹ "),  SPAN(" │ "),
                                             SPAN(" : "),  SPAN(" ~ "), SPAN("_"),   SPAN(" -- "), SPAN(" > "),
                                             SPAN(" ★ "), SPAN(" @ "), SPAN("|"),   SPAN("--"),   SPAN(" ⋆ ") };
    if (s.at[at] != ' ' && s.at[at] != '_' && s.at[at] != '|' && s.at[at] != '-')   /* what they begin with */
        return 0;
    if (s.at[at] == ' ' && (at + 1 == s.len || byte_is_alpha(s.at[at + 1]) || byte_is_digit(s.at[at + 1])))
        return 0;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (span_starts(span_from(s, at), separators[i]))
            return separators[i].len;
    return 0;
}

static bool is_loose(struct span s, size_t at) { return s.at[at] == '_' || s.at[at] == '|' || s.at[at] == '-'; }

/* Cuts what names the outlet off both ends of a title. */
static struct span without_outlet(struct arena scratch, struct span title, const struct html_titles *t)
{
    for (size_t i = title.len; i-- > 1;) {
        size_t len = separator_at(title, i);
        struct span rest = span_trim(span_from(title, i + len));
        bool outlet = len && (is_loose(title, i) ? html_title_is_outlet(scratch, rest, t->outlet, t->url)
                                                 : may_be_outlet(scratch, rest, t->outlet, t->url));
        if (outlet)
            title = span_trim(span_cut(title, 0, i));
    }
    for (size_t i = 1; i < title.len; i++) {
        size_t len = separator_at(title, i);
        struct span head = span_trim(span_cut(title, 0, i));
        if (len && !is_loose(title, i) && html_title_is_outlet(scratch, head, t->outlet, t->url)) {
            title = span_trim(span_from(title, i + len));
            i = 0;
        }
    }
    return title;
}

/* ---- what is printed ---- */

static int rank_of(const struct html_page *page, uint32_t block)
{
    const struct html_node *node = &page->nodes[page->blocks[block].node];
    if (node->tag && node->tag->name.len == 2 && node->tag->name.at[0] == 'h' && byte_is_digit(node->tag->name.at[1]))
        return node->tag->name.at[1] - '0';
    return node->own_places & html_bit(IN_HEADING) || node->own_hints & html_bit(HINT_TITLE) ? 7 : 0;
}

/* Whether `part` stands in `whole` between separators, or is all of it. */
static bool is_segment(struct arena scratch, struct span whole, struct span part)
{
    if (same(scratch, whole, part))
        return true;
    size_t from = 0;
    for (size_t i = 1; i < whole.len; i++) {
        size_t len = separator_at(whole, i);
        if (!len && whole.at[i] == ':')
            len = 1;
        if (!len)
            continue;
        if (same(scratch, span_cut(whole, from, i), part) || same(scratch, span_cut(whole, 0, i), part) ||
            same(scratch, span_from(whole, i + len), part))
            return true;
        from = i + len;
    }
    return same(scratch, span_from(whole, from), part);
}

/* How well a heading suits as the printed headline, given what the page tells; 0 not at all. */
static unsigned suit(struct arena scratch, const struct html_titles *t, const struct html_title_words *told,
                     unsigned told_count, struct span heading, int rank)
{
    struct span begin = span_cut(t->document, 0, heading.len);
    struct html_title_words words = html_title_words(heading);
    unsigned best = 0, both = 0;
    for (unsigned i = 0; i < told_count; i++) {
        unsigned like = likeness(&told[i], &words), count = shared(&told[i], &words);
        best = like > best ? like : best;
        both = count > both ? count : both;
    }
    if (best < (rank == 1 ? LIKE : SAME) || !words.count)
        return 0;
    bool segment = is_segment(scratch, t->meta, heading) ||
                   (!t->meta.len && !t->linked.len && is_segment(scratch, t->document, heading));
    if (!segment && (rank > 1 || both < 2) && !(rank == 2 && both >= TOLD_WORDS))
        return 0;
    both = both < BOTH_MAX ? both : BOTH_MAX;
    /* An outlet's name stands last more often than first. */
    bool first = segment && same(scratch, begin, heading);
    return 1 + both * 4 + (segment ? 20 : 0) + (first ? 8 : 0) + (rank == 1 ? 10 : rank == 2 ? 2 : 0);
}

static struct span find_printed(struct arena scratch, const struct html_page *page, const struct html_titles *t)
{
    const struct span titles[] = { t->linked, t->meta, t->name, t->document };
    struct html_title_words told[4];
    unsigned told_count = t->linked.len || t->meta.len ? 3 : 4;   /* the document's title holds the outlet's name */
    struct span best = SPAN("");
    unsigned most = 0, first_rank = 0, headings = 0;
    for (unsigned i = 0; i < 4; i++)
        told[i] = html_title_words(titles[i]);
    for (uint32_t i = 0; i < page->block_count; i++) {
        int rank = rank_of(page, i);
        struct span text = html_block_text(page, i);
        unsigned *count = rank == 1 ? &first_rank : &headings;   /* menus have many of the lower ranks */
        if (!rank || text.len > HTML_TITLE_MAX || *count == HTML_HEADINGS_MAX)
            continue;
        ++*count;
        struct arena room = scratch;
        /* A headline that is a link leads home, and is the outlet's. */
        bool leads_home = rank == 1 && page->blocks[i].link_words * 2 > page->blocks[i].words;
        unsigned score = suit(room, t, told, told_count, text, leads_home ? 3 : rank);
        if (score > most && !html_title_is_outlet(room, text, t->outlet, t->url)) {
            most = score;
            best = text;
        }
    }
    return without_outlet(scratch, best, t);
}

static struct span first_heading(const struct html_page *page)
{
    for (uint32_t i = 0; i < page->block_count; i++) {
        struct span text = html_block_text(page, i);
        if (rank_of(page, i) == 1 && page->blocks[i].words >= 2)
            return span_cut(text, 0, utf8_floor(text, HTML_TITLE_MAX));
    }
    return SPAN("");
}

/* ---- the choice ---- */

enum { LINKED, META, PRINTED, DOCUMENT, TITLES };

/* Whether `whole` is `title`, a separator and a few words more. */
static bool has_tail(struct arena scratch, struct span whole, struct span title)
{
    for (size_t i = whole.len; i-- > 1;) {
        size_t len = separator_at(whole, i);
        if (!len && !(whole.at[i] == '-' && i + 1 < whole.len))
            continue;
        if (html_title_words(span_from(whole, i)).count > OUTLET_WORDS)
            return false;
        if (same(scratch, span_cut(whole, 0, i), title))
            return true;
    }
    return false;
}

/* The title that most agree on; the first of several.  What is told, printed and the document's title alike may
 * all be made of one field, so that it is no majority against a headline that is another wording of it. */
static struct span elect(struct arena scratch, const struct span *titles)
{
    unsigned most = 0, winner = 0;
    if (same(scratch, titles[META], titles[PRINTED]) && same(scratch, titles[META], titles[DOCUMENT]))
        return titles[LINKED];
    for (unsigned i = 0; i < TITLES; i++) {
        unsigned votes = 0;
        for (unsigned k = 0; titles[i].len && k < TITLES; k++)
            votes += k == i || same(scratch, titles[i], titles[k]);
        if (votes > most) {
            most = votes;
            winner = i;
        }
    }
    return titles[winner];
}

/* What machines are told: the first that one of the others is like, or else the first. */
static struct span told_of(const struct span *titles, struct span name)
{
    const struct span told[] = { titles[LINKED], titles[META], name };
    for (unsigned i = 0; i < 3; i++)
        for (unsigned k = 0; told[i].len && k < 5; k++) {
            struct span other = k == 0 ? titles[PRINTED] : k == 1 ? titles[DOCUMENT] : told[k - 2];
            if (k != i + 2 && other.len && like(told[i], other) >= LIKE)
                return told[i];
        }
    return titles[LINKED].len ? titles[LINKED] : titles[META].len ? titles[META] : name;
}

/* A headline with a label before it ("Blog: ...", a date) or a standfirst behind it, where the page tells it without. */
static bool is_labelled(struct arena scratch, struct span printed, struct span told)
{
    struct html_title_words words = html_title_words(told);
    struct span long_one = bare(&scratch, printed), short_one = bare(&scratch, told);
    if (words.count < TOLD_WORDS || long_one.len <= short_one.len)
        return false;
    /* A second line without a sign between them is a standfirst. */
    bool runs_on = span_starts(printed, told) && printed.at[told.len] == ' ' && told.len + 1 < printed.len &&
                   is_word_byte(printed.at[told.len + 1]);
    return span_ends(long_one, short_one) || runs_on || has_tail(scratch, printed, told);
}

struct span html_title_choose(struct arena scratch, const struct html_page *page, const struct html_titles *given)
{
    struct html_titles bounded = *given;
    const struct html_titles *t = &bounded;
    struct span *const all[] = { &bounded.linked, &bounded.name, &bounded.meta, &bounded.property, &bounded.document };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        all[i]->len = utf8_floor(*all[i], HTML_TITLE_MAX);
    struct span titles[TITLES] = { [LINKED] = without_outlet(scratch, t->linked, t),
                                   [META] = without_outlet(scratch, t->meta, t),
                                   [DOCUMENT] = without_outlet(scratch, t->document, t) };
    titles[PRINTED] = find_printed(scratch, page, t);
    for (unsigned i = META; i <= PRINTED; i++)
        if (has_tail(scratch, titles[LINKED], titles[i]))
            titles[LINKED] = titles[i];
    struct span printed = titles[PRINTED], told = told_of(titles, t->name);
    if (!told.len)
        told = t->property;
    bool headed = t->is_news && titles[LINKED].len && html_title_words(titles[LINKED]).count <= HEADLINE_WORDS &&
                  !html_title_is_outlet(scratch, titles[LINKED], t->outlet, t->url);
    if (headed && (t->is_own || like(told, titles[LINKED]) >= LIKE))
        return elect(scratch, titles);
    if (!told.len)
        return printed.len ? printed : titles[DOCUMENT].len ? titles[DOCUMENT] : first_heading(page);
    if (!printed.len || same(scratch, printed, told) || is_labelled(scratch, printed, told))
        return told;
    return printed;
}
