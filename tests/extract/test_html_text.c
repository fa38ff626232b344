/* Texts of blocks beside a slow reading of the same, their measures, and what attributes say. */
#include "base/buffer.h"
#include "extract/html_block.h"
#include "tap.h"
#include "text/utf8.h"

static struct region kept, work;

static struct html_page page_of(struct span html)
{
    region_reset(&kept, 1 << 20);
    return html_page_read(&kept.arena, work.arena, html);
}

/* A piece of a text in HTML, and what it says; " " is a blank, "" is not seen. */
struct piece_of_text { struct span html, says; };

static const struct piece_of_text pieces[] = {
    { SPAN("a"), SPAN("a") }, { SPAN("word"), SPAN("word") }, { SPAN("eleven-long"), SPAN("eleven-long") },
    { SPAN(" "), SPAN(" ") }, { SPAN(" "), SPAN(" ") }, { SPAN("  "), SPAN(" ") }, { SPAN("\n"), SPAN(" ") },
    { SPAN("\t \r\n                    "), SPAN(" ") }, { SPAN("\xc2\xa0"), SPAN(" ") }, { SPAN("&nbsp;"), SPAN(" ") },
    { SPAN("é"), SPAN("é") }, { SPAN("«"), SPAN("«") }, { SPAN("“"), SPAN("“") }, { SPAN("мост"), SPAN("мост") },
    { SPAN("。"), SPAN("。") }, { SPAN("\xc2\xad"), SPAN("") }, { SPAN("&shy;"), SPAN("") },
    { SPAN("\xe2\x80\x8b"), SPAN("") }, { SPAN("&amp;"), SPAN("&") }, { SPAN("&"), SPAN("&") }, { SPAN(". "), SPAN(". ") },
    { SPAN("?"), SPAN("?") }, { SPAN("!"), SPAN("!") }, { SPAN("<i>x</i>"), SPAN("x") }, { SPAN("<!-- -->"), SPAN("") }
};
enum { PIECES = sizeof pieces / sizeof *pieces };

static void say(struct buffer *out, struct span says, bool *blank)
{
    for (size_t i = 0; i < says.len; i++) {
        if (says.at[i] == ' ') {
            *blank = true;
            continue;
        }
        if (*blank && out->len)
            buffer_byte(out, ' ');
        *blank = false;
        buffer_byte(out, says.at[i]);
    }
}

static unsigned words_in(struct span s)
{
    unsigned words = s.len > 0;
    for (size_t i = 0; i < s.len; i++)
        words += s.at[i] == ' ';
    return words * 12 < utf8_count(s) ? (unsigned)utf8_count(s) / 4 : words;
}

static unsigned stops_in(struct span s)
{
    unsigned stops = 0;
    for (size_t i = 0; i < s.len; i++) {
        char next = i + 1 < s.len ? s.at[i + 1] : ' ';
        bool ends = next == ' ' || next == '"' || (unsigned char)next >= 0x80;
        stops += ends && (s.at[i] == '.' || s.at[i] == '!' || s.at[i] == '?');
        stops += span_starts(span_from(s, i), SPAN("。"));
    }
    return stops;
}

/* Texts of all lengths, at all places beside the sixteen bytes that are read at once, and at the page's very end. */
static void test_texts(void)
{
    struct region room = test_region();
    uint32_t state = 5;
    bool same = true, measured = true;
    for (unsigned round = 0; round < 4000 && same && measured; round++) {
        region_reset(&room, 1 << 20);
        struct arena half = arena_half(&room.arena);
        struct buffer html = buffer_in(&room.arena), want = buffer_in(&half);
        bool blank = false;
        for (unsigned i = 0; i < round % 40; i++) {
            state = state * 1664525u + 1013904223u;
            /* A bare "&" must not become a reference with what follows. */
            const struct piece_of_text *piece = &pieces[(state >> 16) % PIECES];
            buffer_put(&html, piece->html);
            if (span_equal(piece->html, SPAN("&")))
                buffer_byte(&html, ' ');
            say(&want, piece->says, &blank);
            blank |= span_equal(piece->html, SPAN("&"));
        }
        struct html_page page = page_of(arena_copy(&room.arena, buffer_span(&html)));
        struct span text = page.block_count ? html_block_text(&page, 0) : SPAN(""), wanted = buffer_span(&want);
        same = page.block_count == (wanted.len > 0) && span_equal(text, wanted);
        if (same && wanted.len)
            measured = page.blocks[0].words == words_in(wanted) && page.blocks[0].chars == utf8_count(wanted) &&
                       page.blocks[0].stops == stops_in(wanted);
        if (!same || !measured)
            printf("# %.*s\n# got  %.*s\n# want %.*s\n", (int)html.len, html.at, (int)text.len, text.at, (int)want.len,
                   want.at);
    }
    check(same, "texts folded as a slow reading folds them");
    check(measured, "words, code points and ends of sentences");
    region_close(&room);
}

