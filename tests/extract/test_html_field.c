/* Fields of small pages: which title, whose name, what date, and what the page says of itself besides. */
#include "base/buffer.h"
#include "extract/extract.h"
#include "extract/html_title.h"
#include "tap.h"

static struct region kept, scratched;

#define PROSE                                                                                                        \
    "<p>The ferry ran aground near the old mill on Thursday morning, the harbour office said, and nobody was hurt. " \
    "It was the second time this year.</p><p>Two tugs came from Karsby, and the tide did the rest in the evening, " \
    "when the water was high enough. The line runs again from Friday on.</p>"

static struct article article_of(const char *html, const char *url)
{
    region_reset(&kept, 1 << 20);
    struct raw_document raw = { .kind = RAW_HTML, .bytes = span_of(html), .url = span_of(url) };
    struct article article;
    struct syn_error error;
    check(extract_article(&kept.arena, scratched.arena, &raw, &article, &error), "a page is read");
    return article;
}

/* Blocks that stand between a headline and what it does not head. */
#define MENU "<nav><ul><li><a href=/a>One</a><li><a href=/b>Two</a><li><a href=/c>Three</a><li><a href=/d>Four</a>" \
             "<li><a href=/e>Five</a><li><a href=/f>Six</a><li><a href=/g>Seven</a></ul></nav>"

static void check_title(const char *html, const char *want)
{
    check_text(article_of(html, "https://harbourpost.example/a").title, span_of(want), html);
}

static void test_titles(void)
{
    check_title("<title>Ferry aground | Harbour Post</title>", "Ferry aground");
    check_title("<title>Harbour Post - Ferry aground</title>", "Ferry aground");
    check_title("<title>Ferry aground at noon | Sea | The Slogan of Some Site</title><h1>Ferry aground at noon</h1>" PROSE,
                "Ferry aground at noon");
    check_title("<title>The Sea Page: Ferry aground at noon</title><h2>Ferry aground at noon</h2>" PROSE,
                "Ferry aground at noon");
    check_title("<meta property=og:title content='Ferry aground: all you need to know'>"
                "<h1>Ferry aground: everything that you need to know</h1>" PROSE,
                "Ferry aground: everything that you need to know");
    check_title("<meta property=og:title content='Ferry aground near mill'><h1>Blog: Ferry aground near mill</h1>" PROSE,
                "Ferry aground near mill");
    check_title("<meta property=og:title content='Ferry aground near mill'><h1>Sea and sand</h1>" PROSE,
                "Ferry aground near mill");
    check_title("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground near the mill\"}"
                "</script><meta property=og:title content='Ferry aground: what we know'>"
                "<h1>Ferry aground near the mill, again</h1>" PROSE,
                "Ferry aground near the mill");
    check_title("<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"Soap and towels\"}</script>"
                "<title>Ferry aground near mill</title><meta property=og:title content='Ferry aground near mill'>" PROSE,
                "Ferry aground near mill");
    check_title("<meta property=og:title content='Cold &amp;amp; wet &lt;b&gt;day&lt;/b&gt;'>", "Cold & wet day");
    check_title("<h1>Ferry aground</h1>", "Ferry aground");
    check_title("<p>nothing", "");
}

static void test_likeness(void)
{
    struct html_title_words words = html_title_words(SPAN("Ferry runs aground near mill"));
    check(html_title_likeness(&words, SPAN("FERRY RUNS AGROUND - near mill")) == 100, "signs and case say nothing");
    check(html_title_likeness(&words, SPAN("Swan freed near church")) == 0, "one word in common is none");
    check(html_title_words(SPAN("\xe6\xb8\xaf\xe5\x8f\xa3")).count == 2, "each ideograph is a word");
    check(html_title_is_outlet(scratched.arena, SPAN("HarbourPost"), SPAN(""), SPAN("https://www.harbourpost.example/")),
          "a host tells its outlet");
}

