#include "serve/exchange.h"

const struct route routes_api[] = { { .path = NULL } };
