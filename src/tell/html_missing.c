/* What is still missing: what no report tells, what reports call open, unverified or unanswered, conflicts that none
 * settles, sources without a word of their own, and what one account alone leaves out. */
#include "tell/html_parts.h"

#include "base/map.h"
#include "base/pieces.h"
#include "tables/gap_phrase.h"
#include "tell/gap_kind.h"
#include "tell/json_parts.h"
#include "tell/missing.h"
#include "text/sentence.h"

enum { SENTENCES_MOST = 48,            /* that are gathered */
       EACH_SHOWN = 6,                 /* of one kind */
       SENTENCE_LONG = 600 };          /* bytes: a longer one is a list or a table */

struct gap { struct evidence at; uint8_t kinds; };
struct html_gaps {
    struct gap sentences[SENTENCES_MOST];
    uint32_t sentence_count;
    struct numbers lacking;            /* claims that all accounts but one hold */
    struct spans unquoted;             /* sources */
    struct numbers unsettled;          /* conflicts */
};

/* ---- what reports say themselves ---- */

/* ASCII letters made small, and room behind it. */
static struct span small_letters(struct arena *arena, struct span s)
{
    char *at = arena_take(arena, 1, 1, s.len + PIECE_SLACK);
    for (size_t i = 0; i < s.len; i++)
        at[i] = s.at[i] >= 'A' && s.at[i] <= 'Z' ? (char)(s.at[i] + 'a' - 'A') : s.at[i];
    return (struct span){ at, s.len };
}

static uint8_t gaps_in(struct arena scratch, struct span text)
{
    return (uint8_t)pieces_find(&gap_phrase_pieces, small_letters(&scratch, text));
}

/* A sentence once, however many print it. */
static void add_sentence(struct html_page *p, struct evidence e, uint8_t kinds)
{
    struct html_gaps *g = p->gaps;
    if (g->sentence_count == SENTENCES_MOST || mark_length(e.at) > SENTENCE_LONG)
        return;
    for (uint32_t i = 0; i < g->sentence_count; i++)
        if (span_equal(evidence_words(p->s, g->sentences[i].at), evidence_words(p->s, e)))
            return;
    g->sentences[g->sentence_count++] = (struct gap){ e, kinds };
}

static void read_block(struct html_page *p, uint32_t report, struct arena scratch, struct mark at)
{
    const struct article *a = &p->s->reports[report].report->article;
    if (!gaps_in(scratch, mark_span(a->text, at)))
        return;
    struct tokens tokens = token_split(&scratch, a->text, at);
    struct sentences sentences = { NULL, 0 };
    size_t room = 0;
    sentence_split(&scratch, &sentences, &room, a->text, &tokens, 0, tokens.count, 0, a->language);
    for (uint32_t i = 0; i < sentences.count; i++) {
        uint8_t kinds = gaps_in(scratch, mark_span(a->text, sentences.at[i].at));
        if (kinds)
            add_sentence(p, (struct evidence){ report, sentences.at[i].at }, kinds);
    }
}

static void read_sentences(struct html_page *p)
{
    for (uint32_t r = 0; r < p->s->report_count && p->gaps->sentence_count < SENTENCES_MOST; r++) {
        const struct blocks *blocks = &p->s->reports[r].report->article.blocks;
        for (uint32_t b = 0; b < blocks->count; b++)
            read_block(p, r, *p->scratch, blocks->at[b].at);
    }
}

/* ---- who is not heard ---- */

static bool is_same_name(struct span a, struct span b)
{
    return a.len && b.len && (span_find_nocase(a, b, 0) != SPAN_NONE || span_find_nocase(b, a, 0) != SPAN_NONE);
}

static bool is_quoted(const struct synopsis *s, struct span name)
{
    for (uint32_t i = 0; i < s->quote_count; i++) {
        const struct quote *q = &s->quotes[i];
        for (uint32_t v = 0; v < q->count; v++)
            if (!q->variants[v].paraphrase &&
                (is_same_name(q->speaker, name) || is_same_name(q->variants[v].speaker, name)))
                return true;
    }
    return false;
}

static void find_unquoted(struct html_page *p)
{
    enum { ENOUGH = 64 };
    const struct synopsis *s = p->s;
    struct intern names = intern_in(p->scratch, ENOUGH);
    struct span *list = arena_new(p->scratch, struct span, EACH_SHOWN);
    for (uint32_t i = 0; i < s->claim_count && names.count < ENOUGH && p->gaps->unquoted.count < EACH_SHOWN; i++) {
        struct span name = s->claims[i].said_by;
        uint32_t before = names.count;
        if (!name.len || s->claims[i].background)
            continue;
        intern_add(&names, name);
        if (names.count > before && !is_quoted(s, name))
            list[p->gaps->unquoted.count++] = name;
    }
    p->gaps->unquoted.at = list;
}

