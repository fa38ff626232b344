#include "read/feed.h"

#include "base/buffer.h"
#include "read/feed_field.h"
#include "read/feed_record.h"
#include "read/xml.h"
#include "read/xml_repair.h"
#include "tables/feed_element.h"

enum {
    ENTRY_WORDS_MAX = 16 << 20,  /* of one entry; the rest is left out */
    FEED_WORDS_MAX = 4 << 10,    /* of the feed itself, for every entry repeats them */
    PIECE = 2 << 10,
    INTERVAL_MAX = 7 * 86400
};

struct feed {
    const struct feed_sink *sink;
    struct feed_result result;
    struct arena keep;           /* what the feed says of itself */
    struct arena fresh;          /* what an entry says; begun anew with each */
    struct arena entry_arena;
    struct feed_values channel, entry;
    bool in_entry, stopped;
    uint8_t field[XML_DEPTH_MAX + 1];   /* enum feed_field of the open elements */
    unsigned depth;
    /* the element whose words are collected */
    const struct feed_element_row *row;
    unsigned row_depth;          /* 0: none */
    struct buffer words;
    enum feed_form form;
    bool markup;                 /* elements within are part of the words */
    bool muted;                  /* they are not */
    size_t taken;                /* bytes of words that the entry, or the feed, has already */
    size_t feed_taken;           /* those of the feed, while an entry is open */
    struct span base;
};

/* ---- names ---- */

static const struct feed_element_row *row_of(struct xml_name name)
{
    char room[XML_KEY_BYTES];
    return table_find(&feed_element_table, xml_key(name, room));
}

static struct feed_values *scope(struct feed *f) { return f->in_entry ? &f->entry : &f->channel; }

static bool has_room(const struct feed *f)
{
    return f->taken + f->words.len < (f->in_entry ? ENTRY_WORDS_MAX : FEED_WORDS_MAX);
}

static struct arena *scope_arena(struct feed *f) { return f->in_entry ? &f->entry_arena : &f->keep; }

static bool holds_fields(const struct feed *f)
{
    uint8_t parent = f->depth ? f->field[f->depth] : FEED_NONE;
    return parent == FEED_CHANNEL || parent == FEED_ENTRY;
}

/* ---- words ---- */

static void begin_words(struct feed *f, const struct feed_element_row *row, const struct xml_tag *tag)
{
    struct span type = xml_attribute_of(tag, SPAN(""), SPAN("type"));
    f->row = row;
    f->row_depth = f->depth;
    f->words = buffer_in(scope_arena(f));
    f->form = (enum feed_form)row->form;
    f->muted = false;
    if (span_equal(row->name, SPAN("atom:content")) || span_equal(row->name, SPAN("atom:title")) ||
        span_equal(row->name, SPAN("atom:summary"))) {
        bool html = span_find_nocase(type, SPAN("html"), 0) != SPAN_NONE;
        f->form = html ? FEED_AS_HTML : FEED_AS_TEXT;
        /* Other media in base64, or somewhere else. */
        f->muted = type.len && !html && !span_starts_nocase(type, SPAN("text")) &&
                   span_find_nocase(type, SPAN("xml"), 0) == SPAN_NONE;
    }
    f->markup = row->field == FEED_TITLE || row->field == FEED_SUMMARY || row->field == FEED_BODY;
}

static void end_words(struct feed *f)
{
    struct span words = span_trim(buffer_span(&f->words));
    f->row_depth = 0;
    f->taken += f->words.len;
    if (words.len)
        feed_values_add(scope(f), f->row, words, f->form);
}

/* Within a person or a source only the name counts. */
static void start_within(struct feed *f, const struct xml_tag *tag)
{
    const struct feed_element_row *row = row_of(tag->name);
    if (f->markup && !f->muted && has_room(f)) {
        feed_put_tag(&f->words, tag);
        f->form = FEED_AS_HTML;
    } else if (!f->markup) {
        int wanted = f->row->field == FEED_AUTHOR ? FEED_NAME : f->row->field == FEED_SOURCE ? FEED_TITLE : FEED_NONE;
        f->muted = !row || row->field != wanted;
        if (!f->muted)
            f->words.len = 0;
    }
}

/* ---- entries ---- */

static void finish_entry(struct feed *f)
{
    struct feed_entry entry = { .line = f->entry.line };
    if (f->row_depth)
        end_words(f);
    f->in_entry = false;
    f->taken = f->feed_taken;
    if (!feed_record_make(&f->entry_arena, &f->entry, &f->channel, f->base, &entry))
        return;
    f->result.entries++;
    if (!f->sink->entry(f->sink->context, &entry))
        f->stopped = true;
}

static void begin_entry(struct feed *f, const struct xml_tag *tag)
{
    f->entry_arena = f->fresh;
    f->entry = (struct feed_values){ .line = tag->line };
    f->in_entry = true;
    f->feed_taken = f->taken;
    f->taken = 0;
    f->entry.about = arena_copy(&f->entry_arena, xml_attribute_of(tag, SPAN("rdf"), SPAN("about")));
}

