"""Reads what 'synoptic export' wrote with other people's readers, and asks for what should stand there.

    export_check.py WHAT FILE...        ends with 0 where all is well, else says what is not
"""
import csv
import gzip
import io
import json
import re
import sqlite3
import sys
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
ATOM = "{http://www.w3.org/2005/Atom}"


def want(truth, what):
    if not truth:
        sys.exit(f"not so: {what}")


def rows(path):
    """RFC 4180: every line ends with CRLF, and every row has as many cells as the head."""
    raw = Path(path).read_bytes()
    want(raw.endswith(b"\r\n"), "lines end with CRLF")
    table = list(csv.reader(io.StringIO(raw.decode(), newline=""), strict=True))
    want(all(len(row) == len(table[0]) for row in table), "rows are as long as the head")
    return [dict(zip(table[0], row)) for row in table[1:]]


def objects(path):
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def check_csv(path):
    table = rows(path)
    for row in table:
        for name, cell in row.items():
            number = re.fullmatch(r"-?[\d.e+-]+", cell)
            formula = not number and re.match(r"\s*[=+@\t\r-]", cell)
            want(not formula, f"{name} is no formula: {cell!r}")
            want(not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", cell), f"{name} has no control characters: {cell!r}")
    want(any(cell.startswith("'") for row in table for cell in row.values()), "a formula has an apostrophe")


def check_raw(path):
    want(any(row["title"].startswith("=HYPERLINK") for row in rows(path)), "a title stands as it came")


def check_same_rows(one, two):
    """CSV and JSONL of one table tell the same."""
    def shown(value):
        return "" if value is None else re.sub("[\x00-\x08\x0b-\x1f\u202e]", "\ufffd", str(value))

    def equal(one, other):
        try:
            return one.lstrip("'") == other.lstrip("'") or float(one) == float(other)
        except ValueError:
            return False
    lines = [{k: shown(v) for k, v in o.items()} for o in objects(two)]
    table = rows(one)
    want(len(lines) == len(table) > 0, "as many rows as objects")
    for row, line in zip(table, lines):
        want(list(row) == list(line), "the same columns in the same order")
        for name in row:
            want(equal(row[name], line[name]), f"{name}: {row[name]!r} is {line[name]!r}")


def check_words(path, *texts):
    """Marks stand where they say: the words are the bytes from..to of the article's text."""
    articles = {}
    for name in texts:
        for o in objects(name):
            articles[o["synoptic"]["article"], str(o["synoptic"]["version"])] = o["text"].encode()
    table = rows(path)
    for row in table:
        text = articles[row["article"], row["version"]]
        words = text[int(row["from"]):int(row["to"])].decode()
        want(row["text"].lstrip("'") == words, f"{row['text']!r} stands there: {words!r}")
    want(table, "there are rows")


def check_jsonl(path):
    records = objects(path)
    for o in records:
        facts = o["synoptic"]
        want(re.fullmatch(r"a\d+", facts["article"]) and re.fullmatch(r"s\d+", facts["story"]), "numbers")
        want(1 <= facts["version"] <= facts["versions"], "a version of those there are")
        want(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", facts["seen"]), "when it was seen")
        want(o["text"] and o["seen"], "it has a text, and a time of seeing")
    want(any("odd" in o for o in records), "members that nobody knows go through")
    numbers = [int(o["synoptic"]["article"][1:]) for o in records]
    want(numbers == sorted(numbers), "in order of arrival")


def check_versions(path):
    told = [(o["synoptic"]["article"], o["synoptic"]["version"]) for o in objects(path)]
    want(("a1", 1) in told and ("a1", 2) in told, "both versions")
    want(told == sorted(told, key=lambda t: (int(t[0][1:]), t[1])), "in order")


# What IPTC's schema of ninjs 3.0 says of the members that are written here: type, and of objects their members.
TEXT = "text"
VARIANTS = [{"role": TEXT, "contentType": TEXT, "value": TEXT}]
NINJS = {
    "uri": "uri", "standard": {"name": TEXT, "version": TEXT, "schema": "uri"}, "type": {"text"},
    "representationType": {"full", "partial"}, "pubStatus": {"usable", "withheld", "canceled"}, "version": TEXT,
    "firstCreated": "instant", "versionCreated": "instant", "language": TEXT, "headlines": VARIANTS,
    "descriptions": VARIANTS, "bodies": VARIANTS, "by": TEXT, "located": TEXT, "people": [{"name": TEXT}],
    "organisations": [{"name": TEXT}], "places": [{"name": TEXT}], "infoSources": [{"name": TEXT, "role": TEXT}],
    "altIds": [{"role": TEXT, "value": TEXT}],
}


def fits(value, schema, where):
    if isinstance(schema, dict):
        want(isinstance(value, dict), f"{where} is an object")
        for name, member in value.items():
            want(name in schema, f"{where}.{name} is a member of ninjs")
            fits(member, schema[name], f"{where}.{name}")
    elif isinstance(schema, list):
        want(isinstance(value, list) and value, f"{where} is a list that is not empty")
        for member in value:
            fits(member, schema[0], where)
    elif isinstance(schema, set):
        want(value in schema, f"{where} is one of {schema}")
    else:
        shape = {"text": r"(?s).+", "uri": r"(https?|urn):\S+", "instant": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"}[schema]
        want(isinstance(value, str) and re.fullmatch(shape, value), f"{where} is of the form {schema}: {value!r}")


def check_ninjs(path):
    items = objects(path)
    for item in items:
        fits(item, NINJS, "ninjs")
        want(item["standard"]["version"] == "3.0" and "uri" in item, "says what it is")
    want(any("people" in item for item in items), "somebody is named")
    want(any(item["headlines"][0]["value"].startswith("=HYPERLINK") for item in items), "headlines as they came")


def check_jsonld(path, with_claims):
    document = json.loads(Path(path).read_text())
    want(document["@context"] == "https://schema.org", "of schema.org")
    graph = document["@graph"]
    articles = {n["@id"]: n for n in graph if n["@type"] == "NewsArticle"}
    claims = [n for n in graph if n["@type"] == "Claim"]
    want(articles and all(n["identifier"].startswith("a") for n in articles.values()), "articles")
    if with_claims == "articles":
        want(not claims, "no claims without a story")
        return
    want(claims, "claims")
    for claim in claims:
        want(claim["text"] and claim["appearance"], "a claim says something, somewhere")
        want(all(a["@id"] in articles for a in claim["appearance"]), "it appears in the articles")
    based = [n for n in articles.values() if "isBasedOn" in n]
    want(based and all(r["@id"] in articles for n in based for r in n["isBasedOn"]), "lineage")
    parts = [n for n in graph if n["@type"] == "Collection"][0]["hasPart"]
    want({p["@id"] for p in parts} == set(articles), "the story has its reports")


def check_graphml(path):
    root = ElementTree.parse(path).getroot()
    keys = {k.get("id"): k for k in root.findall(GRAPHML + "key")}
    graph = root.find(GRAPHML + "graph")
    nodes = {n.get("id"): n for n in graph.findall(GRAPHML + "node")}
    edges = graph.findall(GRAPHML + "edge")
    want(nodes and edges, "nodes and edges")
    for element in list(nodes.values()) + edges:
        for data in element.findall(GRAPHML + "data"):
            want(data.get("key") in keys, f"the key {data.get('key')} is declared")
            if keys[data.get("key")].get("attr.type") == "double":
                want(0 <= float(data.text) <= 1, "a share")
    for edge in edges:
        want(edge.get("source") in nodes and edge.get("target") in nodes, "edges join nodes")
    titles = [d.text for n in nodes.values() for d in n.findall(GRAPHML + "data") if d.get("key") == "title"]
    want(any("=HYPERLINK(\"" in t for t in titles), "titles as they came")


def check_dot(path):
    """Quoted strings close, and outside of them there are only names, signs and braces."""
    text = Path(path).read_text()
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', "Q", text)
    want('"' not in bare, "quotation marks come in pairs")
    want(bare.count("{") == bare.count("}") and re.fullmatch(r"[\w\s={};,\[\]>-]+", bare), f"nothing steers it: {bare}")
    want("subgraph cluster_A" in bare and "Q -> Q" in bare, "accounts are clusters")
    want(not re.search("[\x00-\x08\x0b-\x1f\u202e]", text), "no control characters")


def check_atom(path, count):
    feed = ElementTree.parse(path).getroot()
    entries = feed.findall(ATOM + "entry")
    want(feed.tag == ATOM + "feed" and len(entries) == int(count), f"{len(entries)} entries")
    ids = [e.find(ATOM + "id").text for e in entries] + [feed.find(ATOM + "id").text]
    want(len(set(ids)) == len(ids) and all(i.startswith("urn:uuid:") for i in ids), "ids of their own")
    for element in entries + [feed]:
        want(element.find(ATOM + "title") is not None and element.find(ATOM + "updated").text, "what a feed must have")


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.loads, self.tags = [], [], set()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            if name == "href" and tag == "a":
                self.links.append(value)
            elif name in ("src", "href", "srcset", "action", "data", "poster") and not value.startswith("#"):
                self.loads.append(value)
            want(not name.startswith("on"), "no attribute is a script")


def check_folder(path):
    folder = Path(path)
    for name in ("index.html", "story.json", "lineage.dot", "lineage.graphml", "README.txt"):
        want((folder / name).is_file(), f"{name} is there")
    pages = {p.name: Links() for p in folder.glob("*.html")}
    for name, links in pages.items():
        text = (folder / name).read_text()
        links.feed(text)
        want(not links.loads, f"{name} loads nothing: {links.loads}")
        want("script" not in links.tags and "default-src 'none'" in text, f"{name} runs nothing")
        for link in links.links:
            if not re.match(r"#|https?://", link):
                want((folder / link.split("#")[0]).is_file(), f"{name} leads to {link}")
    want((folder / "a1-diff.html").is_file() and "a1-diff.html" in pages["a1.html"].links, "a page of what changed")
    reports = [r["id"] for r in json.loads((folder / "story.json").read_text())["reports"]]
    for report in reports:
        want(report + ".html" in pages["index.html"].links, f"the story leads to {report}.html")
        want("index.html" in pages[report + ".html"].links, f"{report}.html leads back")


def check_warc(path, count):
    """As readers of archives do: a member of gzip a record, heads of lines, a length that is so."""
    members, rest = [], Path(path).read_bytes()
    import zlib
    while rest:
        packed = zlib.decompressobj(31)
        members.append(packed.decompress(rest) + packed.flush())
        rest = packed.unused_data
    want(gzip.decompress(Path(path).read_bytes()) == b"".join(members), "gzip reads all of it")
    ids = set()
    for number, member in enumerate(members):
        head, block = member.split(b"\r\n\r\n", 1)
        first, *lines = head.decode().split("\r\n")
        want(first == "WARC/1.1", "the version stands first")
        fields = dict(line.split(": ", 1) for line in lines)
        want(int(fields["Content-Length"]) + 4 == len(block), "the length is that of the block")
        want(block.endswith(b"\r\n\r\n"), "two empty lines end a record")
        want(re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", fields["WARC-Record-ID"]), "an id")
        want(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", fields["WARC-Date"]), "a date")
        want(fields["WARC-Type"] == ("resource" if number else "warcinfo"), "a type")
        want(number == 0 or re.fullmatch(r"[a-z]+:[!-~]+", fields["WARC-Target-URI"]), "a target")
        ids.add(fields["WARC-Record-ID"])
    want(len(members) == int(count) + 1 and len(ids) == len(members), f"{len(members)} records, each with its id")


def check_stores(one, two):
    """Every table but what the program makes anew holds the same rows; the index finds the same articles."""
    first, second = sqlite3.connect(one), sqlite3.connect(two)
    first.text_factory = second.text_factory = bytes    # texts need not be UTF-8
    tables = first.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
                           " AND name NOT LIKE 'search^_%' ESCAPE '^' AND name <> 'image' ORDER BY name")
    names = [name.decode() for name, in tables]
    known = {"article", "body", "evidence", "story_event", "hand", "source", "figure", "saved"}
    want(known <= set(names), f"tables: {names}")
    for name in names:
        which = " WHERE key NOT LIKE 'image%'" if name == "meta" else ""
        a, b = (sorted(s.execute(f'SELECT * FROM "{name}"{which}'), key=repr) for s in (first, second))
        want(a == b, f"table {name} is the same: {len(a)} rows, {len(b)} rows")
    for word in ("tram", "seed*", '"brakes had failed"', "names : vollund"):
        query = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
        found = [store.execute(query, (word,)).fetchall() for store in (first, second)]
        want(found[0] == found[1] != [], f"the index knows {word}")
    found = [store.execute("SELECT * FROM search_word ORDER BY 1").fetchall() for store in (first, second)]
    want(found[0] == found[1] != [], "the index has the same words, in as many articles")


def check_same_articles(one, two):
    """Two stores hold the same articles, texts and versions in the same stories, whatever else they know."""
    def told(path):
        return [(o["synoptic"]["article"], o["synoptic"]["story"], o["url"], o["title"], o["text"])
                for o in objects(path)]
    want(told(one) == told(two), "the same articles, texts and stories")


globals()["check_" + sys.argv[1]](*sys.argv[2:])
