#include "generate_month.h"

#include <stdlib.h>
#include <string.h>

#include "generate_chance.h"
#include "generate_due.h"
#include "generate_tongue.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY_SECONDS = 86400 };

enum seed { SEED_STORY = 1, SEED_REPORT, SEED_OUTLET, SEED_NOUN, SEED_VERB, SEED_ADJECTIVE, SEED_NAME, SEED_FACT,
    SEED_SAYING, SEED_WIRE, SEED_EDIT, SEED_STANDING, SEED_STAFF };

/* ---- words ---- */

struct word { char text[47]; uint8_t len; };

static void append(struct word *w, const char *what)
{
    size_t length = strlen(what);
    if (w->len + length > sizeof w->text)
        return;
    memcpy(w->text + w->len, what, length);
    w->len = (uint8_t)(w->len + length);
}

static void append_syllables(struct word *w, const char *const *syllables, uint64_t hash, unsigned count)
{
    for (; count; count--, hash >>= 6)
        append(w, syllables[hash & (SYLLABLES - 1)]);
}

/* The first letter becomes a capital: ASCII, and Cyrillic of two bytes. */
static void raise_first(char *text)
{
    unsigned char first = (unsigned char)text[0], second = (unsigned char)text[1];
    if (first >= 'a' && first <= 'z')
        text[0] = (char)(first - 32);
    else if (first == 0xd0 && second >= 0xb0)
        text[1] = (char)(second - 0x20);
    else if (first == 0xd1 && second <= 0x8f) {
        text[0] = (char)0xd0;
        text[1] = (char)(second + 0x20);
    } else if (first == 0xd1 && second >= 0x90 && second <= 0x9f) {
        text[0] = (char)0xd0;
        text[1] = (char)(second - 0x10);
    }
}

static struct word name_of(uint64_t number, bool cyrillic)
{
    uint64_t hash = mix_two(SEED_NAME, number);
    struct word w = { "", 0 };
    append_syllables(&w, name_syllables[cyrillic], hash, 2 + (number >> 12 != 0) + (hash >> 62 == 0));
    raise_first(w.text);
    return w;
}

/* Frequent words are short.  The same number is the same word for ever. */
static struct word noun_of(const struct tongue *tongue, uint32_t rank)
{
    uint64_t hash = mix_two(SEED_NOUN + (uint64_t)tongue->code[0] * 131, rank);
    struct word w = { "", 0 };
    append_syllables(&w, tongue->syllables, hash, rank < 3000 ? 2 : rank < 100000 ? 3 : 4);
    return w;
}

static struct word other_word(const struct tongue *tongue, enum seed kind, uint32_t rank, const char *ending)
{
    struct word w = { "", 0 };
    append_syllables(&w, tongue->syllables, mix_two(kind + (uint64_t)tongue->code[0] * 131, rank), 2 + (rank > 500));
    append(&w, ending);
    return w;
}

/* ---- stories ---- */

enum { MOST_REPORTS = 200, TOPIC = 40, STORY_PEOPLE = 4, STORY_NAMES = 8, KNOWN_OCTAVES = 14, OUTLETS = 3000 };

struct story {
    uint64_t seed, people[STORY_PEOPLE], places[2];   /* numbers of names */
    uint32_t tongue, thing, happening, body, reports;
    uint32_t killed, injured, money, percent, weekday;
};

static uint64_t name_number(uint64_t *dice, uint64_t story, uint32_t i)
{
    bool known = roll(dice, 2) != 0;
    uint32_t rank = zipf(mix(*dice), KNOWN_OCTAVES);
    return known ? rank : ((uint64_t)1 << KNOWN_OCTAVES) + story * STORY_NAMES + i;
}

static uint32_t tongue_by_share(uint32_t percent)
{
    uint32_t i = 0;
    for (; i + 1 < TONGUES && percent >= tongues[i].share; i++)
        percent -= tongues[i].share;
    return i;
}

