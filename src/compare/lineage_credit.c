#include "compare/lineage_credit.h"

#include <string.h>

#include "base/hash.h"
#include "tables/agency.h"
#include "tables/credit_verb.h"
#include "tables/credit_word.h"
#include "tables/function_word.h"
#include "text/host.h"
#include "text/normal.h"

enum {
    NAME_BYTES = 64,          /* of an outlet's letters and digits */
    NAME_TOKENS = 6,
    NAME_LEAST = 3,           /* bytes */
    AGENCY_TOKENS = 3,
    NOTE_TOKENS = 14,         /* a last sentence of so many may be a credit line */
    HOST_SEED = 1
};

struct seeker {
    const struct comparison *c;
    struct arena *keep;
    struct arena scratch, lines;   /* lines: for what is read while names are looked up */
    struct map owner;              /* hash of a squeezed name, or of a host -> outlet + 1 */
    struct lineage_credits out;
    uint32_t outlets;
};

/* ---- names without blanks and signs: "The Harbour Times" and theharbourtimes.com meet ---- */

struct squeezed { char text[NAME_BYTES]; size_t len; };

static bool squeeze_in(struct squeezed *name, struct span folded)
{
    for (size_t i = 0; i < folded.len; i++) {
        char c = folded.at[i];
        if (!byte_is_alpha(c) && !byte_is_digit(c) && (unsigned char)c < 0x80)
            continue;
        if (name->len == NAME_BYTES)
            return false;
        name->text[name->len++] = c;
    }
    return true;
}

static uint64_t key_of(const struct squeezed *name)
{
    struct span s = { name->text, name->len };
    if (span_starts(s, SPAN("the")) && s.len > 6)
        s = span_from(s, 3);
    return hash_span(s);
}

static bool is_article_word(struct span folded)
{
    return folded.len <= 4 && table_find(&function_word_table, folded);
}

/* The name of an outlet without its article; empty for one without letters. */
static struct squeezed squeeze(struct arena scratch, struct span name)
{
    struct tokens tokens = token_split(&scratch, name, (struct mark){ 0, (uint32_t)name.len });
    struct squeezed out = { .len = 0 };
    for (uint32_t i = 0; i < tokens.count; i++)
        if (tokens.at[i].kind != TOKEN_PUNCTUATION && (i || tokens.count == 1 || !is_article_word(token_folded(&tokens, i))))
            squeeze_in(&out, token_folded(&tokens, i));
    return out;
}

static struct span address_of(const struct article *a) { return a->canonical_url.len ? a->canonical_url : a->url; }

static uint64_t host_key(struct arena scratch, struct span host) { return hash_seeded(text_fold(&scratch, host), HOST_SEED); }

/* "theharbourtimes" of theharbourtimes.com */
static struct squeezed site_of(struct arena scratch, struct span url)
{
    struct span host = text_fold(&scratch, host_of(url));
    struct squeezed out = { .len = 0 };
    squeeze_in(&out, span_cut(host, 0, span_find_byte(host, '.', 0)));
    return out;
}

/* ---- outlets ---- */

static void own(struct seeker *s, uint64_t key, uint32_t outlet)
{
    uint32_t *at = map_at(&s->owner, key, NULL);
    if (!*at)
        *at = outlet + 1;
}

static bool is_agency(const struct article *a) { return (a->flags & ARTICLE_AGENCY) != 0; }

static void number_outlets(struct seeker *s)
{
    for (uint32_t r = 0; r < s->c->count; r++) {
        const struct article *a = &s->c->reports[r]->article;
        struct span host = host_of(address_of(a)), own_agency = is_agency(a) ? a->agency : SPAN("");
        struct squeezed name = squeeze(s->scratch, a->outlet), agency = squeeze(s->scratch, own_agency);
        const uint32_t *known = name.len >= NAME_LEAST ? map_find(&s->owner, key_of(&name)) : NULL;
        if (!known && host.len)
            known = map_find(&s->owner, host_key(s->scratch, host));
        uint32_t outlet = known ? *known - 1 : s->outlets++;
        s->out.outlet[r] = outlet;
        if (name.len >= NAME_LEAST)
            own(s, key_of(&name), outlet);
        if (agency.len >= 2)
            own(s, key_of(&agency), outlet);
        if (host.len)
            own(s, host_key(s->scratch, host), outlet);
    }
    for (uint32_t r = 0; r < s->c->count; r++) {   /* a reprint may stand on the site of what it reprints: names go first */
        struct squeezed site = site_of(s->scratch, address_of(&s->c->reports[r]->article));
        if (site.len > NAME_LEAST)
            own(s, key_of(&site), s->out.outlet[r]);
    }
}

