"""From a source to its tasks: one file a layout of the genre; the one that explains most tasks is taken."""

from __future__ import annotations

from index.layouts.choose import Context, Layout, best_draft, layouts, read_again

__all__ = ["Context", "Layout", "best_draft", "layouts", "read_again"]
