#include "serve/exchange.h"

const struct route routes_compare[] = { { .path = NULL } };
