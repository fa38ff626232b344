#include "annotate/name_role.h"

enum {
    ROLE_WORDS = 12,         /* tokens of a role behind a name */
    NO_TOKEN = 0x7fffffff
};

/* A word that may stand between a role and the name: "министр обороны Франции", "ministre des Armées". */
static bool may_be_portfolio(const struct name_view *v, uint32_t i)
{
    if (!view_is_word(v, i) || view_is_cue(v, i))
        return false;
    if (view_is_connector(v, i) || view_is_name_like(v, i))
        return v->glue[i] != GLUE_PRONOUN && v->glue[i] != GLUE_TIME;
    if (v->glue[i] != GLUE_NONE)
        return v->glue[i] == GLUE_ARTICLE && !v->is_english;
    struct span word = view_folded(v, i);
    if (((unsigned char)word.at[0] & 0xfc) != 0xd0)
        return i > 0 && view_is_connector(v, i - 1) && !view_is(v, i - 1, SPAN("la"));
    return !lexicon_ends(word, ENDING_CYRILLIC_VERB);
}

/* The role that ends right before token `end`: its head is the leftmost one that only its own words part
 * from the name, and what describes the head goes on to the left of it. */
struct mark role_before(const struct name_view *v, uint32_t end, uint32_t floor)
{
    uint32_t head = NO_TOKEN, from = end;
    while (from > floor && end - from < ROLE_WORDS && view_is_near(v, from) && view_is_word(v, from - 1)) {
        uint32_t i = from - 1;
        enum role_kind kind = (enum role_kind)view_word(v, i)->role;
        bool describes = kind != ROLE_NONE || view_is_demonym(v, i);
        if (kind == ROLE_HEAD)
            head = i;
        bool listed = view_is_name_like(v, i) && !view_is_small(v, i) &&
                      (view_organisation(v, i) != ORGANISATION_NONE || view_word(v, i)->place != PLACE_NONE);
        if (!describes && !listed && (head != NO_TOKEN || !may_be_portfolio(v, i)))
            break;
        from = i;
    }
    if (head == NO_TOKEN)
        return (struct mark){ 0, 0 };
    return (struct mark){ view_token(v, from)->at.from, view_token(v, end - 1)->at.to };
}

/* "La ministra de Defensa, Carmen Roldán,": the role before the comma before the name. */
struct mark role_before_comma(const struct name_view *v, struct name_run name, uint32_t floor, uint32_t limit)
{
    bool is_set_off = name.first > floor + 1 && view_is(v, name.first - 1, SPAN(",")) &&
                      name.end < limit && view_is(v, name.end, SPAN(","));
    return is_set_off ? role_before(v, name.first - 1, floor) : (struct mark){ 0, 0 };
}

/* ", the defence minister of Aldonia," behind a name. */
struct mark role_behind(const struct name_view *v, uint32_t end, uint32_t limit)
{
    if (end + 1 >= limit || !view_is(v, end, SPAN(",")))
        return (struct mark){ 0, 0 };
    uint32_t from = end + 1, to = from, head = NO_TOKEN;
    while (from < limit && v->glue[from] == GLUE_ARTICLE)
        from++;
    bool leads = from > end + 1 || (from < limit && (view_is_name_like(v, from) || view_word(v, from)->role != ROLE_NONE ||
                                                     view_is_demonym(v, from)));
    if (!leads)
        return (struct mark){ 0, 0 };
    for (to = from; to < limit && to < from + ROLE_WORDS; to++) {
        const struct token *token = view_token(v, to);
        if (token->kind == TOKEN_PUNCTUATION &&
            (token->shape & TOKEN_QUOTE || !view_touches(v, to) || view_is(v, to, SPAN(",")) || view_is(v, to, SPAN(".")) ||
             view_is(v, to, SPAN(";"))))
            break;
        if (v->glue[to] == GLUE_PRONOUN || v->glue[to] == GLUE_AUXILIARY || v->glue[to] == GLUE_RELATIVE ||
            v->glue[to] == GLUE_CONJUNCTION)
            break;
        if (head == NO_TOKEN && to < from + 5 && view_is_role_head(v, to))
            head = to;
    }
    if (head == NO_TOKEN || to == from)
        return (struct mark){ 0, 0 };
    return (struct mark){ view_token(v, from)->at.from, view_token(v, to - 1)->at.to };
}

