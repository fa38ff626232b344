#include <stdio.h>

#include "cli/options.h"

void print_version(void) { puts("synoptic " SYN_VERSION); }

static enum exit_code run(const struct invocation *invocation)
{
    (void)invocation;
    print_version();
    return EXIT_DONE;
}

static const struct option options[] = { OPTION_ROW_END };

const struct command command_version = {
    .name = "version",
    .run = run,
    .summary = "print the version",
    .synopsis = "",
    .about = "Prints the name and version of the program, on one line.\n",
    .options = options,
};
