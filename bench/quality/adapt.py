#!/usr/bin/env python3
"""What the program writes, in the field names that a scorer reads (standard input to standard output).

  adapt.py names    annotate's "mentions" as "names"
  adapt.py pages    extract's authors and time of publication as "author" and "date"
  adapt.py alignment CLUSTER   compare's passages as clusters of places
  adapt.py conflicts CLUSTER   compare's conflicts, a line each
  adapt.py clusters FOLDER     parts documents by their "cluster", into files of this folder
"""
import json
import os
import sys


def names(row):
    return {"id": row["id"], "names": [{k: m[k] for k in ("from", "to", "type")} for m in row["mentions"]]}


def pages(row):
    return {"id": row["id"], "text": row["text"], "title": row["title"], "author": row["authors"] or None,
            "date": (row["published"] or "")[:10] or None}


def alignment(row):
    places = [[{"doc": e["report"], "start": e["from"], "end": e["to"]} for e in s["support"]] for s in row["passages"]]
    yield {"cluster": sys.argv[2], "clusters": places}


def conflicts(row):
    for c in row["conflicts"]:
        if c["label"] != "spelling":
            values = [{"doc": v["report"], "text": v["text"], "value": v["value"], "start": v["from"], "end": v["to"]}
                      for v in c["values"]]
            yield {"cluster": sys.argv[2], "kind": c["label"], "values": values}


def clusters(row):
    os.makedirs(sys.argv[2], exist_ok=True)
    with open(os.path.join(sys.argv[2], row["cluster"] + ".jsonl"), "a", encoding="utf-8") as out:
        print(json.dumps({k: v for k, v in row.items() if k in ("id", "title", "text", "outlet", "published") and v},
                         ensure_ascii=False), file=out)
    return ()


one = {"names": names, "pages": pages}
many = {"alignment": alignment, "conflicts": conflicts, "clusters": clusters}
for line in sys.stdin:
    record = json.loads(line)
    for result in [one[sys.argv[1]](record)] if sys.argv[1] in one else many[sys.argv[1]](record):
        print(json.dumps(result, ensure_ascii=False))
