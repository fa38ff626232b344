#include "read/feed_record.h"

#include "text/json.h"

/* ---- values ---- */

/* "jane@lantern.example (Jane Roe)" as RSS wants it; an address alone names nobody. */
static struct span author_name(struct span words)
{
    size_t open = span_find_byte(words, '(', 0), close = span_find_byte(words, ')', 0);
    bool mail = span_find_byte(words, '@', 0) != SPAN_NONE;
    if (mail && open != SPAN_NONE && close != SPAN_NONE && close > open)
        return span_trim(span_cut(words, open + 1, close));
    if (mail && span_find_byte(words, ' ', 0) == SPAN_NONE)
        return SPAN("");
    size_t angle = span_find_byte(words, '<', 0);
    return mail && angle != SPAN_NONE ? span_trim(span_cut(words, 0, angle)) : words;
}

/* Several authors of one kind are all taken; a better kind takes the place of a worse one. */
static void add_author(struct feed_values *values, const struct feed_element_row *row, struct span words)
{
    struct feed_value *first = &values->value[FEED_AUTHOR];
    struct span name = author_name(words);
    if (!name.len || (first->words.len && row->rank > first->rank))
        return;
    if (!first->words.len || row->rank < first->rank)
        values->author_count = 0;
    *first = (struct feed_value){ name, row->rank, FEED_AS_TEXT };
    if (values->author_count < FEED_AUTHORS_MAX)
        values->authors[values->author_count++] = name;
}

void feed_values_add(struct feed_values *values, const struct feed_element_row *row, struct span words,
                     enum feed_form form)
{
    struct feed_value *now = &values->value[row->field];
    if (row->field == FEED_AUTHOR)
        add_author(values, row, words);
    else if (!now->words.len || row->rank < now->rank)
        *now = (struct feed_value){ words, row->rank, form };
}

void feed_values_link(struct feed_values *values, struct arena *keep, const struct feed_element_row *row,
                      const struct xml_tag *tag)
{
    struct span to = xml_attribute_of(tag, SPAN(""), SPAN("href"));
    struct span rel = xml_attribute_of(tag, SPAN(""), SPAN("rel"));
    struct span type = xml_attribute_of(tag, SPAN(""), SPAN("type"));
    bool page = !rel.len || span_equal_nocase(rel, SPAN("alternate"));
    bool readable = !type.len || span_find_nocase(type, SPAN("html"), 0) != SPAN_NONE;
    if (to.len && page && readable)
        feed_values_add(values, row, arena_copy(keep, to), FEED_AS_TEXT);
}

/* ---- words ---- */

void feed_put_escaped(struct buffer *out, struct span words)
{
    for (size_t i = 0; i < words.len; i++)
        switch (words.at[i]) {
        case '&': buffer_put(out, SPAN("&amp;")); break;
        case '<': buffer_put(out, SPAN("&lt;")); break;
        case '"': buffer_put(out, SPAN("&quot;")); break;
        default: buffer_byte(out, words.at[i]); break;
        }
}

void feed_put_tag(struct buffer *out, const struct xml_tag *tag)
{
    buffer_byte(out, '<');
    buffer_put(out, tag->name.local);
    for (size_t i = 0; i < tag->count; i++) {
        buffer_byte(out, ' ');
        buffer_put(out, tag->at[i].name.local);
        buffer_put(out, SPAN("=\""));
        feed_put_escaped(out, tag->at[i].value);
        buffer_byte(out, '"');
    }
    buffer_byte(out, '>');
}

void feed_put_end(struct buffer *out, struct xml_name name)
{
    /* "</br>" is a second line break in HTML. */
    static const struct span empty[] = { SPAN("br"), SPAN("img"), SPAN("hr"), SPAN("input"), SPAN("wbr") };
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
        if (span_equal_nocase(name.local, empty[i]))
            return;
    buffer_put(out, SPAN("</"));
    buffer_put(out, name.local);
    buffer_byte(out, '>');
}

size_t feed_count_words(struct span words)
{
    size_t count = 0;
    bool inside = false, in_tag = false;
    for (size_t i = 0; i < words.len; i++) {
        char c = words.at[i];
        bool opens = c == '<' && i + 1 < words.len && (byte_is_alpha(words.at[i + 1]) || words.at[i + 1] == '/');
        in_tag = opens || (in_tag && c != '>');
        bool letter = !in_tag && c != '>' && !byte_is_blank(c);
        count += letter && !inside;
        inside = letter;
    }
    return count;
}

/* ---- the record ---- */

