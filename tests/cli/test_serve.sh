# The server from outside: starting, stopping, who may do what, and clients that mean harm.
. "$(dirname "$0")/lib.sh"
# In the sandbox leaks cannot be looked for: that takes a second process.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
SYNOPTIC_STORE=$work/news.db
export ASAN_OPTIONS SYNOPTIC_STORE
unset SYNOPTIC_TOKEN
server=
trap '[ "$server" ] && kill $server 2>/dev/null; rm -rf "$work" "$out" "$err" "$work.want" "$work.got"' EXIT
token=0123456789abcdef0123456789abcdef
echo $token >token

# start OPTIONS...: $port and $server are those of a server that answers
start() {
    : >said
    synoptic serve --listen 127.0.0.1:0 "$@" 2>said &
    server=$!
    tries=0
    while ! grep -q 'stop with Ctrl-C' said && kill -0 $server 2>/dev/null && [ $tries -lt 300 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    port=$(sed -n 's|.*http://[^ ]*:\([0-9]*\)/ shows.*|\1|p' said)
}
stop() {
    kill -TERM $server
    wait $server
    code=$?
    server=
    if [ $code = 0 ]; then good "$1"; else bad "$1" "ended with $code" "$(cat said)"; fi
}
# ask METHOD TARGET [HEADER|@BODY]...: into $out
ask() { /usr/bin/python3 "$root/tests/tools/ask_http.py" "$port" "$@" >"$out" 2>"$err"; }
# gives STATUS NAME METHOD TARGET ...
gives() {
    want=$1 name=$2
    shift 2
    ask "$@"
    if [ "$(head -c 3 "$out")" = "$want" ]; then good "$name"; else bad "$name" "not $want:" "$(head -20 "$out" "$err")"; fi
}
lacks() { if grep -qF -- "$1" "$out"; then bad "$2" "$(head -30 "$out")"; else good "$2"; fi; }

# ---- what it needs
runs 3 "a store that is not there" synoptic serve --store none.db
holds err "to make one: synoptic add --store FILE" "how to make one is said"
runs 2 "words" synoptic serve news.db
holds err "synoptic serve --store news.db" "are not what it takes"
synoptic add "$cases/corpus" >"$out" 2>"$err" || bad "the store" "$(cat "$err")"
runs 2 "an address that is none" synoptic serve --listen here
holds err "is no address and port" "is told so"
runs 2 "reached by others without a token" synoptic serve --listen 0.0.0.0:0
holds err "--token-file token" "it does not start, and says what to do"
runs 2 "neither under a name" synoptic serve --host news.example
echo short >weak
runs 2 "a token that can be guessed" synoptic serve --token-file weak
holds err "openssl rand -hex 24" "is refused"
runs 3 "a token that is not there" synoptic serve --token-file nothing
runs 2 "a clock that is none" synoptic serve --now soon

# ---- reading, on this machine
start --now 2031-03-12T12:00Z
true_that "it says where it is" test "$port"
runs 3 "the address is taken" synoptic serve --listen "127.0.0.1:$port"
holds err "choose another port" "another one is asked for"
gives 200 "the front page" GET /
holds out "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'" "nothing from elsewhere, nothing inline"
holds out "X-Content-Type-Options: nosniff" "its kind is what it says"
gives 200 "a story" GET /stories/s1
gives 200 "the style" GET /style.css
lacks "Set-Cookie" "no cookies"
gives 200 "HEAD" HEAD /
true_that "has no body" test "$(sed '1,/^$/d' "$out" | wc -c)" = 0
gives 405 "another method" PUT /
holds out "Allow: GET, HEAD" "is told which there are"
gives 404 "nothing there" GET /nothing
gives 200 "under localhost" GET / "Host: localhost:$port"
gives 421 "under a name that leads here" GET / "Host: news.example"
gives 421 "under another address" GET / "Host: 192.0.2.7"
gives 421 "under none" GET / "Host: "
gives 404 "there is nowhere to enter" GET /enter
if [ -d /proc/$server ]; then
    true_that "it can get no new rights" grep -q "NoNewPrivs:.*1" /proc/$server/status
    true_that "its calls are filtered" grep -q "Seccomp:.*2" /proc/$server/status
else
    skip "it can get no new rights" "no /proc"
    skip "its calls are filtered" "no /proc"
fi

# ---- the theme, and the way back
gives 303 "a theme" POST /theme "@theme=dark&back=/stories/s1%3Fcolumns=outlet"
holds out "Location: /stories/s1?columns=outlet" "leads back"
holds out "Set-Cookie: theme=dark; Path=/" "and is remembered"
for back in //evil.example /%5Cevil.example https://evil.example %0D%0ALocation:+/x javascript:1 /%0D%0AX-Bad:+1; do
    ask POST /theme "@theme=dark&back=$back"
    holds out "Location: /" "not to $back"
    lacks "evil" "nor named"
    lacks "X-Bad" "nor in the head"
done
gives 403 "a form of another host" POST /theme "Origin: https://evil.example" "@theme=dark"
gives 403 "one that a browser calls foreign" POST /theme "Sec-Fetch-Site: cross-site" "@theme=dark"
gives 403 "one of no origin" POST /theme "Origin: null" "@theme=dark"
gives 303 "one of ours" POST /theme "Origin: http://127.0.0.1" "Sec-Fetch-Site: same-origin" "@theme=dark"

# ---- who means harm
for target in /../../etc/passwd /stories/..%2f..%2f..%2fetc%2fpasswd /articles/%2e%2e/%2e%2e /stories/s1%00 /stories/%zz \
    /stories/s99999999999999999999 /stories/s-1 /articles/a0 "/stories/s1'--" //etc/passwd /stories//s1 '/names/%ff%fe' \
    '/names/%00' '/outlets/1%27' '/search?q=%00%ff%27%22%3Cscript%3E' '/search?q=((((((((((' '/?from=%00' '/?day=9999-99-99' \
    '/articles/a1?at=-1-99999999999999999999' '/articles/a1?version=%00' '/api/v1/stories?from=zzz' '/?lang=%3Cscript%3E'; do
    ask GET "$target"
    case $(head -c 3 "$out") in
    [234]??) good "$target" ;;
    *) bad "$target" "$(head -5 "$out")" ;;
    esac
    lacks "root:" "shows no file"
    lacks "<script>" "and nothing as it came"