/* ---- what one account leaves out ---- */

/* The account that is silent, where all others hold it and all of its reports could have told; else UINT32_MAX. */
static uint32_t lacking_account(const struct synopsis *s, const struct claim *c)
{
    if (s->origin_count < 3 || c->origins + 1 != s->origin_count || c->background || c->unclear.count)
        return UINT32_MAX;
    for (uint32_t i = 0; i < c->absent.count; i++) {
        const struct origin *o = &s->origins[s->reports[c->absent.at[i]].origin];
        uint32_t silent = 0;
        for (uint32_t k = i; k < c->absent.count && c->absent.at[k] - o->first < o->count; k++)
            silent++;
        if (c->absent.at[i] == o->first && silent == o->count)
            return s->reports[o->first].origin;
    }
    return UINT32_MAX;
}

static struct numbers find(struct html_page *p, bool conflicts)
{
    const struct synopsis *s = p->s;
    struct numbers list = { arena_new(p->scratch, uint32_t, EACH_SHOWN), 0 };
    for (uint32_t i = 0; conflicts && i < s->difference_count && list.count < EACH_SHOWN; i++)
        if (s->differences[i].label == DIFFERENCE_CONFLICT)
            list.at[list.count++] = i;
    for (uint32_t i = 0; !conflicts && i < s->claim_count && list.count < EACH_SHOWN; i++)
        if (lacking_account(s, &s->claims[i]) != UINT32_MAX)
            list.at[list.count++] = i;
    return list;
}

static uint32_t untold(const struct synopsis *s)
{
    return s->report_count ? !mark_length(s->who.at) + !mark_length(s->what.at) + !mark_length(s->where.at) +
                                 !when_known(s->when)
                           : 0;
}

static uint32_t count_kind(const struct html_gaps *g, enum gap_kind kind)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < g->sentence_count; i++)
        count += g->sentences[i].kinds >> kind & 1;
    return count < EACH_SHOWN ? count : EACH_SHOWN;
}

void html_missing_count(struct html_page *p)
{
    struct html_gaps *g = p->gaps = arena_new(p->scratch, struct html_gaps, 1);
    read_sentences(p);
    find_unquoted(p);
    g->lacking = find(p, false);
    g->unsettled = find(p, true);
    p->missing = untold(p->s) + g->lacking.count + g->unsettled.count + g->unquoted.count;
    for (unsigned kind = 0; kind < GAP_KIND_COUNT; kind++)
        p->missing += count_kind(g, kind);
}

/* ---- as it is told ---- */

static void begin_kind(struct html_page *p, enum word title)
{
    html_print(p, "<div class=\"gap\"><h3>%w</h3><ul>\n", title);
}

static void put_untold(struct html_page *p)
{
    const struct synopsis *s = p->s;
    if (!untold(s))
        return;
    begin_kind(p, WORD_MISSING_TOLD);
    html_print(p, mark_length(s->who.at) ? "" : "<li>%w</li>", WORD_MISSING_WHO);
    html_print(p, mark_length(s->what.at) ? "" : "<li>%w</li>", WORD_MISSING_WHAT);
    html_print(p, when_known(s->when) ? "" : "<li>%w</li>", WORD_MISSING_WHEN);
    html_print(p, mark_length(s->where.at) ? "" : "<li>%w</li>", WORD_MISSING_WHERE);
    html_print(p, "</ul></div>\n");
}

static void put_sentences(struct html_page *p, enum gap_kind kind)
{
    static const enum word titles[] = { WORD_MISSING_OPEN, WORD_MISSING_UNVERIFIED, WORD_MISSING_DECLINED };
    const struct html_gaps *g = p->gaps;
    uint32_t shown = 0;
    if (!count_kind(g, kind))
        return;
    html_print(p, "<div class=\"gap\"><h3>%w</h3><ul class=\"ev\">\n", titles[kind]);
    for (uint32_t i = 0; i < g->sentence_count && shown < EACH_SHOWN; i++)
        if (g->sentences[i].kinds >> kind & 1) {
            html_evidence(p, g->sentences[i].at);
            shown++;
        }
    html_print(p, "</ul></div>\n");
}

static void put_unsettled(struct html_page *p)
{
    if (!p->gaps->unsettled.count)
        return;
    begin_kind(p, WORD_MISSING_SETTLED);
    for (uint32_t i = 0; i < p->gaps->unsettled.count; i++) {
        uint32_t number = p->gaps->unsettled.at[i];
        html_print(p, "<li>");
        html_sign(p, "conflict");
        html_print(p, " <a href=\"");
        html_item(p, HTML_DIFFERENCE_LINE, number + 1);
        html_print(p, "\"><bdi>%t</bdi></a></li>\n", p->s->differences[number].slot);
    }
    html_print(p, "</ul></div>\n");
}

