# synoptic export and import: every form is read back with other people's readers, with hostile headlines.
. "$(dirname "$0")/lib.sh"
check() { name=$1; shift; true_that "$name" python3 "$cases/export_check.py" "$@"; }
SYNOPTIC_STORE=$work/s.db
export SYNOPTIC_STORE

cat >first.jsonl <<'END_OF_NEWS'
{"id": "tram-1", "url": "https://ostrelund-post.example/tram?a=1&b=2", "outlet": "Ostrelund Post", "authors": ["Ida \"Quill\" Marsh"], "published": "2031-03-11T08:10:00+01:00", "language": "en", "title": "Tram leaves the rails <b>&amp; \"quotes\" \u0007 \u202eevil \u0000 in Ostrelund", "lede": "+1 for\ttrams", "text": "A tram left the rails at the Fiskal bridge in Ostrelund on Tuesday morning, and eleven passengers were hurt.\n\nThe driver, Maren Vollund, told police that the brakes had failed. \"We heard a crash and then glass,\" said Edwin Halloway, who runs a kiosk. The line was closed until evening.\n\nPolice chief Orsolya Pamuk said on Tuesday that 14 people had been taken to hospital.", "odd": {"x": [1, 2, "</script>"]}}
{"id": "tram-2", "url": "https://harbour-times.example/derailed", "outlet": "=Harbour,Times", "published": "2031-03-11T10:00:00+01:00", "language": "en", "title": "=HYPERLINK(\"http://evil.example/\",\"x\")", "text": "Eleven passengers were hurt on Tuesday morning when a tram left the rails at the Fiskal bridge in Ostrelund, the Ostrelund Post reported.\n\nThe driver, Maren Vollund, told police that the brakes had failed. \"We heard a crash and then glass,\" said Edwin Halloway, who runs a kiosk. The line was closed until evening.\n\nThe tram company doubts that.", "odd": 7}
{"id": "tram-3", "outlet": "Radio\nPellen \\N {x}", "published": "2031-03-11", "language": "en", "title": "@Eight hurt\"]; evil -> x; //", "text": "Eight people were hurt when a tram derailed at the Fiskal bridge in Ostrelund on Tuesday, police chief Orsolya Pamuk said.\n\nShe said that nine people had been taken to hospital.\n\nThe tram came to rest on the bridge, with its windows broken."}
{"id": "seeds", "url": "https://harrow.example/se eds<x>\"y", "outlet": "Harrow Gazette", "published": "2031-03-12T09:00:00Z", "language": "en", "title": "-2,300 samples lost", "text": "Sea water has flooded a store of the seed bank on Harrow island, and 2,300 samples are lost.\n\nIts keeper, Tobias Renck, said the pumps had stopped in the night. Most samples are held elsewhere too."}
END_OF_NEWS
cat >later.jsonl <<'END_OF_NEWS'
{"id": "tram-1", "url": "https://ostrelund-post.example/tram?a=1&b=2", "outlet": "Ostrelund Post", "authors": ["Ida \"Quill\" Marsh"], "published": "2031-03-11T08:10:00+01:00", "language": "en", "title": "Tram leaves the rails in Ostrelund", "text": "A tram left the rails at the Fiskal bridge in Ostrelund on Tuesday morning, and twelve passengers were hurt.\n\nThe driver, Maren Vollund, told police that the brakes had failed. \"We heard a crash and then glass,\" said Edwin Halloway, who runs a kiosk. The line was closed until evening.\n\nPolice chief Orsolya Pamuk said on Tuesday that 14 people had been taken to hospital.", "odd": 8}
END_OF_NEWS
cat >page.html <<'END_OF_PAGE'
<html lang="en"><head><meta charset="utf-8"><title>Forger gets two years</title><link rel="canonical" href="https://quillon.example/forger"></head><body><nav>Home</nav><article><h1>Forger gets two years</h1><p>By Lena Ost</p><p>A court in Quillon sent the forger Ansel Brude to prison for two years on Thursday, after a trial that had lasted nine weeks and heard forty witnesses.</p><p>He had sold forty maps as works of the seventeenth century. Brude said he would draw on, whatever the court thought of it, because drawing was all he knew.</p></article></body></html>
END_OF_PAGE
printf 'Bell rings in Tarn\n\nThe old bell of Tarn was rung on Monday for the first time in ninety years, the sexton Otmar Kiel said.\n\nIt had lain in the river, broken \377\376 in two, since the flood.\n' >bell.txt

runs 0 "reports are added" synoptic add --now 2031-03-13T12:00Z first.jsonl page.html bell.txt
runs 0 "and one of them changes" synoptic add --now 2031-03-14T12:00Z later.jsonl

