/* tools/mktable.c -- turns data/NAME.tsv into NAME.h and NAME.c, so that the binary needs no files
 *
 *     mktable data/NAME.tsv OUTDIR
 *
 * The table:   lines that begin with '#' are comments, except
 *                  #include FILE.h  put into the header for the constants that symbol columns name
 *                  #heads           the keys get an index by their first eight bytes, too (base/heads.h),
 *                                   in which these must differ
 *                  #pieces          the keys are looked for at any place of a text (base/pieces.h); the
 *                                   second column, a symbol, tells which bit stands for a row
 *                  #openings        the first two columns, both text, are a phrase: its first word and
 *                                   the rest (base/openings.h)
 *                  #listed TYPE PREFIX_   nothing is looked for: rows stay in the file's order, and the header has
 *                                   `enum TYPE { PREFIX_KEY, ..., PREFIX_COUNT }` of the keys
 *              The first other line names the columns, tab-separated, as name:type:
 *                  text             a UTF-8 string; "-" is the empty one; \t \n \\ are understood
 *                  number           a double
 *                  symbol(PREFIX_)  a C constant: "money" becomes PREFIX_MONEY; "-" is 0
 *              Every other line is a row with as many fields.
 * The output:  struct NAME_row, `const struct table NAME_table`, NAME_rows[], NAME_COUNT; rows sorted
 *              by the bytes of the first column, equal keys in the file's order.  With it goes a filter of
 *              the words that keys of several words begin with (table_leads).  "#heads" adds
 *              `const struct heads NAME_heads`, "#pieces" `const struct pieces NAME_pieces`, "#openings"
 *              `const uint8_t NAME_openings[]`.
 * Exit: 0, or 1 with a message naming file and line.
 */
#define _POSIX_C_SOURCE 200809L
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fnv.h"
#include "base/heads.h"
#include "base/openings.h"
#include "base/pieces.h"
#include "base/table.h"

enum { COLUMNS_MAX = 16, ROWS_MAX = 65000 };
enum kind { KIND_TEXT, KIND_NUMBER, KIND_SYMBOL };
struct column { char name[64]; enum kind kind; char prefix[64]; };
struct row { char *field[COLUMNS_MAX]; size_t key_len; int line; };

static struct column columns[COLUMNS_MAX];
static int column_count;
static struct row rows[ROWS_MAX];
static size_t row_count;
static char includes[16][128];
static int include_count;
static bool has_heads, has_pieces, has_openings, is_listed;
static char listed_type[64], listed_prefix[64];
static const char *path;
static int line_number;

static void fail(const char *what)
{
    fprintf(stderr, "%s:%d: %s\n", path, line_number, what);
    exit(1);
}

static void read_columns(char *line)
{
    for (char *field = strtok(line, "\t"); field; field = strtok(NULL, "\t")) {
        if (column_count == COLUMNS_MAX)
            fail("too many columns");
        struct column *c = &columns[column_count++];
        char type[80];
        if (sscanf(field, "%63[a-z_0-9]:%79s", c->name, type) != 2)
            fail("a column is written name:type");
        if (strcmp(type, "text") == 0)
            c->kind = KIND_TEXT;
        else if (strcmp(type, "number") == 0)
            c->kind = KIND_NUMBER;
        else if (sscanf(type, "symbol(%63[A-Z_0-9])", c->prefix) == 1)
            c->kind = KIND_SYMBOL;
        else
            fail("a type is text, number or symbol(PREFIX_)");
    }
    if (!column_count || columns[0].kind != KIND_TEXT)
        fail("the first column is the key and must be text");
}

/* Undoes the escapes in place. */
static void unescape(char *s)
{
    if (strcmp(s, "-") == 0) {
        *s = 0;
        return;
    }
    char *to = s;
    for (; *s; s++) {
        if (*s == '\\' && s[1]) {
            s++;
            *to++ = *s == 't' ? '\t' : *s == 'n' ? '\n' : *s;
        } else {
            *to++ = *s;
        }
    }
    *to = 0;
}

