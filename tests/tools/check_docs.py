#!/usr/bin/python3
"""Runs the commands that the documentation shows and compares what they print.  Prints TAP.

In README.md and docs/*.md every block that begins with ```console is run: a line "$ command" is given to
sh (with the lines that follow it while it ends in a backslash), the other lines are what it must print,
standard error included.  A line "..." stands for any lines.  A command with nothing below it must only
succeed; a last line "(exit 3)" says with what code it must end.

Commands run in a folder that shows the repository's files and can be written to; one for each page, in the order of the
page, with a home of its own: what a command stores or changes there, the next ones find.  What a command leaves running
in the background is ended with the page.
"""
import glob
import os
import re
import signal
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def blocks(path):
    """(line number, [lines]) of each console block"""
    inside, begun, lines = False, 0, []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if line.strip() == "```console":
            inside, begun, lines = True, number, []
        elif inside and line.strip() == "```":
            inside = False
            yield begun, lines
        elif inside:
            lines.append(line)


def steps(lines):
    """(command, [wanted lines])"""
    at, found = 0, []
    while at < len(lines):
        if lines[at].startswith("$ "):
            command = lines[at][2:]
            while command.endswith("\\") and at + 1 < len(lines):
                at += 1
                command = command[:-1] + lines[at].lstrip("> ")
            found.append((command, []))
        elif found:
            found[-1][1].append(lines[at])
        at += 1
    return found


def matches(want, got):
    pattern = ""
    for line in want:
        pattern += r"(?:.*\n)*?" if line.strip() == "..." else re.escape(line.rstrip()) + r" *\n"
    return re.fullmatch(pattern, got) is not None


def environment(folder):
    kept = {name: value for name, value in os.environ.items() if name not in ("SYNOPTIC_STORE", "COLUMNS")
            and not name.startswith("XDG_")}
    return dict(kept, HOME=os.path.join(folder, "home"))


def run(command, want, folder, groups):
    code = 0
    if want and re.fullmatch(r"\(exit \d+\)", want[-1].strip()):
        code = int(re.findall(r"\d+", want[-1])[0])
        want = want[:-1]
    done = subprocess.Popen(["sh", "-c", command], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, start_new_session=True, env=environment(folder))
    groups.append(done.pid)
    got = done.communicate(timeout=120)[0].decode("utf-8", "replace").replace("\r\n", "\n")
    if done.returncode != code:
        return "ended with %d:\n%s" % (done.returncode, got)
    if want and not matches(want, got if got.endswith("\n") or not got else got + "\n"):
        return "want:\n%s\ngot:\n%s" % ("\n".join(want), got)
    return None


def end_groups(groups):
    for group in groups:
        try:
            os.killpg(group, signal.SIGTERM)
        except OSError:
            pass                                # nothing of it is left


def main():
    count = failed = 0
    pages = [os.path.join(ROOT, "README.md")] + sorted(glob.glob(os.path.join(ROOT, "docs", "*.md")))
    for page in filter(os.path.exists, pages):
        with tempfile.TemporaryDirectory() as folder:
            for name in os.listdir(ROOT):
                os.symlink(os.path.join(ROOT, name), os.path.join(folder, name))
            os.mkdir(os.path.join(folder, "home"))
            groups = []
            for line, lines in blocks(page):
                for command, want in steps(lines):
                    wrong = run(command, want, folder, groups)
                    count += 1
                    print("%sok %d - %s:%d $ %s" % ("not " if wrong else "", count, os.path.relpath(page, ROOT), line,
                                                    command.replace("#", "")))
                    if wrong:
                        failed = 1
                        print("\n".join("#   " + text for text in wrong.splitlines()[:40]))
            end_groups(groups)
    print("1..%d" % count)
    return failed


sys.exit(main())
