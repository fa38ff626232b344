/* extract/furniture_place.h -- where in a block a phrase of data/furniture.tsv must stand */
#ifndef SYN_EXTRACT_FURNITURE_PLACE_H
#define SYN_EXTRACT_FURNITURE_PLACE_H

enum furniture_place { PLACE_IN, PLACE_START, PLACE_END, PLACE_WHOLE, PLACE_LIST, PLACE_NETWORK };

#endif
