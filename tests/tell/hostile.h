/* tests/tell/hostile.h -- synopses that try a renderer: bad content, too much of it, none of it */
#ifndef SYN_TESTS_TELL_HOSTILE_H
#define SYN_TESTS_TELL_HOSTILE_H

#include "fixture.h"

/* Tags, attributes' ends, terminal sequences, Markdown, direction overrides, bad UTF-8, a NUL. */
#define HOSTILE "<script>alert(1)</script> \" onload='x' &amp; <!-- --> ]]> \033[2J\033]0;t\007 \r\n\t | *a* _b_ [l](x) `c` " \
                "# 1. - \xe2\x80\xae" "abc" "\xe2\x81\xa6 \xff\xc3 \xc2\x9b" "2J @someone www.x.example http://x.example \x01\x7f"

static inline const struct synopsis *hostile_story(struct arena *keep)
{
    struct fixture *f = arena_new(keep, struct fixture, 1);
    f->keep = keep;
    char *word = arena_new(keep, char, 401);
    memset(word, 'w', 400);
    struct span long_text = arena_printf(keep, "%s\n\n%s %s\n\n@%s", HOSTILE, word, HOSTILE, HOSTILE);
    fixture_report(f, "a\"><b>", HOSTILE, "e\"n", fixture_minute(6, 1, 1), long_text.at);
    fixture_report(f, "-", "\xe6\xb8\xaf\xe6\x8a\xa5", "zh", fixture_day(2031, 5, 6),
                   "\xe6\xb8\xa1\xe8\xbd\xae\xe6\x90\x81\xe6\xb5\x85\n\n"
                   "\xe6\xb8\xa1\xe8\xbd\xae\xe5\x91\xa8\xe4\xba\x8c\xe6\x90\x81\xe6\xb5\x85\xe3\x80\x82");
    fixture_report(f, "c", "صدى", "ar", (struct when){ 0 }, "عنوان\n\nجنحت العبارة.");
    fixture_origins(f, (const uint32_t[]){ 2, 1 }, 2);
    struct article *a = &f->reports[0].article;
    a->url = SPAN("javascript:alert(document.domain)");
    a->byline = a->credit = a->title;
    f->reports[1].article.url = SPAN("https://x.example/\"><img src=x onerror=alert(1)>)|](y");
    fixture_edge(f, 0, 1, LINEAGE_REWRITE, 0.5f, 0.5f, HOSTILE);
    struct claim *c = fixture_claim(f, CLAIM_SHARED, SUPPORT(f, HOSTILE, "\xe6\xb8\xa1\xe8\xbd\xae", "عنوان"),
                                    NO_NUMBERS, NO_NUMBERS);
    c->said_by = SPAN(HOSTILE);
    c->differences = NUMBERS(f, 0);
    c = fixture_claim(f, CLAIM_UNIQUE, SUPPORT(f, word), NUMBERS(f, 1), NUMBERS(f, 2));
    struct report *other = &f->reports[FIXTURE_REPORTS - 1];
    other->article = *a;
    other->article.id = other->article.file = SPAN(HOSTILE);
    c->elsewhere = arena_new(keep, struct elsewhere, 1);
    c->elsewhere_count = 1;
    c->elsewhere[0] = (struct elsewhere){ other, { 0, 60 } };
    struct difference *d = fixture_difference(f, HOSTILE, HOSTILE, DIFFERENCE_CONFLICT, DIFFERENCE_OF_PLACE, HOSTILE);
    fixture_value(f, d, 0, HOSTILE, HOSTILE, -INFINITY, 1e300);
    fixture_value(f, d, 1, "\xe6\x90\x81", "", NAN, NAN);
    fixture_value(f, d, 2, "جنحت", "0", 0, 0);
    struct quote *q = fixture_quote(f, HOSTILE, HOSTILE);
    q->via = SPAN(HOSTILE);
    q->disputed_speaker = true;
    struct quote_variant *v = fixture_variant(f, q, 0, HOSTILE, "alert");
    v->speaker = SPAN(HOSTILE);
    v->change = VARIANT_WORDS;
    fixture_variant(f, q, 2, "جنحت", NULL);
    fixture_happening(f, HOSTILE, fixture_day(2031, 5, 6), SUPPORT(f, HOSTILE, "\xe6\xb8\xa1", NULL), true);
    struct synopsis *s = &f->s;
    s->id = s->headline = s->one_source = SPAN(HOSTILE);
    s->reports[0].origin_label = s->origins[0].behind = SPAN(HOSTILE);
    s->where = (struct evidence){ 0, { 0, 30 } };
    s->who = s->what = fixture_at(f, 0, HOSTILE);
    s->one_source_at = SUPPORT(f, HOSTILE, NULL, "جنحت");
    s->languages = (struct spans){ &a->language, 1 };
    return s;
}

/* `reports` reports in accounts of three, `claims` claims; the texts are alike. */
static inline const struct synopsis *large_story(struct arena *keep, uint32_t reports, uint32_t claims)
{
    struct fixture *f = arena_new(keep, struct fixture, 1);
    uint32_t sizes[FIXTURE_REPORTS], origins = 0;
    f->keep = keep;
    for (uint32_t i = 0; i < reports; i++)
        fixture_report(f, arena_printf(keep, "report-%u", i).at, arena_printf(keep, "The Outlet Number %u", i).at, "en",
                       fixture_minute(6, 3 + (int)i / 6, (int)i % 6 * 9),
                       "A bridge at Orm fell\n\nThe bridge at Orm fell at dawn. Nobody was on it, the warden said.\n\n"
                       "It was built in 1911 and closed in 2029.");
    for (uint32_t left = reports; left;) {
        sizes[origins] = left < 3 ? left : 3;
        left -= sizes[origins++];
    }
    fixture_origins(f, sizes, origins);
    struct synopsis *s = &f->s;
    s->claims = arena_new(keep, struct claim, claims + 1);
    for (uint32_t c = 0; c < claims; c++) {
        struct evidences support = { arena_new(keep, struct evidence, reports), 0 };
        for (uint32_t i = c % 3; i < reports; i += 1 + c % 4)
            support.at[support.count++] = fixture_at(f, i, c % 2 ? "Nobody was on it" : "The bridge at Orm fell");
        if (support.count)
            fixture_claim(f, support.count > 1 ? CLAIM_SHARED : CLAIM_UNIQUE, support, NO_NUMBERS, NO_NUMBERS);
    }
    for (uint32_t i = 0; i < reports; i++)
        if (!s->reports[i].is_root)
            fixture_edge(f, s->origins[s->reports[i].origin].root, i, LINEAGE_VERBATIM, 0.9f, 1, "the same words");
    s->id = SPAN("large");
    s->headline = f->reports[0].article.title;
    s->headline_at = (struct evidence){ 0, f->reports[0].article.title_at };
    return s;
}

#endif
