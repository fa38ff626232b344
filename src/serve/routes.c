/* All that can be asked for, in the order in which it is looked for. */
#include "serve/exchange.h"

const struct route *const routes[] = {
    routes_assets, routes_entrance, routes_front, routes_story, routes_article, routes_outlet, routes_search,
    routes_about,  routes_compare,  routes_api,   routes_api_write, NULL
};