static void read_row(char *line)
{
    if (row_count == ROWS_MAX)
        fail("too many rows");
    struct row *row = &rows[row_count++];
    int field = 0;
    row->line = line_number;
    for (char *at = line; at; field++) {
        if (field == column_count)
            fail("more fields than columns");
        char *tab = strchr(at, '\t');
        if (tab)
            *tab = 0;
        row->field[field] = strdup(at);
        at = tab ? tab + 1 : NULL;
    }
    if (field != column_count)
        fail("fewer fields than columns");
    for (int i = 0; i < column_count; i++) {
        char *end;
        if (columns[i].kind == KIND_TEXT)
            unescape(row->field[i]);
        else if (columns[i].kind == KIND_NUMBER && (strtod(row->field[i], &end), *end || end == row->field[i]))
            fail("not a number");
    }
    row->key_len = strlen(row->field[0]);
}

static void read_directive(const char *line)
{
    if (sscanf(line, "#include %127s", includes[include_count]) == 1 && include_count < 15)
        include_count++;
    has_heads |= strcmp(line, "#heads") == 0;
    has_pieces |= strcmp(line, "#pieces") == 0;
    has_openings |= strcmp(line, "#openings") == 0;
    is_listed |= sscanf(line, "#listed %63[a-z_] %63[A-Z_0-9]", listed_type, listed_prefix) == 2;
}

static void read_table(void)
{
    FILE *in = fopen(path, "r");
    if (!in)
        fail(strerror(errno));
    char *line = NULL;
    size_t room = 0;
    ssize_t len;
    while ((len = getline(&line, &room, in)) >= 0) {
        line_number++;
        while (len && (line[len - 1] == '\n' || line[len - 1] == '\r'))
            line[--len] = 0;
        if (line[0] == '#')
            read_directive(line);
        else if (len && !column_count)
            read_columns(line);
        else if (len)
            read_row(line);
    }
    free(line);
    fclose(in);
    if (!column_count)
        fail("no line that names the columns");
}

static int by_key(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int order = strcmp(x->field[0], y->field[0]);
    return order ? order : x->line - y->line;
}

/* Of a list each key is a constant. */
static void check_keys_differ(void)
{
    struct row *sorted = malloc((row_count + 1) * sizeof *sorted);
    memcpy(sorted, rows, row_count * sizeof *sorted);
    qsort(sorted, row_count, sizeof *sorted, by_key);
    for (size_t i = 1; i < row_count; i++)
        if (strcmp(sorted[i].field[0], sorted[i - 1].field[0]) == 0) {
            line_number = sorted[i].line;
            fail("this key stands there twice");
        }
    free(sorted);
}

static void write_text(FILE *out, const char *s)
{
    fprintf(out, "{ \"");
    for (const char *c = s; *c; c++)
        if (*c == '"' || *c == '\\' || (unsigned char)*c < ' ' || (unsigned char)*c > 126 || *c == '?')
            fprintf(out, "\\%03o", (unsigned)(unsigned char)*c);
        else
            fputc(*c, out);
    fprintf(out, "\", %zu }", strlen(s));
}

static void write_constant(FILE *out, const char *prefix, const char *s)
{
    fputs(prefix, out);
    for (; *s; s++)
        fputc(*s == '-' || *s == ' ' ? '_' : toupper((unsigned char)*s), out);
}

static void write_field(FILE *out, int column, const char *s)
{
    if (columns[column].kind == KIND_TEXT) {
        write_text(out, s);
    } else if (columns[column].kind == KIND_NUMBER) {
        fputs(s, out);
    } else if (strcmp(s, "-") == 0) {
        fputs("0", out);
    } else {
        write_constant(out, columns[column].prefix, s);
    }
}

static FILE *create(const char *folder, const char *name, const char *ending)
{
    char file[4096];
    snprintf(file, sizeof file, "%s/%s.%s", folder, name, ending);
    FILE *out = fopen(file, "w");
    if (!out) {
        fprintf(stderr, "%s: %s\n", file, strerror(errno));
        exit(1);
    }
    return out;
}

