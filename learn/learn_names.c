/* learn/learn_names.c -- learns to tell names of people, organisations and places (annotate/name_judge.h)
 *
 *     learn_names --silver FOLDER --lists FOLDER --cues FILE --sentences FILE --bodies FILE --places FILE
 *                 [--texts FILE]... --out FILE
 *
 * --silver: annotated reports (learn/annotated.h), of which those that train are learnt from.  A candidate of the
 *           program's own finder is labelled by the kind of name that covers it.
 * --lists:  the lists of data/gazetteer: how the words are spelled that name people, places and things, in all languages.
 * --texts:  JSON lines with `text` and `language`, unlabelled.  What a judge that has learnt from all else is sure of,
 *           over all places of a name in a text, teaches a second one.
 * --cues:   data/gazetteer/cue.tsv: a name of any kind beside such a noun, or with it as a part, is what the noun says.
 * --sentences: data/gazetteer/sentence.tsv: what stands around the slots of a sentence, whatever fills them.
 * --bodies, --places: the same of data/organisation.tsv and data/place.tsv, whose nouns are marked "word".
 * The same input in the same order gives the same file, byte for byte.
 */
#include <stdio.h>
#include <stdlib.h>

#include "annotate/name_find.h"
#include "annotate/split.h"
#include "annotate/tag_name.h"
#include "base/hash.h"
#include "base/map.h"
#include "learn/annotated.h"
#include "learn/learn_file.h"
#include "learn/sequence_learn.h"
#include "text/json.h"

enum { BITS = 17, EPOCHS = 12, PAGE = 1 << 30 };

struct example_set {
    uint32_t *features, *from;
    uint8_t *label;
    size_t feature_count, feature_room, count, room, label_room;
    size_t by_label[JUDGE_LABELS];
};

static void *grown(void *at, size_t *room, size_t need, size_t size)
{
    if (need <= *room)
        return at;
    *room = need * 2;
    at = realloc(at, *room * size);
    if (!at)
        learn_fail("keeping", "so many examples");
    return at;
}

static void add_example(struct example_set *set, const uint32_t *features, unsigned count, unsigned label)
{
    set->features = grown(set->features, &set->feature_room, set->feature_count + count, sizeof *set->features);
    set->from = grown(set->from, &set->room, set->count + 2, sizeof *set->from);
    set->label = grown(set->label, &set->label_room, set->count + 1, 1);
    memcpy(set->features + set->feature_count, features, count * sizeof *features);
    set->from[set->count] = (uint32_t)set->feature_count;
    set->label[set->count++] = (uint8_t)label;
    set->feature_count += count;
    set->from[set->count] = (uint32_t)set->feature_count;
    set->by_label[label]++;
}

/* The same without words and letters: what will be known of a name in a language without labelled texts. */
static void add_wordless(struct example_set *set, const struct judge_features *f, unsigned end, unsigned label)
{
    uint32_t kept[JUDGE_FEATURES_MAX];
    unsigned count = 0;
    for (unsigned i = 0; i < end; i++)
        if (!f->is_word[i])
            kept[count++] = f->at[i];
    add_example(set, kept, count, label);
}

/* The same, but for what tables and lists say of the name's words: what will be known of a name that no list has. */
static void read_unlisted(const struct name_view *v, struct name_run run, struct judge_features *features,
                          struct arena own)
{
    struct vocable *at = v->words->at, *kept = arena_new(&own, struct vocable, run.end - run.first);
    for (uint32_t i = run.first; i < run.end; i++) {
        struct vocable *word = &at[v->words->of[i]];
        kept[i - run.first] = *vocabulary_name(v->words, i);
        word->kinds = 0;
        word->given_name = word->leads_name = false;
        word->place = PLACE_NONE;
        if (word->organisation == ORGANISATION_BODY)
            word->organisation = ORGANISATION_NONE;
    }
    judge_read(v, run, features);
    for (uint32_t i = run.end; i > run.first; i--)
        at[v->words->of[i - 1]] = kept[i - 1 - run.first];
}

/* ---- the program's own candidates in a text ---- */

struct reading {
    struct article article;
    struct annotations notes;
    struct vocabulary words;
    struct name_view view;
    struct name_finder finder;
};

