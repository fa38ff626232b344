/* All that can be asked for, in the order in which it is looked for. */
#include "serve/exchange.h"

const struct route *const routes[] = {
    routes_assets, routes_entrance, routes_front, routes_story, routes_article, routes_outlet, routes_name, routes_sources,
    routes_search, routes_about, routes_compare, routes_api, routes_api_stories, routes_api_export, routes_api_articles,
    routes_api_search, routes_api_outlets, routes_api_write, routes_api_compare, NULL
};
