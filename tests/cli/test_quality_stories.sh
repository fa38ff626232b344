# What bench/quality/stories prints for groupings whose figures were worked out by hand.
. "$(dirname "$0")/lib.sh"
score() { python3 "$root/bench/quality/stories" "$@"; }

# A program that puts a, b into one story and c, d, e, f into another, and shows what it was given.
cat >halves <<'END_OF_PROGRAM'
#!/bin/sh
for file; do :; done
echo "$*" >asked
cat "$file" >given
printf '{"id":"%s","story":"1"}\n' a b
printf '{"id":"%s","story":"2"}\n' c d e f
END_OF_PROGRAM
chmod +x halves
cat >labelled.jsonl <<'END_OF_RECORDS'
{"id":"a","title":"The ferry","text":"The ferry to Ostmere has stopped.","story":"x"}
{"id":"b","title":"No ferry","text":"No ferry to Ostmere.","story":"x"}
{"id":"c","title":"Ostmere cut off","text":"Nobody reaches Ostmere.","story":"x"}
{"id":"d","title":"Budget","text":"The council of Brenby votes.","story":"y"}
{"id":"e","title":"A vote","text":"A vote in Brenby.","story":"y"}
{"id":"f","title":"Chess","text":"A game of chess.","story":null}
END_OF_RECORDS

# Story 2 has one x and two y: precision (1+1+1/3+2/3+2/3)/5; x lies in two: recall (2/3+2/3+1/3+1+1)/5.  Two pairs
# of the four that were labelled and of the four that were found; by chance 4*4/10 of them.
runs 0 "labels in the records" score ./halves labelled.jsonl
holds out "bcubed-P 0.7333  R 0.7333  F1 0.7333" "BCubed"
holds out "pairwise-P 0.5000  R 0.5000  F1 0.5000" "pairs of reports"
holds out "ARI 0.1667" "adjusted Rand index"
holds out "V 0.4325  homogeneity 0.4325  completeness 0.4325" "V-measure"
holds out "stories 2 of 2  intruders 1 of 1 (100.00 %)" "the game of chess is an intruder"
true_that "the program is not shown the labels" sh -c "! grep -q story given && grep -q Ostmere given"
true_that "and works with one thread" grep -q "^group --threads 1 /" asked

runs 0 "a stream" score ./halves labelled.jsonl --stream --threshold 0.25
true_that "options are handed on" grep -q "^group --threads 1 --stream --threshold 0.25 " asked
lines out 2 "at the end and at once"

sed 's/,"story":[^}]*//' labelled.jsonl >records.jsonl
cat >gold.jsonl <<'END_OF_GOLD'
{"id":"a","story":1}
{"id":"b","story":1}
{"id":"c","story":2}
{"id":"d","story":2}
{"id":"e","story":2}
{"id":"f","story":2}
{"id":"lost","story":3}
END_OF_GOLD
runs 0 "labels of their own file" score ./halves records.jsonl gold.jsonl
holds out "bcubed-P 1.0000  R 1.0000  F1 1.0000" "found as they were labelled"
holds out "stories 3 of 3  missing 1" "what was not found is a story of its own"
runs 0 "labels by another name" score ./halves labelled.jsonl --label title
holds out "bcubed-P 0.3333  R 1.0000  F1 0.5000" "each title its own label: two stories for six reports"

printf '%s\n' '{"a":"a","b":"b","same":true}' '{"a":"a","b":"c","same":true}' '{"a":"d","b":"e","same":false}' \
    '{"a":"a","b":"d","same":false}' '{"a":"c","b":"d","same":true}' >pairs.jsonl
runs 0 "pairs" score ./halves records.jsonl pairs.jsonl --worst 1
holds out "same-P 0.6667  R 0.6667  F1 0.6667  accuracy 0.6000  pairs 5" "two right of three said and of three same"
holds out "apart, but of one event" "the pair that is missing"
holds out "d  Budget" "a pair that is too much, by its titles"

runs 0 "worst" score ./halves labelled.jsonl --worst 3
holds out "split: x, 3 reports in 2 stories, loss 1.33" "x lacks two thirds of a report twice"
holds out "mixed: story 2 of 4 reports and 3 labels, loss 2.33" "story 2 is mixed, and has an intruder"
holds out "no label     f  Chess" "which one"

# A stream that changes its mind; the last line of a report holds.
cat >stream <<'END_OF_PROGRAM'
#!/bin/sh
printf '{"id":"%s","story":"1"}\n' a b c d e
printf '{"id":"%s","story":"2"}\n' d e f
printf '{"id":"f","story":"3"}\n'
END_OF_PROGRAM
chmod +x stream
mkdir one two && cp labelled.jsonl one/docs.jsonl && gzip -c records.jsonl >two/docs.jsonl.gz && cp gold.jsonl two/
# Of the second: a, b have precision 2/3, c 1/3, the others 1; recall 1, 1, 1/4, 1/2, 1/2, 1/4, 1.
runs 0 "two folders" score ./stream one two --stream
true_that "settled" grep -q "^one *stream  *bcubed-P 1.0000  R 1.0000  F1 1.0000 .* intruders 0 of 1 (0.00 %)" "$out"
true_that "at once" grep -q "^one *at once  *bcubed-P 0.5200  R 1.0000  F1 0.6842 " "$out"
true_that "mean and minimum" grep -q "^mean *stream  *bcubed-F1 0.8583  minimum 0.7166  of 2 sets" "$out"

