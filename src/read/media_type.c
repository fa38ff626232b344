#include "read/media_type.h"

#include "base/table.h"
#include "read/http_header.h"
#include "tables/media_type.h"

enum { TYPE_MAX = 64 };

enum media_form media_form(struct span content_type)
{
    char lower[TYPE_MAX];
    struct span type = http_media(content_type);
    if (!type.len || span_equal_nocase(type, SPAN("application/octet-stream")) ||
        span_equal_nocase(type, SPAN("unknown/unknown")))
        return MEDIA_UNSAID;
    if (type.len > sizeof lower)
        return MEDIA_NONE;
    for (size_t i = 0; i < type.len; i++)
        lower[i] = byte_lower(type.at[i]);
    const struct media_type_row *row = table_find(&media_type_table, (struct span){ lower, type.len });
    return row ? (enum media_form)row->form : MEDIA_NONE;
}
