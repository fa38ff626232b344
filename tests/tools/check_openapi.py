#!/usr/bin/python3
"""Whether the API answers as its document says, and the document says all that it answers.

    check_openapi.py ADDRESS TOKEN STORE

ADDRESS is of a server whose STORE has some stories and an article with two versions (tests/cli/test_api.sh).
Every path of the document is asked, with values that exist, that do not, and that make no sense; status, media type and
body of each answer are held against what the document says of it.  Prints TAP.
"""
import copy
import gzip
import http.client
import json
import re
import sqlite3
import sys
import urllib.parse

import jsonschema

ADDRESS, TOKEN, STORE = sys.argv[1:4]
BASE = "/api/v1"
count = failed = 0


def check(good, name, why=""):
    global count, failed
    count += 1
    print("%sok %d - %s" % ("" if good else "not ", count, name))
    if not good:
        failed = 1
        print("\n".join("#   " + line for line in str(why).splitlines()[:12]))
    return good


class Answer:
    def __init__(self, response, body):
        self.status, self.headers, self.body = response.status, response.headers, body
        self.media = (self.headers.get("Content-Type") or "").split(";")[0]

    def json(self):
        return json.loads(self.body)


def ask(method, target, body=None, headers=None, read=None):
    connection = http.client.HTTPConnection(ADDRESS, timeout=60)
    try:
        connection.request(method, target, body, headers or {})
    except (BrokenPipeError, ConnectionResetError):
        pass        # refused before all was sent; why, has been said
    response = connection.getresponse()
    answer = Answer(response, response.read(read) if read else response.read())
    connection.close()
    return answer


# ---- the document

def load():
    document = ask("GET", BASE + "/openapi.json").json()
    schema = ask("GET", BASE + "/synopsis.schema.json").json()
    here = "http://" + ADDRESS + BASE + "/"
    schema = copy.deepcopy(schema)
    schema["$id"] = here + "synopsis.schema.json"
    store = {here + "openapi.json": document, here + "synopsis.schema.json": schema}
    resolver = jsonschema.RefResolver(here + "openapi.json", document, store)
    return document, schema, resolver


DOCUMENT, SYNOPSIS, RESOLVER = load()
Validator = jsonschema.Draft202012Validator


def resolve(thing):
    while "$ref" in thing:
        thing = RESOLVER.resolve(thing["$ref"])[1]
    return thing


def mistakes(schema, value):
    with RESOLVER.in_scope("http://" + ADDRESS + BASE + "/openapi.json"):
        best = jsonschema.exceptions.best_match(Validator(schema, resolver=RESOLVER).iter_errors(value))
    return best and "%s at %s" % (best.message[:400], list(best.absolute_path))


def open_objects(schema, where):
    """Objects that would let undocumented members pass"""
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "additionalProperties" not in schema and "properties" in schema:
            yield where
        for key, value in schema.items():
            yield from open_objects(value, where + "/" + key)
    elif isinstance(schema, list):
        for i, value in enumerate(schema):
            yield from open_objects(value, "%s/%d" % (where, i))


def references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for member in value.values():
            yield from references(member)
    elif isinstance(value, list):
        for member in value:
            yield from references(member)


def operations():
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            yield path, method.upper(), operation


def check_document():
    check(DOCUMENT["openapi"] == "3.1.0", "it is OpenAPI 3.1")
    broken = []
    for reference in set(references(DOCUMENT)):
        try:
            resolve({"$ref": reference})
        except jsonschema.exceptions.RefResolutionError as error:
            broken.append("%s: %s" % (reference, error))
    check(not broken, "every reference leads somewhere", "\n".join(broken))
    wrong = []
    for name, schema in DOCUMENT["components"]["schemas"].items():
        try:
            Validator.check_schema(schema)
        except jsonschema.exceptions.SchemaError as error:
            wrong.append("%s: %s" % (name, error.message))
    check(not wrong, "its schemas are JSON Schema 2020-12", "\n".join(wrong))
    used = set(references(DOCUMENT))
    idle = ["%s/%s" % (kind, name) for kind in ("schemas", "parameters", "responses", "headers")
            for name in DOCUMENT["components"][kind] if "#/components/%s/%s" % (kind, name) not in used]
    check(set(idle) <= {"schemas/StoryNews", "schemas/VersionNews"}, "all that it defines is used", idle)
    loose = [w for name, s in DOCUMENT["components"]["schemas"].items() if name != "Record"
             for w in open_objects(s, name)]
    check(not loose, "members that are not named are refused", loose)
    ids = [operation["operationId"] for _, _, operation in operations()]
    check(len(ids) == len(set(ids)), "operations have names of their own")
    bad = [path for path, _, o in operations()
           if set(re.findall(r"{(\w+)}", path)) != {resolve(p)["name"] for p in o.get("parameters", [])
                                                     if resolve(p)["in"] == "path"}]
    check(not bad, "what stands in a path is a parameter", bad)
    check_examples()


