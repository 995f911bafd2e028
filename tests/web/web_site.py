"""The whole server, as a user starts it, for the tests."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import httpx


@contextmanager
def serving(*arguments):
    """Run ``rightsgraph serve`` on a free port of loopback; yield a client, and end it."""
    command = [sys.executable, "-m", "rightsgraph", "serve", "--port", "0", "--quiet", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    try:
        line = process.stdout.readline()
        assert " is at " in line, line + process.stderr.read()
        address = line.split(" is at ")[1].split()[0]
        with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
            yield client
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
