"""A small LMS: a server that plays a package with scorm-again, and keeps what the package commits."""

from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
import json
from pathlib import Path
import tarfile
from threading import Thread
from typing import ClassVar
from zipfile import ZipFile

import npm

# The API is this window's; the lesson finds it from its frame. Each call and its error code is kept.
PLAYER = """<!DOCTYPE html>
<html lang="en"><title>A course</title>
<script src="/player.js"></script>
<script>
const real = new Scorm12API({ lmsCommitUrl: "/commit", terminateCommitParam: "finished", logLevel: 5, strict_errors: true });
real.loadFromJSON(SAVED);
window.calls = [];
window.API = Object.fromEntries(["Initialize", "Finish", "GetValue", "SetValue", "Commit"].map((name) => [
  "LMS" + name,
  (...given) => {
    const answer = real["LMS" + name](...given);
    calls.push(["LMS" + name, ...given, String(answer), real.LMSGetLastError()]);
    return answer;
  },
]));
for (const name of ["LMSGetLastError", "LMSGetErrorString", "LMSGetDiagnostic"]) API[name] = real[name];
</script>
<iframe src="FRAME" title="Lesson" style="width: 960px; height: 820px"></iframe>
"""


class Course:
    """What the LMS has of one student: the latest of what was committed, and how many visits ended."""

    def __init__(self, address: str) -> None:
        self.address, self.core, self.visits = address, {}, 0


@contextmanager
def course(package: Path, folder: Path):
    """The LMS with that package, unpacked into the folder as an LMS does it."""
    with ZipFile(package) as packed:
        packed.extractall(folder)
    with tarfile.open(npm.archive(npm.PLAYER)) as held:
        script = held.extractfile("package/dist/scorm12.min.js").read()

    class Server(SimpleHTTPRequestHandler):
        extensions_map: ClassVar = {".html": "text/html", "": "application/octet-stream"}

        def __init__(self, *given):
            super().__init__(*given, directory=str(folder))

        def do_GET(self):
            if self.path == "/player.js":
                self._say("text/javascript", script)
            elif self.path in ("/course", "/course?window"):
                saved = {"core": {k: v for k, v in of.core.items() if k in KEPT and v != ""}}
                saved["core"] |= {"student_id": "s-4711", "student_name": "Lin, Wei"}
                page = PLAYER.replace("SAVED", json.dumps({"cmi": saved}))
                frame = "about:blank" if "window" in self.path else "/index.html"
                self._say("text/html", page.replace("FRAME", frame).encode())
            else:
                super().do_GET()

        def do_POST(self):
            length = int(self.headers["Content-Length"])
            of.core = json.loads(self.rfile.read(length))["cmi"]["core"]
            of.visits += "finished" in self.path
            self._say("application/json", b'{"result": true, "errorCode": 0}')

        def _say(self, kind, body):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        of = Course(f"http://127.0.0.1:{server.server_port}/course")
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield of
        server.shutdown()
        thread.join()


KEPT = ("lesson_status", "score", "exit", "lesson_location")  # what a next visit is given
