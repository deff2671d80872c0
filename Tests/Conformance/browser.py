"""A browser without a window, driven over the Chrome DevTools Protocol."""

import base64
import contextlib
import json
import pathlib
import subprocess
import tempfile
import time

import websocket


class Page:
    """A tab. Every request that it makes is kept in `requests`, every complaint in `complaints`."""

    def __init__(self, socket, session):
        self.socket, self.session = socket, session
        self.requests, self.complaints, self.world = [], [], None
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self.call(f"{domain}.enable")
        self.call("Page.bringToFront")

    def call(self, method, **parameters):
        self.socket.number += 1
        number = self.socket.number
        self.socket.send(
            json.dumps({"id": number, "method": method, "params": parameters, "sessionId": self.session})
        )
        while True:
            message = json.loads(self.socket.recv())
            self._note(message)
            if message.get("id") == number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]

    def _note(self, message):
        method, parameters = message.get("method"), message.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        elif method == "Log.entryAdded":
            self.complaints.append(parameters["entry"]["text"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(parameters["exceptionDetails"]["text"])

    def open(self, path, *, scripts=True, scheme="light", width=1280):
        self.requests, self.complaints, self.world = [], [], None
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )  # fmt: skip
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1,
            mobile=False,
        )  # fmt: skip
        # A page of its own address each time, so that nothing of the last one is kept.
        self.call("Page.navigate", url="about:blank")
        address = pathlib.Path(path).resolve().as_uri()
        self.call("Page.navigate", url=address)
        deadline = time.monotonic() + 60
        while self.run("document.readyState + location.href") != "complete" + address:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{path} does not load")
            time.sleep(0.02)
        self.requests = [url for url in self.requests if url not in ("about:blank", address)]

    def allow_scripts(self):
        """Lets code run that comes from here; the page's own scripts were passed over for good."""
        self.call("Emulation.setScriptExecutionDisabled", value=False)

    def run(self, code, *, isolated=False):
        """The value of an expression; `isolated` runs it where the page's scripts are not."""
        where = {}
        if isolated:
            if self.world is None:
                frame = self.call("Page.getFrameTree")["frameTree"]["frame"]["id"]
                self.world = self.call("Page.createIsolatedWorld", frameId=frame)["executionContextId"]
            where = {"contextId": self.world}
        result = self.call(
            "Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True, **where
        )
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise RuntimeError(details.get("exception", {}).get("description", details["text"]))
        return result["result"].get("value")

    def type(self, text):
        """Types as a person does, into what has the focus."""
        for character in text:
            self.call("Input.dispatchKeyEvent", type="char", text=character)

    def press(self, key, code):
        text = {"Enter": "\r"}.get(key)
        down = {"text": text} if text else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", key=key, code=key, windowsVirtualKeyCode=code, **down)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=key, code=key, windowsVirtualKeyCode=code)

    def screenshot(self, path, height=None):
        """The page down to a height, or what of it stands in the window."""
        extent = {}
        if height:
            size = self.call("Page.getLayoutMetrics")["cssContentSize"]
            box = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], height), "scale": 1}
            extent = {"clip": box, "captureBeyondViewport": True}
        data = self.call("Page.captureScreenshot", **extent)["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def pdf(self, path):
        data = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))


@contextlib.contextmanager
def browser(program="chromium"):
    """A page in a browser of its own, which is ended afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--remote-debugging-port=0", "--remote-allow-origins=*", f"--user-data-dir={folder}",
             "--no-first-run", "--disable-background-networking", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield Page(*_connect(process, pathlib.Path(folder) / "DevToolsActivePort"))
        finally:
            process.terminate()
            process.wait(timeout=20)


def _connect(process, port_file):
    deadline = time.monotonic() + 60
    lines = []
    while len(lines) < 2:
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the browser does not start")
        time.sleep(0.1)
        lines = port_file.read_text().split("\n") if port_file.exists() else []
    socket = websocket.create_connection(f"ws://127.0.0.1:{lines[0]}{lines[1]}", timeout=60)
    socket.number = 0

    def ask(method, **parameters):
        socket.number += 1
        socket.send(json.dumps({"id": socket.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(socket.recv())
            if message.get("id") == socket.number:
                return message["result"]

    target = ask("Target.createTarget", url="about:blank")["targetId"]
    return socket, ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