static void write_enum(FILE *out)
{
    fprintf(out, "\nenum %s {\n", listed_type);
    for (size_t i = 0; i < row_count; i++) {
        fprintf(out, "    ");
        write_constant(out, listed_prefix, rows[i].field[0]);
        fprintf(out, ",\n");
    }
    fprintf(out, "    %sCOUNT\n};\n", listed_prefix);
}

static void write_header(FILE *out, const char *name)
{
    fprintf(out, "/* made by tools/mktable.c from data/%s.tsv */\n#ifndef SYN_TABLE_%s_H\n#define SYN_TABLE_%s_H\n\n",
            name, name, name);
    fprintf(out, "%s%s%s#include \"base/table.h\"\n", has_heads ? "#include \"base/heads.h\"\n" : "",
            has_openings ? "#include \"base/openings.h\"\n" : "", has_pieces ? "#include \"base/pieces.h\"\n" : "");
    for (int i = 0; i < include_count; i++)
        fprintf(out, "#include \"%s\"\n", includes[i]);
    fprintf(out, "\nstruct %s_row {\n", name);
    for (int i = 0; i < column_count; i++)
        fprintf(out, "    %s %s;\n",
                columns[i].kind == KIND_TEXT ? "struct span" : columns[i].kind == KIND_NUMBER ? "double" : "int",
                columns[i].name);
    fprintf(out, "};\n\nenum { %s_COUNT = %zu };\nextern const struct %s_row %s_rows[];\n", name, row_count, name, name);
    if (is_listed)
        write_enum(out);
    else
        fprintf(out, "extern const struct table %s_table;\n", name);
    if (has_heads)
        fprintf(out, "extern const struct heads %s_heads;\n", name);
    if (has_pieces)
        fprintf(out, "extern const struct pieces %s_pieces;\n", name);
    if (has_openings)
        fprintf(out, "extern const uint8_t %s_openings[OPENING_BYTES];\n", name);
    fprintf(out, "\n#endif\n");
}

/* Marks what a key may begin with as a word of its own: all that stands before a blank or a sign, behind an
 * apostrophe, and before "n't". */
static void mark_leads(uint64_t *leads, size_t mask, const struct row *r)
{
    const char *key = r->field[0];
    for (size_t i = 1; i < r->key_len; i++) {
        bool parted = ((unsigned char)key[i] < 128 && !isalnum((unsigned char)key[i])) || key[i - 1] == '\'' ||
                      strncmp(key + i, "n't", 3) == 0;
        if (!parted)
            continue;
        size_t bit = fnv_hash(key, i) & mask;
        leads[bit / 64] |= (uint64_t)1 << bit % 64;
    }
}

/* Eight bits a row keep wrong answers of the filter at a tenth. */
static size_t write_leads(FILE *out)
{
    size_t bits = 64;
    while (bits < row_count * 8)
        bits *= 2;
    uint64_t *leads = calloc(bits / 64, sizeof *leads);
    for (size_t i = 0; i < row_count; i++)
        mark_leads(leads, bits - 1, &rows[i]);
    fprintf(out, "static const uint64_t leads[%zu] = {", bits / 64);
    for (size_t i = 0; i < bits / 64; i++)
        fprintf(out, "%s0x%llx,", i % 8 ? "" : "\n", (unsigned long long)leads[i]);
    fprintf(out, "\n};\n\n");
    free(leads);
    return bits - 1;
}

static void write_index(FILE *out, const char *name)
{
    size_t leads_mask = write_leads(out);
    size_t room = 4;
    while (room < row_count * 2)
        room *= 2;
    uint32_t *slots = calloc(room, sizeof *slots);
    for (size_t i = 0; i < row_count; i++) {
        if (i && strcmp(rows[i].field[0], rows[i - 1].field[0]) == 0)
            continue;
        uint32_t hash = fnv_hash(rows[i].field[0], rows[i].key_len);
        size_t at = hash & (room - 1);
        while (slots[at])
            at = (at + 1) & (room - 1);
        slots[at] = table_slot((uint32_t)i, hash);
    }
    fprintf(out, "static const uint32_t slots[%zu] = {", room);
    for (size_t i = 0; i < room; i++)
        fprintf(out, "%s%u,", i % 8 ? "" : "\n", slots[i]);
    fprintf(out, "\n};\n\nconst struct table %s_table = { %s_rows, %zu, sizeof(struct %s_row), slots, %zu, leads, %zu };\n",
            name, name, row_count, name, room - 1, leads_mask);
    free(slots);
}

