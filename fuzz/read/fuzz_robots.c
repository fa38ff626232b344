/* Whatever the bytes (the path, a NUL, the file): a plain matcher agrees on which rules fit. */
#include "fuzz.h"
#include "read/robots.h"

enum { PATH_MOST = 200, RULES_MOST = 64 };

/* reach[k]: the pattern so far may end at path byte k. */
static bool fits_plainly(const struct robots_rule *rule, struct span path)
{
    bool reach[PATH_MOST * 3 + 1] = { true };
    for (size_t i = 0; i < rule->pattern.len; i++) {
        char c = rule->pattern.at[i];
        bool before = reach[0];
        reach[0] = c == '*' && before;
        for (size_t k = 1; k <= path.len; k++) {
            bool here = reach[k];
            reach[k] = c == '*' ? here || reach[k - 1] : before && path.at[k - 1] == c;
            before = here;
        }
    }
    if (rule->to_end)
        return reach[path.len];
    for (size_t k = 0; k <= path.len; k++)
        if (reach[k])
            return true;
    return false;
}

/* Paths of letters only are their own escaped form. */
static bool is_plain(struct span path)
{
    for (size_t i = 0; i < path.len; i++)
        if (!byte_is_alpha(path.at[i]) && path.at[i] != '/')
            return false;
    return path.len && path.at[0] == '/';
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span all = { (const char *)data, size };
    size_t nul = span_find_byte(all, 0, 0);
    struct span path = span_cut(all, 0, nul < PATH_MOST ? nul : PATH_MOST);
    struct span file = nul == SPAN_NONE ? all : span_from(all, nul + 1);
    struct robots robots = robots_parse(keep, fuzz_scratch(), file, SPAN("synoptic"));
    bool allowed = robots_allows(fuzz_scratch(), &robots, path);
    assert(robots.delay <= ROBOTS_DELAY_MAX);
    for (size_t i = 1; i < robots.count; i++)
        assert(robots.rules[i - 1].pattern.len + robots.rules[i - 1].to_end >=
               robots.rules[i].pattern.len + robots.rules[i].to_end);
    if (!is_plain(path) || robots.count > RULES_MOST)
        return 0;
    bool expected = true;
    for (size_t i = robots.count; i-- > 0;)
        if (fits_plainly(&robots.rules[i], path))
            expected = robots.rules[i].allow;
    assert(allowed == expected);
    return 0;
}
