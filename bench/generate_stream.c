#include "generate_stream.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "generate_chance.h"
#include "generate_due.h"

/* ---- words ---- */

struct word { char text[15]; uint8_t len; };   /* put by one move of 16 bytes */

enum {
    NOUN_OCTAVES = 15, VERB_OCTAVES = 9, ADJECTIVE_OCTAVES = 10, NOUNS = 1 << NOUN_OCTAVES, VERBS = 1 << VERB_OCTAVES,
    ADJECTIVES = 1 << ADJECTIVE_OCTAVES, KNOWN_OCTAVES = 14, KINDS = 200, KIND_WORDS = 100, OUTLETS = 400
};

enum seed { SEED_NOUN = 1, SEED_VERB, SEED_ADJECTIVE, SEED_RARE, SEED_NAME, SEED_KIND, SEED_EVENT,
    SEED_OUTLET, SEED_STREAM, SEED_FACT, SEED_QUOTE, SEED_WIRE, SEED_REPORT, SEED_STANDING };

static const char *const syllables[64] = { "ba", "ke", "lo", "mi", "tur", "van", "sel", "dor", "ran", "ti",
    "go", "hal", "pe", "ju", "nor", "wes", "lin", "ka", "ros", "mar", "den", "fo", "bri", "cal", "ul", "zi",
    "ster", "ham", "ov", "ya", "qu", "tho", "pla", "mu", "gre", "an", "el", "is", "or", "un", "che", "da",
    "fi", "sha", "no", "ve", "pri", "sto", "cla", "er", "ing", "ol", "su", "we", "ga", "hi", "jo", "la", "me",
    "ne", "po", "ru", "ta", "vi" };
static const char *const given_names[] = { "Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta",
    "Hugo", "Irina", "Jonas", "Karin", "Leo", "Maria", "Nina", "Oscar", "Paula", "Robert", "Sofia", "Thomas",
    "Vera", "Ahmed", "Bela", "Chen", "Dina", "Emil", "Fatima", "George", "Hana", "Ivan", "Julia", "Kofi",
    "Lucia", "Miguel", "Noor", "Olga", "Peter" };
static const char *const roles[] = { "mayor", "fire chief", "police spokesman", "minister", "professor",
    "director", "union leader", "resident", "engineer", "opposition leader", "analyst", "lawyer", "witness",
    "prosecutor", "doctor" };
static const char *const bodies[] = { "Council", "Ministry", "Police", "Hospital", "University", "Authority",
    "Court", "Union", "Bank", "Institute", "Group", "Party", "Committee", "Agency" };
static const char *const cues[] = { "said", "said", "said", "told reporters", "added", "warned", "announced",
    "confirmed", "explained", "wrote in a statement", "insisted" };
static const char *const days[] = { "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday",
    "Friday" };
static const char *const outlet_words[] = { "Post", "Times", "Herald", "Daily", "News", "Tribune", "Observer",
    "Gazette", "Telegraph", "Chronicle", "Wire", "Report" };

static struct word nouns[NOUNS], verbs[VERBS], adjectives[ADJECTIVES];

static struct word word_of(uint64_t seed, const char *ending)
{
    struct word w = { "", 0 };
    size_t ending_length = strlen(ending);
    uint64_t left = mix(seed);
    unsigned count = 2 + (left >> 61 > 4);
    for (; count && w.len + 4 + ending_length < sizeof w.text; count--, left >>= 6) {
        const char *syllable = syllables[left & 63];
        size_t length = strlen(syllable);
        memcpy(w.text + w.len, syllable, length);
        w.len = (uint8_t)(w.len + length);
    }
    memcpy(w.text + w.len, ending, ending_length);
    w.len = (uint8_t)(w.len + ending_length);
    return w;
}

/* Three times the syllables of a noun can be had, so names are seldom the same by accident. */
static struct word name_of(uint64_t number)
{
    struct word w = word_of(mix_two(SEED_NAME, number), number % 7 == 0 ? "son" : number % 5 == 0 ? "ova" : "");
    w.text[0] = (char)(w.text[0] - 32);
    return w;
}

