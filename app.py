"""Starts the page; ``make run`` calls it. Host and port come from assistant.toml or ASSISTANT_HOST, ASSISTANT_PORT."""

from __future__ import annotations

import sys

from assistant.errors import AssistantError
from assistant.settings import load_settings
from web.serve import serve


def main() -> int:
    """Serve the page until Ctrl+C; 0 ended, 1 could not (the reason is on stderr)."""
    try:
        return serve(load_settings())
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