def check_examples():
    wrong = []
    for path, method, operation in operations():
        contents = [(status, resolve(r).get("content", {})) for status, r in operation["responses"].items()]
        contents.append(("body", operation.get("requestBody", {}).get("content", {})))
        for status, content in contents:
            for media, kind in content.items():
                if "example" in kind and media == "application/json":
                    error = mistakes(kind["schema"], kind["example"])
                    if error:
                        wrong.append("%s %s %s: %s" % (method, path, status, error))
    for name, parameter in DOCUMENT["components"]["parameters"].items():
        if "example" in parameter and mistakes(parameter["schema"], parameter["example"]):
            wrong.append(name)
    check(not wrong, "its examples are as it says", "\n".join(wrong))


# ---- answers

def documented(operation, answer):
    """What is wrong with the answer; None: nothing"""
    response = operation["responses"].get(str(answer.status))
    if not response:
        return "%d is not in the document: %s" % (answer.status, answer.body[:200])
    response = resolve(response)
    missing = [h for h in ("ETag", "Retry-After", "Allow", "Location", "Content-Disposition")
               if h in response.get("headers", {}) and not answer.headers.get(h)]
    if missing:
        return "%d has no %s" % (answer.status, missing)
    content = response.get("content")
    if not content:
        return None if not answer.body else "%d has a body" % answer.status
    if answer.media not in content:
        return "%d is %s, not %s" % (answer.status, answer.media, list(content))
    schema = content[answer.media].get("schema")
    if not schema or not answer.media.endswith("json"):
        return None
    value = answer.json()
    if answer.status >= 400 and answer.media == "application/problem+json" and value["status"] != answer.status:
        return "the problem says %d, the answer %d" % (value["status"], answer.status)
    return mistakes(schema, value)


FOUND = {}          # parameter of a path: a value that exists

def fill(path, values):
    return re.sub(r"{(\w+)}", lambda m: urllib.parse.quote(str(values[m.group(1)]), safe=""), path)


def values_of(path):
    if "/articles/" in path:
        return {"id": FOUND["article"], "n": 1}
    if "/outlets/" in path:
        return {"id": FOUND["outlet"]}
    return {"id": FOUND["story"], "name": FOUND["search" if "/saved/" in path else "name"]}


def good_query(operation):
    """Those parameters that have to be there"""
    return [(p["name"], p["example"]) for p in map(resolve, operation.get("parameters", []))
            if p["in"] == "query" and p.get("required")]


def valid_values(parameter):
    """Values that the document allows"""
    schema = resolve(parameter["schema"])
    if "enum" in schema:
        return schema["enum"]
    if "example" in parameter:
        return [parameter["example"]]
    if schema.get("type") == "integer":
        return [schema["minimum"], min(schema.get("maximum", 2), 2)]
    return []


def invalid_values(parameter):
    schema = resolve(parameter["schema"])
    if "enum" in schema:
        return ["nonsense"]
    if schema.get("type") == "integer":
        return ["-1", "1.5", "x"] + ([str(schema["maximum"] + 1)] if "maximum" in schema else [])
    if "pattern" in schema:
        return ["nonsense", "%00"]
    return []


def target_of(path, query):
    return path + ("?" + urllib.parse.urlencode(query) if query else "")


