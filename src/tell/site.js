/* Comfort for pages that work without it.  Nothing here is needed. */
"use strict";