static struct word figure_of(uint64_t hash)
{
    static const uint32_t most[] = { 12, 60, 400, 1000, 90000 };
    struct word w = { "", 0 };
    uint32_t value = 2 + below(mix(hash), most[below(hash, 5)]);
    w.len = (uint8_t)(value >= 1000 ? snprintf(w.text, sizeof w.text, "%u,%03u", value / 1000, value % 1000)
                                    : snprintf(w.text, sizeof w.text, "%u", value));
    return w;
}

static void make_vocabulary(void)
{
    static const char *const adjective_endings[] = { "al", "ic", "y", "ous", "ive", "" };
    for (uint32_t i = 0; i < NOUNS; i++)
        nouns[i] = word_of(mix_two(SEED_NOUN, i), i % 11 == 3 ? "ment" : i % 13 == 5 ? "er" : "");
    for (uint32_t i = 0; i < VERBS; i++)
        verbs[i] = word_of(mix_two(SEED_VERB, i), "ed");
    for (uint32_t i = 0; i < ADJECTIVES; i++)
        adjectives[i] = word_of(mix_two(SEED_ADJECTIVE, i), adjective_endings[i % 6]);
}

/* ---- events ---- */

enum {
    PEOPLE = 5, PLACES = 3, OWN_BODIES = 3, FIGURES = 8, TOPIC = 56, TOPIC_AT_ONCE = 32, FACTS = 30, QUOTES = 8,
    MOST_REPORTS = 60
};

struct person { const char *given, *role; struct word family; };
struct body { struct word name; const char *what; };

struct event {
    uint64_t seed, number;
    uint32_t kind, reports, told;            /* told: how many of them are out */
    struct person people[PEOPLE];
    struct word places[PLACES], figures[FIGURES], topic[TOPIC];
    struct body bodies[OWN_BODIES];
};

struct stream {
    uint64_t dice, clock, born, gap;         /* gap: mean milliseconds between the births of two events */
    uint64_t number, names;
    struct dues dues;                        /* whose `story` is the slot of the event */
    struct event *slots;
    uint32_t slot_count, slot_room, *unused, unused_count;
};

/* Half of all names are of those that everybody knows, the others are new. */
static struct word next_name(struct stream *s, uint64_t *dice)
{
    bool known = roll(dice, 2) != 0;
    *dice = mix(*dice);
    return name_of(known ? zipf(*dice, KNOWN_OCTAVES) : ((uint64_t)1 << KNOWN_OCTAVES) + s->names++);
}

static struct word kind_word(uint32_t kind, uint64_t hash)
{
    uint64_t which = mix_two(SEED_KIND, (uint64_t)kind * KIND_WORDS + zipf(hash, 7) % KIND_WORDS);
    return nouns[200 + below(which, 8000)];
}

static void make_event(struct stream *s, struct event *e)
{
    uint64_t dice = mix_two(SEED_EVENT, s->number);
    *e = (struct event){ .seed = dice, .number = s->number++, .kind = zipf(mix(dice), 9) % KINDS };
    for (int i = 0; i < PEOPLE; i++) {
        struct person *p = &e->people[i];
        p->given = given_names[roll(&dice, sizeof given_names / sizeof *given_names)];
        p->role = roles[roll(&dice, sizeof roles / sizeof *roles)];
        p->family = next_name(s, &dice);
    }
    for (int i = 0; i < PLACES; i++)
        e->places[i] = next_name(s, &dice);
    for (int i = 0; i < OWN_BODIES; i++)
        e->bodies[i] = (struct body){ roll(&dice, 2) ? next_name(s, &dice) : e->places[0],
                                      bodies[roll(&dice, sizeof bodies / sizeof *bodies)] };
    for (int i = 0; i < FIGURES; i++)
        e->figures[i] = figure_of(dice = mix(dice));
    for (int i = 0; i < TOPIC; i++)
        e->topic[i] = i % 8 == 7 ? word_of(mix_two(SEED_RARE, s->names++), "") : nouns[300 + roll(&dice, NOUNS - 300)];
    uint32_t more = (uint32_t)__builtin_ctzll(mix(dice) | 1u << 5);
    e->reports = roll(&dice, 10) < 7 ? 1 : (2u << more) + roll(&dice, 2u << more);
    if (e->reports > MOST_REPORTS)
        e->reports = MOST_REPORTS;
}

/* One event in 25 has a twin: another of its kind, at the same place on the same day.  One in 20 goes on from another,
 * with people and some of the words that it had. */
