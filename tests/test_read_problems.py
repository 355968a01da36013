"""A file that cannot be read: one clear sentence, never garbage, never a bare error."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import DocumentProblem
from index.read import read_document
from tests.dresses import DRESSES, Plain
from tests.tinypdf import TinyPdf

TEXT = (Path(__file__).parent / "data/syn1_trailing_paren.txt").read_text(encoding="utf-8")
TASKS = [
    Plain(1, "一、路", "修路三条。", ("市交通委",), ("市财政局",), "2019年底"),
    Plain(2, "一、路", "建桥。", (), ("各区政府",), None),
]


def written(folder: Path, name: str, data: bytes | str) -> Path:
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return file


JUNK = random.Random(1).randbytes(4000)


def zipped(name: str, content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, content)
    return out.getvalue()


PROBLEMS: list[tuple[str, bytes | str, Sequence[str]]] = [
    # name, content, what the sentence must say
    ("空.txt", b"", ("空", "空.txt")),
    ("空.docx", b"", ("空",)),
    ("空白.txt", " \n\t\n", ("空",)),
    ("只有标记.txt", b"\xef\xbb\xbf", ("空",)),
    ("乱码.txt", JUNK, ("二进制",)),
    ("乱码.csv", JUNK, ("二进制",)),
    ("零字节.txt", TEXT.replace("。", "\x00"), ("二进制",)),
    ("乱码.docx", JUNK, ("Word", "损坏")),
    ("乱码.xlsx", JUNK, ("Excel", "损坏")),
    ("乱码.pdf", JUNK, ("PDF", "损坏")),
    ("坏字节.txt", TEXT[:300].encode() + b"\xff" + TEXT[300:].encode(), ("UTF-8", "GB18030")),
    ("繁体.txt", TEXT.encode("big5", "ignore"), ("Big5", "UTF-8")),
    ("日文.txt", ("これは日本語のテキストです。担当：総務部。" * 20).encode("shift_jis"), ("Shift-JIS",)),
    ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + JUNK, (".docx",)),
    ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + JUNK, (".xlsx",)),
    ("加密.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + JUNK, ("密码",)),
    ("图片.png", JUNK, (".png", "docx")),
    ("没有扩展名", TEXT, ("扩展名",)),
    ("压缩包.docx", zipped("a.txt", "x"), ("压缩包",)),
    ("半个.docx", zipped("word/document.xml", "<x>"), ("Word", "损坏")),
    ("扫描.pdf", TinyPdf().bytes(), ("没有文字", "OCR")),
    ("没有任务.txt", "今天天气很好。\n我们去公园。", ("没有找到任务", "牵头单位")),
    ("没有任务.html", "<html><body><p>你好</p></body></html>", ("没有找到任务",)),
    ("空网页.html", "<html><script>x</script></html>", ("没有文字",)),
    ("没有任务.csv", "a,b\n1,2\n", ("没有找到任务",)),
    ("只有表头.csv", "序号,任务,牵头单位\n", ("没有找到任务",)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "words"), PROBLEMS, ids=[name for name, _, _ in PROBLEMS])
def test_what_cannot_be_read_is_said_in_one_sentence(
    name: str, content: bytes | str, words: Sequence[str], tmp_path: Path
) -> None:
    with pytest.raises(DocumentProblem) as problem:
        read_document(written(tmp_path, name, content))
    sentence = str(problem.value)
    assert name in sentence
    assert all(word in sentence for word in words)
    assert sentence.count("。") == 1
    assert sentence.endswith("。")
    assert "\n" not in sentence


@pytest.mark.parametrize("dress", ["prose-docx", "table-xlsx", "prose-pdf"])
def test_half_a_file_is_said_to_be_damaged(dress: str, tmp_path: Path) -> None:
    suffix, write = DRESSES[dress]
    data = write(TASKS)
    with pytest.raises(DocumentProblem, match="损坏"):
        read_document(written(tmp_path, f"a.{suffix}", data[: len(data) // 2]))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    suffix=st.sampled_from(["docx", "xlsx", "pdf", "txt", "csv", "html"]),
    at=st.integers(0, 40_000),
    damage=st.binary(min_size=1, max_size=60),
)
def test_damage_anywhere_is_a_document_or_a_problem(suffix: str, at: int, damage: bytes, tmp_path: Path) -> None:
    write = next(write for kind, write in DRESSES.values() if kind == suffix)
    data = bytearray(write(TASKS))
    at %= len(data)
    data[at : at + len(damage)] = damage
    file = written(tmp_path, f"a.{suffix}", bytes(data))
    try:
        assert read_document(file).tasks
    except DocumentProblem as problem:
        assert str(problem).endswith("。")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(DocumentProblem, match=r"找不到文件“无\.txt”"):
        read_document(tmp_path / "无.txt")
    with pytest.raises(DocumentProblem, match="文件夹"):
        read_document(tmp_path)
