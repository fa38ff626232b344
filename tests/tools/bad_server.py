#!/usr/bin/python3
"""An HTTP server that misbehaves in every way that its paths name, for tests of fetching.

    bad_server.py LOG

Listens on 127.0.0.1 and 127.0.0.2, at one port that the system chooses and that is printed.  Each request
becomes a line of LOG: host without port, path, If-None-Match.  Ends by itself after two minutes.
"""
import gzip
import os
import re
import socket
import struct
import sys
import threading
import time

LIFE = 120
STORY = """<!DOCTYPE html><html lang="en"><head><title>%(title)s</title></head><body><article><h1>%(title)s</h1>
<p>The harbour of Stellin was closed on Tuesday after a fire broke out on a freighter, the port authority said.</p>
<p>The ship had carried timber from the north, and was moored at the third pier when the fire began, %(who)s said.
Nobody was hurt, and the pier is expected to open again in a week.</p></article></body></html>"""
RUSSIAN = """<html><head><title>Порт закрыт</title></head><body><article><h1>Порт закрыт</h1>
<p>Порт города был закрыт во вторник после пожара на грузовом судне, сообщили в управлении порта.</p>
<p>Судно перевозило лес с севера и стояло у третьего причала, когда начался пожар, сказал капитан порта.</p>
</article></body></html>"""
ROBOTS = {"strict.localhost": "User-agent: synoptic\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n",
          "slow.localhost": "User-agent: *\nCrawl-delay: 1.4\n"}
lock = threading.Lock()
counts = {}


def story(title="Fire closes harbour", who="officials"):
    return (STORY % {"title": title, "who": who}).encode()


def answer(body, status="200 OK", **headers):
    headers = {"Content-Type": "text/html", "Content-Length": len(body), "Connection": "close", **headers}
    lines = "".join("%s: %s\r\n" % (name.replace("_", "-"), value)
                    for name, value in headers.items() if value is not None)
    return ("HTTP/1.1 %s\r\n%s\r\n" % (status, lines)).encode() + body


def count(name):
    with lock:
        counts[name] = counts.get(name, 0) + 1
        return counts[name]