# ---- what is asked for

runs 2 "nothing asked for" synoptic export
holds err "say what to export" "says what could be"
runs 2 "all and one" synoptic export --all s1
runs 2 "a form that is none" synoptic export --format yaml s1
runs 2 "a table of a form that has none" synoptic export --format dot --table names s1
runs 2 "a graph of no story" synoptic export --format dot a1
runs 2 "pages without a folder" synoptic export --format html s1
runs 2 "a part of a whole store" synoptic export --format store s1
runs 3 "a story that is not there" synoptic export s99
is err "synoptic: there is no story 's99' in the store; 'synoptic stories' lists those there are" "says so"
runs 1 "a time of which there is nothing" synoptic export --all --since 2032-01-01
is out "" "gives nothing"
runs 0 "a story" synoptic export s1
lines out 3 "has three reports"
runs 0 "a story and a report of it" synoptic export s1 a1 a4
lines out 4 "each comes once"
runs 0 "by address" synoptic export 'https://harbour-times.example/derailed?utm_source=x'
lines out 1 "finds its article"
runs 0 "by time" synoptic export --all --since 2031-03-12 --until 2031-03-12
lines out 1 "gives that day's"
holds out '"seeds"' "article"
runs 0 "a search" synoptic export --search 'name:vollund'
lines out 2 "gives what it finds"

# ---- articles

runs 0 "records" synoptic export --all
lines out 6 "one each"
cp "$out" all.jsonl
check "read back" jsonl all.jsonl
runs 0 "with all versions" synoptic export --all --versions
lines out 7 "one more"
cp "$out" versions.jsonl
check "in order" versions versions.jsonl
runs 0 "ninjs" synoptic export --all --format ninjs -o news.ninjs
check "fits what ninjs 3.0 asks for" ninjs news.ninjs
runs 0 "and is read by us" synoptic extract news.ninjs
lines out 6 "wholly"
runs 0 "JSON-LD of articles" synoptic export --all --format jsonld -o all.jsonld
check "is a document" jsonld all.jsonld articles
runs 0 "JSON-LD of a story" synoptic export s1 --format jsonld -o s1.jsonld
check "has claims and lineage" jsonld s1.jsonld claims
runs 0 "a feed of a story" synoptic export s1 --format atom -o s1.atom
check "is Atom" atom s1.atom 3
runs 0 "a feed of a search" synoptic export --search tram --format atom -o tram.atom
check "is Atom" atom tram.atom 3

# ---- tables

for table in articles stories versions names figures attributions events lineage differences; do
    runs 0 "the table $table" synoptic export --all --format csv --table $table -o $table.csv
    runs 0 "and as JSON" synoptic export --all --table $table -o $table.rows
    check "which are the same" same_rows $table.csv $table.rows
done
check "what is dangerous to spreadsheets is not so" csv articles.csv
check "also in stories" csv stories.csv
check "and in differences" csv differences.csv
runs 0 "unless they are left raw" synoptic export --all --format csv --raw -o raw.csv
check "as they came" raw raw.csv
runs 0 "figures of all versions" synoptic export --all --versions --format csv --table figures -o figures.csv
check "stand where they say" words figures.csv versions.jsonl
runs 0 "attributions" synoptic export --all --format csv --table attributions -o attributions.csv
check "stand where they say" words attributions.csv all.jsonl
runs 0 "events of a story" synoptic export s1 --format csv --table events
lines out 4 "are its own"

# ---- lineage

runs 0 "GraphML" synoptic export s1 --format graphml -o s1.graphml
check "is a graph" graphml s1.graphml
runs 0 "DOT" synoptic export s1 --format dot -o s1.dot
check "is one, too" dot s1.dot
if command -v dot >/dev/null; then
    true_that "Graphviz draws it" dot -Tsvg -o s1.svg s1.dot
else
    skip "Graphviz draws it" "no Graphviz"
fi

# ---- a folder

runs 0 "pages" synoptic export s1 --format html -o site
check "lead to each other, and nowhere else" folder site
runs 0 "once more into the same folder" synoptic export s1 --format html -o site
check "is as well" folder site
runs 3 "into a folder that is a file" synoptic export s1 --format html -o page.html

# ---- web archives

runs 0 "an archive of what came" synoptic export --all --format warc -o news.warc.gz
check "is one" warc news.warc.gz 7
runs 0 "that we read" synoptic extract news.warc.gz
lines out 7 "wholly"
runs 0 "and keep" synoptic add --store w.db --point --now 2031-03-15T00:00Z news.warc.gz
runs 3 "of places in archives there are no bytes" synoptic export --store w.db --all --format warc -o again.warc.gz
holds err "pages that lie in web archives already" "which is said"