/* Every line is a paragraph. */
static struct blocks lines_of(struct arena *keep, struct span text)
{
    struct blocks blocks = { 0 };
    struct span rest = text, line;
    size_t room = 0;
    while (span_take(&rest, '\n', &line)) {
        uint32_t from = (uint32_t)(line.at - text.at);
        struct mark at = mark_trim(text, (struct mark){ from, from + (uint32_t)line.len });
        ARENA_ROOM(keep, blocks.at, blocks.count, room);
        if (at.to > at.from)
            blocks.at[blocks.count++] = (struct block){ at, BLOCK_PARAGRAPH };
    }
    return blocks;
}

/* Splits the text and, where a judge is given, finds its candidates.  `r` must stay where it is. */
static void read_text(struct reading *r, struct arena *keep, struct arena *finding, struct span text, struct span language,
                      const struct judge *judge)
{
    *r = (struct reading){ .article = { .text = text, .language = language } };
    r->article.blocks = lines_of(keep, text);
    split_blocks(keep, *finding, &r->article, &r->notes);
    r->words = vocabulary_read(keep, &r->notes.tokens, language);
    r->view = name_view_read(keep, &r->article, &r->notes, &r->words, judge);
    r->finder = (struct name_finder){ .keep = finding, .view = &r->view };
    if (judge)
        name_find(&r->finder, &r->notes.sentences);
}

/* A name in quotation marks is a title of something, in languages that do not quote the names of companies. */
static unsigned label_if_quoted(const struct name_view *v, struct name_run run, unsigned label)
{
    bool is_quoted = run.first > 0 && run.end < v->tokens->count && view_is_quote(v, run.first - 1) &&
                     view_is_quote(v, run.end);
    bool is_cyrillic = (unsigned char)view_folded(v, run.first).at[0] >= 0xd0;
    bool is_name = label < JUDGE_NO_NAME || label == ROWS_LABELS_MAX;
    return is_quoted && !is_cyrillic && is_name ? ENTITY_OTHER : label;
}

static struct name_run run_of(const struct sighting *s) { return (struct name_run){ s->first, s->end }; }

/* ---- labelled texts ---- */

/* What a foreign token's kind of name is to the judge. */
static const uint8_t label_of_foreign[NAME_TAG_KINDS] = {
    [NAME_TAG_NONE] = JUDGE_NO_NAME, [NAME_TAG_PERSON] = ENTITY_PERSON, [NAME_TAG_ORGANISATION] = ENTITY_ORGANISATION,
    [NAME_TAG_PLACE] = ENTITY_PLACE, [NAME_TAG_OTHER] = ENTITY_OTHER,
};

/* The class of most bytes of the mark, if it covers two thirds of them and as much lies outside of it at most; else
 * ROWS_LABELS_MAX.  `*token` goes on from sighting to sighting. */
static unsigned label_at(const struct annotated *doc, uint32_t *token, struct mark at)
{
    uint32_t bytes[JUDGE_LABELS] = { 0 }, all = 0;
    while (*token < doc->foreign_count && doc->foreign[*token].at.to <= at.from)
        ++*token;
    for (uint32_t i = *token; i < doc->foreign_count && doc->foreign[i].at.from < at.to; i++) {
        uint32_t length = mark_length(doc->foreign[i].at);
        bytes[label_of_foreign[doc->foreign[i].name_kind]] += length;
        all += length;
    }
    unsigned best = 0;
    for (unsigned label = 1; label < JUDGE_LABELS; label++)
        if (bytes[label] > bytes[best])
            best = label;
    return all && bytes[best] * 3 >= all * 2 ? best : ROWS_LABELS_MAX;
}

