#include "group/bag.h"

#include <time.h>

#include "base/hash.h"
#include "pile.h"

struct bench { struct pile pile; struct lexis *lexis; };

static struct bench open_bench(void)
{
    struct bench b;
    pile_open(&b.pile);
    b.lexis = lexis_in(&b.pile.keep.arena);
    return b;
}

static struct bag read_in(struct bench *b, const char *language, struct span title, struct span text)
{
    struct article a = { .title = title, .text = text, .language = span_of(language) };
    a.blocks = pile_blocks(&b->pile.keep.arena, &a);
    return bag_of(&b->pile.keep.arena, b->pile.scratch.arena, b->lexis, &a);
}

static struct bag read_english(struct bench *b, const char *text) { return read_in(b, "en", SPAN(""), span_of(text)); }

static const struct bag_term *find(const struct bag *bag, uint32_t number)
{
    for (uint32_t i = 0; i < bag->count; i++)
        if (term_id(bag->at[i].number) == term_id(number))
            return &bag->at[i];
    return NULL;
}

/* How many terms both have; pairs of words among them. */
static uint32_t shared(const struct bag *a, const struct bag *b)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < a->count; i++)
        count += find(b, a->at[i].number) != NULL;
    return count;
}

static bool same_terms(struct bench *b, const char *language, const char *x, const char *y)
{
    struct bag p = read_in(b, language, SPAN(""), span_of(x)), q = read_in(b, language, SPAN(""), span_of(y));
    return p.count == q.count && shared(&p, &q) == p.count;
}

static void test_words(void)
{
    struct bench b = open_bench();
    check(same_terms(&b, "en", "Tamsel Orlenburg", "tamsel, ORLENBURG"), "case and punctuation make no other term");
    check(same_terms(&b, "en", "Drost's lorry", "Drost lorry"), "a possessive is passed over");
    check(same_terms(&b, "en", "Drost\xe2\x80\x99s lorry", "Drost lorry"), "be its apostrophe straight or curly");
    check(same_terms(&b, "en", "bridges collapsing", "bridge collapsed"), "words are stems");
    check(same_terms(&b, "en", "flood-hit valley", "flood hit valley"), "a hyphen parts words");
    check(same_terms(&b, "fr", "l\xe2\x80\x99" "explosion d'Orlenbourg", "explosion Orlenbourg"),
          "elided articles are none");
    check(same_terms(&b, "en", "1,200 lorries", "1200 lorries"), "thousands may be parted");
    check(same_terms(&b, "de", "3,5 Kilometer", "3.5 Kilometer"), "decimals stand behind a comma or a full stop");
    check(!same_terms(&b, "en", "120 lorries", "1200 lorries"), "other numbers are other terms");
    check(same_terms(&b, "vi", "\x74h\xe1\xbb\xa7 t\xc6\xb0\xe1\xbb\x9bng", "thu\xcc\x89 t\xc6\xb0\xc6\xa1\xcc\x81ng"),
          "letters and marks are composed");
    check(same_terms(&b, "ru", "\xd0\x9c\xd0\x9e\xd0\xa1\xd0\xa2", "\xd0\xbc\xd0\xbe\xd1\x81\xd1\x82"),
          "Cyrillic folds");
    struct bag han = read_in(&b, "zh", SPAN(""), SPAN("\xe5\x9c\xb0\xe9\x9c\x87\xe7\x81\xbe"));
    check(han.words == 3 && han.count >= 5, "an ideograph is a word, and two in a row a pair");
    pile_close(&b.pile);
}

static void test_long_words(void)
{
    struct bench b = open_bench();
    check(same_terms(&b, "en", "antidisestablishment tamsel", "ANTIDISESTABLISHMENT tamsel"), "longer than one look");
    check(!same_terms(&b, "xx", "aaaaaaaaaaaaaaaaaaaab", "aaaaaaaaaaaaaaaaaaaac"), "that differ at their ends differ");
    check(same_terms(&b, "xx", "aaaaaaaaaaaaaaa", "AAAAAAAAAAAAAAA"), "of fifteen letters");
    check(same_terms(&b, "xx", "aaaaaaaaaaaaaaaa", "AAAAAAAAAAAAAAAA"), "of sixteen");
    char word[2001];
    memset(word, 'q', 2000);
    word[2000] = 0;
    struct bag bag = read_english(&b, word);
    check(bag.words == 1 && bag.count == 1, "a word of two thousand letters is one");
    pile_close(&b.pile);
}

static void test_weights(void)
{
    struct bench b = open_bench();
    struct bag title = read_in(&b, "en", SPAN("Tamsel"), SPAN("Nothing else here."));
    struct bag lead = read_english(&b, "Nothing about tamsel here.");
    struct bag name = read_english(&b, "Nothing about Tamsel here.");
    uint32_t tamsel = title.count ? title.at[0].number : 0;
    const struct bag_term *in_title = find(&title, tamsel), *in_lead = find(&lead, tamsel);
    const struct bag_term *as_name = find(&name, tamsel);
    check(in_title && in_lead && as_name, "one word, one term");
    check(in_title->count == 4 && in_lead->count == 3 && as_name->count == 9,
          "headline, first words, names count more");
    check((in_title->number & TERM_TITLE) && (in_title->number & TERM_HEAD), "a headline's word says so");
    check(!(in_lead->number & TERM_TITLE) && (in_lead->number & TERM_HEAD), "the first words stand for it");
    check(as_name->number & TERM_NAME, "a capital inside a sentence makes a name");
    check(!(find(&title, tamsel)->number & TERM_NAME), "one in the headline does not");
    struct bag begin = read_english(&b, "Tamsel is far. Tamsel is wide. \"Tamsel is near.\" Tamsel");
    check(!(find(&begin, tamsel)->number & TERM_NAME), "nor one that begins a sentence or a quotation");
    struct bag stop = read_english(&b, "the and of was");
    check(stop.count == 0 && stop.words == 4, "what stands everywhere is no term");
    struct bag inside = read_in(&b, "en", SPAN("Tamsel floods"), SPAN("Tamsel floods\nThe water rose."));
    check(find(&inside, tamsel)->count == 4, "a headline that stands in the text is read once");
    pile_close(&b.pile);
}

