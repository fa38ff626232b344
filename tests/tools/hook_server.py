#!/usr/bin/python3
"""An HTTP server that takes what alerts post, for tests/cli/test_alert.sh.

    hook_server.py LOG

Listens on 127.0.0.1, at a port that the system chooses and that is printed.  What is posted becomes a line of LOG:
path, content type, a blank, the body.  /ok takes it, /fail answers 500, /flaky 500 for the first two, /moved with a
redirect to /ok, /slow never answers.  Ends by itself after two minutes.
"""
import http.server
import os
import sys
import threading
import time

LIFE = 120
tries = {"/flaky": 0}


class Hook(http.server.BaseHTTPRequestHandler):
    def answer(self, status):
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/ok")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        with open(sys.argv[1], "a", encoding="utf-8") as log:
            log.write("%s %s %s\n" % (self.path, self.headers.get("Content-Type"), body.strip()))
        if self.path == "/slow":
            time.sleep(LIFE)
        if self.path in tries:
            tries[self.path] += 1
        failing = self.path == "/fail" or tries.get(self.path, 9) <= 2
        self.answer(302 if self.path == "/moved" else 500 if failing else 200)

    def do_GET(self):
        with open(sys.argv[1], "a", encoding="utf-8") as log:
            log.write("GET %s\n" % self.path)
        self.answer(200)

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
server.daemon_threads = True
threading.Timer(LIFE, os._exit, [0]).start()
print(server.server_port, flush=True)
server.serve_forever()
