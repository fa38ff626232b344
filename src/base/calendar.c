#include "base/calendar.h"

int64_t day_of(int year, int month, int day)
{
    int over = (month > 0 ? month - 1 : month - 12) / 12;
    year += over;
    month -= over * 12;
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct civil civil_of(int64_t day)
{
    day += 719468;
    int64_t era = (day >= 0 ? day : day - 146096) / 146097;
    int64_t day_of_era = day - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;
    struct civil c = { (int)(year_of_era + era * 400), (int)(shifted < 10 ? shifted + 3 : shifted - 9),
                       (int)(day_of_year - (153 * shifted + 2) / 5 + 1) };
    c.year += c.month <= 2;
    return c;
}

int weekday_of(int64_t day)
{
    int64_t since_monday = (day + 3) % 7;
    return (int)(since_monday < 0 ? since_monday + 7 : since_monday) + 1;
}

int days_in_month(int year, int month) { return (int)(day_of(year, month + 1, 1) - day_of(year, month, 1)); }

bool civil_is_valid(int year, int month, int day)
{
    return year >= -9999 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
}

int64_t day_of_iso_week(int year, int week)
{
    int64_t fourth = day_of(year, 1, 4);
    return fourth - (weekday_of(fourth) - 1) + (int64_t)(week - 1) * 7;
}

int iso_week_of(int64_t day, int *year)
{
    int64_t thursday = day - (weekday_of(day) - 1) + 3;
    int iso_year = civil_of(thursday).year;
    if (year)
        *year = iso_year;
    return (int)((thursday - day_of(iso_year, 1, 1)) / 7) + 1;
}
