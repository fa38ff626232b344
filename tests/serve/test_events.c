/* What happens in a store, told to those who listen on real sockets while it happens. */
#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "serve/ask.h"
#include "serve/events.h"

enum { LISTENING = 20 };

#define REPORT(id, outlet, title, text) \
    "{\"id\":\"" id "\",\"url\":\"https://" outlet ".example/" id "\",\"outlet\":\"" outlet "\",\"title\":\"" title \
    "\",\"published\":\"2031-03-12T09:00:00Z\",\"text\":\"" text "\"}\n"
static const char first[] = REPORT("one", "courier", "Ferry runs aground off Port Ansel",
    "The ferry Halden ran aground off Port Ansel on Wednesday morning with 212 people on board, the harbour office said.");
static const char changed[] = REPORT("one", "courier", "Ferry runs aground off Port Ansel",
    "The ferry Halden ran aground off Port Ansel on Wednesday morning with 214 people on board, the harbour office said. "
    "Nobody was hurt.");
static const char other[] = REPORT("two", "herald", "Brewery in Tolm closes after 140 years",
    "The Tolm brewery will close at the end of May after 140 years, its owner Petra Lund told the staff on Tuesday.");

static struct asking *a;
static struct events *events;
static int port;

static void answer(void *context, unsigned worker, const struct http_request *r, struct arena *keep,
                   struct http_answer *out)
{
    (void)context;
    (void)worker;
    *out = (struct http_answer){ .status = 200, .body = buffer_in(keep), .listens = true };
    out->listens_from = r->query.count ? atoi(arena_copy(keep, r->query.at[0].value).at) : events_last(events);
}

static int listen_to(const char *target)
{
    char text[200];
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                 .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct timeval patience = { 20, 0 };
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    connect(s, (struct sockaddr *)&there, sizeof there);
    snprintf(text, sizeof text, "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n", target);
    send(s, text, strlen(text), MSG_NOSIGNAL);
    return s;
}

/* Reads until `text` came. */
static bool hears(int s, const char *text)
{
    char all[16384];
    size_t length = 0;
    ssize_t n;
    while (length < sizeof all - 1 && (n = recv(s, all + length, sizeof all - 1 - length, 0)) > 0) {
        length += (size_t)n;
        all[length] = 0;
        if (strstr(all, text))
            return true;
    }
    printf("# %.*s\n", (int)length, all);
    return false;
}

static void add(const char *line)
{
    struct syn_error error = { .text = "" };
    if (!check(ask_fill(a, NULL, line, &error), "a report comes"))
        printf("# %s\n", error.text);
}

static void test_live(void)
{
    int sockets[LISTENING];
    char target[64];
    unsigned good = 0;
    int64_t begun = events_last(events);
    for (unsigned i = 0; i < LISTENING; i++) {
        sockets[i] = listen_to("/events");
        hears(sockets[i], "retry:");
        if (i % 2)
            close(sockets[i]);
    }
    add(first);
    for (unsigned i = 0; i < LISTENING; i += 2)
        good += hears(sockets[i], "\"what\":\"new\"");
    check(good == LISTENING / 2, "all who listen are told of a new story");
    add(changed);
    good = 0;
    for (unsigned i = 0; i < LISTENING; i += 2)
        good += hears(sockets[i], "event: version\ndata: {\"article\":\"a1\",\"version\":2,");
    check(good == LISTENING / 2, "and of a version");
    int64_t between = events_last(events);
    add(other);
    check(hears(sockets[0], "Brewery in Tolm"), "and of another story");

    snprintf(target, sizeof target, "/events?from=%lld", (long long)between);
    int s = listen_to(target);
    check(hears(s, "Brewery in Tolm"), "who comes back is told what came meanwhile");
    close(s);
    snprintf(target, sizeof target, "/events?from=%lld", (long long)begun - 1);
    s = listen_to(target);
    check(hears(s, "event: missed"), "and that there was more, where it is not kept");
    close(s);
    snprintf(target, sizeof target, "/events?from=%lld", (long long)between + 1000);
    s = listen_to(target);
    check(hears(s, "retry:"), "a number that never was is the last one");
    close(s);
    for (unsigned i = 2; i < LISTENING; i += 2)
        close(sockets[i]);
}

static void test_many(void)
{
    int sockets[200];
    unsigned told = 0, busy = 0;
    char some[40];
    for (unsigned i = 0; i < 200; i++)
        sockets[i] = listen_to("/events");
    for (unsigned i = 0; i < 200; i++) {
        ssize_t n = recv(sockets[i], some, sizeof some - 1, 0);
        told += n > 12 && memcmp(some + 9, "200", 3) == 0;
        busy += n > 12 && memcmp(some + 9, "503", 3) == 0;
    }
    check(told >= 100 && busy >= 60 && told + busy == 200, "so many may listen, and no more");
    for (unsigned i = 0; i < 200; i++)
        close(sockets[i]);
    sleep(3);
    int s = listen_to("/events");
    check(hears(s, "retry:"), "those who went away leave room for others");
    close(s);
}

int main(void)
{
    struct syn_error error;
    struct serving_settings serving = { .local = true };
    a = ask_open_of(NULL, NULL, &serving);
    events = events_open(a->path, &error);
    struct http_settings settings = { .address = "127.0.0.1:0", .workers = 2, .slow_workers = 1, .answer = answer,
                                      .events = events };
    struct http *http = events ? http_listen(&settings, &error) : NULL;
    if (!check(http && http_run(http, &error), "it listens"))
        return tap_end();
    port = atoi(strrchr(http_address(http), ':') + 1);
    test_live();
    test_many();
    int last = listen_to("/events");
    hears(last, "retry:");
    http_stop(http);
    char some[10];
    check(recv(last, some, sizeof some, 0) <= 0 || recv(last, some, sizeof some, 0) <= 0,
          "it ends while somebody listens");
    close(last);
    events_close(events);
    ask_close(a);
    return tap_end();
}
