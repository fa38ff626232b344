#include "read/http_header.h"

#include "text/timestamp.h"

enum { WAIT_MAX = 100000000 };   /* three years: what is longer is as good as never */

struct span http_media(struct span content_type)
{
    return span_trim(span_cut(content_type, 0, span_find_byte(content_type, ';', 0)));
}

static struct span unquoted(struct span value)
{
    if (value.len && (value.at[0] == '"' || value.at[0] == '\'')) {
        size_t end = span_find_byte(value, value.at[0], 1);
        return span_trim(span_cut(value, 1, end));
    }
    return value;
}

struct span http_charset(struct span content_type)
{
    struct span rest = span_from(content_type, http_media(content_type).len), part;
    while (span_take(&rest, ';', &part)) {
        size_t equals = span_find_byte(part, '=', 0);
        if (equals != SPAN_NONE && span_equal_nocase(span_trim(span_cut(part, 0, equals)), SPAN("charset")))
            return unquoted(span_trim(span_from(part, equals + 1)));
    }
    return (struct span){ "", 0 };
}

bool http_date(struct span text, int64_t *time)
{
    struct timestamp t;
    text = span_trim(text);
    /* A number alone would be read as seconds since 1970, which no header means. */
    bool letters = text.len && byte_is_alpha(text.at[0]);
    if (!letters || !timestamp_parse(text, &t) || t.precision < TIMESTAMP_MINUTE)
        return false;
    *time = timestamp_from(&t);
    return true;
}

static bool read_number(struct span text, int64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!byte_is_digit(text.at[i]))
            return false;
        if (*number < WAIT_MAX)
            *number = *number * 10 + (text.at[i] - '0');
    }
    return text.len != 0;
}

bool http_wait(struct span retry_after, int64_t now, int64_t *seconds)
{
    int64_t time;
    struct span text = span_trim(retry_after);
    if (!read_number(text, seconds)) {
        if (!http_date(text, &time))
            return false;
        *seconds = time > now ? time - now : 0;
    }
    if (*seconds > WAIT_MAX)
        *seconds = WAIT_MAX;
    return true;
}

bool http_lists(struct span list, struct span word)
{
    struct span part;
    while (span_take(&list, ',', &part)) {
        part = span_cut(part, 0, span_find_byte(part, ';', 0));
        if (span_equal_nocase(span_trim(span_cut(part, 0, span_find_byte(part, '=', 0))), word))
            return true;
    }
    return false;
}

int64_t http_max_age(struct span cache_control)
{
    struct span part;
    int64_t seconds;
    while (span_take(&cache_control, ',', &part)) {
        size_t equals = span_find_byte(part, '=', 0);
        bool age = equals != SPAN_NONE && span_equal_nocase(span_trim(span_cut(part, 0, equals)), SPAN("max-age"));
        if (age && read_number(unquoted(span_trim(span_from(part, equals + 1))), &seconds))
            return seconds;
    }
    return 0;
}
