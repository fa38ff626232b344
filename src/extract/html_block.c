#include "extract/html_block.h"

#include <string.h>

#include "base/hash.h"
#include "base/lanes.h"
#include "extract/html_token.h"
#include "tables/html_attribute.h"

enum {
    SHORT_CELL = 80,       /* bytes: cells of a row are joined while it is no longer */
    LONG_LINE = 600,       /* bytes: behind so much one <br> parts blocks, as two do elsewhere */
    PROSE_WORDS = 12,
    SEEN_SLOTS = 1024      /* names whose hints are remembered */
};

/* A name met before, by its hash.  A later one takes the slot of an older. */
struct seen { uint64_t name, hints; };

/* An open element. */
struct open {
    const struct html_tag_row *tag;   /* never NULL: see of_token */
    struct span name;
    uint32_t node;                    /* its own, or the nearest around it */
    uint32_t note;                    /* number + 1 of the note that waits for its text */
    uint64_t hints;                   /* inline elements: its own and those of inline elements around it */
};

struct builder {
    struct arena *keep;
    struct span html;
    struct html_page page;
    char *text;
    size_t len, node_room, block_room, note_room;
    struct seen *seen;

    struct open open[HTML_DEPTH_MAX];
    unsigned depth, too_deep;         /* too_deep: elements open that were not put on the stack */
    unsigned count[FAMILY_COUNT];     /* open elements by family */

    const struct html_tag_row *dropped;
    unsigned drop_depth;              /* dropped elements of that name open */
    unsigned drop_blocks;             /* blocks open inside of them */
    bool is_json;

    /* the block being filled: */
    size_t from;
    uint32_t link_len, bold_len, italic_len, hint_len;
    uint16_t links, breaks;
    uint64_t inline_hints;
    bool blank, after_break, after_rule;
};

static const struct html_tag_row unknown_inline = { .kind = TAG_INLINE };
static const struct html_tag_row unknown_block = { .kind = TAG_BLOCK };

/* Custom elements ("story-body") part text; browsers leave that to the page's style. */
static const struct html_tag_row *of_token(const struct html_token *token)
{
    if (token->tag)
        return token->tag;
    return span_find_byte(token->text, '-', 0) == SPAN_NONE ? &unknown_inline : &unknown_block;
}

static bool is_block(const struct html_tag_row *tag) { return tag->kind == TAG_BLOCK || tag->kind == TAG_CELL; }
static struct open *top(struct builder *b) { return &b->open[b->depth - 1]; }

/* ---- text ---- */

static bool is_blank(char c) { return (unsigned char)c <= ' '; }
static bool is_wide_blank(struct span s) { return span_starts(s, SPAN("\xc2\xa0")); }

/* The bytes of the soft hyphen or zero width space at the begin of `s`. */
static size_t unseen_bytes(struct span s)
{
    return span_starts(s, SPAN("\xc2\xad")) ? 2 : span_starts(s, SPAN("\xe2\x80\x8b")) ? 3 : 0;
}

static void put_blank(struct builder *b)
{
    if (b->blank && b->len > b->from && b->text[b->len - 1] != '\n')
        b->text[b->len++] = ' ';
    b->blank = false;
}

static void put_bytes(struct builder *b, struct span s)
{
    put_blank(b);
    memcpy(b->text + b->len, s.at, s.len);
    b->len += s.len;
}

/* Text is mostly words with one space between each two, and is copied as it stands but for these: "&", blanks that
 * are not a single space, and the first bytes of U+00A0 and U+00AD (0xc2) and of U+200B (0xe2). */
static unsigned find_odd(struct lanes lanes)
{
    unsigned spaces = lanes_equal(lanes, ' ');
    return (lanes_at_most(lanes, ' ') ^ spaces) | (spaces & spaces >> 1) | lanes_equal(lanes, '&') |
           lanes_equal(lanes, '\xc2') | lanes_equal(lanes, '\xe2');
}

/* Whether copying ends at s[at], an odd byte. */
static bool must_stop(struct span s, size_t at)
{
    if (at >= s.len || (s.at[at] != '\xc2' && s.at[at] != '\xe2'))
        return true;
    return is_wide_blank(span_from(s, at)) || unseen_bytes(span_from(s, at));
}

/* Copies up to LANES bytes and returns how many; *stops where the next has to be looked at.  A space at the end is
 * left for the next time, since another may follow. */
