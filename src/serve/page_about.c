#include "serve/exchange.h"

const struct route routes_about[] = { { .path = NULL } };
