/* tests/tell/fixture.h -- a synopsis put together by hand: a ferry that ran aground
 *
 * Six reports in three accounts: an agency with a reprint, a rewrite and a translation; a radio station;
 * a newspaper in another script.  Every part of the synopsis is filled.  Places, people, outlets and
 * the event are invented.
 */
#ifndef SYN_TESTS_TELL_FIXTURE_H
#define SYN_TESTS_TELL_FIXTURE_H

#include <math.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "news/synopsis.h"
#include "tap.h"

enum { FIXTURE_REPORTS = 64 };

struct fixture {
    struct arena *keep;
    struct report reports[FIXTURE_REPORTS];
    struct synopsis s;
};

static inline struct when fixture_minute(int day, int hour, int minute)
{
    int64_t from = day_of(2031, 5, day) * DAY_SECONDS + (hour - 2) * 3600 + minute * 60;
    return (struct when){ from, from + 60, WHEN_MINUTE, true, 120 };
}

static inline struct when fixture_day(int year, int month, int day)
{
    int64_t from = day_of(year, month, day) * DAY_SECONDS;
    return (struct when){ from, from + DAY_SECONDS, WHEN_DAY, false, 0 };
}

static inline struct when fixture_month(int year, int month)
{
    return (struct when){ day_of(year, month, 1) * DAY_SECONDS, day_of(year, month + 1, 1) * DAY_SECONDS, WHEN_MONTH,
                          false, 0 };
}

/* Paragraphs parted by empty lines become blocks; one that begins with '@' is furniture. */
static inline void fixture_blocks(struct fixture *f, struct article *a)
{
    struct block *blocks = arena_new(f->keep, struct block, 32);
    struct cut *cuts = arena_new(f->keep, struct cut, 32);
    for (size_t at = 0; at < a->text.len;) {
        size_t end = span_find(a->text, SPAN("\n\n"), at);
        end = end == SPAN_NONE ? a->text.len : end;
        struct mark m = { (uint32_t)at, (uint32_t)end };
        if (a->text.at[at] == '@')
            cuts[a->cuts.count++] = (struct cut){ m, CUT_NEWSLETTER, mark_span(a->text, m) };
        else
            blocks[a->blocks.count++] = (struct block){ m, at ? BLOCK_PARAGRAPH : BLOCK_TITLE };
        at = end + 2;
    }
    a->blocks.at = blocks;
    a->cuts.at = cuts;
    a->title_at = blocks[0].at;
    a->title = mark_span(a->text, a->title_at);
}

static inline void fixture_report(struct fixture *f, const char *id, const char *outlet, const char *language,
                                  struct when published, const char *text)
{
    struct article *a = &f->reports[f->s.report_count++].article;
    a->id = span_of(id);
    a->file = arena_printf(f->keep, "pile/%s.txt", id);
    a->outlet = span_of(outlet);
    a->language = span_of(language);
    a->published = published;
    a->text = span_of(text);
    fixture_blocks(f, a);
}

static inline struct evidence fixture_at(const struct fixture *f, uint32_t report, const char *words)
{
    size_t at = span_find(f->reports[report].article.text, span_of(words), 0);
    if (at == SPAN_NONE) {
        printf("Bail out! report %u does not say: %s\n", report, words);
        exit(1);
    }
    return (struct evidence){ report, { (uint32_t)at, (uint32_t)(at + strlen(words)) } };
}

/* A list of evidence: report, words, report, words, ..., -1. */
static inline struct evidences fixture_support(struct fixture *f, const char *const words[FIXTURE_REPORTS])
{
    struct evidences list = { arena_new(f->keep, struct evidence, f->s.report_count), 0 };
    for (uint32_t i = 0; i < f->s.report_count; i++)
        if (words[i])
            list.at[list.count++] = fixture_at(f, i, words[i]);
    return list;
}

