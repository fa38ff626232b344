#include "tell/digest_parts.h"

#include "tell/moment.h"
#include "tell/words.h"

static struct when minute(int64_t at) { return (struct when){ at, at + 60, WHEN_MINUTE, true, 0 }; }

void digest_put_range(struct buffer *out, const struct digest *d)
{
    moment_range(out, minute(d->since), minute(d->until));
    buffer_text(out, " UTC");
}

void digest_put_stories(struct buffer *out, const struct digest *d)
{
    if (!d->count) {
        buffer_text(out, word_text(WORD_DIGEST_NONE));
        return;
    }
    word_count(out, WORD_DIGEST_STORIES, d->count, 0, 0);
    if (!d->language.len)
        return;
    buffer_printf(out, " %s ", word_text(WORD_IN));
    buffer_put(out, word_language(d->language));
}

void digest_put_reports(struct buffer *out, const struct digest_story *s)
{
    word_count(out, WORD_IN_REPORTS, s->reports, 0, 0);
    if (s->outlets) {
        buffer_byte(out, ' ');
        word_count(out, WORD_OF_OUTLETS, s->outlets, 0, 0);
    }
    for (uint32_t i = 0; i < s->languages.count; i++) {
        if (i)
            buffer_text(out, ", ");
        else
            buffer_printf(out, " %s ", word_text(WORD_IN));
        buffer_put(out, word_language(s->languages.at[i]));
    }
}

void digest_put_holders(struct buffer *out, const struct digest_story *s, const struct digest_claim *c)
{
    if (s->origins == 1)
        buffer_text(out, word_text(WORD_SAYS));
    else if (c->origins >= s->origins)
        buffer_text(out, word_text(WORD_AGREED_BY_ALL));
    else
        word_put(out, WORD_AGREED_BY, c->origins, s->origins, 0);
}
