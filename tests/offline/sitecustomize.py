"""Refuse every connection that leaves this machine, in this Python and in those it starts.

Python imports a module of this name at its start where its folder is on PYTHONPATH, as tests/conftest.py arranges for
child processes. An audit hook sees what the interpreter itself does, below urllib3, httpx, requests and asyncio alike.
Refused attempts are also written down, since many libraries swallow the error.
"""

from __future__ import annotations

import os
import sys
from typing import Any

RECORD = "OFFLINE_RECORD"  # the environment variable that names the file of refused attempts
_NAMES = {"", "localhost", "0.0.0.0", "::", "::1"}
_ADDRESS_LAST = {"socket.connect", "socket.sendto"}
_HOST_FIRST = {"socket.getaddrinfo", "socket.gethostbyname"}


class NetworkRefused(OSError):
    """A test tried to reach another machine."""


def is_local(host: object) -> bool:
    """Whether an address means this machine: loopback, every interface, or none given."""
    if host is None:
        return True
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    return name in _NAMES or name.startswith(("127.", "::ffff:127."))


def _host(event: str, arguments: tuple[Any, ...]) -> object:
    if event in _HOST_FIRST:
        return arguments[0]
    address = arguments[1]
    # A local socket's address is a path, an internet address starts with the host.
    return address[0] if isinstance(address, tuple) else None


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _ADDRESS_LAST and event not in _HOST_FIRST:
        return
    host = _host(event, arguments)
    if is_local(host):
        return
    if record := os.environ.get(RECORD):
        with open(record, "a", encoding="utf-8") as file:
            file.write(f"{host} ({event}, {sys.argv[0] if sys.argv else 'python'})\n")
    raise NetworkRefused(f"tests do not use the network, and this reached for {host!s}")


sys.addaudithook(_refuse)
