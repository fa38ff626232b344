/* A story a line; docs/formats.md says what each member is. */
#include "tell/digest.h"

#include "tell/json_parts.h"

static void put_words(struct json_writer *w, const struct digest_words *said)
{
    if (!said->words.len) {
        json_put_null(w);
        return;
    }
    json_open(w, '{');
    part_member(w, "report", said->report);
    part_member(w, "outlet", said->outlet);
    part_place(w, said->at);
    part_member(w, "text", said->words);
    json_close(w, '}');
}

static void put_words_as(struct json_writer *w, const char *name, const struct digest_words *said)
{
    json_key(w, name);
    put_words(w, said);
}

static void put_list(struct json_writer *w, const char *name, const struct span *list, uint32_t count)
{
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < count; i++)
        json_put_text(w, list[i]);
    json_close(w, ']');
}

static void put_agreed(struct json_writer *w, const struct digest_story *s)
{
    json_key(w, "agreed");
    json_open(w, '[');
    for (uint32_t i = 0; i < s->agreed_count; i++) {
        json_open(w, '{');
        part_number(w, "origins", s->agreed[i].origins);
        put_words_as(w, "said", &s->agreed[i].said);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_quote(struct json_writer *w, const struct digest_story *s)
{
    json_key(w, "quote");
    if (!s->quote.words.len) {
        json_put_null(w);
        return;
    }
    json_open(w, '{');
    part_member(w, "speaker", s->speaker);
    put_words_as(w, "said", &s->quote);
    json_close(w, '}');
}

static void put_difference(struct json_writer *w, const struct digest_difference *d)
{
    json_open(w, '{');
    part_member(w, "label", span_of(difference_label_text(d->label)));
    part_member(w, "kind", span_of(difference_kind_text(d->kind)));
    part_member(w, "slot", d->slot);
    json_key(w, "sides");
    json_open(w, '[');
    for (uint32_t i = 0; i < d->count; i++) {
        json_open(w, '{');
        part_number(w, "reports", d->sides[i].reports);
        put_words_as(w, "said", &d->sides[i].said);
        json_close(w, '}');
    }
    json_close(w, ']');
    part_number(w, "more", d->more);
    json_close(w, '}');
}

static void put_differences(struct json_writer *w, const struct digest_story *s)
{
    json_key(w, "differences");
    json_open(w, '[');
    for (uint32_t i = 0; i < s->shown_count; i++)
        put_difference(w, &s->shown[i]);
    json_close(w, ']');
}

static void put_copies(struct json_writer *w, const struct digest_story *s)
{
    json_key(w, "copies");
    json_open(w, '[');
    for (uint32_t i = 0; i < s->copies_count; i++) {
        json_open(w, '{');
        part_member(w, "source", s->copies[i].source);
        put_list(w, "copies", s->copies[i].names, s->copies[i].count);
        part_number(w, "more", s->copies[i].more);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_reports(struct json_writer *w, const struct digest_story *s)
{
    json_key(w, "list");
    json_open(w, '[');
    for (uint32_t i = 0; i < s->reports; i++) {
        const struct digest_report *r = &s->list[i];
        json_open(w, '{');
        part_member(w, "id", r->id);
        part_member(w, "outlet", r->outlet);
        part_member(w, "title", r->title);
        part_member(w, "url", r->url);
        part_member(w, "language", r->language);
        part_when(w, "published", r->published);
        part_flag(w, "own", r->own);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_story(struct json_writer *w, const struct digest *d, const struct digest_story *s)
{
    json_open(w, '{');
    part_member(w, "format", SPAN("synoptic-digest/1"));
    part_when(w, "since", (struct when){ d->since, d->since + 1, WHEN_SECOND, true, 0 });
    part_when(w, "until", (struct when){ d->until, d->until + 1, WHEN_SECOND, true, 0 });
    part_member(w, "story", s->id);
    part_member(w, "headline", s->headline.words);
    part_when(w, "when", s->when);
    put_words_as(w, "where", &s->where);
    put_words_as(w, "who", &s->who);
    part_when(w, "from", s->from);
    part_when(w, "to", s->to);
    part_number(w, "origins", s->origins);
    part_number(w, "reports", s->reports);
    part_number(w, "outlets", s->outlets);
    put_list(w, "languages", s->languages.at, s->languages.count);
    part_number(w, "conflictCount", s->conflicts);
    part_number(w, "differenceCount", s->differences);
    part_member(w, "oneSource", s->one_source);
    put_agreed(w, s);
    put_quote(w, s);
    put_differences(w, s);
    put_words_as(w, "only", &s->only);
    put_copies(w, s);
    put_reports(w, s);
    json_close(w, '}');
}

void tell_digest_json(struct buffer *out, const struct digest *d)
{
    for (uint32_t i = 0; i < d->count; i++) {
        struct json_writer w = json_writer(out, 0);
        put_story(&w, d, &d->stories[i]);
        buffer_byte(out, '\n');
    }
}
