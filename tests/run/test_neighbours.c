/* tests/run/test_neighbours.c -- reports of other stories are asked for what only one report has */
#include "run/neighbours.h"
#include "run/pile_of.h"

#define PILE(sources) pile_of((sources), sizeof(sources) / sizeof *(sources))

static const struct source sources[] = {
    { "ferry-1.txt", "Ferry Estrela sinks off Aldhaven\n\n12 March 2031\n\nThe ferry Estrela sank off Aldhaven on Sunday with 87 "
                     "people aboard. Divers found the wreck of the Estrela at a depth of forty metres. The shipping firm "
                     "Nordkai bought the Estrela for nine million crowns from Mara Lind in 2028.\n" },
    { "ferry-2.txt", "Divers find wreck of ferry Estrela\n\n12 March 2031\n\nDivers have found the wreck of the ferry Estrela, which "
                     "sank off Aldhaven on Sunday with 87 people aboard. It lies forty metres deep.\n" },
    { "firm-1.txt",  "Shipping firm Nordkai files for bankruptcy\n\n13 March 2031\n\nThe shipping firm Nordkai filed for bankruptcy "
                     "in Brenna on Wednesday. Nordkai had bought the Estrela from Mara Lind in 2028 for nine million "
                     "crowns. Creditors of Nordkai meet in April.\n" },
    { "firm-2.txt",  "Nordkai is bankrupt\n\n13 March 2031\n\nNordkai, a shipping firm of Brenna, is bankrupt, a court said on "
                     "Wednesday. Its creditors will meet in April.\n" },
};

static const struct claim *find_claim(const struct synopsis *s, const char *words)
{
    for (uint32_t i = 0; i < s->claim_count; i++)
        if (span_find(evidence_words(s, s->claims[i].wording), span_of(words), 0) != SPAN_NONE)
            return &s->claims[i];
    return NULL;
}

static void test_index(struct pile *pile)
{
    struct region keep = test_region(), scratch = test_region();
    static const uint32_t story_of[] = { 0, 0, 1, 1 };
    struct name_index index = neighbours_index(&keep.arena, pile->reports, pile->count, story_of);
    struct neighbours around = neighbours_of(&keep.arena, scratch.arena, &index, pile->reports, 2, 0);
    bool other = around.count > 0;
    for (uint32_t i = 0; i < around.count; i++)
        other &= around.at[i] != pile->reports[0] && around.at[i] != pile->reports[1];
    check(other, "rare names lead to reports of the other story, and to none of one's own");
    if (around.count)
        check_text(around.at[0]->article.id, SPAN("firm-1"), "the report with most of them comes first");
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    struct pile *pile = PILE(sources);
    struct synopses all = pile_compare(pile, false);
    const struct claim *bought = NULL;
    for (size_t i = 0; i < all.count && all.count > 1; i++)
        if (!bought)
            bought = find_claim(&all.at[i], "bought the Estrela for nine million crowns");
    if (check(all.count == 2 && bought, "two stories; one report of the first says who sold the ferry")) {
        check(bought->kind == CLAIM_UNIQUE, "only one of that story does");
        if (check(bought->elsewhere_count == 1, "but a neighbouring story tells it"))
            check_text(bought->elsewhere[0].report->article.id, SPAN("firm-1"), "in this report");
    }
    if (pile->count == 4)
        test_index(pile);
    pile_close(pile);
    pile = PILE(sources);
    all = pile_compare(pile, true);
    for (uint32_t i = 0; i < all.at[0].claim_count; i++)
        if (all.at[0].claims[i].elsewhere_count)
            bought = NULL;
    check(bought != NULL, "where all is one story there is nothing around it");
    pile_close(pile);
    return tap_end();
}
