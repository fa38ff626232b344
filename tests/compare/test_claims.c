/* tests/compare/test_claims.c -- how claims are worded, ordered, and what is said of who lacks them */
#include "story_of.h"

enum { CLAIMS_MOST = 12 };

static void put_numbers(struct buffer *out, const struct synopsis *s, const char *what, struct numbers list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        struct span id = s->reports[list.at[i]].report->article.id;
        buffer_printf(out, "%s%.*s", i ? " " : what, (int)id.len, id.at);
    }
}

/* "shared 2: words: 1 2, absent 3": kind and origins, "<" for background, its time, wording, support. */
static void print_claims(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                         const struct case_options *options)
{
    (void)options;
    struct synopsis s = story_synopsis(keep, scratch, input);
    for (uint32_t i = 0; i < s.claim_count && i < CLAIMS_MOST; i++) {
        const struct claim *claim = &s.claims[i];
        struct span words = evidence_words(&s, claim->wording);
        buffer_printf(out, "%s %u%s: %.*s:", claim->kind == CLAIM_SHARED ? "shared" : "unique", claim->origins,
                     claim->background ? " <" : "", (int)words.len, words.at);
        story_put_ids(out, &s, claim->support);
        put_numbers(out, &s, ", absent ", claim->absent);
        put_numbers(out, &s, ", unclear ", claim->unclear);
        buffer_byte(out, '\n');
    }
    if (!s.claim_count)
        buffer_text(out, "none\n");
}

static const struct claim *find_claim(const struct synopsis *s, const char *words)
{
    for (uint32_t i = 0; i < s->claim_count; i++)
        if (span_find(evidence_words(s, s->claims[i].wording), span_of(words), 0) != SPAN_NONE)
            return &s->claims[i];
    return NULL;
}

static void test_elsewhere(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct story story = story_of(&keep.arena, scratch.arena,
        SPAN("en 2031-03-12: Parliament closed the harbour of Aldhaven on Tuesday. Mayor Mara Lind owns nine of the eleven "
             "tugs that work there. || en 2031-03-12: The harbour of Aldhaven was closed by parliament on Tuesday. Dockers "
             "of the northern quay struck twice in February over their pay."));
    struct story other = story_of(&keep.arena, scratch.arena,
        SPAN("en 2031-03-11: Of the eleven tugs of the harbour nine belong to the mayor, Mara Lind, a register shows. The "
             "tugs work there day and night. || en 2031-03-11: Bakers in Korsvik won a prize for rye bread."));
    struct synopsis s = compare_story(&keep.arena, scratch.arena, story.at, story.count, NULL,
                                      (struct neighbours){ other.at, other.count });
    const struct claim *tugs = find_claim(&s, "tugs"), *dockers = find_claim(&s, "Dockers");
    if (check(tugs && dockers, "both unique claims are told")) {
        if (check(tugs->elsewhere_count == 1, "what a neighbouring story tells, too, is found there"))
            check(tugs->elsewhere[0].report == other.at[0] &&
                  span_starts(mark_span(other.at[0]->article.text, tugs->elsewhere[0].at), SPAN("Of the eleven tugs")),
                  "with its report and sentence");
        check(dockers->elsewhere_count == 0, "what none tells is not");
    }
    region_close(&keep);
    region_close(&scratch);
}

/* Every claim of a story has evidence that holds, and a place in the order. */
static void test_whole(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct synopsis s = story_synopsis(&keep.arena, scratch.arena,
        SPAN("en 2031-03-12: Nine dead on river\nNine people died when a train, which came from Brenna, left the rails on "
             "Tuesday. The driver, who is 50, was hurt. It was the third accident since 2024, when a bridge fell. || en "
             "2031-03-12: A train from Brenna left the rails on Tuesday, killing nine people. The driver was hurt. || de "
             "2031-03-12: Neun Menschen starben, als am Dienstag ein Zug aus Brenna entgleiste."));
    bool sorted = true, evident = true, numbered = true;
    for (uint32_t i = 0; i < s.claim_count; i++) {
        const struct claim *claim = &s.claims[i], *last = i ? &s.claims[i - 1] : claim;
        sorted &= last->kind < claim->kind || (last->kind == claim->kind && last->weight >= claim->weight);
        numbered &= claim->id == i + 1 && claim->weight >= 0 && claim->weight <= 1;
        evident &= claim->support.count > 0 && mark_length(claim->wording.at) > 0;
        evident &= claim->reports + claim->absent.count + claim->unclear.count == s.report_count;
    }
    check(s.claim_count > 2 && sorted, "claims are sorted by kind, then by weight");
    check(numbered, "they are numbered from 1, weights lie within 0 and 1");
    check(evident, "each has evidence, and every report has it, lacks it or cannot tell");
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    case_run(CASES "/compare/claims.txt", print_claims);
    test_elsewhere();
    test_whole();
    return tap_end();
}
