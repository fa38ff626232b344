#include "run/watch_schedule.h"

#include "base/hash.h"

enum { MEMORY = 86400, JITTER_PARTS = 10, DOUBLINGS_MOST = 12 };

double schedule_rate(double rate, uint64_t fresh, int64_t elapsed)
{
    if (elapsed < 1)
        elapsed = 1;
    /* The mean over MEMORY seconds, of which `elapsed` are new. */
    return (rate * MEMORY + (double)fresh) / (double)(MEMORY + elapsed);
}

double schedule_first_rate(uint64_t dated, int64_t oldest, int64_t now)
{
    if (!dated || oldest >= now)
        return 0.5 / INTERVAL_UNKNOWN;
    return (double)dated / (double)(now - oldest);
}

int64_t schedule_interval(double rate, int64_t wish)
{
    double half_a_gap = rate > 0 ? 0.5 / rate : INTERVAL_MOST;
    int64_t interval = half_a_gap < INTERVAL_MOST ? (int64_t)half_a_gap : INTERVAL_MOST;
    if (interval < wish)
        interval = wish < INTERVAL_MOST ? wish : INTERVAL_MOST;
    return interval > INTERVAL_LEAST ? interval : INTERVAL_LEAST;
}

int64_t schedule_jitter(struct span url, uint32_t number, int64_t interval)
{
    uint64_t most = (uint64_t)interval / JITTER_PARTS + 1;
    return 1 + (int64_t)(hash_mix(hash_span(url), number) % most);
}

int64_t schedule_back_off(int64_t interval, uint32_t failures, int64_t wait)
{
    int64_t pause = interval > INTERVAL_LEAST ? interval : INTERVAL_LEAST;
    pause <<= failures < DOUBLINGS_MOST ? failures : DOUBLINGS_MOST;
    if (pause > INTERVAL_MOST)
        pause = INTERVAL_MOST;
    if (wait > WAIT_MOST)
        wait = WAIT_MOST;
    return pause > wait ? pause : wait;
}

enum visit_stage schedule_stage(enum visit_stage done, int64_t first, int64_t now, int64_t *due)
{
    static const int64_t after[VISIT_DONE] = { 0, 3600, 6 * 3600, 86400, 7 * 86400 };
    int stage = done < VISIT_DONE ? done + 1 : VISIT_DONE;
    while (stage < VISIT_DONE && first + after[stage] <= now)
        stage++;
    *due = stage < VISIT_DONE ? first + after[stage] : 0;
    return (enum visit_stage)stage;
}
