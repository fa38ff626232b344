/* annotate/phrase.h -- subjects and verb groups around a cue, by small words and names alone
 *
 * The view of an article that the finder of attributions works on, and the phrases it asks for.  All
 * ranges are tokens, half open; an empty range says that there is none.
 *
 * Fails: never.   Memory: phrase_view: `keep`; else none.   Threads: any.
 * Cost:  phrase_view linear in the tokens; the others bounded by PHRASE_WORDS.
 */
#ifndef SYN_ANNOTATE_PHRASE_H
#define SYN_ANNOTATE_PHRASE_H

#include "annotate/quote_scan.h"
#include "annotate/vocabulary.h"
#include "news/report.h"
#include "tables/cue.h"

enum { PHRASE_WORDS = 16 };

struct stretch { uint32_t first, end; };

struct cue_at { const struct cue_row *row; uint32_t end; };

struct view {
    struct span text, language;
    const struct tokens *tokens;
    const struct vocabulary *words;
    struct quotations quotations;
    const uint8_t *glue;     /* enum glue of each token */
    uint32_t *quoted;        /* number + 1 of the quotation that a token stands in, or 0 */
    uint32_t *mention;       /* number + 1 of the mention that a token stands in, or 0 */
    const struct mention *mentions;
    struct cue_at *cue;      /* the longest cue that begins at a token; row is NULL where none does */
    bool is_german, is_english;
};

struct view phrase_view(struct arena *keep, const struct article *article, const struct annotations *notes,
                        const struct vocabulary *words);

static inline bool stretch_is_empty(struct stretch s) { return s.end <= s.first; }

static inline bool view_is(const struct view *v, uint32_t i, struct span folded)
{
    return span_equal(token_folded(v->tokens, i), folded);
}

static inline bool view_is_text(const struct view *v, uint32_t i, struct span letters)
{
    return span_equal(mark_span(v->text, v->tokens->at[i].at), letters);
}

static inline bool view_is_word(const struct view *v, uint32_t i) { return v->tokens->at[i].kind == TOKEN_WORD; }

static inline bool view_is_capital(const struct view *v, uint32_t i)
{
    return (v->tokens->at[i].shape & TOKEN_CAPITAL) || v->mention[i];
}

/* Whether token i stands in the name of a person. */
static inline bool view_is_person(const struct view *v, uint32_t i)
{
    return v->mention[i] && v->mentions[v->mention[i] - 1].type == ENTITY_PERSON;
}

/* Whether the word has one of the uses, bits of enum word_use. */
static inline bool view_has(const struct view *v, uint32_t i, unsigned uses) { return vocabulary_has(v->words, i, uses); }

bool view_is_dash(const struct view *v, uint32_t i);
/* A full stop, an exclamation or question mark, "...". */
bool view_is_stop(const struct view *v, uint32_t i);
/* Whether token i is the one ASCII sign. */
static inline bool view_is_sign(const struct view *v, uint32_t i, char sign)
{
    struct mark at = v->tokens->at[i].at;
    return v->tokens->at[i].kind == TOKEN_PUNCTUATION && at.to == at.from + 1 && v->text.at[at.from] == sign;
}
static inline bool view_is_comma(const struct view *v, uint32_t i) { return view_is_sign(v, i, ','); }

/* The auxiliaries and adverbs before the verb at `verb` and the verb itself: "has repeatedly said". */
uint32_t phrase_verb_begin(const struct view *v, uint32_t verb, uint32_t floor);
/* The noun phrase that ends before token `end` and does not begin before `floor`. */
struct stretch phrase_before(const struct view *v, uint32_t end, uint32_t floor);
/* The noun phrase that begins at `first` and ends before `limit`. */
struct stretch phrase_behind(const struct view *v, uint32_t first, uint32_t limit);

#endif
