#include "split_text.h"

static void print_dates(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                        const struct case_options *options)
{
    struct split_text s = split_text(keep, scratch, input, options);
    struct dates dates = date_find(keep, scratch, &s.article, &s.notes);
    for (uint32_t i = 0; i < dates.count; i++) {
        const struct date *d = &dates.at[i];
        struct span words = mark_span(input, d->at);
        buffer_printf(out, "%s %u-%u \"%.*s\" %s\n", date_type_label(d->type), d->at.from, d->at.to, (int)words.len,
                      words.at, d->value[0] ? d->value : "null");
    }
    if (!dates.count)
        buffer_text(out, "none\n");
}

int main(void)
{
    case_run(CASES "/annotate/date.txt", print_dates);
    return tap_end();
}
