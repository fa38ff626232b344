/* cli/main.c -- finds the command, reads its options and lets it run */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/cli.h"
#include "cli/options.h"
#include "cli/talk.h"

const struct command *const commands[] = {
    &command_compare, &command_extract, &command_annotate, &command_group,
    &command_copies,  &command_add,     &command_stories, &command_search,
    &command_show,    &command_diff,
    &command_story,   &command_doctor,  &command_export,
    &command_import,  &command_watch,   &command_sources, &command_alert,   &command_digest,   &command_serve,
    &command_help,    &command_version, NULL,
};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; commands[i]; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

static const char *command_name_at(const void *list, size_t i)
{
    const struct command *command = ((const struct command *const *)list)[i];
    return command ? command->name : NULL;
}

enum exit_code command_unknown(const char *name)
{
    struct syn_error error;
    struct stat info;
    const char *near = nearest_name(name, command_name_at, commands);
    if (stat(name, &info) == 0)
        error_set(&error, SYN_MISUSE, 0, "'%s' is no command; to compare what is in it: synoptic compare %s", name, name);
    else if (near)
        error_set(&error, SYN_MISUSE, 0, "there is no command '%s'; did you mean '%s'?", name, near);
    else
        error_set(&error, SYN_MISUSE, 0, "there is no command '%s'; 'synoptic help' lists those there are", name);
    return talk_fail(&error);
}

/* A filter reads standard input where nothing is named; at a terminal it would wait for typing, which
 * nobody means. */
static bool settle_input(struct invocation *invocation, struct syn_error *error)
{
    if (!invocation->command->takes_input || invocation->word_count)
        return true;
    if (isatty(STDIN_FILENO))
        return error_set(error, SYN_MISUSE, 0, "nothing to read: name files or folders, as in 'synoptic %s reports/', "
                         "or pipe something in", invocation->command->name);
    invocation->words[invocation->word_count++] = "-";
    return true;
}

static enum exit_code run_command(const struct command *command, char **argv, int count)
{
    struct syn_error error;
    struct invocation invocation = { .command = command };
    invocation.settings.least = 0.1;
    invocation.settings.threshold = -1;
    invocation.settings.limit = 100;
    invocation.settings.pace = 1;
    invocation.settings.timeout = 60;
    invocation.words = calloc((size_t)count + 1, sizeof *invocation.words);
    if (!invocation.words)
        arena_exhausted((size_t)count * sizeof *invocation.words);
    enum exit_code code = EXIT_DONE;
    if (!options_parse(&invocation, command->options, argv, count, &error))
        code = talk_fail(&error);
    else if (invocation.settings.version)
        print_version();
    else if (invocation.settings.help)
        print_help(command);
    else if (!settle_input(&invocation, &error))
        code = talk_fail(&error);
    else
        code = command->run(&invocation);
    free(invocation.words);
    return code;
}

static enum exit_code dispatch(int argc, char **argv)
{
    const char *first = argc > 1 ? argv[1] : NULL;
    if (!first) {
        fputs("usage: synoptic COMMAND [OPTIONS] INPUT...\n'synoptic help' lists the commands; "
              "to begin: synoptic compare a-folder-of-reports/\n", stderr);
        return EXIT_MISUSE;
    }
    if (first[0] == '-')
        return run_command(&command_help, argv + 1, argc - 1);
    const struct command *command = command_find(first);
    return command ? run_command(command, argv + 2, argc - 2) : command_unknown(first);
}

int main(int argc, char **argv)
{
    /* A reader that goes away shows as a failed write, which output.c takes for the end of the work. */
    signal(SIGPIPE, SIG_IGN);
    enum exit_code code = dispatch(argc, argv);
    /* What was printed without cli/output.h (help, version) may have failed too. */
    if (fflush(stdout) != 0 && code == EXIT_DONE) {
        perror("synoptic: cannot write standard output");
        code = EXIT_FAILED;
    }
    return code;
}
