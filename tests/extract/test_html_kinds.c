/* Pages of many kinds: tests/cases/extract/kinds/NAME.html and, in NAME.txt, what must come of it whatever else does:
 * "in WORDS" stands in the text, "out WORDS" does not, "kind heading WORDS" is a block of that kind, and fields are as
 * given.  A page is written in UTF-8; "charset NAME" has it converted before it is read. */
#include <dirent.h>
#include <iconv.h>

#include "case.h"
#include "extract/html.h"

static struct region files, kept, scratched;

/* ---- a page in its own charset ---- */

static struct span convert(struct arena *keep, struct span text, const char *charset)
{
    iconv_t converter = iconv_open(charset, "UTF-8");
    if (!check(converter != (iconv_t)-1, charset))
        return text;
    size_t room = text.len * 4 + 16, left = room, rest = text.len;
    char *out = arena_take_raw(keep, 1, 1, room), *to = out, *from = (char *)text.at;
    check(iconv(converter, &from, &rest, &to, &left) != (size_t)-1, charset);
    iconv_close(converter);
    return (struct span){ out, room - left };
}

/* ---- what is said of it ---- */

static struct span name_of(uint8_t kind)
{
    static const struct span kinds[] = { SPAN("title"), SPAN("lede"), SPAN("paragraph"), SPAN("heading"), SPAN("item"),
                                         SPAN("quote"), SPAN("row") };
    return kinds[kind];
}

static bool has_block(const struct article *a, struct span kind, struct span words)
{
    for (uint32_t i = 0; i < a->blocks.count; i++)
        if (span_equal(name_of(a->blocks.at[i].kind), kind) &&
            span_equal(mark_span(a->text, a->blocks.at[i].at), words))
            return true;
    return false;
}

static bool has_author(const struct article *a, struct span name)
{
    for (uint32_t i = 0; i < a->authors.count; i++)
        if (span_equal(a->authors.at[i], name))
            return true;
    return false;
}

static struct span field_of(const struct article *a, struct span name)
{
    const struct { struct span name, value; } fields[] = {
        { SPAN("title"), a->title }, { SPAN("language"), a->language }, { SPAN("published"), a->published_text },
        { SPAN("canonical"), a->canonical_url }, { SPAN("dateline"), a->dateline }
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (span_equal(fields[i].name, name))
            return fields[i].value;
    return SPAN("no such field");
}

static bool is_true_of(const struct article *a, struct span what, struct span words)
{
    if (span_equal(what, SPAN("in")))
        return span_find(a->text, words, 0) != SPAN_NONE;
    if (span_equal(what, SPAN("out")))
        return span_find(a->text, words, 0) == SPAN_NONE;
    if (span_equal(what, SPAN("author")))
        return has_author(a, words);
    if (span_equal(what, SPAN("flag")))
        return span_equal(words, SPAN("stub")) && a->flags & ARTICLE_STUB;
    if (span_equal(what, SPAN("kind"))) {
        size_t blank = span_find_byte(words, ' ', 0);
        return has_block(a, span_cut(words, 0, blank), span_from(words, blank + 1));
    }
    return span_equal(field_of(a, what), words);
}

static void check_line(const struct article *a, const char *name, struct span line)
{
    size_t blank = span_find_byte(line, ' ', 0);
    if (blank == SPAN_NONE || line.at[0] == '#' || span_starts(line, SPAN("charset ")))
        return;
    char label[400];
    snprintf(label, sizeof label, "%s: %.*s", name, (int)(line.len < 200 ? line.len : 200), line.at);
    if (!check(is_true_of(a, span_cut(line, 0, blank), span_from(line, blank + 1)), label))
        printf("#   title: %.*s\n#   text: %.*s\n", (int)a->title.len, a->title.at, (int)a->text.len, a->text.at);
}

static void test_page(const char *name)
{
    char path[512];
    region_reset(&files, 1 << 20);
    region_reset(&kept, 1 << 20);
    snprintf(path, sizeof path, "%s/extract/kinds/%s.txt", CASES, name);
    struct span lines = case_file(&files.arena, path), rest = lines, line;
    snprintf(path, sizeof path, "%s/extract/kinds/%s.html", CASES, name);
    struct raw_document raw = { .kind = RAW_HTML, .bytes = case_file(&files.arena, path),
                                .url = SPAN("https://kelmerpost.example/x") };
    while (span_take(&rest, '\n', &line))
        if (span_starts(line, SPAN("charset ")))
            raw.bytes = convert(&files.arena, raw.bytes, arena_copy(&files.arena, span_from(line, 8)).at);
    struct article article = { 0 };
    html_extract(&kept.arena, scratched.arena, &raw, &article);
    for (rest = lines; span_take(&rest, '\n', &line);)
        check_line(&article, name, line);
}

/* The names of the pages, in the order of their bytes. */
static int is_text(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 4 && strcmp(entry->d_name + length - 4, ".txt") == 0;
}

int main(void)
{
    files = test_region();
    kept = test_region();
    scratched = test_region();
    struct dirent **names;
    int count = scandir(CASES "/extract/kinds", &names, is_text, alphasort);
    check(count > 0, "there are pages");
    for (int i = 0; i < count; i++) {
        names[i]->d_name[strlen(names[i]->d_name) - 4] = '\0';
        test_page(names[i]->d_name);
        free(names[i]);
    }
    free(names);
    region_close(&files);
    region_close(&kept);
    region_close(&scratched);
    return tap_end();
}