static void take_from(struct event *e, const struct event *other)
{
    uint32_t chance = e == other ? 100 : below(mix(e->seed), 100);
    if (chance < 4) {
        e->kind = other->kind;
        e->places[0] = other->places[0];
        e->bodies[0] = other->bodies[0];
    } else if (chance < 9) {
        memcpy(e->people, other->people, 2 * sizeof *e->people);
        e->places[0] = other->places[0];
        memcpy(e->topic, other->topic + TOPIC - 10, 10 * sizeof *e->topic);
    }
}

/* ---- what is still to come ---- */

static uint32_t free_slot(struct stream *s)
{
    if (s->unused_count)
        return s->unused[--s->unused_count];
    if (s->slot_count == s->slot_room) {
        s->slot_room = s->slot_room ? 2 * s->slot_room : 256;
        s->slots = due_grown(s->slots, s->slot_room, sizeof *s->slots);
        s->unused = due_grown(s->unused, s->slot_room, sizeof *s->unused);
    }
    return s->slot_count++;
}

/* The first report comes at once, half of the others within hours, the rest within days. */
static void let_happen(struct stream *s)
{
    enum { HOUR = 3600 * 1000 };
    uint32_t slot = free_slot(s);
    struct event *e = &s->slots[slot];
    make_event(s, e);
    take_from(e, &s->slots[roll(&s->dice, s->slot_count)]);
    for (uint32_t i = 0; i < e->reports; i++) {
        uint32_t chance = roll(&s->dice, 10);
        uint64_t mean = chance < 5 ? 2 * HOUR : chance < 8 ? 8 * HOUR : 36 * HOUR;
        due_push(&s->dues, (struct due){ .at = s->born + (i ? wait_of(&s->dice, mean) : 0), .story = slot });
    }
    s->born += wait_of(&s->dice, s->gap);
}

static struct event *next_event(struct stream *s, uint32_t *slot)
{
    while (!s->dues.waiting || s->born <= s->dues.heap[0].at)
        let_happen(s);
    struct due d = due_pop(&s->dues);
    s->clock = d.at;
    *slot = (uint32_t)d.story;
    return &s->slots[d.story];
}

/* ---- text, escaped for JSON as it is put ---- */

enum { TEXT_BYTES = 64 << 10 };          /* a report has 1,500 words at most */

struct text { char *next; uint32_t words; };

static void put(struct text *t, const char *what)
{
    size_t length = strlen(what);
    memcpy(t->next, what, length);
    t->next += length;
}

static void put_word(struct text *t, const struct word *w)
{
    memcpy(t->next, w, sizeof *w);
    t->next += w->len;
}

static void put_number(struct text *t, uint64_t number)
{
    t->next += sprintf(t->next, "%llu", (unsigned long long)number);
}

/* % and a letter name what is put in: n noun, s plural, a adjective, v verb, p person, r person with role, l place,
 * o body, f figure, d weekday, c cue. */
