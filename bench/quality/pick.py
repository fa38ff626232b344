#!/usr/bin/env python3
"""One line of figures out of a scorer's JSON (standard input).

  pick.py PATH=LABEL ...      PATH: members parted by dots; a member's own name may hold a dot
"""
import json
import sys


def find(value, path):
    if not path:
        return value
    steps = path.split(".")
    for taken in range(1, len(steps) + 1):
        step, rest = ".".join(steps[:taken]), ".".join(steps[taken:])
        if isinstance(value, dict) and step in value:
            return find(value[step], rest)
        if isinstance(value, list) and step.isdigit() and int(step) < len(value):
            return find(value[int(step)], rest)
    return None


def main():
    text = sys.stdin.read()
    try:
        scores = json.loads(text)
    except ValueError:
        print("no figures: " + (text.strip().splitlines() or ["the scorer said nothing"])[-1])
        return
    parts = []
    for wish in sys.argv[1:]:
        path, label = wish.split("=", 1)
        value = find(scores, path)
        parts.append("%s %s" % (label, "-" if value is None else round(value, 4)))
    print("  ".join(parts))


main()
