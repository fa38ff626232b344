#include "annotate/attribution_find.h"
#include "paragraphs.h"

/* A marked place of a case: a name of an entity, or a source that is one. */
struct sign { struct mark at; uint32_t number; bool is_source; };
enum { SIGNS_MAX = 16 };
struct signs { struct sign at[SIGNS_MAX]; uint32_t count; };

struct tally { uint32_t right, wrong, missed, cases, whole; };

/* Takes the marks out of a case.  A mark may hold another: "<2 Finch's lawyer [2 Tom Quill]>". */
static struct span take_signs(struct arena *keep, struct span line, struct signs *signs)
{
    struct buffer out = buffer_in(keep);
    uint32_t open[SIGNS_MAX], depth = 0;
    signs->count = 0;
    for (size_t i = 0; i < line.len; i++) {
        bool opens = (line.at[i] == '[' || line.at[i] == '<') && i + 2 < line.len && byte_is_digit(line.at[i + 1]);
        if (opens && signs->count < SIGNS_MAX) {
            struct mark at = { (uint32_t)out.len, 0 };
            signs->at[signs->count] = (struct sign){ at, (uint32_t)(line.at[i + 1] - '0'), line.at[i] == '<' };
            open[depth++] = signs->count++;
            i += 2;
        } else if ((line.at[i] == ']' || line.at[i] == '>') && depth) {
            signs->at[open[--depth]].at.to = (uint32_t)out.len;
        } else {
            buffer_byte(&out, line.at[i]);
        }
    }
    return buffer_span(&out);
}

/* The entity that the program sees at a sign; ENTITY_NONE for nobody, and where it sees no name or source. */
static uint32_t seen_at(const struct paragraphs *p, const struct attributions *list, const struct sign *s)
{
    for (uint32_t i = 0; i < p->notes.mentions.count && !s->is_source; i++)
        if (mark_overlaps(p->notes.mentions.at[i].at, s->at))
            return p->notes.mentions.at[i].entity;
    for (uint32_t i = 0; i < list->count && s->is_source; i++)
        if (list->at[i].source.count && mark_overlaps(list->at[i].source.at[0], s->at))
            return list->at[i].speaker;
    return ENTITY_NONE;
}

/* Each pair of signs: joined and of one number is right, joined and of two is wrong, of one and not joined is
 * missed.  A source that is nobody is wrong where it is somebody. */
static void count_case(struct tally *tally, const struct signs *signs, const uint32_t *seen)
{
    uint32_t bad = tally->wrong + tally->missed;
    for (uint32_t i = 0; i < signs->count; i++) {
        const struct sign *a = &signs->at[i];
        tally->wrong += a->is_source && a->number == 0 && seen[i] != ENTITY_NONE;
        for (uint32_t k = i + 1; k < signs->count; k++) {
            const struct sign *b = &signs->at[k];
            bool joined = seen[i] == seen[k] && seen[i] != ENTITY_NONE, same = a->number == b->number;
            if (!a->number || !b->number)
                continue;
            tally->right += joined && same;
            tally->wrong += joined && !same;
            tally->missed += !joined && same;
        }
    }
    tally->cases++;
    tally->whole += bad == tally->wrong + tally->missed;
}

static void print_seen(struct span line, const struct paragraphs *p, const struct signs *signs, const uint32_t *seen)
{
    printf("# not as it should be: %.*s\n#  ", (int)line.len, line.at);
    for (uint32_t i = 0; i < signs->count; i++) {
        struct span name = seen[i] == ENTITY_NONE ? SPAN("nobody") : p->notes.entities.at[seen[i]].name;
        printf(" %u=%.*s", signs->at[i].number, (int)name.len, name.at);
    }
    printf("\n");
}

static void run_case(struct tally *tally, struct region *keep, struct arena scratch, struct span line,
                     struct span language)
{
    struct signs signs;
    uint32_t seen[SIGNS_MAX];
    region_reset(keep, 1 << 20);
    struct span text = take_signs(&keep->arena, case_unescape(&keep->arena, line), &signs);
    struct paragraphs *p = paragraphs(&keep->arena, scratch, text, language);
    struct attributions list = attribution_find(&keep->arena, scratch, &p->article, &p->notes, &p->words);
    for (uint32_t i = 0; i < signs.count; i++)
        seen[i] = seen_at(p, &list, &signs.at[i]);
    uint32_t whole = tally->whole;
    count_case(tally, &signs, seen);
    if (tally->whole == whole)
        print_seen(line, p, &signs, seen);
}

