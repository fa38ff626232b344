#include "cli/talk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 1000, PAUSE = 100, NARROWEST = 40, WIDEST = 400, USUAL_WIDTH = 80, HOST_SHOWN = 40 };

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct talk talk_begin(void) { return (struct talk){ .terminal = isatty(STDERR_FILENO), .begun = now() }; }

void talk_end(struct talk *talk)
{
    if (talk->shown)
        fputs("\r\033[K", stderr);
    talk->shown = false;
}

void talk_problem(struct talk *talk, const struct syn_error *error)
{
    talk_end(talk);
    talk->problems++;
    fprintf(stderr, "synoptic: %s\n", error->text);
}

/* Whether it is time to tell something new; begins the line. */
static bool begin_line(struct talk *talk)
{
    int64_t time = talk->terminal ? now() : 0;
    if (!talk->terminal || time - talk->begun < PATIENCE || time - talk->told < PAUSE)
        return false;
    fputs("\r\033[K", stderr);
    talk->told = time;
    talk->shown = true;
    return true;
}

void talk_progress(struct talk *talk, const char *doing, size_t done)
{
    if (!begin_line(talk))
        return;
    fprintf(stderr, "%s %zu reports ...", doing, done);
    fflush(stderr);
}

static void put_left(double seconds)
{
    if (seconds < 90)
        fprintf(stderr, ", %.0f s left", seconds);
    else if (seconds < 5400)
        fprintf(stderr, ", %.0f min left", seconds / 60);
    else
        fprintf(stderr, ", %.1f h left", seconds / 3600);
}

void talk_loading(struct talk *talk, size_t done, double share)
{
    enum { BAR = 20 };
    static const char bar[] = "####################....................";
    if (!begin_line(talk))
        return;
    double seconds = (double)(talk->told - talk->begun) / 1000;
    int filled = share > 1 ? BAR : (int)(share * BAR);
    if (share > 0)
        fprintf(stderr, "[%.*s] %.0f %% ", BAR, bar + BAR - filled, share * 100 > 100 ? 100 : share * 100);
    fprintf(stderr, "%zu articles, %.0f a second", done, (double)done / seconds);
    if (share > 0.01 && share < 1)
        put_left(seconds / share - seconds);
    fflush(stderr);
}

void talk_fetching(struct talk *talk, size_t done, size_t known, struct span host)
{
    if (!begin_line(talk))
        return;
    host = span_cut(host, 0, HOST_SHOWN);
    fprintf(stderr, "fetching: %zu of %zu, waiting for %.*s ...", done, known, (int)host.len, host.at);
    fflush(stderr);
}

void talk_left_out(struct talk *talk, size_t count, unsigned limit)
{
    talk_end(talk);
    fprintf(stderr, "synoptic: %zu more address%s of lists %s not fetched; --limit is %u\n", count,
            count == 1 ? "" : "es", count == 1 ? "was" : "were", limit);
}

enum exit_code talk_fail(const struct syn_error *error)
{
    fprintf(stderr, "synoptic: %s\n", error->text);
    return error->status == SYN_MISUSE ? EXIT_MISUSE : EXIT_FAILED;
}

unsigned terminal_width(unsigned asked)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    long width = asked;
    if (!width && columns)
        width = strtol(columns, NULL, 10);
    if (!width && isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    if (width <= 0)
        return USUAL_WIDTH;
    return (unsigned)(width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width);
}

bool terminal_colour(enum colour asked, bool to_file)
{
    const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (asked != COLOUR_AUTO)
        return asked == COLOUR_ALWAYS;
    return !to_file && isatty(STDOUT_FILENO) && !(no_colour && *no_colour) &&
           !(terminal && strcmp(terminal, "dumb") == 0);
}
