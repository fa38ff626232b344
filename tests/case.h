/* tests/case.h -- tests written as lines of text
 *
 * A file of cases: blank lines part the cases, lines that begin with "# " are comments.  The first line
 * of a case is the input ("\n" in it is a line break; "@key value" lines before it set options, kept for
 * the rest of the file until set again); the other lines are what the function must print for it.
 *
 *     @language en
 *     The minister said: "We will not sell."
 *     quote 20-37 speaker 0-12 verb say direct
 */
#ifndef SYN_TESTS_CASE_H
#define SYN_TESTS_CASE_H

#include <stdlib.h>

#include "base/buffer.h"
#include "tap.h"

enum { CASE_OPTIONS_MAX = 16 };
struct case_options { struct span name[CASE_OPTIONS_MAX], value[CASE_OPTIONS_MAX]; int count; };

/* Prints, for `input`, the lines that the case must hold, each ended by a line break. */
typedef void case_print(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                        const struct case_options *options);

static inline struct span case_option(const struct case_options *options, struct span name)
{
    for (int i = 0; i < options->count; i++)
        if (span_equal(options->name[i], name))
            return options->value[i];
    return (struct span){ "", 0 };
}

static inline void case_set(struct case_options *options, struct span line)
{
    size_t blank = span_find_byte(line, ' ', 0);
    if (blank == SPAN_NONE)
        blank = line.len;
    struct span name = span_cut(line, 1, blank), value = span_trim(span_from(line, blank));
    int i = 0;
    while (i < options->count && !span_equal(options->name[i], name))
        i++;
    if (i == CASE_OPTIONS_MAX)
        return;
    if (i == options->count)
        options->count++;
    options->name[i] = name;
    options->value[i] = value;
}

static inline struct span case_unescape(struct arena *keep, struct span line)
{
    struct buffer out = buffer_in(keep);
    buffer_reserve(&out, line.len + 1);
    for (size_t i = 0; i < line.len; i++) {
        bool escaped = line.at[i] == '\\' && i + 1 < line.len;
        char next = escaped ? line.at[i + 1] : 0;
        if (next == 'n' || next == 't' || next == '\\') {
            buffer_byte(&out, next == 'n' ? '\n' : next == 't' ? '\t' : '\\');
            i++;
        } else {
            buffer_byte(&out, line.at[i]);
        }
    }
    return buffer_span(&out);
}

static inline struct span case_file(struct arena *keep, const char *path)
{
    struct buffer out = buffer_in(keep);
    FILE *in = fopen(path, "rb");
    if (!in) {
        printf("Bail out! cannot open %s\n", path);
        exit(1);
    }
    char block[4096];
    for (size_t got; (got = fread(block, 1, sizeof block, in));)
        buffer_put(&out, (struct span){ block, got });
    fclose(in);
    return buffer_span(&out);
}

static inline void case_run(const char *path, case_print *print)
{
    struct region keep_region = test_region(), scratch_region = test_region(), file_region = test_region();
    struct case_options options = { .count = 0 };
    struct span rest = case_file(&file_region.arena, path), line, input = { 0 };
    const char *want = NULL;
    int number = 0, input_line = 0, ran = 0;
    for (bool more = true; more;) {
        const char *before = rest.at;
        more = span_take(&rest, '\n', &line);
        number++;
        if (more && line.len && (span_starts(line, SPAN("# ")) || span_equal(line, SPAN("#"))))
            continue;
        if (more && line.len && !input.at && line.at[0] == '@') {
            case_set(&options, line);
        } else if (more && line.len && !input.at) {
            input = line;
            input_line = number;
            want = rest.at;
        } else if ((!more || !line.len) && input.at) {
            region_reset(&keep_region, 1 << 20);
            struct buffer out = buffer_in(&file_region.arena);
            struct span text = case_unescape(&file_region.arena, input);
            print(&out, &keep_region.arena, scratch_region.arena, text, &options);
            size_t want_len = (size_t)((more ? before : rest.at) - want);
            char name[160];
            snprintf(name, sizeof name, "%s:%d %.*s", path, input_line, (int)(input.len < 90 ? input.len : 90), input.at);
            for (char *c = name; *c; c++)
                if (*c == '#')
                    *c = '.';
            tap_check_text(span_trim(buffer_span(&out)), span_trim((struct span){ want, want_len }), name, path, input_line);
            input = (struct span){ 0 };
            ran++;
        }
    }
    if (!ran)
        tap_check(false, "a file of cases holds cases", path, 0);
    region_close(&keep_region);
    region_close(&scratch_region);
    region_close(&file_region);
}

#endif
