/* The digest in GitHub's Markdown, for a mail, a wiki, a channel. */
#include "tell/digest.h"

#include "tell/digest_parts.h"
#include "tell/escape.h"
#include "tell/moment.h"
#include "tell/words.h"

enum { REPORTS_SHOWN = 12 };

/* ---- pieces ---- */

static void put_count(struct buffer *out, enum word word, uint32_t first) { word_count(out, word, first, 0, 0); }

/* An outlet, linked to the report where it has an address. */
static void put_outlet(struct buffer *out, struct span outlet, struct span url)
{
    bool link = escape_may_link(url);
    buffer_text(out, link ? "[" : "");
    escape_markdown(out, outlet);
    if (!link)
        return;
    buffer_text(out, "](");
    escape_url(out, url);
    buffer_byte(out, ')');
}

static void put_words(struct buffer *out, const struct digest_words *said)
{
    escape_markdown(out, said->words);
    buffer_text(out, said->cut ? " …" : "");
}

/* " `a17 120-180`": ids of reports are ours, but for those of files. */
static void put_place(struct buffer *out, const struct digest_words *said)
{
    buffer_text(out, " (");
    escape_markdown(out, said->report);
    buffer_printf(out, " %u-%u)", said->at.from, said->at.to);
}

static void put_source(struct buffer *out, const struct digest_words *said)
{
    buffer_text(out, " — ");
    put_outlet(out, said->outlet, said->url);
    put_place(out, said);
}

static void begin(struct buffer *out, struct span what)
{
    buffer_text(out, "- *");
    buffer_put(out, what);
    buffer_text(out, "* ");
}

/* ---- a story ---- */

static void put_facts(struct buffer *out, const struct digest_story *s)
{
    const struct digest_words *facts[] = { &s->where, &s->who };
    bool any = when_known(s->when);
    moment_text(out, s->when);
    for (int i = 0; i < 2; i++) {
        if (!facts[i]->words.len)
            continue;
        buffer_text(out, any ? " · " : "");
        put_words(out, facts[i]);
        put_place(out, facts[i]);
        any = true;
    }
    buffer_text(out, any ? "\\\n" : "");
}

static void put_accounts(struct buffer *out, const struct digest_story *s)
{
    struct buffer words = buffer_in(out->arena);
    buffer_text(out, "**");
    put_count(out, WORD_ACCOUNTS, s->origins);
    buffer_text(out, "** ");
    digest_put_reports(&words, s);
    escape_markdown(out, buffer_span(&words));
    if (s->one_source.len) {
        buffer_text(out, "\\\n**");
        escape_markdown(out, s->one_source);
        buffer_text(out, "**");
    }
    buffer_text(out, "\n\n");
}

static void put_agreed(struct buffer *out, const struct digest_story *s)
{
    for (uint32_t i = 0; i < s->agreed_count; i++) {
        struct buffer what = buffer_in(out->arena);
        digest_put_holders(&what, s, &s->agreed[i]);
        begin(out, buffer_span(&what));
        put_words(out, &s->agreed[i].said);
        put_place(out, &s->agreed[i].said);
        buffer_byte(out, '\n');
    }
}

static void put_quote(struct buffer *out, const struct digest_story *s)
{
    if (!s->quote.words.len)
        return;
    begin(out, span_of(word_text(WORD_QUOTED)));
    escape_markdown(out, s->speaker);
    buffer_text(out, ": “");
    put_words(out, &s->quote);
    buffer_text(out, "”");
    put_source(out, &s->quote);
    buffer_byte(out, '\n');
}

static void put_side(struct buffer *out, const struct digest_side *side)
{
    buffer_text(out, "“");
    put_words(out, &side->said);
    buffer_text(out, "”");
    put_source(out, &side->said);
    if (side->reports > 1) {
        buffer_byte(out, ' ');
        put_count(out, WORD_AND_MORE, side->reports - 1);
    }
}

