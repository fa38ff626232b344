/* annotate/name_view.h -- what the finders of names ask of an article's words
 *
 * In:      the article, its tokens, sentences and vocabulary.
 * Out:     questions about token i; what the tables say of it is looked up once a word (annotate/vocabulary.h).
 * Fails:   never.   Memory: `scratch`.   Threads: one an article.   Cost: one pass to begin; a few
 *          instructions a question, some hash lookups where a name of several words may begin.
 */
#ifndef SYN_ANNOTATE_NAME_VIEW_H
#define SYN_ANNOTATE_NAME_VIEW_H

#include "annotate/gazetteer_kind.h"
#include "annotate/vocabulary.h"
#include "base/arena.h"
#include "base/map.h"
#include "news/mention.h"
#include "news/report.h"

struct name_run { uint32_t first, end; };   /* tokens */

/* What the tables know: the name's end, its id and enum entity_type, ENTITY_TYPE_COUNT where they know nothing. */
struct listed { uint32_t end; struct span id; uint8_t type; };
/* The last question of view_look_up_longest and its answer: the same is asked three times for a name. */
struct looked_up { uint32_t first, last; struct listed found; };

struct judge;
struct judge_cache;

struct name_view {
    struct span text, language;
    const struct tokens *tokens;
    const struct vocabulary *words;
    const uint8_t *glue;         /* enum glue of each token */
    bool *in_heading;            /* the token stands where every word has a capital */
    bool *begins;                /* the token begins its sentence */
    bool *lower;                 /* of each vocable: it was seen without a capital */
    struct map capital;          /* bare words seen with a capital inside a sentence */
    bool is_german, is_english;
    const struct judge *judge;   /* annotate/name_judge.h */
    struct looked_up *looked_up;
    struct judge_cache *judged;  /* what the judge has said of names by themselves */
    int8_t *noun;                /* of each vocable: what judge_noun says; 0 before it was asked */
};

struct name_view name_view_read(struct arena *scratch, const struct article *article, const struct annotations *notes,
                                const struct vocabulary *words, const struct judge *judge);

/* ---- tokens ---- */

static inline const struct token *view_token(const struct name_view *v, uint32_t i) { return &v->tokens->at[i]; }

static inline bool view_is_word(const struct name_view *v, uint32_t i) { return view_token(v, i)->kind == TOKEN_WORD; }

static inline bool view_has_capital(const struct name_view *v, uint32_t i)
{
    return view_token(v, i)->shape & TOKEN_CAPITAL;
}

static inline bool view_is_capitals(const struct name_view *v, uint32_t i)
{
    return view_token(v, i)->shape & TOKEN_ALL_CAPITALS;
}

static inline bool view_is_quote(const struct name_view *v, uint32_t i) { return view_token(v, i)->shape & TOKEN_QUOTE; }

static inline struct span view_folded(const struct name_view *v, uint32_t i) { return token_folded(v->tokens, i); }

static inline bool view_is(const struct name_view *v, uint32_t i, struct span what)
{
    return span_equal(mark_span(v->text, view_token(v, i)->at), what);
}

/* Whether token i stands right behind token i - 1, but for one blank on the same line. */
static inline bool view_is_near(const struct name_view *v, uint32_t i)
{
    return !(view_token(v, i)->shape & TOKEN_LINE_BEFORE) && view_token(v, i)->at.from - view_token(v, i - 1)->at.to <= 2;
}

static inline bool view_touches(const struct name_view *v, uint32_t i)
{
    return view_token(v, i)->at.from == view_token(v, i - 1)->at.to;
}

/* ---- words ---- */

static inline const struct vocable *view_word(const struct name_view *v, uint32_t i) { return vocabulary_name(v->words, i); }

static inline bool view_is_role_head(const struct name_view *v, uint32_t i) { return view_word(v, i)->role == ROLE_HEAD; }

static inline bool view_is_honorific(const struct name_view *v, uint32_t i) { return view_word(v, i)->honorific; }

static inline bool view_is_given_name(const struct name_view *v, uint32_t i) { return view_word(v, i)->given_name; }

static inline bool view_is_demonym(const struct name_view *v, uint32_t i)
{
    return view_word(v, i)->place == PLACE_DEMONYM;
}

static inline enum organisation_kind view_organisation(const struct name_view *v, uint32_t i)
{
    return (enum organisation_kind)view_word(v, i)->organisation;
}

static inline bool view_is_cue(const struct name_view *v, uint32_t i) { return vocabulary_at(v->words, i)->cue != NULL; }

static inline bool view_is_small(const struct name_view *v, uint32_t i)
{
    return v->glue[i] != GLUE_NONE && v->glue[i] != GLUE_VERB;
}

static inline bool view_is_connector(const struct name_view *v, uint32_t i)
{
    return !view_has_capital(v, i) && vocabulary_has(v->words, i, USE_CONNECTOR);
}

/* Written like a name: with a capital, or "al-Nuri". */
bool view_is_name_like(const struct name_view *v, uint32_t i);

/* Where a sentence, a quotation or a clause behind a colon begins, a capital says little. */
bool view_is_initial(const struct name_view *v, uint32_t i);

/* Seen elsewhere in the article: with a capital inside a sentence; without one. */
bool view_seen_capital(const struct name_view *v, uint32_t i);
bool view_seen_lower(const struct name_view *v, uint32_t i);

bool view_has_organisation_word(const struct name_view *v, struct name_run run);

/* The first given name of a run; its end where there is none. */
uint32_t view_find_given_name(const struct name_view *v, struct name_run run);

/* A letter, a title or "St" with a full stop, inside a name: the token behind the stop, or 0. */
uint32_t view_behind_initial(const struct name_view *v, uint32_t i, uint32_t end);

/* ---- the tables and lists ---- */

/* What tokens [first, end) are called in data/country.tsv, place.tsv, organisation.tsv; ENTITY_TYPE_COUNT: nothing. */
struct listed view_look_up(const struct name_view *v, uint32_t first, uint32_t end);

/* The longest name of the tables that begins at `first`. */
struct listed view_look_up_longest(const struct name_view *v, uint32_t first, uint32_t end);

/* Whether a name of the tables, of three words at most, begins at token i. */
bool view_is_listed(const struct name_view *v, uint32_t i, uint32_t end);

/* What the long lists say of these words together; bits of enum gazetteer_kind. */
unsigned view_kinds(const struct name_view *v, struct name_run run);

#endif
