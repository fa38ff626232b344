#include "annotate/bare.h"
#include "annotate/gazetteer.h"
#include "tap.h"

/* What the lists say of words parted by blanks. */
static unsigned kinds_of(const char *name)
{
    struct gazetteer_words words = { 0 };
    for (const char *at = name; *at; at += *at == ' ') {
        size_t length = strcspn(at, " ");
        gazetteer_add(&words, bare_word((struct span){ at, length }), false);
        at += length;
    }
    return gazetteer_kinds(words);
}

static unsigned hints_of(const char *word) { return gazetteer_hints(bare_word(span_of(word))); }

static void test_kinds(void)
{
    check(kinds_of("lisbon") & LISTED_PLACE, "a capital is a place");
    check(kinds_of("new york") & LISTED_PLACE, "a city of two words is a place");
    check(kinds_of("new") & LISTED_LEADS, "and its first word leads on");
    check(kinds_of("catherine") & LISTED_GIVEN, "a given name");
    check(kinds_of("johnson") & LISTED_FAMILY, "a family name");
    check(kinds_of("qorvelintask") == 0, "what no list has is nothing");
    struct gazetteer_words none = { 0 };
    check(gazetteer_kinds(none) == 0, "no words are nothing");
}

static void test_case_endings(void)
{
    check(kinds_of("москва") & LISTED_PLACE && kinds_of("москве") == kinds_of("москва"), "a Russian city in two cases");
    check(kinds_of("варшаві") & LISTED_PLACE, "a Ukrainian one in the locative");
    check(span_equal(bare_word(SPAN("иванова")), bare_word(SPAN("иванов"))), "his name and hers are one bare word");
    check(span_equal(bare_word(SPAN("brandts")), SPAN("brandt")), "an -s goes");
    check(span_equal(bare_word(SPAN("ross")), SPAN("ross")), "of -ss none does");
    check(span_equal(bare_word(SPAN("оля")), SPAN("оля")), "three letters stay");
    check(bare_word(SPAN("")).len == 0, "nothing has no ending");
}

static void test_hints(void)
{
    check(hints_of("river") & HINT_PLACE, "a noun for places");
    check(hints_of("orchestra") & HINT_ORGANISATION, "a noun for organisations");
    check(hints_of("novelist") & HINT_PERSON, "a noun for people");
    check(hints_of("album") & HINT_THING, "a noun for things");
    check(hints_of("minister") & HINT_PERSON, "roles are nouns for people, too");
    check(hints_of("former") == 0, "what describes a role tells nothing");
    check(hints_of("актриса") == hints_of("актрису"), "in any case");
    check(hints_of("qorvelintask") == 0, "others tell nothing");
}

int main(void)
{
    test_kinds();
    test_case_endings();
    test_hints();
    return tap_end();
}