/* ---- credits ---- */

static void give(struct seeker *s, uint32_t by, uint64_t key, enum credit_kind kind, struct span name)
{
    const uint32_t *outlet = map_find(&s->owner, key);
    if (!outlet || *outlet - 1 == s->out.outlet[by])
        return;
    uint32_t *number = map_at(&s->out.pair, (uint64_t)by << 32 | (*outlet - 1), NULL);
    if (!*number) {
        ARENA_ROOM(s->keep, s->out.at, s->out.count, s->out.room);
        s->out.at[s->out.count++] = (struct lineage_credit){ name, CREDIT_NONE };
        *number = (uint32_t)s->out.count;
    }
    struct lineage_credit *credit = &s->out.at[*number - 1];
    if (kind >= CREDIT_GIVEN && credit->kind < CREDIT_GIVEN)
        s->out.credited[*outlet - 1]++;
    if (kind > credit->kind)
        *credit = (struct lineage_credit){ name, (uint8_t)kind };
}

struct token_about { bool source, person; };   /* stands in a source of reported speech; in a person's name */

/* A name of one longer word, never told with a given name, is one that was taken for a person's. */
enum { PERSON_LETTERS = 6 };

static void note_sources(const struct tokens *tokens, struct mark at, struct token_about *about)
{
    for (uint32_t i = token_at(tokens, at.from); i < tokens->count && tokens->at[i].at.from < at.to; i++)
        about[i].source = true;
}

static struct token_about *look_about(struct arena *arena, const struct annotations *notes)
{
    struct token_about *about = arena_new(arena, struct token_about, notes->tokens.count);
    for (uint32_t i = 0; i < notes->attributions.count; i++) {
        note_sources(&notes->tokens, notes->attributions.at[i].via, about);
        for (uint32_t m = 0; m < notes->attributions.at[i].source.count; m++)
            note_sources(&notes->tokens, notes->attributions.at[i].source.at[m], about);
    }
    for (uint32_t m = 0; m < notes->mentions.count; m++) {
        const struct mention *mention = &notes->mentions.at[m];
        bool is_named = span_find_byte(notes->entities.at[mention->entity].name, ' ', 0) != SPAN_NONE;
        bool is_person = mention->type == ENTITY_PERSON && (is_named || mark_length(mention->at) < PERSON_LETTERS);
        for (uint32_t i = token_at(&notes->tokens, mention->at.from);
             is_person && i < notes->tokens.count && notes->tokens.at[i].at.from < mention->at.to; i++)
            about[i].person = true;
    }
    return about;
}

/* A verb right behind the name, or behind a quotation mark: "the Herald reports". */
static bool has_verb_behind(const struct tokens *tokens, uint32_t to)
{
    uint32_t verb = to + (to < tokens->count && (tokens->at[to].shape & TOKEN_QUOTE));
    return verb < tokens->count && table_find(&credit_verb_table, token_folded(tokens, verb));
}

/* Whether the name at tokens [from, to) stands behind a word like "by", beside a verb, or in a source of reported speech.
 * `about` is NULL for a line that is a credit itself. */
static bool is_credit_place(const struct token_about *about, const struct tokens *tokens, uint32_t from, uint32_t to)
{
    for (uint32_t back = 1; back <= 3 && from >= back; back++)
        if (table_find(&credit_word_table, token_folded(tokens, from - back)))
            return true;
    if (has_verb_behind(tokens, to))
        return true;
    for (uint32_t i = from; about && i < to; i++)
        if (about[i].source)
            return true;
    return false;
}

/* A name of one word may be any word: it must be set off, or stand where a source is credited. */
static bool is_set_off(const struct tokens *tokens, uint32_t token)
{
    return token && ((tokens->at[token - 1].shape & TOKEN_QUOTE) || is_article_word(token_folded(tokens, token - 1)) ||
                     (tokens->at[token].shape & TOKEN_ALL_CAPITALS));
}

