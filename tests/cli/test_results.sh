# What the commands say of a small pile.
. "$(dirname "$0")/lib.sh"
cp -r "$cases/corpus" pile

runs 0 "group" synoptic group pile
python3 - "$out" >"$out.stories" <<'END'
import json, sys
stories = {}
for line in open(sys.argv[1]):
    row = json.loads(line)
    assert list(row) == ["id", "story"], row
    stories.setdefault(row["story"], []).append(row["id"])
for ids in sorted(map(sorted, stories.values())):
    print(*ids)
END
mv "$out.stories" "$out"
is out "budget w1
courier harbour reprint
w2" "puts the reports of one event together"

runs 0 "copies" synoptic copies --min-containment 0.5 pile/harbour.txt pile/courier.txt pile/reprint.txt
lines out 1 "finds the reprint and nothing else"
python3 - "$out" pile >"$out.words" <<'END'
import json, re, sys
row = json.loads(open(sys.argv[1]).readline())
text = {name: open(f"{sys.argv[2]}/{name}.txt", "rb").read() for name in (row["a"], row["b"])}
print(row["a"], row["b"], row["containment"] > 0.8)
for a0, a1, b0, b1 in row["spans"]:
    a, b = ([w.lower() for w in re.findall(rb"\w+", t)] for t in (text[row["a"]][a0:a1], text[row["b"]][b0:b1]))
    print("same words", a[:3] == b[:3] and a[-3:] == b[-3:])
END
mv "$out.words" "$out"
holds out "harbour reprint True" "most of it is shared"
true_that "its spans begin and end with the same words" sh -c "grep -q 'same words' '$out' && ! grep -q False '$out'"
runs 1 "copies above all there are" synoptic copies --min-containment 1 pile/harbour.txt pile/courier.txt

runs 0 "compare" synoptic compare --json pile
lines out 3 "tells three stories"
python3 - "$out" >"$out.facts" <<'END'
import json, sys
stories = [json.loads(line) for line in open(sys.argv[1])]
ferry = stories[0]
print("reports", [r["id"] for r in ferry["reports"]].__len__(), "origins", ferry["story"]["origins"])
body = {r["id"]: open(r["file"], "rb").read() for r in ferry["reports"]}
for part in ferry["statements"]:
    for e in part["support"]:
        assert body[e["report"]][e["from"]:e["to"]].decode() == e["text"], e
for part in ferry["quotes"]:
    for e in part["variants"]:
        assert body[e["report"]][e["from"]:e["to"]].decode() == e["text"], e
for part in ferry["conflicts"]:
    for e in part["values"]:
        assert body[e["report"]][e["from"]:e["to"]].decode() == e["text"], e
print("evidence stands where it is said to")
print("reprint", [(e["from"], e["to"], e["kind"]) for e in ferry["lineage"] if {e["from"], e["to"]} == {"harbour", "reprint"}] != [])
print("passengers", any({"40", "46"} <= {w for v in c["values"] for w in v["text"].split()} for c in ferry["conflicts"]))
print("quote", any("pushed her onto the bank" in v["text"] for q in ferry["quotes"] for v in q["variants"]))
END
mv "$out.facts" "$out"
holds out "reports 3" "the larger one first"
holds out "evidence stands where it is said to" "every piece of evidence is where it is said to be"
holds out "reprint True" "the reprint is seen"
holds out "passengers True" "40 and 46 passengers are set side by side"
holds out "quote True" "the captain is quoted"

runs 0 "--one-story" synoptic compare --json --one-story pile
lines out 1 "tells one"
for format in text md html; do
    runs 0 "--format $format" synoptic compare --format $format pile
    holds out "Stellin" "tells of the ferry"
    holds out "Tarnholm" "and of the budget"
done
runs 0 "a page" synoptic compare --format html -o page.html pile
true_that "loads nothing from elsewhere" sh -c '! grep -qiE "(src|href)=\"?(https?:)?//|@import|url\(" page.html'

# What an outlet prints under all of its pages goes, in whatever order they come.
mkdir outlet
page() {
    cat >"outlet/$1.html" <<END
<html><head><title>$2</title><link rel=canonical href="https://lantern.example/$1"></head><body><article><h1>$2</h1>
<p>$3 The council of Veltown spent most of its meeting on Monday on this question, and could not agree in the end.</p>
<p>$4 Those who were there say that it was a long evening, and that nobody left before the vote was taken.</p>
<p>The people of this town have relied on The Lantern since the first winter of the mill, and they will rely on it in the
next one, as their parents did before them and as their children may do one day.</p></article></body></html>
END
}
page bridge "Veltown argues over its bridge" "The old bridge is to be closed." "Engineers called it unsafe."
page school "A school for Veltown's east" "The new school is to have twelve rooms." "The plans were drawn in spring."
page market "Market day moves to Friday" "Market day is to be on Friday from May on." "Stalls will pay less."
runs 0 "extract an outlet's pages" synoptic extract outlet
lines out 3 "three articles"
true_that "none has what all three have" sh -c "! sed 's/\"authors\".*//' '$out' | grep -q 'relied on The Lantern'"
true_that "all have their own" sh -c "[ \$(grep -c 'could not agree' '$out') = 3 ]"
holds out "repeated text" "the cut says why"
runs 0 "compare them" synoptic compare --json --one-story outlet/bridge.html outlet/school.html outlet/market.html
cp "$out" one
runs 0 "in another order" synoptic compare --json --one-story outlet/market.html outlet/bridge.html outlet/school.html
true_that "it is the same" cmp one "$out"
true_that "and holds no claim of it" sh -c "! grep -q '\"statements\".*relied on The Lantern' '$out'"
finish
