# The month of made-up news that loads are measured and killed with: the same every time, and like a real one.
. "$(dirname "$0")/lib.sh"
runs 0 "a month" bench_generate month 2000 month.jsonl
runs 0 "again" bench_generate month 2000 again.jsonl
true_that "is the same" cmp month.jsonl again.jsonl
runs 0 "from another seed" bench_generate month 2000 other.jsonl 2
true_that "is another" sh -c '! cmp -s month.jsonl other.jsonl'
runs 0 "to standard output" sh -c 'bench_generate month 50 - >few.jsonl'
runs 0 "of long reports" bench_generate month 50 long.jsonl 1 868
cat >count.py <<'END'
import collections, json, re, statistics, sys
bad, articles, again, changed, languages, stories, words, copies, undated = 0, {}, 0, 0, collections.Counter(), \
    collections.Counter(), [], 0, 0
seen = ""
for line in open(sys.argv[1], encoding="utf-8"):
    try:
        d = json.loads(line)
        d["story"]
    except (ValueError, TypeError, KeyError):
        bad += 1
        continue
    assert seen <= d["seen"], "in the order of arrival"
    seen = d["seen"]
    content = d["title"], d["text"]
    if d["id"] in articles:
        url, before = articles[d["id"]]
        assert url == d["url"].split("?")[0], "the address stays"
        again += content == before
        changed += content != before
        assert (content != before) == (d["version"] > 1), "a version differs from the one before"
    else:
        languages[d["language"]] += 1
        stories[d["story"]] += 1
        words.append(len(d["text"].split()))
        copies += "copy_of" in d
        undated += "published" not in d
    articles[d["id"]] = d["url"].split("?")[0], content
print("articles %d, median of %d words" % (len(articles), statistics.median(words)), file=sys.stderr)
n = len(articles)
for name, share, least, most in (
        ("copies", copies / n, .28, .40), ("changed", changed / n, .12, .28), ("fetched again", again / n, .03, .09),
        ("undated", undated / n, .003, .02), ("English", languages["en"] / n, .45, .75),
        ("stories of one report", sum(c == 1 for c in stories.values()) / len(stories), .6, .85),
        ("broken", bad / n, 0, .004), ("the median's words", statistics.median(words), 290, 390)):
    print("%s %s" % ("good" if least <= share <= most else "bad", name), share)
END
runs 0 "its records" /usr/bin/python3 count.py month.jsonl
lines out 8 "were counted"
true_that "all shares are as they should be" sh -c "! grep bad $out"
holds err "articles 2000" "and there are so many articles as were asked for"
runs 0 "in the long month" /usr/bin/python3 count.py long.jsonl
median=$(sed -n 's/.*median of \([0-9]*\).*/\1/p' "$err")
true_that "reports have that length" test "$median" -gt 800 -a "$median" -lt 950
finish