static void check_authors(const char *html, const char *want)
{
    struct article a = article_of(html, "");
    struct buffer out = buffer_in(&kept.arena);
    for (uint32_t i = 0; i < a.authors.count; i++) {
        buffer_text(&out, i ? "|" : "");
        buffer_put(&out, a.authors.at[i]);
    }
    check_text(buffer_span(&out), span_of(want), html);
}

static void test_authors(void)
{
    check_authors("<h1>Ferry aground at noon</h1><p>By Ada Quill and Tom Rusk</p>" PROSE, "Ada Quill|Tom Rusk");
    check_authors("<h1>Ferry aground at noon</h1><p>3 April 2024 by Ada Quill</p>" PROSE, "Ada Quill");
    check_authors("<h1>Ferry aground at noon</h1><h4>Written by</h4><p>Ada Quill</p>" PROSE, "Ada Quill");
    check_authors("<h1>Ferry aground at noon</h1><a href=/authors/ada-quill>Ada Quill</a>" PROSE, "Ada Quill");
    check_authors("<h1>Ferry aground at noon</h1><span class=author>harbourcat</span>" PROSE, "harbourcat");
    check_authors("<h1>Ferry aground at noon</h1><div itemprop=author itemscope><span itemprop=name>Ada Quill</span>"
                  "<p>writes on ships</div>" PROSE, "Ada Quill");
    check_authors("<meta name=author content='Harbour Post'><meta property=og:site_name content='Harbour Post'>"
                  "<h1>Ferry aground at noon</h1><a rel=author href=/x>Ada Quill</a>" PROSE, "Ada Quill");
    check_authors("<meta name=author content='Harbour Post'><meta property=og:site_name content='Harbour Post'>" PROSE,
                  "Harbour Post");
    check_authors("<meta property=article:author content='https://social.example/ada'>" PROSE, "");
    check_authors("<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[{\"@type\":\"Person\",\"name\":"
                  "\"Ada Quill\"},{\"@type\":\"Organization\",\"name\":\"Harbour Post\"}]}</script>" PROSE,
                  "Ada Quill|Harbour Post");
    check_authors("<h1>Ferry aground at noon</h1>" PROSE "<div class=comment><span class=author>Tom Rusk</span></div>", "");
}

static void check_date(const char *html, const char *want)
{
    check_text(article_of(html, "").published_text, span_of(want), html);
}

static void test_dates(void)
{
    check_date("<meta name=published content='July 17, 2025'>" PROSE, "July 17, 2025");
    check_date("<meta property=article:published_time content='2024-04-03T22:30:00Z'><h1>Ferry aground at noon</h1>"
               "<time datetime='2024-04-04T00:30:00+02:00' itemprop=datePublished>4 April</time>" PROSE,
               "2024-04-04T00:30:00+02:00");
    check_date("<meta name=date content='2022-02-01'><h1>Ferry aground at noon</h1><time datetime=2021-12-20>then</time>" PROSE,
               "2021-12-20");
    check_date("<p>Today is 5 May 2024</p><meta name=date content='2022-02-01'><h1>Ferry aground at noon</h1>" PROSE,
               "2022-02-01");
    check_date("<h1>Ferry aground at noon</h1><h4>Published</h4><p>July 8, 2025</p>" PROSE, "July 8, 2025");
    check_date("<h1>Ferry aground at noon</h1><p>Updated: 9 July 2025</p><p>Published: 8 July 2025</p>" PROSE, "8 July 2025");
    check_date("<h1>Ferry aground at noon</h1>" PROSE "<p>Posted on 8 July 2025</p>", "8 July 2025");
    check_date("<script type=application/ld+json>{\"@type\":\"Article\",\"datePublished\":\"2025-06-24T10:00:00Z\","
               "\"dateModified\":\"2025-06-24T10:00:00Z\"}</script><h1>Ferry aground at noon</h1><p>January 31, 2024</p>"
               PROSE, "January 31, 2024");
    check_date("<h1>Ferry aground at noon</h1>" MENU MENU "<p>8 July 2025</p>" PROSE, "8 July 2025");
    check_date("<h1>Ferry aground at noon</h1>" PROSE MENU MENU "<time datetime=2025-07-08>a day</time>", "2025-07-08");
    check_date("<h1>Ferry aground at noon</h1><p>8 July 1825</p>" PROSE, "");
    check_date("<h1>Ferry aground at noon</h1>" PROSE "<div class=comments><p>8 July 2025</p></div>", "");
}

