/* bench/generate_month.h -- a month of news that nobody wrote, as it would come to a newsroom
 *
 * Writes `articles` articles as JSONL in the order of their arrival, and beside them what a month has: each changed
 * text of an article once more, pages that were fetched again and had not changed, records that are broken.  All by
 * hashes of `seed`: the same bytes in every run.  Members that the program passes through tell the truth: "story" the
 * event ("a..." where it is none), "version" from 1, "copy_of" the agency text that an article has.
 *
 *     stories     7 in 10 have one report; of the others half 2 or 3, each doubling is half as frequent as the last,
 *                 200 at most; 3.9 on average.  Half of the reports come within hours, the rest within days, those of
 *                 the largest within two weeks.  One story in 25 has a twin (same place and body, same day), one in 20
 *                 follows from an older one.
 *     copies      a third: the agency's newest text whole, trimmed, or with what the outlet puts around it; a tenth
 *                 rewrites half of that.
 *     languages   en 60 %, de 10, fr 8, es 8, ru 8, uk 6; large stories are told in several.
 *     time        the night has a third of the day's rate; articles arrive within the hour, 3 % come days late, 1 %
 *                 carry a date of months ago, 1 % none, 10 % no hour.
 *     versions    one article in five changes within a week (some twice): headline, figures, a paragraph, a quote, a
 *                 correction.  6 % are fetched once more unchanged, half of these with tracking in the address.
 *     noise       1.5 % stubs, 1 % round-ups, 2 % market forms, .1 % broken records.
 *     lengths     log-normal, median 350 words, mean 430, a tenth above 800.  For agencies ask for 300 to 500 words
 *                 (AP, 2014), and the front pages of small newspapers, where their longest stand, had less than 600 on
 *                 average (Project for Excellence in Journalism, 2004; 800 and 1,200 at large ones); a public set of
 *                 English reports that many outlets had of the same events measures 347, 432 and 814.  `words` other
 *                 than 0 gives all reports about that many: 868 is what older figures of this project were measured on.
 *     words       nouns follow Zipf's law in each language; names are half of those that everybody knows, half new.
 *
 * A million articles (seed 1) are 1,300,710 records, 4.1 GB and 559 million words, of which 2.2 million are distinct
 * (100,000 articles: 56 and .78; 10,000: 5.6 and .2); lengths as they came out, trimmed copies and stubs with them:
 * median 338, mean 419.
 *
 * Fails:   false, where the file took not all of it.      Memory: 64 bytes for what is still to come.
 * Cost:    linear; some 20 us an article.
 */
#ifndef BENCH_GENERATE_MONTH_H
#define BENCH_GENERATE_MONTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

bool month_write(FILE *to, size_t articles, uint64_t seed, uint32_t words);

#endif
