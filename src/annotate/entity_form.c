#include "annotate/entity_form.h"

#include "annotate/lexicon.h"
#include "base/hash.h"
#include "base/map.h"
#include "tables/generation.h"
#include "text/normal.h"
#include "text/utf8.h"

enum { SPELLING_SHORTER = 5, SPELLING_LONGER = 6, TITLE_BYTES = 24 };

/* ---- words ---- */

static bool is_name_word(const struct token *token)
{
    return token->kind != TOKEN_PUNCTUATION && token->folded_length > 0;
}

static bool is_cyrillic(struct span s) { return s.len > 1 && ((unsigned char)s.at[0] & 0xfc) == 0xd0; }

/* A word without its case ending, and without a vowel that some case forms of a given name have before it; but
 * with the "ск" that makes an adjective of a name: "Волгоградский" is not "Волгоград". */
static struct span stem_of(struct span folded)
{
    static const char *const rests[] = { "а", "е", "и", "і", "о", "у", "ь", "й" };
    enum { LEAST = 6, LETTER = 2 };
    struct span bare = lexicon_bare(folded), rest = span_from(folded, bare.len);
    if (span_starts(rest, SPAN("ськ")) || span_starts(rest, SPAN("ск")))
        return span_cut(folded, 0, bare.len + (span_starts(rest, SPAN("ськ")) ? 3 : 2) * LETTER);
    for (size_t i = 0; i < sizeof rests / sizeof *rests && bare.len >= LEAST + LETTER; i++)
        if (span_ends(bare, span_of(rests[i])))
            return span_cut(bare, 0, bare.len - LETTER);
    return bare;
}

/* Case forms of one word have one hash.  Only Cyrillic words lose an ending here: a Latin one is as often a
 * name that ends so ("Peters") as a genitive. */
static uint32_t word_hash(const struct tokens *tokens, uint32_t i)
{
    struct span folded = token_folded(tokens, i);
    return folded.len > 4 && is_cyrillic(folded) ? token_hash(stem_of(folded)) : tokens->at[i].word;
}

/* "Jr" and "III" are short, or words of their own that are seldom anything else. */
static uint8_t rank_of(const struct tokens *tokens, uint32_t i)
{
    const struct token *token = &tokens->at[i];
    const struct generation_row *row = NULL;
    if (token->folded_length <= 16 && token->kind == TOKEN_WORD)
        row = table_find(&generation_table, token_folded(tokens, i));
    return row ? (uint8_t)row->rank : 0;
}

/* "Brent Adder, Jr.": a rank set off by a comma, which stands behind the sighting. */
static uint8_t rank_behind(const struct names_text *t, uint32_t end)
{
    const struct tokens *tokens = t->tokens;
    if (end >= tokens->count || t->text.at[tokens->at[end].at.from] != ',')
        return 0;
    bool is_close = end + 1 < tokens->count && tokens->at[end + 1].at.from - tokens->at[end].at.to <= 1;
    return is_close && (tokens->at[end + 1].shape & TOKEN_CAPITAL) ? rank_of(tokens, end + 1) : 0;
}

uint64_t form_hash(const struct form *f, uint32_t from, uint32_t to)
{
    uint64_t hash = 0;
    for (uint32_t i = from; i < to; i++)
        hash = hash_mix(hash, f->word[i].hash);
    return hash;
}

struct span form_letters(const struct names_text *t, const struct form *f, uint32_t word)
{
    return token_folded(t->tokens, f->word[word].token);
}

/* ---- whose an organisation is ---- */

static bool is_id(struct span id)
{
    enum { COUNTRY_BYTES = sizeof "country:XX" - 1 };
    return id.len && (id.len <= COUNTRY_BYTES || !span_starts(id, SPAN("country:")));
}

bool form_has_id(const struct sighting *s) { return is_id(s->id); }

static uint64_t country_of(const struct tokens *tokens, uint32_t i)
{
    if (!(tokens->at[i].shape & TOKEN_CAPITAL) || tokens->at[i].folded_length < 3)
        return 0;
    struct place place = lexicon_place(token_folded(tokens, i));
    bool is_country = is_id(place.id) && (place.kind == PLACE_COUNTRY || place.kind == PLACE_DEMONYM);
    return is_country ? hash_span(place.id) : 0;
}

/* "Russia's | Defence Ministry", "Министерство обороны | России": what stands beside sighting `i`.  What has no
 * id in the gazetteer is told by its letters. */
