#define _GNU_SOURCE /* O_PATH, CLONE_THREAD */
#include "serve/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* ---- files: Landlock ---- */

/* What later kernels know, which the headers of an older system do not name yet. */
enum {
    RIGHT_TRUNCATE = 1 << 14,          /* version 3 */
    RIGHT_IOCTL = 1 << 15,             /* version 5 */
    NET_BIND = 1 << 0, NET_CONNECT = 1 << 1,          /* version 4 */
    SCOPE_ABSTRACT = 1 << 0, SCOPE_SIGNAL = 1 << 1    /* version 6 */
};
struct rules { uint64_t files, net, scopes; };

static const uint64_t READ = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
static const uint64_t WRITE = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                              LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |
                              LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REFER | RIGHT_TRUNCATE;

static uint64_t known_files(int version)
{
    uint64_t all = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;
    if (version >= 2)
        all |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= 3)
        all |= RIGHT_TRUNCATE;
    if (version >= 5)
        all |= RIGHT_IOCTL;
    return all;
}

static bool fail(struct syn_error *error, const char *doing)
{
    return error_set(error, SYN_IO, 0, "cannot %s: %s; --no-sandbox starts without", doing, strerror(errno));
}

static bool allow(int rules, const struct sandbox_path *p, uint64_t known, struct syn_error *error)
{
    struct stat info;
    int file = open(p->path, O_PATH | O_CLOEXEC);
    if (file < 0)
        return true;
    uint64_t rights = READ | (p->writes ? WRITE : 0);
    if (fstat(file, &info) == 0 && !S_ISDIR(info.st_mode))
        rights &= LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | RIGHT_TRUNCATE;
    struct landlock_path_beneath_attr beneath = { .allowed_access = rights & known, .parent_fd = file };
    bool good = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    int why = errno;
    close(file);
    errno = why;
    return good || fail(error, "leave files to the sandbox");
}

/* What libraries read, whatever they are used for. */
static const struct sandbox_path always[] = {
    { "/etc/localtime", false }, { "/usr/share/zoneinfo", false }, { "/sys/devices/system/cpu", false },
    { "/proc/self", false }, { "/dev/null", true }, { "/dev/urandom", false }, { "/dev/random", false }
};
/* What finding a host and trusting it takes: names, certificates, the libraries that look names up. */
static const struct sandbox_path fetching[] = {
    { "/etc/resolv.conf", false }, { "/etc/hosts", false }, { "/etc/host.conf", false }, { "/etc/nsswitch.conf", false },
    { "/etc/gai.conf", false }, { "/etc/services", false }, { "/etc/protocols", false }, { "/etc/ld.so.cache", false },
    { "/etc/ssl", false }, { "/etc/pki", false }, { "/etc/ca-certificates", false },
    { "/usr/share/ca-certificates", false }, { "/usr/local/share/ca-certificates", false },
    { "/run/systemd/resolve", false }, { "/run/nscd", false }, { "/lib", false }, { "/lib64", false }, { "/usr/lib", false }, { "/usr/lib64", false }
};

static bool allow_all(int rules, const struct sandbox_path *paths, size_t count, uint64_t known, struct syn_error *error)
{
    for (size_t i = 0; i < count; i++)
        if (!allow(rules, &paths[i], known, error))
            return false;
    return true;
}

static bool close_files(const struct sandbox_settings *s, struct sandbox *out, struct syn_error *error)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return true;
    struct rules handled = { .files = known_files((int)version) };
    size_t size = sizeof handled.files;
    if (version >= 4) {
        handled.net = NET_BIND | (s->fetch ? 0 : NET_CONNECT);
        size = sizeof handled.files + sizeof handled.net;
    }
    if (version >= 6) {
        handled.scopes = SCOPE_ABSTRACT | SCOPE_SIGNAL;
        size = sizeof handled;
    }
    int rules = (int)syscall(SYS_landlock_create_ruleset, &handled, size, 0);
    if (rules < 0)
        return fail(error, "make the sandbox");
    bool good = allow_all(rules, always, sizeof always / sizeof *always, handled.files, error) &&
                (!s->fetch || allow_all(rules, fetching, sizeof fetching / sizeof *fetching, handled.files, error)) &&
                allow_all(rules, s->paths, s->count, handled.files, error);
    if (good && syscall(SYS_landlock_restrict_self, rules, 0) != 0)
        good = fail(error, "enter the sandbox");
    close(rules);
    if (good)
        out->files = (int)version;
    return good;
}

