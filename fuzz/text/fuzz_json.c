/* What parses can be walked, its strings decoded and written again; what is written parses. */
#include "fuzz.h"
#include "text/json.h"
#include "text/utf8.h"

static void copy(struct json_writer *w, struct arena *keep, struct json value)
{
    struct json_step step = { 0 };
    struct span key;
    struct json member;
    switch (value.kind) {
    case JSON_TEXT:
        json_put_text(w, json_text(keep, value));
        return;
    case JSON_NUMBER:
        json_put_double(w, json_number(value, 0));
        return;
    case JSON_ARRAY:
    case JSON_OBJECT:
        json_open(w, value.kind == JSON_ARRAY ? '[' : '{');
        while (json_next(value, &step, &key, &member)) {
            if (value.kind == JSON_OBJECT)
                json_key(w, "key");
            copy(w, keep, member);
        }
        json_close(w, value.kind == JSON_ARRAY ? ']' : '}');
        return;
    default:
        json_put_raw(w, value.raw);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span text = arena_copy(keep, (struct span){ (const char *)data, size });
    size_t at = 0;
    struct json value;
    if (!json_parse(text, &at, &value)) {
        assert(at <= text.len);
        return 0;
    }
    struct buffer out = buffer_in(keep);
    struct json_writer w = json_writer(&out, size & 1 ? 2 : 0);
    copy(&w, keep, value);
    struct span written = buffer_span(&out);
    at = 0;
    assert(utf8_is_valid(written) || !utf8_is_valid(text));
    assert(json_parse(written, &at, &value) && at == written.len);
    json_member(value, SPAN("key"));
    return 0;
}
