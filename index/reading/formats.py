"""Which reader a file needs, by what it holds first and by its extension second."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from index.errors import DocumentProblem
from index.reading.encoding import decode
from index.reading.source import Source

SUPPORTED = ("txt", "md", "html", "docx", "pdf", "xlsx", "csv")
_ALIASES = {
    "text": "txt", "markdown": "md", "htm": "html", "xhtml": "html", "shtml": "html", "xlsm": "xlsx", "tsv": "csv",
    "docm": "docx", "log": "txt", "mdown": "md",
}  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|table)\b", re.IGNORECASE
)
# Old formats and what to save them as.
_OLD = {"doc": "docx", "wps": "docx", "dot": "docx", "rtf": "docx", "odt": "docx", "ofd": "pdf", "ceb": "pdf",
        "xls": "xlsx", "et": "xlsx", "ods": "xlsx", "ppt": "pdf", "pptx": "pdf"}  # fmt: skip
_LARGEST = 50 * 1024 * 1024
_LARGEST_UNPACKED = 400 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """The bytes of a document. Raises DocumentProblem where there is no readable, non-empty, reasonably small file."""
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise DocumentProblem(f"“{name}”是一个文件夹；请给出里面的某个文件。")
        if path.exists() and path.stat().st_size > _LARGEST:
            raise DocumentProblem(f"“{name}”超过 50 MB，不像一份任务分工文件；请拆分后再试。")
        data = path.read_bytes()
    except FileNotFoundError:
        raise DocumentProblem(f"找不到文件“{name}”；请检查路径是否写对。") from None
    except (OSError, ValueError) as error:
        raise DocumentProblem(f"读不了文件“{name}”；请检查文件权限和路径。") from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise DocumentProblem(f"文件“{name}”是空的；请换一份有内容的文件。")
    return data


def read_source(path: Path, data: bytes) -> Source:
    """A file's text, lines and tables. Raises DocumentProblem for an unknown, unreadable or damaged format."""
    name = path.name
    kind = _kind(name, data)
    if kind == "pdf":
        from index.reading.pdf import read_pdf

        return read_pdf(data, name)
    if kind == "docx":
        from index.reading.docx import read_docx

        return read_docx(data, name)
    if kind == "xlsx":
        from index.reading.sheet import read_xlsx

        return read_xlsx(data, name)
    return _read_text(kind, decode(data, name), name)


def _read_text(kind: str, text: str, name: str) -> Source:
    if kind == "html":
        from index.reading.html import read_html

        return read_html(text, name)
    if kind == "csv":
        from index.reading.sheet import read_delimited

        return read_delimited(text, name)
    from index.reading.plain import read_markdown, read_plain

    return read_markdown(text) if kind == "md" else read_plain(text)


def _kind(name: str, data: bytes) -> str:
    suffix = Path(name).suffix.lower().lstrip(".")
    kind = _ALIASES.get(suffix, suffix)
    # Government sites hand out web pages as .doc and .xls, and any file under a wrong name.
    if data.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if data.startswith(b"PK"):
        return _packed(name, kind, data)
    if kind != "md" and _MARKUP.match(data[:2048]):
        return "html"
    if data.startswith(_OLE):
        target = _OLD.get(suffix, kind if kind in ("docx", "xlsx") else "docx")
        raise DocumentProblem(f"“{name}”是旧版 Office 格式或设有密码；请打开后去掉密码，另存为 .{target} 再试。")
    if suffix in _OLD:
        raise DocumentProblem(f"不支持 .{suffix} 格式；请把“{name}”另存为 .{_OLD[suffix]} 再试。")
    if kind in ("docx", "xlsx", "pdf"):
        label = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF"}[kind]
        raise DocumentProblem(f"“{name}”不是有效的 {label} 文件，可能已损坏或扩展名写错了；请重新下载或另存后再试。")
    if kind not in SUPPORTED:
        shown = f" .{suffix} 格式" if suffix else "没有扩展名的文件"
        raise DocumentProblem(f"不支持{shown}（“{name}”）；请另存为 {'、'.join(SUPPORTED)} 之一再试。")
    return kind


def _packed(name: str, kind: str, data: bytes) -> str:
    """docx or xlsx, by what the package holds; refuses one that is damaged, or grows beyond reason when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            size = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise DocumentProblem(f"“{name}”已损坏或没有下载完整；请重新下载后再试。") from None
    if size > _LARGEST_UNPACKED:
        raise DocumentProblem(f"“{name}”解开后大得不合理，没有读取；请确认文件来源。")
    if any(entry.startswith("word/") for entry in names):
        return "docx"
    if any(entry.startswith("xl/") for entry in names):
        return "xlsx"
    target = _OLD.get(kind, kind if kind in ("docx", "xlsx") else "docx")
    raise DocumentProblem(f"“{name}”是压缩包或不支持的格式；请解压，或打开后另存为 .{target} 再试。")