static uint64_t owner_beside(const struct names_text *t, size_t i)
{
    const struct tokens *tokens = t->tokens;
    const struct sighting *s = &t->sightings.at[i], *before = s - 1, *behind = s + 1;
    uint32_t first = s->first;
    bool is_clitic = first > 1 && (tokens->at[first - 1].shape & TOKEN_CLITIC);
    if (is_clitic && tokens->at[first - 1].folded_length > 1 && (tokens->at[first - 2].shape & TOKEN_CAPITAL)) {
        uint64_t country = country_of(tokens, first - 2);
        return country ? country : tokens->at[first - 2].word;
    }
    if (i > 0 && form_has_id(before) && before->type != ENTITY_ORGANISATION && before->end == first)
        return hash_span(before->id);
    bool is_close = i + 1 < t->sightings.count && behind->first == s->end;
    return is_close && form_has_id(behind) && behind->type == ENTITY_PLACE ? hash_span(behind->id) : 0;
}

static bool is_capital(const struct names_text *t, const struct form_word *word)
{
    return (t->tokens->at[word->token].shape & TOKEN_CAPITAL) != 0;
}

/* Takes the country out of an organisation's words, and the small words that led to it. */
static uint32_t take_owner(const struct names_text *t, struct form_word *word, uint32_t count, uint64_t *owner)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint64_t country = *owner || count < 2 ? 0 : country_of(t->tokens, word[i].token);
        if (country && (kept || i + 1 < count))
            *owner = country;
        else
            word[kept++] = word[i];
    }
    while (kept > 1 && kept < count && !is_capital(t, &word[kept - 1]) &&
           word[kept - 1].token + 2 >= word[count - 1].token)
        kept--;
    return kept;
}

/* ---- reading ---- */

struct reader {
    struct arena *keep;
    const struct names_text *t;
    struct forms forms;
    struct map known;
};

/* The words of sighting `i` without rank and owner, its key, and how many words it has as printed. */
static struct form read_form(const struct reader *r, size_t i, struct form_word word[FORM_WORDS])
{
    const struct names_text *t = r->t;
    const struct sighting *s = &t->sightings.at[i];
    struct form form = { .sighting = (uint32_t)i, .shortest = (uint32_t)i, .listed = form_has_id(s) };
    for (uint32_t k = s->first; k < s->end; k++) {
        if (!is_name_word(&t->tokens->at[k]))
            continue;
        struct form_word here = { word_hash(t->tokens, k), k };
        form.printed++;
        if (form.words < FORM_WORDS)
            word[form.words++] = here;
        else
            form.key = hash_mix(form.key, here.hash);
    }
    if (form.listed) {
        form.key = hash_mix(hash_span(s->id), s->type == ENTITY_OTHER);
        return form;
    }
    if (form.words > 2 && s->type != ENTITY_ORGANISATION)
        form.rank = rank_of(t->tokens, word[form.words - 1].token);
    if (form.rank)
        form.words--;
    else if (form.words > 1 && s->type == ENTITY_PERSON)
        form.rank = rank_behind(t, s->end);
    if (s->type == ENTITY_ORGANISATION && s->end > s->first + 1) {
        form.owner = owner_beside(t, i);
        form.words = take_owner(t, word, form.words, &form.owner);
    }
    form.word = word;
    form.key = hash_mix(hash_mix(form_hash(&form, 0, form.words), form.key), hash_mix(form.owner, form.rank));
    return form;
}

static void count_sighting(struct form *form, const struct sighting *sightings, uint32_t i)
{
    const struct sighting *s = &sightings[i];
    form->times++;
    form->evidence[s->type] += s->weight;
    form->weight = s->weight > form->weight ? s->weight : form->weight;
    if (form->times == 1 || form->evidence[s->type] > form->evidence[form->type])
        form->type = s->type;
    if (mark_length(s->at) < mark_length(sightings[form->shortest].at))
        form->shortest = i;
}

/* "Mrs." or "Frau" before the name. */
static enum gender title_before(const struct names_text *t, const struct sighting *s)
{
    const struct tokens *tokens = t->tokens;
    uint32_t i = s->first;
    enum gender gender = GENDER_UNKNOWN;
    if (i > 1 && mark_length(tokens->at[i - 1].at) == 1 && t->text.at[tokens->at[i - 1].at.from] == '.')
        i--;
    if (i > 0 && tokens->at[i - 1].kind == TOKEN_WORD && tokens->at[i - 1].folded_length <= TITLE_BYTES)
        lexicon_is_honorific(token_folded(tokens, i - 1), &gender);
    return gender;
}