static void write_rows(FILE *out, const char *name)
{
    fprintf(out, "/* made by tools/mktable.c from data/%s.tsv */\n#include \"tables/%s.h\"\n\n", name, name);
    fprintf(out, "const struct %s_row %s_rows[%zu] = {\n", name, name, row_count ? row_count : 1);
    for (size_t i = 0; i < row_count; i++) {
        fprintf(out, "    { ");
        for (int c = 0; c < column_count; c++) {
            write_field(out, c, rows[i].field[c]);
            fprintf(out, c + 1 < column_count ? ", " : " },\n");
        }
    }
    fprintf(out, "};\n\n");
}

static uint64_t head_of_row(const struct row *row)
{
    struct span key = { row->field[0], row->key_len };
    return head_of(key, 0, key.len);
}

/* Whether the multiplier sends each head to a slot of its own. */
static bool fill_slots(uint16_t *slots, size_t room, uint64_t multiplier, unsigned shift)
{
    memset(slots, 0, room * sizeof *slots);
    for (size_t i = 0; i < row_count; i++) {
        uint16_t *slot = &slots[head_slot(head_of_row(&rows[i]), multiplier, shift)];
        if (*slot)
            return false;
        *slot = (uint16_t)(i + 1);
    }
    return true;
}

/* With so many slots a row, one multiplier in some hundred will do for a hundred rows. */
enum { SLOTS_A_ROW = 8, MULTIPLIERS_MAX = 1000000 };

static void write_heads(FILE *out, const char *name)
{
    unsigned bits = 3;
    while (((size_t)1 << bits) < row_count * SLOTS_A_ROW)
        bits++;
    uint16_t *slots = calloc((size_t)1 << bits, sizeof *slots);
    uint64_t multiplier = 1;
    bool found = false;
    for (int tries = 0; tries < MULTIPLIERS_MAX && !found; tries++) {
        multiplier = multiplier * 0x5851f42d4c957f2du + 0x14057b7ef767814fu;   /* Knuth's MMIX */
        found = fill_slots(slots, (size_t)1 << bits, multiplier, 64 - bits);
    }
    if (!found)
        fail("two keys begin with the same eight bytes, or there are too many rows for #heads");
    fprintf(out, "\nstatic const uint64_t head_keys[%zu] = {", row_count);
    for (size_t i = 0; i < row_count; i++)
        fprintf(out, "%s0x%llx,", i % 4 ? "" : "\n", (unsigned long long)head_of_row(&rows[i]));
    fprintf(out, "\n};\nstatic const uint16_t head_slots[%zu] = {", (size_t)1 << bits);
    for (size_t i = 0; i < (size_t)1 << bits; i++)
        fprintf(out, "%s%u,", i % 16 ? "" : "\n", slots[i]);
    fprintf(out, "\n};\nconst struct heads %s_heads = { head_keys, head_slots, 0x%llxu, %u };\n", name,
            (unsigned long long)multiplier, 64 - bits);
    free(slots);
}

static void write_piece(FILE *out, const struct row *row)
{
    fprintf(out, "    { 0x%llx, 0x%llx, (uint64_t)1 << ", (unsigned long long)head_of_row(row),
            (unsigned long long)head_mask(row->key_len));
    write_field(out, 1, row->field[1]);
    fprintf(out, ", ");
    write_text(out, row->key_len > HEAD_BYTES ? row->field[0] + HEAD_BYTES : "");
    fprintf(out, " },\n");
}

enum { THIRD_BYTES = 256, ALL_FOURTH = 0xff };

/* Whether the piece of `row` with this third byte (a piece of two has any) falls into a bucket; marks its filter. */
static bool falls_into(const struct row *row, unsigned third, unsigned bucket, uint16_t *filter)
{
    uint64_t head = head_of_row(row);
    if (piece_bucket(row->key_len > 2 ? head : head | (uint64_t)third << 16) != bucket)
        return false;
    *filter |= row->key_len > 3 ? (uint16_t)(1u << piece_fourth(head)) : ALL_FOURTH;
    return true;
}

