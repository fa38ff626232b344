# Who shares wording with whom, over many reports: the same pairs in any order and with any number of threads.
. "$(dirname "$0")/lib.sh"
python3 - <<'END'
import json, random
random.seed(11)
letters = "ba ker lo min tu sar ve pol ni gra do fes hu rik ja wen".split()
def words(count):
    return " ".join("".join(random.choice(letters) for _ in range(random.choice([1, 2, 4]))) for _ in range(count))
reports = [{"id": f"own{i:03}", "title": words(6), "text": "\n".join(words(60) for _ in range(5))} for i in range(120)]
def put(id, text):
    reports.append({"id": id, "title": words(6), "text": text})
lines = reports[7]["text"].split("\n")
put("same", reports[7]["text"])
put("tail-cut", "\n".join(lines[:3]))
put("reordered", "\n".join(lines[::-1]))
put("quotes-it", words(150) + "\n" + lines[2] + "\n" + words(150))
put("own007", words(200))                                     # an id that is taken
put("mixed", "\n".join(r["text"].split("\n")[0] for r in reports[20:60]))
with open("all.jsonl", "w") as f:
    f.writelines(json.dumps(r) + "\n" for r in reports)
random.shuffle(reports)
with open("shuffled.jsonl", "w") as f:
    f.writelines(json.dumps(r) + "\n" for r in reports)
END

runs 0 "copies among many" synoptic copies --threads 1 all.jsonl
cp "$out" first
python3 - first all.jsonl >"$out" <<'END'
import json, re, sys
texts = {}
for line in open(sys.argv[2]):
    r = json.loads(line)
    texts.setdefault(r["id"], r["text"].encode())
plain = lambda s: re.findall(r"\w+", s.decode().lower())
rows = [json.loads(line) for line in open(sys.argv[1])]
pairs = [(r["a"], r["b"]) for r in rows]
assert pairs == sorted(pairs) and len(set(pairs)) == len(pairs)
taken = next(r for r in rows if "same" in (r["a"], r["b"]) and r["containment"] == 1)
source = taken["a"]
for r in rows:
    for a, b, c, d in r["spans"]:
        if texts.get(r["a"]) and texts.get(r["b"]) and source not in (r["a"], r["b"]):
            assert plain(texts[r["a"]][a:b]) == plain(texts[r["b"]][c:d]), r
print(sum("mixed" in p for p in pairs), "with the round-up")
kinds = ["same", "tail-cut", "reordered", "quotes-it"]
print(sorted((a, b) for a, b in pairs if a in kinds and b in kinds))
print({k: next(r["containment"] for r in rows if {r["a"], r["b"]} == {source, k}) for k in kinds[:3]})
END
is out "40 with the round-up
[('quotes-it', 'reordered'), ('quotes-it', 'same'), ('quotes-it', 'tail-cut'), ('reordered', 'same'), ('reordered', 'tail-cut'), ('same', 'tail-cut')]
{'same': 1, 'tail-cut': 1, 'reordered': 1}" "finds the equal, the cut, the reordered, the quoting and the round-up"

for threads in 1 3; do
    synoptic copies --threads $threads shuffled.jsonl >"$out"
    true_that "the same in another order, $threads threads" cmp first "$out"
    synoptic copies --threads $threads all.jsonl ./all.jsonl >"$out"
    true_that "a file that is named twice counts once, $threads threads" cmp first "$out"
done

# Letters are the same however they are written; places are bytes of the text as it stands.
printf '%s\n' '{"id":"one","text":"Der Bürgermeister von Lüttenbrügge sagte am Montag, die Fähre werde erst im März wieder fahren."}' \
    '{"id":"two","text":"„DER BÜRGERMEISTER von Lu\u0308ttenbru\u0308gge sagte am Montag, die Fähre werde erst im März wieder fahren“"}' >letters.jsonl
runs 0 "composed and decomposed letters" synoptic copies letters.jsonl
is out '{"a":"one","b":"two","containment":1,"spans":[[0,99,3,104]]}' "give one run with the places of each"

# What cannot be a report, and what has no words.
printf '%s\n' '{"id":"b","text":"?! ..."}' '{"id":"c","text":"word"}' >odd.jsonl
printf '<html><body><p></p></body></html>' >blank.html
runs 3 "reports without words" synoptic copies odd.jsonl blank.html
is out "" "share nothing"
holds err "no article text was found" "and are named"

yes again | head -200000 | tr '\n' ' ' >again.txt
sed 's/again again /and again /g' again.txt >other.txt
runs 1 "one word two hundred thousand times" timeout 20 synoptic copies again.txt other.txt
finish
