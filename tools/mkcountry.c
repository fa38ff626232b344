/* tools/mkcountry.c -- writes data/country.tsv: countries as six languages call them, from ICU's CLDR data
 *
 *     cc -std=c17 tools/mkcountry.c $(pkg-config --cflags --libs icu-uc icu-i18n) -o mkcountry
 *     ./mkcountry | awk '!seen[$0]++' > data/country.tsv
 *
 * A row is a name, folded as text_fold does, and the id of the country.  Run it again when ICU's names
 * change; what CLDR does not give (capitals, short and old names, demonyms) stands in data/place.tsv.
 * The data is under the Unicode licence (SPDX Unicode-3.0).
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { NAME_MAX_UNITS = 256 };

/* Lower case, NFC, plain apostrophes and hyphens. */
static void fold(char *out, size_t room, const UChar *name, const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar lower[NAME_MAX_UNITS], normal[NAME_MAX_UNITS];
    u_strToLower(lower, NAME_MAX_UNITS, name, -1, language, &status);
    unorm2_normalize(unorm2_getNFCInstance(&status), lower, -1, normal, NAME_MAX_UNITS, &status);
    for (UChar *c = normal; *c; c++)
        *c = *c == 0x2019 ? '\'' : *c == 0x2011 || *c == 0x2010 ? '-' : *c == 0xa0 ? ' ' : *c;
    int32_t length = 0;
    u_strToUTF8(out, (int32_t)room, &length, normal, -1, &status);
    if (U_FAILURE(status))
        out[0] = 0;
}

/* "China (Sonderverwaltungsregion ...)" and the like are no names. */
static bool is_plain(const char *name) { return name[0] && !strpbrk(name, "()") && strlen(name) > 3; }

int main(void)
{
    static const char *const languages[] = { "en", "fr", "de", "es", "ru", "uk" };
    puts("# Countries and territories as six languages call them, folded; made by tools/mkcountry.c from ICU (CLDR).\n"
         "# Unicode licence v3 (SPDX Unicode-3.0).\n"
         "key:text\tid:text");
    for (size_t l = 0; l < sizeof languages / sizeof *languages; l++)
        for (const char *const *code = uloc_getISOCountries(); *code; code++) {
            char locale[16], name[NAME_MAX_UNITS * 3];
            UChar shown[NAME_MAX_UNITS];
            UErrorCode status = U_ZERO_ERROR;
            snprintf(locale, sizeof locale, "und_%s", *code);
            uloc_getDisplayCountry(locale, languages[l], shown, NAME_MAX_UNITS, &status);
            fold(name, sizeof name, shown, languages[l]);
            if (status == U_ZERO_ERROR && is_plain(name))
                printf("%s\tcountry:%s\n", name, *code);
        }
    return 0;
}
