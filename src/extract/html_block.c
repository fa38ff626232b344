#include "extract/html_block.h"

#include "base/hash.h"
#include "base/map.h"
#include "extract/html_token.h"
#include "text/utf8.h"

enum {
    SHORT_CELL = 80,       /* bytes: cells of a row are joined while it is no longer */
    LONG_LINE = 600,       /* bytes: behind so much one <br> parts blocks, as two do elsewhere */
    PROSE_WORDS = 12
};

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
    struct html_page page;
    char *text;
    size_t len, node_room, block_room, note_room;

    struct html_vocabulary hints, cues;
    struct map seen;                  /* hash of a class value -> place in seen_hints, + 1 */
    uint64_t *seen_hints;
    size_t seen_count, seen_room;

    struct open open[HTML_DEPTH_MAX];
    unsigned depth, too_deep;         /* too_deep: elements open that were not put on the stack */
    unsigned count[FAMILY_COUNT];     /* open elements by family */

    const struct html_tag_row *dropped;
    unsigned drop_depth;              /* dropped elements of that name open */
    unsigned drop_blocks;             /* blocks open inside of them */
    bool is_json;

    /* the block being filled: */
    size_t from;
    uint32_t link_len, bold_len, hint_len;
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

/* Bytes that are copied as they stand: all but blanks, "&", and the first bytes of U+00A0, U+00AD, U+200B. */
static bool is_plain(char c) { return (unsigned char)c > ' ' && c != '&' && c != '\xc2' && c != '\xe2'; }

static bool is_blank_text(struct span s)
{
    return span_equal(s, SPAN("\xc2\xa0")) || (s.len == 1 && (unsigned char)s.at[0] <= ' ');
}

