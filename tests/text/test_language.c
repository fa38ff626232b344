#include "tap.h"
#include "text/language.h"

static void check_guess(const char *want, const char *text) { check_text(language_guess(span_of(text)), span_of(want), text); }

static void test_languages(void)
{
    check_guess("en", "The council said on Monday that it would close the old bridge for repairs.");
    check_guess("fr", "Le conseil municipal a annoncé lundi qu'il allait fermer le vieux pont pour des travaux.");
    check_guess("de", "Der Stadtrat hat am Montag mitgeteilt, dass die alte Brücke wegen Bauarbeiten gesperrt wird.");
    check_guess("es", "El ayuntamiento anunció el lunes que cerrará el viejo puente por las obras de la ciudad.");
    check_guess("it", "Il consiglio comunale ha annunciato che il vecchio ponte sarà chiuso per lavori della città.");
    check_guess("pt", "O conselho da cidade anunciou que a ponte velha não será aberta por causa das obras.");
    check_guess("nl", "De gemeenteraad heeft maandag gezegd dat de oude brug wordt gesloten voor werkzaamheden.");
    check_guess("pl", "Rada miasta poinformowała, że stary most zostanie zamknięty z powodu remontu w tym roku.");
    check_guess("cs", "Městská rada oznámila, že starý most bude kvůli opravám v tomto roce uzavřen.");
    check_guess("ru", "Городской совет сообщил, что старый мост будет закрыт на ремонт до конца этого года.");
    check_guess("uk", "Міська рада повідомила, що старий міст буде закрито на ремонт до кінця цього року.");
    check_guess("be", "Гарадскі савет паведаміў, што стары мост будзе зачынены на рамонт да канца гэтага года.");
    check_guess("bg", "Общинският съвет съобщи, че старият мост ще бъде затворен за ремонт до края на годината.");
    check_guess("sr", "Градско веће је саопштило да ће стари мост бити затворен због радова који су почели.");
    check_guess("tr", "Belediye meclisi, eski köprünün bu yıl onarım için kapatılacağını ve daha sonra açılacağını söyledi.");
    check_guess("vi", "Hội đồng thành phố cho biết cây cầu cũ sẽ bị đóng cửa để sửa chữa trong năm nay.");
    check_guess("sv", "Kommunen meddelade att den gamla bron ska stängas för reparation och att det är nödvändigt.");
    check_guess("ro", "Consiliul local a anunțat că podul vechi va fi închis pentru reparații în acest an.");
}

static void test_scripts(void)
{
    check_guess("el", "Το δημοτικό συμβούλιο ανακοίνωσε το κλείσιμο της γέφυρας.");
    check_guess("he", "מועצת העיר הודיעה על סגירת הגשר.");
    check_guess("ar", "أعلن مجلس المدينة إغلاق الجسر القديم.");
    check_guess("fa", "شورای شهر از بسته شدن پل قدیمی خبر داد و گفت کار تمام می‌شود.");
    check_guess("zh", "市议会宣布关闭旧桥。");
    check_guess("ja", "市議会は古い橋を閉鎖すると発表した。");
    check_guess("ko", "시의회는 오래된 다리를 폐쇄한다고 밝혔다.");
    check_guess("th", "สภาเมืองประกาศปิดสะพานเก่า");
    check_guess("hi", "नगर परिषद ने पुराना पुल बंद करने की घोषणा की।");
    check_guess("ka", "საკრებულომ ძველი ხიდის დახურვა გამოაცხადა.");
}

static void test_no_guess(void)
{
    check_guess("", "");
    check_guess("", "1,200 35:07 --- ???");
    check_guess("", "Orwick Marl Fenn");
    check_guess("", "xq zzkw brtl mmpf qwx zrtk vvbn");
    check_guess("", "\xff\xfe\x80\x80");
    check_guess("en", "The name of the harbour in the north is Одесса, and that of the river is Дунай.");
}

int main(void)
{
    test_languages();
    test_scripts();
    test_no_guess();
    return tap_end();
}
