/* tell/site_article.h -- the page of one report: its text with all that was found in it marked, beside it how the
 * others put it
 *
 * Where the report's story has been compared, its claims, differences and quotes stand over the text and each has a
 * note: the other accounts' words at the same point.  Where it has not, there is what was found in the report alone.
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.
 * Cost:  linear in the text, in what the report's story says about it, and in the output; a sort of the marks.
 */
#ifndef SYN_TELL_SITE_ARTICLE_H
#define SYN_TELL_SITE_ARTICLE_H

#include "base/buffer.h"
#include "news/article.h"
#include "news/synopsis.h"
#include "tell/revision.h"

enum { SITE_NOTE_OTHERS = 4, SITE_NAMES_LISTED = 60 };

enum site_told {
    SITE_TOLD,               /* `synopsis` is given */
    SITE_NO_STORY,
    SITE_NOT_COMPARED,       /* the story has changed, or was never compared */
    SITE_OTHER_VERSION,      /* it was told with version `told_version` */
    SITE_NOT_IN_TOLD         /* it came after the story was compared, which is too large to do at once */
};

struct site_figure { struct mark at; };
struct site_saying { struct mark at; struct span speaker; bool quoted; };
struct site_name { struct span name; struct marks places; };

struct site_article {
    const struct article *article;       /* the version that is shown */
    struct span id;                      /* "a17" */
    int64_t outlet;                      /* its number, or 0 */
    struct span story, headline;         /* "s4", and what it is called; or empty */
    enum site_told told;
    const struct synopsis *synopsis;
    uint32_t report;                     /* which of the synopsis' reports it is */
    uint32_t told_version;
    /* What was found in it alone, in order of place; places are in the text. */
    const struct site_figure *figures;
    const struct site_saying *sayings;
    const struct site_name *names;
    uint32_t figure_count, saying_count, name_count;
    const struct revision_side *versions;
    uint32_t version_count, shown;       /* shown: number of the version */
    struct mark at;                      /* a place that was asked for; or empty */
};

void site_article(struct buffer *out, struct arena scratch, const struct site_article *page);

/* What is between the frame of the page that shows what changed from one version to another. */
void site_changes(struct buffer *out, struct arena scratch, const struct revision_page *page,
                  const struct revision_side *versions, uint32_t version_count);

#endif