static const char *const sentences[] = {
    "The %n of the %n in %l was %v after %s had %v the %a %n, %r %c.",
    "At least %f %s were %v on %d, according to the %o.",
    "\\\"We have never seen such a %a %n,\\\" %p %c on %d.",
    "%r %c that about %f %s had been %v by %d evening.",
    "The %o put the %n at %f million, while %p spoke of %f and of a %a %n.",
    "It was the %n that %v the %s, who now want to know why the %n was not %v before.",
    "In %l, the %a %n and its %s have been %v for years without any %n.",
    "%p denied that the %o had known of the %n, and %v the %s of %l.",
    "Critics of %p have long called the %n a %a %n for the %s of %l.",
    "The %o did not answer questions about the %n on %d.",
    "%r wrote that %f percent of the %s wanted the %n to be %v.",
    "Nobody could say how long the %s would be %v, but the %o promised a %n within %f days.",
    "\\\"This %n is about the %n of our %s,\\\" said %p, \\\"and not about a %n or a %a %n.\\\"",
    "On %d morning, %f %s came to the %n of %l and asked for a %a %n.",
    "Under the %n, which was %v in %l last year, every %n has to be %v by the %o.",
    "According to %p, the %n would cost more than %f million and would not be %v before the %n.",
    "The %n comes after a %n in which %s and %s were %v, and which the %o has called %a.",
    "But for many of the %s, the %n is less a %n than a %n, as %p put it.",
    "There was no %n between the %n and the %a %s, %r %c.",
    "What had begun as a %n turned into a %n when the %s of the %o %v the %n.",
    "He said that he had %v the %n himself, and that no %n of the %n was %v.",
    "She had %v for %f years as a %n, and was known for her %n and her %a %s.",
    "The %n, the %n and the %a %n were %v one after the other.",
    "A %n for the %o %c that the %n would be %v as soon as the %s were %v.",
    "Earlier on %d, %p had %v the %o in %l and %v a %n with %s from the %n.",
    "The decision to have the %n %v is one of the most %a of its kind, and the %s will feel it.",
    "\\\"If the %n is %v, the %s will be next,\\\" %r %c.",
    "More than %f %s have %v a %n against the %a %n, which %p calls a %n.",
    "They also %v that the %n, though %a, had %v the %s of the region.",
    "With the %n still %v, the %o sent %f %s and a %a %n to %l.",
};
static const char *const titles[] = {
    "%n in %l: %f %s %v", "%p: %n of %n \\\"%a\\\"", "%o %v %n after %n", "%a %n %v %s in %l",
    "%l %n: what we know of the %n", "%s %v as %n %v in %l", "%p %v over %n",
};
static const char *const market_lines[] = {
    "The %a index of %s closed at %f points on %d, after %f the day before.",
    "Shares of %n and %n rose by %f percent, those of %a %s lost %f percent.",
    "The %n was traded at %f dollars, the %a %n at %f dollars.",
    "The turnover in %l was %f million, and %f papers changed hands.",
    "Among the winners were %s with %f and %s with %f points, while %a %s %v.",
    "Analysts of the %o expect between %f and %f points for the next day of trading.",
};
static const char *const standing_lines[] = {
    "Sign up for our newsletter and get the best of %l every morning, free of charge.",
    "All rights reserved. This may not be published, broadcast, rewritten or redistributed without the %n of %o.",
    "%o is an independent outlet and lives on the %n of its readers; support our %n with a small sum.",
    "Follow us for more %n, %n and %n from %l and the region.",
    "Read more: our %n on the %n, and what %p thinks about the %s.",
};

/* Which words a sentence has, which figures, and in which form it says them; `stage`: after how many reports of the
 * event; `angle`: which of its people and subjects come first; `title`: with the main ones only. */
struct draft { uint64_t content, figures, form; uint32_t stage, angle; bool fact, title; };

/* A fact names what the event is about; other sentences wander. */
static struct word noun_for(const struct event *e, const struct draft *d, uint64_t hash)
{
    uint32_t chance = below(hash, 100), topic = d->title ? 70 : d->fact ? 40 : 7, kind = topic + (d->fact ? 26 : 38);
    hash = mix(hash);
    if (chance < topic) {
        uint32_t from = d->stage * (TOPIC - TOPIC_AT_ONCE) / MOST_REPORTS;
        return e->topic[from + (zipf(hash, d->title ? 3 : 5) + d->angle) % TOPIC_AT_ONCE];
    }
    if (chance < kind)
        return kind_word(e->kind, hash);
    if (chance == 99)
        return word_of(mix_two(SEED_RARE, zipf(hash, 24)), "");
    return nouns[zipf(hash, NOUN_OCTAVES)];
}

static void put_person(struct text *t, const struct person *p, uint64_t hash, bool role)
{
    if (role) {
        put(t, p->role);
        *t->next++ = ' ';
    }
    if (role || below(hash, 3) == 0) {
        put(t, p->given);
        *t->next++ = ' ';
    }
    put_word(t, &p->family);
}

