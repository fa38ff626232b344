#include "tell/words.h"

#include "news/synopsis.h"

const char *word_text(enum word word)
{
    return interface_rows[word].english.at;
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
    static const char *const texts[DIFFERENCE_LABEL_COUNT] = {
        [DIFFERENCE_CONFLICT] = "conflict",       [DIFFERENCE_MORE_PRECISE] = "more precise",
        [DIFFERENCE_UPDATED] = "updated",         [DIFFERENCE_SCOPE] = "other scope",
        [DIFFERENCE_ATTRIBUTION] = "attribution", [DIFFERENCE_SPELLING] = "spelling",
        [DIFFERENCE_WORDING] = "wording",         [DIFFERENCE_AGREE] = "agree",
    };
    return label < DIFFERENCE_LABEL_COUNT ? texts[label] : "";
}

const char *word_counted(unsigned label)
{
    return label == DIFFERENCE_CONFLICT ? "in conflict" : label == DIFFERENCE_ATTRIBUTION ? "of attribution"
         : label == DIFFERENCE_SPELLING ? "of spelling" : word_difference(label);
}

const char *word_kind(unsigned kind)
{
    static const char *const texts[DIFFERENCE_KIND_COUNT] = {
        [DIFFERENCE_OF_FIGURE] = "figure", [DIFFERENCE_OF_DATE] = "date",         [DIFFERENCE_OF_NAME] = "name",
        [DIFFERENCE_OF_PLACE] = "place",   [DIFFERENCE_OF_ROLE] = "role",         [DIFFERENCE_OF_ACTION] = "action",
        [DIFFERENCE_OF_POLARITY] = "denial", [DIFFERENCE_OF_SOURCE] = "source",
    };
    return kind < DIFFERENCE_KIND_COUNT ? texts[kind] : "";
}

const char *word_lineage(unsigned kind)
{
    static const char *const texts[] = { "reprint", "rewrite", "translation", "common source" };
    return kind <= LINEAGE_COMMON_SOURCE ? texts[kind] : "";
}

/* Nine in ten is sure, two in three likely; what is inferred is not called sure. */
static enum word sure_word(float sure, bool inferred)
{
    if (sure >= 0.9f)
        return inferred ? WORD_VERY_LIKELY : WORD_SURE;
    return sure >= 0.65f ? WORD_LIKELY : WORD_POSSIBLE;
}

void word_sureness(struct buffer *out, float sure, bool inferred)
{
    if (sure > 0)
        buffer_text(out, word_text(sure_word(sure, inferred)));
    if (inferred) {
        buffer_text(out, sure > 0 ? ", " : "");
        buffer_text(out, word_text(WORD_INFERRED));
    }
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
