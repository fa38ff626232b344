/* The same checks of base/rows.h as machines without SSE2 compile it. */
#define LANES_PLAIN
#include "base/rows.c"
#include "test_rows.c"
