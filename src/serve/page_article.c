#include "serve/exchange.h"

const struct route routes_article[] = { { .path = NULL } };