static size_t copy_lanes(char *out, struct span s, size_t at, bool *stops)
{
    struct lanes lanes = lanes_read(s.at + at);
    lanes_write(out, lanes);
    unsigned odd = (find_odd(lanes) | ~lanes_below(s.len - at)) & LANES_ALL;
    for (; odd; odd &= odd - 1)
        if (must_stop(s, at + lanes_first(odd))) {
            *stops = true;
            return lanes_first(odd);
        }
    return LANES - (lanes_equal(lanes, ' ') >> (LANES - 1));
}

/* The same where the page ends sooner. */
static size_t copy_last(char *out, struct span s, size_t at, bool *stops)
{
    char room[LANES] = { 0 };
    size_t len = s.len - at < LANES ? s.len - at : LANES;
    memcpy(room, s.at + at, len);
    return copy_lanes(out, (struct span){ room, len }, 0, stops);
}

/* The bytes of the page from a place in it on. */
static size_t bytes_from(const struct builder *b, const char *at) { return (size_t)(b->html.at + b->html.len - at); }

/* Copies from s[at] on, no blank, up to what has to be looked at, and returns its place.  A space before it is not
 * copied but kept in mind. */
static size_t copy_words(struct builder *b, struct span s, size_t at)
{
    size_t readable = bytes_from(b, s.at);
    bool stops = false;
    while (!stops) {
        size_t count = (at + LANES > readable ? copy_last : copy_lanes)(b->text + b->len, s, at, &stops);
        b->len += count;
        at += count;
    }
    if (b->text[b->len - 1] == ' ') {
        b->len--;
        b->blank = true;
    }
    return at;
}

/* Adds what stands behind the "&" at s[at], or that itself; returns its bytes in the input. */
static size_t add_reference(struct builder *b, struct span s, size_t at, unsigned coding)
{
    char room[4];
    struct span text = span_cut(s, at, at + 1);
    size_t used = coding & HTML_REFERENCES ? html_reference_read(s, at, false, room, &text) : 0;
    if (is_wide_blank(text) || (text.len == 1 && is_blank(text.at[0])))
        b->blank = true;
    else if (unseen_bytes(text) != text.len)
        put_bytes(b, text);
    return used ? used : 1;
}

/* The first byte at or after s[at] that is no blank, or s.len.  Markup is set with long runs of them. */
static size_t skip_blanks(const struct builder *b, struct span s, size_t at)
{
    size_t readable = bytes_from(b, s.at);
    for (; at < s.len && at + LANES <= readable; at += LANES) {
        unsigned words = ~lanes_at_most(lanes_read(s.at + at), ' ') & LANES_ALL;
        if (words)
            return at + lanes_first(words) < s.len ? at + lanes_first(words) : s.len;
    }
    while (at < s.len && is_blank(s.at[at]))
        at++;
    return at < s.len ? at : s.len;
}

/* Adds what stands at s[at], and returns the place behind it. */
static size_t add_piece(struct builder *b, struct span s, size_t at, unsigned coding)
{
    char c = s.at[at];
    size_t unseen;
    if (c == '&')
        return at + add_reference(b, s, at, coding);
    if (is_blank(c) || (c == '\xc2' && is_wide_blank(span_from(s, at)))) {
        b->blank = true;
        return is_blank(c) ? skip_blanks(b, s, at + 1) : at + 2;
    }
    if ((c == '\xc2' || c == '\xe2') && (unseen = unseen_bytes(span_from(s, at))))
        return at + unseen;
    put_blank(b);
    return copy_words(b, s, at);
}

static void add_text(struct builder *b, struct span s, unsigned coding)
{
    size_t before = b->len;
    for (size_t at = 0; at < s.len;)
        at = add_piece(b, s, at, coding);
    uint32_t added = (uint32_t)(b->len - before);
    if (!added)
        return;
    b->breaks = 0;
    b->link_len += b->count[FAMILY_LINK] ? added : 0;
    b->bold_len += b->count[FAMILY_BOLD] ? added : 0;
    b->italic_len += b->count[FAMILY_ITALIC] ? added : 0;
    b->hint_len += top(b)->hints ? added : 0;
    b->inline_hints |= top(b)->hints;
}

/* ---- blocks ---- */

static bool ends_sentence(struct span s, size_t at)
{
    char c = s.at[at];
    if (c == '\xe3')
        return span_starts(span_from(s, at), SPAN("。"));
    if (c != '.' && c != '!' && c != '?')
        return false;
    return at + 1 == s.len || byte_is_blank(s.at[at + 1]) || s.at[at + 1] == '"' || (unsigned char)s.at[at + 1] >= 0x80;
}

/* The words that begin, code points and ends of sentences in s[at, at + LANES); *blank tells whether a blank stands
 * before it, and then whether one ends it. */