/* Beside the facts, every other name is of somebody or somewhere else. */
static void put_slot(struct text *t, char slot, const struct event *e, const struct draft *d, uint64_t hash)
{
    bool own = !d->fact && below(mix(hash ^ d->content), 2) == 0;
    struct person somebody;
    struct word w;
    switch (slot) {
    case 'p':
    case 'r':
        somebody = e->people[(zipf(hash, d->title ? 1 : 3) + d->angle) % PEOPLE];
        if (own)
            somebody.family = name_of(zipf(hash, 24));
        put_person(t, &somebody, d->form, slot == 'r');
        return;
    case 'o':
        put_word(t, &e->bodies[below(hash, OWN_BODIES)].name);
        *t->next++ = ' ';
        put(t, e->bodies[below(hash, OWN_BODIES)].what);
        return;
    case 'c': put(t, cues[below(mix(d->form), sizeof cues / sizeof *cues)]); return;
    case 'd': put(t, days[below(mix(e->seed) + (hash & 1), 7)]); return;
    case 'l': w = own ? name_of(zipf(hash, KNOWN_OCTAVES)) : e->places[zipf(hash, d->title ? 1 : 2) % PLACES]; break;
    case 'f': w = !d->fact ? figure_of(hash) : e->figures[below(hash, FIGURES)]; break;
    case 'a': w = adjectives[zipf(hash, ADJECTIVE_OCTAVES)]; break;
    case 'v': w = verbs[zipf(hash, VERB_OCTAVES)]; break;
    default:
        w = noun_for(e, d, hash);
        if (slot == 's' && w.len + 1u < sizeof w.text)
            w.text[w.len++] = 's';
    }
    put_word(t, &w);
}

static void fill(struct text *t, const char *form, const struct event *e, const struct draft *d)
{
    char *from = t->next;
    uint32_t seen[128] = { 0 };
    t->words++;
    for (; *form; form++) {
        if (*form != '%') {
            t->words += *form == ' ';
            *t->next++ = *form;
            continue;
        }
        uint32_t slot = (unsigned char)*++form & 127;
        put_slot(t, (char)slot, e, d, mix_two(slot == 'f' ? d->figures : d->content,
                                             (uint64_t)slot << 8 | seen[slot]++));
    }
    if (*from >= 'a' && *from <= 'z')
        *from = (char)(*from - 32);
}

static void put_sentence(struct text *t, const struct event *e, const struct draft *d)
{
    fill(t, sentences[below(mix(d->form ^ SEED_FACT), sizeof sentences / sizeof *sentences)], e, d);
}

/* The i-th sentence of an author: facts of the event in words of their own, out of the newest half of what is known at
 * that stage; quotes that all have letter for letter; and what nobody else has.  Some authors keep to the facts, some
 * take them as an occasion, and one in three cares for a part of the event only. */
static struct draft draft_of(const struct event *e, uint64_t author, uint32_t stage, uint32_t i)
{
    uint64_t own = mix_two(author, i);
    uint32_t chance = below(own, 100), facts = 3 + below(mix(author), 38);
    uint32_t angle = below(mix(author + 1), 3) == 0 ? below(mix(author + 2), TOPIC_AT_ONCE) : 0;
    if (chance < facts) {
        uint32_t known = FACTS / 2 + stage * (FACTS / 2) / MOST_REPORTS;
        uint32_t which = known - 1 - (below(mix(own), FACTS / (angle ? 6 : 2)) + angle) % (FACTS / 2);
        uint64_t fact = mix_two(e->seed + SEED_FACT, which);
        return (struct draft){ fact, fact, own, which * MOST_REPORTS / FACTS, 0, true, false };
    }
    if (chance < facts + facts / 5) {
        uint64_t quote = mix_two(e->seed + SEED_QUOTE, below(mix(own), QUOTES));
        return (struct draft){ quote, quote, quote, 0, 0, true, false };
    }
    return (struct draft){ own, own, own, stage, angle, false, false };
}

/* ---- reports ---- */

enum form { FORM_OWN, FORM_COPY, FORM_REWRITE, FORM_BRIEF, FORM_STUB, FORM_ROUNDUP, FORM_MARKET };

struct report {
    const struct event *event;
    uint64_t seed, wire;             /* wire: the author of the agency's newest text */
    uint32_t wire_stage, outlet, words;
    enum form form;
};

static enum form form_of(uint64_t *dice)
{
    uint32_t chance = roll(dice, 1000);
    return chance < 120 ? FORM_COPY : chance < 230 ? FORM_REWRITE : chance < 280 ? FORM_BRIEF : chance < 295 ? FORM_STUB
         : chance < 302 ? FORM_ROUNDUP : chance < 320 ? FORM_MARKET : FORM_OWN;
}

