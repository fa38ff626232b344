"""Asks a server for one thing: ask_http.py PORT METHOD TARGET ["Name: value" ...] [@BODY]

Prints the status, the head line by line, an empty line and the body.  TARGET is sent as it stands.
`ask_http.py PORT EVENTS TARGET N` prints what a stream of events brings until N of them came (20 s at most).
"""
import socket
import sys


def reach(port):
    return socket.create_connection(("127.0.0.1", int(port)), timeout=20)


def request(method, target, words):
    body = b"".join(w[1:].encode() for w in words if w.startswith("@"))
    head = [w for w in words if not w.startswith("@")]
    if not any(w.lower().startswith("host:") for w in head):
        head.append("Host: 127.0.0.1")
    if not any(w.lower().startswith("content-length:") for w in head) and (body or method == "POST"):
        head.append("Content-Length: %d" % len(body))
    if body and not any(w.lower().startswith("content-type:") for w in head):
        head.append("Content-Type: application/x-www-form-urlencoded")
    lines = ["%s %s HTTP/1.1" % (method, target), "Connection: close"] + head
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def answer(port, method, target, words):
    with reach(port) as there:
        there.sendall(request(method, target, words))
        pieces = []
        while piece := there.recv(65536):
            pieces.append(piece)
    sys.stdout.buffer.write(b"".join(pieces).removeprefix(b"HTTP/1.1 ").replace(b"\r\n", b"\n"))


def events(port, target, wanted):
    seen = b""
    with reach(port) as there:
        there.sendall(request("GET", target, []))
        while seen.count(b"\nevent: ") < wanted:
            piece = there.recv(65536)
            if not piece:
                break
            seen += piece
    sys.stdout.buffer.write(seen.replace(b"\r\n", b"\n"))


if sys.argv[2] == "EVENTS":
    events(sys.argv[1], sys.argv[3], int(sys.argv[4]))
else:
    answer(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