static void read_sighting(struct reader *r, uint32_t i)
{
    struct form_word word[FORM_WORDS];
    struct form form = read_form(r, i, word);
    uint32_t *number = map_at(&r->known, form.key, NULL);
    if (!*number) {
        struct form_word *kept = arena_take_raw(r->keep, sizeof *kept, alignof(struct form_word), form.words);
        memcpy(kept, word, form.words * sizeof *kept);
        form.word = kept;
        form.entity = ENTITY_NONE;
        r->forms.at[r->forms.count++] = form;
        *number = r->forms.count;
    }
    r->forms.of[i] = *number - 1;
    struct form *known = &r->forms.at[*number - 1];
    count_sighting(known, r->t->sightings.at, i);
    if (r->t->sightings.at[i].type == ENTITY_PERSON && !known->listed) {
        r->forms.called[i] = (uint8_t)title_before(r->t, &r->t->sightings.at[i]);
        known->titles |= (uint8_t)(1 << r->forms.called[i]);
    }
}

/* ---- names in brackets behind names ---- */

static bool is_byte(const struct names_text *t, uint32_t token, char byte)
{
    return token < t->tokens->count && mark_length(t->tokens->at[token].at) == 1 &&
           t->text.at[t->tokens->at[token].at.from] == byte;
}

/* The bracket that opens behind token `end` or a few small words further ("Office | of River Safety ("). */
static uint32_t bracket_behind(const struct names_text *t, uint32_t end, uint32_t limit)
{
    enum { WORDS_BETWEEN = 6 };
    for (uint32_t i = end; i < limit && i <= end + WORDS_BETWEEN; i++) {
        if (is_byte(t, i, '('))
            return i;
        if (t->tokens->at[i].kind == TOKEN_PUNCTUATION)
            break;
    }
    return limit;
}

/* "Inland Ports Office (IPO)", "IPO (Inland Ports Office)": two forms of one name. */
static void join_brackets(struct reader *r)
{
    const struct sightings *s = &r->t->sightings;
    for (uint32_t i = 0; i + 1 < s->count; i++) {
        const struct sighting *a = &s->at[i], *b = a + 1;
        uint32_t bracket = bracket_behind(r->t, a->end, b->first);
        if (bracket + 1 != b->first || !is_byte(r->t, b->end, ')'))
            continue;
        bool is_brief = b->end == b->first + 1;
        struct form *full = &r->forms.at[r->forms.of[is_brief ? i : i + 1]];
        struct form *brief = &r->forms.at[r->forms.of[is_brief ? i + 1 : i]];
        uint32_t first = is_brief ? a->first : b->first, end = is_brief ? bracket : b->end;
        /* Of a longer name that the sighting only begins, what is listed is another: "Deutsche | Ruderverband (DRV)". */
        bool begins_it = is_brief && bracket > a->end;
        bool may_be = full != brief && (is_brief || a->end == a->first + 1) && full->type != ENTITY_PERSON &&
                      !(begins_it && full->listed);
        if (may_be && !(full->listed && brief->listed) && !full->alias && !brief->alias &&
            form_abbreviates(r->t, token_folded(r->t->tokens, is_brief ? b->first : a->first), first, end)) {
            full->alias = (uint32_t)(brief - r->forms.at) + 1;
            brief->alias = (uint32_t)(full - r->forms.at) + 1;
        }
    }
}

struct forms form_read(struct arena *keep, struct arena scratch, const struct names_text *t)
{
    struct reader r = { .keep = keep, .t = t };
    r.forms.at = arena_take_raw(keep, sizeof *r.forms.at, alignof(struct form), t->sightings.count);
    r.forms.of = arena_take_raw(keep, sizeof *r.forms.of, alignof(uint32_t), t->sightings.count);
    r.forms.called = arena_new(keep, uint8_t, t->sightings.count);
    r.known = map_in(&scratch, t->sightings.count / 2);
    for (uint32_t i = 0; i < t->sightings.count; i++)
        read_sighting(&r, i);
    join_brackets(&r);
    return r.forms;
}

/* ---- roles ---- */

/* A small noun in the genitive; what is shorter is a preposition, and a verb says something of the role. */
static bool may_be_portfolio(const struct names_text *t, uint32_t i)
{
    enum { LEAST = 8 };
    struct span word = token_folded(t->tokens, i);
    return is_cyrillic(word) && word.len >= LEAST && !(t->tokens->at[i].shape & TOKEN_CAPITAL) &&
           !lexicon_ends(word, ENDING_CYRILLIC_VERB);
}

