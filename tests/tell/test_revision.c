#include <string.h>

#include "fixture.h"
#include "page.h"
#include "tell/article.h"
#include "tell/revision.h"
#include "text/json.h"

#define NASTY "<b onclick=\"x()\">\033[2J</b> & \"quoted\" \xe2\x80\xae" "abc \xff"

/* ---- two versions put together by hand ---- */

struct versions {
    struct report before, after;
    struct revision revision;
    struct revision_page page;
};

static struct mark place(struct span text, const char *words)
{
    size_t at = span_find(text, span_of(words), 0);
    if (at == SPAN_NONE)
        printf("# not in the text: %s\n", words);
    return (struct mark){ (uint32_t)at, (uint32_t)(at + strlen(words)) };
}

static struct revision_piece piece(uint8_t kind, struct span before, const char *was, struct span after, const char *is)
{
    return (struct revision_piece){ kind, was ? place(before, was) : (struct mark){ 0, 0 },
                                    is ? place(after, is) : (struct mark){ 0, 0 } };
}

static void put_lines(struct arena *keep, struct versions *v)
{
    struct span before = v->before.article.text, after = v->after.article.text;
    struct revision_piece *pieces = arena_new(keep, struct revision_piece, 4);
    struct revision_line *lines = arena_new(keep, struct revision_line, 6);
    pieces[0] = piece(PIECE_SAME, before, "At least", after, "At least");
    pieces[1] = piece(PIECE_REMOVED, before, "144", after, NULL);
    pieces[2] = piece(PIECE_ADDED, before, NULL, after, "147");
    pieces[3] = piece(PIECE_SAME, before, "people died.", after, "people died.");
    lines[0] = (struct revision_line){ LINE_CHANGED, BLOCK_PARAGRAPH, place(before, "At least 144 people died."),
                                       place(after, "At least 147 people died."), pieces, 4 };
    lines[1] = (struct revision_line){ .kind = LINE_REMOVED, .before = place(before, "Boats came.") };
    lines[2] = (struct revision_line){ .kind = LINE_ADDED, .after = place(after, "Schools are closed.") };
    lines[3] = (struct revision_line){ LINE_SAME, BLOCK_PARAGRAPH, place(before, "It is dark."),
                                       place(after, "It is dark."), NULL, 0 };
    lines[4] = (struct revision_line){ .kind = LINE_MOVED_FROM, .before = place(before, "The wind blew.") };
    lines[5] = (struct revision_line){ .kind = LINE_MOVED_TO, .before = place(before, "The wind blew."),
                                       .after = place(after, "The wind blew.") };
    v->revision.lines = lines;
    v->revision.line_count = 6;
    for (uint32_t i = 0; i < 6; i++)
        v->revision.of_kind[lines[i].kind]++;
}

static void put_changes(struct arena *keep, struct versions *v)
{
    struct span before = v->before.article.text, after = v->after.article.text;
    struct revision_change *changes = arena_new(keep, struct revision_change, 2);
    changes[0] = (struct revision_change){ REVISION_HEADLINE, { 0, 0 }, { 0, 0 }, v->before.article.title,
                                           v->after.article.title, { NULL, 0 }, 1, false };
    changes[1] = (struct revision_change){ REVISION_FIGURE, place(before, "144"), place(after, "147"), SPAN("144"),
                                           SPAN("147"), SPAN("people died"), 3, true };
    v->revision.changes = changes;
    v->revision.change_count = 2;
    v->revision.silent = 1;
    v->revision.restamped = RESTAMPED_NO;
}