/* Looks up the names that begin at a token.  `about` is NULL for a credit line. */
static void give_at(struct seeker *s, uint32_t by, struct span text, const struct tokens *tokens, uint32_t from,
                    const struct token_about *about)
{
    struct squeezed name = { .len = 0 };
    for (uint32_t to = from; to < tokens->count && to < from + NAME_TOKENS; to++) {
        const struct token *t = &tokens->at[to];
        if (t->kind == TOKEN_PUNCTUATION ? to == from || token_folded(tokens, to).at[0] != '&'
                                         : !squeeze_in(&name, token_folded(tokens, to)))
            return;
        if (name.len < NAME_LEAST || !map_find(&s->owner, key_of(&name)))
            continue;
        struct mark at = { tokens->at[from].at.from, t->at.to };
        bool placed = !about || is_credit_place(about, tokens, from, to + 1);
        bool person = about && about[from].person;   /* an outlet may be called as a person is: "Fox said" */
        bool any_word = to == from && (person || (!placed && !is_set_off(tokens, from)));
        if (any_word)
            continue;
        give(s, by, key_of(&name), placed ? CREDIT_GIVEN : CREDIT_NAMED, mark_span(text, at));
    }
}

static bool begins_name(const struct token *t)
{
    return t->kind != TOKEN_PUNCTUATION && ((t->shape & (TOKEN_CAPITAL | TOKEN_ALL_CAPITALS)) || mark_length(t->at) == 3);
}

static void give_by_host(struct seeker *s, uint32_t by, struct span host)
{
    if (span_starts_nocase(host, SPAN("www.")))
        host = span_from(host, 4);
    give(s, by, host_key(s->scratch, host), CREDIT_LINKED, host);
}

/* Addresses and bare hosts: "https://www.herald.example/x", "herald.example". */
static void give_links(struct seeker *s, uint32_t by, struct span text)
{
    for (size_t at = 0; (at = span_find(text, SPAN("://"), at)) != SPAN_NONE; at += 3) {
        struct span host = span_from(text, at + 3);
        size_t len = 0;
        while (len < host.len && (byte_is_alpha(host.at[len]) || byte_is_digit(host.at[len]) || host.at[len] == '.' ||
                                  host.at[len] == '-' || (unsigned char)host.at[len] >= 0x80))
            len++;
        give_by_host(s, by, span_cut(host, 0, len));
    }
}

static void give_in_tokens(struct seeker *s, uint32_t by, struct span text, const struct tokens *tokens,
                           const struct token_about *about)
{
    for (uint32_t i = 0; i < tokens->count; i++) {
        struct span folded = token_folded(tokens, i);
        if (begins_name(&tokens->at[i]) && !is_article_word(folded))
            give_at(s, by, text, tokens, i, about);
        if (folded.len > 4 && span_find_byte(folded, '.', 1) != SPAN_NONE)
            give_by_host(s, by, folded);
    }
}

/* ---- agencies ---- */

/* "AP" is the agency, "ap" is not; "dpa" is. */
static bool is_written_so(struct span written, struct span canonical)
{
    return written.len > 4 || span_equal(written, canonical);
}

/* The agency whose name begins at a token, by its canonical name; empty for none.  *to is then behind it. */
static struct span agency_at(struct span text, const struct tokens *tokens, uint32_t from, uint32_t *to)
{
    char folded[NAME_BYTES];
    size_t len = 0;
    for (*to = from; *to < tokens->count && *to < from + AGENCY_TOKENS;) {
        struct span word = token_folded(tokens, *to);
        if (len + word.len + 1 > NAME_BYTES)
            break;
        if (len)
            folded[len++] = ' ';
        memcpy(folded + len, word.at, word.len);
        len += word.len;
        struct mark at = { tokens->at[from].at.from, tokens->at[(*to)++].at.to };
        const struct agency_row *row = table_find(&agency_table, (struct span){ folded, len });
        if (row && is_written_so(mark_span(text, at), row->name))
            return row->name;
    }
    return SPAN("");
}

static struct span agency_in(struct span text, const struct tokens *tokens, uint32_t first)
{
    struct span name = SPAN("");
    for (uint32_t i = first, to; i < tokens->count && !name.len; i++)
        name = agency_at(text, tokens, i, &to);
    return name;
}

