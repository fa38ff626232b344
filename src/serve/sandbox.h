/* serve/sandbox.h -- gives up what a server does not need (the one home of Landlock and seccomp)
 *
 * Called once, before any thread is started: all that come later are held to the same.  It cannot be taken back.
 *
 * Files:    Landlock leaves what is named, for reading or writing, and a few that libraries ask for (the clock's zone,
 *           how many processors there are, random numbers).
 * Network:  no new sockets; what listens already goes on.  With `fetch`, connections out are left.
 * Calls:    seccomp refuses (EPERM) what starts programs, looks into others, mounts, loads modules, changes who one is,
 *           and doors to the kernel that have often been broken (bpf, io_uring, userfaultfd, perf events, keys).
 *
 * Fails:   where the kernel has what it takes, but refuses it.  Where it has not, `out` says so and nothing is lost.
 * Threads: none yet.
 */
#ifndef SYN_SERVE_SANDBOX_H
#define SYN_SERVE_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct sandbox_path { const char *path; bool writes; };   /* a folder and all in it, or a file; not there: left out */

struct sandbox_settings {
    const struct sandbox_path *paths;
    size_t count;
    bool fetch;
};

struct sandbox {
    int files;          /* the kernel's version of Landlock; 0: it has none, and files are not kept apart */
    bool calls;         /* seccomp holds */
};

bool sandbox_enter(const struct sandbox_settings *settings, struct sandbox *out, struct syn_error *error);

#endif