def check_get(path, operation):
    if operation["operationId"] == "events":
        return
    real = fill(path, values_of(path))
    query = good_query(operation)
    answer = ask("GET", target_of(real, query))
    name = "GET " + target_of(real, query)
    error = documented(operation, answer)
    check(answer.status == 200 and not error, name, error or answer.body[:300])
    if answer.status != 200:
        return
    check_known(name, operation, target_of(real, query), answer)
    for parameter in map(resolve, operation.get("parameters", [])):
        if parameter["in"] == "query":
            check_parameter(real, operation, parameter, query)
    answer = ask("GET", target_of(real, query + [("nosuch", "1")]))
    check(answer.status == 400 and not documented(operation, answer) and "nosuch" in answer.json()["detail"],
          name + ": a parameter that is none", answer.body[:200])
    if query:
        answer = ask("GET", real)
        check(answer.status == 400 and not documented(operation, answer), name + ": without " + query[0][0])


def check_known(name, operation, target, answer):
    etag = answer.headers.get("ETag")
    again = ask("GET", target, headers={"If-None-Match": etag or "none"})
    check(etag and again.status == 304 and not again.body and again.headers.get("ETag") == etag and
          not documented(operation, again), name + ": 304 for who has it", "%s %s" % (etag, again.status))
    again = ask("GET", target, headers={"If-None-Match": '"other"'})
    check(again.status == 200 and again.body == answer.body and again.headers.get("ETag") == etag,
          name + ": the same bytes again", "%d %s %s" % (again.status, etag, again.headers.get("ETag")))
    packed = ask("GET", target, headers={"Accept-Encoding": "gzip"})
    is_packed = packed.headers.get("Content-Encoding") == "gzip"
    check((gzip.decompress(packed.body) if is_packed else packed.body) == answer.body and
          (is_packed or len(answer.body) < 2000 or answer.media != "application/json"), name + ": packed",
          len(answer.body))
    head = ask("HEAD", target)
    same = [h for h in ("Content-Type", "ETag", "Content-Length") if head.headers.get(h) != answer.headers.get(h)]
    check(head.status == 200 and not head.body and not same, name + ": HEAD", same)


def check_parameter(real, operation, parameter, query):
    rest = [q for q in query if q[0] != parameter["name"]]
    for value in valid_values(parameter):
        answer = ask("GET", target_of(real, rest + [(parameter["name"], value)]))
        error = documented(operation, answer)
        check(answer.status in (200, 404, 400) and not error and (answer.status != 400 or may_refuse(parameter, value)),
              "GET %s with %s=%s" % (real, parameter["name"], value), error or answer.body[:200])
    for value in invalid_values(parameter):
        before = urllib.parse.urlencode(rest) + "&" * bool(rest)
        answer = ask("GET", "%s?%s%s=%s" % (real, before, parameter["name"], value))
        error = documented(operation, answer)
        check(answer.status == 400 and not error, "GET %s refuses %s=%s" % (real, parameter["name"], value),
              error or "%d %s" % (answer.status, answer.body[:200]))
    value = (valid_values(parameter) or ["1"])[0]
    answer = ask("GET", target_of(real, rest + [(parameter["name"], value)] * 2))
    check(answer.status == 400 and "twice" in answer.json()["detail"], "GET %s refuses %s given twice" %
          (real, parameter["name"]), answer.body[:200])


def may_refuse(parameter, value):
    """A table of a form that has none"""
    return parameter["name"] == "table"


def check_absent(path, method, operation):
    """Things that are not there"""
    absent = {"/stories/": ["s999999", "x", "17"], "/articles/": ["a999999", "s1"], "/outlets/": ["999999", "x"]}
    for part, values in absent.items():
        if part + "{id}" not in path:
            continue
        for value in values:
            real = fill(path, dict(values_of(path), id=value))
            answer = ask(method, target_of(real, good_query(operation)), body_of(operation), writer(method))
            error = documented(operation, answer)
            check(answer.status == 404 and not error, "%s %s is not there" % (method, real),
                  error or "%d %s" % (answer.status, answer.body[:200]))


