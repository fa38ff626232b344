/* compare_two.c -- the library in use: two reports from memory, and what they share and differ in
 *
 *     cc compare_two.c $(pkg-config --cflags --libs synoptic) -o compare_two
 *     ./compare_two a.txt b.txt       two files, or nothing for two built-in reports
 */
#include <stdio.h>
#include <string.h>

#include <synoptic.h>

static const char harbour[] =
    "Ferry runs aground off Stellin, 40 passengers taken ashore\n"
    "\n"
    "STELLIN, March 4, 2023 - A ferry with 40 passengers ran aground off the port of Stellin on Saturday morning, "
    "the coast guard said.\n"
    "\n"
    "Nobody was hurt. All passengers were taken ashore by two lifeboats within three hours.\n"
    "\n"
    "\"The wind pushed her onto the bank,\" coast guard captain Ilse Brandvoll said.\n";

static const char courier[] =
    "Passengers rescued from stranded ferry\n"
    "\n"
    "March 4, 2023. The ferry Linnea ran aground off the port of Stellin on Saturday with 46 passengers on board.\n"
    "\n"
    "Two lifeboats took all passengers ashore; nobody was hurt, according to the coast guard.\n"
    "\n"
    "The wind \"pushed her onto the bank\", said Ilse Brandvoll, a captain of the coast guard.\n"
    "\n"
    "The Linnea was built in 1987.\n";

static void complain(void *context, const struct syn_error *error)
{
    (void)context;
    fprintf(stderr, "compare_two: %s\n", error->text);
}

static void add_text(struct syn_session *session, const char *name, const char *text)
{
    struct syn_document document = { .bytes = text, .length = strlen(text), .name = name };
    syn_add_bytes(session, &document, NULL);
}

static bool print_claim(void *context, const struct syn_claim *claim)
{
    (void)context;
    printf("%s %.*s\n", claim->shared ? "shared: " : "only in one:", (int)claim->text.length, claim->text.at);
    for (size_t i = 0; i < claim->support_count; i++) {
        const struct syn_place *place = &claim->support[i];
        printf("    %.*s %u-%u\n", (int)place->report.length, place->report.at, (unsigned)place->from,
               (unsigned)place->to);
    }
    return true;
}

static bool print_conflict(void *context, const struct syn_conflict *conflict)
{
    (void)context;
    printf("%s in %.*s:\n", conflict->label, (int)conflict->slot.length, conflict->slot.at);
    for (size_t i = 0; i < conflict->value_count; i++) {
        const struct syn_place *place = &conflict->values[i].place;
        printf("    %.*s: %.*s\n", (int)place->report.length, place->report.at, (int)place->words.length,
               place->words.at);
    }
    return true;
}

static void print_stories(struct syn_session *session)
{
    struct syn_story story;
    for (size_t i = 0; syn_get_story(session, i, &story); i++) {
        printf("%u reports, %u origins: %.*s\n", (unsigned)story.reports, (unsigned)story.origins,
               (int)story.headline.length, story.headline.at);
        syn_each_claim(session, i, print_claim, NULL);
        syn_each_conflict(session, i, print_conflict, NULL);
    }
}

int main(int argc, char **argv)
{
    if (syn_abi_version() != SYN_ABI_VERSION) {
        fprintf(stderr, "compare_two: made for another version of the library\n");
        return 2;
    }
    struct syn_options options = { .size = sizeof options, .one_story = true };
    struct syn_session *session = syn_open(&options);
    syn_on_problem(session, complain, NULL);
    for (int i = 1; i < argc; i++)
        syn_add_file(session, argv[i], NULL);
    if (argc == 1) {
        add_text(session, "harbour.txt", harbour);
        add_text(session, "courier.txt", courier);
    }
    bool found = syn_compare(session);
    print_stories(session);
    syn_close(session);
    return found ? 0 : 1;
}