/* "…, передает Интерфакс": the first agency that is given credit in the text. */
static void find_cited_agency(struct seeker *s, uint32_t by, const struct token_about *about)
{
    const struct report *report = s->c->reports[by];
    const struct tokens *tokens = &report->notes.tokens;
    for (uint32_t i = 0, to; i < tokens->count && !s->out.cited[by].len; i++) {
        struct span name = begins_name(&tokens->at[i]) ? agency_at(report->article.text, tokens, i, &to) : SPAN("");
        if (name.len && is_credit_place(about, tokens, i, to))
            s->out.cited[by] = name;
    }
}

static void read_line(struct seeker *s, uint32_t by, struct span line)
{
    struct arena lines = s->lines;
    struct tokens tokens = token_split(&lines, line, (struct mark){ 0, (uint32_t)line.len });
    give_in_tokens(s, by, line, &tokens, NULL);
    give_links(s, by, line);
    if (!s->out.agency[by].len)
        s->out.agency[by] = agency_in(line, &tokens, 0);
}

/* A short last sentence, or what stands in brackets there: "(with AFP)", "AFP contributed to this report." */
static void read_ending(struct seeker *s, uint32_t by)
{
    const struct report *report = s->c->reports[by];
    const struct sentences *sentences = &report->notes.sentences;
    const struct tokens *tokens = &report->notes.tokens;
    if (s->out.agency[by].len || !sentences->count)
        return;
    const struct sentence *last = &sentences->at[sentences->count - 1];
    uint32_t first = last->first_token, count = last->token_end - first;
    for (uint32_t i = count > NOTE_TOKENS ? last->token_end - 6 : first; i < last->token_end; i++)
        if (count > NOTE_TOKENS && tokens->at[i].kind == TOKEN_PUNCTUATION && token_folded(tokens, i).at[0] == '(') {
            first = i;
            count = 0;
        }
    if (count <= NOTE_TOKENS)
        s->out.agency[by] = agency_in(report->article.text, tokens, first);
}

static bool may_credit(uint8_t why)
{
    return why == CUT_SOURCE_LINK || why == CUT_READ_MORE || why == CUT_PRODUCTION || why == CUT_BYLINE || why == CUT_CREDIT ||
           why == CUT_COPYRIGHT || why == CUT_AUTHOR || why == CUT_DATELINE;
}

static void read_report(struct seeker *s, uint32_t by)
{
    const struct report *report = s->c->reports[by];
    const struct article *a = &report->article;
    s->out.agency[by] = a->agency;
    read_line(s, by, a->credit);
    for (uint32_t i = 0; i < a->authors.count; i++)
        read_line(s, by, a->authors.at[i]);
    for (uint32_t i = 0; i < a->cuts.count; i++)
        if (may_credit(a->cuts.at[i].why))
            read_line(s, by, a->cuts.at[i].words);
    struct arena lines = s->lines;
    const struct token_about *about = look_about(&lines, &report->notes);
    give_in_tokens(s, by, a->text, &report->notes.tokens, about);
    give_links(s, by, a->text);
    read_ending(s, by);
    s->out.cited[by] = s->out.agency[by];
    find_cited_agency(s, by, about);
}

struct lineage_credits lineage_credits_find(struct arena *keep, struct arena scratch, const struct comparison *c)
{
    struct arena maps = arena_half(&scratch), lines = arena_half(&scratch);
    struct seeker s = { .c = c, .keep = keep, .scratch = scratch, .lines = lines };
    s.owner = map_in(&maps, (size_t)c->count * 4);
    s.out.outlet = arena_new(keep, uint32_t, c->count);
    s.out.agency = arena_new(keep, struct span, c->count);
    s.out.cited = arena_new(keep, struct span, c->count);
    s.out.credited = arena_new(keep, uint32_t, c->count);
    s.out.pair = map_in(keep, c->count);
    number_outlets(&s);
    for (uint32_t r = 0; r < c->count; r++)
        read_report(&s, r);
    return s.out;
}

const struct lineage_credit *lineage_credit_of(const struct lineage_credits *credits, uint32_t by, uint32_t to)
{
    if (credits->outlet[by] == credits->outlet[to])
        return NULL;
    const uint32_t *number = map_find(&credits->pair, (uint64_t)by << 32 | credits->outlet[to]);
    return number ? &credits->at[*number - 1] : NULL;
}
