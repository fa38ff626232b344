/* store/words.h -- the words that a text is found by
 *
 * Articles and queries are put into words by the same rules, so that what a reader types meets what stands there:
 *
 * - words and numbers as text/token.h splits and folds them, without diacritics: "Zoë's" is "zoe";
 * - clitics are left out ("l'homme" is "homme"), save "n't", which is "nt";
 * - hyphens and apostrophes part words ("covid-19" is "covid 19"), and so each ideograph is a word;
 * - full stops of acronyms and separators of thousands are left out: "U.S." is "us", "1,200" and "1.200" are "1200";
 * - no word has a "_": what begins with one, or holds one, is ours (WORDS_GAP, store/facet.h).
 *
 * Words are parted by one blank, as the table `search` takes them.
 *
 * Fails:   never.      Memory: what is put grows in the buffer.      Threads: any.
 * Cost:    splitting costs what token_split does; putting tokens is a copy, more where letters are not ASCII.
 */
#ifndef SYN_STORE_WORDS_H
#define SYN_STORE_WORDS_H

#include "base/buffer.h"
#include "news/article.h"
#include "text/token.h"

/* Stands between names, so that no phrase runs from one into the next. */
#define WORDS_GAP "_"

/* The words of one token, parted by blanks; empty where it has none.  May lie in `keep` or in the tokens. */
struct span words_of_token(struct arena *keep, const struct tokens *tokens, uint32_t i);

void words_put_tokens(struct buffer *out, struct arena scratch, const struct tokens *tokens);
void words_put(struct buffer *out, struct arena scratch, struct span text);

/* Of all blocks: the same as words_put_tokens of what annotate found, for an article that is read back. */
void words_put_blocks(struct buffer *out, struct arena scratch, const struct article *article);

/* A name as entity.folded has it (text_latin), with a gap behind it. */
void words_put_name(struct buffer *out, struct arena scratch, struct span folded);

#endif