static inline struct numbers fixture_numbers(struct fixture *f, const int *list)
{
    struct numbers n = { arena_new(f->keep, uint32_t, FIXTURE_REPORTS), 0 };
    for (; *list >= 0; list++)
        n.at[n.count++] = (uint32_t)*list;
    return n;
}

#define NUMBERS(f, ...) fixture_numbers((f), (const int[]){ __VA_ARGS__, -1 })
#define NO_NUMBERS ((struct numbers){ 0 })
#define SUPPORT(f, ...) fixture_support((f), (const char *const[FIXTURE_REPORTS]){ __VA_ARGS__ })

static inline struct claim *fixture_claim(struct fixture *f, enum claim_kind kind, struct evidences support,
                                          struct numbers absent, struct numbers unclear)
{
    struct synopsis *s = &f->s;
    struct claim *c = &s->claims[s->claim_count++];
    bool seen[FIXTURE_REPORTS] = { false };
    *c = (struct claim){ .id = s->claim_count, .kind = kind, .wording = support.at[0], .support = support,
                         .reports = support.count, .absent = absent, .unclear = unclear,
                         .weight = 1.0f / (float)s->claim_count };
    for (uint32_t i = 0; i < support.count; i++) {
        uint32_t origin = s->reports[support.at[i].report].origin;
        c->origins += !seen[origin];
        seen[origin] = true;
    }
    return c;
}

static inline struct difference *fixture_difference(struct fixture *f, const char *slot, const char *unit,
                                                    enum difference_label label, enum difference_kind kind,
                                                    const char *reason)
{
    struct difference *d = &f->s.differences[f->s.difference_count++];
    *d = (struct difference){ .slot = span_of(slot), .unit = span_of(unit), .label = (uint8_t)label,
                              .kind = (uint8_t)kind, .reason = span_of(reason), .origins = 2, .weight = 0.5f,
                              .values = arena_new(f->keep, struct difference_value, 16) };
    return d;
}

static inline void fixture_value(struct fixture *f, struct difference *d, uint32_t report, const char *words,
                                 const char *value, double low, double high)
{
    d->values[d->count++] = (struct difference_value){ fixture_at(f, report, words), span_of(value), low, high };
}

static inline struct quote *fixture_quote(struct fixture *f, const char *speaker, const char *cue)
{
    struct quote *q = &f->s.quotes[f->s.quote_count++];
    *q = (struct quote){ .speaker = span_of(speaker), .cue = span_of(cue),
                         .variants = arena_new(f->keep, struct quote_variant, 16) };
    return q;
}

/* `differing` is a part of `words`, or NULL. */
static inline struct quote_variant *fixture_variant(struct fixture *f, struct quote *q, uint32_t report,
                                                    const char *words, const char *differing)
{
    struct quote_variant *v = &q->variants[q->count++];
    v->words = fixture_at(f, report, words);
    if (differing) {
        v->differing.at = arena_new(f->keep, struct mark, 1);
        v->differing.at[0] = fixture_at(f, report, differing).at;
        v->differing.count = 1;
    }
    return v;
}

static inline struct lineage_edge *fixture_edge(struct fixture *f, uint32_t from, uint32_t to, enum lineage_kind kind,
                                                float share, float sure, const char *ground)
{
    struct lineage_edge *e = &f->s.lineage[f->s.lineage_count++];
    *e = (struct lineage_edge){ .from = from, .to = to, .kind = (uint8_t)kind, .share = share,
                               .sure = sure };
    e->grounds.at = arena_new(f->keep, struct span, 1);
    e->grounds.at[0] = span_of(ground);
    e->grounds.count = 1;
    return e;
}

static inline void fixture_happening(struct fixture *f, const char *date, struct when when, struct evidences support,
                                     bool is_event)
{
    f->s.timeline[f->s.happening_count++] = (struct happening){
        .date = span_of(date), .when = when, .support = support, .wording = support.at[0],
        .origins = support.count > 1 ? 2 : 1, .is_event = is_event };
}

