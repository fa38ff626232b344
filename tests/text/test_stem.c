#include <pthread.h>

#include "tap.h"
#include "text/stem.h"

static struct region region;

static struct tokens stems_of(const char *text, const char *language)
{
    struct tokens tokens = token_split(&region.arena, span_of(text), (struct mark){ 0, (uint32_t)strlen(text) });
    stem_tokens(&tokens, region.arena, span_of(language));
    return tokens;
}

/* Whether all words of `text` have one stem. */
static bool is_one_stem(const char *text, const char *language)
{
    struct tokens tokens = stems_of(text, language);
    for (uint32_t i = 1; i < tokens.count; i++)
        if (tokens.at[i].stem != tokens.at[0].stem)
            return false;
    return tokens.count > 1;
}

static void test_languages(void)
{
    check(is_one_stem("report reports reported Reporting", "en"), "English");
    check(is_one_stem("national nationale nationales", "fr"), "French");
    check(is_one_stem("Stadt stadt", "de"), "German");
    check(is_one_stem("reforma reformas", "es"), "Spanish");
    check(is_one_stem("город города городом городе", "ru"), "Russian");
    check(is_one_stem("ёлка елка елки", "ru"), "ё is е");
    check(is_one_stem("міністр міністра міністром міністри міністрів", "uk"), "Ukrainian nouns");
    check(is_one_stem("український українська українського українською", "uk"), "Ukrainian adjectives");
    check(is_one_stem("заявив заявила заявили", "uk"), "Ukrainian verbs");
    check(!is_one_stem("рік рука", "uk"), "short words keep apart");
    check(!is_one_stem("report reports", "xx"), "a language without stemmer");
    check(!is_one_stem("report reports", ""), "no language");
}

static void test_kept(void)
{
    struct tokens tokens = stems_of("12 , reports", "en");
    check(tokens.at[0].stem == tokens.at[0].word, "numbers keep their word");
    check(tokens.at[1].stem == tokens.at[1].word, "punctuation keeps its word");
    check(tokens.at[2].stem == token_hash(SPAN("report")), "a stem is hashed like a word");
    check(stems_of("report", "de").at[0].stem == stems_of("reports", "en").at[0].stem, "stems of two languages meet");
    stem_tokens(&(struct tokens){ 0 }, region.arena, SPAN("en"));
    check(true, "no tokens");
}

static void *stem_elsewhere(void *result)
{
    struct region own = region_open(1 << 20);
    struct span text = SPAN("reports");
    struct tokens tokens = token_split(&own.arena, text, (struct mark){ 0, 7 });
    stem_tokens(&tokens, own.arena, SPAN("en"));
    *(uint32_t *)result = tokens.at[0].stem;
    region_close(&own);
    return NULL;
}

static void test_threads(void)
{
    pthread_t threads[4];
    uint32_t stems[4] = { 0 };
    int made = 0;
    while (made < 4 && pthread_create(&threads[made], NULL, stem_elsewhere, &stems[made]) == 0)
        made++;
    bool is_same = made > 0;
    for (int i = 0; i < made; i++) {
        pthread_join(threads[i], NULL);
        is_same = is_same && stems[i] == token_hash(SPAN("report"));
    }
    check(is_same, "every thread has its own stemmers");
}

int main(void)
{
    region = test_region();
    test_languages();
    test_kept();
    test_threads();
    region_close(&region);
    return tap_end();
}
