/* What pages refer to: style, script, icon. */
#include "serve/exchange.h"
#include "tell/markup.h"

static void put_asset(struct exchange *x, struct span bytes, struct span type)
{
    if (exchange_unchanged(x, span_of(site_version())))
        return;
    x->answer->type = type;
    x->answer->stays = span_equal(x->request->query.count ? x->request->query.at[0].name : (struct span){ NULL, 0 },
                                  span_of(site_version()));
    buffer_put(&x->answer->body, bytes);
}

static void answer_style(struct exchange *x) { put_asset(x, site_style(), SPAN("text/css; charset=utf-8")); }
static void answer_script(struct exchange *x) { put_asset(x, site_script(), SPAN("text/javascript; charset=utf-8")); }

static void answer_icon(struct exchange *x)
{
    put_asset(x, SPAN("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\">"
                      "<style>path,circle{stroke:#14181c}circle{fill:#14181c}"
                      "@media(prefers-color-scheme:dark){path,circle{stroke:#e8ebed}circle{fill:#e8ebed}}</style>"
                      "<path d=\"M1 2.5h14M1 8h14M1 13.5h14\" stroke-width=\"1.4\"/><circle cx=\"4\" cy=\"2.5\" r=\"2\"/>"
                      "<circle cx=\"9.5\" cy=\"8\" r=\"2\"/><circle cx=\"6.5\" cy=\"13.5\" r=\"2\"/></svg>\n"),
              SPAN("image/svg+xml"));
}

const struct route routes_assets[] = {
    { HTTP_GET, "/style.css", answer_style, ROUTE_FREE },
    { HTTP_GET, "/script.js", answer_script, ROUTE_FREE },
    { HTTP_GET, "/icon.svg", answer_icon, ROUTE_FREE },
    { HTTP_GET, "/favicon.ico", answer_icon, ROUTE_FREE },
    { .path = NULL }
};
