#include "tables/sound.h"
#include "tap.h"
#include "text/normal.h"
#include "text/utf8.h"

static struct region region;

static void check_form(struct span (*form)(struct arena *, struct span), const char *from, const char *want)
{
    check_text(form(&region.arena, span_of(from)), span_of(want), from);
}

static void test_fold(void)
{
    check_form(text_fold, "", "");
    check_form(text_fold, "ORWICK Town", "orwick town");
    check_form(text_fold, "Ann’s twenty‑one", "ann's twenty-one");
    check_form(text_fold, "Cafe\u0301 E\u0301TE\u0301", "café été");
    check_form(text_fold, "news\u00adpaper\u200b\ufeff", "newspaper");
    check_form(text_fold, "Київ Ґанок ЁЛКА", "київ ґанок ёлка");
    check_form(text_fold, "İstanbul ΠΟΛΙΣ πόλις", "istanbul πολισ πόλισ");
    check_form(text_fold, "a\xff" "b", "a\xef\xbf\xbd" "b");
    check_text(text_fold(&region.arena, (struct span){ "A\0B", 3 }), ((struct span){ "a\0b", 3 }), "a zero byte stays");
}

static void test_plain(void)
{
    check_form(text_plain, "Amélie Oudéa-Castéra", "amelie oudea-castera");
    check_form(text_plain, "Œuvre Straße Łódź Ørsted ﬁn", "oeuvre strasse lodz orsted fin");
    check_form(text_plain, "Nguyễn Thị Ánh", "nguyen thi anh");
    check_form(text_plain, "ёлка йод їжак", "елка йод їжак");
    check_form(text_plain, "за\u0301мок", "замок");
    check_form(text_plain, "Άλκης", "αλκησ");
    check_form(text_plain, "हिन्दी", "हिन्दी");
    check_form(text_plain, "한국", "한국");
    check_form(text_plain, "مُحَمَّد", "محمد");
}

static void test_latin(void)
{
    check_form(text_latin, "Лекорню", "lekornu");
    check_form(text_latin, "Зеленский", "zelensky");
    check_form(text_latin, "Зеленський", "zelensky");
    check_form(text_latin, "Щукин и Жданов", "shchukin i zhdanov");
    check_form(text_latin, "Григорій П’ятигін", "hryhoriy pyatyhin");
    check_form(text_latin, "Григорий", "grigory");
    check_form(text_latin, "Μητσοτάκης", "mitsotakis");
    check_form(text_latin, "东京", "dong jing");
    check_form(text_latin, "Émile 5", "emile 5");
}

static bool sounds_alike(const char *a, const char *b)
{
    struct span x = name_key(&region.arena, span_of(a)), y = name_key(&region.arena, span_of(b));
    return x.len && span_equal(x, y);
}

static void test_name_key(void)
{
    static const char *const alike[][2] = {
        { "Lecornu", "Лекорню" }, { "Lecornu", "Lecorne" }, { "Shoigu", "Schoigu" }, { "Shoigu", "Shoygu" },
        { "Shoigu", "Шойгу" }, { "Shoigu", "Choïgou" }, { "Zelensky", "Zelenskyy" }, { "Zelensky", "Selenskyj" },
        { "Zelensky", "Зеленський" }, { "Zelensky", "Зеленский" }, { "Putin", "Poutine" }, { "Putin", "Путин" },
        { "Khrushchev", "Chruschtschow" }, { "Khrushchev", "Хрущёв" }, { "Khrushchev", "Khrouchtchev" },
        { "Lukashenko", "Loukachenko" }, { "Lukashenko", "Лукашенко" }, { "Lukashenko", "Lukaschenko" },
        { "Erdoğan", "Erdogan" }, { "Erdoğan", "Эрдоган" }, { "Milošević", "Милошевич" }, { "Milošević", "Milosevich" },
        { "Yeltsin", "Ельцин" }, { "Yeltsin", "Jelzin" }, { "Jean", "Жан" }, { "Johnson", "Джонсон" },
        { "Zhukov", "Жуков" }, { "Zhukov", "Joukov" }, { "Mitsotakis", "Μητσοτάκης" }, { "O'Neill", "Oneil" },
        { "Anna-Maria Schmidt", "anna maria schmid" },
        { "Hrynko", "Гринко" }, { "Hrynko", "Grinko" }, { "Schtschukarow", "Щукаров" }, { "Velensky", "Welenskyj" },
    };
    static const char *const unlike[][2] = {
        { "Putin", "Pushkin" }, { "Macron", "Merkel" }, { "Lecornu", "Lecomte" }, { "Anders", "Enders Bo" },
        { "Smirnov", "Ivanov" }, { "Zelensky", "Shoigu" }, { "Petrov", "Petrova Anna" }, { "Room 1200", "Room 120" },
    };
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        check(sounds_alike(alike[i][0], alike[i][1]), alike[i][1]);
    for (size_t i = 0; i < sizeof unlike / sizeof *unlike; i++)
        check(!sounds_alike(unlike[i][0], unlike[i][1]), unlike[i][1]);
}

/* A letter's own row says how long the keys are that begin with it: none is longer. */
static void test_sound_rows(void)
{
    bool good = true;
    for (uint32_t i = 0; i < sound_COUNT; i++) {
        struct span key = sound_rows[i].key;
        key = span_starts(key, SPAN("^")) ? span_from(key, 1) : key;
        key = span_ends(key, SPAN("$")) ? span_cut(key, 0, key.len - 1) : key;
        const struct sound_row *letter = table_find(&sound_table, span_cut(key, 0, 1));
        good = good && letter && (size_t)letter->longest >= key.len;
    }
    check(good, "no key is longer than its letter's row says");
}

static void test_distance(void)
{
    static const struct { const char *a, *b; unsigned limit, want; } cases[] = {
        { "", "", 3, 0 }, { "orwick", "orwick", 3, 0 }, { "orwick", "orwik", 3, 1 }, { "orwick", "owrick", 3, 1 },
        { "orwick", "", 9, 6 }, { "orwick", "", 3, 4 }, { "kitten", "sitting", 9, 3 }, { "kitten", "sitting", 2, 3 },
        { "été", "ete", 3, 2 }, { "київ", "києв", 3, 1 }, { "ab", "ba", 0, 1 }, { "aaaa", "aa", 3, 2 },
        { "ж", "з", 3, 1 }, { "аж", "аз", 3, 1 }, { "\xd0", "\xd0\xb0", 3, 1 }, { "ca", "abc", 5, 3 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct span a = span_of(cases[i].a), b = span_of(cases[i].b);
        check(text_distance(a, b, cases[i].limit) == cases[i].want, cases[i].a);
        check(text_distance(b, a, cases[i].limit) == cases[i].want, "the other way round");
    }
    char *a = arena_take(&region.arena, 1, 1, 100000), *b = arena_take(&region.arena, 1, 1, 100000);
    memset(a, 'a', 100000);
    memset(b, 'b', 100000);
    check(text_distance((struct span){ a, 100000 }, (struct span){ b, 100000 }, 7) == 8, "long texts are far apart");
    b[0] = 'c';
    memset(b + 1, 'a', 99999);
    check(text_distance((struct span){ a, 100000 }, (struct span){ b, 100000 }, 7) == 1, "long texts that are near");
}

int main(void)
{
    region = test_region();
    test_fold();
    test_plain();
    test_latin();
    test_name_key();
    test_sound_rows();
    test_distance();
    region_close(&region);
    return tap_end();
}
