#include "annotate/finding.h"

struct found *finding_add(struct finder *f, struct stretch source, struct stretch cue, struct stretch content,
                         const struct cue_row *row)
{
    content = clause_trim(&f->view, content);
    if (!clause_words(&f->view, content))
        return NULL;
    ARENA_ROOM(f->scratch, f->at, f->count, f->room);
    struct found *found = &f->at[f->count++];
    *found = (struct found){ .source = source, .cue = cue, .content = { content }, .pieces = 1 };
    found->stance = row ? (uint8_t)row->stance : STANCE_SAYS;
    if (content.end > f->taken)
        f->taken = content.end;
    if (cue.end > f->taken)
        f->taken = cue.end;
    if (source.end > f->taken)
        f->taken = source.end;
    if (!stretch_is_empty(source))
        f->speaker = source;
    return found;
}

void finding_add_piece(struct finder *f, struct found *found, struct stretch piece)
{
    piece = clause_trim(&f->view, piece);
    if (found->pieces == PIECES_MAX || !clause_words(&f->view, piece))
        return;
    found->content[found->pieces++] = piece;
    if (piece.end > f->taken)
        f->taken = piece.end;
}

size_t finding_lately(const struct finder *f)
{
    enum { LATELY = 8 };
    if (!f->is_tagged)
        return f->unit_from;
    return f->unit_from > LATELY ? f->unit_from - LATELY : 0;
}

struct stretch finding_left(const struct finder *f, const struct unit *u, uint32_t to)
{
    struct stretch left = { u->first > f->taken ? u->first : f->taken, to };
    if (stretch_is_empty(left) || clause_words(&f->view, left) < 2)
        left.first = u->first;
    return left;
}
