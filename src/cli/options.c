#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/span.h"
#include "text/normal.h"

/* ---- near names ---- */

/* The nearest name may be as far off as a third of the letters, so that short names are not guessed at. */
const char *nearest_name(const char *name, name_list *name_at, const void *list)
{
    struct span wanted = span_of(name);
    unsigned least = (unsigned)(wanted.len + 2) / 3 + 1;
    const char *best = NULL;
    for (size_t i = 0; name_at(list, i); i++) {
        const char *known = name_at(list, i);
        unsigned distance = text_distance(wanted, span_of(known), least);
        if (distance < least) {
            least = distance;
            best = known;
        }
    }
    return best;
}

static const char *option_name_at(const void *list, size_t i)
{
    const struct option *option = (const struct option *)list + i;
    return option->kind == OPTION_END ? NULL : option->name;
}

/* ---- values ---- */

static bool set_choice(int *field, const struct option *option, const char *value)
{
    struct span rest = span_of(option->choices), choice;
    for (int i = 0; span_take(&rest, ' ', &choice); i++)
        if (span_equal(choice, span_of(value))) {
            *field = i;
            return true;
        }
    return false;
}

static bool parse_number(const struct option *option, const char *value, double *number)
{
    char *end;
    *number = strtod(value, &end);
    return *value && !*end && *number >= option->least && *number <= option->most &&
           (option->kind == OPTION_SHARE || *number == (double)(unsigned)*number);
}

static bool set_value(struct settings *settings, const struct option *option, const char *value,
                      struct syn_error *error)
{
    void *field = (char *)settings + option->field;
    double number;
    switch (option->kind) {
    case OPTION_TEXT:
        *(const char **)field = value;
        return true;
    case OPTION_CHOICE:
        if (set_choice(field, option, value))
            return true;
        return error_set(error, SYN_MISUSE, 0, "--%s takes one of: %s; not '%s'", option->name, option->choices, value);
    default:
        if (!parse_number(option, value, &number))
            return error_set(error, SYN_MISUSE, 0, "--%s takes a number from %.10g to %.10g; not '%s'", option->name,
                             option->least, option->most, value);
        if (option->kind == OPTION_SHARE)
            *(double *)field = number;
        else
            *(unsigned *)field = (unsigned)number;
        return true;
    }
}

static void set_flag(struct settings *settings, const struct option *option)
{
    void *field = (char *)settings + option->field;
    if (option->kind == OPTION_FLAG)
        *(bool *)field = true;
    else
        *(int *)field = option->set;
}

/* ---- the line ---- */

static bool is_flag(const struct option *option) { return option->kind == OPTION_FLAG || option->kind == OPTION_SET; }

static const struct option *find_option(const struct option *options, struct span name, char letter)
{
    for (; options->kind != OPTION_END; options++)
        if (letter ? options->letter == letter : span_equal(span_of(options->name), name))
            return options;
    return NULL;
}

static bool unknown_option(const struct option *options, const char *word, struct span name, struct syn_error *error)
{
    char letters[64];
    snprintf(letters, sizeof letters, "%.*s", (int)name.len, name.at);
    const char *near = word[1] == '-' ? nearest_name(letters, option_name_at, options) : NULL;
    if (near)
        return error_set(error, SYN_MISUSE, 0, "there is no option '%s'; did you mean '--%s'?", word, near);
    return error_set(error, SYN_MISUSE, 0, "there is no option '%s'; --help lists those there are", word);
}

/* One option, which begins at argv[*i]; *i moves to the last word it used. */
static bool take_option(struct settings *settings, const struct option *options, char **argv, int count, int *i,
                        struct syn_error *error)
{
    const char *word = argv[*i];
    bool is_long = word[1] == '-';
    struct span name = span_of(word + 1 + is_long);
    size_t equals = is_long ? span_find_byte(name, '=', 0) : SPAN_NONE;
    const char *value = equals != SPAN_NONE ? name.at + equals + 1 : NULL;
    if (value)
        name.len = equals;
    const struct option *option = find_option(options, name, is_long ? 0 : word[1]);
    if (!option)
        return unknown_option(options, word, name, error);
    if (!is_long && word[2])
        value = word + 2;
    if (is_flag(option)) {
        if (value)
            return error_set(error, SYN_MISUSE, 0, "--%s takes no value; '%s' has one", option->name, word);
        set_flag(settings, option);
        return true;
    }
    if (!value && *i + 1 == count)
        return error_set(error, SYN_MISUSE, 0, "--%s needs a value: --%s %s", option->name, option->name, option->value);
    return set_value(settings, option, value ? value : argv[++*i], error);
}

bool options_parse(struct invocation *invocation, const struct option *options, char **argv, int count,
                   struct syn_error *error)
{
    bool ended = false;
    for (int i = 0; i < count; i++) {
        const char *word = argv[i];
        if (ended || word[0] != '-' || !word[1])
            invocation->words[invocation->word_count++] = word;
        else if (strcmp(word, "--") == 0)
            ended = true;
        else if (!take_option(&invocation->settings, options, argv, count, &i, error))
            return false;
    }
    return true;
}

void options_print(const struct option *options)
{
    for (; options->kind != OPTION_END; options++) {
        char left[64], letter[8] = "    ";
        if (!options->help)
            continue;
        if (options->letter)
            snprintf(letter, sizeof letter, "-%c, ", options->letter);
        const char *value = options->value ? options->value : "";
        snprintf(left, sizeof left, "%s--%s%s%s", letter, options->name, *value ? " " : "", value);
        printf("  %-26s  %s\n", left, options->help);
    }
}
