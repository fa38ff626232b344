#include "serve/exchange.h"

const struct route routes_outlet[] = { { .path = NULL } };
