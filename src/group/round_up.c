#include "group/round_up.h"

static const double PART = 0.15;         /* cosine with what it is a part of, at least */
static const double HELD = 0.55;         /* of a headline, by weight, stands in what holds it */
static const double NOT_HELD = 0.45;    /* of the round-up's own headline, at most, in what it holds */
static const double ALIKE = 0.04;        /* cosine from which on two parts may be of one event */

struct round_up *round_ups_new(struct arena *keep, uint32_t count)
{
    return arena_new(keep, struct round_up, count);
}

static void note_part(struct round_up *whole, uint32_t part)
{
    if (whole->count < ROUND_UP_PARTS)
        whole->parts[whole->count++] = part;
}

void round_up_note(struct round_up *reports, uint32_t a, uint32_t b, const struct cluster *of_a,
                   const struct cluster *of_b, const struct common *common)
{
    if (common->all < PART || !(of_a->title_square > 0) || !(of_b->title_square > 0))
        return;
    double of_title_a = common->title_a / of_a->title_square, of_title_b = common->title_b / of_b->title_square;
    if (of_title_a >= HELD && of_title_b <= NOT_HELD)
        note_part(&reports[b], a);
    if (of_title_b >= HELD && of_title_a <= NOT_HELD)
        note_part(&reports[a], b);
}

bool is_round_up(const struct round_up *report, const struct dots *dots, uint32_t count)
{
    for (uint32_t i = 0; i < report->count; i++)
        for (uint32_t k = i + 1; k < report->count; k++) {
            uint32_t x = report->parts[i], y = report->parts[k];
            const struct dots *between = x < y ? &dots[(size_t)x * count + y] : &dots[(size_t)y * count + x];
            if (between->all < ALIKE)
                return true;
        }
    return false;
}
