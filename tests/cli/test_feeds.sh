# Feeds, archives, lists of addresses and agency records, from the file to what is told of them.
. "$(dirname "$0")/lib.sh"

cat >feed.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Lantern &#8211; Veltown</title><link>https://lantern.example/</link><language>en-gb</language>
<item><title>Bridge &amp;amp; tunnel close</title><link>/bridge</link><guid isPermaLink="false">l-1</guid>
<pubDate>Wed, 03 Apr 2024 14:05:00 +0200</pubDate><dc:creator>Jane Roe</dc:creator>
<description><![CDATA[<p>The council voted to close the <b>old</b> bridge.</p>]]></description>
<content:encoded><![CDATA[<p>The council of Veltown voted on Monday to close the old bridge over the Sirel from
June, after engineers found 40 cracks in its piers.</p><p>"We will not take chances," said the mayor, Ada Quill.</p>
<p>Works will cost 12 million crowns, she said.</p>]]></content:encoded></item>
<item><title>Harbour closes early</title><link>https://lantern.example/harbour</link>
<description>The harbour closes early on Friday, the port office said.</description></item>
</channel></rss>
END
runs 0 "a feed" synoptic extract feed.xml
lines out 2 "gives a record an entry"
holds out '"id":"l-1","file":"feed.xml","url":"https://lantern.example/bridge"' "with its id and its whole address"
holds out '"title":"Bridge & tunnel close","lede":"The council voted to close the old bridge."' "with words for HTML"
holds out '"outlet":"The Lantern – Veltown"' "with the feed's name"
holds out '"authors":["Jane Roe"],"published":"2024-04-03T14:05:00+02:00"' "with author and date"
holds out 'piers.\n\n\"We will not take chances,\"' "with the paragraphs of its text"
holds out '"text":"The harbour closes early on Friday, the port office said."' "and a summary where there is no more"
is err "" "and says nothing"
cp "$out" plain
gzip -k feed.xml
runs 0 "packed" synoptic extract feed.xml.gz
sed 's/feed\.xml\.gz/feed.xml/g' "$out" | cmp -s - plain && good "it is the same" || bad "it is the same" "$(cat "$out")"
runs 0 "on standard input" sh -c 'synoptic extract - <feed.xml'
holds out '"id":"l-1","file":"-"' "it is a feed as well"
head -c 790 feed.xml >cut.xml
runs 3 "a feed that breaks off" synoptic extract cut.xml
is err "synoptic: cannot read on in cut.xml, line 9: the feed breaks off; fetch it anew" "says where"
lines out 1 "and gives what came"
true_that "entities do not multiply" sh -c '
    printf "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">" >laughs.xml
    for i in b:a c:b d:c e:d f:e g:f h:g i:h; do
        n=${i#*:}; printf "<!ENTITY %s \"&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;&%s;\">" ${i%:*} $n $n $n $n $n $n $n $n $n $n
    done >>laughs.xml
    printf "]><rss><channel><item><title>So it goes</title><description>&i;</description></item></channel></rss>" >>laughs.xml
    synoptic extract laughs.xml | grep -qF "&i;"'
printf '{"version":"https://jsonfeed.org/version/1.1","title":"Courier","items":[{"id":"c-1","content_text":"%s"}]}' \
    "The council of Veltown voted on Monday to close the old bridge." >feed.json
runs 0 "a JSON Feed" synoptic extract feed.json
holds out '"id":"c-1"' "is one"
holds out '"outlet":"Courier"' "whose title is the outlet"

# ---- archives
# answer URL TYPE BODY: a record of a web archive
answer() {
    block=$(printf 'HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n%s' "$2" "$3")
    printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-04-03T18:00:00Z\r\n' "$1"
    printf 'Content-Length: %s\r\n\r\n%s\r\n\r\n' "$(printf %s "$block" | wc -c)" "$block"
}
page() {
    printf '<html><head><title>%s</title></head><body><article><h1>%s</h1>' "$1" "$1"
    printf '<p>%s</p><p>The mayor, Ada Quill, said that works would cost %s million crowns and take until June.</p>' "$2" "$3"
    printf '<p>Some 9,000 cars cross the bridge on an ordinary day, the city said in a statement on Monday.</p></article>'
}
one=$(page "Veltown closes its old bridge" \
    "The council of Veltown voted on Monday to close the old bridge over the Sirel after engineers found 40 cracks." 12)
two=$(page "Old bridge in Veltown to close" \
    "Veltown will close its old bridge over the Sirel, the council decided on Monday, as 40 cracks had been found." 14)
answer https://lantern.example/1 "text/html; charset=utf-8" "$one" >1.warc
answer https://courier.example/2 text/html "$two" >2.warc
answer https://courier.example/robots.txt text/plain "User-agent: *" >3.warc
cat 1.warc 3.warc 2.warc >news.warc
gzip -c 1.warc >news.warc.gz
gzip -c 3.warc >>news.warc.gz
second=$(wc -c <news.warc.gz)
gzip -c 2.warc >>news.warc.gz
runs 0 "an archive" synoptic extract news.warc.gz
lines out 2 "gives its pages"
holds out '"id":"news.warc.gz:0","file":"news.warc.gz:0","url":"https://lantern.example/1"' "named by their place"
holds out "\"id\":\"news.warc.gz:$second\"" "which is the member's in the file"
holds out '"seen":"2024-04-03T18:00:00Z"' "with the time they were fetched"
runs 0 "not packed" synoptic compare --one-story news.warc
holds out "news.warc:0" "its pages are compared"
holds out "14 million crowns" "and what they differ in is told"
{ head -c 300 news.warc.gz; tail -c +"$((second + 1))" news.warc.gz; } >torn.warc.gz
runs 3 "a torn archive" synoptic extract torn.warc.gz
is err "synoptic: left out the record at torn.warc.gz, byte 0: its compressed data is damaged or cut off" "says what is lost"
lines out 1 "and gives the rest"

# ---- addresses
printf '# to read\nhttps://lantern.example/1\nhttps://courier.example/2\n' >urls.txt
runs 3 "a list of addresses" synoptic extract urls.txt
is err "synoptic: cannot read urls.txt: it holds 2 addresses and no text; give --fetch to fetch them" "says what it is"
printf '<opml version="2.0"><body><outline xmlUrl="https://lantern.example/rss"/></body></opml>' >feeds.opml
runs 3 "OPML" synoptic extract feeds.opml
is err "synoptic: cannot read feeds.opml: it holds 1 address and no text; give --fetch to fetch it" "too"

# ---- agencies
printf '%s%s%s\n' '{"uri":"urn:x:1","versionCreated":"2024-04-03T14:05:00Z","headlines":[{"role":"main","value":"Bridge"}],' \
    '"bodies":[{"role":"main","contentType":"text/plain","value":"The council of Veltown voted."}],' \
    '"by":"Jane Roe","infoSources":[{"name":"Reuters"}],"standard":{"name":"ninjs","version":"3.0"}}' >agency.json
runs 0 "ninjs" synoptic extract agency.json
holds out '"title":"Bridge"' "has its headline"
holds out '"authors":["Jane Roe"]' "its author"
holds out '"standard":{"name":"ninjs","version":"3.0"}' "and keeps the rest"
finish