static void learn_document(struct example_set *set, const struct annotated *doc, struct arena keep, struct arena finding)
{
    struct reading *r = arena_new(&keep, struct reading, 1);
    enum { UNLISTED_ONE_IN = 3 };
    struct judge nobody = { .is_learnt = false };
    struct judge_features features;
    uint32_t token = 0;
    read_text(r, &keep, &finding, doc->article.text, SPAN("en"), &nobody);
    for (size_t i = 0; i < r->finder.count; i++) {
        unsigned label = label_at(doc, &token, r->finder.at[i].at);
        label = label_if_quoted(&r->view, run_of(&r->finder.at[i]), label);
        judge_read(&r->view, run_of(&r->finder.at[i]), &features);
        if (label >= JUDGE_LABELS)
            continue;
        add_example(set, features.at, features.count, label);
        add_wordless(set, &features, features.count, label);
        if (label >= JUDGE_NO_NAME || i % UNLISTED_ONE_IN)
            continue;
        read_unlisted(&r->view, run_of(&r->finder.at[i]), &features, keep);
        add_example(set, features.at, features.count, label);
    }
}

static void learn_silver(struct example_set *set, struct region *keep, const char *folder, struct arena spare,
                         struct arena finding)
{
    struct annotated_set silver = annotated_read(&keep->arena, spare, folder);
    for (size_t d = 0; d < silver.count; d++)
        if (silver.at[d].trains && silver.at[d].foreign_count)
            learn_document(set, &silver.at[d], spare, finding);
}

/* ---- unlabelled texts ---- */

enum { SURE_TIMES_ONE = 2 };   /* how far the best type of a name must be ahead, over all places of it in the text */

static uint64_t name_hash(const struct name_view *v, const struct sighting *s)
{
    uint64_t hash = 0;
    for (uint32_t i = s->first; i < s->end; i++)
        hash = hash_mix(hash, view_is_word(v, i) ? view_word(v, i)->bare : view_token(v, i)->word);
    return hash;
}

/* What the judge thinks of each name of the text, all its places together. */
static int32_t (*score_names(const struct reading *r, const struct judge *judge, struct map *names,
                             struct arena *keep))[JUDGE_LABELS]
{
    int32_t (*sums)[JUDGE_LABELS] = arena_take(keep, sizeof *sums, alignof(int32_t), r->finder.count);
    struct judge_features features;
    int16_t scores[JUDGE_WIDTH];
    uint32_t count = 0;
    for (size_t i = 0; i < r->finder.count; i++) {
        bool is_new;
        uint32_t *number = map_at(names, name_hash(&r->view, &r->finder.at[i]), &is_new);
        if (is_new)
            *number = count++;
        judge_read(&r->view, run_of(&r->finder.at[i]), &features);
        judge_score(judge, &features, scores);
        for (unsigned label = 0; label < JUDGE_LABELS; label++)
            sums[*number][label] += scores[label];
    }
    return sums;
}

/* The label that is far enough ahead of all others, or ROWS_LABELS_MAX. */
static unsigned sure_label(const int32_t scores[JUDGE_LABELS], int32_t ahead)
{
    unsigned best = 0;
    for (unsigned label = 1; label < JUDGE_LABELS; label++)
        if (scores[label] > scores[best])
            best = label;
    for (unsigned label = 0; label < JUDGE_LABELS; label++)
        if (label != best && scores[label] > scores[best] - ahead)
            return ROWS_LABELS_MAX;
    return best;
}

/* ---- German nouns ---- */

/* A word with a capital behind an article or an adjective, that no list has for a name. */
static bool is_noun_by_place(const struct name_view *v, uint32_t i)
{
    enum { LEAST_BYTES = 4 };
    if (!view_is_name_like(v, i) || view_is_initial(v, i) || !view_is_word(v, i - 1) || view_has_capital(v, i - 1) ||
        view_token(v, i)->folded_length < LEAST_BYTES || view_is_capitals(v, i) ||
        view_word(v, i)->place != PLACE_NONE || (i + 1 < v->tokens->count && view_is_name_like(v, i + 1)))
        return false;
    struct span before = view_folded(v, i - 1);
    bool is_adjective = v->glue[i - 1] == GLUE_NONE && before.len > 5 &&
                        (span_ends(before, SPAN("en")) || span_ends(before, SPAN("er")) || span_ends(before, SPAN("es")));
    return (is_adjective && !(view_word(v, i)->kinds & (LISTED_PLACE | LISTED_GIVEN))) || v->glue[i - 1] == GLUE_POSSESSIVE || v->glue[i - 1] == GLUE_ARTICLE;
}

