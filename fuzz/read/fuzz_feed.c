/* Whatever the bytes: entries are JSON objects with a title, a text or an address, in the order of the lines; and
 * what xml_repair gave is not mended again. */
#include "fuzz.h"
#include "read/feed.h"
#include "read/xml_repair.h"
#include "text/charset.h"
#include "text/json.h"
#include "text/utf8.h"

struct seen { size_t entries; uint32_t line; uint64_t at; };

static bool note(void *context, const struct feed_entry *entry)
{
    struct seen *seen = context;
    struct json record;
    size_t at = 0;
    assert(json_parse(entry->record, &at, &record) && at == entry->record.len && record.kind == JSON_OBJECT);
    assert(entry->line >= seen->line && entry->at >= seen->at && entry->line);
    assert(entry->title.len || entry->url.len || json_member(record, SPAN("text")).kind == JSON_TEXT ||
           json_member(record, SPAN("html")).kind == JSON_TEXT ||
           json_member(record, SPAN("content_html")).kind == JSON_TEXT ||
           json_member(record, SPAN("content_text")).kind == JSON_TEXT);
    *seen = (struct seen){ seen->entries + 1, entry->line, entry->at };
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = { (const char *)data, size };
    struct arena *keep = fuzz_keep();
    struct seen seen = { 0, 0, 0 };
    struct feed_result result = feed_read_xml(fuzz_scratch(), bytes, SPAN("https://l.example/feed"),
                                              &(struct feed_sink){ note, &seen });
    assert(result.entries == seen.entries);
    seen = (struct seen){ 0, 0, 0 };
    result = feed_read_json(fuzz_scratch(), bytes, SPAN(""), &(struct feed_sink){ note, &seen });
    assert(result.entries == seen.entries);
    bool cut_off, again;
    struct span text = charset_decode(keep, bytes, SPAN(""));
    struct span mended = xml_repair(keep, text, &cut_off);
    struct span twice = xml_repair(keep, mended, &again);
    assert(utf8_is_valid(mended) && !again && span_equal(mended, twice));
    return 0;
}