/* ---- calls: seccomp ---- */

/* Refused whatever they are asked for.  A name that this machine does not have is passed over. */
static const char *const refused[] = {
    /* other programs */
    "execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp",
    "pidfd_getfd", "pidfd_open", "pidfd_send_signal",
    /* the system and its file systems */
    "mount", "umount", "umount2", "move_mount", "open_tree", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr",
    "pivot_root", "chroot", "swapon", "swapoff", "reboot", "kexec_load", "kexec_file_load", "init_module",
    "finit_module", "delete_module", "acct", "quotactl", "quotactl_fd", "syslog", "sethostname", "setdomainname", "settimeofday",
    "clock_settime", "clock_adjtime", "adjtimex", "nfsservctl", "lookup_dcookie", "iopl", "ioperm", "modify_ldt", "vm86",
    "vm86old",
    /* who one is, and in which rooms */
    "unshare", "setns", "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setfsuid", "setfsgid",
    "setgroups", "capset", "personality",
    /* files past their folders, and devices */
    "open_by_handle_at", "name_to_handle_at", "mknod", "mknodat", "fanotify_init", "fanotify_mark",
    /* doors of the kernel that nothing here needs */
    "bpf", "perf_event_open", "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register", "add_key",
    "request_key", "keyctl", "memfd_secret", "memfd_create", "vmsplice", "move_pages", "migrate_pages", "mbind",
    "set_mempolicy", "shmget", "shmat", "shmctl", "msgget", "semget", "mq_open"
};

static bool refuse(scmp_filter_ctx filter, const char *name)
{
    int call = seccomp_syscall_resolve_name(name);
    if (call == __NR_SCMP_ERROR || call < 0)
        return true;
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0;
}

/* Those that fetching does not take: neither the net's, nor this machine's for looking up names. */
static bool refuse_other_sockets(scmp_filter_ctx filter)
{
    bool good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(listen), 0) == 0 &&
                seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
                                 SCMP_A0(SCMP_CMP_GT, AF_NETLINK)) == 0 &&
                seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
                                 SCMP_A1(SCMP_CMP_MASKED_EQ, 0xf, SOCK_RAW)) == 0;
    for (unsigned family = 0; good && family < AF_NETLINK; family++)
        if (family != AF_UNIX && family != AF_INET && family != AF_INET6)
            good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
                                    SCMP_A0(SCMP_CMP_EQ, family)) == 0;
    return good;
}

/* Sockets: none, or those that fetching takes. */
static bool refuse_sockets(scmp_filter_ctx filter, bool fetch)
{
    static const char *const calls[] = { "socketpair", "bind", "listen", "connect" };
    bool good = true;
    if (fetch)
        return refuse_other_sockets(filter);
    for (size_t i = 0; good && i < sizeof calls / sizeof *calls; i++)
        good = refuse(filter, calls[i]);
    return good && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 0) == 0;
}

/* Threads may be started, processes not.  What clone3 asks for cannot be looked at, so that it is not there, and the
 * C library takes clone. */
static bool refuse_processes(scmp_filter_ctx filter)
{
    int clone3 = seccomp_syscall_resolve_name("clone3");
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) == 0 &&
           (clone3 < 0 || seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), clone3, 0) == 0);
}

/* Memory that is data stays data.  Looking up names loads libraries, so that fetching needs it. */
static bool refuse_new_code(scmp_filter_ctx filter)
{
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(mmap), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC)) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(mprotect), 1,
                            SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC)) == 0;
}

static bool close_calls(const struct sandbox_settings *s, struct sandbox *out, struct syn_error *error)
{
    if (prctl(PR_GET_SECCOMP) < 0)
        return true;
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool good = filter != NULL;
    for (size_t i = 0; good && i < sizeof refused / sizeof *refused; i++)
        good = refuse(filter, refused[i]);
    good = good && refuse_processes(filter) && refuse_sockets(filter, s->fetch) && (s->fetch || refuse_new_code(filter));
    int code = good ? seccomp_load(filter) : -EINVAL;
    seccomp_release(filter);
    if (code == -EINVAL && good)       /* a kernel without filters */
        return true;
    errno = -code;
    out->calls = code == 0;
    return out->calls || fail(error, "enter the sandbox");
}

bool sandbox_enter(const struct sandbox_settings *settings, struct sandbox *out, struct syn_error *error)
{
    *out = (struct sandbox){ .files = 0 };
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail(error, "give up rights");
    return close_files(settings, out, error) && close_calls(settings, out, error);
}
