/* doc/calendar.h -- days of the months (Gregorian). Threads: safe. */
#ifndef DOC_CALENDAR_H
#define DOC_CALENDAR_H
#include <stdbool.h>

/* How many days month m of year y has; 0 when there is no such month. Year 0 is a leap year. */
static inline int calendar_days(int y, int m)
{
    static const int days[] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    const bool leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);

    return m < 1 || m > 12 ? 0 : days[m] + (m == 2 && leap);
}
#endif
