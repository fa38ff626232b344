#include "store/compress.h"

#include <zstd.h>

/* Level 3 packs news a tenth smaller, and takes twice the time. */
enum { LEVEL = 1 };

struct compressor {
    struct region own;
    ZSTD_CCtx *pack;
    ZSTD_DCtx *unpack;
};

struct compressor *compressor_open(void)
{
    struct region own = region_open(4096);
    struct compressor *c = arena_new(&own.arena, struct compressor, 1);
    c->own = own;
    c->pack = ZSTD_createCCtx();
    c->unpack = ZSTD_createDCtx();
    if (!c->pack || !c->unpack)
        arena_exhausted(sizeof *c);
    ZSTD_CCtx_setParameter(c->pack, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(c->pack, ZSTD_c_checksumFlag, 1);
    return c;
}

void compressor_close(struct compressor *c)
{
    if (!c)
        return;
    ZSTD_freeCCtx(c->pack);
    ZSTD_freeDCtx(c->unpack);
    struct region own = c->own;
    region_close(&own);
}

struct span compress_pack(struct arena *keep, struct arena scratch, struct compressor *c, struct span bytes,
                          struct span lean)
{
    size_t room = ZSTD_compressBound(bytes.len);
    char *out = arena_take_raw(&scratch, 1, 1, room);
    if (lean.len)
        ZSTD_CCtx_refPrefix(c->pack, lean.at, lean.len);
    size_t length = ZSTD_compress2(c->pack, out, room, bytes.at, bytes.len);
    if (ZSTD_isError(length))
        arena_exhausted(room);      /* the only way in which it fails: no memory for its tables */
    return arena_copy(keep, (struct span){ out, length });
}

bool compress_unpack(struct arena *keep, struct compressor *c, struct span packed, struct span lean, size_t max,
                     struct span *out)
{
    unsigned long long length = ZSTD_getFrameContentSize(packed.at, packed.len);
    if (length == ZSTD_CONTENTSIZE_UNKNOWN || length == ZSTD_CONTENTSIZE_ERROR || length > max)
        return false;
    char *at = arena_take_raw(keep, 1, 1, (size_t)length + 1);
    if (lean.len)
        ZSTD_DCtx_refPrefix(c->unpack, lean.at, lean.len);
    size_t got = ZSTD_decompressDCtx(c->unpack, at, (size_t)length, packed.at, packed.len);
    if (ZSTD_isError(got) || got != length)
        return false;
    at[length] = 0;
    *out = (struct span){ at, (size_t)length };
    return true;
}
