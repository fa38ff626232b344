/* tools/mkblob.c -- puts the bytes of a file into the program, so that it needs no files
 *
 *     mkblob FILE NAME OUTDIR
 *
 * The output: OUTDIR/NAME.h and NAME.c with `extern const unsigned char NAME[]` and `enum { NAME_SIZE }`;
 *             the array is followed by a NUL, which is not counted.  The bytes themselves are taken in by the
 *             assembler (.incbin, ELF): as an array of numbers some megabytes take a compiler half a minute.
 * Exit: 0, or 1 with a message.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *create(const char *folder, const char *name, const char *ending)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s.%s", folder, name, ending);
    FILE *out = fopen(path, "w");
    if (!out)
        fprintf(stderr, "mkblob: cannot write %s: %s\n", path, strerror(errno));
    return out;
}

static long size_of(const char *path)
{
    FILE *in = fopen(path, "rb");
    long size = in && !fseek(in, 0, SEEK_END) ? ftell(in) : -1;
    if (size < 0)
        fprintf(stderr, "mkblob: cannot read %s: %s\n", path, strerror(errno));
    if (in)
        fclose(in);
    return size;
}

int main(int argc, char **argv)
{
    char path[PATH_MAX];
    if (argc != 4) {
        fprintf(stderr, "usage: mkblob FILE NAME OUTDIR\n");
        return 1;
    }
    const char *name = argv[2];
    long size = size_of(argv[1]);
    if (size < 0 || !realpath(argv[1], path))
        return 1;
    FILE *body = create(argv[3], name, "c"), *header = create(argv[3], name, "h");
    if (!body || !header)
        return 1;
    fprintf(body, "/* made by tools/mkblob.c */\n#include \"%s.h\"\n\n", name);
    fprintf(body, "__asm__(\".pushsection .rodata\\n.balign 64\\n.globl %s\\n.hidden %s\\n.type %s, @object\\n\"\n", name, name, name);
    fprintf(body, "        \"%s:\\n.incbin \\\"%s\\\"\\n.byte 0\\n.size %s, %ld\\n.popsection\");\n", name, path, name, size + 1);
    fprintf(header, "/* made by tools/mkblob.c */\n#ifndef SYN_BLOB_%s\n#define SYN_BLOB_%s\n\n", name, name);
    fprintf(header, "enum { %s_SIZE = %ld };\nextern const unsigned char %s[];\n\n#endif\n", name, size, name);
    return fclose(body) || fclose(header);
}
