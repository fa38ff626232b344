/* About the method: the same for everybody, until the program changes. */
#include "serve/exchange.h"
#include "tell/site_about.h"
#include "tell/words.h"

static void answer_about(struct exchange *x)
{
    struct site_page page = { .title = span_of(word_text(WORD_ABOUT_TITLE)), .part = SITE_ABOUT };
    exchange_page(x, &page);
    site_about(&x->answer->body);
    exchange_page_end(x, &page);
}

const struct route routes_about[] = { { HTTP_GET, "/about", answer_about, 0 }, { .path = NULL } };