/* What attributes tell: the language and base of all that is within, and Atom's links and categories. */
static void heed_attributes(struct feed *f, const struct feed_element_row *row, const struct xml_tag *tag)
{
    struct feed_values *values = scope(f);
    struct arena *keep = scope_arena(f);
    struct span language = xml_attribute_of(tag, SPAN("xml"), SPAN("lang"));
    struct span base = xml_attribute_of(tag, SPAN("xml"), SPAN("base"));
    if (row->field == FEED_CHANNEL || row->field == FEED_ENTRY || row->field == FEED_BODY) {
        if (language.len && !values->language.len)
            values->language = arena_copy(keep, language);
        if (base.len)
            values->base = arena_copy(keep, base);
    }
    if (row->field == FEED_LINK)
        feed_values_link(values, keep, row, tag);
    if (row->field == FEED_ID && span_equal_nocase(xml_attribute_of(tag, SPAN(""), SPAN("isPermaLink")), SPAN("false")))
        values->id_is_no_link = true;
    if (row->field == FEED_SECTION) {
        struct span label = xml_attribute_of(tag, SPAN(""), SPAN("label"));
        struct span term = label.len ? label : xml_attribute_of(tag, SPAN(""), SPAN("term"));
        if (term.len)
            feed_values_add(values, row, arena_copy(keep, term), FEED_AS_TEXT);
    }
}

static bool on_start(void *context, const struct xml_tag *tag)
{
    struct feed *f = context;
    const struct feed_element_row *row = row_of(tag->name);
    bool is_entry = row && row->field == FEED_ENTRY;
    if (f->depth == XML_DEPTH_MAX)
        return false;
    if (is_entry && f->in_entry)
        finish_entry(f);
    bool taken = !f->row_depth && row && (row->field <= FEED_ENTRY || (holds_fields(f) && row->field < FEED_NAME));
    if (f->row_depth)
        start_within(f, tag);
    f->field[++f->depth] = taken ? (uint8_t)row->field : FEED_NONE;
    if (!taken)
        return !f->stopped;
    if (is_entry)
        begin_entry(f, tag);
    heed_attributes(f, row, tag);
    if (row->field > FEED_ENTRY)
        begin_words(f, row, tag);
    return !f->stopped;
}

static bool on_words(void *context, struct span words)
{
    struct feed *f = context;
    if (!f->row_depth || f->muted)
        return true;
    /* In pieces, for it is their escaped form that must not grow beyond the limit. */
    for (size_t at = 0; at < words.len && has_room(f); at += PIECE) {
        struct span piece = span_cut(words, at, at + PIECE);
        /* Elements within make HTML of the words around them. */
        if (f->markup && f->depth > f->row_depth)
            feed_put_escaped(&f->words, piece);
        else
            buffer_put(&f->words, piece);
    }
    return true;
}

static bool on_end(void *context, struct xml_name name)
{
    struct feed *f = context;
    if (!f->depth)
        return false;
    if (f->row_depth && f->depth == f->row_depth)
        end_words(f);
    else if (f->row_depth && f->markup && !f->muted)
        feed_put_end(&f->words, name);
    else if (f->row_depth && !f->markup)
        f->muted = true;
    if (f->in_entry && f->field[f->depth] == FEED_ENTRY)
        finish_entry(f);
    f->depth--;
    return !f->stopped;
}

/* ---- how often ---- */

static uint32_t number_of(struct span words)
{
    uint32_t number = 0;
    for (size_t i = 0; i < words.len && byte_is_digit(words.at[i]) && number < INTERVAL_MAX; i++)
        number = number * 10 + (uint32_t)(words.at[i] - '0');
    return number < INTERVAL_MAX ? number : INTERVAL_MAX;
}

/* "hourly", four times: every 15 minutes. */
static uint32_t syndication_interval(const struct feed_values *channel)
{
    static const struct { struct span name; uint32_t seconds; } periods[] = {
        { SPAN("hourly"), 3600 }, { SPAN("daily"), 86400 }, { SPAN("weekly"), INTERVAL_MAX },
        { SPAN("monthly"), INTERVAL_MAX }, { SPAN("yearly"), INTERVAL_MAX },
    };
    uint32_t times = number_of(channel->value[FEED_FREQUENCY].words);
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
        if (span_equal_nocase(channel->value[FEED_PERIOD].words, periods[i].name))
            return periods[i].seconds / (times ? times : 1);
    return 0;
}

static uint32_t interval_of(const struct feed_values *channel)
{
    uint32_t minutes = number_of(channel->value[FEED_TTL].words), other = syndication_interval(channel);
    uint32_t seconds = minutes < INTERVAL_MAX / 60 ? minutes * 60 : INTERVAL_MAX;
    return seconds > other ? seconds : other;
}

struct feed_result feed_read_xml(struct arena scratch, struct span bytes, struct span base,
                                 const struct feed_sink *sink)
{
    struct feed *f = arena_new(&scratch, struct feed, 1);
    f->sink = sink;
    f->base = base;
    f->keep = arena_half(&scratch);
    f->fresh = arena_half(&f->keep);
    struct xml_result xml = xml_read(scratch, bytes, &(struct xml_sink){ on_start, on_words, on_end, f });
    if (f->in_entry && !f->stopped)
        finish_entry(f);
    f->result.cut_off = xml.cut_off && !f->stopped;
    f->result.line = xml.line;
    f->result.interval = interval_of(&f->channel);
    return f->result;
}