struct mark form_role_before(const struct names_text *t, const struct sighting *s)
{
    enum { WORDS_BACK = 4 };
    if (!is_cyrillic(token_folded(t->tokens, s->first)))
        return (struct mark){ 0, 0 };
    for (uint32_t i = s->first, back = 0; i-- > 0 && back < WORDS_BACK; back++) {
        const struct token *token = &t->tokens->at[i];
        if (token->kind != TOKEN_WORD || token[1].shape & TOKEN_LINE_BEFORE)
            break;
        if (lexicon_role(token_folded(t->tokens, i), SPAN("")) == ROLE_HEAD)
            return (struct mark){ token->at.from, t->tokens->at[s->first - 1].at.to };
        if (!may_be_portfolio(t, i))
            break;
    }
    return (struct mark){ 0, 0 };
}

/* ---- two forms ---- */

static size_t first_letter(struct span s)
{
    size_t length = s.len > 0;
    while (length < s.len && ((unsigned char)s.at[length] & 0xc0) == 0x80)
        length++;
    return length;
}

/* "j", "j.", "h.w." */
static bool is_initial(struct span s)
{
    size_t letter = first_letter(s);
    return s.len == letter || (s.len > letter && s.at[letter] == '.');
}

static bool given_meets(const struct names_text *t, const struct form *a, uint32_t i, const struct form *b, uint32_t k)
{
    if (a->word[i].hash == b->word[k].hash)
        return true;
    struct span x = form_letters(t, a, i), y = form_letters(t, b, k);
    size_t letter = first_letter(x);
    bool begins_alike = letter == first_letter(y) && memcmp(x.at, y.at, letter) == 0;
    return begins_alike && is_initial(x) != is_initial(y);
}

bool form_given_agree(const struct names_text *t, const struct form *a, const struct form *b)
{
    const struct form *few = a->words <= b->words ? a : b, *many = few == a ? b : a;
    if (a->rank != b->rank || few->words < 2 || !given_meets(t, few, 0, many, 0))
        return false;
    uint32_t k = 1;
    for (uint32_t i = 1; i + 1 < few->words; i++, k++) {
        while (k + 1 < many->words && !given_meets(t, few, i, many, k))
            k++;
        if (k + 1 >= many->words)
            return false;
    }
    return true;
}

bool form_within(const struct form *shorter, const struct form *longer)
{
    uint32_t i = 0;
    for (uint32_t k = 0; k < longer->words && i < shorter->words; k++)
        i += shorter->word[i].hash == longer->word[k].hash;
    return i == shorter->words;
}

static bool is_misspelt(struct arena scratch, struct span a, struct span b)
{
    size_t shorter = a.len < b.len ? a.len : b.len, longer = a.len < b.len ? b.len : a.len;
    if (shorter < SPELLING_SHORTER || longer < SPELLING_LONGER || text_distance(a, b, 1) != 1)
        return false;
    return span_equal(name_key(&scratch, a), name_key(&scratch, b));
}

bool form_misspells(const struct names_text *t, struct arena scratch, const struct form *a, const struct form *b)
{
    uint32_t apart = 0, at = 0;
    for (uint32_t i = 0; i < a->words && i < b->words; i++)
        if (a->word[i].hash != b->word[i].hash) {
            apart++;
            at = i;
        }
    return a->words == b->words && apart == 1 && a->rank == b->rank && a->owner == b->owner &&
           is_misspelt(scratch, form_letters(t, a, at), form_letters(t, b, at));
}

/* The next token from `from` on that begins with `letter`, one with a capital before any other: of "Amt für
 * Flussschutz" an F means the last.  `end` where none does. */
static uint32_t begins_with(const struct names_text *t, struct span letter, uint32_t from, uint32_t end)
{
    uint32_t any = end;
    for (uint32_t i = end; i-- > from;)
        any = span_starts(token_folded(t->tokens, i), letter) ? i : any;
    for (uint32_t i = any; i < end; i++)
        if ((t->tokens->at[i].shape & TOKEN_CAPITAL) && span_starts(token_folded(t->tokens, i), letter))
            return i;
    return any;
}

bool form_abbreviates(const struct names_text *t, struct span letters, uint32_t first, uint32_t end)
{
    uint32_t word = first, begins = 0, count = 0;
    size_t inside = 0;
    for (size_t i = 0, length; i < letters.len; i += length) {
        length = first_letter(span_from(letters, i));
        if (letters.at[i] == '.')
            continue;
        struct span letter = span_cut(letters, i, i + length);
        uint32_t next = begins_with(t, letter, count ? word + 1 : word, end);
        size_t at = next < end || !count ? SPAN_NONE : span_find(token_folded(t->tokens, word), letter, inside);
        if (next == end && at == SPAN_NONE)
            return false;
        inside = (next < end ? 0 : at) + length;
        word = next < end ? next : word;
        begins += next < end;
        count++;
    }
    return begins > 1 && begins * 2 >= count;
}
