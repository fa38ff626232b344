#include "annotate/entity_join.h"

#include "annotate/lexicon.h"
#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "text/normal.h"

/* What a key in the one map of keys means; mixed into its hash. */
enum key_kind { KEY_ID = 1, KEY_WHOLE, KEY_LAST, KEY_ENDS, KEY_INITIALS, KEY_SOUND };
enum { SPELLING_LETTERS = 6, INITIALS_MAX = 8 };

struct known {
    struct span bare;                      /* its fullest name's words without endings, joined by blanks */
    uint32_t words;
    uint32_t evidence[ENTITY_TYPE_COUNT];
};

struct joiner {
    struct arena *keep;
    struct arena scratch;
    struct span text;
    const struct tokens *tokens;
    struct map keys;                       /* hash of kind and words -> number of the entity + 1 */
    struct entity *entities;
    struct known *known;
    uint32_t count;
    struct span sounded;                   /* the name that was last asked how it sounds */
    uint64_t sound;
};

static bool is_name_word(const struct joiner *j, uint32_t i)
{
    const struct token *token = &j->tokens->at[i];
    return token->kind != TOKEN_PUNCTUATION && token->folded_length > 0;
}

static struct span bare_word(const struct joiner *j, uint32_t i) { return lexicon_bare(token_folded(j->tokens, i)); }

/* The bare words of a sighting, joined by blanks; *words says how many. */
static struct span bare_words(struct joiner *j, const struct sighting *s, uint32_t *words)
{
    struct buffer out = buffer_in(&j->scratch);
    *words = 0;
    for (uint32_t i = s->first; i < s->end; i++) {
        if (!is_name_word(j, i))
            continue;
        if ((*words)++)
            buffer_byte(&out, ' ');
        buffer_put(&out, bare_word(j, i));
    }
    return buffer_span(&out);
}

static uint64_t key_of(enum key_kind kind, struct span words) { return hash_seeded(words, (uint64_t)kind); }

static uint32_t find_key(const struct joiner *j, uint64_t key)
{
    const uint32_t *at = map_find(&j->keys, key);
    return at ? *at - 1 : ENTITY_NONE;
}

/* The later entity takes the key: "the minister's namesake" is the one spoken of last. */
static void set_key(struct joiner *j, uint64_t key, uint32_t entity) { *map_at(&j->keys, key, NULL) = entity + 1; }

static struct span first_word(struct span bare)
{
    size_t blank = span_find_byte(bare, ' ', 0);
    return blank == SPAN_NONE ? bare : span_cut(bare, 0, blank);
}

static struct span last_word(struct span bare)
{
    size_t from = bare.len;
    while (from > 0 && bare.at[from - 1] != ' ')
        from--;
    return span_from(bare, from);
}

static uint64_t ends_key(struct span bare)
{
    return hash_mix(key_of(KEY_ENDS, first_word(bare)), key_of(KEY_ENDS, last_word(bare)));
}

/* The first letters of the capitalised words, folded; empty for fewer than two. */
static struct span initials_of(struct joiner *j, const struct sighting *s)
{
    struct buffer out = buffer_in(&j->scratch);
    uint32_t count = 0;
    for (uint32_t i = s->first; i < s->end && count < INITIALS_MAX; i++) {
        struct span folded = token_folded(j->tokens, i);
        if (!(j->tokens->at[i].shape & TOKEN_CAPITAL) || !folded.len)
            continue;
        size_t length = 1;
        while (length < folded.len && ((unsigned char)folded.at[length] & 0xc0) == 0x80)
            length++;
        buffer_put(&out, span_cut(folded, 0, length));
        count++;
    }
    return count > 1 ? buffer_span(&out) : (struct span){ 0 };
}

static bool is_acronym(const struct joiner *j, const struct sighting *s)
{
    return s->end == s->first + 1 && (j->tokens->at[s->first].shape & TOKEN_ALL_CAPITALS);
}

/* "u.n.e." and "une" are one acronym. */
static struct span without_stops(struct joiner *j, struct span folded)
{
    struct buffer out = buffer_in(&j->scratch);
    for (size_t i = 0; i < folded.len; i++)
        if (folded.at[i] != '.')
            buffer_byte(&out, folded.at[i]);
    return buffer_span(&out);
}

/* Asked up to twice for the same name, one time after the other. */
static uint64_t sound_key(struct joiner *j, struct span bare)
{
    if (j->sounded.at == bare.at && j->sounded.len == bare.len)
        return j->sound;
    struct arena scratch = j->scratch;
    j->sounded = bare;
    j->sound = key_of(KEY_SOUND, name_key(&scratch, bare));
    return j->sound;
}

/* One letter apart and alike in sound. */
static uint32_t find_spelling(struct joiner *j, struct span bare)
{
    uint32_t entity = bare.len < SPELLING_LETTERS ? ENTITY_NONE : find_key(j, sound_key(j, bare));
    if (entity == ENTITY_NONE)
        return ENTITY_NONE;
    struct span known = j->known[entity].bare;
    if (j->known[entity].words > 1 && span_find_byte(bare, ' ', 0) == SPAN_NONE)
        known = last_word(known);
    return text_distance(bare, known, 1) <= 1 ? entity : ENTITY_NONE;
}

