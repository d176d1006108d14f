"""Starting a command that serves until it is told to end."""

import os
import signal
import subprocess
import sys


class Started:
    """``fauxdesk ...`` in a process of its own, ready; ``ended()`` is its code and what it said."""

    def __init__(self, *arguments):
        environ = {k: v for k, v in os.environ.items() if not k.startswith("FAUXDESK_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "fauxdesk", *map(str, arguments), "--port", "0"],
            env=environ,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.said = []
        while (line := self.process.stdout.readline()).strip() not in ("ready", ""):
            self.said.append(line)
        self.url = self.said[-1].strip() if self.said else ""

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.process.kill()
        self.process.communicate()

    def ended(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, "".join(self.said) + out, err
