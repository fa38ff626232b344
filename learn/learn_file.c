#include "learn/learn_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "read/inflate.h"

void learn_fail(const char *doing, const char *what)
{
    fprintf(stderr, "learn: %s %s failed\n", doing, what);
    exit(3);
}

static struct span read_open(struct arena *keep, FILE *file, const char *path)
{
    enum { FILE_MAX = 1 << 30 };
    struct region spare = region_open((size_t)FILE_MAX + (16 << 20));
    char *bytes = arena_take_raw(&spare.arena, 1, 1, FILE_MAX);
    struct span packed = { bytes, fread(bytes, 1, FILE_MAX, file) }, text;
    if (ferror(file) || fclose(file))
        learn_fail("reading", path);
    if (!inflate_knows(packed))
        text = arena_copy(keep, packed);
    else if (!inflate_bytes(keep, spare.arena, packed, FILE_MAX, &text))
        learn_fail("unpacking", path);
    region_close(&spare);
    return text;
}

struct span learn_read(struct arena *keep, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        learn_fail("opening", path);
    return read_open(keep, file, path);
}

struct span learn_read_if_there(struct arena *keep, const char *path)
{
    FILE *file = fopen(path, "rb");
    return file ? read_open(keep, file, path) : SPAN("");
}

static void put(const char *path, struct span bytes, const char *mode)
{
    FILE *file = fopen(path, mode);
    if (!file || fwrite(bytes.at, 1, bytes.len, file) != bytes.len || fclose(file))
        learn_fail("writing", path);
}

void learn_write(const char *path, struct span bytes) { put(path, bytes, "wb"); }
void learn_append(const char *path, struct span bytes) { put(path, bytes, "ab"); }
