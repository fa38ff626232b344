/* Names of authors, as members tell them and as lines print them. */
#include "base/buffer.h"
#include "extract/html_name.h"
#include "tap.h"

static struct region kept, scratched;

static struct span joined(const struct html_names *names)
{
    static const char *const kinds[] = { "?", "house", "handle", "" };
    struct buffer out = buffer_in(&kept.arena);
    for (unsigned i = 0; i < names->count; i++) {
        buffer_text(&out, i ? "|" : "");
        buffer_put(&out, names->at[i]);
        if (names->kind[i] != NAME_PERSON)
            buffer_printf(&out, " (%s)", kinds[names->kind[i]]);
    }
    return buffer_span(&out);
}

static void check_told(const char *text, const char *want)
{
    struct html_names names = { .count = 0 };
    html_names_told(scratched.arena, &names, span_of(text), SPAN("Harbour Post"), false);
    check_text(joined(&names), span_of(want), text);
}

static void check_printed(const char *text, const char *want)
{
    struct html_names names = { .count = 0 };
    html_names_printed(scratched.arena, &names, span_of(text), SPAN("Harbour Post"), false);
    check_text(joined(&names), span_of(want), text);
}

static void test_told(void)
{
    check_told("Ada Quill", "Ada Quill");
    check_told("Ada Quill, Tom Rusk and Eva Stein", "Ada Quill|Tom Rusk|Eva Stein");
    check_told("By Ada Quill & Tom Rusk", "Ada Quill|Tom Rusk");
    check_told("Ada Quill, MD, FABC", "Ada Quill, MD, FABC");
    check_told("Jane Quill, PhD; Tom Rusk, Jr.", "Jane Quill, PhD|Tom Rusk, Jr.");
    check_told("Ada Quill, Senior Harbour Correspondent", "Ada Quill");
    check_told("Rusk, Tom", "Rusk, Tom");
    check_told("Tom Rusk (tru)", "Tom Rusk");
    check_told("Ada (Bell) Quill", "Ada (Bell) Quill");
    check_told("harbour_cat7", "harbour_cat7 (handle)");
    check_told("Harbour Post", "Harbour Post (house)");
    check_told("Harbour Post Sport", "Harbour Post Sport (house)");
    check_told("Newsroom Staff", "Newsroom Staff (house)");
    check_told("Reuters", "Reuters (house)");
    check_told("\"Ada Quill\"", "Ada Quill");
    check_told("https://harbour.example/ada", "");
    check_told("ada@harbour.example", "");
    check_told("11 minutes", "");
    check_told("", "");
}

static void test_printed(void)
{
    check_printed("By Ada Quill and Tom Rusk, Harbour Post", "Ada Quill|Tom Rusk");
    check_printed("Ada Quill\nAda writes about the sea, and has done so since she was ten.", "Ada Quill");
    check_printed("About the author\nAda Quill", "Ada Quill");
    check_printed("By\nAda Quill", "Ada Quill");
    check_printed("ByAda Quill", "Ada Quill");
    check_printed("Geschrieben vonEva Stein", "Eva Stein");
    check_printed("Ada QuillFollow", "Ada Quill");
    check_printed("Ada Quill on 3 May", "Ada Quill");
    check_printed("Posted by harbourcat", "harbourcat (handle)");
    check_printed("harbourcat", "");
    check_printed("Walter von Aachberg", "Walter von Aachberg");
    check_printed("John Quill, Head Winemaker", "John Quill");
    check_printed("The council met on Thursday to talk about the costs of a bridge that nobody wants", "");
    check_printed("Read more", "");
    check_printed("", "");
}

static void test_whole(void)
{
    struct html_names names = { .count = 0 };
    html_names_told(scratched.arena, &names, SPAN("Bureau for Sea and Air, North"), SPAN(""), true);
    check_text(joined(&names), SPAN("Bureau for Sea and Air, North (house)"), "an organisation is one name");
    html_names_told(scratched.arena, &names, SPAN("bureau for sea and air, north"), SPAN(""), true);
    check(names.count == 1, "each name once");
    for (int i = 0; i < 100; i++) {
        char name[32];
        snprintf(name, sizeof name, "Ada Quill%c%c", 'a' + i / 26, 'a' + i % 26);
        html_names_told(scratched.arena, &names, arena_copy(&kept.arena, span_of(name)), SPAN(""), false);
    }
    check(names.count == NAMES_MAX && names.best == NAME_PERSON, "so many names and no more");
}

static void test_words(void)
{
    check(html_name_part(SPAN("By")) == BYLINE_LEAD && html_name_part(SPAN("Author:")) == BYLINE_LEAD, "what leads");
    check(html_name_part(SPAN("und")) == BYLINE_JOIN && html_name_part(SPAN("Quill")) == BYLINE_NONE, "what joins");
    check(html_name_is_given(scratched.arena, SPAN("John Roe")) && !html_name_is_given(scratched.arena, SPAN("Head Cook")),
          "given names");
}

int main(void)
{
    kept = region_open((size_t)1 << 26);
    scratched = region_open((size_t)1 << 26);
    test_told();
    test_printed();
    test_whole();
    test_words();
    return tap_end();
}
