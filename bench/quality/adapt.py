#!/usr/bin/env python3
"""What the program writes, in the field names that a scorer reads (standard input to standard output).

  adapt.py names    annotate's "mentions" as "names"
  adapt.py pages    extract's authors and time of publication as "author" and "date"
"""
import json
import sys


def names(row):
    return {"id": row["id"], "names": [{k: m[k] for k in ("from", "to", "type")} for m in row["mentions"]]}


def pages(row):
    return {"id": row["id"], "text": row["text"], "title": row["title"], "author": row["authors"] or None,
            "date": (row["published"] or "")[:10] or None}


shape = {"names": names, "pages": pages}[sys.argv[1]]
for line in sys.stdin:
    print(json.dumps(shape(json.loads(line)), ensure_ascii=False))
