# synoptic group: closed sets and streams, chains, and why.
. "$(dirname "$0")/lib.sh"
cat >news.jsonl <<'END_OF_NEWS'
{"id": "tram-1", "published": "2024-09-03", "language": "en", "title": "Tram leaves the rails in Ostrelund", "text": "A tram left the rails at the Fiskal bridge in Ostrelund on Tuesday morning, and eleven passengers were hurt.\n\nThe driver, Maren Vollund, told police that the brakes had failed. The line was closed until evening."}
{"id": "seeds-1", "published": "2024-09-04", "language": "en", "title": "Seed bank on Harrow island is flooded", "text": "Sea water has flooded a store of the seed bank on Harrow island, and 2,300 samples are lost.\n\nIts keeper, Tobias Renck, said the pumps had stopped in the night. Most samples are held elsewhere too."}
{"id": "tram-2", "published": "2024-09-03", "language": "en", "title": "Eleven hurt as tram derails at Fiskal bridge", "text": "Eleven people were hurt on Tuesday when a tram derailed in Ostrelund. It came to rest on the Fiskal bridge.\n\nDriver Maren Vollund spoke of failed brakes; the tram company doubts that."}
{"id": "forger", "published": "2024-09-05", "language": "en", "title": "Forger of old maps gets two years", "text": "A court in Quillon sent the forger Ansel Brude to prison for two years on Thursday.\n\nHe had sold forty maps as works of the seventeenth century. Brude said he would draw on."}
{"id": "seeds,2", "published": "2024-09-05", "language": "en", "title": "2,300 samples lost in flooded seed bank", "text": "The seed bank on Harrow island lost 2,300 samples when its pumps stopped and the sea came in.\n\nKeeper Tobias Renck hopes that other collections can send new seeds to Harrow island."}
{"id": "tram-de", "published": "2024-09-03", "language": "de", "title": "Straßenbahn in Ostrelund entgleist: elf Verletzte", "text": "In Ostrelund ist am Dienstag eine Straßenbahn an der Brücke Fiskal entgleist, elf Menschen wurden verletzt.\n\nDie Fahrerin Maren Vollund sagte der Polizei, die Bremsen hätten versagt."}
{"id": "trial-1", "published": "2025-03-11", "language": "en", "title": "Prosecutor Halloway wants three years for Vollund", "text": "Three years in prison is what prosecutor Edwin Halloway demanded on Tuesday for Maren Vollund, at the district court of Ostrelund.\n\nHe said that a blood sample had been swapped in a laboratory. Her counsel, Lieve Santander, called the expert's opinion worthless and asked for an acquittal; Judge Orsolya Pamuk will rule on Friday."}
{"id": "trial-2", "published": "2025-03-12", "language": "en", "title": "Vollund trial: swapped blood sample divides experts", "text": "Experts contradicted each other over a swapped blood sample at the trial of Maren Vollund before the district court of Ostrelund.\n\nLieve Santander, her counsel, pleaded for an acquittal. Prosecutor Edwin Halloway asked for three years; Judge Orsolya Pamuk wants to rule on Friday."}
END_OF_NEWS

# story OF ID: the story that the last line about a report says
story() { grep -F "\"id\":\"$2\"" "$1" | tail -1 | sed 's/.*"story":"\([^"]*\)".*/\1/'; }
together() { test -n "$(story "$1" "$2")" && test "$(story "$1" "$2")" = "$(story "$1" "$3")"; }
apart() { test -n "$(story "$1" "$2")" && test "$(story "$1" "$2")" != "$(story "$1" "$3")"; }

# ---- closed sets

runs 0 "a closed set" synoptic group news.jsonl
lines out 8 "a line for each report"
cp "$out" batch
true_that "reports of one event have one story" together batch tram-1 tram-2
true_that "in another language, too" together batch tram-1 tram-de
true_that "an id with a comma is an id" together batch seeds-1 seeds,2
true_that "what follows months later is another story" apart batch tram-1 trial-1
true_that "and so is another event" apart batch forger seeds-1

# Bytes are the same for shuffled input, in any number of files, with any number of threads.
for seed in 1 2 3; do
    awk -v seed=$seed 'BEGIN { srand(seed) } { printf "%f\t%s\n", rand(), $0 }' news.jsonl | sort -n | cut -f2- >shuffled.jsonl
    for threads in 1 4; do
        runs 0 "shuffled, $threads threads" synoptic group --threads $threads shuffled.jsonl
        true_that "gives the same bytes" cmp batch "$out"
    done
