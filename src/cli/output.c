#define _GNU_SOURCE /* O_TMPFILE */
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool say(struct syn_error *error, const char *doing, const struct output *out, int why)
{
    const char *path = out->path[0] ? out->path : "standard output";
    return error_set(error, SYN_IO, 0, "cannot %s %s: %s", doing, path, strerror(why));
}

/* The folder of `path`, with its last slash; "./" where it names none. */
static void folder_of(const char *path, char folder[PATH_MAX])
{
    const char *slash = strrchr(path, '/');
    int length = slash ? (int)(slash - path) + 1 : 2;
    snprintf(folder, PATH_MAX, "%.*s", length, slash ? path : "./");
}

static bool name_temporary(struct output *out, struct syn_error *error)
{
    char folder[PATH_MAX];
    folder_of(out->path, folder);
    int length = snprintf(out->temporary, PATH_MAX, "%s.synoptic-%ld", folder, (long)getpid());
    return length < PATH_MAX || error_set(error, SYN_IO, 0, "the path %s is too long", out->path);
}

/* A new file without a name: nothing is left behind when the run is killed.  Not every file system can;
 * there it has a name from the start. */
static bool open_new(struct output *out, struct syn_error *error)
{
    char folder[PATH_MAX];
    folder_of(out->path, folder);
    out->file = open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
    if (out->file < 0 && errno != EACCES && errno != ENOENT && errno != EROFS) {
        if (!name_temporary(out, error))
            return false;
        out->file = open(out->temporary, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
    }
    out->replaces = true;
    return out->file >= 0 || say(error, "write", out, errno);
}

static bool open_path(struct output *out, struct syn_error *error)
{
    struct stat info;
    char real[PATH_MAX];
    if (realpath(out->path, real))
        snprintf(out->path, PATH_MAX, "%s", real);
    if (stat(out->path, &info) != 0)
        return open_new(out, error);
    if (S_ISDIR(info.st_mode))
        return error_set(error, SYN_MISUSE, 0, "%s is a folder; -o takes a file", out->path);
    if (S_ISREG(info.st_mode)) {
        if (access(out->path, W_OK) != 0)
            return say(error, "write", out, errno);
        if (!open_new(out, error))
            return false;
        fchmod(out->file, info.st_mode & 07777);
        return true;
    }
    out->file = open(out->path, O_WRONLY | O_CLOEXEC);
    return out->file >= 0 || say(error, "write", out, errno);
}

bool output_open(struct output *out, const char *path, struct syn_error *error)
{
    out->file = STDOUT_FILENO;
    out->replaces = out->closed = out->failed = false;
    out->held = 0;
    out->path[0] = out->temporary[0] = 0;
    if (!path || strcmp(path, "-") == 0)
        return true;
    if (!*path || strlen(path) >= PATH_MAX)
        return error_set(error, SYN_MISUSE, 0, "-o takes the name of a file; '%.60s' is none", path);
    snprintf(out->path, PATH_MAX, "%s", path);
    return open_path(out, error);
}

static void write_out(struct output *out, const char *at, size_t len)
{
    while (len && !out->failed && !out->closed) {
        ssize_t put = write(out->file, at, len);
        if (put >= 0) {
            at += put;
            len -= (size_t)put;
        } else if (errno == EPIPE) {
            out->closed = true;
        } else if (errno != EINTR) {
            out->failed = true;
            out->why = errno;
        }
    }
}

void output_flush(struct output *out)
{
    write_out(out, out->block, out->held);
    out->held = 0;
}

bool output_put(struct output *out, struct span bytes)
{
    if (out->held + bytes.len > OUTPUT_BLOCK)
        output_flush(out);
    if (bytes.len > OUTPUT_BLOCK) {
        write_out(out, bytes.at, bytes.len);
    } else if (bytes.len) {
        memcpy(out->block + out->held, bytes.at, bytes.len);
        out->held += bytes.len;
    }
    return !out->failed && !out->closed;
}

static bool give_name(struct output *out, struct syn_error *error)
{
    char self[64];
    if (out->temporary[0])
        return true;
    if (!name_temporary(out, error))
        return false;
    snprintf(self, sizeof self, "/proc/self/fd/%d", out->file);
    if (linkat(AT_FDCWD, self, AT_FDCWD, out->temporary, AT_SYMLINK_FOLLOW) == 0)
        return true;
    out->temporary[0] = 0;
    return say(error, "write", out, errno);
}

static bool replace(struct output *out, struct syn_error *error)
{
    if (!give_name(out, error))
        return false;
    return rename(out->temporary, out->path) == 0 || say(error, "replace", out, errno);
}

bool output_close(struct output *out, bool good, struct syn_error *error)
{
    output_flush(out);
    bool whole = !out->failed || say(error, "write", out, out->why);
    if (out->replaces) {
        bool done = whole && good && replace(out, error);
        if (!done && out->temporary[0])
            unlink(out->temporary);
        whole = whole && (done || !good);
    }
    if (out->path[0] && close(out->file) != 0 && whole)
        return say(error, "write", out, errno);
    return whole;
}