# ---- there and back

runs 0 "stories are set right by hand" synoptic story merge s2 s3 --now 2031-03-14T13:00Z
runs 0 "twice" synoptic story split a3 --now 2031-03-14T14:00Z
runs 0 "and one of it is taken back" synoptic story undo --now 2031-03-14T15:00Z
runs 0 "a search is saved" synoptic search --save trams --now 2031-03-14T15:00Z 'tram OR "rails"'
runs 0 "and alerts" synoptic alert add trams --search @trams --atom trams.atom --now 2031-03-14T15:00Z
python3 - "$SYNOPTIC_STORE" <<'END_OF_SOURCE'
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
store.execute("INSERT INTO source (url, host, kind, added, interval, next, rate, error) VALUES"
              " ('https://quillon.example/feed', -5, 1, 1931169600, 3600, 1931170000, 0.00012345678901234567,"
              " CAST(x'ff00fe' AS TEXT))")
store.commit()
END_OF_SOURCE
runs 0 "a whole store" synoptic export --all --format store -o whole.jsonl
runs 0 "is brought back" synoptic import whole.jsonl --store back.db
is out "6 articles in back.db" "and says how much"
runs 0 "and written again" synoptic export --store back.db --all --format store -o again.jsonl
true_that "it is the same, byte for byte" cmp whole.jsonl again.jsonl
check "and so is every table" stores "$SYNOPTIC_STORE" back.db
gzip -k whole.jsonl
runs 0 "packed" synoptic import whole.jsonl.gz --store packed.db
check "it is the same" stores "$SYNOPTIC_STORE" packed.db
runs 0 "the store goes on" synoptic add --store back.db --now 2031-03-16T00:00Z later.jsonl
holds out "1 known already" "and knows what it had"
runs 0 "the store and its double take the same" synoptic add --now 2031-03-16T00:00Z first.jsonl
runs 0 "news" synoptic add --store back.db --now 2031-03-16T00:00Z first.jsonl
runs 0 "in" synoptic export --all --format store -o whole2.jsonl
runs 0 "the same way" synoptic export --store back.db --all --format store -o again2.jsonl
true_that "byte for byte" cmp whole2.jsonl again2.jsonl

runs 0 "what was set right" synoptic story undo 1 --now 2031-03-17T00:00Z
runs 0 "can still be taken back" synoptic story undo 1 --store back.db --now 2031-03-17T00:00Z
runs 0 "and is" synoptic export --all --format store -o whole2.jsonl
runs 0 "in both" synoptic export --store back.db --all --format store -o again2.jsonl
true_that "alike" cmp whole2.jsonl again2.jsonl
runs 0 "a saved search is there" synoptic export --store back.db --search @trams
lines out 3 "and finds what it found"

runs 2 "into a store that is there" synoptic import whole.jsonl --store back.db
runs 2 "into no store" env -u SYNOPTIC_STORE synoptic import whole.jsonl
runs 3 "what is no store" synoptic import first.jsonl --store none.db
holds err "this is no whole store" "is said to be none"
head -n 12 whole.jsonl >cut.jsonl
runs 3 "a file that was cut off" synoptic import cut.jsonl --store none.db
holds err "the file ends after line 12" "is said to be so"
sed 5d whole.jsonl >hole.jsonl
runs 3 "a file with a hole" synoptic import hole.jsonl --store none.db
sed 's/"in":"story"/"in":"sqlite_master"/' whole.jsonl >evil.jsonl
runs 3 "a table that is not to be written" synoptic import evil.jsonl --store none.db
holds err "a table that this program does not know" "is refused"
sed 's/"revision":/"revision\\" = 1; DROP TABLE story; --":/' whole.jsonl >evil.jsonl
runs 3 "a column that is SQL" synoptic import evil.jsonl --store none.db
true_that "nothing is left of what failed" sh -c '! ls | grep none'

# Where nothing was set right by hand, records are enough.
runs 0 "records of all versions" synoptic add --store plain.db --now 2031-03-13T12:00Z first.jsonl page.html bell.txt
runs 0 "are told" synoptic export --store plain.db --all -o plain.jsonl
runs 0 "and added to a new store" synoptic add --store more.db --now 2031-03-17T00:00Z plain.jsonl
runs 0 "which tells them" synoptic export --store more.db --all -o more.jsonl
check "as the first one did" same_articles plain.jsonl more.jsonl
finish
