"""The counts by which SQLite plans the queries of a Chroma database in a folder. Chroma itself never has them taken."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index.errors import IndexProblem

_DATABASE = "chroma.sqlite3"


def count_values(folder: Path) -> None:
    """Count what each index of a closed database holds. Raises IndexProblem.

    Without the counts SQLite goes through all entries for every condition; with them through those that meet one part
    of it, which are a hundredth of them.
    """
    try:
        with closing(sqlite3.connect(folder / _DATABASE)) as database:
            database.execute("ANALYZE")
            database.commit()
    except sqlite3.Error as error:
        raise IndexProblem(f"索引的数据库 {folder / _DATABASE} 不能写入；请检查磁盘空间和权限后再试。") from error