done
head -3 news.jsonl >first.jsonl && tail -n +4 news.jsonl >rest.jsonl
runs 0 "in two files" synoptic group rest.jsonl first.jsonl
true_that "gives the same bytes" cmp batch "$out"

runs 0 "with a threshold that nothing reaches" synoptic group --threshold 1 news.jsonl
cp "$out" strict
true_that "each report is a story of its language" test "$(grep -v -- '-de"' strict | sed 's/.*"story"://' | sort -u | wc -l)" = 7
runs 2 "a threshold over one" synoptic group --threshold 1.5 news.jsonl
is err "synoptic: --threshold takes a number from 0 to 1; not '1.5'" "says the range"
runs 0 "into a file" synoptic group -o stories.jsonl news.jsonl
true_that "writes the same" cmp batch stories.jsonl

# ---- chains

runs 0 "with chains" synoptic group --chains news.jsonl
lines out 8 "a line for each report"
holds out "{\"id\":\"trial-1\",\"story\":\"$(story batch trial-1)\",\"continues\":[\"$(story batch tram-1)\"]}" \
    "the trial goes on with the accident"
holds out "{\"id\":\"tram-1\",\"story\":\"$(story batch tram-1)\",\"continues\":[]}" "which goes on with nothing"
true_that "and the rest goes on with nothing" test "$(grep -c '"continues":\[\]' "$out")" = 6

# ---- why

runs 0 "why a report is in its story" synoptic group --explain tram-1 news.jsonl
holds out "story $(story batch tram-1), 3 reports" "names the story"
holds out "Reports of its story that are most like it" "the reports in it"
holds out "Reports of other stories that are most like it" "others"
holds out "Stories as wholes" "and stories"
holds out "Vollund" "with the words in both"
runs 0 "why, for programs" synoptic group --json --explain tram-1 news.jsonl
lines out 1 "is one object"
true_that "of the report, its story and what is like it" \
    grep -q "^{\"id\":\"tram-1\",\"story\":\"$(story batch tram-1)\",\"threshold\":0.06,\"reports\":\[{\"id\":\"tram-" "$out"
runs 0 "why two are together" synoptic group --explain tram-1,tram-2 --json news.jsonl
holds out '"together":true' "says that they are"
holds out '"apart":null' "and nothing against it"
runs 0 "why two are apart" synoptic group --json --explain tram-1,forger news.jsonl
holds out '"together":false' "says that they are"
holds out '"apart":"unlike"' "and why"
runs 0 "an id with a comma" synoptic group --explain seeds,2 news.jsonl
true_that "is one report" grep -q '^seeds,2 ' "$out"
runs 0 "and one of two" synoptic group --json --explain seeds-1,seeds,2 news.jsonl
holds out '"id":"seeds,2"' "is found as well"

runs 3 "an id that no report has" synoptic group --explain nobody news.jsonl
is err "synoptic: --explain: no report has the id 'nobody'; 'synoptic group' without it lists the ids" "says so"
is out "" "and prints nothing"
runs 3 "a pair of which one is not there" synoptic group --explain tram-1,nobody news.jsonl
runs 3 "a report against itself" synoptic group --explain tram-1,tram-1 news.jsonl
runs 3 "an empty id" synoptic group --explain "" news.jsonl
runs 3 "an id that is commas" synoptic group --explain ,,,, news.jsonl
runs 2 "why, in a stream" synoptic group --stream --explain tram-1 news.jsonl
is err "synoptic: --explain looks at a closed set of reports; leave out --stream" "is misuse"
runs 2 "chains in a stream" synoptic group --stream --chains news.jsonl
is err "synoptic: --chains looks at a closed set of reports; leave out --stream" "are, too"

# ---- streams

runs 0 "a stream" synoptic group --stream news.jsonl
true_that "the first report founds the first story" test "$(head -1 "$out")" = '{"id":"tram-1","story":"s0"}'
true_that "reports come in the order of the input" \
    test "$(grep -v '"was"' "$out" | cut -d'"' -f4 | tr '\n' ' ')" = "$(cut -d'"' -f4 news.jsonl | tr '\n' ' ')"
cp "$out" streamed
true_that "one event, one story" together streamed tram-1 tram-2
true_that "in all languages" together streamed tram-1 tram-de
true_that "another event, another story" apart streamed tram-1 seeds-1
for threads in 1 2 8; do
    runs 0 "with $threads threads" synoptic group --stream --threads $threads --window 256 news.jsonl
    true_that "gives the same" cmp streamed "$out"