def endless(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>")
    while True:
        connection.sendall(b"<p>And so on, and so on, and on and on.</p>\n" * 4000)


def endless_headers(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    while True:
        connection.sendall(b"X-More: and so on, and so on, and on and on\r\n" * 100)


def drip(connection):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.2)


def silent(connection):
    while connection.recv(1000):
        pass


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def reset_once(connection):
    if count("reset-once") == 1:
        reset(connection)
    else:
        connection.sendall(answer(story("Open again")))


def busy(_, name="busy"):
    if count(name) == 1:
        return answer(b"", "429 Too Many Requests", Retry_After="1")
    return answer(story("After a while"))


def listed(lines, media):
    return lambda request: answer(lines.replace("BASE", "http://" + request["authority"]).encode(), Content_Type=media)


def entity(request):
    if request["match"] == '"v1"':
        return answer(b"", "304 Not Modified", Content_Length=None)
    return answer(story("Kept"), ETag='"v1"', Date="Mon, 01 Jan 2024 10:00:00 GMT")


PAGES = {
    "/good.html": lambda r: answer(story()),
    "/slow.html": lambda r: (time.sleep(0.3), answer(story("Slow harbour")))[1],
    "/plain": lambda r: answer(b"Fire closes harbour\n\nThe harbour was closed after a fire, officials said.\n",
                               Content_Type="text/plain; charset=utf-8"),
    "/private/page.html": lambda r: answer(story("Secret")),
    "/endless": endless,
    "/endless-headers": endless_headers,
    "/drip": drip,
    "/silent": silent,
    "/reset": reset,
    "/reset-once": reset_once,
    "/nothing": lambda r: b"",
    "/film": lambda r: answer(b"\0" * 1000, Content_Type="video/mp4", Content_Length=3 << 30),
    "/empty": lambda r: answer(b""),
    "/loop/a": lambda r: answer(b"", "302 Found", Location="/loop/b"),
    "/loop/b": lambda r: answer(b"", "302 Found", Location="/loop/a"),
    "/moved": lambda r: answer(b"", "301 Moved Permanently", Location="good.html?from=moved#part"),
    "/to-strict": lambda r: answer(b"", "302 Found",
                                   Location="http://strict.localhost:%s/private/page.html" % r["port"]),
    "/to-file": lambda r: answer(b"", "302 Found", Location="file:///etc/passwd"),
    "/to-password": lambda r: answer(b"", "302 Found", Location="http://u:p@%s/good.html" % r["authority"]),
    "/to-nowhere": lambda r: answer(b"", "302 Found"),
    "/short": lambda r: answer(story(), Content_Length=5000),
    "/long": lambda r: answer(story() + b"<p>Too much", Content_Length=len(story())),
    "/negative": lambda r: answer(story(), Content_Length=-5),
    "/says-latin1": lambda r: answer(RUSSIAN.encode("utf-8"), Content_Type="text/html; charset=iso-8859-1"),
    "/says-utf8": lambda r: answer(RUSSIAN.encode("cp1251"), Content_Type='text/html; charset="utf-8"'),
    "/says-cp1251": lambda r: answer(RUSSIAN.encode("cp1251"), Content_Type="text/html;charset=windows-1251"),
    "/gzip": lambda r: answer(gzip.compress(story("Packed")), Content_Encoding="gzip"),
    "/says-gzip": lambda r: answer(story("Not packed"), Content_Encoding="gzip"),
    "/cut-gzip": lambda r: answer(gzip.compress(story())[:-200], Content_Encoding="gzip"),
    "/twice-gzip": lambda r: answer(gzip.compress(gzip.compress(story("Twice"))), Content_Encoding="gzip"),
    "/bomb": lambda r: answer(gzip.compress(b"<p>boom " * (5 << 20), 1), Content_Encoding="gzip"),
    "/bad-chunks": lambda r: answer(b"zz\r\nno chunk\r\n", Content_Length=None, Transfer_Encoding="chunked"),
    "/no-http": lambda r: b"hello, who is there?\n",
    "/picture": lambda r: answer(b"\xff\xd8\xff\xe0\0\0\0\1\2", Content_Type="image/jpeg"),
    "/busy": busy,
    "/always-busy": lambda r: answer(b"", "503 Service Unavailable", Retry_After="86400"),
    "/entity": entity,
    "/list.txt": listed("# pages\nBASE/good.html?1\nBASE/plain\nBASE/good.html?1\nBASE/gone\n", "text/plain"),
    "/feed.xml": listed("""<?xml version="1.0"?><rss version="2.0"><channel><title>Stellin Courier</title>
<item><title>Fire closes harbour</title><link>BASE/good.html?feed</link>
<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>BASE/gone?feed</link><description>Only a summary is left of this.</description></item>
</channel></rss>""", "application/rss+xml"),
    "/subscriptions.opml": listed("""<?xml version="1.0"?><opml version="2.0"><head/><body>
<outline type="rss" text="Courier" xmlUrl="BASE/feed.xml"/></body></opml>""", "text/x-opml"),
    "/index.xml": listed("""<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>BASE/map.xml</loc></sitemap><sitemap><loc>BASE/index.xml</loc></sitemap></sitemapindex>""",
                         "application/xml"),
    "/map.xml": listed("""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>BASE/good.html?map1</loc></url><url><loc>BASE/good.html?map2</loc></url>
<url><loc>BASE/good.html?map3</loc></url></urlset>""", "application/xml"),
}


def robots(host):
    if host == "failing.localhost":
        return answer(b"", "500 Internal Server Error")
    if host == "refusing.localhost":
        return answer(b"", "403 Forbidden")
    if host in ROBOTS:
        return answer(ROBOTS[host].encode(), Content_Type="text/plain")
    return answer(b"", "404 Not Found")


def page(request):
    path = request["path"].split("?")[0]
    if path == "/robots.txt":
        return robots(request["host"])
    if path.startswith("/status/"):
        return answer(b"", path[8:] + " So it is")
    return PAGES.get(path, lambda r: answer(b"no such page", "404 Not Found"))


def read_request(connection):
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(4096)
        if not more:
            return None
        data += more
    text = data.decode("latin-1")
    header = dict((name.lower(), value.strip()) for name, value in re.findall(r"(?m)^([\w-]+):(.*)$", text))
    authority = header.get("host", "")
    return {"path": text.split(" ")[1], "authority": authority, "host": authority.split(":")[0],
            "port": authority.split(":")[-1], "match": header.get("if-none-match", ""), "agent": header.get("user-agent", ""), "all": text}


def serve(connection, log):
    with connection:
        try:
            request = read_request(connection)
            if not request:
                return
            with lock:
                log.write("%s %s %s\n" % (request["host"], request["path"], request["match"]))
                log.flush()
            reply = page(request)
            if request["path"].startswith("/echo"):
                reply = answer(request["all"].encode(), Content_Type="text/plain")
            if callable(reply):
                takes_connection = reply in (endless, endless_headers, drip, silent, reset, reset_once)
                reply = reply(connection if takes_connection else request)
            if reply:
                connection.sendall(reply)
        except OSError:
            pass


def listen(listener, log):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection, log), daemon=True).start()


def main():
    log = open(sys.argv[1], "w")
    first = socket.create_server(("127.0.0.1", 0))
    second = socket.create_server(("127.0.0.2", first.getsockname()[1]))
    for listener in (first, second):
        threading.Thread(target=listen, args=(listener, log), daemon=True).start()
    print(first.getsockname()[1], flush=True)
    time.sleep(LIFE)
    os._exit(0)


main()
