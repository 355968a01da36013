"""Text from questions, answers and documents -> HTML that can neither run nor load anything."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

# Links, images and raw HTML could name another host or run something: in an answer they are shown as typed.
_REFUSED_RULES = ["html_block", "html_inline", "image", "link", "autolink", "reference"]
_CITATION = re.compile(r"\[(?:任务|[Tt]ask)\s*([^\[\]]{1,40}?)\]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_KEPT_CONTROLS = "\n\t"
# Overrides of the writing direction can make a line read as something it is not.
_DIRECTION_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def sendable(text: str) -> str:
    """``text`` as UTF-8 can carry it: each half of a character pair becomes U+FFFD, as in JavaScript's toWellFormed."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def plain(text: str) -> str:
    """``text`` as it can be sent and shown: no lone surrogates, control or direction-override characters."""
    return "".join(
        char
        for char in sendable(text).replace("\r\n", "\n").replace("\r", "\n")
        if char in _KEPT_CONTROLS or (unicodedata.category(char) != "Cc" and char not in _DIRECTION_CONTROLS)
    )


def escaped(text: str) -> str:
    """``plain`` text for the inside of an element or of a quoted attribute."""
    return html.escape(plain(text), quote=True)


def shortened(text: str, limit: int, note: str, length: int) -> str:
    """``plain`` text of at most ``limit`` characters; ``note`` (with ``{length}``) follows where some were left out."""
    shown = plain(text)
    return shown if len(shown) <= limit else shown[:limit] + note.format(length=length)


class _SafeRenderer(RendererHTML):
    """Markdown tokens -> HTML; ``env["anchors"]`` maps a cited task's number to the id of its card."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _with_citations(tokens[idx].content, env["anchors"])

    def table_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        # A wide table scrolls in its own box, so that a phone never scrolls sideways.
        return '<div class="wide" tabindex="0"><table>'

    def table_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>"


@cache
def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}, renderer_cls=_SafeRenderer)
    return parser.enable("table").disable(_REFUSED_RULES)


def _with_citations(text: str, anchors: Mapping[str, str]) -> str:
    """Escaped ``text`` in which [任务49] is a link to the card of task 49, where there is one."""
    parts: list[str] = []
    end = 0
    for match in _CITATION.finditer(text):
        anchor = anchors.get(match[1])
        if anchor is None:
            continue
        parts += [escaped(text[end : match.start()]), citation_link(match[0], anchor)]
        end = match.end()
    return "".join([*parts, escaped(text[end:])])


def citation_link(label: str, anchor: str) -> str:
    """A link that scrolls to the card with id ``anchor`` and lights it up (page.js)."""
    return f'<a class="cite" href="#{escaped(anchor)}" data-card="{escaped(anchor)}">{escaped(label)}</a>'


def rendered(markdown: str, anchors: Mapping[str, str]) -> str:
    """Markdown of an answer -> HTML. ``anchors``: the number of a cited task, as text -> the id of its card."""
    return str(_markdown().render(plain(markdown), {"anchors": anchors}))
