# Fetching, from a server that misbehaves (tests/tools/bad_server.py): each bad answer costs one line, and the
# rest of the run is whole.
. "$(dirname "$0")/lib.sh"
log=$work/requests
/usr/bin/python3 "$root/tests/tools/bad_server.py" "$log" >port &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$work" "$out" "$err"' EXIT
tries=0
while [ ! -s port ] && [ $tries -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
port=$(cat port)
base=http://127.0.0.1:$port
XDG_CACHE_HOME=$work/cache
export XDG_CACHE_HOME
# What the environment says of proxies does not count.
http_proxy=http://127.0.0.1:9 all_proxy=http://127.0.0.1:9
export http_proxy all_proxy

fetch() { synoptic extract --allow-private --pace 0 "$@"; }
# asked TEXT: how many requests hold it
asked() { grep -cF -- "$1" "$log"; }
# asked_for COUNT TEXT NAME
asked_for() {
    if [ "$(asked "$2")" = "$1" ]; then good "$3"; else bad "$3" "$(asked "$2") requests, not $1, for $2:" "$(tail -20 "$log")"; fi
}
field() { /usr/bin/python3 -c '
import json, sys
for line in open(sys.argv[1]):
    print(json.loads(line)[sys.argv[2]])' "$out" "$1" >"$out.field" && mv "$out.field" "$out"; }

# ---- what is not asked
runs 3 "this machine is not asked" synoptic extract "$base/good.html" "$cases/corpus/harbour.txt"
is err "synoptic: cannot fetch $base/good.html: its address is not asked (loopback); --allow-private allows it" "without leave"
holds out '"id":"harbour"' "and the rest is there"
runs 3 "nor by a name or in another spelling" synoptic extract "http://localhost:$port/good.html" \
    "http://2130706433:$port/" "http://0x7f.1:$port/" "http://[::ffff:127.0.0.1]:$port/"
true_that "without leave" test "$(grep -c -- "--allow-private allows it" "$err")" = 4
is out "" "and nothing came"
true_that "no request was made" test ! -s "$log"

# ---- one page
runs 0 "a page" fetch "$base/good.html"
is err "" "without a word"
holds out '"title":"Fire closes harbour"' "is read"
holds out '"id":"good"' "its name comes from its address"
holds out "\"url\":\"$base/good.html\"" "which is told"
holds out '"seen":"20' "and when it was had"
asked_for 1 "127.0.0.1 /robots.txt" "robots.txt is asked for once"
runs 0 "plain text" fetch "$base/plain"
holds out '"id":"plain"' "is read"
runs 0 "a page that moved" fetch "$base/moved"
holds out "\"url\":\"$base/good.html?from=moved\"" "is had from there"
runs 0 "what is sent" fetch --user-agent "reading-room/3 (a library)" "$base/echo"
holds out "User-Agent: reading-room/3 (a library)" "names who asks"
true_that "and holds no cookie, name or referrer" sh -c "! grep -qiE 'cookie|authorization|referer|via' '$out'"
runs 0 "every command" synoptic group --allow-private --pace 0 "$base/good.html" "http://127.0.0.2:$port/good.html"
lines out 2 "takes addresses"

# ---- order, hosts
runs 0 "several hosts" fetch "http://127.0.0.2:$port/slow.html" "$cases/corpus/harbour.txt" "$base/good.html?2"
field id
is out "slow
harbour
good" "the output is in the order of the input"

# ---- robots.txt
runs 3 "what robots.txt does not allow" fetch "http://strict.localhost:$port/private/page.html" "http://strict.localhost:$port/good.html"
is err "synoptic: cannot fetch http://strict.localhost:$port/private/page.html: robots.txt of its host does not allow it; save the page by hand" "is said"
asked_for 0 "strict.localhost /private" "and not asked for"
lines out 1 "the rest of the host is"
runs 3 "a redirect to such a page" fetch "$base/to-strict"
holds err "(sent on to strict.localhost): robots.txt of its host does not allow it" "is not followed"
asked_for 0 "strict.localhost /private" "and not asked for"
runs 3 "another name for us" fetch --user-agent reader/1 "http://strict.localhost:$port/good.html"
asked_for 1 "strict.localhost /good.html" "falls under the rules of all"
runs 3 "a robots.txt that fails" fetch "http://failing.localhost:$port/good.html"
holds err "the server has failed (500); try again later (asked for robots.txt)" "allows nothing"
runs 0 "one that is refused" fetch "http://refusing.localhost:$port/good.html"
lines out 1 "allows all"
asked_for 1 "strict.localhost /robots.txt" "it is kept between runs"

# ---- pace
begun=$(date +%s%N)
slow="synoptic extract --allow-private --pace 0 http://slow.localhost:$port/good.html?1 http://slow.localhost:$port/plain"
slow="$slow http://127.0.0.2:$port/busy"
if command -v script >/dev/null; then
    runs 0 "a host that asks for a pause, and a busy one" script -qec "$slow >two" /dev/null
    holds out "fetching: 1 of 3, waiting for slow.localhost ..." "a terminal is told what is waited for"
else
    runs 0 "a host that asks for a pause, and a busy one" sh -c "$slow >two"
fi
true_that "pages are as far apart as it asks" test $((($(date +%s%N) - begun) / 1000000)) -ge 1200
true_that "all come" test "$(wc -l <two)" = 3
true_that "the busy one was waited for" grep -qF "After a while" two
runs 3 "one that wants to be asked tomorrow" fetch "$base/always-busy"
holds err "the server is not to be had (503); try again later" "is not"

# ---- the cache
runs 0 "a page with an ETag" fetch "$base/entity"
cp "$out" first
runs 0 "asked for again" fetch "$base/entity"
asked_for 1 '/entity "v1"' "is asked for by it"
true_that "and is the same" cmp first "$out"
runs 0 "a cache of another place" fetch --cache "$work/elsewhere/kept" "$base/entity"
asked_for 1 '/entity "v1"' "does not know it"
true_that "keeps it" sh -c "ls '$work'/elsewhere/kept/*.page"
for kept in elsewhere/kept/*.page; do head -c 150 "$kept" >cut && mv cut "$kept"; done
runs 0 "a damaged cache" fetch --cache elsewhere/kept "$base/entity"
lines out 1 "is as good as none"
asked_for 1 '/entity "v1"' "and not believed"
runs 0 "no cache" fetch --no-cache "$base/entity"
asked_for 1 '/entity "v1"' "asks as if for the first time"
runs 3 "a cache that cannot be" fetch --cache /proc/none "$base/entity"
holds err "cannot keep pages in /proc/none" "is said"
runs 0 "a home that cannot be written" env XDG_CACHE_HOME=/proc synoptic extract --allow-private "$base/entity"
is err "" "costs nothing but the cache"
runs 2 "a cache and none" fetch --cache here --no-cache "$base/entity"

# ---- servers that misbehave: all in one run, with good pages among them
# bad_page NAME PATH MESSAGE
bad_page() { printf '%s|%s|%s\n' "$1" "$2" "$3" >>bad; }
# told OPTION...: one run over what was named, and a look at each line
told() {
    # shellcheck disable=SC2046
    runs 3 "bad pages" timeout 60 synoptic extract --allow-private --pace 0 "$@" \
        $(cut -d'|' -f2 bad | sed "s|^/|$base/|") "http://127.0.0.2:$port/good.html"
    lines err "$(wc -l <bad)" "one line each"
    lines out 1 "and no page of them"
    holds out '"id":"good"' "the good one is there"
    while IFS='|' read -r name path message; do
        true_that "$name: $message" sh -c "grep -E '${path#http:}( |:)' '$err' | grep -qF '$message'"
    done <bad
    rm bad
}
bad_page "a server that says nothing" /silent "the answer takes too long"
bad_page "a server that drips" "http://localhost:$port/drip" "the answer takes too long"
told --timeout 2
bad_page "no such page" /gone "there is no such page (404); check the address"
bad_page "a failing server" /status/500 "the server has failed (500); try again later"
bad_page "an odd status" /status/418 "the server answers 418"
bad_page "a password" /status/401 "asks for a password (401), which is never sent"
bad_page "an endless page" /endless "larger than the limit of 32 MiB"
bad_page "a film" /film "larger than the limit of 32 MiB"
bad_page "endless headers" /endless-headers "no answer that HTTP knows"
bad_page "a circle" /loop/a "more than 10 redirects"
bad_page "a redirect to a file" /to-file "only http and https addresses are fetched"
bad_page "a redirect with a password" /to-password "a name or password"
bad_page "a redirect to nowhere" /to-nowhere "sent on to nowhere"
bad_page "a page that ends too early" /short "the connection broke off"
bad_page "a connection that is cut" /reset "the connection broke off"
bad_page "an empty page" /empty "an empty answer"
bad_page "no answer" /nothing "the connection broke off"
bad_page "a cut gzip" /cut-gzip "came packed, and damaged or cut off"
bad_page "a bomb" /bomb "larger than the limit of 32 MiB"
bad_page "broken chunks" /bad-chunks "the connection broke off"
bad_page "no HTTP" /no-http "no answer that HTTP knows"
bad_page "a picture" /picture "it is not text"
bad_page "a length below nothing" /negative "no answer that HTTP knows"
told

# ---- those that can be helped; all in one run
runs 0 "odd pages that can be read" fetch "$base/reset-once" "$base/long" "$base/says-latin1" "$base/says-utf8" \
    "$base/says-cp1251" "$base/gzip" "$base/says-gzip" "$base/twice-gzip"
is err "" "without a word"
field title
is out "Open again
Fire closes harbour
Порт закрыт
Порт закрыт
Порт закрыт
Packed
Not packed
Twice" "are what they are, not what they say"

# ---- lists
runs 3 "a list of addresses" fetch "$base/list.txt"
holds err "give --fetch to fetch them" "is not followed by itself"
runs 3 "with --fetch" fetch --fetch "$base/list.txt" "$cases/corpus/harbour.txt"
is err "synoptic: cannot fetch $base/gone: there is no such page (404); check the address" "one of its pages is gone"
field id
is out "good
plain
harbour" "the others stand in its place, each once"
printf '%s\n' "$base/good.html?x" "$base/plain" >list.txt
runs 0 "a list in a file" fetch --fetch list.txt
lines out 2 "is followed, too"
runs 0 "a feed" fetch "$base/feed.xml"
lines out 2 "gives its entries"
asked_for 0 "/good.html?feed" "and follows none"
runs 3 "with --fetch" fetch --fetch "$base/subscriptions.opml"
holds out "\"url\":\"$base/good.html?feed\"" "an OPML file leads to feeds, and these to pages"
holds out '"outlet":"Stellin Courier"' "which are told what the feed says"
holds out "Only a summary is left of this." "a page that is gone leaves the feed's words"
runs 0 "an index of sitemaps that names itself" fetch --fetch --limit 2 "$base/index.xml"
lines out 2 "gives as many pages as were wanted"
is err "synoptic: 1 more address of lists was not fetched; --limit is 2" "and says what is left"

# ---- the command line
runs 3 "other schemes are paths" synoptic extract file:///etc/passwd ftp://127.0.0.1/
runs 3 "a password in an address" fetch "http://reader:secret@127.0.0.1:$port/good.html"
is err "synoptic: cannot fetch http://...@127.0.0.1:$port/good.html: it holds a name or password, which are never sent; take them out" "is not sent, and not shown"
runs 2 "a user agent of two lines" fetch --user-agent "a
b" "$base/good.html"
runs 2 "a pace of less than nothing" fetch --pace -1 "$base/good.html"
runs 3 "a host that is none" fetch "http://no_such_host.invalid/"
holds err "there is no host of this name" "is said"
runs 3 "a port where nobody listens" fetch "http://127.0.0.1:1/"
holds err "takes no connection" "is said"

# ---- certificates
if command -v openssl >/dev/null; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key -out cert -days 2 -subj /CN=localhost >/dev/null 2>&1
    openssl s_server -accept 0 -key key -cert cert -www >tls 2>/dev/null &
    tls=$!
    sleep 0.3
    tls_port=$(sed -n 's/^ACCEPT.*:\([0-9]*\)$/\1/p' tls)
    runs 3 "a certificate that nobody vouches for" fetch "https://localhost:$tls_port/"
    holds err "cannot prove that it is the one named (certificate)" "is not trusted"
    kill $tls
else
    skip "a certificate that nobody vouches for" "no openssl"
fi
finish
