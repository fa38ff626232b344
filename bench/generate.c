/* bench/generate.c -- news reports that nobody wrote, for measuring speed
 *
 *     bench_generate text|html|page COUNT FOLDER [AN_EVENT]
 *     bench_generate jsonl COUNT FILE [PER_DAY]
 *     bench_generate month COUNT FILE [SEED [WORDS]]
 *
 * Writes COUNT reports of about 800 words, AN_EVENT (5) to an event, the same in every run: as plain text, as
 * small HTML files, or as pages of about 150 kB, in which the report stands among what a news site puts
 * around it: JSON-LD, inline style and scripts, menus, drawings, teasers, comments.  The reports of an
 * event share its place, people and figures, and now and then a sentence letter for letter; names are
 * put together from syllables, so that a large pile has as many of them as a real one.  What is
 * measured on them says how fast the program is, not how good.
 *
 * As jsonl (generate_stream.h) they are a stream: COUNT article records in one file ("-": standard
 * output), PER_DAY a day, whose member "story" tells the event.  As month (generate_month.h) they are what a
 * newsroom gets: COUNT articles in 30 days, of several languages and lengths, with changed ones and noise.
 */
#include "generate_month.h"
#include "generate_stream.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { REPORT_WORDS = 800, REPORTS_AN_EVENT = 5, PEOPLE = 4, NAME_MAX_BYTES = 48, TOPIC_WORDS = 40 };

static uint64_t state;

static uint32_t roll(uint32_t sides)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)((state >> 32) * sides >> 32);
}

#define PICK(list) (list)[roll(sizeof(list) / sizeof *(list))]

static const char *const starts[] = { "Bren", "Cal", "Dor", "El", "Fal", "Gar", "Hol", "Is", "Jor", "Kel", "Lun", "Mar",
    "Nor", "Ost", "Pel", "Quin", "Ros", "Sten", "Tor", "Ul", "Ver", "Wes", "Yar", "Zel", "Ab", "Bry", "Cor", "Dre" };
static const char *const middles[] = { "a", "e", "i", "o", "u", "ar", "en", "il", "on", "ur", "and", "est", "in", "or" };
static const char *const ends[] = { "dal", "berg", "ville", "ton", "sen", "mark", "ford", "stad", "ley", "wick", "rova",
    "nitz", "mere", "holm", "by", "cott", "dene", "field", "gate", "ham", "lund", "more", "ness", "port" };
static const char *const given[] = { "Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Irina",
    "Jonas", "Karin", "Leo", "Maria", "Nina", "Oscar", "Paula", "Robert", "Sofia", "Thomas", "Vera" };
static const char *const family_names[] = { "Albrook", "Castellane", "Dunmore", "Everhart", "Lindqvist", "Morawski" };
static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August",
    "September", "October", "November", "December" };
static const char *const roles[] = { "mayor", "fire chief", "police spokesman", "minister", "professor", "director",
    "union leader", "resident", "engineer", "opposition leader", "head of the rescue service", "lawyer" };
static const char *const bodies[] = { "city council", "regional government", "police", "transport ministry", "hospital",
    "railway operator", "water board", "prosecutor's office", "port authority", "weather service" };
static const char *const things[] = { "bridge", "tunnel", "warehouse", "school", "railway line", "harbour", "factory",
    "stadium", "dam", "market hall", "power station", "library", "theatre", "airport", "road", "bus depot" };
static const char *const happenings[] = { "collapsed", "caught fire", "was flooded", "was evacuated", "was closed",
    "was damaged", "lost power", "was hit by a landslide", "reopened", "was searched" };
static const char *const adjectives[] = { "old", "new", "crowded", "empty", "narrow", "central", "northern", "southern",
    "disputed", "expensive", "well-known", "half-finished", "historic", "busy", "remote", "wooden" };
static const char *const verbs[] = { "said", "announced", "told reporters", "added", "warned", "confirmed", "explained",
    "stressed", "admitted", "insisted" };
