#include "extract/standing.h"

#include "tap.h"

/* Articles are made of paragraphs parted by "|"; the text is what an extracted body is. */

static struct region kept, scratch;

#define LONG(n) "Paragraph " n " of the report tells in many words what the council of Veltown did on that day, " \
                "who was there, who was not, and what each of them had to say about the bridge."
#define APPEAL "The Lantern is paid for by its readers, and by nobody else: if you like what we do, become one of them."
#define BACKGROUND "The bridge was built in 1931 after the great flood, closed twice in the war, and has been argued " \
                   "over ever since by those who live on its two sides and those who do not."

static struct article make(const char *url, const char *paragraphs, uint32_t flags)
{
    struct article a = { .url = span_of(url), .flags = flags };
    struct span rest = span_of(paragraphs), part;
    a.blocks.at = arena_new(&kept.arena, struct block, 20);
    char *text = arena_new(&kept.arena, char, rest.len * 2 + 1);
    uint32_t len = 0;
    while (span_take(&rest, '|', &part)) {
        if (len) {
            text[len++] = '\n';
            text[len++] = '\n';
        }
        memcpy(text + len, part.at, part.len);
        a.blocks.at[a.blocks.count++] = (struct block){ { len, len + (uint32_t)part.len }, BLOCK_PARAGRAPH };
        len += (uint32_t)part.len;
    }
    a.text = (struct span){ text, len };
    return a;
}

/* What stands in the blocks, parted by "|". */
static struct span blocks_of(const struct article *a)
{
    struct span out = SPAN("");
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        struct span block = mark_span(a->text, a->blocks.at[i].at);
        out = arena_printf(&kept.arena, "%.*s%s%.*s", (int)out.len, out.at, i ? "|" : "", (int)block.len, block.at);
    }
    return out;
}

static struct article cut_among(const char *const *urls, const char *const *texts, size_t count, size_t which, uint32_t flags)
{
    struct standing standing = standing_in(&kept.arena);
    struct article a = { 0 };
    for (size_t i = 0; i < count; i++) {
        struct article other = make(urls[i], texts[i], flags);
        standing_learn(&standing, scratch.arena, &other);
        a = i == which ? other : a;
    }
    return standing_cut(&kept.arena, scratch.arena, &standing, &a);
}

static const char *const here[] = { "https://lantern.example/1", "https://www.lantern.example/2", "http://lantern.example/3",
                                    "https://lantern.example/4" };

static void test_appeal(void)
{
    const char *texts[] = { LONG("one") "|" APPEAL, LONG("two") "|" LONG("more") "|" APPEAL, APPEAL "|" LONG("three") };
    struct article a = cut_among(here, texts, 3, 1, ARTICLE_HTML);
    check_text(blocks_of(&a), SPAN(LONG("two") "|" LONG("more")), "what stands under three reports is cut");
    check_text(a.text, SPAN(LONG("two") "\n\n" LONG("more")), "and is no part of a page's body any more");
    check(a.cuts.count == 1 && a.cuts.at[0].why == CUT_REPEATED, "it is kept among the cuts");
    check_text(a.cuts.at[0].words, SPAN(APPEAL), "with its words");
    check(a.cuts.at[0].at.from == a.text.len && a.cuts.at[0].at.to == a.text.len, "at its empty place");

    struct article first = cut_among(here, texts, 3, 2, ARTICLE_HTML);
    check_text(first.text, SPAN(LONG("three")), "at the begin, too");
    check(first.blocks.at[0].at.from == 0 && first.cuts.at[0].at.from == 0, "and the rest moves up");

    struct article plain = cut_among(here, texts, 3, 1, 0);
    check_text(blocks_of(&plain), SPAN(LONG("two") "|" LONG("more")), "a text loses the block");
    check(plain.text.len > a.text.len, "but stays as it was read");
    check_text(mark_span(plain.text, plain.cuts.at[0].at), SPAN(APPEAL), "the cut marks the place");
}

static void test_middle(void)
{
    const char *texts[] = { LONG("one") "|Read more tomorrow|" LONG("end"), LONG("two") "|Read more tomorrow|" BACKGROUND "|" LONG("end 2"),
                            LONG("three") "|" BACKGROUND "|" LONG("end 3") "|Read more tomorrow", LONG("four") "|" BACKGROUND };
    struct article a = cut_among(here, texts, 4, 1, ARTICLE_HTML);
    check_text(blocks_of(&a), SPAN(LONG("two") "|" BACKGROUND "|" LONG("end 2")),
               "a short line goes wherever it stands, a paragraph of background stays");
    for (uint32_t i = 0; i < a.blocks.count; i++)
        check(a.blocks.at[i].at.to <= a.text.len, "blocks lie in the text");
    check(a.cuts.at[0].at.from == a.blocks.at[0].at.to + 2, "the cut is where the line stood");
}

static void test_guards(void)
{
    const char *versions[] = { LONG("one") "|" LONG("two") "|" APPEAL, LONG("one") "|" LONG("two") "|" APPEAL, LONG("one") "|" LONG("two") "|" APPEAL };
    struct article a = cut_among(here, versions, 3, 0, ARTICLE_HTML);
    check_text(blocks_of(&a), SPAN(LONG("one") "|" LONG("two") "|" APPEAL), "versions of one report do not wipe each other out");

    const char *texts[] = { LONG("one") "|" APPEAL, LONG("two") "|" APPEAL, LONG("three") "|" APPEAL };
    const char *others[] = { "https://a.example/1", "https://b.example/1", "https://c.example/1" };
    a = cut_among(others, texts, 3, 0, ARTICLE_HTML);
    check(a.blocks.count == 2, "three outlets that print the same are no standing text");
    a = cut_among(here, texts, 2, 0, ARTICLE_HTML);
    check(a.blocks.count == 2, "nor is what stands twice");
    const char *nowhere[] = { "", "", "" };
    a = cut_among(nowhere, texts, 3, 0, ARTICLE_HTML);
    check(a.blocks.count == 2, "articles of nobody know no outlet");
    const char *twice[] = { LONG("one") "|" APPEAL "|" APPEAL "|" APPEAL, LONG("two"), LONG("three") };
    a = cut_among(here, twice, 3, 0, ARTICLE_HTML);
    check(a.blocks.count == 4, "an article that repeats itself counts once");
    struct article empty = cut_among(here, (const char *const[]){ "", "", "" }, 3, 0, ARTICLE_HTML);
    check(empty.blocks.count == 0, "nothing comes of nothing");
}

int main(void)
{
    kept = test_region();
    scratch = test_region();
    test_appeal();
    test_middle();
    test_guards();
    return tap_end();
}
