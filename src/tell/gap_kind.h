/* tell/gap_kind.h -- what a report itself says is missing (data/gap_phrase.tsv) */
#ifndef SYN_TELL_GAP_KIND_H
#define SYN_TELL_GAP_KIND_H

enum gap_kind { GAP_OPEN, GAP_UNVERIFIED, GAP_DECLINED, GAP_KIND_COUNT };

#endif