/* Room for everything, and the reports that were added, in `origins` groups of the given sizes. */
static inline void fixture_origins(struct fixture *f, const uint32_t *sizes, uint32_t origins)
{
    struct synopsis *s = &f->s;
    s->reports = arena_new(f->keep, struct story_report, s->report_count);
    s->origins = arena_new(f->keep, struct origin, origins);
    s->lineage = arena_new(f->keep, struct lineage_edge, 256);
    s->claims = arena_new(f->keep, struct claim, 256);
    s->quotes = arena_new(f->keep, struct quote, 64);
    s->differences = arena_new(f->keep, struct difference, 64);
    s->timeline = arena_new(f->keep, struct happening, 64);
    s->origin_count = origins;
    for (uint32_t o = 0, r = 0; o < origins; o++) {
        s->origins[o] = (struct origin){ .root = r, .first = r, .count = sizes[o] };
        for (uint32_t i = 0; i < sizes[o]; i++, r++)
            s->reports[r] = (struct story_report){ &f->reports[r], o, i == 0, SPAN("") };
    }
}

/* ---- the ferry ---- */

static inline void fixture_ferry_reports(struct fixture *f)
{
    fixture_report(f, "orvane-0610", "Orvane Wire", "en", fixture_minute(6, 6, 10),
        "Ferry with 212 aboard runs aground off Halven\n\n"
        "HALVEN – The ferry Marn Rose ran aground on the Tinder Bank at 3.40 a.m. on Tuesday. "
        "At least nine people were hurt, the coastguard said.\n\n"
        "\"We felt one blow and then the lights went out,\" said the mate, Ilse Torvan.\n\n"
        "The ship carried 212 people and about 60 cars. The harbour master, Bren Aldic, "
        "closed the port until noon. \"Nobody sails before that,\" he said.\n\n"
        "The Marn Rose was last inspected in March 2030.");
    fixture_report(f, "gazette", "Halven Gazette", "en", fixture_minute(6, 7, 25),
        "Ferry with 212 aboard runs aground off Halven\n\n"
        "HALVEN – The ferry Marn Rose ran aground on the Tinder Bank at 3.40 a.m. on Tuesday. "
        "At least nine people were hurt, the coastguard said.\n\n"
        "\"We felt one blow and then the lights went out,\" said the mate, Ilse Torvan.\n\n"
        "(Orvane Wire)\n\n"
        "@Get the Gazette in your inbox every morning: sign up here.");
    fixture_report(f, "courier", "The Lisk Courier", "en", fixture_minute(6, 11, 40),
        "Eleven hurt as ferry strikes sandbank\n\n"
        "Eleven people were hurt when the ferry Marn Rose struck the Tinder Bank before dawn. "
        "\"We felt one hard blow and then the lights went out,\" the mate said.\n\n"
        "Bren Aldik, the harbour master, shut the port for the morning. "
        "\"Nobody sails before that,\" the mate, Ilse Torvan, said.\n\n"
        "The owners said that a tug would try to free her at high water.");
    fixture_report(f, "kuestenblatt", "Küstenblatt", "de", fixture_minute(6, 13, 5),
        "Fähre läuft vor Halven auf Grund\n\n"
        "Die Fähre „Marn Rose“ ist am Dienstag um 3.40 Uhr auf der Tinder-Bank auf Grund gelaufen. "
        "Mindestens neun Menschen wurden verletzt.\n\n"
        "„Wir spürten einen Schlag, dann ging das Licht aus“, sagte die Steuerfrau Ilse Torvan.");
    fixture_report(f, "pellen", "Radio Pellen", "en", fixture_minute(6, 6, 40),
        "Listeners woke to the Marn Rose on the sand\n\n"
        "The Marn Rose ran onto the Tinder Bank at twenty past four, our listener Odo Brask told us "
        "from the quay. Fourteen passengers were taken to hospital.\n\n"
        "\"We felt a blow and the lights went out,\" mate Ilse Torvan told Radio Pellen.\n\n"
        "The coastguard counted 57 cars on the deck.\n\n"
        "Nobody had heard the horn of the lightship that night.");
    fixture_report(f, "sada", "صدى المرفأ", "ar", fixture_minute(6, 15, 30),
        "جنوح عبارة قبالة هالفن\n\n"
        "جنحت العبارة «مارن روز» عند الساعة الرابعة والثلث فجر الثلاثاء. نُقل 14 راكباً إلى المستشفى.\n\n"
        "كانت السفينة قد فُحصت في مارس 2030.");
}