static struct story plain_story(uint64_t seed, uint64_t number)
{
    uint64_t dice = mix_two(mix_two(seed, SEED_STORY), number);
    struct story s = { .seed = dice };
    s.tongue = tongue_by_share(roll(&dice, 100));
    for (uint32_t i = 0; i < STORY_PEOPLE; i++)
        s.people[i] = name_number(&dice, number, i);
    for (uint32_t i = 0; i < 2; i++)
        s.places[i] = name_number(&dice, number, STORY_PEOPLE + i);
    s.thing = roll(&dice, THINGS);
    s.happening = roll(&dice, HAPPENINGS);
    s.body = roll(&dice, BODIES);
    s.killed = 2 + zipf(mix(dice), 9) + roll(&dice, 3);
    s.injured = 3 + zipf(mix(dice), 10);
    s.money = 1 + zipf(mix(dice + 1), 10);
    s.percent = 3 + roll(&dice, 90);
    uint32_t more = (uint32_t)__builtin_ctzll(mix(dice) | 1u << 6);
    s.reports = roll(&dice, 10) < 7 ? 1 : (2u << more) + roll(&dice, 2u << more);
    if (s.reports > MOST_REPORTS)
        s.reports = MOST_REPORTS;
    return s;
}

static struct story story_of(uint64_t seed, uint64_t number, uint64_t born)
{
    struct story s = plain_story(seed, number);
    uint32_t chance = below(mix(s.seed), 100);
    if (chance < 9 && number > 300) {
        struct story other = plain_story(seed, number - 1 - below(mix(s.seed + 1), chance < 4 ? 20 : 300));
        s.places[0] = other.places[0];
        if (chance < 4)
            s.body = other.body;
        else
            memcpy(s.people, other.people, 2 * sizeof *s.people);
    }
    s.weekday = (uint32_t)(born / ((uint64_t)DAY_SECONDS * SECOND) % 7);
    return s;
}

/* ---- reports ---- */

/* Ways in which a version may differ from the one before. */
enum { EDIT_TITLE, EDIT_FIGURES, EDIT_PARAGRAPH, EDIT_SAYING, EDIT_CORRECTION, EDIT_KINDS };

enum form { FORM_OWN, FORM_COPY, FORM_TRIMMED, FORM_REWRITE, FORM_STUB, FORM_ROUNDUP, FORM_MARKET };

struct report {
    const struct story *story;
    const struct tongue *tongue;
    uint64_t seed, wire;               /* wire: the agency's newest text */
    uint32_t outlet, words, stage, version;
    uint8_t edits[EDIT_KINDS];         /* how often it was changed so, up to this version */
    enum form form;
};

/* Quantiles of the log-normal law of median 350 and mean 430: .0025, then every 40th part, .9975. */
static const uint16_t lengths[] = { 58, 100, 122, 139, 154, 167, 180, 192, 204, 216, 227, 239, 250, 262, 273, 285, 297,
    310, 323, 336, 350, 364, 379, 395, 412, 429, 448, 468, 490, 514, 540, 568, 601, 638, 681, 732, 797, 881, 1006, 1231,
    2120 };

static uint32_t length_of(uint64_t hash)
{
    uint32_t last = sizeof lengths / sizeof *lengths - 1, place = below(hash, last << 10), at = place >> 10;
    return lengths[at] + (((uint32_t)(lengths[at + 1] - lengths[at]) * (place & 1023)) >> 10);
}

static enum form form_of(uint64_t *dice, const struct story *story, uint32_t which)
{
    uint32_t chance = roll(dice, 1000);
    if (chance < 45)
        return chance < 15 ? FORM_STUB : chance < 25 ? FORM_ROUNDUP : FORM_MARKET;
    if (which == 0 && story->reports > 1)
        return FORM_OWN;
    return chance < 240 ? FORM_COPY : chance < 410 ? FORM_TRIMMED : chance < 510 ? FORM_REWRITE : FORM_OWN;
}

/* Outlets write in the language of their number; `tongue`: what was asked for. */
static uint32_t outlet_of(uint64_t hash, uint32_t tongue)
{
    uint32_t outlet = zipf(hash, 12) % (OUTLETS / TONGUES);
    return outlet * TONGUES + tongue;
}

