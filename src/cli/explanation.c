#include "cli/explanation.h"

#include "tell/escape.h"
#include "text/json.h"
#include "text/utf8.h"

struct teller {
    const struct explained *set;
    struct buffer *out;
    struct json_writer *json;
};

/* Why two would not be one story: for people, and for programs. */
static const struct { const char *words, *label; } aparts[] = {
    [APART_NOT] = { "", NULL },
    [APART_UNLIKE] = { "too unlike", "unlike" },
    [APART_TWINS] = { "far less alike than what is in each: twin events", "twins" },
    [APART_UNBOUND] = { "headlines, names and numbers do not meet", "unbound" },
    [APART_FORM] = { "one form, filled in twice", "form" },
};

static const struct article *article_at(const struct teller *t, size_t which)
{
    return &t->set->reports[which]->article;
}

static struct span story_name(const struct teller *t, uint32_t story) { return t->set->stories[story].id; }

/* ---- for people ---- */

/* Words of a report, harmless for a terminal. */
static void put_shown(struct buffer *out, struct span s)
{
    char bytes[4];
    unsigned length;
    for (size_t at = 0; at < s.len; at += length)
        buffer_put(out, (struct span){ bytes, utf8_encode(escape_shown(utf8_decode(s, at, &length)), bytes) });
}

static void put_title(const struct teller *t, size_t which)
{
    const struct article *a = article_at(t, which);
    put_shown(t->out, a->id);
    if (a->title.len) {
        buffer_text(t->out, "  \xe2\x80\x9c");
        put_shown(t->out, a->title);
        buffer_text(t->out, "\xe2\x80\x9d");
    }
    buffer_byte(t->out, '\n');
}

static void put_figures(const struct teller *t, const struct grounds *g)
{
    const struct likeness *l = &g->likeness;
    if (g->bridge > 0) {
        buffer_printf(t->out, "      likeness over languages %.2f\n", g->bridge);
        return;
    }
    buffer_printf(t->out, "      likeness %.2f; of headlines found %.0f %%, of the names in them %.0f %%; bond %+.1f",
                  l->score, 100 * l->title, 100 * l->head, l->bond);
    if (l->nearness < 1)
        buffer_printf(t->out, "; for the time between them times %.2f", l->nearness);
    buffer_byte(t->out, '\n');
}

static void put_words(const struct teller *t, const struct grounds *g)
{
    buffer_text(t->out, "      ");
    for (uint32_t i = 0; i < g->count; i++) {
        buffer_text(t->out, i ? ", \xe2\x80\x9c" : "in both: \xe2\x80\x9c");
        put_shown(t->out, g->at[i].words);
        buffer_printf(t->out, "\xe2\x80\x9d %.0f %%", 100 * g->at[i].part);
    }
    buffer_text(t->out, g->count ? "\n" : "no words in both\n");
}

static void put_apart(const struct teller *t, const struct grounds *g, uint32_t own, const char *begin)
{
    if (g->apart != APART_NOT)
        buffer_printf(t->out, "      %s%s\n", begin, aparts[g->apart].words);
    else if (g->story != own)
        buffer_text(t->out, "      by themselves they could be one story; the others of their stories, or that one of them\n"
                            "      is a round-up, keep them apart\n");
}

static void put_report(const struct teller *t, const struct grounds *g, uint32_t own)
{
    bool same = g->story == own;
    buffer_text(t->out, "  ");
    put_title(t, g->report);
    put_figures(t, g);
    put_words(t, g);
    put_apart(t, g, own, same ? "the two alone would be apart: " : "apart: ");
}

static void put_reports(const struct teller *t, const struct explanation *e, uint32_t own, bool same,
                        const char *heading)
{
    bool any = false;
    for (uint32_t i = 0; i < e->report_count; i++) {
        if ((e->reports[i].story == own) != same)
            continue;
        if (!any)
            buffer_text(t->out, heading);
        any = true;
        put_report(t, &e->reports[i], own);
    }
}

static void put_story(const struct teller *t, const struct grounds *g, uint32_t own)
{
    const struct explained_story *story = &t->set->stories[g->story];
    buffer_text(t->out, "  ");
    buffer_put(t->out, story_name(t, g->story));
    uint32_t others = story->count - (g->story == own);
    buffer_printf(t->out, "  %u %sreport%s, the first ", others, g->story == own ? "other " : "",
                  others == 1 ? "" : "s");
    put_shown(t->out, story->first);
    buffer_byte(t->out, '\n');
    put_figures(t, g);
    put_apart(t, g, own, g->story == own ? "alone it would be apart from them: " : "apart: ");
}