/* The letters of nouns, once a text, teach what is no name. */
static void learn_nouns(struct example_set *set, const struct reading *r, struct arena own)
{
    bool *done = arena_new(&own, bool, r->words.count);
    struct judge_features features;
    for (uint32_t i = 1; i < r->notes.tokens.count; i++) {
        if (done[r->words.of[i]] || !is_noun_by_place(&r->view, i))
            continue;
        done[r->words.of[i]] = true;
        judge_read(&r->view, (struct name_run){ i, i + 1 }, &features);
        add_example(set, features.at + features.letters, features.around - features.letters, JUDGE_NO_NAME);
    }
}

static void learn_sure(struct example_set *set, const struct reading *r, const struct judge *judge, struct arena own)
{
    struct map names = map_in(&own, r->finder.count);
    struct arena rest = arena_half(&own);
    int32_t (*sums)[JUDGE_LABELS] = score_names(r, judge, &names, &rest);
    struct judge_features features;
    for (size_t i = 0; i < r->finder.count; i++) {
        const uint32_t *number = map_find(&names, name_hash(&r->view, &r->finder.at[i]));
        unsigned label = sure_label(sums[*number], SURE_TIMES_ONE * judge->rows.one);
        label = label_if_quoted(&r->view, run_of(&r->finder.at[i]), label);
        if (label >= JUDGE_NO_NAME)
            continue;
        judge_read(&r->view, run_of(&r->finder.at[i]), &features);
        add_example(set, features.at, features.count, label);
        add_example(set, features.at + features.letters, features.count - features.letters, label);
    }
}

/* A judge that was learnt from what is labelled teaches what it is sure of; without one, German nouns are learnt. */
static void learn_texts(struct example_set *set, const struct judge *judge, struct region *keep, const char *path,
                        struct arena spare, struct arena finding)
{
    struct span rest = learn_read(&keep->arena, path), line;
    while (span_take(&rest, '\n', &line)) {
        struct json row;
        size_t at = 0;
        if (!json_parse(line, &at, &row))
            continue;
        struct arena own = spare, found = finding;
        struct span language = json_text(&own, json_member(row, SPAN("language")));
        struct reading *r = arena_new(&own, struct reading, 1);
        read_text(r, &own, &found, json_text(&own, json_member(row, SPAN("text"))), language, judge);
        if (judge)
            learn_sure(set, r, judge, own);
        else if (r->view.is_german)
            learn_nouns(set, r, own);
    }
}

/* ---- lists ---- */

static unsigned label_of_kind(struct span kind)
{
    if (span_equal(kind, SPAN("place")) || span_equal(kind, SPAN("small-place")))
        return ENTITY_PLACE;
    if (span_equal(kind, SPAN("organisation")))
        return ENTITY_ORGANISATION;
    return span_equal(kind, SPAN("thing")) ? ENTITY_OTHER : ENTITY_PERSON;
}

static struct span language_of(struct span name) { return (unsigned char)name.at[0] >= 0xd0 ? SPAN("ru") : SPAN("en"); }

/* A name by itself, its letters alone. */
static void learn_name(struct example_set *set, struct span name, unsigned label, struct arena spare, struct arena finding)
{
    struct reading *r = arena_new(&spare, struct reading, 1);
    struct judge_features features;
    read_text(r, &spare, &finding, name, language_of(name), NULL);
    uint32_t count = r->notes.tokens.count;
    if (!count || !view_is_word(&r->view, 0) || !view_is_word(&r->view, count - 1))
        return;
    judge_read(&r->view, (struct name_run){ 0, count }, &features);
    add_example(set, features.at + features.letters, features.around - features.letters, label);
    if (label == ENTITY_PERSON && count > 1)
        add_wordless(set, &features, features.letters, label);
}