static struct report plan(const struct event *e, uint64_t number)
{
    uint64_t seed = mix_two(SEED_REPORT, number), dice = seed;
    struct report r = { .event = e, .seed = seed, .form = form_of(&dice) };
    r.wire_stage = e->told / 20 * 20;
    r.wire = mix_two(e->seed + SEED_WIRE, r.wire_stage);
    r.outlet = r.form == FORM_MARKET ? roll(&dice, OUTLETS) : zipf(mix(dice), 9) % OUTLETS;
    r.words = r.form == FORM_BRIEF ? 60 + roll(&dice, 60) : r.form == FORM_STUB ? 30 : r.form == FORM_MARKET ? 180
            : 320 + roll(&dice, 500) + roll(&dice, 500);
    return r;
}

/* The event of what is no report of one: made of the outlet or of the report alone. */
static struct event made_up(uint64_t seed)
{
    struct event e = { .seed = mix(seed), .kind = below(mix(seed), KINDS) };
    for (uint32_t i = 0; i < TOPIC; i++)
        e.topic[i] = nouns[below(mix_two(seed, i), NOUNS)];
    for (uint32_t i = 0; i < PEOPLE; i++)
        e.people[i] = (struct person){ given_names[i], roles[i], name_of(mix_two(seed, i) >> 40) };
    for (uint32_t i = 0; i < PLACES; i++)
        e.places[i] = name_of(mix_two(seed, 100 + i) >> 40);
    for (uint32_t i = 0; i < OWN_BODIES; i++)
        e.bodies[i] = (struct body){ e.places[0], bodies[i] };
    for (uint32_t i = 0; i < FIGURES; i++)
        e.figures[i] = figure_of(mix_two(seed, 200 + i));
    return e;
}

static void end_sentence(struct text *t, uint64_t hash)
{
    put(t, below(hash, 5) < 2 ? "\\n" : " ");
}

static void put_standing(struct text *t, const struct report *r)
{
    struct event e = made_up(mix_two(SEED_STANDING, r->outlet));
    for (uint32_t i = below(mix(e.seed), 4); i; i--) {
        uint64_t hash = mix_two(e.seed, i);
        struct draft d = { hash, hash, hash, 0, 0, true, false };
        put(t, "\\n");
        fill(t, standing_lines[below(hash, sizeof standing_lines / sizeof *standing_lines)], &e, &d);
    }
}

/* Copies drop a sentence here and there, rewrites change every other one. */
static void put_story(struct text *t, const struct report *r)
{
    for (uint32_t i = 0; t->words < r->words; i++) {
        uint64_t own = mix_two(r->seed, 1000 + i);
        if (r->form == FORM_COPY && below(own, 16) == 0)
            continue;
        bool agency = r->form == FORM_COPY || (r->form == FORM_REWRITE && below(own, 2));
        struct draft d = draft_of(r->event, agency ? r->wire : r->seed, agency ? r->wire_stage : r->event->told, i);
        put_sentence(t, r->event, &d);
        end_sentence(t, mix(own));
    }
}

/* The markets of one outlet: the same words day after day, with other figures. */
static void put_market(struct text *t, const struct report *r)
{
    enum { MARKET_LINES = sizeof market_lines / sizeof *market_lines };
    struct event e = made_up(mix_two(SEED_OUTLET, r->outlet));
    for (uint32_t i = 0; t->words < r->words; i++) {
        uint64_t line = mix_two(e.seed, i % MARKET_LINES);
        struct draft d = { line, mix_two(r->seed, i), e.seed, 0, 0, false, false };
        fill(t, market_lines[i % MARKET_LINES], &e, &d);
        end_sentence(t, mix_two(r->seed, i));
    }
}

static void put_roundup(struct text *t, const struct stream *s, const struct report *r)
{
    for (uint32_t i = 0; t->words < r->words; i++) {
        const struct event *e = &s->slots[below(mix_two(r->seed, i / 5), s->slot_count)];
        struct draft d = draft_of(e, r->seed, e->told, i);
        put_sentence(t, e, &d);
        put(t, i % 5 == 4 ? "\\n" : " ");
    }
}

