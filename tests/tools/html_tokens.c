/* tests/tools/html_tokens.c -- prints the tokens of HTML on standard input as one JSON array
 *
 *     html_tokens [--state NAME] [--last-start-tag NAME] < FILE
 *
 * NAME of a state is the standard's: "Data state", "RCDATA state", "RAWTEXT state", "Script data state",
 * "PLAINTEXT state", "CDATA section state".  Tokens are written as the html5lib tokenizer tests write them:
 * ["StartTag", name, {attributes}, true], ["EndTag", name], ["Character", text], ["Comment", text],
 * ["DOCTYPE", name, public id, system id, correct]; adjacent characters are joined.
 * Exit: 0; 2 for an unknown option or state.
 */
#include <stdio.h>
#include <string.h>

#include "extract/html_token.h"
#include "text/json.h"

static const struct { const char *name; enum html_state state; } states[] = {
    { "Data state", HTML_DATA }, { "RCDATA state", HTML_RCDATA }, { "RAWTEXT state", HTML_RAWTEXT },
    { "Script data state", HTML_SCRIPT }, { "PLAINTEXT state", HTML_PLAINTEXT }, { "CDATA section state", HTML_CDATA }
};

struct printer { struct json_writer json; struct arena *arena; struct buffer characters; };

static struct span decoded(struct printer *p, struct span s, unsigned coding)
{
    struct buffer out = buffer_in(p->arena);
    html_decode(&out, s, coding);
    return buffer_span(&out);
}

static void print_characters(struct printer *p)
{
    if (!p->characters.len)
        return;
    json_open(&p->json, '[');
    json_put_text(&p->json, SPAN("Character"));
    json_put_text(&p->json, buffer_span(&p->characters));
    json_close(&p->json, ']');
    p->characters = buffer_in(p->arena);
}

/* The standard keeps the first of several attributes with one name. */
static bool is_repeated(const struct html_token *token, unsigned i)
{
    for (unsigned j = 0; j < i; j++)
        if (span_equal_nocase(token->attributes[j].name, token->attributes[i].name))
            return true;
    return false;
}

static void print_attributes(struct printer *p, const struct html_token *token)
{
    json_open(&p->json, '{');
    for (unsigned i = 0; i < token->attribute_count; i++) {
        struct html_attribute a = token->attributes[i];
        if (is_repeated(token, i))
            continue;
        struct span name = decoded(p, a.name, HTML_LOWER | HTML_NULS);
        json_key(&p->json, arena_copy(p->arena, name).at);
        json_put_text(&p->json, decoded(p, a.value, HTML_REFERENCES | HTML_IN_ATTRIBUTE | HTML_NULS));
    }
    json_close(&p->json, '}');
}

static void print_doctype(struct printer *p, const struct html_token *token)
{
    struct html_doctype type = html_doctype_read(token);
    struct { struct span part; unsigned coding; } parts[] = {
        { type.name, HTML_LOWER | HTML_NULS }, { type.public_id, HTML_NULS }, { type.system_id, HTML_NULS }
    };
    for (int i = 0; i < 3; i++)
        if (parts[i].part.at)
            json_put_text(&p->json, decoded(p, parts[i].part, parts[i].coding));
        else
            json_put_null(&p->json);
    json_put_bool(&p->json, !type.force_quirks);
}

static void print_token(struct printer *p, const struct html_token *token)
{
    static const char *const names[] = { "", "Character", "StartTag", "EndTag", "Comment", "DOCTYPE" };
    print_characters(p);
    json_open(&p->json, '[');
    json_put_text(&p->json, span_of(names[token->kind]));
    if (token->kind == HTML_DOCTYPE)
        print_doctype(p, token);
    else
        json_put_text(&p->json, decoded(p, token->text, token->coding));
    if (token->kind == HTML_START_TAG) {
        print_attributes(p, token);
        if (token->self_closing)
            json_put_bool(&p->json, true);
    }
    json_close(&p->json, ']');
}

static void print_tokens(struct printer *p, struct html_tokens *tokens)
{
    struct html_token token;
    json_open(&p->json, '[');
    while (html_token_next(tokens, &token)) {
        if (token.kind == HTML_TEXT)
            html_decode(&p->characters, token.text, token.coding);
        else
            print_token(p, &token);
    }
    print_characters(p);
    json_close(&p->json, ']');
}

static struct span read_input(struct arena *arena)
{
    struct buffer in = buffer_in(arena);
    char block[4096];
    for (size_t got; (got = fread(block, 1, sizeof block, stdin));)
        buffer_put(&in, (struct span){ block, got });
    return buffer_span(&in);
}

static bool set_option(struct html_tokens *tokens, const char *name, const char *value)
{
    if (strcmp(name, "--last-start-tag") == 0) {
        tokens->last_start = span_of(value);
        return true;
    }
    for (size_t i = 0; strcmp(name, "--state") == 0 && i < sizeof states / sizeof *states; i++)
        if (strcmp(value, states[i].name) == 0) {
            tokens->state = states[i].state;
            return true;
        }
    return false;
}

int main(int argc, char **argv)
{
    struct region text = region_open((size_t)1 << 28), work = region_open((size_t)1 << 28);
    struct region result = region_open((size_t)1 << 28), characters = region_open((size_t)1 << 28);
    struct html_tokens tokens = html_tokens_of(read_input(&text.arena));
    tokens.keep_state = true;
    for (int i = 1; i < argc; i += 2)
        if (i + 1 == argc || !set_option(&tokens, argv[i], argv[i + 1])) {
            fprintf(stderr, "usage: html_tokens [--state NAME] [--last-start-tag NAME] < FILE\n");
            return 2;
        }
    struct buffer out = buffer_in(&result.arena);
    struct printer printer = { json_writer(&out, 0), &work.arena, buffer_in(&characters.arena) };
    print_tokens(&printer, &tokens);
    buffer_byte(&out, '\n');
    fwrite(out.at, 1, out.len, stdout);
    return 0;
}
