"""Promises about the project itself: sizes, declared dependencies, and documentation that agrees with the code."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tools.help_text import help_blocks, help_of

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("assistant", "eval", "index", "prompts", "web")
MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 40
SKIPPED_FOLDERS = {"__pycache__", "build", "runs"}
DOCUMENTS = [name for name in ("README.md", "README.en.md", "CONTRIBUTING.md") if (ROOT / name).exists()]

# What only the writer's machine or a hurry explains. Kept short: each entry has a reason beside it.
FORBIDDEN = {
    "a folder of one machine": r"(?<![\w.~:/-])/(?:home|Users|root|work|mnt|tmp)/\w",
    "the address of a package registry": r"pypi\.org|pythonhosted\.org|download\.pytorch",
    "a note to oneself": r"\b(?:TODO|FIXME|XXX)\b",
}


def project_files() -> Iterator[Path]:
    """Every file of the checkout that is not produced by a tool."""
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if name == ".ci" or not name.startswith(".")]
        subfolders[:] = [n for n in subfolders if n not in SKIPPED_FOLDERS and not n.endswith(".egg-info")]
        # In a second checkout of the repository .git is a file that names a folder of this machine.
        yield from (Path(folder, name) for name in names if name != ".git")


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


MODULES = sorted(path for path in project_files() if path.suffix == ".py")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


# --- sizes ---------------------------------------------------------------------------------------------------------


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from its ``def`` on, without its docstring."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None and first.end_lineno is not None:
        lines -= first.end_lineno - first.lineno + 1
    return lines


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_module_is_read_in_one_go(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MAX_MODULE_LINES
    functions = [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {function.name: lines for function in functions if (lines := body_lines(function)) > MAX_FUNCTION_LINES}
    assert not long


# --- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reason", FORBIDDEN)
def test_no_file_holds_what_only_its_writer_understands(reason: str) -> None:
    found = []
    for path in project_files():
        if path.suffix in {".safetensors", ".png"} or path == Path(__file__).resolve():
            continue
        text = path.read_bytes().decode("utf-8", "ignore")
        found += [f"{relative(path)}: {match[0]}" for match in re.finditer(FORBIDDEN[reason], text)]
    assert not found


# --- dependencies --------------------------------------------------------------------------------------------------


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(*extras: str) -> set[str]:
    """Distributions named in pyproject.toml: what the product needs, and the extras asked for."""
    lines = list(project()["project"]["dependencies"])
    for extra in extras:
        lines += project()["project"]["optional-dependencies"][extra]
    return {normal(re.split(r"[\[<>=!~; ]", line)[0]) for line in lines}


def imported(path: Path) -> set[str]:
    """Top-level names of every absolute import of a module, wherever in it they stand."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names.add(node.module.split(".")[0])
    return names


def third_party(path: Path) -> set[str]:
    own = {*PACKAGES, "app", "benchmarks", "tests", "tools"}
    return {name for name in imported(path) if name not in sys.stdlib_module_names and name not in own}


_TRAINING = ("index/train.py", "index/training/")


def extras_of(path: Path) -> tuple[str, ...]:
    """The extras that may be assumed where this module runs."""
    if relative(path).startswith(("tests/", "tools/")):
        return ("test", "train", "mcp")
    return ("train",) if relative(path).startswith(_TRAINING) else ()


@pytest.mark.parametrize("path", [path for path in MODULES if third_party(path)], ids=relative)
def test_every_imported_library_is_declared(path: Path) -> None:
    providers = importlib.metadata.packages_distributions()
    known = declared(*extras_of(path))
    undeclared = {
        name
        for name in third_party(path)
        if not known & {normal(distribution) for distribution in providers.get(name, [name])}
    }
    assert not undeclared


def test_every_declared_library_is_imported() -> None:
    # These two are imported by langchain-huggingface, which does not ask for the first, and not for a pinned second.
    providers = importlib.metadata.packages_distributions()
    product = [path for path in MODULES if relative(path).split("/")[0] in {*PACKAGES, "app.py"}]
    names = set().union(*(third_party(path) for path in product))
    used = {normal(distribution) for name in names for distribution in providers.get(name, [])}
    assert declared() - used <= {"sentence-transformers", "torch"}


def test_constraints_pin_every_dependency() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = {normal(line.split("==")[0]) for line in text.splitlines() if "==" in line}
    assert declared("mcp", "train", "test") <= pinned
    assert re.search(r"(?m)^torch==[\d.]+$", text), "torch is pinned without the local version of one of its builds"


def test_every_package_and_only_those_are_in_the_distribution() -> None:
    folders = {path.parent for path in MODULES if relative(path).split("/")[0] in PACKAGES}
    assert sorted(project()["tool"]["setuptools"]["packages"]) == sorted(
        relative(folder).replace("/", ".") for folder in folders
    )


# --- documentation -------------------------------------------------------------------------------------------------


def code(text: str) -> str:
    """The fenced and inline code of a Markdown text, one piece a line."""
    return "\n".join(re.findall(r"```.*?\n(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text))


def documented(name: str, command: str) -> set[str]:
    """The words that follow ``command`` in the code of a document: the targets of make, the commands of assistant."""
    text = code((ROOT / name).read_text(encoding="utf-8"))
    return set(re.findall(rf"(?m)^(?:\$ )?(?:python -m )?{command} ([a-z][a-z-]*)", text))


def test_the_readme_starts_with_the_two_commands() -> None:
    assert {"run", "test"} <= documented("README.md", "make")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documented_targets_exist(name: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert documented(name, "make") <= set(re.findall(r"(?m)^([a-z][a-z-]*):", makefile))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documented_commands_exist(name: str) -> None:
    commands = help_of("assistant")
    missing = {command for command in documented(name, "assistant") if not re.search(rf"\b{command}\b", commands)}
    assert not missing


@pytest.mark.parametrize("name", DOCUMENTS)
def test_help_text_in_documents_is_the_real_help(name: str) -> None:
    for block in help_blocks((ROOT / name).read_text(encoding="utf-8")):
        assert block.text == help_of(block.command), f"`{block.command} --help` changed: run `make help-text`"


def test_make_says_what_it_can_do() -> None:
    result = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("run", "test", "install", "bench"):
        assert f"make {target} " in result.stdout