static inline void fixture_ferry_lineage(struct fixture *f)
{
    struct synopsis *s = &f->s;
    static const char *const labels[] = { "agency: Orvane Wire", "credits Orvane Wire", "inferred from Orvane Wire",
                                          "translated from Orvane Wire", "own account", "own account" };
    for (uint32_t i = 0; i < s->report_count; i++)
        s->reports[i].origin_label = span_of(labels[i]);
    struct lineage_edge *e = fixture_edge(f, 0, 1, LINEAGE_VERBATIM, 0.96f, 0.97f, "credits “(Orvane Wire)”");
    e->runs = arena_new(f->keep, struct shared_run, 1);
    e->runs[0] = (struct shared_run){ { 0, 200 }, { 0, 200 } };
    e->run_count = 1;
    fixture_edge(f, 0, 2, LINEAGE_REWRITE, 0.31f, 0.55f, "shares the quote “and then the lights went out”")->inferred =
        true;
    fixture_edge(f, 0, 3, LINEAGE_TRANSLATION, 0, 0.8f, "6 of 6 sentences answer one another");
    fixture_edge(f, 1, 2, LINEAGE_COMMON_SOURCE, 0.2f, 0, "both go back to Orvane Wire");
}

static inline void fixture_ferry_differences(struct fixture *f)
{
    struct difference *d = fixture_difference(f, "time of grounding", "", DIFFERENCE_CONFLICT, DIFFERENCE_OF_DATE,
                                              "03:40 and 04:20 cannot both be the time of one grounding.");
    fixture_value(f, d, 0, "3.40 a.m.", "03:40", NAN, NAN);
    fixture_value(f, d, 1, "3.40 a.m.", "03:40", NAN, NAN);
    fixture_value(f, d, 3, "3.40 Uhr", "03:40", NAN, NAN);
    fixture_value(f, d, 4, "twenty past four", "04:20", NAN, NAN);
    fixture_value(f, d, 5, "الرابعة والثلث", "04:20", NAN, NAN);
    d = fixture_difference(f, "people hurt", "people", DIFFERENCE_CONFLICT, DIFFERENCE_OF_FIGURE, "11 is not 14.");
    fixture_value(f, d, 0, "At least nine", ">=9", 9, INFINITY);
    fixture_value(f, d, 1, "At least nine", ">=9", 9, INFINITY);
    fixture_value(f, d, 2, "Eleven", "11", 11, 11);
    fixture_value(f, d, 3, "Mindestens neun", ">=9", 9, INFINITY);
    fixture_value(f, d, 4, "Fourteen", "14", 14, 14);
    fixture_value(f, d, 5, "14 راكباً", "14", 14, 14);
    d = fixture_difference(f, "cars aboard", "cars", DIFFERENCE_MORE_PRECISE, DIFFERENCE_OF_FIGURE,
                           "57 lies inside “about 60”.");
    fixture_value(f, d, 0, "about 60", "~60", 54, 66);
    fixture_value(f, d, 4, "57", "57", 57, 57);
    d = fixture_difference(f, "how long the port was closed", "", DIFFERENCE_SCOPE, DIFFERENCE_OF_ACTION,
                           "Until noon; for the morning.");
    fixture_value(f, d, 0, "until noon", "", NAN, NAN);
    fixture_value(f, d, 2, "for the morning", "", NAN, NAN);
    d = fixture_difference(f, "whose word the number of the hurt is", "", DIFFERENCE_ATTRIBUTION,
    DIFFERENCE_OF_SOURCE,
                           "The coastguard's word in 2 reports, told as a fact in 1.");
    fixture_value(f, d, 0, "the coastguard said", "the coastguard", NAN, NAN);
    fixture_value(f, d, 1, "the coastguard said", "the coastguard", NAN, NAN);
    fixture_value(f, d, 3, "Mindestens neun Menschen wurden verletzt", "told as a fact", NAN, NAN);
    d = fixture_difference(f, "spelling of Aldic", "", DIFFERENCE_SPELLING, DIFFERENCE_OF_NAME,
    "One person by role.");
    fixture_value(f, d, 0, "Bren Aldic", "Aldic", NAN, NAN);
    fixture_value(f, d, 2, "Bren Aldik", "Aldik", NAN, NAN);
    d = fixture_difference(f, "last inspection", "", DIFFERENCE_AGREE, DIFFERENCE_OF_DATE, "Both are March 2030.");
    fixture_value(f, d, 0, "March 2030", "2030-03", NAN, NAN);
    fixture_value(f, d, 5, "مارس 2030", "2030-03", NAN, NAN);
}