static void put_unquoted(struct html_page *p)
{
    if (!p->gaps->unquoted.count)
        return;
    begin_kind(p, WORD_MISSING_QUOTED);
    for (uint32_t i = 0; i < p->gaps->unquoted.count; i++)
        html_print(p, "<li><bdi>%t</bdi></li>\n", p->gaps->unquoted.at[i]);
    html_print(p, "</ul></div>\n");
}

static void put_lacking(struct html_page *p)
{
    if (!p->gaps->lacking.count)
        return;
    html_print(p, "<div class=\"gap\"><h3>%w</h3><ul class=\"ev\">\n", WORD_MISSING_ONE);
    for (uint32_t i = 0; i < p->gaps->lacking.count; i++) {
        const struct claim *c = &p->s->claims[p->gaps->lacking.at[i]];
        uint32_t origin = lacking_account(p->s, c);
        html_print(p, "<li>");
        html_origin(p, origin);
        html_print(p, "<p><bdi>%t</bdi> %w: <a class=\"words\" href=\"", label_report(p->s, p->s->origins[origin].root),
                   WORD_MISSING_LACKS);
        html_item(p, HTML_CLAIM_LINE, c->id);
        html_print(p, "\"><q");
        html_language(p, c->wording.report);
        html_print(p, ">%t</q></a></p></li>\n", evidence_words(p->s, c->wording));
    }
    html_print(p, "</ul></div>\n");
}

void html_missing(struct html_page *p)
{
    html_begin_share(p, SITE_STORY_MISSING);
    if (!p->missing)
        return;
    html_begin_line(p, HTML_NO_LINE, 0);
    html_section(p, "missing", WORD_MISSING, "");
    html_print(p, "<p>%w</p></header>\n<div class=\"gaps\">\n", WORD_MISSING_NOTE);
    put_unsettled(p);
    for (unsigned kind = 0; kind < GAP_KIND_COUNT; kind++)
        put_sentences(p, kind);
    put_unquoted(p);
    put_lacking(p);
    put_untold(p);
    html_print(p, "</div></section>\n");
}

/* ---- as JSON ---- */

static void put_names(struct json_writer *w, const char *key, const struct spans *names)
{
    json_key(w, key);
    json_open(w, '[');
    for (uint32_t i = 0; i < names->count; i++)
        json_put_text(w, names->at[i]);
    json_close(w, ']');
}

static void put_untold_json(struct json_writer *w, const struct synopsis *s)
{
    struct span list[4];
    struct spans names = { list, 0 };
    if (!mark_length(s->who.at))
        list[names.count++] = SPAN("who");
    if (!mark_length(s->what.at))
        list[names.count++] = SPAN("what");
    if (!when_known(s->when))
        list[names.count++] = SPAN("when");
    if (!mark_length(s->where.at))
        list[names.count++] = SPAN("where");
    put_names(w, "untold", &names);
}

static void put_sentences_json(struct json_writer *w, const struct html_page *p)
{
    static const char *const keys[] = { [GAP_OPEN] = "open", [GAP_UNVERIFIED] = "unverified",
                                        [GAP_DECLINED] = "declined" };
    for (unsigned kind = 0; kind < GAP_KIND_COUNT; kind++) {
        uint32_t shown = 0;
        json_key(w, keys[kind]);
        json_open(w, '[');
        for (uint32_t i = 0; i < p->gaps->sentence_count && shown < EACH_SHOWN; i++)
            if (p->gaps->sentences[i].kinds >> kind & 1) {
                part_evidence(w, p->s, p->gaps->sentences[i].at);
                shown++;
            }
        json_close(w, ']');
    }
}

static void put_lacking_json(struct json_writer *w, const struct html_page *p)
{
    json_key(w, "lacking");
    json_open(w, '[');
    for (uint32_t i = 0; i < p->gaps->lacking.count; i++) {
        const struct claim *c = &p->s->claims[p->gaps->lacking.at[i]];
        json_open(w, '{');
        part_number(w, "claim", c->id);
        part_number(w, "account", lacking_account(p->s, c) + 1);
        json_close(w, '}');
    }
    json_close(w, ']');
}

void missing_json(struct buffer *out, struct arena scratch, const struct synopsis *s)
{
    struct html_page page = { .s = s, .scratch = &scratch };
    struct json_writer writer = json_writer(out, 0), *w = &writer;
    html_missing_count(&page);
    json_open(w, '{');
    part_member(w, "story", s->id);
    put_untold_json(w, s);
    part_references(w, "unsettled", page.gaps->unsettled);
    put_sentences_json(w, &page);
    put_names(w, "unquoted", &page.gaps->unquoted);
    put_lacking_json(w, &page);
    json_close(w, '}');
    buffer_byte(out, '\n');
}