static const char *const days[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
static const char *const nouns[] = { "people", "residents", "workers", "passengers", "homes", "vehicles", "students",
    "families", "tourists", "firefighters" };
static const char *const fates[] = { "injured", "killed", "missing", "rescued", "evacuated", "without electricity",
    "cut off", "in shelters" };

static const char *const linking[] = { "near", "behind", "after", "without", "because of", "in spite of", "together with",
    "against", "from", "under", "beside", "before" };
static const char *const deeds[] = { "moved", "covered", "reached", "destroyed", "repaired", "carried", "stopped",
    "followed", "questioned", "opened", "bought", "sold", "measured", "blocked", "crossed", "filled", "lifted", "burned",
    "cleaned", "counted", "delayed", "divided", "emptied", "examined", "found", "guarded", "helped", "ignored", "joined",
    "left", "marked", "needed", "offered", "passed", "pulled", "raised", "refused", "replaced", "saved", "searched" };
static const char *const joints[] = { ", while", ", and", " because", ", although", " until", ", which meant that", "; later" };

/* Braces name what is put in; a digit after P chooses one of the event's people. */
static const char *const templates[] = {
    "The {adj} {thing} in {place} {happened} on {day}, the {body} {verb}.",
    "At least {n} {noun} were {fate}, according to the {body}.",
    "\"We have never seen anything like this at the {thing},\" {P0} {verb}.",
    "{P0}, the {role}, {verb} that about {n} {noun} had been {fate} by {day} evening.",
    "{P1} {verb} that the {thing} had been inspected {n} months earlier and that nothing had been found.",
    "The {body} put the damage at ${n} million, while {P2} spoke of {n} million euros.",
    "\"It was the noise that woke us,\" said {P3}, a {role} who lives {n} kilometres from the {thing}.",
    "An {n}-member team of the {body} was sent to {place} on {day} to find out why the {adj} {thing} {happened}.",
    "In {year}, a {adj} {thing} in {town} {happened} and {n} {noun} were {fate}.",
    "Trains between {place} and {town} were {n} minutes late, and the {adj} road to {town} stayed closed.",
    "{P2} denied that the {body} had known of the danger since {year}.",
    "Critics of {P1} have long called the {thing} a risk for the {noun} of {place}.",
    "The {body} did not answer questions about the {adj} {thing} on {day}.",
    "{P3} wrote in a letter that {n} percent of the {noun} wanted the {thing} to be rebuilt.",
    "Nobody could say how long the {noun} would be {fate}, {P0} {verb}, but the {body} promised help within {n} days.",
    "On {day} morning, {n} {noun} gathered in front of the {body} to ask for {adj} answers.",
    "The government of {town} offered {n} tents, {n} generators and a {adj} {thing} to those who were {fate}.",
    "According to {P2}, the cost of a new {thing} would be more than {n} million and it could not open before {year}.",
};

struct event {
    char people[PEOPLE][NAME_MAX_BYTES], place[NAME_MAX_BYTES];
    char topic[TOPIC_WORDS][NAME_MAX_BYTES];   /* nouns that its reports use again and again */
    const char *thing, *happened, *body, *day;
    uint32_t number;
    char shared[1200];              /* a paragraph that some of its reports have letter for letter */
};

static void make_name(char out[NAME_MAX_BYTES])
{
    snprintf(out, NAME_MAX_BYTES, "%s%s%s", PICK(starts), PICK(middles), PICK(ends));
}

static void put_slot(char *out, size_t room, const char *slot, const struct event *e)
{
    char name[NAME_MAX_BYTES];
    uint32_t kind = (uint32_t)slot[0];
    switch (kind) {
    case 'P': snprintf(out, room, "%s", e->people[slot[1] - '0']); return;
    case 'a': snprintf(out, room, "%s", PICK(adjectives)); return;
    case 'b': snprintf(out, room, "%s", roll(3) ? e->body : PICK(bodies)); return;
    case 'd': snprintf(out, room, "%s", roll(2) ? e->day : PICK(days)); return;
    case 'f': snprintf(out, room, "%s", PICK(fates)); return;
    case 'h': snprintf(out, room, "%s", roll(2) ? e->happened : PICK(happenings)); return;
    case 'p': snprintf(out, room, "%s", e->place); return;
    case 'r': snprintf(out, room, "%s", PICK(roles)); return;
    case 'v': snprintf(out, room, "%s", PICK(verbs)); return;
    case 'y': snprintf(out, room, "%u", 1950 + roll(75)); return;
    case 'n':
        if (slot[1] == 'o')
            snprintf(out, room, "%s", PICK(nouns));
        else
            snprintf(out, room, "%u", roll(3) ? 2 + roll(400) : e->number);
        return;
    default:
        if (slot[1] == 'h') {
            snprintf(out, room, "%s", roll(3) ? e->thing : PICK(things));
            return;
        }
        make_name(name);
        snprintf(out, room, "%s", name);
    }
}

static void put_noun(char *out, size_t room, const struct event *e)
{
    char word[NAME_MAX_BYTES];
    make_name(word);
    word[0] = (char)(word[0] + 32);
    snprintf(out, room, "the %s %s", PICK(adjectives), roll(3) ? e->topic[roll(TOPIC_WORDS)] : word);
}

/* Nouns that mean nothing, but seldom come twice in the same surroundings: what keeps the reports of
 * different events apart, as the subject does in real ones. */
static void put_plain_sentence(char *out, size_t room, const struct event *e)
{
    size_t used = 0;
    for (unsigned clauses = 1 + roll(3); clauses && used + 250 < room; clauses--) {
        put_noun(out + used, room - used, e);
        used += strlen(out + used);
        used += (size_t)snprintf(out + used, room - used, " %s ", PICK(deeds));
        put_noun(out + used, room - used, e);
        used += strlen(out + used);
        used += (size_t)snprintf(out + used, room - used, " %s ", PICK(linking));
        put_noun(out + used, room - used, e);
        used += strlen(out + used);
        used += (size_t)snprintf(out + used, room - used, "%s", clauses > 1 ? PICK(joints) : ".");
        if (clauses > 1)
            out[used++] = ' ';
    }
    out[used] = 0;
    out[0] = 'T';
}

static unsigned count_words(const char *text)
{
    unsigned words = *text != 0;
    for (; *text; text++)
        words += *text == ' ';
    return words;
}

/* Writes one sentence; returns how many words it has. */
static unsigned put_sentence(char *out, size_t room, const struct event *e)
{
    const char *from = PICK(templates);
    size_t used = 0;
    if (roll(10) < 7) {
        put_plain_sentence(out, room, e);
        return count_words(out);
    }
    for (; *from && used + NAME_MAX_BYTES + 1 < room; from++) {
        if (*from != '{') {
            out[used++] = *from;
            continue;
        }
        put_slot(out + used, room - used, from + 1, e);
        used += strlen(out + used);
        from = strchr(from, '}');
    }
    out[used] = 0;
    return count_words(out);
}

static void make_event(struct event *e)
{
    for (int i = 0; i < PEOPLE; i++) {
        char family[NAME_MAX_BYTES];
        make_name(family);
        snprintf(e->people[i], NAME_MAX_BYTES, "%s %.30s", PICK(given), family);
    }
    make_name(e->place);
    for (int i = 0; i < TOPIC_WORDS; i++) {
        make_name(e->topic[i]);
        e->topic[i][0] = (char)(e->topic[i][0] + 32);
    }
    e->thing = PICK(things);
    e->happened = PICK(happenings);
    e->body = PICK(bodies);
    e->day = PICK(days);
    e->number = 2 + roll(300);
    put_sentence(e->shared, 500, e);
    strcat(e->shared, " ");
    put_sentence(e->shared + strlen(e->shared), 500, e);
}

static void put_paragraph(FILE *to, const char *text, int html)
{
    fprintf(to, html ? "<p>%s</p>\n" : "%s\n\n", text);
}

static void put_body(FILE *to, const struct event *e, int html)
{
    unsigned words = 0;
    if (roll(5) < 2)
        put_paragraph(to, e->shared, html);
    while (words < REPORT_WORDS) {
        char text[2500] = "";
        for (unsigned i = 1 + roll(4); i; i--) {
            words += put_sentence(text + strlen(text), 500, e);
            strcat(text, i > 1 ? " " : "");
        }
        put_paragraph(to, text, html);
    }
}

static void put_links(FILE *to, const char *class_name, int count)
{
    fprintf(to, "<div class=\"%s\"><ul>\n", class_name);
    for (int i = 0; i < count; i++)
        fprintf(to, "<li><a href=\"/%s/%u.html\">%s %s %s</a></li>\n", class_name, roll(100000), PICK(adjectives),
                PICK(things), PICK(happenings));
    fputs("</ul></div>\n", to);
}

static void put_title(char *out, size_t room, const struct event *e)
{
    snprintf(out, room, "%s in %s %s: %u %s %s", e->thing, e->place, e->happened, e->number, PICK(nouns), PICK(fates));
    out[0] = (char)(out[0] - 32);
}

static struct day { unsigned month, day; } day_of(size_t number)
{
    return (struct day){ 1 + (unsigned)(number / 140 % 12), 1 + (unsigned)(number / REPORTS_AN_EVENT % 28) };
}

static void put_text(FILE *to, const struct event *e, size_t number)
{
    char title[400];
    put_title(title, sizeof title, e);
    struct day d = day_of(number);
    fprintf(to, "%s\n\nBy %s %s\n\n%s %u, 2023\n\n", title, PICK(given), PICK(family_names), months[d.month - 1],
            d.day);
    put_body(to, e, 0);
}

static void put_html(FILE *to, const struct event *e, size_t number)
{
    char title[400];
    put_title(title, sizeof title, e);
    struct day d = day_of(number);
    fprintf(to, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s - The %s Post</title>\n"
                "<meta property=\"article:published_time\" content=\"2023-%02u-%02uT08:00:00Z\">\n"
                "<script>var tracker = {\"id\": %u, \"on\": \"<p>not text</p>\"};</script>\n"
                "<style>.menu li { float: left }</style></head><body>\n", title, e->place, d.month, d.day,
            roll(100000));
    put_links(to, "menu", 30);
    fprintf(to, "<article><h1>%s</h1>\n<p class=\"byline\">By %s %s</p>\n", title, PICK(given),
            PICK(family_names));
    put_body(to, e, 1);
    fputs("</article>\n", to);
    put_links(to, "most-read", 20);
    put_links(to, "footer", 40);
    fputs("</body></html>\n", to);
}

/* ---- whole pages: what stands around a report on a news site, in about the shares that it has there ---- */

static void put_style(FILE *to, int rules)
{
    fputs("<style>\n", to);
    for (int i = 0; i < rules; i++)
        fprintf(to, ".c%u-%s__item--%u{display:flex;margin:0 %upx;color:#%06x}@media(min-width:%upx){.c%u>"
                    "li{float:left}}\n",
                roll(999), PICK(ends), roll(9), roll(40), roll(0xffffff), 320 + roll(900), roll(999));
    fputs("</style>\n", to);
}

/* The state that a page hands to its own scripts: strings full of markup, numbers, escapes. */
static void put_script(FILE *to, const struct event *e, int entries)
{
    fprintf(to, "<script id=\"state\">window.__STATE__={\"page\":%u,\"items\":[", roll(1000000));
    for (int i = 0; i < entries; i++)
        fprintf(to, "%s{\"id\":\"%08x%08x\",\"t\":\"%s \\u2013 %s\",\"h\":\"<p class=\\\"x\\\">%s %s<\\/p>\","
                    "\"n\":%u,\"on\":%s}",
                i ? "," : "", roll(UINT32_MAX), roll(UINT32_MAX), PICK(things), e->place, PICK(adjectives), PICK(nouns),
                roll(9999), roll(2) ? "true" : "null");
    fputs("]};for(var i=0;i<3&&!window.done;i++){if(a<b||c>d){load('//cdn.example/'+i+'.js')}}</script>\n", to);
}

static void put_head(FILE *to, const struct event *e, const char *title, size_t number)
{
    struct day d = day_of(number);
    fprintf(to, "<!DOCTYPE html>\n<html lang=\"en\" class=\"no-js\"><head><meta charset=\"utf-8\">\n"
                "<title>%s - The %s Post</title>\n"
                "<meta name=\"viewport\" content=\"width=device-width\"><meta property=\"og:title\" content=\"%s\">\n"
                "<meta property=\"og:site_name\" content=\"The %s Post\"><meta property=\"og:type\" "
                "content=\"article\">\n"
                "<link rel=\"canonical\" href=\"https://post.example/2023/%02u/%02u/%zu?utm_source=x\">\n",
            title, e->place, title, e->place, d.month, d.day, number);
    for (int i = 0; i < 30; i++)
        fprintf(to, "<link rel=\"preload\" as=\"script\" href=\"https://cdn.example/_next/%08x.js\" crossorigin>\n",
                roll(UINT32_MAX));
    fprintf(to, "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\","
                "\"@graph\":[{\"@type\":\"NewsArticle\","
                "\"headline\":\"%s\",\"datePublished\":\"2023-%02u-%02uT08:00:00+01:00\","
                "\"author\":[{\"@type\":\"Person\",\"name\":\"%s %s\"}],"
                "\"publisher\":{\"@type\":\"Organization\",\"name\":\"The %s Post\"},\"isAccessibleForFree\":true},"
                "{\"@type\":\"BreadcrumbList\",\"itemListElement\":[{\"@type\":\"ListItem\",\"position\":1,"
                "\"name\":\"News\"}]}]}</script>\n",
            title, d.month, d.day, PICK(given), PICK(family_names), e->place);
    put_style(to, 200);
    put_script(to, e, 300);
    fputs("</head>\n", to);
}

static void put_teasers(FILE *to, const char *class_name, int count)
{
    char word[NAME_MAX_BYTES];
    fprintf(to, "<aside class=\"%s\"><h3>More from us</h3>\n", class_name);
    for (int i = 0; i < count; i++) {
        make_name(word);
        fprintf(to, "<div class=\"card card--%u %s__item\" data-testid=\"card-%d\"><a class=\"card__link\" "
                    "href=\"/%u/%s\" data-track=\"%08x\">"
                    "<picture><source srcset=\"https://img.example/%08x.webp 1x, https://img.example/%08x.webp "
                    "2x\"><img loading=\"lazy\" alt=\"\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\"></picture>"
                    "<svg class=\"icon\" viewBox=\"0 0 24 24\"><path d=\"M%u %uL%u %uH%uV%uz\"/></svg>"
                    "<span class=\"card__kicker\">%s</span> <h4>%s %s %s</h4></a></div>\n",
                roll(5), class_name, i, roll(99999), word, roll(UINT32_MAX), roll(UINT32_MAX), roll(UINT32_MAX),
                roll(24), roll(24), roll(24), roll(24), roll(24), roll(24), word, PICK(adjectives), PICK(things),
                PICK(happenings));
    }
    fputs("</aside>\n", to);
}

static void put_comments(FILE *to, const struct event *e, int count)
{
    char text[500];
    fputs("<section id=\"comments\" class=\"comments-list\"><h2>Comments</h2>\n", to);
    for (int i = 0; i < count; i++) {
        put_sentence(text, sizeof text, e);
        fprintf(to, "<div class=\"comment\"><span class=\"comment__user\">%s%u</span> <time>%u hours ago</time>"
                    "<p>%s</p>"
                    "<button type=\"button\" aria-label=\"Like\">Like</button></div>\n", PICK(given), roll(99),
                1 + roll(20), text);
    }
    fputs("</section>\n", to);
}

static void put_page(FILE *to, const struct event *e, size_t number)
{
    char title[400];
    put_title(title, sizeof title, e);
    put_head(to, e, title, number);
    fputs("<body class=\"article-page\"><!-- header -->\n<header class=\"site-header\"><nav>\n", to);
    put_links(to, "menu", 120);
    fputs("</nav></header>\n<div class=\"cookie-banner\" role=\"dialog\"><p>We and our partners use cookies to "
          "show you what you like. You can change this at any time.</p></div>\n<main><article class=\"story\">\n", to);
    fprintf(to, "<h1 class=\"headline\">%s</h1>\n<div class=\"byline\">By <a rel=\"author\" href=\"/staff\">%s "
                "%s</a></div>\n"
                "<ul class=\"share-bar\"><li><a href=\"#\">Share</a></li><li><a href=\"#\">Send</a></li></ul>\n"
                "<figure><img src=\"/a.jpg\" alt=\"\"><figcaption>The %s on %s. Photo: %s</figcaption></figure>\n"
                "<div class=\"article-body\">\n", title, PICK(given), PICK(family_names), e->thing, e->day,
            PICK(given));
    put_body(to, e, 1);
    fputs("</div>\n<div class=\"newsletter\"><p>Sign up for our newsletter, every morning at six.</p></div>"
          "</article>\n", to);
    put_teasers(to, "related", 40);
    put_comments(to, e, 25);
    fputs("</main>\n", to);
    put_teasers(to, "most-read", 30);
    put_script(to, e, 200);
    put_links(to, "footer", 80);
    fputs("<footer><p>&copy; 2023. All rights reserved.</p></footer></body></html>\n", to);
}

struct form { const char *name, *ending; void (*put)(FILE *to, const struct event *e, size_t number); };
static const struct form forms[] = {
    { "text", "txt", put_text }, { "html", "html", put_html }, { "page", "html", put_page }
};

static const struct form *form_of(const char *name)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].name, name) == 0)
            return &forms[i];
    return NULL;
}