static void test_ledes(void)
{
    check_text(article_of("<h1>Ferry aground at noon</h1><p class=standfirst>Nobody was hurt when the Aurel hit a bank</p>"
                          PROSE, "").lede, SPAN("Nobody was hurt when the Aurel hit a bank"), "a standfirst that is named");
    check_text(article_of("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry aground at "
                          "noon\"}</script><meta name=description content='Nobody was hurt when the Aurel hit a bank of "
                          "sand.'><header><h1>Ferry aground at noon</h1><h2>Nobody was hurt when the Aurel hit a bank of sand</h2>"
                          "</header><article>" PROSE "</article>", "").lede,
               SPAN("Nobody was hurt when the Aurel hit a bank of sand"), "one that is the page's description");
    check(!article_of("<h1>Ferry aground at noon</h1>" PROSE, "").lede.len, "text is none");
}

static void test_rest(void)
{
    struct article a = article_of("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":"
                                  "false,\"dateline\":\"KARSBY\",\"correction\":\"It was a goose.\"}</script>"
                                  "<h1>Ferry aground at noon</h1>" PROSE, "");
    check(a.flags & ARTICLE_PAID && a.flags & ARTICLE_STUB, "a page that costs money, and ends soon");
    check_text(a.dateline, SPAN("KARSBY"), "a dateline that is told");
    check(a.corrections.count == 1, "a correction that is told");
    check_text(a.corrections.at[0], SPAN("It was a goose."), "its words");

    a = article_of("<h1>Ferry aground at noon</h1>" PROSE
                   "<p>Correction: An earlier version of this article said that the ferry had sunk.</p>", "");
    check(a.corrections.count == 1 && !(a.flags & ARTICLE_PAID), "a correction that is printed");

    a = article_of("<h1>Ferry aground at noon</h1>" PROSE "<p>With reporting by Tom Rusk and Reuters.</p>", "");
    check_text(a.credit, SPAN("With reporting by Tom Rusk and Reuters."), "whose work it is");
    check_text(a.agency, SPAN("Reuters"), "the agency it names");
    a = article_of("<h1>Ferry aground at noon</h1>" PROSE "<p>Tom Rusk contributed to this report.</p>", "");
    check_text(a.credit, SPAN("Tom Rusk contributed to this report."), "who else wrote");

    a = article_of("<script type=application/ld+json>{\"@type\":\"BreadcrumbList\",\"itemListElement\":[{\"name\":\"Home\"},"
                   "{\"name\":\"Sea\"},{\"name\":\"Ferries\"}]}</script><h1>Ferry aground at noon</h1>" PROSE, "");
    check_text(a.section, SPAN("Sea"), "the section that breadcrumbs name");
    a = article_of("<h1>Ferry aground at noon</h1><p>KARSBY, April 3 (Reuters) - The ferry ran aground near the old mill, "
                   "and nobody was hurt, the harbour office said on Thursday morning.</p>" PROSE, "");
    check_text(a.dateline, SPAN("KARSBY"), "a dateline in the text");
    check(a.cuts.count && a.blocks.at[0].at.from > 0, "its paragraph begins behind it");
}

int main(void)
{
    kept = region_open((size_t)1 << 28);
    scratched = region_open((size_t)1 << 28);
    test_titles();
    test_likeness();
    test_authors();
    test_dates();
    test_ledes();
    test_rest();
    return tap_end();
}
