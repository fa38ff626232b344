/* tests/tell/schema.h -- as much of JSON Schema 2020-12 as docs/synopsis.schema.json uses
 *
 * $ref to #/$defs/NAME, const and enum of strings, type, required, properties, additionalProperties false,
 * items, minItems, maxItems, minimum.
 */
#ifndef SYN_TESTS_TELL_SCHEMA_H
#define SYN_TESTS_TELL_SCHEMA_H

#include "base/arena.h"
#include "tap.h"
#include "text/json.h"

struct schema { struct json root; struct arena *keep; int mistakes; };

static inline void schema_mistake(struct schema *s, const char *what, struct span name, struct json value)
{
    s->mistakes++;
    printf("# %s: %.*s at %.*s\n", what, (int)name.len, name.at, value.raw.len > 120 ? 120 : (int)value.raw.len,
           value.raw.at);
}

static inline const char *schema_type(struct json value)
{
    switch (value.kind) {
    case JSON_NULL:   return "null";
    case JSON_TRUE:
    case JSON_FALSE:  return "boolean";
    case JSON_NUMBER: return span_find_byte(value.raw, '.', 0) == SPAN_NONE ? "integer" : "number";
    case JSON_TEXT:   return "string";
    case JSON_ARRAY:  return "array";
    default:          return "object";
    }
}

static inline bool schema_is_type(struct span wanted, struct json value)
{
    return span_equal(wanted, span_of(schema_type(value))) || (value.kind == JSON_NUMBER && span_equal(wanted, SPAN("number")));
}

/* Whether one of a list (or the single value itself) holds for `value`. */
static inline bool schema_one_of(struct schema *s, struct json list, struct json value, bool types)
{
    struct json_step step = { 0 };
    struct span key;
    struct json one = list;
    if (list.kind != JSON_ARRAY)
        return types ? schema_is_type(json_text(s->keep, one), value) : span_equal(one.raw, value.raw);
    while (json_next(list, &step, &key, &one))
        if (types ? schema_is_type(json_text(s->keep, one), value) : span_equal(one.raw, value.raw))
            return true;
    return false;
}

static inline void schema_check(struct schema *s, struct json rule, struct json value)
{
    struct json ref = json_member(rule, SPAN("$ref"));
    if (ref.kind == JSON_TEXT) {
        struct span name = span_from(json_text(s->keep, ref), strlen("#/$defs/"));
        struct json target = json_member(json_member(s->root, SPAN("$defs")), name);
        if (target.kind != JSON_OBJECT)
            schema_mistake(s, "no such definition", name, value);
        else
            schema_check(s, target, value);
    }
    struct json type = json_member(rule, SPAN("type")), choice = json_member(rule, SPAN("enum")),
                fixed = json_member(rule, SPAN("const")), minimum = json_member(rule, SPAN("minimum"));
    if (type.kind && !schema_one_of(s, type, value, true))
        schema_mistake(s, "wrong type, wanted", type.raw, value);
    if (choice.kind && !schema_one_of(s, choice, value, false))
        schema_mistake(s, "not one of", choice.raw, value);
    if (fixed.kind && !schema_one_of(s, fixed, value, false))
        schema_mistake(s, "is not", fixed.raw, value);
    if (minimum.kind && json_number(value, 0) < json_number(minimum, 0))
        schema_mistake(s, "less than", minimum.raw, value);

    struct json_step step = { 0 };
    struct span key;
    struct json member, properties = json_member(rule, SPAN("properties")), items = json_member(rule, SPAN("items"));
    int count = 0;
    if (value.kind == JSON_ARRAY && items.kind) {
        for (; json_next(value, &step, &key, &member); count++)
            schema_check(s, items, member);
        if (count < json_number(json_member(rule, SPAN("minItems")), 0) ||
            count > json_number(json_member(rule, SPAN("maxItems")), 1e9))
            schema_mistake(s, "too many or too few", SPAN("items"), value);
    }
    if (value.kind != JSON_OBJECT || !properties.kind)
        return;
    while (json_next(value, &step, &key, &member)) {
        struct json property = json_member(properties, key);
        if (property.kind)
            schema_check(s, property, member);
        else if (json_member(rule, SPAN("additionalProperties")).kind == JSON_FALSE)
            schema_mistake(s, "unknown member", key, value);
    }
    step = (struct json_step){ 0 };
    for (struct json name; json_next(json_member(rule, SPAN("required")), &step, &key, &name);)
        if (!json_member(value, json_text(s->keep, name)).kind)
            schema_mistake(s, "missing member", json_text(s->keep, name), value);
}

#endif