def check_method(path, operations_of):
    real = fill(path, values_of(path))
    for method in ("GET", "POST", "DELETE", "PUT"):
        if method.lower() in operations_of or (real.endswith("/undo") and method == "GET"):    # a story of that name
            continue
        answer = ask(method, real, headers=writer(method))
        check(answer.status == 405 and answer.headers.get("Allow") and answer.media == "application/problem+json",
              "%s %s is refused" % (method, real), "%d %s" % (answer.status, answer.body[:100]))


def writer(method):
    return {} if method == "GET" else {"Authorization": "Bearer " + TOKEN, "Content-Type": "application/json"}


def body_of(operation):
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return json.dumps(content["example"]) if "example" in content else None


def check_pages():
    for path, method, operation in operations():
        names = [resolve(p)["name"] for p in operation.get("parameters", [])]
        if method != "GET" or "most" not in names:
            continue
        target = fill(path, values_of(path))
        if not path.endswith("/search"):
            follow(target)
    for target in ("/search?q=the", "/search?q=the&order=oldest", "/stories?order=largest", "/stories?language=en",
                   "/stories?order=largest&language=en", "/stories?order=origins", "/stories?reports=2",
                   "/stories?order=disputed", "/stories?conflicts=1", "/outlets?order=name"):
        follow(BASE + target)


def follow(target):
    """All pages together are all there is, once each.  An article's statements stand on one page, and are told once
    with how many say the same there."""
    join = "&" if "?" in target else "?"
    by_article = target.endswith("/statements")
    whole, error = pages_of(target + join, 200, by_article)
    for most in (1, 3):
        parts, why = pages_of(target + join, most, by_article)
        good = not error and not why and len(set(parts)) == len(parts)
        check(good and (set(whole) <= set(parts) if by_article else parts == whole),
              "%s%smost=%d: all pages together are all there is (%d)" % (target, join, most, len(whole or [])),
              error or why or "%d, not %d" % (len(parts), len(whole)))


def pages_of(target, most, by_article):
    found, at, pages = [], "%smost=%d" % (target, most), 0
    while at and pages < 2000:
        answer = ask("GET", at)
        if answer.status != 200:
            return None, "%s: %d %s" % (at, answer.status, answer.body[:200])
        page = answer.json()
        if len(page["items"]) > most and not by_article:
            return None, "%s: %d items" % (at, len(page["items"]))
        if by_article:
            page["items"] = [[i["article"], i["from"], i["to"]] for i in page["items"]]
        found += [json.dumps(item, sort_keys=True) for item in page["items"]]
        at, pages = page["next"], pages + 1
    return found, None


# ---- writing

def send(path, body, media="application/json", token=TOKEN, method="POST"):
    headers = {"Content-Type": media}
    if token:
        headers["Authorization"] = "Bearer " + token
    return ask(method, BASE + path, body if isinstance(body, bytes) else body.encode(), headers)


def expect(status, answer, template, name, method="post"):
    operation = DOCUMENT["paths"][BASE + template][method]
    error = documented(operation, answer)
    return check(answer.status == status and not error, name, error or "%d %s" % (answer.status, answer.body[:300]))


def form(*parts):
    lines = []
    for name, file, media, value in parts:
        lines.append(b"--edge\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n%s\r\n%s\r\n" % (
            name.encode(), b"; filename=\"%s\"" % file.encode() if file else b"",
            b"Content-Type: %s\r\n" % media.encode() if media else b"", value.encode()))
    return b"".join(lines) + b"--edge--\r\n"


TEXT = ("Lighthouse of Brannoch goes dark\n\nThe lighthouse of Brannoch went dark on Friday night, and two boats ran "
        "onto the rocks, the harbour master Ewald Sorrin said.\n\nNobody was hurt.\n")
OTHER = ("Two boats aground as light fails\n\nTwo boats ran aground near Brannoch on Friday night after the lighthouse "
         "failed. Three people were hurt, said the harbour master, Ewald Sorrin.\n")


