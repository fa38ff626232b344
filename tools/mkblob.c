/* tools/mkblob.c -- turns a file into a C array of bytes, so that the binary needs no files
 *
 *     mkblob FILE NAME OUTDIR
 *
 * The output: OUTDIR/NAME.h and NAME.c with `extern const unsigned char NAME[]` and `enum { NAME_SIZE }`;
 *             the array is followed by a NUL, which is not counted.
 * Exit: 0, or 1 with a message.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

static FILE *create(const char *folder, const char *name, const char *ending)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending);
    FILE *out = fopen(path, "w");
    if (!out)
        fprintf(stderr, "mkblob: cannot write %s: %s\n", path, strerror(errno));
    return out;
}

static size_t write_bytes(FILE *out, FILE *in, const char *name)
{
    size_t count = 0;
    fprintf(out, "/* made by tools/mkblob.c */\n#include \"%s.h\"\n\nconst unsigned char %s[] = {", name, name);
    for (int c; (c = getc(in)) != EOF; count++)
        fprintf(out, "%s%d,", count % 24 ? "" : "\n", c);
    fprintf(out, "\n0 };\n");
    return count;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: mkblob FILE NAME OUTDIR\n");
        return 1;
    }
    const char *name = argv[2];
    FILE *in = fopen(argv[1], "rb");
    if (!in) {
        fprintf(stderr, "mkblob: cannot read %s: %s\n", argv[1], strerror(errno));
        return 1;
    }
    FILE *body = create(argv[3], name, "c"), *header = create(argv[3], name, "h");
    if (!body || !header)
        return 1;
    size_t count = write_bytes(body, in, name);
    fprintf(header, "/* made by tools/mkblob.c */\n#ifndef SYN_BLOB_%s\n#define SYN_BLOB_%s\n\n", name, name);
    fprintf(header, "enum { %s_SIZE = %zu };\nextern const unsigned char %s[];\n\n#endif\n", name, count, name);
    return ferror(in) || fclose(body) || fclose(header);
}
