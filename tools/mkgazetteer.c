/* tools/mkgazetteer.c -- turns lists of names into the table of hashes that annotate/gazetteer.c reads
 *
 *     mkgazetteer NAME OUTDIR data/gazetteer/FILE.tsv...
 *
 * The lists:  lines that begin with '#' are comments; the first other line names the columns; then a folded
 *             name, a tab, and in the last column what it names, a word of GAZETTEER_KINDS or GAZETTEER_HINTS;
 *             "head" of data/role.tsv is a noun for a person, a "modifier" is left out.
 * The output: OUTDIR/NAME.h and NAME.c with `const uint32_t NAME[]` and `enum { NAME_SLOTS }`, a power of two of
 *             slots of which at most half are filled (annotate/gazetteer_kind.h says with what).
 * Exit: 0, or 1 with a message.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/bare.h"
#include "annotate/gazetteer_kind.h"
#include "base/fnv.h"

enum { LINE_MAX_BYTES = 512, ENTRIES_MAX = 1 << 19 };

struct entry { uint32_t hash; unsigned kinds; };

static struct entry entries[ENTRIES_MAX];
static size_t entry_count;

static void fail(const char *doing, const char *what)
{
    fprintf(stderr, "mkgazetteer: %s %s failed\n", doing, what);
    exit(1);
}

static unsigned kind_of(const char *word)
{
    static const char *const kinds[] = GAZETTEER_KINDS, *const hints[] = GAZETTEER_HINTS;
    if (strcmp(word, "head") == 0)
        return HINT_PERSON;
    if (strcmp(word, "modifier") == 0)
        return 0;
    for (unsigned i = 0; i < 8; i++)
        if (strcmp(word, kinds[i]) == 0 || strcmp(word, hints[i]) == 0)
            return 1u << i;
    fail("understanding", word);
    return 0;
}

static void add(uint32_t hash, unsigned kinds)
{
    if (entry_count == ENTRIES_MAX)
        fail("keeping", "so many names");
    entries[entry_count++] = (struct entry){ hash, kinds };
}

/* Adds the words, bare, and what they begin with. */
static void add_name(const char *name, unsigned kinds)
{
    uint32_t hash = fnv_hash(NULL, 0);
    for (const char *word = name; *word;) {
        size_t length = strcspn(word, " ");
        struct span bare = bare_word((struct span){ word, length });
        for (size_t i = 0; i < bare.len; i++)
            hash = fnv_step(hash, bare.at[i]);
        word += length;
        if (!*word)
            break;
        add(hash, LISTED_LEADS);
        hash = fnv_step(hash, *word++);
    }
    if (kinds)
        add(hash, kinds);
}

static void read_list(const char *path)
{
    char line[LINE_MAX_BYTES];
    bool is_head = true;
    FILE *in = fopen(path, "r");
    if (!in)
        fail("reading", path);
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = 0;
        char *tab = strchr(line, '\t'), *last = strrchr(line, '\t');
        if (line[0] == '#' || is_head) {
            is_head = is_head && line[0] == '#';
            continue;
        }
        if (!tab)
            fail("understanding", line);
        *tab = 0;
        add_name(line, kind_of(last + 1));
    }
    fclose(in);
}

static int by_hash(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    return (a->hash > b->hash) - (a->hash < b->hash);
}

/* Names of one hash become one entry. */
static void merge(void)
{
    qsort(entries, entry_count, sizeof *entries, by_hash);
    size_t kept = 0;
    for (size_t i = 0; i < entry_count; i++) {
        if (kept && entries[kept - 1].hash == entries[i].hash)
            entries[kept - 1].kinds |= entries[i].kinds;
        else
            entries[kept++] = entries[i];
    }
    entry_count = kept;
}

static FILE *create(const char *folder, const char *name, const char *ending)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending);
    FILE *out = fopen(path, "w");
    if (!out)
        fail("writing", path);
    return out;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: mkgazetteer NAME OUTDIR LIST...\n");
        return 1;
    }
    for (int i = 3; i < argc; i++)
        read_list(argv[i]);
    merge();
    size_t room = 64;
    while (room < entry_count * 2)   /* fuller, a word that is in no list meets five others before an empty slot */
        room *= 2;
    uint32_t *slots = calloc(room, sizeof *slots);
    for (size_t i = 0; i < entry_count; i++) {
        size_t at = entries[i].hash & (room - 1);
        while (slots[at])
            at = (at + 1) & (room - 1);
        slots[at] = gazetteer_slot(entries[i].hash, entries[i].kinds);
    }
    FILE *header = create(argv[2], argv[1], "h"), *body = create(argv[2], argv[1], "c");
    fprintf(header, "/* made by tools/mkgazetteer.c */\n#include <stdint.h>\n\nenum { ");
    for (const char *c = argv[1]; *c; c++)
        fputc(toupper((unsigned char)*c), header);
    fprintf(header, "_SLOTS = %zu };\nextern const uint32_t %s[];\n", room, argv[1]);
    fprintf(body, "/* made by tools/mkgazetteer.c */\n#include \"%s.h\"\n\nconst uint32_t %s[] = {", argv[1], argv[1]);
    for (size_t i = 0; i < room; i++)
        fprintf(body, "%s%u,", i % 12 ? "" : "\n", slots[i]);
    fprintf(body, "\n};\n");
    free(slots);
    return fclose(header) || fclose(body);
}