static void edit(struct report *r, uint32_t version)
{
    static const uint8_t chances[EDIT_KINDS] = { 40, 50, 50, 12, 8 };   /* percent */
    uint64_t hash = mix_two(r->seed + SEED_EDIT, version);
    uint32_t edits = 0;
    for (uint32_t i = 0; i < EDIT_KINDS; i++)
        if (below(mix(hash + i), 100) < chances[i] && (i < EDIT_SAYING || !r->edits[i]))
            edits += ++r->edits[i] != 0;
    if (!edits || (edits == 1 && r->edits[EDIT_SAYING]))   /* not every report quotes somebody */
        r->edits[EDIT_PARAGRAPH]++;
}

static struct report plan(const struct story *story, uint64_t seed, const struct due *due, uint32_t words)
{
    uint64_t dice = mix_two(mix_two(seed, SEED_REPORT), due->article);
    struct report r = { .story = story, .seed = dice, .form = form_of(&dice, story, due->report) };
    r.stage = due->report / 20;
    r.version = due->version;
    uint32_t tongue = story->tongue;
    if (story->reports > 16 && r.form != FORM_COPY && r.form != FORM_TRIMMED && roll(&dice, 10) < 3)
        tongue = tongue_by_share(roll(&dice, 100));
    r.tongue = &tongues[tongue];
    r.wire = mix_two(story->seed + SEED_WIRE, r.stage);
    r.outlet = outlet_of(mix(dice), tongue);
    bool agency = r.form == FORM_COPY || r.form == FORM_TRIMMED;
    r.words = words ? words : length_of(mix(agency ? r.wire : dice + 1));
    if (r.form == FORM_TRIMMED)
        r.words = r.words * (3 + below(mix(dice), 6)) / 10;
    if (r.form == FORM_STUB)
        r.words = 25 + roll(&dice, 20);
    for (uint32_t version = 1; version <= due->version; version++)
        edit(&r, version);
    return r;
}

/* ---- text, escaped for JSON as it is put ---- */

enum { TEXT_BYTES = 256 << 10 };

struct text { char *next; uint32_t words; };

static void put(struct text *t, const char *what)
{
    size_t length = strlen(what);
    memcpy(t->next, what, length);
    t->next += length;
}

static void put_word(struct text *t, const struct word *w)
{
    memcpy(t->next, w->text, sizeof w->text);
    t->next += w->len;
}

static void put_number(struct text *t, uint64_t number)
{
    char digits[20];
    unsigned at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    memcpy(t->next, digits + at, sizeof digits - at);
    t->next += sizeof digits - at;
}

static void put_two(struct text *t, uint64_t number)
{
    *t->next++ = (char)('0' + number / 10 % 10);
    *t->next++ = (char)('0' + number % 10);
}

/* What the slots of one sentence are filled with.  `content`: words and numbers; `form`: how it is said; `subject`:
 * of every hundred nouns, how many are of the story's own. */
struct draft { uint64_t content, form; uint32_t subject; };

static void put_noun(struct text *t, const struct report *r, const struct draft *d, uint64_t hash, bool plural)
{
    uint32_t rank = zipf(mix(hash), r->tongue->octaves);
    if (below(hash, 100) < d->subject) {
        uint64_t topic = mix_two(r->story->seed, zipf(mix(hash), 5) % TOPIC);
        rank = 150 + below(topic, topic & 7 ? 30000 : 200000);
    }
    struct word w = noun_of(r->tongue, rank);
    if (plural)
        append(&w, r->tongue->plural);
    char *from = t->next;
    put_word(t, &w);
    if (r->tongue == &tongues[1])                  /* German nouns */
        raise_first(from);
}

static void put_person(struct text *t, const struct report *r, uint64_t number, uint64_t hash, bool role)
{
    bool cyrillic = r->tongue->cyrillic;
    struct word family = name_of(number, cyrillic);
    if (role) {
        put(t, r->tongue->roles[below(mix(number), ROLES)]);
        *t->next++ = ' ';
    }
    if (role || below(hash, 3) == 0) {
        put(t, given_names[cyrillic][below(mix(number + 1), GIVEN_NAMES)]);
        *t->next++ = ' ';
    }
    put_word(t, &family);
}

