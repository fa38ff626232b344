#include "tell/markup.h"

#include "news/synopsis.h"
#include "tell/escape.h"
#include "tell/moment.h"

/* Unreserved letters stay (RFC 3986, 2.3). */
static void put_encoded(struct buffer *out, struct span s)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if ((c < 128 && (byte_is_alpha((char)c) || (c >= '0' && c <= '9'))) || (c && strchr("-._~", c))) {
            buffer_byte(out, (char)c);
        } else {
            buffer_byte(out, '%');
            buffer_byte(out, digits[c >> 4]);
            buffer_byte(out, digits[c & 15]);
        }
    }
}

void markup_list(struct buffer *out, const char *prefix, const char *format, va_list list)
{
    va_list args;
    va_copy(args, list);
    for (const char *c = format; *c; c++) {
        const char *end = strchr(c, '%');
        size_t plain = end ? (size_t)(end - c) : strlen(c);
        buffer_put(out, (struct span){ c, plain });
        c += plain;
        if (!*c)
            break;
        switch (*++c) {
        case 't': escape_html(out, va_arg(args, struct span)); break;
        case 'w': escape_html(out, span_of(word_text((enum word)va_arg(args, int)))); break;
        case 's': buffer_text(out, va_arg(args, const char *)); break;
        case 'u': buffer_printf(out, "%u", va_arg(args, unsigned)); break;
        case 'i': buffer_number(out, va_arg(args, int64_t)); break;
        case 'f': buffer_printf(out, "%.2f", va_arg(args, double)); break;
        case 'q': put_encoded(out, va_arg(args, struct span)); break;
        case 'p': buffer_text(out, prefix); break;
        default:  buffer_byte(out, '%'); break;
        }
    }
    va_end(args);
}

void markup(struct buffer *out, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    markup_list(out, "", format, args);
    va_end(args);
}

/* ---- languages and times ---- */

static bool runs_leftward(struct span language)
{
    static const struct span leftward[] = { { "ar", 2 }, { "ckb", 3 }, { "dv", 2 }, { "fa", 2 }, { "he", 2 },
                                            { "ps", 2 }, { "sd", 2 },  { "ug", 2 }, { "ur", 2 }, { "yi", 2 } };
    for (size_t i = 0; i < sizeof leftward / sizeof *leftward; i++)
        if (span_equal(language, leftward[i]))
            return true;
    return false;
}

/* Two or three letters, and what stands behind a '-': anything else says nothing to a browser. */
static bool is_language(struct span language)
{
    size_t letters = 0;
    while (letters < language.len && byte_is_alpha(language.at[letters]))
        letters++;
    return (letters == 2 || letters == 3) && (letters == language.len || language.at[letters] == '-');
}

void markup_language(struct buffer *out, struct span code)
{
    if (!is_language(code))
        markup(out, " dir=\"auto\"");
    else if (!span_equal(code, SPAN("en")))
        markup(out, runs_leftward(code) ? " lang=\"%t\" dir=\"rtl\"" : " lang=\"%t\"", code);
}

void markup_when(struct buffer *out, struct when w)
{
    if (!when_known(w))
        return;
    buffer_text(out, "<time datetime=\"");
    moment_iso(out, w);
    buffer_text(out, "\">");
    moment_text(out, w);
    buffer_text(out, "</time>");
}

void markup_instant(struct buffer *out, int64_t seconds)
{
    if (seconds)
        markup_when(out, (struct when){ .from = seconds, .to = seconds + 60, .precision = WHEN_MINUTE, .zoned = true });
}

void markup_outside(struct buffer *out, struct span url, struct span text)
{
    if (!escape_may_link(url)) {
        markup(out, "<bdi>%t</bdi>", text);
        return;
    }
    buffer_text(out, "<a rel=\"noopener noreferrer nofollow\" href=\"");
    escape_url(out, url);
    markup(out, "\"><bdi>%t</bdi></a>", text);
}

/* ---- signs ---- */