/* Family names stand behind given names, too: the one before of the same script. */
static void learn_list(struct example_set *set, struct region *keep, const char *path, struct arena spare, struct arena finding)
{
    enum { PLACES_ONE_IN = 4 };
    struct span rest = learn_read(&keep->arena, path), line, name, given = { 0 };
    while (span_take(&rest, '\n', &line)) {
        if (!line.len || line.at[0] == '#' || !span_take(&line, '\t', &name))
            continue;
        unsigned label = label_of_kind(line);
        if (label != ENTITY_PLACE || hash_span(name) % PLACES_ONE_IN == 0)
            learn_name(set, name, label, spare, finding);
        if (span_equal(line, SPAN("given")))
            given = name;
        struct arena own = spare;
        if (span_equal(line, SPAN("family")) && given.len && ((unsigned char)given.at[0] >= 0xd0) == ((unsigned char)name.at[0] >= 0xd0))
            learn_name(set, arena_printf(&own, "%.*s %.*s", (int)given.len, given.at, (int)name.len, name.at), label, own, finding);
    }
}

static void learn_lists(struct example_set *set, struct region *keep, const char *folder, struct arena spare, struct arena finding)
{
    static const char *const lists[] = { "cldr", "geonames", "faker", "wordnet" };
    char path[4096];
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        snprintf(path, sizeof path, "%s/%s.tsv", folder, lists[i]);
        learn_list(set, keep, path, spare, finding);
    }
}

/* ---- cues ---- */

struct cue { struct span word; unsigned label; bool is_noun; };