/* Figures grow as the story goes on and with versions; one account in 30 has them otherwise. */
static uint64_t grown_figure(const struct report *r, uint32_t last, uint64_t form)
{
    uint32_t changed = r->edits[EDIT_FIGURES], step = r->stage + 2 * changed;
    uint64_t value = last / 2 + (uint64_t)last * (step > 10 ? 10 : step) / 20;
    return value + 1 + changed + (below(mix(form ^ r->seed), 30) == 0);
}

static void put_figure(struct text *t, char slot, const struct report *r, const struct draft *d, uint64_t hash)
{
    const struct story *s = r->story;
    bool own = d->subject < 20;
    switch (slot) {
    case 'k': put_number(t, own ? 2 + below(hash, 90) : grown_figure(r, s->killed, d->form)); return;
    case 'i': put_number(t, own ? 2 + below(hash, 300) : grown_figure(r, s->injured, d->form)); return;
    case 'e': put_number(t, own ? 1 + below(hash, 400) : 1 + (s->money + below(d->content, 7)) % 900); return;
    case 'c': put_number(t, own ? 1 + below(hash, 98) : s->percent); return;
    case 'y': put_number(t, 1970 + below(hash, 60)); return;
    default: put_number(t, 20 + below(hash, 1 + below(mix(hash), 9000)));
    }
}

static void put_slot(struct text *t, char slot, const struct report *r, const struct draft *d, uint64_t hash);

static void fill(struct text *t, const char *form, const struct report *r, const struct draft *d)
{
    char *from = t->next;
    uint32_t seen[32] = { 0 };
    t->words++;
    for (; *form; form++) {
        if (*form != '%' || !form[1]) {
            t->words += *form == ' ';
            *t->next++ = *form;
            continue;
        }
        char slot = *++form;
        uint32_t which = (unsigned char)slot & 31;
        put_slot(t, slot, r, d, mix_two(d->content, (uint64_t)(unsigned char)slot << 8 | seen[which]++));
    }
    raise_first(from);
}

static void put_place(struct text *t, const struct report *r, uint64_t number)
{
    struct word w = name_of(number, r->tongue->cyrillic);
    put_word(t, &w);
}

/* Beside the facts, every fifth name is of somebody else. */
static uint64_t person_for(const struct report *r, const struct draft *d, uint64_t hash, uint32_t first)
{
    if (d->subject < 20 && below(mix(hash), 5) == 0)
        return zipf(hash, 19);
    return r->story->people[(first + zipf(hash, 2)) % STORY_PEOPLE];
}

static void put_slot(struct text *t, char slot, const struct report *r, const struct draft *d, uint64_t hash)
{
    const struct tongue *tongue = r->tongue;
    const struct story *s = r->story;
    struct word w;
    switch (slot) {
    case 't': put(t, tongue->things[s->thing]); return;
    case 'h': put(t, tongue->happenings[s->happening]); return;
    case 'l': put_place(t, r, s->places[0]); return;
    case 'm': put_place(t, r, s->places[1]); return;
    case 'b': put(t, tongue->bodies[d->subject < 20 ? below(hash, BODIES) : s->body]); return;
    case 'P': put_person(t, r, person_for(r, d, hash, 0), d->form, true); return;
    case 'p': put_person(t, r, person_for(r, d, hash, 0), d->form, false); return;
    case 'o': put_person(t, r, person_for(r, d, hash, 2), d->form, true); return;
    case 'd': put(t, tongue->days[(s->weekday + r->stage + (d->subject < 20 ? hash & 3 : 0)) % 7]); return;
    case 'n': put_noun(t, r, d, hash, false); return;
    case 's': put_noun(t, r, d, hash, true); return;
    case 'a': w = other_word(tongue, SEED_ADJECTIVE, zipf(hash, 13), tongue->adjectives[hash & 3]); break;
    case 'v': w = other_word(tongue, SEED_VERB, zipf(hash, 12), tongue->verb); break;
    case 'k': case 'i': case 'e': case 'c': case 'u': case 'y': put_figure(t, slot, r, d, hash); return;
    default:
        *t->next++ = '%';
        *t->next++ = slot;
        return;
    }
    put_word(t, &w);
}

