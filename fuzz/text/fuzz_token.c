/* Tokens and sentences of any bytes lie in order, never overlap, and cover all that is not blank; the forms
 * of a text are valid UTF-8, and folding twice is folding once. */
#include "fuzz.h"
#include "text/language.h"
#include "text/normal.h"
#include "text/sentence.h"
#include "text/stem.h"
#include "text/utf8.h"

static void check_tokens(const struct tokens *tokens, struct span text)
{
    uint32_t last = 0, folded = 0;
    for (uint32_t i = 0; i < tokens->count; i++) {
        const struct token *token = &tokens->at[i];
        assert(token->at.from >= last && token->at.to > token->at.from && token->at.to <= text.len);
        assert(token->folded_from == folded && token->folded_length <= 255);
        assert(token->word == token_hash(token_folded(tokens, i)));
        assert(token_at(tokens, token->at.from) == i);
        for (uint32_t at = last; at < token->at.from; at++)
            assert((text.at[at] & 0x80) || byte_is_blank(text.at[at]) || (unsigned char)text.at[at] < ' ' ||
                   text.at[at] == 0x7f);
        last = token->at.to;
        folded += token->folded_length;
    }
    assert(folded == tokens->folded.len && utf8_is_valid(tokens->folded));
}

static void check_forms(struct arena *keep, struct span text)
{
    struct span part = span_cut(text, 0, 500);
    struct span folded = text_fold(keep, part);
    assert(utf8_is_valid(folded));
    assert(span_equal(text_fold(keep, folded), folded));
    assert(utf8_is_valid(text_plain(keep, part)));
    assert(utf8_is_valid(text_latin(keep, part)));
    assert(utf8_is_valid(name_key(keep, part)));
    struct span half = span_cut(part, 0, part.len / 2), rest = span_from(part, part.len / 2);
    unsigned distance = text_distance(half, rest, 9);
    assert(distance <= 10 && distance == text_distance(rest, half, 9));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span text = arena_copy(keep, (struct span){ (const char *)data, size });
    struct tokens tokens = token_split(keep, text, (struct mark){ 0, (uint32_t)text.len });
    check_tokens(&tokens, text);
    struct span language = language_guess(text);
    stem_tokens(&tokens, fuzz_scratch(), language);
    struct sentences sentences = { 0 };
    size_t room = 0;
    sentence_split(keep, &sentences, &room, text, &tokens, 0, tokens.count, 0, language);
    uint32_t next = 0;
    for (uint32_t i = 0; i < sentences.count; i++) {
        assert(sentences.at[i].first_token == next && sentences.at[i].token_end > next);
        next = sentences.at[i].token_end;
    }
    assert(next == tokens.count);
    check_forms(keep, text);
    return 0;
}
