"""What every command does with a problem that its user can mend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from assistant.errors import AssistantError


@contextmanager
def reported() -> Iterator[None]:
    """A problem the user can mend is one sentence on stderr and exit code 1."""
    try:
        yield
    except AssistantError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    except OSError as error:
        typer.echo(f"无法读写 {error.filename or '文件'}:{error.strerror or error}。", err=True)
        raise typer.Exit(1) from error
