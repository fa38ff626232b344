# synoptic serve: the API, held against its own description (data/openapi.json).
. "$(dirname "$0")/lib.sh"
# In the sandbox leaks cannot be looked for: that takes a second process.
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
SYNOPTIC_STORE=$work/s.db
export ASAN_OPTIONS SYNOPTIC_STORE
server=
trap 'test -n "$server" && kill "$server" 2>/dev/null; chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work" "$out" "$err" "$work.want" "$work.got"' EXIT

if ! /usr/bin/python3 -c 'import jsonschema' 2>/dev/null; then
    skip "the API answers as its document says" "needs python3-jsonschema"
    finish
fi

cat >first.jsonl <<'END_OF_NEWS'
{"url": "https://halven-post.example/bridge", "outlet": "Halven Post", "published": "2031-03-11T08:10:00+01:00", "language": "en", "title": "Bridge at Halven gives way", "text": "The bridge at Halven gave way on Tuesday morning, and two people were hurt, police chief Orsolya Pamuk said.\n\nThe bridge was built in 1911."}
{"url": "https://colline.example/pont", "outlet": "La Colline", "published": "2031-03-11T11:00:00+01:00", "language": "fr", "title": "Halven : le pont s'effondre", "text": "Le pont de Halven s'est effondré mardi matin. Trois personnes ont été blessées, selon la police.\n\nLe maire, Tibor Anquetil, a fermé la route."}
{"url": "https://orvane.example/=SUM(1)", "outlet": "=Orvane <b>Wire</b>", "published": "2031-03-11", "language": "en", "title": "<script>alert(1)</script> \"Bridge\" \u0007 \u202egone", "text": "Three people were hurt when the bridge at Halven gave way on Tuesday, police chief Orsolya Pamuk said.\n\nThe mayor, Tibor Anquetil, closed the road."}
END_OF_NEWS
cat >later.jsonl <<'END_OF_NEWS'
{"url": "https://halven-post.example/bridge", "outlet": "Halven Post", "published": "2031-03-11T08:10:00+01:00", "language": "en", "title": "Bridge at Halven gives way", "text": "The bridge at Halven gave way on Tuesday morning, and four people were hurt, police chief Orsolya Pamuk said.\n\nThe bridge was built in 1911."}
END_OF_NEWS
runs 0 "reports are added" synoptic add --now 2031-03-13T12:00Z "$root/demo/reports" first.jsonl
runs 0 "one changes" synoptic add --now 2031-03-14T12:00Z later.jsonl
runs 0 "stories are compared" synoptic stories --fresh

echo "a token for tests alone" | tr ' ' '-' >token
chmod 600 token
synoptic serve --listen 127.0.0.1:0 --token-file token 2>serve.err &
server=$!
for i in $(seq 600); do
    address=$(sed -n 's,^synoptic: http://\([^/]*\)/.*,\1,p' serve.err)
    test -n "$address" && break
    sleep 0.1
done
true_that "the server is there" test -n "$address"
test -n "$address" || finish
/usr/bin/python3 "$root/tests/tools/check_openapi.py" "$address" "$(cat token)" s.db >api.tap 2>&1
code=$?
sed -n '/^not ok/,/^ok/p; /^Traceback/,$p' api.tap | sed 's/^/# /' | head -200
true_that "the API answers as its document says" test "$code" = 0
true_that "in more than 500 ways" test "$(grep -c "^ok " api.tap)" -gt 500
kill "$server"
wait "$server"
code=$?
server=
true_that "the server ends well" test "$code" = 0
finish