printf '{"id":"a","text":"Seen before.","story":"x"}\n' >before.jsonl
runs 0 "warm" score ./halves labelled.jsonl --warm before.jsonl
true_that "the others come first, under names of their own" sh -c "
    head -1 given | grep -q 'warm 0.*Seen before' && ! grep -q story given && grep -c . given | grep -qx 7"
holds out "F1 0.7333  pairwise" "and are not scored"

# Good between .2 and .3 only.
cat >picky <<'END_OF_PROGRAM'
#!/bin/sh
case " $* " in
*" --threshold 0.2 "* | *" --threshold 0.3 "*) exec ./stream "$@" ;;
*) exec ./halves "$@" ;;
esac
END_OF_PROGRAM
chmod +x picky
runs 0 "curve" score ./picky labelled.jsonl --curve 0.1:0.5:0.1
true_that "begins with the default" sh -c "sed -n 2p '$out' | grep -q '^  default *0.7333$'"
true_that "a line a threshold" sh -c "sed -n 4p '$out' | grep -q '^      0.2 *1.0000$'"
holds out "best F1 1.0000 at 0.2, within 0.01 of it from 0.2 to 0.3 (width 0.1), largest step in there 0.0000" "its range"

runs 2 "no labels" score ./halves records.jsonl
holds err "no record has a member 'story'" "it says so"
printf '{"id":"a","text":"t","story":1}\n{"id":"a","text":"u","story":1}\n' >same.jsonl
runs 2 "ids that come twice" score ./halves same.jsonl
runs 2 "a program that fails" score false labelled.jsonl
holds err "false group --threads 1 ended with 1" "its code is told"
runs 2 "a curve that is none" score ./halves labelled.jsonl --curve 3:1:0

# The same measures from their definitions, report by report and pair by pair.
cat >defined.py <<'END_OF_PROGRAM'
import itertools, random, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import stories_score
dice = random.Random(7)
for turn in range(300):
    ids = range(dice.randrange(2, 25))
    labels = {i: dice.choice([None, 1, 2, 3, 4, 5][turn % 2:]) for i in ids}
    found = {i: dice.randrange(1, 2 + turn % 7) for i in ids if dice.random() < .9}
    story = lambda i: found.get(i, "alone %d" % i)
    known = [i for i in ids if labels[i] is not None]
    if not known:
        continue
    said = stories_score.score(labels, found)
    mates = lambda i, of: {k for k in known if of(k) == of(i)}
    both = lambda i: len(mates(i, story) & mates(i, labels.get))
    want = {"p": sum(both(i) / len(mates(i, story)) for i in known) / len(known),
            "r": sum(both(i) / len(mates(i, labels.get)) for i in known) / len(known)}
    pairs = list(itertools.combinations(known, 2))
    same, joined = ({p for p in pairs if of(p[0]) == of(p[1])} for of in (labels.get, story))
    want["pair_p"] = len(same & joined) / len(joined) if joined else 1
    want["pair_r"] = len(same & joined) / len(same) if same else 1
    strangers = [i for i in found if labels[i] is None and any(found[i] == story(k) for k in known)]
    want["intruders"] = len(strangers)
    # Hubert and Arabie's index out of the four kinds of pairs
    a, b, c = len(same & joined), len(same - joined), len(joined - same)
    d = len(pairs) - a - b - c
    below = (a + b) * (b + d) + (a + c) * (c + d)
    want["ari"] = 2 * (a * d - b * c) / below if below else 1
    for name, value in want.items():
        assert abs(said[name] - value) < 1e-9, (turn, name, said[name], value, labels, found)
END_OF_PROGRAM
true_that "as their definitions say" python3 defined.py "$root/bench/quality"

true_that "the program itself, on its own bundle" sh -c "
    synoptic extract '$cases/corpus' 2>/dev/null | python3 -c '
import json, sys
told = {\"harbour\": 1, \"courier\": 1, \"reprint\": 1, \"budget\": 2, \"w1\": 2}
for row in map(json.loads, sys.stdin):
    print(json.dumps(dict(id=row[\"id\"], title=row[\"title\"], text=row[\"text\"], story=told.get(row[\"id\"]))))' >bundle.jsonl &&
    python3 '$root/bench/quality/stories' synoptic bundle.jsonl | grep -q 'F1 1.0000  pairwise.*intruders 0 of 1'"
finish
