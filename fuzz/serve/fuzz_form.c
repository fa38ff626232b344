/* Queries and forms of any bytes: what is read is within the limits and UTF-8 without NUL; a file's bytes lie in the body.
 * Up to the first line end stands the media type, behind it the body. */
#include "fuzz.h"
#include "serve/form.h"
#include "text/utf8.h"

static void check_text(struct span s) { assert(utf8_is_valid(s) && span_find_byte(s, 0, 0) == SPAN_NONE); }

static void check_fields(const struct http_fields *fields, struct span body)
{
    uint32_t files = 0;
    for (uint32_t i = 0; i < fields->count; i++) {
        const struct http_field *f = &fields->at[i];
        check_text(f->name);
        check_text(f->file);
        check_text(f->type);
        files += f->type.len > 0;
        if (!f->type.len)
            check_text(f->value);
        else
            assert(f->value.at >= body.at && f->value.at + f->value.len <= body.at + body.len);
    }
    assert(files <= HTTP_FILES_MOST && fields->count - files <= HTTP_FIELDS_MOST);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span all = { (const char *)data, size };
    struct http_fields fields;
    struct form_problem problem = { 0, NULL };
    size_t end = span_find_byte(all, '\n', 0);
    if (form_read_pairs(keep, all, &fields, &problem))
        check_fields(&fields, all);
    if (end == SPAN_NONE)
        return 0;
    struct span body = span_from(all, end + 1);
    if (form_read_parts(keep, span_cut(all, 0, end), body, &fields, &problem))
        check_fields(&fields, body);
    else
        assert(problem.status >= 400 && problem.text);
    return 0;
}