static void measure_lanes(struct html_block *block, struct span s, size_t at, bool *blank)
{
    struct lanes lanes = lanes_read(s.at + at);
    unsigned valid = lanes_below(s.len - at);
    unsigned blanks = lanes_at_most(lanes, ' ');
    block->words += lanes_count(~blanks & (blanks << 1 | *blank) & valid);
    block->chars += lanes_count(~lanes_inner(lanes) & valid);
    *blank = blanks >> (LANES - 1);
    /* Every sign of Japanese begins with 0xe3, but the stop goes on with 0x80. */
    unsigned wide = lanes_equal(lanes, '\xe3') & (lanes_equal(lanes, '\x80') >> 1 | 1u << (LANES - 1));
    unsigned stops = lanes_equal(lanes, '.') | lanes_equal(lanes, '!') | lanes_equal(lanes, '?') | wide;
    for (stops &= valid; stops && block->stops < UINT16_MAX; stops &= stops - 1)
        block->stops += ends_sentence(s, at + lanes_first(stops));
}

/* LANES bytes behind `s` can be read. */
static void measure(struct html_block *block, struct span s)
{
    bool blank = true;
    for (size_t at = 0; at < s.len; at += LANES)
        measure_lanes(block, s, at, &blank);
    if (block->words * 12 < block->chars)   /* a script without blanks: some four letters make a word */
        block->words = block->chars / 4;
}

static bool is_most(uint32_t part, size_t whole) { return (uint64_t)part * 10 >= (uint64_t)whole * 9; }

static void add_block(struct builder *b, struct span s)
{
    struct html_page *page = &b->page;
    ARENA_ROOM(b->keep, page->blocks, page->block_count, b->block_room);
    struct html_block *block = &page->blocks[page->block_count++];
    *block = (struct html_block){.at = {(uint32_t)b->from, (uint32_t)b->len},
                                 .node = top(b)->node,
                                 .links = b->links,
                                 .after_break = b->after_break,
                                 .after_rule = b->after_rule};
    measure(block, s);
    uint64_t link_len = b->link_len < s.len ? b->link_len : s.len;
    block->link_words = (uint32_t)(block->words * link_len / s.len);
    block->bold = is_most(b->bold_len, s.len);
    block->italic = is_most(b->italic_len, s.len);
    block->inline_hints = is_most(b->hint_len, s.len) ? b->inline_hints : 0;
    if (s.len < HTML_CUE_MAX)
        block->cues = html_cues_of(s);
    b->after_rule = false;
}

static void end_block(struct builder *b)
{
    while (b->len > b->from && byte_is_blank(b->text[b->len - 1]))
        b->len--;
    if (b->len > b->from) {
        add_block(b, (struct span){ b->text + b->from, b->len - b->from });
        b->text[b->len++] = '\0';
    }
    b->from = b->len;
    b->link_len = b->bold_len = b->italic_len = b->hint_len = 0;
    b->links = b->breaks = 0;
    b->inline_hints = 0;
    b->blank = b->after_break = false;
}

static void break_line(struct builder *b)
{
    if (++b->breaks >= 2 || b->len - b->from > LONG_LINE) {
        end_block(b);
        b->after_break = true;
    } else if (b->len > b->from) {
        b->text[b->len++] = '\n';
        b->blank = false;
    }
}

/* The end of a cell, or the begin of one.  A cell that holds blocks already is no piece of a row, but a part of the
 * page's layout, and its last block is its own. */
static void end_cell(struct builder *b, bool has_blocks)
{
    if (b->len - b->from < SHORT_CELL && !has_blocks)
        b->blank = true;
    else
        end_block(b);
}

/* ---- the stack ---- */

static void pop(struct builder *b)
{
    struct open *o = top(b);
    if (o->note) {
        struct html_note *note = &b->page.notes[o->note - 1];
        note->words.to = b->len > note->words.from ? (uint32_t)b->len : note->words.from;
    }
    if (o->tag->kind == TAG_CELL)
        end_cell(b, b->page.block_count > b->page.nodes[o->node].first);
    else if (o->tag->kind == TAG_BLOCK)
        end_block(b);
    if (is_block(o->tag))
        b->page.nodes[o->node].end = b->page.block_count;
    b->count[o->tag->family]--;
    b->depth--;
}

/* Pops element `i` and all above; 0, the root, stays. */
static void pop_to(struct builder *b, unsigned i)
{
    while (i && b->depth > i)
        pop(b);
}

/* Table parts fence in what stands inside of them. */
static bool is_scope(const struct html_tag_row *tag)
{
    return tag->family == FAMILY_TABLE || tag->family == FAMILY_CELL ||
           (tag->place == IN_CAPTION && tag->family == FAMILY_NONE);
}