static inline void fixture_ferry_quotes(struct fixture *f)
{
    struct quote *q = fixture_quote(f, "Ilse Torvan", "said");
    fixture_variant(f, q, 0, "We felt one blow and then the lights went out,", NULL);
    fixture_variant(f, q, 1, "We felt one blow and then the lights went out,", NULL);
    fixture_variant(f, q, 2, "We felt one hard blow and then the lights went out,", "hard")->change = VARIANT_LONGER;
    fixture_variant(f, q, 3, "Wir spürten einen Schlag, dann ging das Licht aus", NULL)->change = VARIANT_LANGUAGE;
    fixture_variant(f, q, 4, "We felt a blow and the lights went out,", "a")->change = VARIANT_WORDS;
    q->origins = 2;
    q->reports = 5;
    q = fixture_quote(f, "Bren Aldic", "said");
    fixture_variant(f, q, 0, "Nobody sails before that,", NULL)->speaker = SPAN("Bren Aldic");
    fixture_variant(f, q, 2, "Nobody sails before that,", NULL)->speaker = SPAN("Ilse Torvan");
    q->origins = 1;
    q->reports = 2;
    q->same_words = q->disputed_speaker = true;
    q = fixture_quote(f, "", "said");
    q->via = SPAN("the owners");
    fixture_variant(f, q, 2, "a tug would try to free her at high water", NULL)->paraphrase = true;
    q->origins = q->reports = 1;
    q->same_words = true;
}

/* A report of another story tells it, too. */
static inline struct elsewhere *fixture_elsewhere(struct fixture *f)
{
    static const char said[] = "No boat heard the horn of the lightship that night, the pilots say.";
    struct report *other = &f->reports[FIXTURE_REPORTS - 1];
    struct elsewhere *e = arena_new(f->keep, struct elsewhere, 1);
    other->article.id = SPAN("pilot-post");
    other->article.file = SPAN("pile/pilot-post.txt");
    other->article.outlet = SPAN("Pilot Post");
    other->article.language = SPAN("en");
    other->article.url = SPAN("https://pilots.example/horn");
    other->article.text = SPAN("A lightship falls silent\n\nNo boat heard the horn of the lightship that night, the pilots say.");
    size_t at = span_find(other->article.text, SPAN(said), 0);
    *e = (struct elsewhere){ other, { (uint32_t)at, (uint32_t)(at + strlen(said)) } };
    return e;
}