/* A row of data/gazetteer/cue.tsv, or of a table whose third column is "word" for the nouns of its kind. */
static bool read_cue(struct span line, unsigned word_label, struct cue *cue)
{
    static const struct { struct span kind; unsigned label; } kinds[] = {
        { SPAN("place-"), ENTITY_PLACE }, { SPAN("organisation-"), ENTITY_ORGANISATION },
        { SPAN("person-"), ENTITY_PERSON }, { SPAN("thing-"), ENTITY_OTHER }
    };
    if (!line.len || line.at[0] == '#' || !span_take(&line, '\t', &cue->word) || !cue->word.len)
        return false;
    cue->is_noun = span_ends(line, SPAN("-noun"));
    if (word_label < JUDGE_LABELS) {
        cue->is_noun = true;
        cue->label = span_ends(line, SPAN("\tthing")) ? ENTITY_OTHER : word_label;
        return span_ends(line, SPAN("\tword")) || span_ends(line, SPAN("\tsuffix")) || span_ends(line, SPAN("\tthing"));
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (span_starts(line, kinds[i].kind)) {
            cue->label = kinds[i].label;
            return true;
        }
    return false;
}

/* A capital for the first letter of ASCII or Cyrillic. */
static struct span with_capital(struct arena *keep, struct span word)
{
    struct span copy = arena_copy(keep, word);
    unsigned char *at = (unsigned char *)(uintptr_t)copy.at;
    if (at[0] >= 'a' && at[0] <= 'z')
        at[0] = (unsigned char)(at[0] - 'a' + 'A');
    else if (at[0] == 0xd0 && at[1] >= 0xb0)
        at[1] = (unsigned char)(at[1] - 0x20);
    else if (at[0] == 0xd1 && at[1] <= 0x8f)
        at[0] = 0xd0, at[1] = (unsigned char)(at[1] + 0x20);
    return copy;
}

/* What is known of the run without its letters and without the fillers beside it. */
static void learn_run(struct example_set *set, struct span text, struct name_run run, unsigned label, struct arena spare,
                      struct arena finding)
{
    struct reading *r = arena_new(&spare, struct reading, 1);
    struct judge_features features;
    read_text(r, &spare, &finding, text, language_of(text), NULL);
    if (run.end > r->notes.tokens.count || !view_is_word(&r->view, run.first) ||
        !(view_is_word(&r->view, run.end - 1) || view_is_quote(&r->view, run.end - 1)))
        return;
    judge_read(&r->view, run, &features);
    add_wordless(set, &features, features.count, label);
}

/* Nouns before a name, within it, and words near it; the name itself may be anything. */
static void learn_cue(struct example_set *set, struct cue cue, struct span name, struct arena spare, struct arena finding)
{
    struct arena own = spare;
    const char *filler = (unsigned char)cue.word.at[0] >= 0xd0 ? "щъщъ" : "zqzq";
    struct span capital = with_capital(&own, cue.word), named = with_capital(&own, name);
    struct span before = cue.is_noun ? arena_printf(&own, "%s %.*s %.*s %s", filler, (int)cue.word.len, cue.word.at, (int)named.len, named.at, filler)
                                     : arena_printf(&own, "%.*s %s %.*s %s", (int)cue.word.len, cue.word.at, filler, (int)named.len, named.at, filler);
    struct span second = SPAN(" Brantok");
    learn_run(set, before, (struct name_run){ 2, 3 }, cue.label, own, finding);
    struct span longer = cue.is_noun ? arena_printf(&own, "%s %.*s %.*s%.*s %s", filler, (int)cue.word.len, cue.word.at, (int)named.len, named.at, (int)second.len, second.at, filler) : (struct span){ 0 };
    if (longer.len)
        learn_run(set, longer, (struct name_run){ 2, 4 }, cue.label, own, finding);
    if (!cue.is_noun)
        return;
    struct span quoted = arena_printf(&own, "%s %.*s \"%.*s\" %s", filler, (int)cue.word.len, cue.word.at, (int)named.len, named.at, filler);
    struct span of = arena_printf(&own, "%s %.*s of %.*s %s", filler, (int)cue.word.len, cue.word.at, (int)named.len, named.at, filler);
    if (cue.label != ENTITY_PERSON)
        learn_run(set, quoted, (struct name_run){ 3, 4 }, cue.label, own, finding);
    if (cue.label == ENTITY_PLACE)
        learn_run(set, of, (struct name_run){ 3, 4 }, cue.label, own, finding);
    enum { TIMES = 4 };     /* the noun is part of the name, and tells more than what it may be beside */
    struct span called = arena_printf(&own, "%s %.*s «%.*s» %s", filler, (int)capital.len, capital.at, (int)named.len,
                                      named.at, filler);
    for (int i = 0; i < TIMES && cue.label == ENTITY_ORGANISATION && (unsigned char)cue.word.at[0] >= 0xd0; i++)
        learn_run(set, called, (struct name_run){ 1, 5 }, cue.label, own, finding);
    if (cue.label == ENTITY_PERSON)
        return;
    struct span last = arena_printf(&own, "%s %.*s %.*s %s", filler, (int)named.len, named.at, (int)capital.len, capital.at, filler);
    struct span first = arena_printf(&own, "%s %.*s %.*s %s", filler, (int)capital.len, capital.at, (int)named.len, named.at, filler);
    for (int i = 0; i < TIMES; i++) {
        learn_run(set, last, (struct name_run){ 1, 3 }, cue.label, own, finding);
        learn_run(set, first, (struct name_run){ 1, 3 }, cue.label, own, finding);
    }
}

static void learn_cues(struct example_set *set, struct region *keep, const char *path, unsigned word_label, struct arena spare,
                       struct arena finding)
{
    static const char *const latin[] = { "paris", "smith", "qorvelin" }, *const cyrillic[] = { "москва", "иванов", "кварелин" };
    enum { NAMES = 3 };
    struct span rest = learn_read(&keep->arena, path), line;
    struct cue cue;
    while (span_take(&rest, '\n', &line))
        for (int i = 0; i < NAMES && read_cue(line, word_label, &cue); i++)
            learn_cue(set, cue, span_of((unsigned char)cue.word.at[0] >= 0xd0 ? cyrillic[i] : latin[i]), spare, finding);
}

/* ---- sentences with slots ---- */

/* Names for a slot: no list has the first two; the third is what lists have under its kind, or a place that a team is
 * called after. */
static struct span filler_for(char kind, bool is_cyrillic, uint32_t way, uint32_t slot)
{
    static const char *const latin[] = { "Qorvelin", "Brantok", "Tismarel", "Veldrik" };
    static const char *const cyrillic[] = { "Кварелин", "Брантох", "Тисмарел", "Велдрик" };
    static const char *const two[] = { "Qorvelin Brantok", "Tismarel Veldrik" };
    static const char *const two_cyrillic[] = { "Кварелин Брантох", "Тисмарел Велдрик" };
    static const char *const places[] = { "Paris", "Boston", "Madrid", "Oslo" };
    static const char *const cyrillic_places[] = { "Москва", "Киев", "Рим", "Одесса" };
    static const char *const people[] = { "Smith", "Keller", "Moreau", "Jones" };
    static const char *const cyrillic_people[] = { "Иванов", "Петров", "Смирнов", "Орлов" };
    if (way == 1 && kind != 'L')
        return span_of((is_cyrillic ? two_cyrillic : two)[slot % 2]);
    if (way == 2 && (kind == 'L' || kind == 'C'))
        return span_of((is_cyrillic ? cyrillic_places : places)[slot % 4]);
    if (way == 2 && kind == 'P')
        return span_of((is_cyrillic ? cyrillic_people : people)[slot % 4]);
    return span_of((is_cyrillic ? cyrillic : latin)[slot % 4]);
}

enum { SLOTS_MAX = 12 };

struct filled { struct span text; struct mark at[SLOTS_MAX]; unsigned label[SLOTS_MAX], count; };

static unsigned label_of_slot(char kind)
{
    return kind == 'P' ? ENTITY_PERSON : kind == 'L' ? ENTITY_PLACE : kind == 'T' ? ENTITY_OTHER : ENTITY_ORGANISATION;
}

static struct filled fill_slots(struct arena *keep, struct span sentence, bool is_cyrillic, uint32_t way)
{
    struct filled filled = { .count = 0 };
    struct buffer out = buffer_in(keep);
    for (size_t i = 0; i < sentence.len; i++) {
        bool is_slot = i + 2 < sentence.len && sentence.at[i] == '{' && sentence.at[i + 2] == '}' &&
                       filled.count < SLOTS_MAX;
        if (!is_slot) {
            buffer_put(&out, span_cut(sentence, i, i + 1));
            continue;
        }
        struct span name = filler_for(sentence.at[i + 1], is_cyrillic, way, filled.count);
        uint32_t from = (uint32_t)buffer_span(&out).len;
        buffer_put(&out, name);
        filled.at[filled.count] = (struct mark){ from, from + (uint32_t)name.len };
        filled.label[filled.count++] = label_of_slot(sentence.at[i + 1]);
        i += 2;
    }
    filled.text = buffer_span(&out);
    return filled;
}

/* The tokens of a mark. */
static struct name_run tokens_of(const struct tokens *tokens, struct mark at)
{
    struct name_run run = { 0, 0 };
    while (run.first < tokens->count && tokens->at[run.first].at.from < at.from)
        run.first++;
    for (run.end = run.first; run.end < tokens->count && tokens->at[run.end].at.to <= at.to;)
        run.end++;
    return run;
}

/* All that stands around a slot, with what may be known of any name and with nothing of it. */
static void learn_slot(struct example_set *set, const struct judge_features *f, unsigned label)
{
    uint32_t kept[JUDGE_FEATURES_MAX];
    unsigned count = 0;
    for (unsigned i = 0; i < f->count; i++)
        if (i >= f->around || !f->is_word[i])
            kept[count++] = f->at[i];
    add_example(set, kept, count, label);
    add_example(set, f->at + f->around, f->count - f->around, label);
    add_wordless(set, f, f->count, label);
}

static void learn_sentences(struct example_set *set, struct region *keep, const char *path, struct arena spare,
                            struct arena finding)
{
    enum { WAYS = 3, TIMES = 4 };   /* they weigh against many more examples of other kinds */
    struct span rest = learn_read(&keep->arena, path), line, language;
    struct judge_features features;
    while (span_take(&rest, '\n', &line)) {
        if (!line.len || line.at[0] == '#' || !span_take(&line, '\t', &language) || language.len != 2)
            continue;
        bool is_cyrillic = span_equal(language, SPAN("ru")) || span_equal(language, SPAN("uk"));
        for (uint32_t way = 0; way < WAYS; way++) {
            struct arena own = spare, found = finding;
            struct filled filled = fill_slots(&own, line, is_cyrillic, way);
            struct reading *r = arena_new(&own, struct reading, 1);
            read_text(r, &own, &found, filled.text, language, NULL);
            for (unsigned i = 0; i < filled.count; i++) {
                struct name_run run = tokens_of(&r->notes.tokens, filled.at[i]);
                if (run.end == run.first)
                    continue;
                judge_read(&r->view, run, &features);
                for (int k = 0; k < TIMES; k++)
                    learn_slot(set, &features, filled.label[i]);
            }
        }
    }
}

/* ---- all of it ---- */

static void report(const struct example_set *set, const char *what)
{
    fprintf(stderr, "%-8s %8zu examples: %zu others, %zu people, %zu organisations, %zu places, %zu no names\n", what, set->count,
            set->by_label[ENTITY_OTHER], set->by_label[ENTITY_PERSON], set->by_label[ENTITY_ORGANISATION],
            set->by_label[ENTITY_PLACE], set->by_label[JUDGE_NO_NAME]);
}

static void show(unsigned epoch, double loss) { fprintf(stderr, "epoch %u: %.4f\n", epoch, loss); }

static void learn(struct buffer *model, struct arena scratch, const struct example_set *set)
{
    uint32_t *begin = arena_new(&scratch, uint32_t, set->count + 1);
    for (size_t i = 0; i <= set->count; i++)
        begin[i] = (uint32_t)i;
    struct learn_set all = {
        .features = set->features, .from = set->from, .label = set->label, .begin = begin, .things = set->count,
        .sequences = set->count
    };
    struct learn_plan plan = {
        .way = LEARN_LIKELIHOOD, .labels = JUDGE_LABELS, .bits = BITS, .kind = JUDGE_KIND, .epochs = EPOCHS,
        .rate = 0.1f, .fade = 1e-5f, .clip = 4, .seed = 1, .progress = show
    };
    sequence_learn(model, scratch, &all, &plan);
}

enum { TEXTS_MAX = 16 };

struct sources { const char *texts[TEXTS_MAX], *out; int text_count; };

/* Reads what is labelled; keeps the names of the other files. */
static void take_argument(struct sources *sources, struct example_set *set, struct region *keep, const char *option,
                          const char *value, struct arena spare, struct arena finding)
{
    if (strcmp(option, "--silver") == 0)
        learn_silver(set, keep, value, spare, finding);
    else if (strcmp(option, "--lists") == 0)
        learn_lists(set, keep, value, spare, finding);
    else if (strcmp(option, "--cues") == 0)
        learn_cues(set, keep, value, JUDGE_LABELS, spare, finding);
    else if (strcmp(option, "--sentences") == 0)
        learn_sentences(set, keep, value, spare, finding);
    else if (strcmp(option, "--bodies") == 0)
        learn_cues(set, keep, value, ENTITY_ORGANISATION, spare, finding);
    else if (strcmp(option, "--places") == 0)
        learn_cues(set, keep, value, ENTITY_PLACE, spare, finding);
    else if (strcmp(option, "--texts") == 0 && sources->text_count < TEXTS_MAX)
        sources->texts[sources->text_count++] = value;
    else if (strcmp(option, "--out") == 0)
        sources->out = value;
    else
        learn_fail("understanding", option);
    report(set, option);
}

int main(int argc, char **argv)
{
    struct region keep = region_open((size_t)8 * PAGE), spare = region_open(PAGE), finding = region_open(PAGE);
    struct example_set set = { 0 };
    struct sources sources = { 0 };
    for (int i = 1; i + 1 < argc; i += 2)
        take_argument(&sources, &set, &keep, argv[i], argv[i + 1], spare.arena, finding.arena);
    if (!sources.out || !set.count)
        learn_fail("learning", "from nothing");
    for (int i = 0; i < sources.text_count; i++)
        learn_texts(&set, NULL, &keep, sources.texts[i], spare.arena, finding.arena);
    report(&set, "nouns");
    struct buffer model = buffer_in(&keep.arena);
    learn(&model, spare.arena, &set);
    if (sources.text_count) {
        struct judge first = { .is_learnt = true };
        rows_open(&first.rows, arena_copy(&keep.arena, buffer_span(&model)), JUDGE_KIND);
        for (int i = 0; i < sources.text_count; i++)
            learn_texts(&set, &first, &keep, sources.texts[i], spare.arena, finding.arena);
        report(&set, "--texts");
        model = buffer_in(&keep.arena);
        learn(&model, spare.arena, &set);
    }
    learn_write(sources.out, buffer_span(&model));
    return 0;
}