/* The uppermost open element of a family within the scope; 0 where there is none. */
static unsigned find_family(const struct builder *b, int family)
{
    if (!b->count[family])
        return 0;
    for (unsigned i = b->depth; --i > 0;) {
        if (b->open[i].tag->family == family)
            return i;
        if (is_scope(b->open[i].tag))
            return 0;
    }
    return 0;
}

/* An item ends the one before it, but not the one that its list stands in. */
static unsigned find_item(const struct builder *b, int family)
{
    for (unsigned i = b->depth; b->count[family] && --i > 0;) {
        const struct html_tag_row *tag = b->open[i].tag;
        if (tag->family == family)
            return i;
        if (is_block(tag) && tag->family != FAMILY_P && tag->family != FAMILY_PLAIN)
            return 0;
    }
    return 0;
}

/* The lowest cell, row or row group of the innermost table that a new one of `family` ends. */
static unsigned find_table_part(const struct builder *b, int family)
{
    unsigned found = 0;
    for (unsigned i = b->depth; --i > 0 && b->open[i].tag->family != FAMILY_TABLE;) {
        int inner = b->open[i].tag->family;
        if (inner >= FAMILY_CELL && inner <= family)
            found = i;
    }
    return found;
}

static void close_implied(struct builder *b, int family)
{
    if (family >= FAMILY_P && family <= FAMILY_TERM)
        pop_to(b, find_family(b, FAMILY_P));
    if (family == FAMILY_TABLE)
        pop_to(b, find_family(b, FAMILY_P));
    if (family == FAMILY_ITEM || family == FAMILY_TERM)
        pop_to(b, find_item(b, family));
    else if (family >= FAMILY_CELL && family <= FAMILY_ROWS)
        pop_to(b, find_table_part(b, family));
    else if (family == FAMILY_HEADING && top(b)->tag->family == FAMILY_HEADING)
        pop(b);
    else if (family == FAMILY_LINK)
        for (unsigned i = b->depth; b->count[FAMILY_LINK] && --i > 0 && !is_block(b->open[i].tag);)
            if (b->open[i].tag->family == FAMILY_LINK)
                pop_to(b, i);
}

/* ---- attributes ---- */

static uint64_t hints_of(struct builder *b, struct span value, uint64_t *hash)
{
    uint64_t name = *hash = hash_span(value);
    if (!value.len)
        return 0;
    struct seen *seen = &b->seen[name % SEEN_SLOTS];
    if (seen->name != name)
        *seen = (struct seen){ name, html_hints_of(value) };
    return seen->hints;
}

static bool has(struct span s, struct span piece) { return s.len >= piece.len && span_find(s, piece, 0) != SPAN_NONE; }

