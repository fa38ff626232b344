/* The same checks of base/lanes.h as machines without SSE2 compile it. */
#define LANES_PLAIN
#include "test_lanes.c"