/* What a person did outweighs all figures. */
static void put_hand(const struct teller *t)
{
    for (uint32_t i = 0; i < t->set->hand.count; i++) {
        buffer_text(t->out, i ? "         " : "by hand: ");
        put_shown(t->out, t->set->hand.at[i]);
        buffer_byte(t->out, '\n');
    }
}

static void put_text(const struct teller *t, size_t which, const struct explanation *e)
{
    uint32_t own = t->set->of[which];
    put_title(t, which);
    buffer_text(t->out, "story ");
    buffer_put(t->out, story_name(t, own));
    buffer_printf(t->out, ", %u report%s.  Likeness is 0 to 1, at least %.2f in a story; a bond below 0 is none.\n",
                  t->set->stories[own].count, t->set->stories[own].count == 1 ? "" : "s", t->set->least);
    put_hand(t);
    put_reports(t, e, own, true, "\nReports of its story that are most like it\n");
    put_reports(t, e, own, false, "\nReports of other stories that are most like it\n");
    if (e->story_count)
        buffer_text(t->out, "\nStories as wholes\n");
    for (uint32_t i = 0; i < e->story_count; i++)
        put_story(t, &e->stories[i], own);
}

/* ---- for programs ---- */

static void put_number(struct json_writer *w, const char *key, double number)
{
    json_key(w, key);
    json_put_double(w, (double)(long)(number * 10000 + (number < 0 ? -0.5 : 0.5)) / 10000);
}

static void put_likeness(const struct teller *t, const struct grounds *g)
{
    const struct likeness *l = &g->likeness;
    put_number(t->json, "likeness", g->bridge > 0 ? g->bridge : l->score);
    json_key(t->json, "languages");
    json_put_text(t->json, span_of(g->bridge > 0 ? "different" : "same"));
    put_number(t->json, "cosine", l->cosine);
    put_number(t->json, "nearness", l->nearness);
    put_number(t->json, "headline", l->title);
    put_number(t->json, "headline_names", l->head);
    put_number(t->json, "names", l->keys);
    put_number(t->json, "bond", l->bond);
    json_key(t->json, "apart");
    if (aparts[g->apart].label)
        json_put_text(t->json, span_of(aparts[g->apart].label));
    else
        json_put_null(t->json);
}

static void put_json_report(const struct teller *t, const struct grounds *g, uint32_t own)
{
    struct json_writer *w = t->json;
    json_open(w, '{');
    json_key(w, "id");
    json_put_text(w, article_at(t, g->report)->id);
    json_key(w, "story");
    json_put_text(w, story_name(t, g->story));
    json_key(w, "together");
    json_put_bool(w, g->story == own);
    put_likeness(t, g);
    json_key(w, "words");
    json_open(w, '[');
    for (uint32_t i = 0; i < g->count; i++) {
        json_open(w, '{');
        json_key(w, "text");
        json_put_text(w, g->at[i].words);
        put_number(w, "part", g->at[i].part);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
}

static void put_json_hand(const struct teller *t)
{
    json_key(t->json, "corrections");
    json_open(t->json, '[');
    for (uint32_t i = 0; i < t->set->hand.count; i++)
        json_put_text(t->json, t->set->hand.at[i]);
    json_close(t->json, ']');
}

static void put_json(const struct teller *t, size_t which, const struct explanation *e)
{
    struct json_writer *w = t->json;
    uint32_t own = t->set->of[which];
    json_open(w, '{');
    json_key(w, "id");
    json_put_text(w, article_at(t, which)->id);
    json_key(w, "story");
    json_put_text(w, story_name(t, own));
    put_number(w, "threshold", t->set->least);
    json_key(w, "reports");
    json_open(w, '[');
    for (uint32_t i = 0; i < e->report_count; i++)
        put_json_report(t, &e->reports[i], own);
    json_close(w, ']');
    json_key(w, "stories");
    json_open(w, '[');
    for (uint32_t i = 0; i < e->story_count; i++) {
        json_open(w, '{');
        json_key(w, "story");
        json_put_text(w, story_name(t, e->stories[i].story));
        json_key(w, "reports");
        json_put_int(w, t->set->stories[e->stories[i].story].count);
        put_likeness(t, &e->stories[i]);
        json_close(w, '}');
    }
    json_close(w, ']');
    if (t->set->hand.at)
        put_json_hand(t);
    json_close(w, '}');
    buffer_byte(t->out, '\n');
}

/* ---- what is asked ---- */

void explanation_put(struct buffer *out, const struct explained *set, size_t which, const struct explanation *e,
                     bool json)
{
    struct json_writer w = json_writer(out, 0);
    struct teller teller = { set, out, &w };
    if (json)
        put_json(&teller, which, e);
    else
        put_text(&teller, which, e);
}