static struct versions *versions_of(struct arena *keep, const char *title)
{
    struct versions *v = arena_new(keep, struct versions, 1);
    v->before.article = (struct article){ .title = SPAN("Ferry sinks"), .language = SPAN("en"),
        .text = SPAN("At least 144 people died.\nBoats came.\nThe wind blew.\nIt is dark.") };
    v->after.article = (struct article){ .title = span_of(title), .language = SPAN("en"),
        .text = SPAN("At least 147 people died.\nSchools are closed.\nIt is dark.\nThe wind blew.") };
    v->revision = (struct revision){ .before = &v->before, .after = &v->after, .words_removed = 3, .words_added = 4,
                                     .words_before = 12, .words_after = 13 };
    struct revision_piece *whole = arena_new(keep, struct revision_piece, 2);
    whole[0] = piece(PIECE_REMOVED, SPAN("Ferry sinks"), "Ferry sinks", SPAN(""), NULL);
    whole[1] = piece(PIECE_ADDED, SPAN(""), NULL, span_of(title), title);
    v->revision.headline = (struct revision_line){ LINE_CHANGED, BLOCK_TITLE, whole[0].before, whole[1].after, whole,
                                                   2 };
    put_lines(keep, v);
    put_changes(keep, v);
    v->page = (struct revision_page){ &v->revision, SPAN("a17"), { 1, fixture_minute(6, 10, 0), { NULL, 0 } },
                                      { 2, fixture_minute(6, 14, 20), { NULL, 0 } } };
    return v;
}

/* ---- text ---- */

static const char plain[] =
    "a17 Ferry sank\n"
    "version 1, seen 6 May 2031, 10:00 → version 2, seen 6 May 2031, 14:20\n"
    "3 words taken out, 4 put in; 1 paragraph changed, 1 added, 1 removed, 1 moved\n"
    "\n"
    "Of consequence\n"
    "  headline: “Ferry sinks” → “Ferry sank”\n"
    "  figure: “144” → “147” (people died), 3 times, silently\n"
    "  Silently: no note of correction that is new in the later version speaks of it.\n"
    "  The later version bears the same time of change as the earlier one.\n"
    "\n"
    "The text\n"
    "\n"
    "  [-Ferry sinks-]{+Ferry sank+}\n"
    "\n"
    "~ At least [-144-] {+147+} people died.\n"
    "\n"
    "- [-Boats came.-]\n"
    "\n"
    "+ {+Schools are closed.+}\n"
    "\n"
    "  1 paragraph unchanged\n"
    "\n"
    "< moved elsewhere: “The wind blew.”\n"
    "\n"
    "> moved here: “The wind blew.”\n";

static void test_text(struct arena *keep)
{
    struct versions *v = versions_of(keep, "Ferry sank");
    struct buffer out = buffer_in(keep);
    revision_text(&out, &v->page, (struct tell_options){ 90, false });
    check_text(buffer_span(&out), SPAN(plain), "as text without colour");
    struct buffer coloured = buffer_in(keep);
    revision_text(&coloured, &v->page, (struct tell_options){ 90, true });
    check(span_find(buffer_span(&coloured), SPAN("\033[31m-\033[0m\033[31m144\033[0m"), 0) != SPAN_NONE ||
          span_find(buffer_span(&coloured), SPAN("\033[31m-144"), 0) != SPAN_NONE, "with colour words are red");
    check(span_find(buffer_span(&coloured), SPAN("[-"), 0) == SPAN_NONE, "and have no brackets");
    v->revision.same = true;
    struct buffer same = buffer_in(keep);
    revision_text(&same, &v->page, (struct tell_options){ 90, false });
    check(span_find(buffer_span(&same), SPAN("Neither the headline nor the text"), 0) != SPAN_NONE, "what is the same");
    struct buffer brief = buffer_in(keep);
    revision_brief(&brief, &v->page, (struct tell_options){ 90, false });
    check(span_find(buffer_span(&brief), SPAN("The text"), 0) == SPAN_NONE && brief.len, "in brief");
}

/* ---- JSON ---- */

static struct json parsed(struct buffer *out)
{
    struct json value;
    size_t at = 0;
    check(json_parse(buffer_span(out), &at, &value) && at + 1 == out->len, "one line of JSON");
    return value;
}

