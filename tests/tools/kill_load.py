#!/usr/bin/python3
"""Kills a load of the store again and again, and looks whether anything was lost or came double.  Prints TAP.

  kill_load.py [--kills 20] [--articles 200] [--words 40] [--seed 1]

synoptic and bench_generate are found on PATH.  A generated month with versions is loaded once without being disturbed.
Then the same load into a new store is killed with SIGKILL (the whole process at once, as by `kill -9`) at moments that
the seed chooses: some while the program is opening the store, some at once after a line, most a moment later, in the
midst of reading, writing or committing.  Each time it is begun anew with the same file; when it came to its end, a new
store is begun.  After every kill, whatever was said on standard output to be stored must be in a copy of the files as
they were left, whole.  At the end of each load the store must be the same, row by row, as that of the undisturbed one.
"""
import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

NOW = "2031-05-01T00:00Z"
# What the store says; times of its own making are all NOW, and `image` may be of any moment.
TOLD = {
    "articles": "SELECT id, key, doc, own_id, url, outlet, language, title, published, first_seen, story, version, versions"
                " FROM article ORDER BY id",
    "versions": "SELECT id, article, number, seen, modified, hash FROM version ORDER BY id",
    "texts": "SELECT version, packed FROM body ORDER BY version",
    "evidence": "SELECT version, name, at, line, length FROM evidence ORDER BY version",
    "names": "SELECT version, n, name FROM name ORDER BY version, n",
    "figures": "SELECT version, n, value, unit FROM figure ORDER BY version, n",
    "attributions": "SELECT version, n, \"from\", \"to\" FROM attribution ORDER BY version, n",
    "stories": "SELECT id, founded, first, latest, reports, headline, redirect, revision FROM story ORDER BY id",
    "the log of stories": "SELECT id, kind, article, was, story FROM story_event ORDER BY id",
}

count = failed = 0


def check(name, wrong):
    """`wrong`: what is the matter; None where nothing is."""
    global count, failed
    count += 1
    print("%sok %d - %s" % ("not " if wrong else "", count, name))
    if wrong:
        failed = 1
        print("\n".join("#   " + line for line in str(wrong).splitlines()[:20]))
    sys.stdout.flush()


def begin(store, file):
    return subprocess.Popen(["synoptic", "add", "--store", store, "--now", NOW, "--json", "--commit", "8", file],
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)


def told_versions(lines):
    """What a load said to be in the store: (article, number of its version)"""
    return {(row["article"], row["version"]) for row in map(json.loads, lines)}


def copied(store, folder):
    """The files as a crash would leave them: looking at them repairs them."""
    copy = os.path.join(folder, "copy.db")
    for ending in ("", "-wal"):
        if os.path.exists(copy + ending):
            os.remove(copy + ending)
        if os.path.exists(store + ending):
            shutil.copyfile(store + ending, copy + ending)
    if os.path.exists(copy + "-shm"):
        os.remove(copy + "-shm")
    return sqlite3.connect(copy)


def rows(db, question):
    return db.execute(question).fetchall()


def lost_or_double(store, folder, acknowledged):
    db = copied(store, folder)
    try:
        if not rows(db, "SELECT 1 FROM sqlite_master WHERE name = 'article'"):
            return "no tables, but %d acknowledged" % len(acknowledged) if acknowledged else None
        there = {("a%d" % a, number) for a, number in rows(db, "SELECT article, number FROM version")}
        problems = []
        if acknowledged - there:
            problems.append("acknowledged and lost: %s" % sorted(acknowledged - there)[:5])
        for what, question in (
                ("articles with the same key", "SELECT key FROM article GROUP BY key HAVING count(*) > 1"),
                ("versions twice", "SELECT article, hash FROM version GROUP BY 1, 2 HAVING count(*) > 1"),
                ("joined twice", "SELECT article FROM story_event WHERE kind = 0 GROUP BY 1 HAVING count(*) > 1"),
                ("articles without a story", "SELECT id FROM article WHERE story NOT IN (SELECT id FROM story)"),
                ("versions without a text", "SELECT id FROM version WHERE id NOT IN (SELECT version FROM body)"),
                ("stories that miscount", "SELECT s.id FROM story s WHERE reports <> (SELECT count(*) FROM article a"
                                          " WHERE a.story = s.id)")):
            found = rows(db, question)
            if found:
                problems.append("%s: %s" % (what, found[:5]))
        if rows(db, "PRAGMA integrity_check") != [("ok",)]:
            problems.append("the file is damaged")
        return "\n".join(problems)
    finally:
        db.close()


