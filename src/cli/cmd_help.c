#include <stdio.h>

#include "cli/options.h"

static void print_commands(void)
{
    puts("synoptic reads many reports of one event and sets them side by side: what they agree on, who\n"
         "said what, what only one of them has, where they differ, and who copied from whom.\n\n"
         "usage: synoptic COMMAND [OPTIONS] INPUT...\n\ncommands:");
    for (size_t i = 0; commands[i]; i++)
        printf("  %-10s  %s\n", commands[i]->name, commands[i]->summary);
    puts("\nINPUT is a text, HTML or JSONL file, any of them gzipped, a folder of such, - for standard input, or an\n"
         "address (https://...), which is fetched.\n\n"
         "to begin:\n"
         "  synoptic compare reports/                  what a folder of reports says, on the terminal\n"
         "  synoptic compare -o page.html --format html reports/\n"
         "  synoptic help compare                      all about one command");
}

void print_help(const struct command *command)
{
    if (!command || command == &command_help) {
        print_commands();
        return;
    }
    printf("usage: synoptic %s%s%s\n\n%s\n", command->name, *command->synopsis ? " " : "", command->synopsis,
           command->about);
    puts("options:");
    options_print(command->options);
}

static enum exit_code run(const struct invocation *invocation)
{
    if (!invocation->word_count) {
        print_help(NULL);
        return EXIT_DONE;
    }
    const struct command *command = command_find(invocation->words[0]);
    if (!command)
        return command_unknown(invocation->words[0]);
    print_help(command);
    return EXIT_DONE;
}

static const struct option options[] = { OPTION_ROW_END };

const struct command command_help = {
    .name = "help",
    .run = run,
    .summary = "explain a command",
    .synopsis = "[COMMAND]",
    .about = "",
    .options = options,
};
