/* What is left to a process once it is in the sandbox.  Each test is a process of its own. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "serve/sandbox.h"
#include "tap.h"

static struct sockaddr_in listening;       /* where somebody listens */
static char folder[] = "/tmp/synoptic-sandbox-XXXXXX";

static bool may_open(const char *path, int flags)
{
    int file = open(path, flags | O_CLOEXEC, 0600);
    if (file >= 0)
        close(file);
    return file >= 0;
}

static const char *in_folder(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void *touch(void *context)
{
    return may_open("/etc/passwd", O_RDONLY) ? context : NULL;
}

static bool try_files(void)
{
    pthread_t thread;
    void *got = folder;
    if (!may_open(in_folder("store"), O_RDWR) || !may_open(in_folder("store-wal"), O_RDWR | O_CREAT) ||
        unlink(in_folder("store-wal")) != 0)
        return false;
    pthread_create(&thread, NULL, touch, folder);
    pthread_join(thread, &got);
    return !got && !may_open("/etc/passwd", O_RDONLY) && errno == EACCES && !may_open("/etc", O_RDONLY | O_DIRECTORY) &&
           !may_open("/tmp/synoptic-sandbox-other", O_RDWR | O_CREAT) && mkdir("/tmp/synoptic-sandbox-dir", 0700) != 0 &&
           symlink("/etc/passwd", in_folder("link")) != 0 && !may_open("/dev/sda", O_RDONLY);
}

static bool try_programs(void)
{
    char *const none[] = { NULL };
    bool kept = execve("/bin/true", none, none) != 0 && errno == EPERM;
    kept = kept && fork() < 0 && errno == EPERM && vfork() < 0;
    return kept && ptrace(PTRACE_TRACEME, 0, NULL, NULL) != 0 && errno == EPERM;
}

static bool try_sockets(void)
{
    int pair[2];
    return socket(AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM && socket(AF_UNIX, SOCK_STREAM, 0) < 0 &&
           socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0;
}

static bool try_kernel(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return syscall(SYS_bpf, 0, NULL, 0) != 0 && errno == EPERM && syscall(SYS_keyctl, 0, 0, 0) != 0 && errno == EPERM &&
           syscall(SYS_unshare, 0) != 0 && errno == EPERM && syscall(SYS_io_uring_setup, 1, NULL) != 0 && errno == EPERM &&
           page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) != 0 && errno == EPERM;
}

/* Fetching: connections out, and no other kinds. */
static bool try_fetching(void)
{
    int stream = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), six = socket(AF_INET6, SOCK_DGRAM, 0);
    struct addrinfo *found = NULL;
    bool reaches = connect(stream, (struct sockaddr *)&listening, sizeof listening) == 0 &&
                   getaddrinfo("localhost", "80", NULL, &found) == 0;
    return reaches && (six >= 0 || errno == EAFNOSUPPORT) && listen(stream, 1) != 0 && errno == EPERM &&
           socket(AF_PACKET, SOCK_RAW, 0) < 0 && errno == EPERM && socket(AF_ALG, SOCK_SEQPACKET, 0) < 0 && errno == EPERM &&
           socket(AF_INET, SOCK_RAW, 1) < 0 && errno == EPERM && !may_open("/etc/passwd", O_RDONLY) &&
           (access("/etc/hosts", F_OK) != 0 || may_open("/etc/hosts", O_RDONLY));
}

enum { HOLDS, BREAKS, NO_SANDBOX };

static int in_sandbox(bool fetch, bool files, bool (*try)(void))
{
    fflush(stdout);
    pid_t child = fork();
    int code;
    if (child == 0) {
        struct sandbox_path paths[] = { { folder, true }, { "/not/there", true } };
        struct sandbox_settings settings = { paths, 2, fetch };
        struct sandbox holds;
        struct syn_error error;
        if (!sandbox_enter(&settings, &holds, &error)) {
            printf("# %s\n", error.text);
            fflush(stdout);
            _exit(BREAKS);
        }
        _exit((files && !holds.files) || !holds.calls ? NO_SANDBOX : try() ? HOLDS : BREAKS);
    }
    return waitpid(child, &code, 0) == child && WIFEXITED(code) ? WEXITSTATUS(code) : BREAKS;
}

static void test(const char *what, bool fetch, bool files, bool (*try)(void))
{
    int code = in_sandbox(fetch, files, try);
    if (code == NO_SANDBOX)
        printf("ok %d - %s # SKIP the kernel has no sandbox\n", ++tap_count, what);
    else
        check(code == HOLDS, what);
}

static int listen_somewhere(void)
{
    socklen_t length = sizeof listening;
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    listening = (struct sockaddr_in){ .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    bool good = bind(s, (struct sockaddr *)&listening, length) == 0 && listen(s, 4) == 0 &&
                getsockname(s, (struct sockaddr *)&listening, &length) == 0;
    return good ? s : -1;
}

int main(void)
{
    int somewhere = listen_somewhere();
    if (somewhere < 0 || !mkdtemp(folder) || !may_open(in_folder("store"), O_RDWR | O_CREAT))
        return 1;
    check(may_open("/etc/passwd", O_RDONLY), "outside there is more to read");
    test("files: the store's folder, and no others", false, true, try_files);
    test("no programs are started", false, false, try_programs);
    test("no new sockets", false, false, try_sockets);
    test("doors to the kernel are shut, and data stays data", false, false, try_kernel);
    test("to fetch: connections out, and what finds and trusts a host", true, true, try_fetching);
    close(somewhere);
    unlink(in_folder("store"));
    rmdir(folder);
    return tap_end();
}