static inline void fixture_ferry_claims(struct fixture *f)
{
    struct claim *c = fixture_claim(f, CLAIM_SHARED,
        SUPPORT(f, "The ferry Marn Rose ran aground on the Tinder Bank",
        "The ferry Marn Rose ran aground on the Tinder Bank",
                "the ferry Marn Rose struck the Tinder Bank before dawn", "auf der Tinder-Bank auf Grund gelaufen",
                "The Marn Rose ran onto the Tinder Bank", "جنحت العبارة «مارن روز»"), NO_NUMBERS, NO_NUMBERS);
    c = fixture_claim(f, CLAIM_SHARED,
        SUPPORT(f, "\"We felt one blow and then the lights went out,\" said the mate, Ilse Torvan",
                "\"We felt one blow and then the lights went out,\" said the mate, Ilse Torvan",
                "\"We felt one hard blow and then the lights went out,\" the mate said",
                "„Wir spürten einen Schlag, dann ging das Licht aus“, sagte die Steuerfrau Ilse Torvan",
                "\"We felt a blow and the lights went out,\" mate Ilse Torvan told Radio Pellen"),
        NO_NUMBERS, NUMBERS(f, 5));
    c->quotes = NUMBERS(f, 0);
    c->said_by = SPAN("Ilse Torvan");
    c = fixture_claim(f, CLAIM_SHARED,
        SUPPORT(f, "At least nine people were hurt", "At least nine people were hurt", "Eleven people were hurt",
                "Mindestens neun Menschen wurden verletzt", "Fourteen passengers were taken to hospital",
                "نُقل 14 راكباً إلى المستشفى"), NO_NUMBERS, NO_NUMBERS);
    c->differences = NUMBERS(f, 1);
    c = fixture_claim(f, CLAIM_SHARED,
        SUPPORT(f, "at 3.40 a.m. on Tuesday", "at 3.40 a.m. on Tuesday", NULL, "am Dienstag um 3.40 Uhr",
                "at twenty past four", "عند الساعة الرابعة والثلث فجر الثلاثاء"), NUMBERS(f, 2), NO_NUMBERS);
    c->differences = NUMBERS(f, 0);
    c = fixture_claim(f, CLAIM_SHARED,
        SUPPORT(f, "The ship carried 212 people and about 60 cars", NULL, NULL, NULL,
                "The coastguard counted 57 cars on the deck"), NUMBERS(f, 2, 3), NUMBERS(f, 1, 5));
    c->differences = NUMBERS(f, 2);
    c = fixture_claim(f, CLAIM_SHARED,
        SUPPORT(f, "The Marn Rose was last inspected in March 2030", NULL, NULL, NULL, NULL,
                "كانت السفينة قد فُحصت في مارس 2030"), NUMBERS(f, 2, 3, 4), NUMBERS(f, 1));
    c->background = true;
    c->when = fixture_month(2030, 3);
    c->differences = NUMBERS(f, 6);
    c = fixture_claim(f, CLAIM_UNIQUE, SUPPORT(f, NULL, NULL, NULL, NULL,
                      "Nobody had heard the horn of the lightship that night"), NUMBERS(f, 0, 2, 3), NUMBERS(f, 1, 5));
    c->elsewhere = fixture_elsewhere(f);
    c->elsewhere_count = 1;
    fixture_claim(f, CLAIM_UNIQUE, SUPPORT(f, NULL, NULL, "a tug would try to free her at high water"),
                  NUMBERS(f, 0, 3, 4), NUMBERS(f, 1, 5))->said_by = SPAN("The owners");
}

