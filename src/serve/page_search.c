#include "serve/exchange.h"

const struct route routes_search[] = { { .path = NULL } };
