/* annotate/name_role.h -- the title, office or calling that stands beside a name
 *
 * In:      where the name begins or ends, and the token at which its sentence begins or ends.
 * Out:     the role's mark, empty where none is.
 * Fails:   never.   Memory: none.   Threads: any.   Cost: at most twelve tokens a question.
 */
#ifndef SYN_ANNOTATE_NAME_ROLE_H
#define SYN_ANNOTATE_NAME_ROLE_H

#include "annotate/name_view.h"

/* The role that ends right before token `end`: "French Defense Minister | Sebastien Lecornu". */
struct mark role_before(const struct name_view *v, uint32_t end, uint32_t floor);

/* "La ministra de Defensa, | Carmen Roldán,": the role before the comma before the name. */
struct mark role_before_comma(const struct name_view *v, struct name_run name, uint32_t floor, uint32_t limit);

/* "Ivan Petrov |, the defence minister of Aldonia,": the role behind the name. */
struct mark role_behind(const struct name_view *v, uint32_t end, uint32_t limit);

#endif