/* The whole story; lives in `keep`. */
static inline const struct synopsis *fixture_ferry(struct arena *keep)
{
    struct fixture *f = arena_new(keep, struct fixture, 1);
    f->keep = keep;
    fixture_ferry_reports(f);
    fixture_origins(f, (const uint32_t[]){ 4, 1, 1 }, 3);
    f->reports[5].article.flags |= ARTICLE_STUB;
    f->reports[0].article.url = SPAN("https://wire.example/ferry?id=1&lang=en");
    f->reports[0].article.flags |= ARTICLE_AGENCY;
    f->reports[1].article.credit = SPAN("(Orvane Wire)");
    f->reports[4].article.byline = SPAN("By Ansel Greave");
    fixture_ferry_lineage(f);
    fixture_ferry_differences(f);
    fixture_ferry_quotes(f);
    fixture_ferry_claims(f);
    struct synopsis *s = &f->s;
    fixture_happening(f, "2030-03", fixture_month(2030, 3),
                      SUPPORT(f, "The Marn Rose was last inspected in March 2030", NULL, NULL, NULL, NULL,
                              "كانت السفينة قد فُحصت في مارس 2030"), false);
    fixture_happening(f, "2031-05-06", fixture_day(2031, 5, 6),
                      SUPPORT(f, "The ferry Marn Rose ran aground on the Tinder Bank at 3.40 a.m. on Tuesday", NULL,
                      NULL,
                              NULL, "The Marn Rose ran onto the Tinder Bank at twenty past four"), true);
    s->id = SPAN("story-ferry");
    s->headline_at = (struct evidence){ 0, f->reports[0].article.title_at };
    s->headline = f->reports[0].article.title;
    s->who = fixture_at(f, 0, "Marn Rose");
    s->what = fixture_at(f, 0, "ran aground");
    s->where = fixture_at(f, 0, "the Tinder Bank");
    s->when = fixture_day(2031, 5, 6);
    s->from = fixture_minute(6, 6, 10);
    s->to = fixture_minute(6, 15, 30);
    s->languages = (struct spans){ arena_new(keep, struct span, 3), 3 };
    s->languages.at[0] = SPAN("en");
    s->languages.at[1] = SPAN("de");
    s->languages.at[2] = SPAN("ar");
    return s;
}

/* ---- the study ---- */

/* Three accounts of one study, two of them off an agency that is not in the pile; one report is too short. */
static inline const struct synopsis *fixture_study(struct arena *keep)
{
    struct fixture *f = arena_new(keep, struct fixture, 1);
    f->keep = keep;
    fixture_report(f, "herald", "Coast Herald", "en", fixture_day(2031, 6, 2),
                   "Eels return to the Vell, study finds\n\n"
                   "Eels have returned to the Vell, a study of the Institute of Orm found on Monday. "
                   "They had gone by 1984.");
    fixture_report(f, "mirror", "Vell Mirror", "en", fixture_day(2031, 6, 3),
                   "Eels are back\n\nEels have returned to the Vell, a study of the Institute of Orm found. (AFP)");
    fixture_report(f, "journal", "Journal du Vell", "fr", fixture_day(2032, 6, 3),
                   "Les anguilles sont de retour\n\nLes anguilles sont revenues, selon une étude de l’Institut d’Orm. (AFP)");
    fixture_origins(f, (const uint32_t[]){ 1, 1, 1 }, 3);
    struct synopsis *s = &f->s;
    s->origins[1].behind = s->origins[2].behind = SPAN("AFP");
    fixture_claim(f, CLAIM_SHARED, SUPPORT(f, "Eels have returned to the Vell", "Eels have returned to the Vell",
                                           "Les anguilles sont revenues"), NO_NUMBERS, NO_NUMBERS)->when =
        fixture_day(2031, 6, 2);
    fixture_claim(f, CLAIM_UNIQUE, SUPPORT(f, "They had gone by 1984"), NUMBERS(f, 1), NUMBERS(f,
    2))->background = true;
    s->one_source = SPAN("all accounts rest on one study of the Institute of Orm");
    s->one_source_at = SUPPORT(f, "a study of the Institute of Orm found", "a study of the Institute of Orm found",
                               "selon une étude de l’Institut d’Orm");
    s->id = SPAN("story-study");
    s->headline_at = (struct evidence){ 0, f->reports[0].article.title_at };
    s->headline = f->reports[0].article.title;
    s->who = fixture_at(f, 0, "the Institute of Orm");
    s->what = s->headline_at;
    s->when = fixture_day(2031, 6, 2);
    s->where = fixture_at(f, 0, "the Vell");
    s->from = fixture_day(2031, 6, 2);
    s->to = fixture_day(2032, 6, 3);
    return s;
}

#endif