static int write_stream(const char *count, const char *path, const char *per_day)
{
    FILE *to = strcmp(path, "-") == 0 ? stdout : fopen(path, "w");
    size_t a_day = per_day ? strtoul(per_day, NULL, 10) : STREAM_PER_DAY;
    bool whole = to && stream_write(to, strtoul(count, NULL, 10), a_day);
    if (to && fclose(to) != 0)
        whole = false;
    if (!whole)
        perror(path);
    return whole ? 0 : 3;
}

static int write_month(const char *count, const char *path, const char *seed, const char *words)
{
    FILE *to = strcmp(path, "-") == 0 ? stdout : fopen(path, "w");
    bool whole = to && month_write(to, strtoul(count, NULL, 10), seed ? strtoull(seed, NULL, 10) : 1,
                                   words ? (uint32_t)strtoul(words, NULL, 10) : 0);
    if (to && fclose(to) != 0)
        whole = false;
    if (!whole)
        perror(path);
    return whole ? 0 : 3;
}

int main(int argc, char **argv)
{
    if (argc >= 4 && argc <= 6 && strcmp(argv[1], "month") == 0)
        return write_month(argv[2], argv[3], argc > 4 ? argv[4] : NULL, argc > 5 ? argv[5] : NULL);
    if (argc >= 4 && argc <= 5 && strcmp(argv[1], "jsonl") == 0)
        return write_stream(argv[2], argv[3], argv[4]);
    const struct form *form = argc == 4 || argc == 5 ? form_of(argv[1]) : NULL;
    size_t an_event = argc == 5 ? strtoul(argv[4], NULL, 10) : REPORTS_AN_EVENT;
    if (!form || !an_event) {
        fputs("usage: bench_generate text|html|page COUNT FOLDER [AN_EVENT]\n"
              "       bench_generate jsonl COUNT FILE [PER_DAY]\n"
              "       bench_generate month COUNT FILE [SEED [WORDS]]\n", stderr);
        return 2;
    }
    size_t count = strtoul(argv[2], NULL, 10);
    struct event event;
    state = 0x9e3779b97f4a7c15u;
    mkdir(argv[3], 0777);
    for (size_t i = 0; i < count; i++) {
        char path[4096];
        if (i % an_event == 0)
            make_event(&event);
        snprintf(path, sizeof path, "%s/%06zu.%s", argv[3], i, form->ending);
        FILE *to = fopen(path, "w");
        if (!to) {
            perror(path);
            return 3;
        }
        form->put(to, &event, i);
        if (fclose(to) != 0) {
            perror(path);
            return 3;
        }
    }
    return 0;
}
