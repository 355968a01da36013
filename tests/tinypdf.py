"""Writes small PDFs for tests: lines of text and ruled tables, in a Chinese font that needs no embedding."""

from __future__ import annotations

from collections.abc import Sequence

_SIZE = 12.0
_LEADING = 20.0
_LEFT, _TOP, _BOTTOM = 60.0, 780.0, 60.0


def _width(text: str) -> float:
    return sum(_SIZE / 2 if character.isascii() else _SIZE for character in text)


class TinyPdf:
    """Pages fill from top to bottom; a running header and a page number stand apart at the edges."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = []
        self.y = 0.0
        self._turn("")

    def _turn(self, header: str) -> None:
        self.pages.append([])
        self.y = _TOP
        if header:
            self._text(_LEFT + 80, _TOP + 35, header)
            self._text(280, _BOTTOM - 35, f"- {len(self.pages)} -")

    def _text(self, x: float, y: float, text: str) -> None:
        code = text.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT /F1 {_SIZE} Tf {x:.2f} {y:.2f} Td <{code}> Tj ET")

    def line(self, text: str, header: str = "") -> None:
        if self.y < _BOTTOM:
            self._turn(header)
        elif header and not self.pages[0]:
            self._text(_LEFT + 80, _TOP + 35, header)
            self._text(280, _BOTTOM - 35, "- 1 -")
        self._text(_LEFT, self.y, text)
        self.y -= _LEADING

    def row(self, cells: Sequence[str], widths: Sequence[int]) -> None:
        """A row of ruled cells; widths in characters. Text breaks where its cell ends."""
        texts = [broken(cell, width) for cell, width in zip(cells, widths, strict=True)]
        height = max(map(len, texts)) * _LEADING + 6
        if self.y - height < _BOTTOM:
            self._turn("")
        x = _LEFT
        for lines, width in zip(texts, widths, strict=True):
            size = width * _SIZE + 4
            self.pages[-1].append(f"{x:.2f} {self.y - height:.2f} {size:.2f} {height:.2f} re S")
            for i, line in enumerate(lines):
                self._text(x + 2, self.y - 15 - i * _LEADING, line)
            x += size
        self.y -= height

    def bytes(self) -> bytes:
        kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(self.pages)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            " /DescendantFonts [4 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500 814 939 500]"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
            " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900]"
            " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >>",
        ]
        for i, page in enumerate(self.pages):
            stream = "\n".join(page)
            objects.append(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
                f" /Contents {6 + 2 * i} 0 R >>"
            )
            objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        return _assembled(objects)


def broken(text: str, width: float) -> list[str]:
    """Lines of at most ``width`` full-width characters, as a page breaks them."""
    lines = [""]
    for character in text:
        if _width(lines[-1] + character) > width * _SIZE:
            lines.append("")
        lines[-1] += character
    return lines


def _assembled(objects: Sequence[str]) -> bytes:
    out = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    return (out + f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n").encode("latin-1")
