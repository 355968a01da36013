"""The guard that keeps tests off the network does so for every client, in child processes too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.offline import sitecustomize as offline

# 192.0.2.1 is reserved for documentation: should the guard fail, nobody is bothered.
CLIENTS = {
    "socket": "import socket; socket.create_connection(('192.0.2.1', 80), 1)",
    "datagram": "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 53))",
    "name": "import socket; socket.getaddrinfo('example.org', 80)",
    "urllib": "import urllib.request; urllib.request.urlopen('http://192.0.2.1', timeout=1)",
    "requests": "import requests; requests.get('http://192.0.2.1', timeout=1)",
    "httpx": "import httpx; httpx.get('http://192.0.2.1', timeout=1)",
    "asyncio": "import asyncio; asyncio.run(asyncio.wait_for(asyncio.open_connection('192.0.2.1', 80), 1))",
}


def run(code: str, record: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, offline.RECORD: str(record)}
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)


@pytest.mark.parametrize("client", CLIENTS)
def test_another_machine_is_refused_and_the_attempt_recorded(client: str, tmp_path: Path) -> None:
    record = tmp_path / "refused.txt"
    result = run(CLIENTS[client], record)
    assert result.returncode != 0
    assert "tests do not use the network" in result.stderr
    assert record.read_text().startswith(("192.0.2.1", "example.org"))


def test_this_machine_is_reached(tmp_path: Path) -> None:
    code = (
        "import socket; server = socket.create_server(('127.0.0.1', 0));"
        "socket.create_connection(('localhost', server.getsockname()[1])).close()"
    )
    result = run(code, tmp_path / "refused.txt")
    assert (result.returncode, result.stderr) == (0, "")
    assert not (tmp_path / "refused.txt").exists()


def test_the_home_folder_is_empty_of_the_developer() -> None:
    home = Path.home()
    assert home.name.startswith("task-assistant-")
    assert not any(name.startswith("ASSISTANT_") for name in os.environ)