static const char signs[] =
    "<svg width=\"0\" height=\"0\" class=\"vh\" aria-hidden=\"true\" focusable=\"false\"><defs>\n"
    "<symbol id=\"s-own\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" r=\"5.2\"/></symbol>\n"
    "<symbol id=\"s-copy\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" r=\"4.4\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"1.7\"/></symbol>\n"
    "<symbol id=\"s-conflict\" viewBox=\"0 0 16 16\"><path d=\"M8 0 16 8 8 16 0 8z\"/><path class=\"cut\" "
    "d=\"M4.8 6.5h6.4M4.8 9.5h6.4M9.9 4.3 6.1 11.7\" fill=\"none\" stroke-width=\"1.5\"/></symbol>\n"
    "<symbol id=\"s-precise\" viewBox=\"0 0 16 16\"><path d=\"M5 2H2v12h3M11 2h3v12h-3\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"1.8\"/><circle cx=\"8\" cy=\"8\" r=\"2.3\"/></symbol>\n"
    "<symbol id=\"s-updated\" viewBox=\"0 0 16 16\"><path d=\"M1 8h12M8.4 3.2 13.2 8l-4.8 4.8\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"2\"/></symbol>\n"
    "<symbol id=\"s-scope\" viewBox=\"0 0 16 16\"><circle cx=\"5.6\" cy=\"8\" r=\"4.6\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"1.6\"/><circle cx=\"10.4\" cy=\"8\" r=\"4.6\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"1.6\"/></symbol>\n"
    "<symbol id=\"s-spelling\" viewBox=\"0 0 16 16\"><path d=\"M1 10c2-5.4 4.6-5.4 7-2s5 3.4 7-2\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"2.2\"/></symbol>\n"
    "<symbol id=\"s-wording\" viewBox=\"0 0 16 16\"><path d=\"M1.5 12.5c3.6-.8 5-3 5-7V3h-5v5h2.2c0 1.6-.7 2.4-2.2 "
    "2.8zM9.5 12.5c3.6-.8 5-3 5-7V3h-5v5h2.2c0 1.6-.7 2.4-2.2 2.8z\"/></symbol>\n"
    "<symbol id=\"s-source\" viewBox=\"0 0 16 16\"><path d=\"M2 2.5h12v8H8l-3.5 3.5v-3.5H2z\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"1.7\"/></symbol>\n"
    "<symbol id=\"s-agree\" viewBox=\"0 0 16 16\"><path d=\"M2 5.5h12M2 10.5h12\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"2\"/></symbol>\n"
    "<symbol id=\"s-back\" viewBox=\"0 0 16 16\"><path d=\"M8 14V3M3.5 7.5 8 3l4.5 4.5\" fill=\"none\" "
    "stroke=\"currentColor\" stroke-width=\"1.7\"/></symbol>\n"
    "<symbol id=\"s-silent\" viewBox=\"0 0 16 16\"><circle cx=\"8\" cy=\"8\" r=\"1.1\"/></symbol>\n"
    "<symbol id=\"s-short\" viewBox=\"0 0 16 16\"><path d=\"M1 8h3M6.5 8h3M12 8h3\" stroke=\"currentColor\" "
    "stroke-width=\"1.6\"/></symbol>\n"
    "<symbol id=\"s-brand\" viewBox=\"0 0 16 16\"><path d=\"M1 2.5h14M1 8h14M1 13.5h14\" stroke=\"currentColor\" "
    "stroke-width=\"1.4\" fill=\"none\"/><circle cx=\"4\" cy=\"2.5\" r=\"2.5\"/><circle cx=\"9.5\" cy=\"8\" "
    "r=\"2.5\"/><circle cx=\"6.5\" cy=\"13.5\" r=\"2.5\"/></symbol>\n"
    "</defs></svg>\n";

void markup_signs(struct buffer *out) { buffer_put(out, SPAN(signs)); }

void markup_sign(struct buffer *out, const char *name)
{
    markup(out, "<svg class=\"s k-%s\" aria-hidden=\"true\"><use href=\"#s-%s\"/></svg>", name, name);
}

const char *markup_kind_name(unsigned label)
{
    static const char *const names[DIFFERENCE_LABEL_COUNT] = {
        [DIFFERENCE_CONFLICT] = "conflict",     [DIFFERENCE_MORE_PRECISE] = "precise", [DIFFERENCE_UPDATED] = "updated",
        [DIFFERENCE_SCOPE] = "scope",           [DIFFERENCE_ATTRIBUTION] = "source",
        [DIFFERENCE_SPELLING] = "spelling",     [DIFFERENCE_WORDING] = "wording",      [DIFFERENCE_AGREE] = "agree",
    };
    return names[label];
}

void markup_kind(struct buffer *out, unsigned label)
{
    const char *name = markup_kind_name(label);
    markup(out, "<span class=\"kind k-%s\">", name);
    markup_sign(out, name);
    markup(out, "%s</span>", word_difference(label));
}
