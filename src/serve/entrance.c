#include "serve/exchange.h"

const struct route routes_entrance[] = { { .path = NULL } };
