#include "tell/label.h"

#include <stdio.h>

enum { SHORT_ID = 3 };

struct span label_report(const struct synopsis *s, uint32_t report)
{
    const struct article *a = &s->reports[report].report->article;
    return a->outlet.len ? a->outlet : a->id;
}

size_t label_letters(char room[8], uint32_t origin)
{
    char turned[8];
    size_t count = 0;
    for (uint64_t rest = (uint64_t)origin + 1; rest; rest = (rest - 1) / 26)
        turned[count++] = (char)('A' + (rest - 1) % 26);
    for (size_t i = 0; i < count; i++)
        room[i] = turned[count - 1 - i];
    return count;
}

void label_origin(struct buffer *out, uint32_t origin)
{
    char room[8];
    buffer_put(out, (struct span){ room, label_letters(room, origin) });
}

static bool is_short(struct span id)
{
    for (size_t i = 0; i < id.len; i++)
        if (!byte_is_alpha(id.at[i]) && !byte_is_digit(id.at[i]))
            return false;
    return id.len && id.len <= SHORT_ID;
}

static unsigned decimal_digits(uint32_t n) { return n < 10 ? 1 : 1 + decimal_digits(n / 10); }

struct label_handles label_handles(const struct synopsis *s)
{
    struct label_handles how = { .ids = true };
    unsigned longest_id = 1, longest = 1;
    char room[8];
    for (uint32_t i = 0; i < s->report_count; i++) {
        struct span id = s->reports[i].report->article.id;
        how.ids &= is_short(id);
        longest_id = id.len > longest_id ? (unsigned)id.len : longest_id;
    }
    for (uint32_t o = 0; o < s->origin_count; o++) {
        unsigned columns = (unsigned)label_letters(room, o);
        if (s->origins[o].count > 1)
            columns += decimal_digits(s->origins[o].count);
        longest = columns > longest ? columns : longest;
    }
    how.columns = how.ids ? longest_id : longest;
    return how;
}

struct span label_handle(char room[LABEL_HANDLE_ROOM], const struct synopsis *s, struct label_handles how,
                         uint32_t report)
{
    const struct story_report *r = &s->reports[report];
    if (how.ids)
        return r->report->article.id;
    size_t length = label_letters(room, r->origin);
    uint32_t place = report - s->origins[r->origin].first;
    if (place)
        length += (size_t)snprintf(room + length, LABEL_HANDLE_ROOM - length, "%u", place + 1);
    return (struct span){ room, length };
}