static bool may_be(const struct joiner *j, uint32_t entity, const struct sighting *s)
{
    return entity != ENTITY_NONE && (!s->id.len || s->type == ENTITY_OTHER || j->entities[entity].type == s->type);
}

static uint32_t find_entity(struct joiner *j, const struct sighting *s, struct span bare, uint32_t words)
{
    if (s->id.len)
        return find_key(j, hash_mix(key_of(KEY_ID, s->id), s->type == ENTITY_OTHER));
    uint32_t entity = find_key(j, key_of(KEY_WHOLE, bare));
    if (entity == ENTITY_NONE && is_acronym(j, s))
        entity = find_key(j, key_of(KEY_INITIALS, without_stops(j, token_folded(j->tokens, s->first))));
    if (entity == ENTITY_NONE && words == 1)
        entity = find_key(j, key_of(KEY_LAST, bare));
    if (entity == ENTITY_NONE && words > 1)
        entity = find_key(j, ends_key(bare));
    if (entity == ENTITY_NONE && words > 1 && s->type == ENTITY_PERSON)
        entity = find_key(j, key_of(KEY_WHOLE, last_word(bare)));
    if (entity == ENTITY_NONE)
        entity = find_spelling(j, bare);
    return may_be(j, entity, s) ? entity : ENTITY_NONE;
}

/* What later and shorter names will find the entity by. */
static void set_keys(struct joiner *j, uint32_t entity, const struct sighting *s, struct span bare, uint32_t words)
{
    set_key(j, key_of(KEY_WHOLE, bare), entity);
    if (s->id.len) {
        set_key(j, hash_mix(key_of(KEY_ID, s->id), s->type == ENTITY_OTHER), entity);
        return;
    }
    if (bare.len >= SPELLING_LETTERS)
        set_key(j, sound_key(j, bare), entity);
    if (words < 2)
        return;
    set_key(j, ends_key(bare), entity);
    struct span initials = initials_of(j, s);
    if (initials.len && s->type != ENTITY_PERSON)
        set_key(j, key_of(KEY_INITIALS, initials), entity);
    if (s->type != ENTITY_PERSON)
        return;
    struct span last = last_word(bare);
    set_key(j, key_of(KEY_LAST, last), entity);
    if (last.len >= SPELLING_LETTERS)
        set_key(j, sound_key(j, last), entity);
}

static uint32_t add_entity(struct joiner *j, const struct sighting *s)
{
    j->entities[j->count] = (struct entity){ .first = s->at, .type = s->type };
    return j->count++;
}

/* A longer name is the fuller one; of equally many words the one with fewer bytes, which in declined
 * languages is the dictionary form. */
static void take_name(struct joiner *j, uint32_t entity, const struct sighting *s, struct span bare, uint32_t words)
{
    struct known *known = &j->known[entity];
    struct entity *e = &j->entities[entity];
    struct span name = mark_span(j->text, s->at);
    bool same = span_equal(known->bare, bare);
    if (words > known->words || (same && name.len < e->name.len)) {
        e->name = name;
        known->bare = bare;
        known->words = words;
    }
}

static void count_evidence(struct joiner *j, uint32_t entity, const struct sighting *s)
{
    struct known *known = &j->known[entity];
    struct entity *e = &j->entities[entity];
    e->mentions++;
    if (!e->role.len && s->role.to > s->role.from)
        e->role = mark_span(j->text, s->role);
    known->evidence[s->type] += s->weight;
    if (known->evidence[s->type] > known->evidence[e->type])
        e->type = s->type;
    if (s->id.len)
        e->key = hash_span(s->id);
}

static uint32_t join(struct joiner *j, const struct sighting *s)
{
    uint32_t words;
    struct span bare = bare_words(j, s, &words);
    uint32_t entity = find_entity(j, s, bare, words);
    bool is_new = entity == ENTITY_NONE;
    if (is_new)
        entity = add_entity(j, s);
    if (is_new || words > j->known[entity].words)
        set_keys(j, entity, s, bare, words);
    take_name(j, entity, s, bare, words);
    count_evidence(j, entity, s);
    return entity;
}

struct mentions entity_join(struct arena *keep, struct arena scratch, struct span text, const struct tokens *tokens,
                            struct sightings sightings, struct entities *entities)
{
    struct joiner j = { .keep = keep, .text = text, .tokens = tokens };
    j.entities = arena_new(keep, struct entity, sightings.count);
    struct mention *mentions = arena_new(keep, struct mention, sightings.count);
    j.known = arena_new(&scratch, struct known, sightings.count);
    j.scratch = scratch;
    j.keys = map_in(&j.scratch, sightings.count * 3);
    for (size_t i = 0; i < sightings.count; i++)
        mentions[i] = (struct mention){ sightings.at[i].at, sightings.at[i].type, join(&j, &sightings.at[i]) };
    for (size_t i = 0; i < sightings.count; i++)
        mentions[i].type = j.entities[mentions[i].entity].type;
    for (uint32_t i = 0; i < j.count; i++) {
        struct entity *e = &j.entities[i];
        e->folded = text_latin(keep, e->name);
        e->key = e->key ? e->key : hash_span(e->folded);
    }
    *entities = (struct entities){ j.entities, j.count };
    return (struct mentions){ mentions, (uint32_t)sightings.count };
}
