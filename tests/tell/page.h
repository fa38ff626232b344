/* tests/tell/page.h -- whether a page is well formed
 *
 * Tags nest, attributes are quoted, ids are unique, links have targets, nothing is loaded or run.
 */
#ifndef SYN_TESTS_TELL_PAGE_H
#define SYN_TESTS_TELL_PAGE_H

#include <stdio.h>

#include "base/arena.h"
#include "base/map.h"

struct page_check { struct arena *keep; struct intern ids; struct span open[256]; int depth, mistakes; };

static inline void page_mistake(struct page_check *p, const char *what, struct span at)
{
    p->mistakes++;
    printf("# %s: %.*s\n", what, at.len > 100 ? 100 : (int)at.len, at.at);
}

static inline struct span page_tag_name(struct span tag)
{
    size_t end = 0;
    while (end < tag.len && (byte_is_alpha(tag.at[end]) || byte_is_digit(tag.at[end])))
        end++;
    return span_cut(tag, 0, end);
}

static inline bool page_is_void(struct span name)
{
    return span_equal(name, SPAN("meta")) || span_equal(name, SPAN("input")) || span_equal(name, SPAN("col")) ||
           span_equal(name, SPAN("br")) || span_equal(name, SPAN("wbr"));
}

/* The attributes between name and end: name="value", names without a value. */
static inline void page_read_attributes(struct page_check *p, struct span tag, bool ids)
{
    for (size_t at = page_tag_name(tag).len; at < tag.len;) {
        while (at < tag.len && (tag.at[at] == ' ' || tag.at[at] == '/'))
            at++;
        size_t name = at;
        while (at < tag.len && (byte_is_alpha(tag.at[at]) || tag.at[at] == '-' || byte_is_digit(tag.at[at])))
            at++;
        struct span attribute = span_cut(tag, name, at);
        if (at < tag.len && !attribute.len) {
            page_mistake(p, "not an attribute", tag);
            return;
        }
        if (span_starts(attribute, SPAN("on")))
            page_mistake(p, "an event handler", tag);
        if (at == tag.len || tag.at[at] != '=')
            continue;
        size_t close = tag.at[at + 1] == '"' ? span_find_byte(tag, '"', at + 2) : SPAN_NONE;
        if (close == SPAN_NONE) {
            page_mistake(p, "an attribute without quotes", tag);
            return;
        }
        struct span value = span_cut(tag, at + 2, close);
        at = close + 1;
        if (ids && span_equal(attribute, SPAN("id"))) {
            if (intern_find(&p->ids, value) != INTERN_NONE)
                page_mistake(p, "an id twice", value);
            intern_add(&p->ids, value);
        }
        if (!ids && span_equal(attribute, SPAN("href"))) {
            bool inside = span_starts(value, SPAN("#"));
            if (inside && intern_find(&p->ids, span_from(value, 1)) == INTERN_NONE)
                page_mistake(p, "a link to nowhere", value);
            if (!inside && !span_starts_nocase(value, SPAN("https://")) && !span_starts_nocase(value, SPAN("http://")))
                page_mistake(p, "a link to outside", value);
        }
        if (span_equal(attribute, SPAN("src")))
            page_mistake(p, "something is loaded", tag);
    }
}

static inline void page_read_tag(struct page_check *p, struct span tag, bool ids)
{
    if (span_starts(tag, SPAN("!doctype")))
        return;
    if (tag.len && tag.at[0] == '/') {
        struct span name = page_tag_name(span_from(tag, 1));
        if (!p->depth || !span_equal(p->open[p->depth - 1], name))
            page_mistake(p, "closes what is not open", tag);
        p->depth -= p->depth > 0;
        return;
    }
    struct span name = page_tag_name(tag);
    if (!name.len || span_equal(name, SPAN("script")) || span_equal(name, SPAN("img")) || span_equal(name,
    SPAN("iframe")))
        page_mistake(p, "a tag that must not be", tag);
    page_read_attributes(p, tag, ids);
    if (!page_is_void(name) && !span_ends(tag, SPAN("/")) && p->depth < 256)
        p->open[p->depth++] = name;
}

static inline int page_mistakes(struct arena *keep, struct span html)
{
    struct page_check p = { .keep = keep, .ids = intern_in(keep, 0) };
    for (int round = 0; round < 2; round++) {
        for (size_t at = 0; (at = span_find_byte(html, '<', at)) != SPAN_NONE;) {
            size_t end = span_find_byte(html, '>', at);
            if (end == SPAN_NONE)
                break;
            page_read_tag(&p, span_cut(html, at + 1, end), round == 0);
            at = end;
        }
        if (p.depth)
            page_mistake(&p, "left open", p.open[p.depth - 1]);
    }
    for (size_t i = 0; i < html.len; i++)
        if ((unsigned char)html.at[i] < ' ' && html.at[i] != '\n') {
            page_mistake(&p, "a control character", span_from(html, i));
            break;
        }
    return p.mistakes;
}

#endif
