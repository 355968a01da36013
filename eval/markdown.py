"""The table by kind as Markdown, and its place in a document between two markers."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import AssistantError
from eval.metrics import ALL_KINDS, Figures, Summary
from eval.report import remarks
from eval.split import HALVES
from eval.words import HALF_NAMES, NOT_MEASURED, interval_words, share_words

END = "<!-- eval: end -->"
TABLE, PEERS = "<!-- eval: table -->", "<!-- eval: peers -->"
PARTS = ("题数", "正确(95% 区间)", "引用", "事实", "结局")


class MarkdownProblem(AssistantError):
    """The document that should show the table cannot be read or written, or has no place for it."""


def table(summary: Summary) -> str:
    """One line a kind with the figures of both halves side by side, then what the table has no column for."""
    head = ["类型", *(f"{HALF_NAMES[half]}:{part}" for half in HALVES for part in PARTS)]
    lines = [head, ["---", *["---:"] * (len(head) - 1)]]
    for kind in (*summary.kinds, ALL_KINDS):
        name = HALF_NAMES["both"] if kind is None else kind.replace("|", "\\|")
        lines.append([name, *(cell for half in HALVES for cell in _cells(summary.figures(kind, half)))])
    rows = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return rows + "\n\n" + "\n".join(f"- {line}" for line in remarks(summary)) + "\n"


def _cells(figures: Figures) -> list[str]:
    if not figures.n:
        return [NOT_MEASURED] * len(PARTS)
    right = f"{share_words(figures.right)}({interval_words(figures.right.interval)})"
    return [str(figures.n), right, *(share_words(share) for share in (figures.exact, figures.facts, figures.outcome))]


def around(path: Path, start: str = TABLE) -> tuple[str, str]:
    """What stands before the first marker and after the second; nothing for a file that is not there yet.

    Raises MarkdownProblem where the file is there but has not both markers in order: it is somebody's text.
    """
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else f"{start}{END}\n"
    except (OSError, UnicodeDecodeError) as error:
        raise MarkdownProblem(f"无法读取 {path}({error}),请用 --markdown 换一个文件。") from error
    before, found, rest = text.partition(start)
    _, end, after = rest.partition(END)
    if not (found and end):
        raise MarkdownProblem(f"{path} 里没有 {start} 和 {END} 这两个标记,请先把它们写在要放表格的地方。")
    return before, after


def write(path: Path, table: str, start: str = TABLE) -> None:
    """Put the table between the markers of ``path``. Raises MarkdownProblem."""
    before, after = around(path, start)
    try:
        path.write_text(f"{before}{start}\n\n{table}\n{END}{after}", encoding="utf-8")
    except OSError as error:
        raise MarkdownProblem(f"无法写入 {path}({error}),请用 --markdown 换一个文件。") from error