static uint64_t places_of_role(struct span role)
{
    static const struct { struct span role; int place; } roles[] = {
        { SPAN("navigation"), IN_NAV }, { SPAN("main"), IN_MAIN }, { SPAN("article"), IN_ARTICLE },
        { SPAN("complementary"), IN_ASIDE }, { SPAN("contentinfo"), IN_FOOTER }, { SPAN("heading"), IN_HEADING }
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (span_equal_nocase(role, roles[i].role))
            return html_bit(roles[i].place);
    return 0;
}

/* What a start tag's attributes say. */
struct traits {
    uint64_t hints, places;
    uint32_t signature;
    struct span property, datetime, content;
    bool is_author, is_profile;
};

/* Whether one of the folders below may begin so: most do not even share two letters with any of them. */
static bool may_be_person(struct span s)
{
#define BIT(letter) (1u << ((letter) - 'a'))
    static const uint32_t second['z' - 'a' + 1] = {
        ['a' - 'a'] = BIT('u'), ['b' - 'a'] = BIT('y'), ['c' - 'a'] = BIT('o'), ['j' - 'a'] = BIT('o'),
        ['p' - 'a'] = BIT('e') | BIT('r'), ['r' - 'a'] = BIT('e'), ['s' - 'a'] = BIT('t'), ['t' - 'a'] = BIT('e'),
        ['u' - 'a'] = BIT('s'), ['w' - 'a'] = BIT('r')
    };
#undef BIT
    return s.len >= 2 && s.at[0] >= 'a' && s.at[0] <= 'z' && s.at[1] >= 'a' && s.at[1] <= 'z' &&
           second[s.at[0] - 'a'] >> (s.at[1] - 'a') & 1;
}

/* Whether a link's path leads to somebody's page: "/author/ada-quill", "/staff/7/". */
static bool leads_to_person(struct span path)
{
    static const struct span folders[] = { SPAN("author"), SPAN("autor"), SPAN("auteur"), SPAN("staff/"), SPAN("writer"),
                                           SPAN("contributor"), SPAN("reporter"), SPAN("journalist"), SPAN("columnist"),
                                           SPAN("redaktion/"), SPAN("redakteur"), SPAN("people/"), SPAN("person/"),
                                           SPAN("profile/"), SPAN("profil/"), SPAN("team/"), SPAN("by/"),
                                           SPAN("producers/"), SPAN("penulis/"), SPAN("user/"), SPAN("users/") };
    for (size_t at = span_find_byte(path, '/', 0); at != SPAN_NONE; at = span_find_byte(path, '/', at + 1)) {
        struct span rest = span_from(path, at + 1);
        for (size_t i = 0; may_be_person(rest) && i < sizeof folders / sizeof *folders; i++) {
            if (!span_starts(rest, folders[i]))
                continue;
            size_t slash = span_find_byte(rest, '/', 0);
            return slash != SPAN_NONE && slash + 1 < rest.len && rest.at[slash + 1] != '?';
        }
    }
    return false;
}

static bool is_hidden_style(struct span style)
{
    return has(style, SPAN("display:none")) || has(style, SPAN("display: none")) ||
           has(style, SPAN("visibility:hidden"));
}

/* What an attribute is, by data/html_attribute.tsv. */
static enum html_attribute_says says_of(const struct builder *b, struct span name)
{
    size_t from = (size_t)(name.at - b->html.at);
    unsigned row = heads_find(&html_attribute_heads, head_lower(head_of(b->html, from, from + name.len)));
    const struct html_attribute_row *known = row ? &html_attribute_rows[row - 1] : NULL;
    if (!known || (name.len > HEAD_BYTES && !span_equal_nocase(known->name, name)))
        return ATTRIBUTE_NOTHING;
    return known->name.len == name.len ? (enum html_attribute_says)known->says : ATTRIBUTE_NOTHING;
}

static void read_trait(struct builder *b, enum html_attribute_says says, struct span value, struct traits *t)
{
    const uint64_t not_body = ~html_bit(HINT_BODY);
    uint64_t hash;
    switch (says) {
    case ATTRIBUTE_CLASS:
        t->hints |= hints_of(b, value, &hash);
        t->signature ^= (uint32_t)hash;
        break;
    case ATTRIBUTE_ID:
        t->hints |= hints_of(b, value, &hash);
        break;
    case ATTRIBUTE_NAME:
        t->hints |= hints_of(b, value, &hash) & not_body;
        break;
    case ATTRIBUTE_ITEMPROP:
        t->property = value;
        if (has(value, SPAN("articleBody")))
            t->places |= html_bit(IN_ARTICLE_BODY);
        else
            t->hints |= hints_of(b, value, &hash) & not_body;
        break;
    case ATTRIBUTE_STYLE:
        t->places |= is_hidden_style(value) ? html_bit(IN_HIDDEN) : 0;
        break;
    case ATTRIBUTE_HIDDEN:
        t->places |= html_bit(IN_HIDDEN);
        break;
    case ATTRIBUTE_UNSEEN:
        t->places |= has(value, SPAN("true")) ? html_bit(IN_HIDDEN) : 0;
        break;
    case ATTRIBUTE_ROLE:
        t->places |= places_of_role(value);
        t->hints |= has(value, SPAN("dialog")) ? html_bit(HINT_COOKIE) : 0;
        break;
    case ATTRIBUTE_HREF:
        t->is_profile = leads_to_person(value);
        break;
    case ATTRIBUTE_REL:
        t->is_author = has(value, SPAN("author"));
        break;
    case ATTRIBUTE_CONTENT:
        t->content = value;
        break;
    case ATTRIBUTE_DATETIME:
        t->datetime = value;
        break;
    default:
        break;
    }
}

static struct traits read_traits(struct builder *b, const struct html_token *token, const struct html_tag_row *tag)
{
    struct traits t = { .places = tag->place ? html_bit(tag->place) : 0,
                        .signature = (uint32_t)hash_span(tag->name.len ? tag->name : token->text) };
    for (unsigned i = 0; i < token->attribute_count; i++)
        read_trait(b, says_of(b, token->attributes[i].name), token->attributes[i].value, &t);
    return t;
}

/* ---- notes ---- */

static struct html_note *add_note(struct builder *b, enum html_note_kind kind, struct span name, struct span value)
{
    struct html_page *page = &b->page;
    ARENA_ROOM(b->keep, page->notes, page->note_count, b->note_room);
    struct html_note *note = &page->notes[page->note_count++];
    *note = (struct html_note){ .kind = (uint8_t)kind, .coding = HTML_REFERENCES | HTML_IN_ATTRIBUTE | HTML_NULS,
                                .name = name, .value = value, .words = { (uint32_t)b->len, (uint32_t)b->len },
                                .block = page->block_count, .node = top(b)->node };
    return note;
}

/* The values of a tag by what its attributes are; `at` is NULL where there is none. */
struct values { struct span of[ATTRIBUTE_COUNT]; };

static struct values read_values(const struct builder *b, const struct html_token *token)
{
    struct values values = { 0 };
    for (unsigned i = 0; i < token->attribute_count; i++) {
        struct span *value = &values.of[says_of(b, token->attributes[i].name)];
        if (!value->at)
            *value = token->attributes[i].value;
    }
    return values;
}

/* The value of the first of two attributes that the tag has. */
static struct span either(const struct values *values, enum html_attribute_says one, enum html_attribute_says other)
{
    const struct span *value = &values->of[values->of[one].at ? one : other];
    return value->at ? *value : SPAN("");
}

static void note_void(struct builder *b, const struct html_token *token)
{
    if (!token->tag->says)
        return;
    struct values values = read_values(b, token);
    if (token->tag->says == SAYS_META) {
        struct span name = either(&values, ATTRIBUTE_PROPERTY, ATTRIBUTE_KEY);
        if (!name.len)
            name = either(&values, ATTRIBUTE_ITEMPROP, ATTRIBUTE_HTTP);
        if (name.len)
            add_note(b, NOTE_META, name, either(&values, ATTRIBUTE_CONTENT, ATTRIBUTE_VALUE));
    } else if (token->tag->says == SAYS_LINK) {
        add_note(b, NOTE_LINK, either(&values, ATTRIBUTE_REL, ATTRIBUTE_ITEMPROP),
                 either(&values, ATTRIBUTE_HREF, ATTRIBUTE_HREF));
    } else if (token->tag->says == SAYS_MEDIA) {
        add_note(b, NOTE_MEDIA, token->tag->name, either(&values, ATTRIBUTE_ALT, ATTRIBUTE_ALT));
    }
}

/* The number + 1 of a note that waits for the element's text; 0 where it says nothing of the article. */
static uint32_t note_element(struct builder *b, const struct html_token *token, const struct traits *t)
{
    enum html_note_kind kind = NOTE_PROPERTY;
    if (token->tag && token->tag->says == SAYS_TIME)
        kind = NOTE_TIME;
    else if (!t->property.len && (t->is_author || t->is_profile || t->hints & html_bit(HINT_WRITER)))
        kind = NOTE_AUTHOR;
    else if (!t->property.len && t->hints & html_bit(HINT_DATE))
        kind = NOTE_TIME;
    else if (!t->property.len)
        return 0;
    struct html_note *note = add_note(b, kind, t->property, t->datetime.len ? t->datetime : t->content);
    note->hints = t->hints;
    if (t->is_author || t->is_profile)
        note->name = t->is_author ? SPAN("author") : SPAN("profile");
    return b->page.note_count;
}

/* ---- elements ---- */

static uint32_t add_node(struct builder *b, const struct html_tag_row *tag, const struct traits *t, uint32_t parent)
{
    struct html_page *page = &b->page;
    ARENA_ROOM(b->keep, page->nodes, page->node_count, b->node_room);
    page->nodes[page->node_count] = (struct html_node){
        .parent = parent, .first = page->block_count, .end = page->block_count, .tag = tag->name.len ? tag : NULL,
        .signature = t->signature, .own_hints = t->hints,
        .own_places = t->places | (b->count[FAMILY_LINK] ? html_bit(IN_LINK) : 0)
    };
    return page->node_count++;
}

static void open_element(struct builder *b, const struct html_token *token, const struct html_tag_row *tag)
{
    close_implied(b, tag->family);
    if (b->depth == HTML_DEPTH_MAX) {
        b->too_deep++;
        if (tag->kind == TAG_BLOCK)
            end_block(b);
        return;
    }
    if (tag->kind == TAG_CELL)
        end_cell(b, false);
    else if (tag->kind == TAG_BLOCK)
        end_block(b);
    struct traits t = read_traits(b, token, tag);
    struct open *up = top(b), *o = up + 1;
    *o = (struct open){ .tag = tag, .name = token->text, .node = up->node };
    o->note = note_element(b, token, &t);
    if (is_block(tag)) {
        o->node = add_node(b, tag, &t, up->node);
        if (o->note)
            b->page.notes[o->note - 1].node = o->node;
    } else {
        o->hints = t.hints | (is_block(up->tag) ? 0 : up->hints);
        if (t.places & html_bit(IN_HIDDEN))
            o->hints |= html_bit(HINT_HIDDEN);
    }
    b->depth++;
    b->count[tag->family]++;
    b->links += tag->family == FAMILY_LINK && b->links < UINT16_MAX;
}

static void begin_drop(struct builder *b, struct html_tokens *tokens, const struct html_token *token)
{
    bool foreign = token->tag->family == FAMILY_FOREIGN;
    if (token->tag->says == SAYS_MEDIA)
        add_note(b, NOTE_MEDIA, token->tag->name, SPAN(""));
    if (foreign && token->self_closing)
        return;
    tokens->foreign = foreign;
    b->dropped = token->tag;
    b->drop_depth = 1;
    b->drop_blocks = 0;
    b->is_json = false;
    if (token->tag->content == HTML_SCRIPT && token->attribute_count) {
        struct values values = read_values(b, token);
        b->is_json = has(either(&values, ATTRIBUTE_TYPE, ATTRIBUTE_TYPE), SPAN("ld+json"));
    }
}

static void note_language(struct builder *b, const struct html_token *token)
{
    struct values values = read_values(b, token);
    if (values.of[ATTRIBUTE_LANG].at)
        add_note(b, NOTE_LANGUAGE, token->tag->name, values.of[ATTRIBUTE_LANG]);
}

static void start_element(struct builder *b, struct html_tokens *tokens, const struct html_token *token)
{
    const struct html_tag_row *tag = of_token(token);
    switch (tag->kind) {
    case TAG_VOID:
        note_void(b, token);
        break;
    case TAG_BREAK:
        break_line(b);
        break;
    case TAG_RULE:
        end_block(b);
        b->after_rule = true;
        break;
    case TAG_DROP:
        begin_drop(b, tokens, token);
        break;
    case TAG_ROOT:
        note_language(b, token);
        break;
    default:
        open_element(b, token, tag);
    }
}

/* The uppermost open element with this end tag's name; the search ends at blocks or, where it may reach
 * `beyond` them, at table parts.  0 where there is none. */
static unsigned find_open(const struct builder *b, const struct html_tag_row *tag, struct span name, bool beyond)
{
    bool is_table_part = tag->family >= FAMILY_CELL && tag->family <= FAMILY_TABLE;
    for (unsigned i = b->depth; b->count[tag->family] && --i > 0;) {
        const struct open *o = &b->open[i];
        if (o->tag == tag && (tag->name.len || span_equal_nocase(o->name, name)))
            return i;
        if (is_table_part ? o->tag->family == FAMILY_TABLE : beyond ? is_scope(o->tag) : is_block(o->tag))
            return 0;
    }
    return 0;
}

/* Takes one element out of the stack; the blocks opened inside of it stay open. */
static void forget(struct builder *b, unsigned i)
{
    b->count[b->open[i].tag->family]--;
    for (; i + 1 < b->depth; i++)
        b->open[i] = b->open[i + 1];
    b->depth--;
}

static void end_element(struct builder *b, const struct html_token *token)
{
    const struct html_tag_row *tag = of_token(token);
    if (tag->kind == TAG_BREAK)
        break_line(b);
    if (tag->kind >= TAG_VOID)
        return;
    if (b->too_deep) {
        b->too_deep--;
        if (tag->kind == TAG_BLOCK)
            end_block(b);
        return;
    }
    unsigned i =
        tag->family == FAMILY_HEADING ? find_family(b, FAMILY_HEADING) : find_open(b, tag, token->text, is_block(tag));
    if (i)
        pop_to(b, i);
    else if (tag->family == FAMILY_P)
        end_block(b);
    else if (tag->kind == TAG_FORMAT && (i = find_open(b, tag, token->text, true)))
        forget(b, i);
}

/* A token inside an element whose content is not read; true where the token ends that, and counts itself. */
static bool skip_dropped(struct builder *b, struct html_tokens *tokens, const struct html_token *token)
{
    const struct html_tag_row *tag =
        token->kind == HTML_START_TAG || token->kind == HTML_END_TAG ? of_token(token) : NULL;
    bool blocks = tag && is_block(tag), starts = token->kind == HTML_START_TAG, unclosed = false;
    if (token->kind == HTML_TEXT && b->is_json) {
        add_note(b, NOTE_JSON, SPAN(""), token->text)->coding = 0;
    } else if (token->kind == HTML_TEXT && b->dropped->content == HTML_RCDATA) {
        if (b->dropped->says == SAYS_TITLE)
            add_note(b, NOTE_TITLE, SPAN(""), token->text)->coding = HTML_REFERENCES | HTML_NULS;
    } else if (tag == b->dropped) {
        b->drop_depth += starts && !(token->self_closing && tag->family == FAMILY_FOREIGN) ? 1 : 0;
        b->drop_depth -= !starts;
    } else if (blocks && b->dropped->family == FAMILY_FOREIGN) {
        unclosed = starts;               /* HTML inside of a drawing ends it */
    } else if (blocks && starts) {
        b->drop_blocks++;
    } else if (blocks) {
        unclosed = b->drop_blocks == 0;  /* the end of something around it: its own end tag is missing */
        b->drop_blocks -= !unclosed;
    }
    if (b->drop_depth && !unclosed)
        return false;
    b->dropped = NULL;
    b->is_json = tokens->foreign = false;
    return unclosed;
}

/* ---- the page ---- */

bool html_block_is_prose(const struct html_block *block)
{
    return block->words >= PROSE_WORDS && block->link_words * 3 < block->words && block->stops;
}

static void add_up(struct html_page *page)
{
    for (uint32_t i = 0; i < page->block_count; i++) {
        struct html_block *block = &page->blocks[i];
        struct html_node *node = &page->nodes[block->node];
        node->words += block->words;
        node->link_words += block->link_words;
        if (block->words >= PROSE_WORDS && block->link_words * 3 < block->words)
            node->prose += block->words - block->link_words;
    }
    for (uint32_t i = page->node_count; --i > 0;) {
        struct html_node *node = &page->nodes[i], *up = &page->nodes[node->parent];
        up->words += node->words;
        up->link_words += node->link_words;
        up->prose += node->prose;
    }
}

/* Hands places and hints down.  An element that holds most of the page is no furniture, whatever its name. */
static void hand_down(struct html_page *page)
{
    const uint64_t good = html_bit(HINT_BODY) | html_bit(HINT_ARTICLE) | html_bit(HINT_POST) | html_bit(HINT_STORY) |
                          html_bit(HINT_CONTENT) | html_bit(HINT_MAIN) | html_bit(HINT_TEXT) | html_bit(HINT_LAYOUT);
    const uint64_t bad = html_bit(IN_ASIDE) | html_bit(IN_NAV) | html_bit(IN_FOOTER) | html_bit(IN_HEADER) |
                         html_bit(IN_FORM) | html_bit(IN_FIGURE) | html_bit(IN_LIST);
    uint64_t all = page->nodes[0].prose;
    for (uint32_t i = 1; i < page->node_count; i++) {
        struct html_node *node = &page->nodes[i], *up = &page->nodes[node->parent];
        bool most = (uint64_t)node->prose * 7 > all * 4;
        node->hints = up->hints | (node->own_hints & (most ? good : ~(uint64_t)0));
        node->places = up->places | (node->own_places & (most ? ~bad : ~(uint64_t)0));
    }
}

static void read_tokens(struct builder *b, struct html_tokens *tokens)
{
    struct html_token token;
    while (html_token_next(tokens, &token)) {
        if (b->dropped && !skip_dropped(b, tokens, &token))
            continue;
        if (token.kind == HTML_TEXT)
            add_text(b, token.text, token.coding);
        else if (token.kind == HTML_START_TAG)
            start_element(b, tokens, &token);
        else if (token.kind == HTML_END_TAG)
            end_element(b, &token);
    }
    while (b->depth > 1)
        pop(b);
    end_block(b);
}

struct html_page html_page_read(struct arena *keep, struct arena scratch, struct span html)
{
    struct builder *b = arena_new(&scratch, struct builder, 1);
    b->keep = keep;
    b->html = html;
    b->seen = arena_new(&scratch, struct seen, SEEN_SLOTS);
    /* A reference stands for at most 6 bytes and is at least 5 long then; a block adds its NUL, and has a tag. */
    b->text = arena_take_raw(keep, 1, 1, html.len + html.len / 2 + 64);
    struct traits none = { 0 };
    add_node(b, &unknown_block, &none, 0);
    b->open[0] = (struct open){ .tag = &unknown_block };
    b->depth = 1;
    b->count[FAMILY_NONE] = 1;
    struct html_tokens tokens = html_tokens_of(html);
    read_tokens(b, &tokens);
    b->page.nodes[0].end = b->page.block_count;
    b->page.text = (struct span){ b->text, b->len };
    add_up(&b->page);
    hand_down(&b->page);
    return b->page;
}