done
gives 400 "too many fields" GET "/?$(printf 'a=1&%.0s' $(seq 80))"
gives 431 "a head that is too large" GET / "X: $(printf '0123456789%.0s' $(seq 1700))"
gives 413 "a body that is too large" POST /theme "Content-Length: 9000000"
gives 200 "all is well" GET /
stop "SIGTERM ends it in order"
true_that "which it says" grep -q "stopping; what was asked is answered" said

# ---- events
start
/usr/bin/python3 "$root/tests/tools/ask_http.py" "$port" EVENTS /api/v1/events 1 >stream 2>&1 &
listening=$!
sleep 1
cat >later.jsonl <<END
{"id":"later-1","url":"https://courier.example/ferry","outlet":"Courier","title":"Ferry runs aground off Port Ansel","published":"2031-03-12T09:00:00Z","text":"The ferry Halden ran aground off Port Ansel on Wednesday morning with 212 people on board, the harbour office said. Nobody was hurt. Tugs are to pull it free at high tide in the evening."}
END
runs 0 "a report comes while it runs" synoptic add later.jsonl
wait $listening
true_that "who listens is told" grep -q '^event: story' stream
true_that "what is new" grep -q '"what":"new".*"headline":"Ferry runs aground off Port Ansel"' stream
number=$(sed -n 's/^id: //p' stream | tail -1)
/usr/bin/python3 "$root/tests/tools/ask_http.py" "$port" EVENTS "/api/v1/events?from=$((number - 1))" 1 >again 2>&1
true_that "and again, who comes back" grep -q "^id: $number" again
stop "it ends while nobody listens"

# ---- with a token
start --token-file token
gives 200 "who reads on this machine needs none" GET /
gives 200 "the page that asks for it" GET /enter
gives 403 "a wrong one" POST /enter "@token=wrong&back=/"
lacks "Set-Cookie" "gets no session"
gives 303 "the right one" POST /enter "@token=$token&back=/sources"
holds out "Location: /sources" "leads back"
true_that "to a session that scripts and other hosts do not see" grep -q "^Set-Cookie: session=[0-9a-f]*; Path=/; .*HttpOnly; SameSite=Strict" "$out"
session=$(sed -n 's/^Set-Cookie: session=\([0-9a-f]*\);.*/\1/p' "$out")
gives 303 "leaving" POST /leave "Cookie: session=$session"
holds out "session=; Path=/; Max-Age=0" "takes the cookie away"
stop "it ends"

SYNOPTIC_TOKEN=$token start --host news.example
gives 303 "under a name of its own one has to enter" GET / "Host: news.example"
true_that "which it says" grep -q "^Location: /enter" "$out"
gives 200 "at a page" GET /enter "Host: news.example"
gives 200 "that looks as all do" GET /style.css "Host: news.example"
gives 401 "programs" GET /api/v1/stories "Host: news.example"
holds out "WWW-Authenticate: Bearer" "are told what to show"
gives 200 "the token" GET /api/v1/stories "Host: news.example" "Authorization: Bearer $token"
gives 401 "a part of it" GET /api/v1/stories "Host: news.example" "Authorization: Bearer 0123456789abcdef"
gives 401 "more than it" GET /api/v1/stories "Host: news.example" "Authorization: Bearer ${token}0"
ask POST /enter "Host: news.example" "Origin: https://news.example" "@token=$token"
session=$(sed -n 's/^Set-Cookie: session=\([0-9a-f]*\);.*; Secure$/\1/p' "$out")
true_that "over TLS a session stays there" test "$session"
gives 200 "with it one reads" GET / "Host: news.example" "Cookie: theme=dark; session=$session"
gives 303 "with another one not" GET / "Host: news.example" "Cookie: session=$(echo "$session" | tr 0-9a-f 1-9a-f0)"
ask POST /leave "Host: news.example" "Cookie: session=$session"
gives 303 "nor when it was left" GET / "Host: news.example" "Cookie: session=$session"
for i in 1 2 3 4 5 6 7 8 9 10; do ask POST /enter "Host: news.example" "@token=guess$i"; done
gives 429 "who guesses has to wait" POST /enter "Host: news.example" "@token=$token"
holds out "Retry-After: 60" "for a minute"
stop "it ends"

# ---- without a sandbox
start --no-sandbox
gives 200 "without a sandbox" GET /stories/s1
stop "it ends, too"
finish
