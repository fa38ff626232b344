/* extract/html_field.h -- an article's fields, from what a page tells of itself and what it prints
 *
 * What the page says in its head and its properties (extract/html_meta.h) comes first; where it says nothing,
 * the text around the headline tells: a printed date, a standfirst, a byline, a dateline, a line of credit.
 *
 * In:      a page, its picked blocks, its meta data; an article whose text, blocks, cuts and url are set.
 * Out:     title, lede, byline, authors, dateline, credit, agency, language, section, dates, outlet and
 *          canonical address of *article.  A dateline is cut off its paragraph's block, and noted as a cut.
 * Fails:   never.      Memory: `keep`.      Threads: any, on different articles.
 * Cost:    linear in the blocks near the headline and the cuts.
 */
#ifndef SYN_EXTRACT_HTML_FIELD_H
#define SYN_EXTRACT_HTML_FIELD_H

#include "base/arena.h"
#include "extract/html_meta.h"
#include "extract/html_pick.h"
#include "news/article.h"

void html_field_fill(struct arena *keep, struct arena scratch, const struct html_page *page,
                     const struct html_pick *pick, const struct html_meta *meta, struct article *article);

#endif
