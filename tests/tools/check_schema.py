#!/usr/bin/python3
"""Whether what the program writes is what docs/synopsis.schema.json says, and keeps the promises that a
schema cannot state: every piece of evidence stands where it is said to.  Prints TAP."""
import json
import os
import subprocess
import sys

import jsonschema

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PILES = ["tests/cli/corpus", "demo/reports"]
count = failed = 0


def check(good, name, why=""):
    global count, failed
    count += 1
    print("%sok %d - %s" % ("" if good else "not ", count, name))
    if not good:
        failed = 1
        print("\n".join("#   " + line for line in str(why).splitlines()[:20]))


def evidence(value):
    """Every object with report, from, to and text, wherever it stands"""
    if isinstance(value, dict):
        if {"report", "from", "to", "text"} <= value.keys():
            yield value
        for member in value.values():
            yield from evidence(member)
    elif isinstance(value, list):
        for member in value:
            yield from evidence(member)


def text_of(report, texts):
    """The bytes that marks stand on: of the file itself for plain text."""
    if report["file"].endswith(".txt"):
        with open(report["file"], "rb") as handle:
            return handle.read()
    return texts[report["file"], report["id"]]


def main():
    with open(os.path.join(ROOT, "docs/synopsis.schema.json"), encoding="utf-8") as handle:
        schema = json.load(handle)
    Validator = jsonschema.validators.validator_for(schema)
    Validator.check_schema(schema)
    validator = Validator(schema)
    for pile in PILES:
        path = os.path.join(ROOT, pile)
        if not os.path.isdir(path):
            check(False, pile, "there is no such folder")
            continue
        done = subprocess.run(["synoptic", "extract", path], stdout=subprocess.PIPE)
        texts = {(r["file"], r["id"]): r["text"].encode("utf-8") for r in map(json.loads, done.stdout.splitlines())}
        done = subprocess.run(["synoptic", "compare", "--json", path], stdout=subprocess.PIPE)
        for line in done.stdout.decode("utf-8").splitlines():
            story = json.loads(line)
            name = "%s: story %s" % (pile, story["story"]["id"])
            error = jsonschema.exceptions.best_match(validator.iter_errors(story))
            check(error is None, name + " is as the schema says", error)
            where = {r["id"]: text_of(r, texts) for r in story["reports"]}
            wrong = [e for e in evidence(story)
                     if where[e["report"]][e["from"]:e["to"]].decode("utf-8", "replace") != e["text"]]
            check(not wrong, name + ": evidence stands where it is said to", wrong[:3])
    print("1..%d" % count)
    return failed


sys.exit(main())