static void put_differences(struct buffer *out, const struct digest_story *s)
{
    for (uint32_t i = 0; i < s->shown_count; i++) {
        const struct digest_difference *d = &s->shown[i];
        buffer_printf(out, "- **%s** ", word_difference(d->label));
        escape_markdown(out, d->slot);
        buffer_text(out, ": ");
        for (uint32_t k = 0; k < d->count; k++) {
            buffer_text(out, k ? "; " : "");
            put_side(out, &d->sides[k]);
        }
        if (d->more) {
            buffer_text(out, "; ");
            put_count(out, WORD_AND_MORE, d->more);
        }
        buffer_byte(out, '\n');
    }
    if (s->shown_count && s->differences > s->shown_count) {
        buffer_text(out, "- ");
        put_count(out, WORD_MORE_DIFFERENCES, s->differences - s->shown_count);
        buffer_byte(out, '\n');
    }
}

static void put_only(struct buffer *out, const struct digest_story *s)
{
    if (!s->only.words.len)
        return;
    begin(out, span_of(word_text(WORD_ONLY_HERE)));
    put_outlet(out, s->only.outlet, s->only.url);
    buffer_text(out, ": ");
    put_words(out, &s->only);
    put_place(out, &s->only);
    buffer_byte(out, '\n');
}

static void put_copies(struct buffer *out, const struct digest_story *s)
{
    for (uint32_t i = 0; i < s->copies_count; i++) {
        const struct digest_copies *c = &s->copies[i];
        begin(out, span_of(word_text(WORD_COPIES)));
        escape_markdown(out, c->source);
        for (uint32_t k = 0; k < c->count; k++) {
            buffer_text(out, k ? ", " : " → ");
            escape_markdown(out, c->names[k]);
        }
        if (c->more) {
            buffer_byte(out, ' ');
            put_count(out, WORD_AND_MORE, c->more);
        }
        buffer_byte(out, '\n');
    }
}

static void put_reports(struct buffer *out, const struct digest_story *s)
{
    uint32_t shown = s->reports <= REPORTS_SHOWN ? s->reports : REPORTS_SHOWN;
    buffer_byte(out, '\n');
    for (uint32_t i = 0; i < shown; i++) {
        buffer_text(out, i ? ", " : "");
        put_outlet(out, s->list[i].outlet, s->list[i].url);
    }
    if (shown < s->reports) {
        buffer_byte(out, ' ');
        put_count(out, WORD_AND_MORE, s->reports - shown);
    }
    buffer_text(out, " · `synoptic show ");
    for (size_t i = 0; i < s->id.len; i++)
        if (byte_is_alpha(s->id.at[i]) || byte_is_digit(s->id.at[i]) || s->id.at[i] == '-')
            buffer_byte(out, s->id.at[i]);
    buffer_text(out, "`\n");
}

static void put_story(struct buffer *out, const struct digest_story *s, uint32_t number)
{
    buffer_printf(out, "\n## %u. ", number);
    escape_markdown(out, s->headline.words);
    buffer_text(out, "\n\n");
    put_facts(out, s);
    put_accounts(out, s);
    put_agreed(out, s);
    put_quote(out, s);
    put_differences(out, s);
    put_only(out, s);
    put_copies(out, s);
    put_reports(out, s);
}

void tell_digest_markdown(struct buffer *out, const struct digest *d)
{
    struct buffer words = buffer_in(out->arena);
    buffer_printf(out, "# %s: ", word_text(WORD_DIGEST));
    digest_put_stories(&words, d);
    escape_markdown(out, buffer_span(&words));
    buffer_text(out, "\n\n");
    digest_put_range(out, d);
    buffer_byte(out, '\n');
    for (uint32_t i = 0; i < d->count; i++)
        put_story(out, &d->stories[i], i + 1);
    if (d->more) {
        buffer_byte(out, '\n');
        put_count(out, WORD_MORE_STORIES, d->more);
        buffer_byte(out, '\n');
    }
    buffer_printf(out, "\n%s\n", word_text(WORD_NO_VERDICT));
}