/* ---- sentences ---- */

static uint32_t count_of(const char *const *list)
{
    uint32_t count = 0;
    while (list[count])
        count++;
    return count;
}

static void put_saying(struct text *t, const struct report *r, uint64_t which, uint64_t form)
{
    static const char *const marks[][2] = { { "\\\"", "\\\"" }, { "„", "“" }, { "« ", " »" }, { "«", "»" }, { "«", "»" },
                                            { "«", "»" } };
    const struct tongue *tongue = r->tongue;
    uint32_t language = (uint32_t)(tongue - tongues);
    struct draft d = { which, form, 60 };
    put(t, marks[language][0]);
    fill(t, tongue->sayings[below(mix(which), count_of(tongue->sayings))], r, &d);
    put(t, ",");
    if (r->edits[EDIT_SAYING])                     /* a few more words of it */
        fill(t, " %n %n", r, &(struct draft){ which + 1, form, 60 });
    put(t, marks[language][1]);
    put(t, language < 4 ? " " : ", — ");
    put(t, tongue->cues[below(mix(form), CUES)]);
    put(t, " ");
    put_slot(t, below(form, 2) ? 'P' : 'p', r, &d, which);
    put(t, ".");
    t->words += 4;
}

/* The i-th sentence of an author: first what happened and to how many, then facts of the story, in words of his own;
 * quotes that all have letter for letter; and what nobody else has. */
static void put_sentence(struct text *t, const struct report *r, uint64_t author, uint32_t i)
{
    uint64_t own = mix_two(author, i), story = r->story->seed;
    uint32_t chance = below(own, 100);
    if (i < 2 || chance < 30) {
        uint32_t fact = i < 2 ? i : below(mix(own), FACT_KINDS);
        struct draft d = { mix_two(story + SEED_FACT, fact), own, 60 };
        fill(t, r->tongue->facts[fact][below(mix(own + 1), 3)], r, &d);
    } else if (chance < 42)
        put_saying(t, r, mix_two(story + SEED_SAYING, below(mix(own), 9)), own);
    else {
        struct draft d = { own, own, 12 };
        fill(t, r->tongue->prose[below(mix(own), count_of(r->tongue->prose))], r, &d);
    }
}

/* What an outlet prints under everything, and the credit of what is not its own. */
static void put_standing(struct text *t, const struct report *r)
{
    uint64_t outlet = mix_two(SEED_STANDING, r->outlet);
    struct draft d = { outlet, outlet, 0 };
    bool agency = r->form == FORM_COPY || r->form == FORM_TRIMMED;
    if (agency && below(r->seed, 2)) {
        put(t, "\\n\\n(");
        put(t, agencies[below(mix(r->wire), AGENCIES)]);
        put(t, ")");
    }
    if (r->edits[EDIT_CORRECTION]) {
        put(t, "\\n\\n");
        put(t, r->tongue->correction);
    }
    uint32_t lines = below(mix(outlet), 3), known = count_of(r->tongue->standing);
    for (uint32_t i = 0; i < lines && i < known; i++) {
        put(t, "\\n\\n");
        fill(t, r->tongue->standing[(below(outlet, known) + i) % known], r, &d);
    }
}

static void end_sentence(struct text *t, uint64_t hash)
{
    put(t, below(hash, 5) < 2 ? "\\n\\n" : " ");
}

/* Copies are the agency's text; trimmed ones drop a sentence here and there and the end; rewrites change every other
 * one. */
static void put_report(struct text *t, const struct report *r)
{
    bool agency = r->form == FORM_COPY || r->form == FORM_TRIMMED;
    uint32_t more = 2u * r->edits[EDIT_PARAGRAPH];
    for (uint32_t i = 0; t->words < r->words + 25 * more; i++) {
        uint64_t own = mix_two(r->seed, 1000 + i);
        if (r->form == FORM_TRIMMED && i > 1 && below(own, 14) == 0)
            continue;
        bool wire = agency || (r->form == FORM_REWRITE && below(own, 2));
        put_sentence(t, r, wire ? r->wire : r->seed, i);
        end_sentence(t, mix_two(wire ? r->wire : r->seed, 5000 + i));
        if (more && i == 4)
            for (uint32_t k = 0; k < more; k++) {
                put_sentence(t, r, r->seed + 77, 2 + k);
                end_sentence(t, k);
            }
    }
    t->next -= t->next[-1] == ' ' ? 1 : 4;         /* what the last sentence ended with */
    if (r->form == FORM_STUB) {
        put(t, "\\n\\n");
        put(t, r->tongue->paywall);
    }
}