static void test_json(struct arena *keep)
{
    struct versions *v = versions_of(keep, NASTY);
    struct buffer out = buffer_in(keep), brief = buffer_in(keep);
    revision_json(&out, &v->page, true);
    struct json value = parsed(&out), words = json_member(value, SPAN("words"));
    check_text(json_text(keep, json_member(value, SPAN("article"))), SPAN("a17"), "names the article");
    check(json_number(json_member(words, SPAN("removed")), -1) == 3, "counts words");
    check(json_member(value, SPAN("restamped")).kind == JSON_FALSE, "says that the time of change is the old one");
    struct json_step step = { 0 };
    struct span key;
    struct json line;
    check(json_next(json_member(value, SPAN("lines")), &step, &key, &line), "has lines");
    check_text(json_text(keep, json_member(line, SPAN("kind"))), SPAN("changed"), "the first is the first");
    revision_json(&brief, &v->page, false);
    check(json_member(parsed(&brief), SPAN("lines")).kind == JSON_NONE, "without lines, where these are not asked for");
}

/* ---- pages ---- */

static void test_html(struct arena *keep, struct arena scratch)
{
    struct versions *v = versions_of(keep, NASTY);
    struct revision_page pages[2] = { v->page, v->page };
    struct buffer out = buffer_in(keep);
    v->after.article.language = SPAN("ar");
    v->revision.notes = (struct spans){ &v->after.article.title, 1 };
    v->revision.changes[1].about = span_of(NASTY);
    revision_html(&out, scratch, pages, 2);
    struct span page = buffer_span(&out);
    check(page_mistakes(keep, page) == 0, "the page is well formed, whatever the headline");
    check(span_find(page, SPAN("<b onclick"), 0) == SPAN_NONE, "no tag of a headline stands in it");
    check(span_find(page, SPAN("\xe2\x80\xae"), 0) == SPAN_NONE, "nor a sign that turns words round");
    check(span_find(page, SPAN("<del><span class=\"vh\">[removed: </span>144"), 0) != SPAN_NONE,
          "what went is deleted");
    check(span_find(page, SPAN("<ins><span class=\"vh\">[added: </span>147"), 0) != SPAN_NONE, "what came is inserted");
    check(span_find(page, SPAN("dir=\"rtl\""), 0) != SPAN_NONE, "Arabic runs as it does");
    struct buffer text = buffer_in(keep);
    revision_text(&text, &v->page, (struct tell_options){ 60, false });
    check(span_find_byte(buffer_span(&text), '\033', 0) == SPAN_NONE, "no sequence reaches the terminal");
}

/* ---- articles ---- */

static void test_article(struct arena *keep)
{
    struct versions *v = versions_of(keep, NASTY);
    struct revision_side sides[] = { v->page.before, v->page.after };
    struct block blocks[] = { { place(v->after.article.text, "At least 147 people died."), BLOCK_PARAGRAPH },
                              { place(v->after.article.text, "It is dark."), BLOCK_LIST_ITEM } };
    v->after.article.blocks = (struct blocks){ blocks, 2 };
    v->after.article.url = SPAN("https://x.example/\033[2J");
    v->after.article.byline = SPAN(NASTY);
    struct article_page page = { &v->after, SPAN("a17"), SPAN("s4"), SPAN(NASTY), sides, 2, 2 };
    struct buffer out = buffer_in(keep), json = buffer_in(keep);
    article_text(&out, &page, (struct tell_options){ 70, false });
    struct span text = buffer_span(&out);
    check(span_find_byte(text, '\033', 0) == SPAN_NONE, "an article steers no terminal");
    check(span_find(text, SPAN("At least 147 people died."), 0) != SPAN_NONE, "its text is shown");
    check(span_find(text, SPAN("Schools are closed."), 0) == SPAN_NONE, "but not what is no part of it");
    check(span_find(text, SPAN("version 2, seen 6 May 2031, 14:20 (shown here)"), 0) != SPAN_NONE, "and its versions");
    article_json(&json, &page);
    struct json value = parsed(&json);
    check_text(json_text(keep, json_member(value, SPAN("story"))), SPAN("s4"), "its story");
    check(json_member(json_member(value, SPAN("record")), SPAN("mentions")).kind == JSON_ARRAY,
          "and what was found in it");
}

int main(void)
{
    struct region keep = test_region(), scratch = test_region();
    test_text(&keep.arena);
    test_json(&keep.arena);
    test_html(&keep.arena, scratch.arena);
    test_article(&keep.arena);
    region_close(&keep);
    region_close(&scratch);
    return tap_end();
}
