/* JSON-LD however broken: values nest, every one is reached by stepping over the others; names and titles are
 * UTF-8 where the script is. */
#include "extract/html_json.h"
#include "extract/html_linked.h"
#include "extract/html_name.h"
#include "extract/html_title.h"
#include "fuzz.h"
#include "text/utf8.h"

static void check_list(const struct html_json *list)
{
    assert(list->count <= HTML_JSON_VALUES);
    for (uint32_t i = 0; i < list->count; i++) {
        const struct html_json_value *v = &list->at[i];
        assert(v->parent <= i && v->end > i && v->end <= list->count);
        assert(v->parent == i || v->end <= list->at[v->parent].end);
        assert(v->kind == JSON_OBJECT || v->kind == JSON_ARRAY || v->raw.len);
    }
}

static void check_names(struct span text, bool utf8)
{
    struct html_names told = { .count = 0 }, printed = { .count = 0 };
    html_names_told(fuzz_scratch(), &told, text, SPAN("Harbour Post"), false);
    html_names_printed(fuzz_scratch(), &printed, text, SPAN("Harbour Post"), false);
    assert(told.count <= NAMES_MAX && printed.count <= NAMES_MAX);
    for (unsigned i = 0; i < told.count; i++)
        assert(told.at[i].len && told.kind[i] <= told.best && (!utf8 || utf8_is_valid(told.at[i])));
    for (unsigned i = 0; i < printed.count; i++)
        assert(printed.at[i].len && printed.kind[i] <= printed.best && (!utf8 || utf8_is_valid(printed.at[i])));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span script = { (const char *)data, size };
    struct html_json list = { .keep = keep };
    struct html_linked linked = { .author_count = 0 };
    html_json_add(&list, script);
    check_list(&list);
    html_linked_read(keep, fuzz_scratch(), &list, SPAN("A ferry runs aground"), &linked);
    assert(linked.author_count <= LINKED_AUTHORS_MAX && linked.correction_count <= LINKED_CORRECTIONS_MAX);
    check_names(script, utf8_is_valid(script));
    struct html_page none = { .node_count = 0 };
    struct html_titles titles = { .meta = script, .document = script, .linked = linked.fields[META_TITLE] };
    struct span title = html_title_choose(fuzz_scratch(), &none, &titles);
    assert(title.len <= size * 4 + 4);
    return 0;
}