static void test_site_names(void)
{
    struct bench b = open_bench();
    static const char *const titles[] = {
        "Tamsel floods", "Tamsel floods - Orlenburg Post", "Tamsel floods | ORLENBURG POST",
        "Orlenburg Post \xe2\x80\x93 Tamsel floods"
    };
    uint32_t wrong = 0;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        struct article a = { .title = span_of(titles[i]), .outlet = SPAN("Orlenburg Post"), .language = SPAN("en") };
        wrong += bag_of(&b.pile.keep.arena, b.pile.scratch.arena, b.lexis, &a).words != 2;
    }
    check(wrong == 0, "a site's name beside the headline is no part of it");
    struct article a = { .title = SPAN("Orlenburg Post"), .outlet = SPAN("Orlenburg Post"), .language = SPAN("en") };
    check(bag_of(&b.pile.keep.arena, b.pile.scratch.arena, b.lexis, &a).words == 2, "but for one that is nothing else");
    pile_close(&b.pile);
}

static void test_wording(void)
{
    struct bench b = open_bench();
    struct article a = { .title = SPAN("Two bridges fall"), .text = SPAN("The Tamsel carried both of them away."),
                         .language = SPAN("en") };
    a.blocks = pile_blocks(&b.pile.keep.arena, &a);
    struct bag bag = bag_of(&b.pile.keep.arena, b.pile.scratch.arena, b.lexis, &a);
    uint32_t found = 0;
    for (uint32_t i = 0; i < bag.count; i++) {
        struct span words = bag_wording(b.pile.scratch.arena, b.lexis, &a, term_id(bag.at[i].number));
        bool in_title = words.at >= a.title.at && words.at + words.len <= a.title.at + a.title.len;
        bool in_text = words.at >= a.text.at && words.at + words.len <= a.text.at + a.text.len;
        bool blank = span_find_byte(words, ' ', 0) != SPAN_NONE;
        found += words.len && (in_title || in_text) && blank == !!(bag.at[i].number & TERM_PAIR);
    }
    check(bag.count > 4 && found == bag.count, "each term stands somewhere: a word, a pair as two");
    check(!bag_wording(b.pile.scratch.arena, b.lexis, &a, 12345).len, "what is no term of it stands nowhere");
    pile_close(&b.pile);
}

/* The same words for a bag, whatever else the lexis was asked before. */
static void test_lexis(void)
{
    struct bench b = open_bench(), fresh = open_bench();
    read_in(&b, "en", SPAN(""), made_up_words(&b.pile.keep.arena, 1, 100000));
    struct span text = made_up_words(&b.pile.keep.arena, 1, 500);
    struct bag p = read_in(&b, "en", SPAN("A title"), text), q = read_in(&fresh, "en", SPAN("A title"), text);
    check(p.count == q.count && memcmp(p.at, q.at, p.count * sizeof *p.at) == 0, "what was read before does not show");
    pile_close(&b.pile);
    pile_close(&fresh.pile);
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void test_hostile(void)
{
    struct bench b = open_bench();
    double begun = seconds();
    struct buffer distinct = buffer_in(&b.pile.keep.arena);
    for (uint32_t i = 0; i < 200000; i++) {
        for (uint32_t n = i; n || !(distinct.len && distinct.at[distinct.len - 1] != ' '); n /= 26)
            buffer_byte(&distinct, (char)('a' + n % 26));
        buffer_byte(&distinct, ' ');
    }
    struct bag bag = read_in(&b, "en", SPAN(""), buffer_span(&distinct));
    check(bag.words >= BAG_WORDS && bag.words < BAG_WORDS + 64, "of words without an end the first are read");
    struct buffer same = buffer_in(&b.pile.keep.arena);
    for (uint32_t i = 0; i < 300000; i++)
        buffer_text(&same, "tamsel ");
    bag = read_in(&b, "en", SPAN(""), buffer_span(&same));
    check(bag.count == 2, "one word without an end is one term and a pair");
    struct buffer bad = buffer_in(&b.pile.keep.arena);
    for (uint32_t i = 0; i < 1000000; i++)
        buffer_byte(&bad, (char)hash_mix(i, 3));
    read_in(&b, "en", SPAN(""), buffer_span(&bad));
    struct buffer marks = buffer_in(&b.pile.keep.arena);
    buffer_byte(&marks, 'a');
    for (uint32_t i = 0; i < 300000; i++)
        buffer_text(&marks, "\xcc\x81");
    bag = read_in(&b, "en", SPAN(""), buffer_span(&marks));
    check(bag.count == 1, "a letter under marks without an end is a word");
    struct buffer quotes = buffer_in(&b.pile.keep.arena);
    for (uint32_t i = 0; i < 300000; i++)
        buffer_text(&quotes, "a'");
    read_in(&b, "en", SPAN(""), buffer_span(&quotes));
    check(seconds() - begun < 8, "all of it in little time");
    check(read_english(&b, "").count == 0, "an empty text has an empty bag");
    pile_close(&b.pile);
}

int main(void)
{
    test_words();
    test_long_words();
    test_weights();
    test_site_names();
    test_wording();
    test_lexis();
    test_hostile();
    return tap_end();
}