def check_writing():
    for path, method, operation in operations():
        if method == "GET" or path.endswith("/compare"):
            continue
        real = fill(path, values_of(path))
        answer = send(real[len(BASE):], body_of(operation) or "{}", token=None, method=method)
        check(answer.status == 401 and not documented(operation, answer), "%s %s without a token" % (method, real),
              "%d %s" % (answer.status, answer.body[:200]))
        content = operation.get("requestBody", {}).get("content", {})
        if "application/json" in content and not path.endswith("/articles"):
            for body in ("{", "[1]", '{"nosuch": 1}'):
                answer = send(real[len(BASE):], body, method=method)
                expect(400, answer, path[len(BASE):], "%s %s refuses %s" % (method, real, body), method.lower())
            answer = send(real[len(BASE):], "x", "text/x-odd", method=method)
            expect(415, answer, path[len(BASE):], "%s %s refuses another type" % (method, real), method.lower())
    answer = send("/stories/undo", "{}", token="wrong")
    expect(401, answer, "/stories/undo", "nothing is undone with a wrong token")
    answer = ask("POST", BASE + "/saved", b"name=x&query=y", {"Content-Type": "application/x-www-form-urlencoded",
                 "Origin": "http://elsewhere.example", "Sec-Fetch-Site": "cross-site"})
    check(answer.status in (401, 403), "a page from elsewhere changes nothing", answer.status)
    check_adding()
    check_corrections()
    answer = send("/saved", '{"name": "kept", "query": "lighthouse"}')
    expect(200, answer, "/saved", "a search is saved")
    check(ask("GET", BASE + "/search?q=%40kept").json()["items"], "and finds what its query finds")
    expect(400, send("/saved", '{"name": "a b", "query": "x"}'), "/saved", "a name that is none")
    expect(400, send("/saved", '{"name": "x", "query": "title:"}'), "/saved", "a query that is none")
    expect(400, send("/saved", '{"name": "x"}'), "/saved", "a name without a query")
    expect(204, send("/saved/kept", "", method="DELETE"), "/saved/{name}", "it is forgotten", "delete")
    expect(404, send("/saved/kept", "", method="DELETE"), "/saved/{name}", "which can be done once", "delete")
    expect(201, send("/sources", '{"url": "https://fresh.example/feed.xml", "title": "Fresh"}'), "/sources", "a source")
    expect(200, send("/sources", '{"url": "https://fresh.example/feed.xml"}'), "/sources", "is watched once")
    expect(400, send("/sources", '{"url": "file:///etc/passwd"}'), "/sources", "a file is no source")
    expect(400, send("/sources", "{}"), "/sources", "nor is nothing")


def check_adding():
    answer = send("/articles", TEXT, "text/plain")
    expect(200, answer, "/articles", "a text is added")
    first = answer.json()["items"]
    check([i["what"] for i in first] == ["new"], "as a new article", answer.body)
    answer = send("/articles", TEXT, "text/plain")
    check([i["what"] for i in answer.json()["items"]] == ["known"], "and is known when it comes again", answer.body)
    record = json.dumps({"url": "https://brannoch.example/light", "outlet": "Brannoch Mail", "title": "Light out",
                         "text": OTHER, "published": "2031-03-14T09:00:00Z"})
    answer = send("/articles", record + "\n" + record.replace("Three", "Four") + "\n", "application/x-ndjson")
    expect(200, answer, "/articles", "records are added")
    check([i["what"] for i in answer.json()["items"]] == ["new", "version"], "the second is a version", answer.body)
    FOUND["changed"] = answer.json()["items"][0]["article"]
    page = "<html><head><title>Boats</title></head><body><article><h1>Boats</h1><p>%s<p>%s</article></body></html>"
    answer = send("/articles", form(("file", "../../etc/boats.html", "text/html", page % (TEXT, OTHER)),
                                    ("file", "note.txt", "text/plain", OTHER)), "multipart/form-data; boundary=edge")
    expect(200, answer, "/articles", "files are added")
    check(len(answer.json()["items"]) == 2, "both", answer.body)
    FOUND["file"] = answer.json()["items"][0]["article"]
    answer = send("/articles", "text=%s&title=Typed&outlet=Desk" % urllib.parse.quote(TEXT + "Typed."),
                  "application/x-www-form-urlencoded")
    expect(200, answer, "/articles", "a report is typed")
    expect(422, send("/articles", "{\"id\": 1", "application/x-ndjson"), "/articles", "what is no report")
    expect(400, send("/articles", "", "application/x-www-form-urlencoded"), "/articles", "nothing")
    expect(400, send("/articles", "nosuch=1", "application/x-www-form-urlencoded"), "/articles", "a field that is none")
    answer = send("/articles", "x" * (9 << 20), "text/plain")
    check(answer.status == 413 and answer.media == "application/problem+json", "9 MB are too many", answer.status)
    record = ask("GET", BASE + "/articles/%s" % FOUND["file"]).json()["record"]
    check("etc" not in (record["file"] or ""), "folders of the sender's are left out", record["file"])
    changes = ask("GET", BASE + "/articles/%s/changes" % FOUND["changed"])
    expect(200, changes, "/articles/{id}/changes", "what was changed is told", "get")
    check(changes.json()["changes"], "and something was")
    evidence = ask("GET", BASE + "/articles/%s/evidence?version=1" % FOUND["changed"])
    check(json.loads(evidence.body)["text"] == OTHER, "what came is given back, byte for byte", evidence.body[:100])
    check("attachment" in (evidence.headers.get("Content-Disposition") or "") and
          evidence.headers.get("X-Content-Type-Options") == "nosniff", "to be saved, not to be shown",
          evidence.headers.items())


