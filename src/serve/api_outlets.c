#include "serve/exchange.h"

const struct route routes_api_outlets[] = { { .path = NULL } };
