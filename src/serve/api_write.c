#include "serve/exchange.h"

const struct route routes_api_write[] = { { .path = NULL } };