def check_corrections():
    story = lambda a: ask("GET", BASE + "/articles/" + a).json()["story"]
    one, two = FOUND["changed"], FOUND["article"]
    own = story(one)
    answer = send("/stories/%s/move" % story(two), json.dumps({"articles": [one]}))
    expect(200, answer, "/stories/{id}/move", "an article is moved")
    check(story(one) == story(two) and answer.json()["moved"] == 1, "to where it was said", answer.body)
    number = answer.json()["correction"]
    answer = send("/stories/undo", json.dumps({"correction": number}))
    expect(200, answer, "/stories/undo", "which is taken back")
    check(story(one) == own, "and it is where it was", story(one))
    expect(400, send("/stories/undo", json.dumps({"correction": 0})), "/stories/undo", "correction 0")
    expect(404, send("/stories/undo", json.dumps({"correction": 9999})), "/stories/undo", "one that was not made")
    here = story(two)
    expect(400, send("/stories/%s/split" % here, json.dumps({"articles": [one]})), "/stories/{id}/split",
           "what is not in a story is not split off from it") if own != here else None
    expect(400, send("/stories/%s/split" % here, '{"articles": []}'), "/stories/{id}/split", "nothing is split")
    expect(400, send("/stories/%s/move" % here, json.dumps({"articles": ["a99999"]})), "/stories/{id}/move",
           "an article that is none")
    answer = send("/stories/%s/fix" % here, "")
    expect(200, answer, "/stories/{id}/fix", "a story is fixed")
    check(ask("GET", BASE + "/stories/" + here).json()["fixed"] is True, "and says so")
    expect(200, send("/stories/%s/release" % here, ""), "/stories/{id}/release", "and released")
    check(ask("GET", BASE + "/stories/" + here).json()["fixed"] is False, "and says so")
    answer = send("/stories/%s/split" % here, json.dumps({"articles": [two]}))
    expect(200, answer, "/stories/{id}/split", "an article is split off")
    new = answer.json()["story"]
    check(new != here and story(two) == new, "into a story of its own", new)
    expect(400, send("/stories/%s/merge" % new, "{}"), "/stories/{id}/merge", "to merge, into what?")
    expect(400, send("/stories/%s/merge" % new, '{"into": "s99999"}'), "/stories/{id}/merge", "into nothing")
    expect(400, send("/stories/%s/merge" % new, json.dumps({"into": new})), "/stories/{id}/merge", "into itself")
    answer = send("/stories/%s/merge" % new, json.dumps({"into": here}))
    expect(200, answer, "/stories/{id}/merge", "it is merged back")
    answer = ask("GET", BASE + "/stories/%s/claims?most=1" % new)
    expect(301, answer, "/stories/{id}/claims", "who asks for it is led there", "get")
    check(answer.headers.get("Location") == BASE + "/stories/%s/claims?most=1" % here, "with all that was asked",
          answer.headers.get("Location"))
    log = ask("GET", BASE + "/stories/%s/log" % here).json()["items"]
    check({"merged", "fixed", "released"} <= {e["what"] for e in log}, "the log tells of it", [e["what"] for e in log])


