"""Open files that the page exports in LibreOffice, which has to turn each into a PDF: ``make office``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from assistant import open_assistant
from web.chat import Conversation, begin, finish
from web.export import of_answer, of_duties
from web.files import FORMATS
from web.words import page_words

QUESTION, UNIT = "市政府办公厅牵头哪些任务", "市民政局"
OPENED = ("xlsx", "docx", "csv")


def main() -> int:
    """0 where every file opened; 1 with the reason where one did not, or there is no LibreOffice."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        print(
            "LibreOffice is not installed; on Debian: apt-get install libreoffice-calc libreoffice-writer",
            file=sys.stderr,
        )
        return 1
    assistant = open_assistant()
    words = page_words().export
    conversation = Conversation().plus(finish(assistant, Conversation(), begin(Conversation(), QUESTION), ""))
    answer = of_answer(conversation, assistant.documents, words)
    last = conversation.exchanges[-1].answer
    if answer is None or last is None:
        print(conversation.exchanges[-1].problem, file=sys.stderr)
        return 1
    duties = of_duties(assistant.documents[last.document], UNIT, last.generation, last.as_of, words)
    with tempfile.TemporaryDirectory() as folder:
        for name, export in (("answer", answer), ("duties", duties)):
            for ending in OPENED:
                path = Path(folder, f"{name}.{ending}")
                path.write_bytes(FORMATS[ending].write(export))
                command = [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
                subprocess.run(command, check=False, capture_output=True, timeout=180)
                pdf = path.with_suffix(".pdf")
                if not pdf.exists() or pdf.stat().st_size < 1000:
                    print(f"LibreOffice could not open {path.name}", file=sys.stderr)
                    return 1
                pdf.unlink()
                print(f"{path.name}: opened")
    return 0


if __name__ == "__main__":
    sys.exit(main())
