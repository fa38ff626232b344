#include "text/domain.h"

#include <unicode/uidna.h>

static bool is_ascii(struct span name)
{
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.at[i] >= 0x80)
            return false;
    return true;
}

static bool convert(struct span name, char *into, size_t room, size_t *length)
{
    UErrorCode code = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    uint32_t options = UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_USE_STD3_RULES;
    UIDNA *converter = uidna_openUTS46(options, &code);
    int32_t got = 0;
    if (U_SUCCESS(code))
        got = uidna_nameToASCII_UTF8(converter, name.at, (int32_t)name.len, into, (int32_t)room, &info, &code);
    uidna_close(converter);
    *length = got > 0 ? (size_t)got : 0;
    return U_SUCCESS(code) && !info.errors && *length && *length <= room;
}

bool domain_ascii(struct arena *keep, struct span name, struct span *ascii)
{
    char letters[DOMAIN_BYTES_MAX + 1];
    size_t length = name.len;
    if (!name.len || name.len > (size_t)DOMAIN_BYTES_MAX * 4)
        return false;
    if (!is_ascii(name)) {
        if (!convert(name, letters, sizeof letters, &length))
            return false;
        name = (struct span){ letters, length };
    }
    if (name.len > DOMAIN_BYTES_MAX)
        return false;
    struct span copy = arena_copy(keep, name);
    for (size_t i = 0; i < copy.len; i++)
        ((char *)(uintptr_t)copy.at)[i] = byte_lower(copy.at[i]);
    *ascii = copy;
    return true;
}