/* Addresses stand relative to what is nearest: the entry's base, the feed's, its own address, its site's. */
static struct span base_of(struct arena *keep, const struct feed_values *entry, const struct feed_values *channel,
                           struct span base)
{
    if (!base.len)
        base = channel->value[FEED_LINK].words;
    if (channel->base.len)
        base = xml_resolve(keep, channel->base, base);
    return entry->base.len ? xml_resolve(keep, entry->base, base) : base;
}

static bool is_address(struct span words)
{
    return span_starts_nocase(words, SPAN("http://")) || span_starts_nocase(words, SPAN("https://"));
}

static struct span url_of(struct arena *keep, const struct feed_values *entry, const struct feed_values *channel,
                          struct span base)
{
    struct span link = entry->value[FEED_LINK].words, id = entry->value[FEED_ID].words;
    if (link.len)
        return xml_resolve(keep, link, base_of(keep, entry, channel, base));
    if (is_address(id) && !entry->id_is_no_link)
        return id;
    return is_address(entry->about) ? entry->about : SPAN("");
}

static const struct feed_value *first_said(const struct feed_value *a, const struct feed_value *b)
{
    return a->words.len ? a : b;
}

static void put_text(struct json_writer *w, const char *name, struct span words)
{
    if (!words.len)
        return;
    json_key(w, name);
    json_put_text(w, words);
}

static void put_value(struct json_writer *w, const char *as_text, const char *as_html, const struct feed_value *value)
{
    put_text(w, value->form == FEED_AS_HTML ? as_html : as_text, value->words);
}

/* Only Atom says that the feed's author is the entries'; elsewhere it is whoever keeps the site. */
static void put_authors(struct json_writer *w, const struct feed_values *entry, const struct feed_values *channel)
{
    const struct feed_values *from = entry->author_count || channel->value[FEED_AUTHOR].rank != 0 ? entry : channel;
    if (!from->author_count)
        return;
    json_key(w, "authors");
    json_open(w, '[');
    for (unsigned i = 0; i < from->author_count; i++)
        json_put_text(w, from->authors[i]);
    json_close(w, ']');
}

struct texts { const struct feed_value *body, *lede; bool whole; };

/* Some feeds put a picture where the body should be. */
static struct texts choose_texts(const struct feed_values *entry)
{
    const struct feed_value *body = &entry->value[FEED_BODY], *summary = &entry->value[FEED_SUMMARY];
    size_t in_body = feed_count_words(body->words), in_summary = feed_count_words(summary->words);
    if (in_body > in_summary)
        return (struct texts){ body, summary, true };
    if (in_body && in_body == in_summary)
        return (struct texts){ body, &entry->value[FEED_NONE], true };
    bool whole = in_summary >= FEED_WHOLE_WORDS;
    return (struct texts){ summary, whole ? &entry->value[FEED_NONE] : summary, whole };
}

bool feed_record_make(struct arena *keep, const struct feed_values *entry, const struct feed_values *channel,
                      struct span base, struct feed_entry *out)
{
    const struct feed_value *value = entry->value;
    const struct feed_value *outlet = first_said(&value[FEED_SOURCE], &channel->value[FEED_TITLE]);
    const struct feed_value *published = first_said(&value[FEED_PUBLISHED], &value[FEED_MODIFIED]);
    const struct feed_value *language = first_said(&value[FEED_LANGUAGE], &channel->value[FEED_LANGUAGE]);
    struct texts texts = choose_texts(entry);
    out->url = url_of(keep, entry, channel, base);
    out->title = value[FEED_TITLE].words;
    out->published = published->words;
    out->outlet = outlet->words;
    out->language = entry->language.len ? entry->language : language->words.len ? language->words : channel->language;
    out->is_whole = texts.whole;
    if (!out->title.len && !texts.body->words.len && !out->url.len)
        return false;
    struct buffer record = buffer_in(keep);
    struct json_writer w = json_writer(&record, 0);
    json_open(&w, '{');
    put_text(&w, "id", value[FEED_ID].words);
    put_text(&w, "url", out->url);
    put_value(&w, "title", "title_html", &value[FEED_TITLE]);
    put_value(&w, "lede", "lede_html", texts.lede);
    put_value(&w, "text", "html", texts.body);
    put_authors(&w, entry, channel);
    put_text(&w, "published", out->published);
    put_text(&w, "modified", value[FEED_MODIFIED].words);
    put_text(&w, "language", out->language);
    put_value(&w, "outlet", "outlet_html", outlet);
    put_value(&w, "section", "section_html", &value[FEED_SECTION]);
    json_close(&w, '}');
    out->record = buffer_span(&record);
    return true;
}
