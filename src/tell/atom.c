#include "tell/atom.h"

#include "base/calendar.h"
#include "base/hash.h"
#include "tell/escape.h"
#include "tell/words.h"

enum { LANGUAGE_MAX = 35 };

/* Version 8 of RFC 9562: bits of our own, here two hashes. */
struct atom_id atom_id_of(struct span what, struct span known_by)
{
    static const char digits[] = "0123456789abcdef", shape[] = "urn:uuid:xxxxxxxx-xxxx-8xxx-yxxx-xxxxxxxxxxxx";
    uint64_t seed = hash_span(what), high = hash_seeded(known_by, seed), low = hash_seeded(known_by, ~seed);
    struct atom_id id;
    memcpy(id.text, shape, sizeof id.text);
    for (unsigned i = sizeof "urn:uuid:" - 1, nibble = 0; i < ATOM_ID_LENGTH; i++) {
        if (shape[i] == '-')
            continue;
        unsigned bits = (unsigned)((nibble < 16 ? high : low) >> (nibble % 16 * 4)) & 15;
        nibble++;
        if (shape[i] != '8')
            id.text[i] = digits[shape[i] == 'y' ? (bits & 3) | 8 : bits];
    }
    return id;
}

static void put_time(struct buffer *out, const char *name, int64_t seconds)
{
    int64_t day = seconds >= 0 ? seconds / DAY_SECONDS : -((DAY_SECONDS - 1 - seconds) / DAY_SECONDS);
    int second = (int)(seconds - day * DAY_SECONDS);
    struct civil c = civil_of(day);
    buffer_printf(out, "<%s>%04d-%02d-%02dT%02d:%02d:%02dZ</%s>\n", name, c.year, c.month, c.day, second / 3600,
                  second / 60 % 60, second % 60, name);
}

/* ` xml:lang="pt-BR"`, where it is a code by its letters. */
static void put_language(struct buffer *out, struct span code)
{
    if (!code.len || code.len > LANGUAGE_MAX || !byte_is_alpha(code.at[0]))
        return;
    for (size_t i = 0; i < code.len; i++)
        if (!byte_is_alpha(code.at[i]) && !byte_is_digit(code.at[i]) && code.at[i] != '-')
            return;
    buffer_text(out, " xml:lang=\"");
    buffer_put(out, code);
    buffer_byte(out, '"');
}

/* Nothing where there is no text. */
static void put_text(struct buffer *out, const char *name, struct span text, struct span language)
{
    if (!text.len)
        return;
    buffer_printf(out, "<%s type=\"text\"", name);
    put_language(out, language);
    buffer_byte(out, '>');
    escape_html(out, text);
    buffer_printf(out, "</%s>\n", name);
}

static void put_person(struct buffer *out, const char *element, struct span name)
{
    buffer_printf(out, "<%s><name>", element);
    escape_html(out, name);
    buffer_printf(out, "</name></%s>\n", element);
}

static void put_link(struct buffer *out, const char *relation, struct span url)
{
    if (!escape_may_link(url))
        return;
    buffer_printf(out, "<link rel=\"%s\" href=\"", relation);
    escape_url(out, url);
    buffer_text(out, "\"/>\n");
}

static struct span or_word(struct span text, enum word word)
{
    return span_trim(text).len ? text : span_of(word_text(word));
}

void atom_begin(struct buffer *out, const struct atom_feed *feed)
{
    buffer_text(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n");
    buffer_printf(out, "<id>%s</id>\n", feed->id.text);
    put_text(out, "title", or_word(feed->title, WORD_NO_TITLE), (struct span){ 0 });
    put_text(out, "subtitle", feed->subtitle, (struct span){ 0 });
    put_time(out, "updated", feed->updated);
    put_link(out, "self", feed->self);
    put_link(out, "alternate", feed->page);
    put_person(out, "author", span_of(word_text(WORD_PROGRAM)));
    buffer_printf(out, "<generator>%s</generator>\n", word_text(WORD_PROGRAM));
}

void atom_entry(struct buffer *out, const struct atom_entry *entry)
{
    buffer_printf(out, "<entry>\n<id>%s</id>\n", entry->id.text);
    put_text(out, "title", or_word(entry->title, WORD_NO_TITLE), entry->language);
    put_link(out, "alternate", entry->url);
    put_person(out, "author", or_word(entry->outlet, WORD_UNNAMED_OUTLET));
    if (entry->byline.len)
        put_person(out, "contributor", entry->byline);
    if (entry->published)
        put_time(out, "published", entry->published);
    put_time(out, "updated", entry->updated);
    if (entry->story.len) {
        buffer_text(out, "<category term=\"");
        escape_html(out, entry->story);
        buffer_text(out, "\"/>\n");
    }
    /* An entry without a link must say something: RFC 4287, 4.1.2. */
    if (entry->summary.len || escape_may_link(entry->url))
        put_text(out, "summary", entry->summary, entry->language);
    else
        put_text(out, "content", or_word(entry->title, WORD_NO_TITLE), entry->language);
    buffer_text(out, "</entry>\n");
}

void atom_end(struct buffer *out) { buffer_text(out, "</feed>\n"); }
