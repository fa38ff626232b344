#include "serve/exchange.h"

const struct route routes_story[] = { { .path = NULL } };
