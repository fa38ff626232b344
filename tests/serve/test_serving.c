/* Which requests are answered, by whom, and who may ask for what. */
#include "ask.h"

#include "serve/exchange.h"

static bool is_problem(const struct http_answer *answer, unsigned status)
{
    return answer->status == status && span_equal(answer->type, SPAN("application/problem+json"));
}

static struct http_answer ask_with(struct asking *a, enum http_method method, const char *target, const char *host,
                                   const char *site, const char *origin)
{
    struct http_request request = ask_request(a, method, target);
    request.host = span_of(host);
    request.site = span_of(site);
    request.origin = span_of(origin);
    return ask_send(a, &request);
}

static void test_addresses(void)
{
    struct asking *a = ask_open(NULL);
    check(ask_get(a, "/style.css").status == 200, "the style sheet is there");
    check(ask_get(a, "/nothing").status == 404, "what is not there is not found");
    check(ask_get(a, "/style.css/").status == 404, "a path is the whole path");
    check(ask_get(a, "//style.css").status == 404, "and nothing but the path");
    check(ask_get(a, "").status == 404, "an empty path is none");
    struct http_answer missing = ask_get(a, "/api/v1/nothing/at/all");
    check(is_problem(&missing, 404), "the API says it as an object");
    check(ask_has(&missing, "\"status\":404"), "with its status");
    struct http_answer wrong = ask_post(a, "/style.css", "");
    check(wrong.status == 405 && span_equal(wrong.allow, SPAN("GET, HEAD")), "another method is refused, and which there are is said");
    struct http_answer other = ask_get(a, "/<script>alert(1)</script>");
    check(other.status == 404 && !ask_has(&other, "<script>alert"), "what was asked for does not come back as markup");
    ask_close(a);
}

static void test_known(void)
{
    struct asking *a = ask_open(NULL);
    struct http_answer first = ask_get(a, "/style.css");
    a->known = span_of(first.etag);
    check(first.etag[0] && ask_get(a, "/style.css").status == 304, "who has it is told so");
    a->cookie_theme = SPAN("dark");
    check(ask_get(a, "/style.css").status == 200, "what looks otherwise is another thing");
    ask_close(a);
}

static void test_hosts(void)
{
    struct asking *a = ask_open(NULL);
    check(ask_with(a, HTTP_GET, "/style.css", "localhost:8080", "", "").status == 200, "a name of this machine");
    check(ask_with(a, HTTP_GET, "/style.css", "[::1]:8080", "", "").status == 200, "an address of this machine");
    check(ask_with(a, HTTP_GET, "/style.css", "evil.example", "", "").status == 421, "another name is refused");
    check(ask_with(a, HTTP_GET, "/style.css", "localhost.evil.example", "", "").status == 421, "also one that begins alike");
    check(ask_with(a, HTTP_GET, "/style.css", "127.0.0.1.evil.example", "", "").status == 421, "or with an address");
    check(ask_with(a, HTTP_POST, "/theme", "127.0.0.1:8080", "cross-site", "http://evil.example").status == 403,
          "a page from elsewhere may not send forms");
    check(ask_with(a, HTTP_POST, "/theme", "127.0.0.1:8080", "", "http://evil.example").status == 403,
          "also where the browser says only its origin");
    check(ask_with(a, HTTP_POST, "/theme", "127.0.0.1:8080", "", "http://127.0.0.1:9090").status == 403,
          "another port is another origin");
    ask_close(a);
}

static void test_elsewhere(void)
{
    struct serving_settings settings = { .token = SPAN(ASK_TOKEN), .local = false };
    struct asking *a = ask_open_of(NULL, NULL, &settings);
    struct http_answer page = ask_get(a, "/about"), object = ask_get(a, "/api/v1/health");
    check(page.status == 303 && span_equal(page.location, SPAN("/enter?back=%2Fabout")), "from elsewhere, a page leads to the entrance");
    check(is_problem(&object, 401), "and the API asks for the token");
    check(ask_get(a, "/style.css").status == 200, "the entrance has its style");
    a->bearer = SPAN("a token for tests alonf");
    check(ask_get(a, "/about").status == 303, "a wrong token is none");
    a->bearer = SPAN("a token for tests alon");
    check(ask_get(a, "/about").status == 303, "nor is the begin of one");
    a->bearer = SPAN(ASK_TOKEN);
    check(ask_get(a, "/about").status == 200, "the right one is");
    ask_close(a);
}

static void test_methods_have_routes(void)
{
    for (const struct route *const *list = routes; *list; list++)
        for (const struct route *r = *list; r->path; r++) {
            unsigned parts = 0;
            for (const char *c = r->path; *c; c++)
                parts += *c == '$';
            if (parts > EXCHANGE_PARTS || r->path[0] != '/' || !r->answer)
                printf("# %s\n", r->path);
            check(parts <= EXCHANGE_PARTS && r->path[0] == '/' && r->answer, "a route is one");
            check(!(r->flags & ROUTE_WRITES) || r->method != HTTP_GET, "nothing is changed by a GET");
        }
}

int main(void)
{
    test_addresses();
    test_known();
    test_hosts();
    test_elsewhere();
    test_methods_have_routes();
    return tap_end();
}