static bool is_invisible(struct span s)
{
    return span_equal(s, SPAN("\xc2\xad")) || span_equal(s, SPAN("\xe2\x80\x8b"));
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

/* What stands at s[at], no plain byte: a reference or one code point; returns its bytes in the input. */
static size_t read_odd(struct span s, size_t at, unsigned coding, char room[4], struct span *text)
{
    size_t used = 0;
    if (s.at[at] == '&' && coding & HTML_REFERENCES)
        used = html_reference_read(s, at, false, room, text);
    if (used)
        return used;
    unsigned length;
    utf8_decode(s, at, &length);
    *text = span_cut(s, at, at + length);
    return length;
}

static void add_text(struct builder *b, struct span s, unsigned coding)
{
    size_t before = b->len;
    for (size_t i = 0; i < s.len;) {
        size_t run = i;
        while (run < s.len && is_plain(s.at[run]))
            run++;
        if (run > i) {
            put_bytes(b, span_cut(s, i, run));
            i = run;
            continue;
        }
        char room[4];
        struct span text;
        i += read_odd(s, i, coding, room, &text);
        if (is_blank_text(text))
            b->blank = true;
        else if (!is_invisible(text))
            put_bytes(b, text);
    }
    uint32_t added = (uint32_t)(b->len - before);
    if (!added)
        return;
    b->breaks = 0;
    b->link_len += b->count[FAMILY_LINK] ? added : 0;
    b->bold_len += b->count[FAMILY_BOLD] ? added : 0;
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

static void measure(struct html_block *block, struct span s)
{
    bool blank = true;
    for (size_t i = 0; i < s.len; i++) {
        bool was_blank = blank;
        blank = (unsigned char)s.at[i] <= ' ';
        block->words += was_blank && !blank;
        block->chars += ((unsigned char)s.at[i] & 0xc0) != 0x80;
        if (block->stops < UINT16_MAX)
            block->stops += ends_sentence(s, i);
    }
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
    block->inline_hints = is_most(b->hint_len, s.len) ? b->inline_hints : 0;
    if (s.len < HTML_CUE_MAX)
        block->cues = html_cues_of(&b->cues, s);
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
    b->link_len = b->bold_len = b->hint_len = 0;
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

/* The end of a cell, or the begin of one. */
static void end_cell(struct builder *b)
{
    if (b->len - b->from < SHORT_CELL)
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
        end_cell(b);
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

static uint64_t hints_of(struct builder *b, struct span value)
{
    if (!value.len)
        return 0;
    bool is_new;
    uint32_t *slot = map_at(&b->seen, hash_span(value), &is_new);
    if (is_new) {
        *slot = (uint32_t)b->seen_count;
        ARENA_ROOM(b->keep, b->seen_hints, b->seen_count, b->seen_room);
        b->seen_hints[b->seen_count++] = html_hints_of(&b->hints, value);
    }
    return b->seen_hints[*slot];
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
    bool is_author;
};

static bool is_hidden_style(struct span style)
{
    return has(style, SPAN("display:none")) || has(style, SPAN("display: none")) ||
           has(style, SPAN("visibility:hidden"));
}

static bool is(struct span name, struct span what) { return span_equal_nocase(name, what); }

/* Attributes whose names have six letters or more. */
static void read_long_trait(struct builder *b, struct span name, struct span value, struct traits *t)
{
    const uint64_t not_body = ~html_bit(HINT_BODY);
    if (is(name, SPAN("hidden"))) {
        t->places |= html_bit(IN_HIDDEN);
    } else if (is(name, SPAN("content"))) {
        t->content = value;
    } else if (is(name, SPAN("datetime"))) {
        t->datetime = value;
    } else if (is(name, SPAN("itemprop"))) {
        t->property = value;
        if (has(value, SPAN("articleBody")))
            t->places |= html_bit(IN_ARTICLE_BODY);
        else
            t->hints |= hints_of(b, value) & not_body;
    } else if (is(name, SPAN("aria-hidden"))) {
        t->places |= has(value, SPAN("true")) ? html_bit(IN_HIDDEN) : 0;
    } else if (is(name, SPAN("data-component")) || is(name, SPAN("data-type")) || is(name, SPAN("data-testid")) ||
               is(name, SPAN("aria-label"))) {
        t->hints |= hints_of(b, value) & not_body;
    }
}

static void read_trait(struct builder *b, const struct html_attribute *a, struct traits *t)
{
    struct span name = a->name, value = a->value;
    if (name.len >= 6) {
        read_long_trait(b, name, value, t);
    } else if (name.len == 5 && is(name, SPAN("class"))) {
        t->hints |= hints_of(b, value);
        t->signature ^= (uint32_t)hash_span(value);
    } else if (name.len == 5 && is(name, SPAN("style"))) {
        t->places |= is_hidden_style(value) ? html_bit(IN_HIDDEN) : 0;
    } else if (name.len == 2 && is(name, SPAN("id"))) {
        t->hints |= hints_of(b, value);
    } else if (name.len == 4 && is(name, SPAN("role"))) {
        t->places |= places_of_role(value);
        t->hints |= has(value, SPAN("dialog")) ? html_bit(HINT_COOKIE) : 0;
    } else if (name.len == 3 && is(name, SPAN("rel"))) {
        t->is_author = has(value, SPAN("author"));
    }
}

static struct traits read_traits(struct builder *b, const struct html_token *token, const struct html_tag_row *tag)
{
    struct traits t = { .places = tag->place ? html_bit(tag->place) : 0,
                        .signature = (uint32_t)hash_span(token->text) };
    for (unsigned i = 0; i < token->attribute_count; i++)
        read_trait(b, &token->attributes[i], &t);
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

/* The value of the first of two attributes that the tag has. */
static struct span either(const struct html_token *token, struct span one, struct span other)
{
    const struct span *value = html_attribute_find(token, one);
    if (!value)
        value = html_attribute_find(token, other);
    return value ? *value : SPAN("");
}

static void note_void(struct builder *b, const struct html_token *token)
{
    if (span_equal_nocase(token->text, SPAN("meta"))) {
        struct span name = either(token, SPAN("property"), SPAN("name"));
        if (!name.len)
            name = either(token, SPAN("itemprop"), SPAN("http-equiv"));
        if (name.len)
            add_note(b, NOTE_META, name, either(token, SPAN("content"), SPAN("value")));
    } else if (span_equal_nocase(token->text, SPAN("link"))) {
        add_note(b, NOTE_LINK, either(token, SPAN("rel"), SPAN("itemprop")), either(token, SPAN("href"), SPAN("href")));
    }
}

/* The number + 1 of a note that waits for the element's text; 0 where it says nothing of the article. */
static uint32_t note_element(struct builder *b, const struct html_token *token, const struct traits *t)
{
    enum html_note_kind kind = NOTE_PROPERTY;
    if (span_equal_nocase(token->text, SPAN("time")))
        kind = NOTE_TIME;
    else if (!t->property.len && (t->is_author || t->hints & html_bit(HINT_WRITER)))
        kind = NOTE_AUTHOR;
    else if (!t->property.len && t->hints & html_bit(HINT_DATE))
        kind = NOTE_TIME;
    else if (!t->property.len)
        return 0;
    struct html_note *note = add_note(b, kind, t->property, t->datetime.len ? t->datetime : t->content);
    note->hints = t->hints;
    if (t->is_author)
        note->name = SPAN("author");
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
        end_cell(b);
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
    if (foreign && token->self_closing)
        return;
    tokens->foreign = foreign;
    b->dropped = token->tag;
    b->drop_depth = 1;
    b->drop_blocks = 0;
    b->is_json = token->tag->content == HTML_SCRIPT && has(either(token, SPAN("type"), SPAN("type")), SPAN("ld+json"));
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
        if (html_attribute_find(token, SPAN("lang")))
            add_note(b, NOTE_LANGUAGE, tag->name, *html_attribute_find(token, SPAN("lang")));
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
        if (span_equal(b->dropped->name, SPAN("title")))
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
    b->hints = html_hint_vocabulary(&scratch);
    b->cues = html_cue_vocabulary(&scratch);
    b->seen = map_in(keep, 256);
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
