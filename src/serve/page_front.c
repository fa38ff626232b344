#include "serve/exchange.h"

const struct route routes_front[] = { { .path = NULL } };