def content(store, folder):
    db = copied(store, folder)
    try:
        return {name: rows(db, question) for name, question in TOLD.items()}
    finally:
        db.close()


def difference(want, got):
    for name in TOLD:
        for a, b in zip(want[name], got[name]):
            if a != b:
                return "%s:\nundisturbed %.300r\nkilled      %.300r" % (name, a, b)
        if len(want[name]) != len(got[name]):
            return "%s: %d, not %d" % (name, len(got[name]), len(want[name]))
    return None


def killed_load(store, file, dice, lines_a_kill, startup):
    """One start.  Returns the lines that came, and the code with which it ended: -9 where it was killed."""
    process = begin(store, file)
    lines = []
    if dice.random() < 0.2:                         # by the clock, most often before the first line
        time.sleep(dice.uniform(0, startup))
    else:
        left = 1 + int(dice.expovariate(1 / lines_a_kill))
        for line in process.stdout:
            lines.append(line)
            left -= b'"known"' not in line          # what came before the last kill
            if not left:
                break
        time.sleep(dice.choice([0, dice.uniform(0, 0.002), dice.uniform(0, 0.03)]))
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.readlines()             # said before it died
    return [line for line in lines if line.endswith(b"\n")], process.wait()


def doctor(store):
    done = subprocess.run(["synoptic", "doctor", "--store", store], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.decode("utf-8", "replace") if done.returncode else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--words", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    folder = tempfile.mkdtemp()
    try:
        test(options, dice, folder)
    finally:
        shutil.rmtree(folder)
    print("1..%d" % count)
    return failed


def test(options, dice, folder):
    file, calm = os.path.join(folder, "month.jsonl"), os.path.join(folder, "calm.db")
    made = os.path.join(folder, "made.jsonl")
    subprocess.run(["bench_generate", "month", str(options.articles), made, "1", str(options.words)], check=True)
    with open(made, "rb") as lines, open(file, "wb") as out:       # a bad record would make each end a failure
        out.writelines(line for line in lines if line.startswith(b'{"id":"m') and line.endswith(b"}\n"))
    begun = time.time()
    process = begin(calm, file)
    first = process.stdout.readline()
    startup = time.time() - begun
    lines = [first] + process.stdout.readlines()
    check("an undisturbed load of %d articles" % options.articles, process.wait() and "failed")
    want = content(calm, folder)
    check("says each version", len(told_versions(lines)) != len(want["versions"]) and len(lines))
    lines_a_kill = max(1, len(lines) / (options.kills + 1))

    kills = loads = said = 0
    wrong = None
    while kills < options.kills and not wrong:
        loads += 1
        store, acknowledged, code = os.path.join(folder, "killed%d.db" % loads), set(), -signal.SIGKILL
        marks = []                                  # how many versions were acknowledged at each kill
        while kills < options.kills and code and not wrong:
            lines, code = killed_load(store, file, dice, lines_a_kill, startup * 1.2)
            kills += code != 0
            acknowledged |= told_versions(lines)
            marks.append(len(acknowledged))
            wrong = lost_or_double(store, folder, acknowledged) if os.path.exists(store) else None
            if code not in (0, -signal.SIGKILL):
                wrong = "it ended with code %d\n%s" % (code, wrong or "")
        said += len(acknowledged)
        if wrong:
            check("nothing lost, nothing double after kill %d" % kills, wrong)
            break
        process = begin(store, file)
        process.stdout.read()
        check("load %d, killed until kill %d, comes to its end" % (loads, kills), process.wait() and "failed")
        wrong_content = difference(want, content(store, folder))
        check("the same articles, texts, stories and log as undisturbed",
              wrong_content and wrong_content + "\nkilled after versions: %s" % " ".join(map(str, marks)))
        check("the doctor finds nothing", doctor(store))
        acknowledged.clear()
    check("%d kills, %d versions acknowledged before them: nothing lost, nothing double" % (kills, said), wrong)


sys.exit(main())
