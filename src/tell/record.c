/* Articles and annotations as JSONL: one record a line, in the field names that read/ takes in again. */
#include "tell/tell.h"

#include "tell/json_parts.h"
#include "tell/moment.h"
#include "text/json.h"

/* As it was given where that is ISO 8601 already, else in that form; what was not understood as it was. */
static void put_published(struct json_writer *w, const struct article *a)
{
    struct span given = a->published_text;
    bool iso = given.len >= 8 && byte_is_digit(given.at[0]) && byte_is_digit(given.at[3]) && given.at[4] == '-';
    json_key(w, "published");
    if (given.len && (iso || !when_known(a->published)))
        json_put_text(w, given);
    else
        moment_json(w, a->published);
}

static void put_blocks(struct json_writer *w, const struct article *a)
{
    static const char *const kinds[] = { "title", "lede", "paragraph", "heading", "list-item", "quote", "table-row" };
    json_key(w, "blocks");
    json_open(w, '[');
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        json_open(w, '{');
        part_place(w, a->blocks.at[i].at);
        json_key(w, "kind");
        json_put_text(w, span_of(kinds[a->blocks.at[i].kind]));
        json_close(w, '}');
    }
    json_close(w, ']');
}

/* The record's members; `extra` is already JSON and goes last. */
static void put_article(struct json_writer *w, const struct article *a)
{
    part_member(w, "id", a->id);
    part_member(w, "file", a->file);
    part_member(w, "url", a->url);
    part_member(w, "canonical_url", a->canonical_url);
    part_member(w, "outlet", a->outlet);
    part_member(w, "title", a->title);
    part_member(w, "lede", a->lede);
    json_key(w, "text");
    json_put_text(w, a->text);
    part_spans(w, "authors", a->authors);
    put_published(w, a);
    json_key(w, "modified");
    moment_json(w, a->modified);
    json_key(w, "seen");
    moment_json(w, a->seen);
    part_member(w, "language", a->language);
    part_member(w, "dateline", a->dateline);
    part_member(w, "credit", a->credit);
    part_member(w, "section", a->section);
    part_spans(w, "corrections", a->corrections);
    json_key(w, "paywalled");
    json_put_bool(w, a->flags & ARTICLE_PAID);
    part_cuts(w, a);
    put_blocks(w, a);
    json_key(w, "confidence");
    json_put_double(w, (double)(int)(a->confidence * 1000 + 0.5f) / 1000);
}

static void put_extra(struct json_writer *w, const struct article *a)
{
    if (!a->extra.len)
        return;
    buffer_byte(w->out, ',');
    buffer_put(w->out, a->extra);
}

void tell_article(struct buffer *out, const struct article *article)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    put_article(&w, article);
    put_extra(&w, article);
    json_close(&w, '}');
    buffer_byte(out, '\n');
}

/* ---- annotations ---- */

/* Somebody else in the chain from the source to this report; nothing where nobody is named. */
static void put_link(struct json_writer *w, const char *name, struct mark at, uint32_t entity,
                     const struct entities *entities)
{
    if (at.to <= at.from)
        return;
    json_key(w, name);
    json_open(w, '{');
    part_place(w, at);
    part_member(w, "entity", entity < entities->count ? entities->at[entity].name : SPAN(""));
    json_close(w, '}');
}

static void put_attributions(struct json_writer *w, const struct attributions *list, const struct entities *entities)
{
    json_key(w, "attributions");
    json_open(w, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        const struct attribution *a = &list->at[i];
        json_open(w, '{');
        part_pairs(w, "source", a->source);
        part_pairs(w, "cue", a->cue);
        part_pairs(w, "content", a->content);
        json_key(w, "kind");
        json_put_text(w, span_of(attribution_kind_label(a->kind)));
        if (a->stance != STANCE_SAYS)
            part_member(w, "stance", span_of(attribution_stance_label(a->stance)));
        if (a->nested) {
            json_key(w, "nested");
            json_put_bool(w, true);
            json_key(w, "parent");
            json_put_int(w, a->parent);
        }
        put_link(w, "via", a->via, a->via_entity, entities);
        put_link(w, "cited", a->cited, a->cited_entity, entities);
        if (a->refers.to > a->refers.from) {
            json_key(w, "refers");
            part_pair(w, a->refers);
        }
        if (a->speaker < entities->count)
            part_member(w, "speaker", entities->at[a->speaker].name);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_mentions(struct json_writer *w, const struct annotations *notes)
{
    static const char *const types[] = { "other", "person", "organisation", "place" };
    json_key(w, "mentions");
    json_open(w, '[');
    for (uint32_t i = 0; i < notes->mentions.count; i++) {
        const struct mention *m = &notes->mentions.at[i];
        json_open(w, '{');
        part_place(w, m->at);
        json_key(w, "type");
        json_put_text(w, span_of(types[m->type]));
        json_key(w, "entity");
        if (m->entity < notes->entities.count)
            json_put_text(w, notes->entities.at[m->entity].name);
        else
            json_put_null(w);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_dates(struct json_writer *w, const struct dates *dates)
{
    json_key(w, "dates");
    json_open(w, '[');
    for (uint32_t i = 0; i < dates->count; i++) {
        const struct date *d = &dates->at[i];
        json_open(w, '{');
        part_place(w, d->at);
        json_key(w, "type");
        json_put_text(w, span_of(date_type_label(d->type)));
        part_member(w, "value", span_of(d->value));
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_number(struct json_writer *w, const char *name, double n)
{
    json_key(w, name);
    json_put_double(w, n);
}

static void put_figures(struct json_writer *w, const struct figures *figures, struct span text)
{
    json_key(w, "figures");
    json_open(w, '[');
    for (uint32_t i = 0; i < figures->count; i++) {
        const struct figure *f = &figures->at[i];
        json_open(w, '{');
        part_place(w, f->at);
        part_member(w, "kind", span_of(dimension_label((enum dimension)f->dimension)));
        put_number(w, "value", f->value);
        put_number(w, "low", f->low);
        put_number(w, "high", f->high);
        part_member(w, "unit", f->unit);
        part_member(w, "of", mark_span(text, f->of));
        part_member(w, "event", span_of(figure_state_label((enum figure_state)f->state)));
        part_member(w, "change", span_of(figure_change_label((enum figure_change)f->change)));
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_sentences(struct json_writer *w, const struct sentences *sentences)
{
    json_key(w, "sentences");
    json_open(w, '[');
    for (uint32_t i = 0; i < sentences->count; i++)
        part_pair(w, sentences->at[i].at);
    json_close(w, ']');
}

void tell_annotations(struct buffer *out, const struct report *report)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    put_article(&w, &report->article);
    put_attributions(&w, &report->notes.attributions, &report->notes.entities);
    put_mentions(&w, &report->notes);
    put_dates(&w, &report->notes.dates);
    put_figures(&w, &report->notes.figures, report->article.text);
    put_sentences(&w, &report->notes.sentences);
    put_extra(&w, &report->article);
    json_close(&w, '}');
    buffer_byte(out, '\n');
}