/* Writes the pieces of a bucket; returns how many. */
static unsigned write_bucket(FILE *out, unsigned bucket, uint16_t *filter)
{
    unsigned count = 0;
    for (size_t i = 0; i < row_count; i++) {
        bool is_in = false;
        for (unsigned third = 0; third < (rows[i].key_len > 2 ? 1 : THIRD_BYTES); third++)
            is_in |= falls_into(&rows[i], third, bucket, filter);
        if (is_in)
            write_piece(out, &rows[i]);
        count += is_in;
    }
    return count;
}

static void write_numbers(FILE *out, const char *type, const char *name, const uint16_t *at, size_t count)
{
    fprintf(out, "static const %s %s[%zu] = {", type, name, count);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "%s%u,", i % 16 ? "" : "\n", at[i]);
    fprintf(out, "\n};\n");
}

static void write_pieces(FILE *out, const char *name)
{
    if (column_count < 2 || columns[1].kind != KIND_SYMBOL)
        fail("the second column of #pieces is a symbol");
    for (size_t i = 0; i < row_count; i++)
        if (rows[i].key_len < 2)
            fail("a piece has at least two bytes");
    uint16_t first[PIECE_BUCKETS + 1], filter[PIECE_BUCKETS] = { 0 };
    unsigned written = 0;
    fprintf(out, "\nstatic const struct piece piece_rows[] = {\n");
    for (unsigned bucket = 0; bucket < PIECE_BUCKETS; bucket++) {
        first[bucket] = (uint16_t)written;
        written += write_bucket(out, bucket, &filter[bucket]);
    }
    if (written > UINT16_MAX)
        fail("too many pieces");
    first[PIECE_BUCKETS] = (uint16_t)written;
    fprintf(out, "};\n");
    write_numbers(out, "uint16_t", "piece_first", first, PIECE_BUCKETS + 1);
    write_numbers(out, "uint8_t", "piece_filter", filter, PIECE_BUCKETS);
    fprintf(out, "const struct pieces %s_pieces = { piece_rows, piece_first, piece_filter };\n", name);
}

static void write_openings(FILE *out, const char *name)
{
    if (column_count < 2 || columns[1].kind != KIND_TEXT)
        fail("the second column of #openings is text");
    uint8_t *filter = calloc(OPENING_BYTES, 1);
    for (size_t i = 0; i < row_count; i++) {
        struct span rest = { rows[i].field[1], strlen(rows[i].field[1]) };
        unsigned hash = opening_hash(head_of_row(&rows[i]), rest.len < 2 ? OPENING_ANY : opening_next(rest, 0));
        filter[hash / 8] |= (uint8_t)(1u << hash % 8);
    }
    fprintf(out, "\nconst uint8_t %s_openings[OPENING_BYTES] = {", name);
    for (size_t i = 0; i < OPENING_BYTES; i++)
        fprintf(out, "%s%u,", i % 24 ? "" : "\n", filter[i]);
    fprintf(out, "\n};\n");
    free(filter);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: mktable data/NAME.tsv OUTDIR\n");
        return 1;
    }
    path = argv[1];
    read_table();
    if (is_listed)
        check_keys_differ();
    else
        qsort(rows, row_count, sizeof *rows, by_key);

    char name[128];
    const char *slash = strrchr(path, '/');
    snprintf(name, sizeof name, "%s", slash ? slash + 1 : path);
    if (strrchr(name, '.'))
        *strrchr(name, '.') = 0;

    FILE *header = create(argv[2], name, "h");
    write_header(header, name);
    FILE *body = create(argv[2], name, "c");
    write_rows(body, name);
    if (!is_listed)
        write_index(body, name);
    if (has_heads)
        write_heads(body, name);
    if (has_pieces)
        write_pieces(body, name);
    if (has_openings)
        write_openings(body, name);
    return fclose(header) || fclose(body);
}