/* The labelled cases: prints precision and recall of joining, and holds them to a floor. */
static void test_labelled(void)
{
    struct region keep = test_region(), scratch = test_region(), file = test_region();
    struct span rest = case_file(&file.arena, CASES "/annotate/entity.txt"), line, language = SPAN("en");
    struct tally tally = { 0 };
    while (span_take(&rest, '\n', &line)) {
        if (span_starts(line, SPAN("@language ")))
            language = span_from(line, sizeof "@language " - 1);
        else if (line.len && line.at[0] != '#')
            run_case(&tally, &keep, scratch.arena, line, language);
    }
    double precision = (double)tally.right / (tally.right + tally.wrong);
    double recall = (double)tally.right / (tally.right + tally.missed);
    printf("# %u cases, %u of them whole; pairs: precision %.3f, recall %.3f\n", tally.cases, tally.whole, precision,
           recall);
    check(tally.cases >= 50, "there are cases");
    check(precision >= 0.97, "names that are joined are of one");
    check(recall >= 0.90, "names of one are joined");
    region_close(&keep);
    region_close(&scratch);
    region_close(&file);
}

static struct paragraphs *read_text(struct region *keep, struct arena scratch, const char *text, const char *language)
{
    return paragraphs(&keep->arena, scratch, span_of(text), span_of(language));
}

/* What an entity is told as: its fullest name, its role, its gender. */
static void test_told(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct paragraphs *p = read_text(&keep, scratch.arena,
                                     "Finch resigned. Defense Minister Ada Finch left. Ada Finch wept.", "en");
    check(p->notes.entities.count == 1, "one person");
    check_text(p->notes.entities.at[0].name, SPAN("Ada Finch"), "the full name is told");
    check_text(p->notes.entities.at[0].role, SPAN("Defense Minister"), "a role beside the name");
    check(p->notes.entities.at[0].mentions == 3, "all its mentions are counted");
    check(mark_length(p->notes.entities.at[0].first) == 5, "its first mention is the short one");
    p = read_text(&keep, scratch.arena, "Mrs. Zyx Adder came. Mr. Qwo Hale came. Xud Marr came.", "en");
    check(p->notes.entities.count == 3, "three persons");
    check(p->notes.entities.at[0].gender == ENTITY_WOMAN, "Mrs. is a woman");
    check(p->notes.entities.at[1].gender == ENTITY_MAN, "Mr. is a man");
    check(p->notes.entities.at[2].gender == ENTITY_GENDER_UNKNOWN, "nothing tells the third");
    p = read_text(&keep, scratch.arena, "Spokeswoman Xud Marr came.", "en");
    check(p->notes.entities.at[0].gender == ENTITY_WOMAN, "a role tells a woman");
    p = read_text(&keep, scratch.arena, "Слова Олега Петренкова удивили. Олег Петренков молчал.", "ru");
    check_text(p->notes.entities.at[0].name, SPAN("Олег Петренков"), "the shortest case form is told");
    p = read_text(&keep, scratch.arena, "French wine and France.", "en");
    check(p->notes.entities.count == 2, "a country and what is called after it are two");
    check(p->notes.entities.at[0].key == p->notes.entities.at[1].key, "with one id of the gazetteer");
    region_close(&keep);
    region_close(&scratch);
}

/* Texts made to have many claims on one key: linear all the same. */
static void test_many(const char *format, int count, const char *what)
{
    struct region keep = test_region(), scratch = test_region(), text_region = test_region();
    struct buffer text = buffer_in(&text_region.arena);
    for (int i = 0; i < count; i++) {
        buffer_printf(&text, format, 'A' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26, 'a' + i / 17576 % 26);
        buffer_byte(&text, ' ');
    }
    struct paragraphs *p = paragraphs(&keep.arena, scratch.arena, buffer_span(&text), SPAN("en"));
    struct attributions list = attribution_find(&keep.arena, scratch.arena, &p->article, &p->notes, &p->words);
    bool good = p->notes.entities.count <= p->notes.mentions.count;
    for (uint32_t i = 0; i < p->notes.mentions.count; i++)
        good = good && p->notes.mentions.at[i].entity < p->notes.entities.count;
    for (uint32_t i = 0; i < list.count; i++)
        good = good && (list.at[i].speaker == ENTITY_NONE || list.at[i].speaker < p->notes.entities.count);
    check(good, what);
    region_close(&keep);
    region_close(&scratch);
    region_close(&text_region);
}

int main(void)
{
    test_labelled();
    test_told();
    test_many("Mila %c%c%c%cov met Adder.", 20000, "many persons with one first name");
    test_many("%c%c%c%c Adder met Adder.", 20000, "many persons with one surname");
    test_many("Minister %c%c%c%c Adder came. The minister said it was late.", 10000, "many ministers");
    test_many("Adderbr%c%c%c%con came.", 20000, "many names that begin alike");
    test_many("The Adder (%c%c%c%c) Office (AO) came.", 10000, "many brackets");
    return tap_end();
}
