#include "tell/words.h"

#include "news/synopsis.h"

const char *word_text(enum word word)
{
#define WORD_AS_TEXT(name, text) text,
    static const char *const texts[] = { TELL_WORDS(WORD_AS_TEXT) };
    return texts[word];
}

void word_put(struct buffer *out, enum word word, uint32_t first, uint32_t second, uint32_t third)
{
    uint32_t numbers[] = { first, second, third };
    unsigned used = 0;
    for (const char *c = word_text(word); *c; c++) {
        if (*c == '#' && used < 3)
            buffer_number(out, numbers[used++]);
        else
            buffer_byte(out, *c);
    }
}

void word_count(struct buffer *out, enum word word, uint32_t first, uint32_t second, uint32_t third)
{
    word_put(out, first == 1 ? word + 1 : word, first, second, third);
}

const char *word_difference(unsigned label)
{
    static const char *const texts[] = { "conflict", "more precise", "updated", "other scope", "attribution",
                                         "spelling", "wording", "agree" };
    return label < DIFFERENCE_LABEL_COUNT ? texts[label] : "";
}

const char *word_lineage(unsigned kind)
{
    static const char *const texts[] = { "reprint", "rewrite", "translation", "common source" };
    return kind <= LINEAGE_COMMON_SOURCE ? texts[kind] : "";
}

struct span word_language(struct span code)
{
    static const struct { struct span code, name; } names[] = {
        { { "ar", 2 }, { "Arabic", 6 } },     { { "de", 2 }, { "German", 6 } },    { { "en", 2 }, { "English", 7 } },
        { { "es", 2 }, { "Spanish", 7 } },    { { "fa", 2 }, { "Persian", 7 } },   { { "fr", 2 }, { "French", 6 } },
        { { "he", 2 }, { "Hebrew", 6 } },     { { "it", 2 }, { "Italian", 7 } },   { { "ja", 2 }, { "Japanese", 8 } },
        { { "nl", 2 }, { "Dutch", 5 } },      { { "pl", 2 }, { "Polish", 6 } },    { { "pt", 2 }, { "Portuguese", 10 } },
        { { "ru", 2 }, { "Russian", 7 } },    { { "tr", 2 }, { "Turkish", 7 } },   { { "uk", 2 }, { "Ukrainian", 9 } },
        { { "zh", 2 }, { "Chinese", 7 } },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (span_equal(names[i].code, code))
            return names[i].name;
    return code;
}