static void put_text(struct text *t, const struct stream *s, const struct report *r)
{
    if (below(mix(r->outlet), 3) == 0) {
        put_word(t, &r->event->places[0]);
        put(t, " - ");
    }
    if (r->form == FORM_MARKET)
        put_market(t, r);
    else if (r->form == FORM_ROUNDUP)
        put_roundup(t, s, r);
    else
        put_story(t, r);
    if (r->form == FORM_STUB)
        put(t, "\\nTo go on reading, please log in or subscribe.");
    put_standing(t, r);
}

static void put_outlet(struct text *t, uint32_t outlet)
{
    struct word place = name_of(mix_two(SEED_OUTLET, outlet) >> 44);
    put_word(t, &place);
    *t->next++ = ' ';
    put(t, outlet_words[outlet % (sizeof outlet_words / sizeof *outlet_words)]);
}

static void put_title(struct text *t, const struct report *r)
{
    bool agency = r->form == FORM_COPY && r->seed & 1;
    uint64_t form = mix_two(agency ? r->wire : r->seed, SEED_OUTLET);
    uint64_t fact = mix_two(r->event->seed + SEED_FACT, below(mix(form), 3));
    struct draft d = { fact, fact, form, 0, 0, true, true };
    if (r->form == FORM_MARKET) {
        struct word place = name_of(mix_two(SEED_OUTLET, r->outlet) >> 44);
        put(t, "Markets at the end of the day in ");
        put_word(t, &place);
    } else if (r->form == FORM_ROUNDUP)
        put(t, "What happened today, in brief");
    else
        fill(t, titles[below(form, sizeof titles / sizeof *titles)], r->event, &d);
    if (r->outlet % 4 == 1) {
        put(t, " - ");
        put_outlet(t, r->outlet);
    }
}

/* Milliseconds since the morning of 2031-03-01, as ISO 8601. */
static void put_time(struct text *t, uint64_t milliseconds)
{
    static const uint8_t lengths[] = { 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28 };
    uint64_t seconds = milliseconds / 1000 + 6 * 3600, day = seconds / 86400, year = 2031, month = 0;
    for (; day >= lengths[month % 12]; month++)
        day -= lengths[month % 12];
    year += (month + 2) / 12;
    t->next += sprintf(t->next, "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)year, (unsigned)((month + 2) % 12 + 1),
                       (unsigned)day + 1, (unsigned)(seconds / 3600 % 24), (unsigned)(seconds / 60 % 60),
                       (unsigned)(seconds % 60));
}

static void put_record(struct text *t, const struct stream *s, const struct report *r, uint64_t number)
{
    bool alone = r->form == FORM_ROUNDUP || r->form == FORM_MARKET;
    put(t, "{\"id\":\"g");
    put_number(t, number);
    put(t, "\",\"url\":\"https://outlet");
    put_number(t, r->outlet);
    put(t, ".example/news/");
    put_number(t, number);
    put(t, "\",\"outlet\":\"");
    put_outlet(t, r->outlet);
    put(t, "\",\"title\":\"");
    put_title(t, r);
    put(t, "\",\"published\":\"");
    put_time(t, s->clock);
    put(t, "\",\"language\":\"en\",\"text\":\"");
    t->words = 0;
    put_text(t, s, r);
    put(t, alone ? "\",\"story\":\"a" : "\",\"story\":\"e");
    put_number(t, alone ? number : r->event->number);
    put(t, "\"}\n");
}

bool stream_write(FILE *to, size_t count, size_t per_day)
{
    static char room[TEXT_BYTES];
    struct stream s = { .dice = SEED_STREAM };
    /* An event has 3.2 reports on average. */
    s.gap = (uint64_t)86400 * 1000 * 32 / (10 * (per_day ? per_day : 1));
    setvbuf(to, NULL, _IOFBF, 1 << 20);
    make_vocabulary();
    for (size_t i = 0; i < count && !ferror(to); i++) {
        uint32_t slot;
        struct event *e = next_event(&s, &slot);
        struct report r = plan(e, i);
        struct text t = { room, 0 };
        put_record(&t, &s, &r, i);
        fwrite(room, 1, (size_t)(t.next - room), to);
        if (++e->told == e->reports)
            s.unused[s.unused_count++] = slot;
    }
    due_free(&s.dues);
    free(s.slots);
    free(s.unused);
    return fflush(to) == 0 && !ferror(to);
}