done
true_that "standard input gives the same" \
    sh -c "synoptic group --stream <news.jsonl | cmp - streamed && cat news.jsonl | synoptic group --stream - | cmp - streamed"
runs 0 "a stream with a threshold that nothing reaches" synoptic group --stream --threshold 1 news.jsonl
true_that "has a story a report of a language" test "$(grep -v -- '-de"' "$out" | sed 's/.*"story"://' | sort -u | wc -l)" = 7
{ head -2 news.jsonl; echo 'no record'; tail -n +3 news.jsonl; } >spoilt.jsonl
synoptic group --stream spoilt.jsonl >"$out" 2>"$err"
true_that "a bad line costs nothing but itself" cmp streamed "$out"
lines err 1 "and one message"
runs 2 "a window that is too small" synoptic group --stream --window 5 news.jsonl
holds err "--window takes a number from 256 to" "says the range"
: >empty.jsonl
runs 3 "a stream of nothing" synoptic group --stream empty.jsonl
is out "" "prints nothing"

# ---- hostile sets

# copies COUNT TITLE TEXT: records that differ in their ids
copies() {
    awk -v count="$1" -v title="$2" -v text="$3" 'BEGIN {
        for (i = 0; i < count; i++)
            printf "{\"id\":\"c%d\",\"language\":\"en\",\"title\":\"%s\",\"text\":\"%s\"}\n", i, title, text
    }'
}
copies 300 "Tram leaves the rails in Ostrelund" "A tram left the rails at the Fiskal bridge in Ostrelund. Eleven were hurt." >same.jsonl
for way in "" --stream; do
    # shellcheck disable=SC2086
    runs 0 "300 equal reports $way" timeout 60 synoptic group $way same.jsonl
    for i in 0 1 150 299; do story "$out" c$i; done | sort -u >same
    true_that "are one story" test "$(wc -l <same)" = 1
done
awk 'BEGIN {
    for (i = 0; i < 2000; i++) {
        printf "{\"id\":\"h%d\",\"language\":\"en\",\"title\":\"News from the county\",\"text\":\"", i
        for (k = 0; k < 12; k++) printf "W%dx%d saw w%dy%d. ", i, k, i, k
        print "\"}"
    }
}' >headline.jsonl
for way in "" --stream; do
    # shellcheck disable=SC2086
    runs 0 "2,000 reports under one headline $way" timeout 120 synoptic group $way headline.jsonl
    true_that "all come out" test "$(cut -d'"' -f4 "$out" | sort -u | wc -l)" = 2000
    true_that "and are no one story" test "$(sed 's/.*"story":"\([^"]*\)".*/\1/' "$out" | sort -u | wc -l)" -gt 1000
done

# The largest heap of which every pair is looked at, of texts so short that they ask for next to no memory
awk 'BEGIN { for (i = 0; i < 768; i++) printf "{\"id\":\"t%d\",\"title\":\"Flood\",\"text\":\"Flood w%d\"}\n", i, i % 7 }' >tiny.jsonl
runs 0 "768 reports of two words" timeout 120 synoptic group tiny.jsonl
true_that "all of them come out" test "$(wc -l <"$out")" = 768

awk 'BEGIN {
    printf "{\"id\":\"long\",\"language\":\"en\",\"text\":\""
    for (i = 0; i < 200000; i++) printf "w%d ", i * 7919 % 100003
    print "\"}"
}' >long.jsonl
for way in "" --stream; do
    # shellcheck disable=SC2086
    runs 0 "a report of a 200,000 words $way" timeout 120 synoptic group $way long.jsonl news.jsonl
    cp "$out" with_long
    true_that "stays alone" apart with_long long tram-1
    true_that "and takes nothing from the others" together with_long tram-1 tram-2
done
printf '{"id":"e1","text":""}\n{"id":"e2","title":"","text":" "}\n{"id":"e3","text":"..."}\n{"id":"e4","text":"?!"}\n' >hollow.jsonl
for way in "" --stream; do
    # shellcheck disable=SC2086
    synoptic group $way hollow.jsonl news.jsonl >"$out" 2>"$err"
    cp "$out" with_hollow
    true_that "texts that say nothing harm nobody $way" together with_hollow tram-1 tram-2
    true_that "and are in nobody's story" \
        test "$(grep '"id":"e' with_hollow | grep -c "\"$(story with_hollow tram-1)\"")" = 0
done

# ---- help

runs 0 "help" synoptic help group
for option in --stream --window --threshold --chains --explain --json; do
    holds out "$option" "lists $option"
done
finish
