/* group/profile.h -- what a report is about: its heaviest terms, of length 1, and when it was published */
#ifndef SYN_GROUP_PROFILE_H
#define SYN_GROUP_PROFILE_H

#include "group/term.h"

struct profile {
    struct terms all;
    struct terms bridge;     /* what meets reports in other languages (text/bridge.h), of length 1 by itself */
    double day;              /* of publication, days since 1970; only where `dated` */
    bool dated;
    uint16_t language;       /* lexis_language */
};

#endif