static void put_market(struct text *t, const struct report *r)
{
    struct draft d = { 0, r->seed, 0 };
    uint32_t lines = count_of(r->tongue->market);
    for (uint32_t i = 0; t->words < 120; i++) {
        d.content = mix_two(r->seed + r->version, i);
        fill(t, r->tongue->market[i % lines], r, &d);
        put(t, i % 2 ? "\\n\\n" : " ");
    }
    put(t, ".");
}

static void put_roundup(struct text *t, const struct report *r, uint64_t seed, const struct due *due)
{
    for (uint32_t i = 0; t->words < r->words; i++) {
        uint64_t back = below(mix_two(r->seed + r->version, i), 60);
        struct story other = story_of(seed, due->story > back ? due->story - back : 0, due->born);
        struct report one = *r;
        one.story = &other;
        put_sentence(t, &one, other.seed + SEED_WIRE, 0);
        put(t, " ");
        put_sentence(t, &one, other.seed + SEED_WIRE, 1);
        put(t, "\\n\\n");
    }
    put(t, ".");
}

static void put_text(struct text *t, const struct report *r, uint64_t seed, const struct due *due)
{
    if (r->outlet / TONGUES % 3 == 0 && r->form != FORM_MARKET) {
        put_place(t, r, r->story->places[0]);
        if (r->form == FORM_COPY || r->form == FORM_TRIMMED) {
            put(t, " (");
            put(t, agencies[below(mix(r->wire), AGENCIES)]);
            put(t, ")");
        }
        put(t, " - ");
    }
    if (r->form == FORM_MARKET)
        put_market(t, r);
    else if (r->form == FORM_ROUNDUP)
        put_roundup(t, r, seed, due);
    else
        put_report(t, r);
    put_standing(t, r);
}

/* ---- records ---- */

static void put_outlet(struct text *t, uint32_t outlet, const struct tongue *tongue)
{
    struct word place = name_of(mix_two(SEED_OUTLET, outlet) >> 50, tongue->cyrillic);
    put_word(t, &place);
    put(t, " ");
    put(t, tongue->outlet_words[outlet / TONGUES % OUTLET_WORDS]);
}

static void put_title(struct text *t, const struct report *r)
{
    bool agency = (r->form == FORM_COPY || r->form == FORM_TRIMMED) && r->seed & 1;
    uint64_t form = mix(agency ? r->wire : r->seed) + r->edits[EDIT_TITLE];
    struct draft d = { mix_two(r->story->seed + SEED_FACT, below(mix(form), 3)), form, 80 };
    if (r->form == FORM_MARKET) {
        put(t, r->tongue->market_title);
        put_place(t, r, mix_two(SEED_OUTLET, r->outlet) >> 50);
    } else if (r->form == FORM_ROUNDUP)
        put(t, r->tongue->roundup_title);
    else
        fill(t, r->tongue->titles[form % count_of(r->tongue->titles)], r, &d);
}

/* The night has a third of the day's rate: where in a day of equal rate the 24 hours begin, in thousandths. */
static const uint16_t hours[25] = { 0, 17, 33, 49, 65, 81, 103, 143, 193, 245, 299, 353, 407, 461, 515, 568, 621, 673,
    725, 775, 825, 873, 915, 958, 1000 };

static uint64_t wall_seconds(uint64_t even)
{
    uint64_t seconds = even / SECOND, day = seconds / DAY_SECONDS, part = seconds % DAY_SECONDS;
    uint64_t share = part * 1000000 / DAY_SECONDS;      /* millionths of the day */
    uint32_t hour = 0;
    while (share >= hours[hour + 1] * 1000u)
        hour++;
    uint64_t wide = hours[hour + 1] * 1000u - hours[hour] * 1000u;
    return day * DAY_SECONDS + hour * 3600 + (share - hours[hour] * 1000u) * 3600 / wide;
}