def check_busy():
    other = sqlite3.connect(STORE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = send("/saved", '{"name": "late", "query": "bridge"}')
    expect(503, answer, "/saved", "while another program writes, it says so")
    check(ask("GET", BASE + "/stories").status == 200, "and goes on telling")
    other.execute("ROLLBACK")
    expect(200, send("/saved", '{"name": "late", "query": "bridge"}'), "/saved", "afterwards it writes")
    other.close()


def check_guessing():
    for _ in range(10):
        send("/stories/undo", "{}", token="wrong")
    expect(429, send("/stories/undo", "{}", token="wrong"), "/stories/undo", "who guesses tokens has to wait")
    check(ask("GET", BASE + "/stories").status == 200, "and may read meanwhile")


# ---- comparing

def check_comparing():
    before = ask("GET", BASE + "/health").json()["articles"]
    reports = {"reports": [{"text": TEXT, "outlet": "Brannoch Mail"},
                           {"text": OTHER, "title": "Boats", "outlet": "Coast"}]}
    same = {}
    for name, media, body in (
            ("records in JSON", "application/json", json.dumps(reports)),
            ("records a line", "application/x-ndjson", "\n".join(map(json.dumps, reports["reports"]))),
            ("pasted texts", "text/plain", TEXT + "\n---\n" + OTHER),
            ("a form with files", "multipart/form-data; boundary=edge",
             form(("file", "one.txt", "text/plain", TEXT), ("file", "two.txt", "text/plain", OTHER)))):
        answer = send("/compare", body, media, token=None)
        expect(200, answer, "/compare", "compare " + name)
        value = answer.json() if answer.status == 200 else {}
        check(value.get("reports") == 2 and value["items"] and not value["problems"], "two reports", answer.body[:300])
        same[name] = value
    one = ask("POST", BASE + "/compare?together=1", json.dumps(reports), {"Content-Type": "application/json"}).json()
    check(len(one["items"]) == 1, "together, they are one story", len(one["items"]))
    check(any(c["label"] == "conflict" for c in one["items"][0]["conflicts"]) or one["items"][0]["statements"],
          "of which something is said")
    for name, status, media, body in (
            ("nothing", 400, "application/json", "{}"), ("no object", 400, "application/json", "[1"),
            ("a member that is none", 400, "application/json", '{"reports": [{"text": "x", "nosuch": 1}]}'),
            ("a report that is none", 400, "application/json", '{"reports": ["x"]}'),
            ("a number for a text", 400, "application/json", '{"reports": [{"text": 7}]}'),
            ("another type", 415, "image/png", "x"), ("a field that is none", 400, "application/x-www-form-urlencoded",
                                                      "nosuch=1"),
            ("an empty report", 422, "application/json", '{"reports": [{"text": ""}]}'),
            ("an address, which is not fetched", 422, "application/json",
             '{"addresses": ["http://127.0.0.1/secret"]}')):
        expect(status, send("/compare", body, media, token=None), "/compare", "compare " + name)
    many = {"reports": [{"text": "%d. %s" % (i, TEXT)} for i in range(201)]}
    answer = send("/compare", json.dumps(many), token=None)
    check(answer.status in (413, 200) and (answer.status == 413 or answer.json()["problemCount"]),
          "201 reports are too many", "%d %s" % (answer.status, answer.body[-200:]))
    answer = ask("POST", BASE + "/compare?nosuch=1", json.dumps(reports), {"Content-Type": "application/json"})
    expect(400, answer, "/compare", "compare with a parameter that is none")
    check(ask("GET", BASE + "/health").json()["articles"] == before, "nothing was kept")


# ---- what happens

def check_events():
    operation = DOCUMENT["paths"][BASE + "/events"]["get"]
    expect(400, ask("GET", BASE + "/events?from=x"), "/events", "events from nowhere", "get")
    connection = http.client.HTTPConnection(ADDRESS, timeout=20)
    connection.request("GET", BASE + "/events")
    response = connection.getresponse()
    media = (response.headers.get("Content-Type") or "").split(";")[0]
    check(response.status == 200 and media in operation["responses"]["200"]["content"], "events are listened to", media)
    record = {"title": "Signal", "url": "https://brannoch.example/signal", "outlet": "Mail",
              "text": "A signal tower was built in Ossel on Tuesday, said Maud Elling."}
    answer = send("/articles", json.dumps(record) + "\n", "application/x-ndjson")
    article = answer.json()["items"][0]
    kinds = {"story": "StoryNews", "version": "VersionNews"}
    what, number, good, wrong = None, None, False, None
    try:
        while not good:
            line = response.readline().decode().rstrip("\r\n")
            if line.startswith("id:"):
                number = line[3:].strip()
            elif line.startswith("event:"):
                what = line[6:].strip()
            elif line.startswith("data:") and what in kinds:
                data = json.loads(line[5:])
                wrong = wrong or mistakes({"$ref": "#/components/schemas/" + kinds[what]}, data)
                good = data.get("story") == article["story"]
    except OSError as error:
        wrong = error
    check(good and number and number.isdigit() and not wrong, "a new story is told", wrong or what)
    connection.close()


def find_things():
    for name in ("halven", "colline", "orvane"):
        send("/sources", json.dumps({"url": "https://%s.example/feed.xml" % name, "title": name}))
    send("/saved", json.dumps({"name": "quakes", "query": "bridge lang:en"}))
    stories = ask("GET", BASE + "/stories?order=largest&most=5").json()["items"]
    FOUND["story"] = stories[0]["story"]
    found = ask("GET", BASE + "/search?q=has:versions").json()["items"]
    FOUND["article"] = found[0]["article"]
    FOUND["outlet"] = ask("GET", BASE + "/outlets").json()["items"][0]["outlet"]
    FOUND["name"] = ask("GET", BASE + "/names").json()["items"][0]["name"]
    FOUND["search"] = ask("GET", BASE + "/saved").json()["items"][0]["name"]
    check(stories[0]["reports"] > 2, "there is something to ask for", FOUND)


def check_routes():
    there = {(r["method"], r["path"]) for r in ask("GET", BASE).json()["routes"]}
    said = {(method, re.sub(r"{\w+}", "{}", path)) for path, method, _ in operations()}
    check(there == said, "every route is described, and nothing else", sorted(there ^ said))
    needs = {(r["method"], r["path"]) for r in ask("GET", BASE).json()["routes"] if r["needsToken"]}
    said = {(m, re.sub(r"{\w+}", "{}", p)) for p, m, o in operations() if o.get("security")}
    check(needs == said, "and who may", sorted(needs ^ said))
    for path in ("/api/v1/nosuch", "/api/v2", "/api/v1/stories/s1/nosuch", "/api/v1/stories/"):
        answer = ask("GET", path)
        check(answer.status == 404 and answer.media == "application/problem+json" and
              not mistakes({"$ref": "#/components/schemas/Problem"}, answer.json()), "GET %s is not there" % path)
    answer = ask("GET", BASE + "/stories", headers={"X-Long": "x" * 17000})
    expect(431, answer, "/stories", "a head that is too large", "get")
    answer = ask("GET", BASE + "/stories", headers={"Host": "elsewhere.example"})
    check(answer.status == 421 and not documented(DOCUMENT["paths"][BASE + "/stories"]["get"], answer),
          "a server of another name is not asked here", answer.status)


def main():
    check_document()
    check_routes()
    find_things()
    for path, method, operation in operations():
        if method == "GET":
            check_get(path, operation)
        check_absent(path, method, operation)
    for path, item in DOCUMENT["paths"].items():
        check_method(path, item)
    check_pages()
    check_comparing()
    check_writing()
    check_busy()
    check_events()
    check_guessing()
    print("1..%d" % count)
    return failed


sys.exit(main())
