#include "group/across.h"

#include <time.h>

#include "group/weigh.h"
#include "pile.h"

static const struct { const char *language, *title; int day; const char *text; } news[] = {
    { "en", "Glassworks strike in Brno enters second week", 20240611,
      "Workers at the Horvath glassworks in Brno began the second week of their strike on Tuesday. They demand 11 percent "
      "more pay.\nThe union's leader, Zdenka Malikova, said 640 people took part. The owner has offered six percent." },
    { "en", "Fire destroys theatre in Graz", 20240611,
      "A fire destroyed the old theatre in Graz on Monday night. Nobody was hurt, said fire chief Leopold Santner.\nThe "
      "roof of 1898 fell in at about 23:40. The mayor of Graz, Ute Kornberg, wants to rebuild it for 35 million euros." },
    { "de", "Streik in Brünner Glashütte geht weiter", 20240611,
      "In der Glashütte Horvath in Brno wird seit einer Woche gestreikt. 640 Beschäftigte fordern nach Angaben von "
      "Gewerkschaftschefin Zdenka Malikova elf Prozent mehr Lohn.\nDer Eigentümer bietet sechs Prozent." },
    { "ru", "В Граце сгорел театр", 20240611,
      "Пожар уничтожил в ночь на вторник старый театр в Граце. Никто не пострадал, сообщил начальник пожарной охраны "
      "Леопольд Зантнер.\nМэр Уте Корнберг обещает восстановить здание за 35 миллионов евро." },
    { "fr", "Un théâtre ravagé par les flammes à Graz", 20240611,
      "Le vieux théâtre de Graz a été détruit par un incendie dans la nuit de lundi à mardi. Le toit, de 1898, s'est "
      "effondré.\nLa maire, Ute Kornberg, veut le reconstruire pour 35 millions d'euros." },
    { "uk", "Шахісти зібралися у Львові", 20240611,
      "У Львові почався турнір з шахів, у якому грають сорок дітей. Переможець поїде восени до Праги.\nСуддя турніру "
      "Богдан Ярема каже, що наймолодшому гравцеві сім років." }
};
enum { NEWS = sizeof news / sizeof *news };

static struct profile *make_profiles(struct pile *pile)
{
    struct arena *keep = &pile->keep.arena, scratch = pile->scratch.arena;
    struct profile *profiles = arena_new(keep, struct profile, pile->count);
    struct bag *bags = arena_new(keep, struct bag, pile->count);
    struct lexis *lexis = lexis_in(keep);
    struct rarity *rarity = rarity_open();
    for (size_t i = 0; i < pile->count; i++) {
        bags[i] = bag_of(keep, scratch, lexis, &pile->at[i]->article);
        rarity_learn(rarity, &bags[i]);
    }
    for (size_t i = 0; i < pile->count; i++) {
        const struct when *published = &pile->at[i]->article.published;
        profiles[i] = weigh_bag(keep, scratch, &bags[i], rarity, PROFILE_TERMS, (double)published->from / DAY_SECONDS,
                                when_known(*published));
    }
    rarity_close(rarity);
    return profiles;
}

static void add_news(struct pile *pile, size_t i)
{
    size_t number = pile_add(pile, span_of(news[i].title), news[i].day, span_of(news[i].text));
    struct report *report = arena_new(&pile->keep.arena, struct report, 1);
    *report = *pile->at[number];
    report->article.language = span_of(news[i].language);
    pile->at[number] = report;
}

static uint32_t *each_alone(struct pile *pile)
{
    uint32_t *first = arena_new(&pile->keep.arena, uint32_t, pile->count);
    for (uint32_t i = 0; i < pile->count; i++)
        first[i] = i;
    return first;
}

static void test_meet(void)
{
    struct pile pile;
    pile_open(&pile);
    for (size_t i = 0; i < NEWS; i++)
        add_news(&pile, i);
    uint32_t *first = each_alone(&pile);
    across_join(pile.scratch.arena, make_profiles(&pile), NEWS, first, ACROSS_LEAST);
    check(first[0] == 0 && first[2] == 0, "a strike in English and German");
    check(first[1] == 1 && first[3] == 1 && first[4] == 1, "a fire in English, Russian and French");
    check(first[5] == 5, "a tournament in Ukrainian stays alone");
    pile_close(&pile);
}

static void test_apart_by_words(void)
{
    struct pile pile;
    pile_open(&pile);
    for (size_t i = 0; i < NEWS; i++)
        add_news(&pile, i);
    add_news(&pile, 1);
    uint32_t *first = each_alone(&pile);
    across_join(pile.scratch.arena, make_profiles(&pile), NEWS + 1, first, ACROSS_LEAST);
    check(first[1] != first[NEWS], "what stayed apart in one language is not joined through another");
    pile_close(&pile);
}

static void test_one_language(void)
{
    struct pile pile;
    pile_open(&pile);
    add_news(&pile, 1);
    add_news(&pile, 1);
    uint32_t *first = each_alone(&pile);
    across_join(pile.scratch.arena, make_profiles(&pile), 2, first, ACROSS_LEAST);
    check(first[0] == 0 && first[1] == 1, "reports of one language are none of its business");
    across_join(pile.scratch.arena, NULL, 0, NULL, ACROSS_LEAST);
    check(true, "no reports");
    pile_close(&pile);
}

static void test_many(void)
{
    struct pile pile;
    pile_open(&pile);
    enum { EVENT = 200, ALL = 3000 };
    for (size_t i = 0; i < EVENT; i++)
        add_news(&pile, i % 2 ? 1 : 3);
    for (uint64_t i = EVENT; i < ALL; i++)
        pile_add(&pile, SPAN("Nothing"), 20240611, made_up_words(&pile.keep.arena, i, 60));
    uint32_t *first = each_alone(&pile);
    for (uint32_t i = 2; i < EVENT; i++)
        first[i] = i % 2;
    struct profile *profiles = make_profiles(&pile);
    clock_t from = clock();
    across_join(pile.scratch.arena, profiles, ALL, first, ACROSS_LEAST);
    check(first[1] == 0 && first[EVENT - 1] == 0 && first[EVENT - 2] == 0,
          "a hundred reports in each of two languages are one story");
    check(first[EVENT] == EVENT && first[ALL - 1] == ALL - 1, "what tells of nothing joins nothing");
    check(clock() - from < 10 * CLOCKS_PER_SEC, "soon");
    pile_close(&pile);
}

int main(void)
{
    test_meet();
    test_apart_by_words();
    test_one_language();
    test_many();
    return tap_end();
}