/* Seconds since the morning of 2027-01-01 as ISO 8601, years of 365 days but for 2028. */
static void put_time(struct text *t, uint64_t seconds, bool hour)
{
    static const uint8_t months[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    uint64_t day = seconds / DAY_SECONDS;
    uint32_t year = 2027, month = 0;
    for (; day >= months[month] + (uint64_t)(month == 1 && year % 4 == 0); month = (month + 1) % 12, year += !month)
        day -= months[month] + (uint64_t)(month == 1 && year % 4 == 0);
    put_number(t, year);
    put(t, "-");
    put_two(t, month + 1);
    put(t, "-");
    put_two(t, day + 1);
    if (!hour)
        return;
    put(t, "T");
    put_two(t, seconds / 3600 % 24);
    put(t, ":");
    put_two(t, seconds / 60 % 60);
    put(t, ":");
    put_two(t, seconds % 60);
    put(t, "Z");
}

/* The month begins on Saturday, 2031-03-01. */
enum { FIRST_DAY = 365 * 4 + 1 + 31 + 28 };

static void put_member_time(struct text *t, const char *name, uint64_t even, int64_t days_back, bool hour)
{
    put(t, name);
    put_time(t, wall_seconds(even) + (uint64_t)(FIRST_DAY - days_back) * DAY_SECONDS, hour);
    put(t, "\"");
}

static void put_times(struct text *t, const struct report *r, const struct due *due)
{
    uint32_t chance = below(mix(r->seed + 9), 1000);
    int64_t back = chance < 10 ? 60 + below(r->seed, 900) : 0;
    put_member_time(t, ",\"seen\":\"", due->at, 0, true);
    if (due->version)
        put_member_time(t, ",\"modified\":\"", due->at > 10 * MINUTE ? due->at - 10 * MINUTE : 0, 0, true);
    if (chance < 20 && chance >= 10)
        return;
    put_member_time(t, ",\"published\":\"", due->written, back, chance >= 120);
}

static void put_authors(struct text *t, const struct report *r)
{
    if (r->form == FORM_COPY || below(mix(r->seed + 3), 3) == 0)
        return;
    put(t, ",\"authors\":[\"");
    put_person(t, r, mix_two(SEED_STAFF + r->outlet, below(r->seed, 12)) >> 44, 0x5555, false);
    put(t, "\"]");
}

static void put_url(struct text *t, const struct report *r, const struct due *due, bool tracked)
{
    put(t, "\",\"url\":\"https://outlet");
    put_number(t, r->outlet);
    put(t, ".example/");
    put(t, r->tongue->code);
    put(t, "/news/");
    put_number(t, due->article);
    if (tracked)
        put(t, "?utm_source=feed&utm_medium=rss");
    put(t, "\"");
}

/* `again`: fetched once more, and nothing had changed. */
static void put_record(struct text *t, const struct report *r, uint64_t seed, const struct due *due, bool again)
{
    bool alone = r->form == FORM_ROUNDUP || r->form == FORM_MARKET;
    put(t, "{\"id\":\"m");
    put_number(t, due->article);
    put_url(t, r, due, again && below(r->seed, 2));
    put(t, ",\"outlet\":\"");
    put_outlet(t, r->outlet, r->tongue);
    put(t, "\",\"title\":\"");
    put_title(t, r);
    put(t, "\"");
    put_authors(t, r);
    put_times(t, r, due);
    put(t, ",\"language\":\"");
    put(t, r->tongue->code);
    put(t, "\",\"text\":\"");
    t->words = 0;
    put_text(t, r, seed, due);
    put(t, alone ? "\",\"story\":\"a" : "\",\"story\":\"e");
    put_number(t, alone ? due->article : due->story);
    put(t, "\",\"version\":");
    put_number(t, due->version + 1);
    if (r->form == FORM_COPY || r->form == FORM_TRIMMED) {
        put(t, ",\"copy_of\":\"w");
        put_number(t, due->story);
        put(t, ".");
        put_number(t, r->stage);
        put(t, "\"");
    }
    put(t, "}\n");
}

/* Cut off, of the wrong kind, or without words. */
static void put_broken(struct text *t, uint64_t hash)
{
    static const char *const broken[] = { "{\"id\":\"broken\",\"title\":\"The line breaks of\n", "[1,2,3]\n",
        "{\"id\":17,\"url\":null,\"text\":\"\"}\n", "<html><body>502 Bad Gateway</body></html>\n" };
    put(t, broken[below(hash, 4)]);
}

/* ---- the month ---- */

enum { UNCHANGED = UINT32_MAX };       /* version of what is fetched again as it was */

struct month {
    uint64_t seed, dice, born, gap, stories, articles;
    struct dues dues;
};

/* The first report comes at once, half of the others within hours, the rest within days; 3 % arrive days later. */
static void let_happen(struct month *m)
{
    struct story s = story_of(m->seed, m->stories, m->born);
    uint64_t days = 24 + s.reports / 2;
    for (uint32_t i = 0; i < s.reports; i++) {
        uint32_t chance = roll(&m->dice, 10);
        uint64_t mean = chance < 5 ? 2 : chance < 8 ? 8 : days;
        uint64_t written = m->born + (i ? wait_of(&m->dice, mean * HOUR) : 0);
        uint64_t at = written + wait_of(&m->dice, 15 * MINUTE);
        if (roll(&m->dice, 100) < 3)
            at += (uint64_t)24 * HOUR * (1 + roll(&m->dice, 10));
        due_push(&m->dues, (struct due){ .at = at, .born = m->born, .written = written, .story = m->stories,
                                         .article = UINT64_MAX, .report = i });
    }
    m->stories++;
    m->born += wait_of(&m->dice, m->gap);
}

/* One article in five changes within a week, one in four of these twice; 6 % are fetched again as they are. */
static void plan_visits(struct month *m, const struct due *due)
{
    struct due next = *due;
    uint32_t chance = below(mix_two(m->seed + SEED_EDIT, due->article), 1000);
    if (chance >= 940) {
        next.version = UNCHANGED;
        next.at += wait_of(&m->dice, (uint64_t)24 * HOUR);
        due_push(&m->dues, next);
    }
    for (uint32_t version = 1; version <= (chance < 200) + (uint32_t)(chance < 50); version++) {
        next.version = version;
        next.at += wait_of(&m->dice, (uint64_t)(version == 1 ? 14 : 40) * HOUR);
        due_push(&m->dues, next);
    }
}

static struct due next_due(struct month *m)
{
    while (!m->dues.waiting || m->born <= m->dues.heap[0].at)
        let_happen(m);
    return due_pop(&m->dues);
}

static void put_due(struct text *t, struct month *m, struct due due, uint32_t words)
{
    bool again = due.version == UNCHANGED;
    if (again)
        due.version = 0;
    struct story s = story_of(m->seed, due.story, due.born);
    struct report r = plan(&s, m->seed, &due, words);
    put_record(t, &r, m->seed, &due, again);
    if (below(mix(r.seed + 4), 1000) == 0)
        put_broken(t, r.seed);
}

bool month_write(FILE *to, size_t articles, uint64_t seed, uint32_t words)
{
    static char room[TEXT_BYTES];
    struct month m = { .seed = mix(seed), .dice = mix_two(seed, 99) };
    m.gap = (uint64_t)30 * 24 * HOUR * 39 / 10 / (articles ? articles : 1);    /* 3.9 reports a story */
    setvbuf(to, NULL, _IOFBF, 1 << 20);
    while (m.articles < articles && !ferror(to)) {
        struct due due = next_due(&m);
        if (due.article == UINT64_MAX) {
            due.article = m.articles++;
            plan_visits(&m, &due);
        }
        struct text t = { room, 0 };
        put_due(&t, &m, due, words);
        fwrite(room, 1, (size_t)(t.next - room), to);
    }
    due_free(&m.dues);
    return fflush(to) == 0 && !ferror(to);
}
