#include "annotate/tag_form.h"

#include "annotate/bare.h"
#include "annotate/gazetteer.h"
#include "base/fnv.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/rows.h"

static char kind_of(unsigned char byte)
{
    if (byte >= '0' && byte <= '9')
        return 'd';
    if (byte >= 'A' && byte <= 'Z')
        return 'X';
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') ? 'x' : (char)byte;
}

/* Letters by their kind, runs cut at two.  Letters beyond ASCII count as small ones, but for the first. */
static uint32_t shape_of(struct span letters, bool capital)
{
    uint32_t hash = fnv_hash(capital ? "X" : "", capital);
    char before = 0, second = 0;
    for (size_t i = 0; i < letters.len; i++) {
        char kind = kind_of((unsigned char)letters.at[i]);
        if (kind != before || kind != second)
            hash = fnv_step(hash, kind);
        second = before;
        before = kind;
    }
    return hash;
}

static void read_form(struct tag_form *form, const struct token *token, struct span letters, struct span folded)
{
    form->word = token->word;
    form->stem = token->stem;
    form->cased = fnv_hash(letters.at, letters.len);
    for (unsigned n = 1; n <= TAG_ENDS; n++) {
        size_t len = folded.len < n ? folded.len : n;
        form->end[n - 1] = fnv_step(fnv_hash(folded.at + folded.len - len, len), (char)n);
    }
    for (unsigned n = 1; n <= TAG_BEGINS; n++) {
        size_t len = folded.len < n ? folded.len : n;
        form->begin[n - 1] = fnv_step(fnv_hash(folded.at, len), (char)n);
    }
    form->shape = shape_of(letters, token->shape & TOKEN_CAPITAL);
    form->kinds = form->hints = 0;
    if (token->kind != TOKEN_WORD)
        return;
    struct span bare = bare_word(folded);
    form->hints = (uint8_t)gazetteer_hints(bare);
    if (token->shape & TOKEN_CAPITAL) {
        struct gazetteer_words words = { 0 };
        gazetteer_add(&words, bare, false);
        form->kinds = (uint8_t)gazetteer_kinds(words);
    }
}

unsigned tag_form_features(const struct tag_form *f, uint32_t *out)
{
    unsigned n = 0;
    out[n++] = rows_feature(1, f->word, 0);
    out[n++] = rows_feature(2, f->cased, 0);
    out[n++] = rows_feature(3, f->shape, 0);
    for (unsigned k = 0; k < TAG_ENDS; k++)
        out[n++] = rows_feature(4, f->end[k], 0);
    for (unsigned k = 0; k < TAG_BEGINS; k++)
        out[n++] = rows_feature(5, f->begin[k], 0);
    return n;
}

struct tag_forms tag_forms_read(struct arena *keep, struct span text, const struct tokens *tokens)
{
    struct tag_forms forms = { .of = arena_take_raw(keep, sizeof *forms.of, alignof(uint32_t), tokens->count) };
    forms.at = arena_take_raw(keep, sizeof *forms.at, alignof(struct tag_form), (size_t)tokens->count + 1);
    forms.at[TAG_EDGE] = (struct tag_form){ 0 };
    forms.count = 1;
    struct arena spare = *keep;
    struct map known = map_in(&spare, tokens->count / 2);
    for (uint32_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->at[i];
        bool is_new;
        uint32_t *form =
            map_at(&known, hash_mix(token->word, token->shape & (TOKEN_CAPITAL | TOKEN_ALL_CAPITALS)), &is_new);
        if (is_new) {
            *form = forms.count;
            read_form(&forms.at[forms.count++], token, mark_span(text, token->at), token_folded(tokens, i));
        }
        forms.of[i] = *form;
    }
    return forms;
}
