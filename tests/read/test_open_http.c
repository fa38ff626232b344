/* What the transport refuses by itself; servers that answer are asked in tests/cli/test_fetch.sh. */
#include "read/open_http.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tap.h"

static struct http *open_one(bool allow_private)
{
    struct syn_error error;
    struct http_settings settings = { "test/1", 3, allow_private };
    struct http *http = http_open(&settings, &error);
    check(http != NULL, "the library begins");
    return http;
}

/* The answer to one request, waited for. */
static const struct transport_answer *ask(struct http *http, const char *url)
{
    struct transport t = http_transport(http);
    struct transport_request request = { .url = span_of(url), .body_max = 1000 };
    int64_t until = t.clock(t.context) + 10000;
    int slot = -1;
    t.start(t.context, 3, &request);
    while (slot < 0 && t.clock(t.context) < until)
        slot = t.wait(t.context, 100);
    check(slot == 3, "an answer comes");
    return t.answer(t.context, 3);
}

/* A socket that would take connections; *port: where. */
static int listen_here(int family, unsigned *port)
{
    struct sockaddr_in6 v6 = { .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT };
    struct sockaddr_in v4 = { .sin_family = AF_INET, .sin_addr = { htonl(INADDR_LOOPBACK) } };
    bool is_v6 = family == AF_INET6;
    int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK, 0);
    socklen_t size = is_v6 ? sizeof v6 : sizeof v4;
    struct sockaddr *address = is_v6 ? (struct sockaddr *)&v6 : (struct sockaddr *)&v4;
    if (fd < 0 || bind(fd, address, size) != 0 || listen(fd, 4) != 0 || getsockname(fd, address, &size) != 0) {
        if (fd >= 0)
            close(fd);
        return -1;
    }
    *port = ntohs(is_v6 ? v6.sin6_port : v4.sin_port);
    return fd;
}

static void test_private(void)
{
    static const char *const hosts[] = { "127.0.0.1", "localhost", "127.1", "0x7f000001", "2130706433", "0.0.0.0",
                                         "[::ffff:127.0.0.1]", "a.localhost" };
    struct http *http = open_one(false);
    unsigned port = 0;
    int fd = listen_here(AF_INET, &port);
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        char url[100];
        snprintf(url, sizeof url, "http://%s:%u/", hosts[i], port);
        check(ask(http, url)->end == TRANSPORT_PRIVATE, hosts[i]);
        check(accept(fd, NULL, NULL) < 0, "and nobody connects");
    }
    check(ask(http, "http://10.0.0.1/")->end == TRANSPORT_PRIVATE, "a private network");
    check(ask(http, "http://169.254.169.254/latest/meta-data/")->end == TRANSPORT_PRIVATE, "a cloud's keys");
    check_text(ask(http, "http://192.168.1.1/")->detail, SPAN("a private network"), "says what it is for");
    check(ask(http, "http://[fd00::1]/")->end == TRANSPORT_PRIVATE, "a private network of IPv6");
    close(fd);
    fd = listen_here(AF_INET6, &port);
    if (fd >= 0) {
        char url[100];
        snprintf(url, sizeof url, "http://[::1]:%u/", port);
        check(ask(http, url)->end == TRANSPORT_PRIVATE, "loopback of IPv6");
        check(accept(fd, NULL, NULL) < 0, "and nobody connects");
        close(fd);
    }
    http_close(http);
}

static void test_refused(void)
{
    struct http *http = open_one(true);
    check(ask(http, "file:///etc/passwd")->end != TRANSPORT_DONE, "a file is not read");
    check(ask(http, "ftp://127.0.0.1/")->end != TRANSPORT_DONE, "nor another scheme asked");
    check(ask(http, "http://127.0.0.1:1/")->end == TRANSPORT_NO_CONNECTION, "nobody listens there");
    check(ask(http, "http://no-such-host.invalid/")->end == TRANSPORT_NO_HOST, "no such host");
    http_close(http);
}

/* A request under way when all is closed. */
static void test_closing(void)
{
    struct http *http = open_one(true);
    struct transport t = http_transport(http);
    unsigned port = 0;
    int fd = listen_here(AF_INET, &port);
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%u/", port);
    struct transport_request request = { .url = span_of(url), .body_max = 1000, .etag = SPAN("\"x\"") };
    t.start(t.context, 0, &request);
    check(t.wait(t.context, 100) == -1, "who says nothing is waited for");
    http_close(http);
    close(fd);
    check(true, "and left");
}

int main(void)
{
    test_private();
    test_refused();
    test_closing();
    return tap_end();
}