static void check_hints(const char *html, uint64_t want, const char *what)
{
    struct html_page page = page_of(span_of(html));
    check(page.node_count > 1 && (page.nodes[1].own_hints & want) == want && (want || !page.nodes[1].own_hints), what);
}

static void test_attributes(void)
{
    check_hints("<div class=story-body>x", html_bit(HINT_BODY), "class");
    check_hints("<DIV CLASS='story-body'>x", html_bit(HINT_BODY), "names in capitals");
    check_hints("<div data-component=related-links>x", html_bit(HINT_RELATED), "a long name");
    check_hints("<div data-compost=related-links>x", 0, "one that only begins so");
    check_hints("<div classy=story-body clas=story-body>x", 0, "longer and shorter ones");
    check_hints("<div id=story-body class=share-bar>x", html_bit(HINT_BODY) | html_bit(HINT_SHARE), "several");
    struct html_page page = page_of(SPAN("<div class=one>a</div><div class=one>b</div><div class=two>c</div><DIV class=one>d"));
    check(page.node_count == 5 && page.nodes[1].signature == page.nodes[2].signature &&
              page.nodes[1].signature != page.nodes[3].signature && page.nodes[1].signature == page.nodes[4].signature,
          "a signature is the tag and the class, in small letters or capitals");
}

/* More classes than are remembered, each of them met twice. */
static void test_many_classes(void)
{
    struct buffer html = buffer_in(&work.arena);
    for (int round = 0; round < 2; round++)
        for (int i = 0; i < 5000; i++)
            buffer_printf(&html, "<p class='c%d %s'>x</p>", i, i % 2 ? "related-links" : "plain");
    struct html_page page = page_of(buffer_span(&html));
    bool right = page.node_count == 10001;
    for (uint32_t i = 1; i < page.node_count && right; i++)
        right = ((page.nodes[i].own_hints & html_bit(HINT_RELATED)) != 0) == (i % 2 == 0);
    check(right, "hints of ten thousand elements");
}

static void test_notes(void)
{
    struct html_page page = page_of(SPAN("<html lang=en><meta CONTENT=c Property='og:x' content=later><link href=/a rel=canonical>"
                                         "<title>T</title><script type='application/ld+json'>{}</script><time datetime=d>w</time>"));
    check(page.note_count == 6, "six notes");
    check(page.notes[0].kind == NOTE_LANGUAGE && span_equal(page.notes[0].value, SPAN("en")), "the language");
    check(page.notes[1].kind == NOTE_META && span_equal(page.notes[1].name, SPAN("og:x")) &&
              span_equal(page.notes[1].value, SPAN("c")), "of an attribute given twice the first counts");
    check(page.notes[2].kind == NOTE_LINK && span_equal(page.notes[2].value, SPAN("/a")), "a link");
    check(page.notes[3].kind == NOTE_TITLE && page.notes[4].kind == NOTE_JSON, "title and linked data");
    check(page.notes[5].kind == NOTE_TIME && span_equal(page.notes[5].value, SPAN("d")) &&
              span_equal(mark_span(page.text, page.notes[5].words), SPAN("w")), "a time and its text");
}

int main(void)
{
    kept = test_region();
    work = test_region();
    test_texts();
    test_attributes();
    test_notes();
    test_many_classes();
    region_close(&kept);
    region_close(&work);
    return tap_end();
}
