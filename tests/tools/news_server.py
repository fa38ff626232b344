#!/usr/bin/python3
"""A small newsroom on a real socket, for tests of watching.

    news_server.py LOG

Listens on 127.0.0.1 at a port that the system chooses and that is printed.  Each request becomes a line of LOG: path,
status, If-None-Match.  GET /grow adds an entry to the feed, /change changes the text of all pages, /slow makes pages
take two seconds.  Ends by itself after some minutes.
"""
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LIFE = 280
EVENTS = [("Fire closes harbour of Stellin", "A fire on a freighter closed the harbour of Stellin on Tuesday, the port "
           "authority said. The ship had carried timber from the north and was moored at the third pier."),
          ("Council of Brenn votes on bridge", "The council of Brenn voted on Monday to build a second bridge over the Ahr, "
           "the mayor Ulla Perrin said. It will cost 40 million crowns and be open in three years."),
          ("Snow stops trains in the Karst hills", "Heavy snow stopped all trains in the Karst hills on Wednesday, the "
           "railway said. Some 300 travellers spent the night in a school at Orsa.")]
state = {"entries": 3, "changed": False, "slow": False}
lock = threading.Lock()
log = open(sys.argv[1], "a", buffering=1)


def entry(base, number):
    title, text = EVENTS[number % 3]
    return ("<item><title>%s (%d)</title><link>%s/p/%d?utm_source=rss</link><pubDate>%s</pubDate>"
            "<description>%s In short.</description></item>" %
            (title, number, base, number, time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() - 600)), text))


def feed(base):
    items = "".join(entry(base, n) for n in reversed(range(state["entries"])))
    return ('<?xml version="1.0"?><rss version="2.0"><channel><title>The Stellin Post</title>%s</channel></rss>'
            % items).encode()


def page(number):
    title, text = EVENTS[number % 3]
    more = "It was the %dth report of the day from there. " % number
    changed = "A correction was made to what was said of the time. " if state["changed"] else ""
    return ("<!DOCTYPE html><html lang=\"en\"><head><title>%s (%d)</title></head><body><article><h1>%s (%d)</h1>"
            "<p>%s</p><p>%s%sOfficials said that more would be known in the evening, and asked people to stay away.</p>"
            "</article></body></html>" % (title, number, title, number, text, more, changed)).encode()


class Newsroom(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True
        with lock:
            log.write("%s %d %s\n" % (self.path.split("?")[0], status, self.headers.get("If-None-Match", "")))

    def send_tagged(self, body, tag, media):
        if self.headers.get("If-None-Match") == tag:
            self.send(304, ETag=tag)
        else:
            self.send(200, body, ETag=tag, Content_Type=media)

    def do_GET(self):
        path = self.path.split("?")[0]
        base = "http://" + self.headers["Host"]
        if path in ("/grow", "/change", "/slow"):
            with lock:
                state["entries"] += path == "/grow"
                state["changed"] |= path == "/change"
                state["slow"] |= path == "/slow"
            self.send(200, b"done")
        elif path == "/robots.txt":
            self.send(200, b"User-agent: *\nDisallow: /p/2\n", Content_Type="text/plain")
        elif path == "/feed":
            self.send_tagged(feed(base), '"%d"' % state["entries"], "application/rss+xml")
        elif path == "/broken":
            self.send(500)
        elif path == "/gone":
            self.send(410)
        elif path.startswith("/p/") and int(path[3:]) < state["entries"]:
            if state["slow"]:
                time.sleep(2)
            self.send_tagged(page(int(path[3:])), '"%s%s"' % (path, state["changed"]), "text/html; charset=utf-8")
        else:
            self.send(404)


server = ThreadingHTTPServer(("127.0.0.1", 0), Newsroom)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
time.sleep(LIFE)
os._exit(0)
