#include "read/open_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *advice(int number)
{
    switch (number) {
    case ENOENT:
    case ENOTDIR:
        return "there is no such file or folder; check the path";
    case EACCES:
    case EPERM:
        return "permission denied; change its permissions or leave it out";
    case ELOOP:
        return "its link leads in a circle; remove the link";
    case ENAMETOOLONG:
        return "the path is too long for the system; shorten it";
    case EMFILE:
    case ENFILE:
        return "too many open files; raise the limit (ulimit -n)";
    case EISDIR:
        return "it is a folder; give its path instead";
    default:
        return NULL;
    }
}

static const char *shown(const char *path) { return strcmp(path, "-") == 0 ? "standard input" : path; }

static bool say_errno(const char *path, int number, struct syn_error *error)
{
    const char *what = advice(number);
    enum syn_status status = number == ENOENT || number == ENOTDIR ? SYN_NOT_FOUND : SYN_IO;
    if (what)
        return error_set(error, status, 0, "cannot read %.*s: %s", SOURCE_NAME_SHOWN, shown(path), what);
    return error_set(error, status, 0, "cannot read %.*s: %s; check the disk and the path", SOURCE_NAME_SHOWN,
                     shown(path), strerror(number));
}

static enum file_type type_of(const struct stat *info)
{
    return S_ISREG(info->st_mode) ? FILE_REGULAR : S_ISDIR(info->st_mode) ? FILE_FOLDER : FILE_OTHER;
}

bool file_look(const char *path, struct file_info *info, struct syn_error *error)
{
    struct stat found;
    if (stat(path, &found) != 0)
        return say_errno(path, errno, error);
    *info = (struct file_info){ type_of(&found), found.st_dev, found.st_ino, (uint64_t)found.st_size };
    return true;
}

bool file_open(const char *path, struct file *file, struct syn_error *error)
{
    struct stat found;
    file->name = span_of(path);
    if (strcmp(path, "-") == 0) {
        file->descriptor = STDIN_FILENO;
        return true;
    }
    /* Looked at before it is opened, for opening some devices does something; and not waiting, for
     * it may have become a pipe since. */
    if (stat(path, &found) != 0)
        return say_errno(path, errno, error);
    if (!S_ISREG(found.st_mode))
        return error_set(error, SYN_MISUSE, 0,
                         "cannot read %.*s: it is no regular file but a pipe, socket or device; "
                         "give it as standard input (-)", SOURCE_NAME_SHOWN, shown(path));
    file->descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    return file->descriptor >= 0 || say_errno(path, errno, error);
}

void file_close(struct file *file)
{
    if (file->descriptor > STDIN_FILENO)
        close(file->descriptor);
    file->descriptor = -1;
}

static long pull(void *context, char *into, size_t room, struct syn_error *error)
{
    struct file *file = context;
    ssize_t got;
    do
        got = read(file->descriptor, into, room);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        say_errno(file->name.at, errno, error);
    return (long)got;
}

struct source file_source(struct file *file)
{
    return (struct source){ .pull = pull, .context = file, .name = file->name };
}

static int by_bytes(const void *a, const void *b)
{
    return span_compare(*(const struct span *)a, *(const struct span *)b);
}

bool file_list(struct arena *keep, const char *folder, struct spans *names, struct syn_error *error)
{
    DIR *open = opendir(folder);
    size_t room = 0;
    int failure = 0;
    *names = (struct spans){ NULL, 0 };
    if (!open)
        return say_errno(folder, errno, error);
    for (struct dirent *entry; errno = 0, (entry = readdir(open));) {
        if (entry->d_name[0] == '.')
            continue;
        struct span name = arena_copy(keep, span_of(entry->d_name));
        ARENA_ROOM(keep, names->at, names->count, room);
        names->at[names->count++] = name;
    }
    failure = errno;
    closedir(open);
    if (failure)
        return say_errno(folder, failure, error);
    if (names->count)
        qsort(names->at, names->count, sizeof *names->at, by_bytes);
    return true;
}
