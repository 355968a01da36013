"""Every sentence is a template: both languages hold the same ones, with the variables that the renderers give."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prompts import LANGUAGES, TemplateError, parse, template, templates

SOURCES = sorted((Path(__file__).resolve().parent.parent / "assistant").rglob("*.py"))


def test_both_languages_hold_the_same_templates() -> None:
    assert templates("zh").keys() == templates("en").keys()


@pytest.mark.parametrize("name", sorted(templates("zh")))
def test_both_languages_use_the_same_variables(name: str) -> None:
    assert template("zh", name).variables == template("en", name).variables


def _calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every ``say(...)`` with a literal name, as (place, full name, call); ``words.py`` leaves its file's name out."""
    for path in SOURCES:
        prefix = "words." if path.name == "words.py" else ""
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "say":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    yield f"{path.name}:{node.lineno}", prefix + str(first.value), node


def test_every_call_gives_exactly_the_variables_of_its_template() -> None:
    wrong = []
    for place, name, call in _calls():
        given = {keyword.arg for keyword in call.keywords}
        if None in given:  # values prepared in a dict; filling the template checks them
            continue
        if name not in templates("zh") or given != template("zh", name).variables:
            wrong.append(f"{place} {name}")
    assert not wrong


def test_every_template_is_used() -> None:
    """By its whole name, or by a name that is put together (``role.{role}``)."""
    literal: set[str] = set()
    patterns: list[str] = []
    for path in SOURCES:
        prefix = "words." if path.name == "words.py" else ""
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literal |= {node.value, f"{prefix}{node.value}"}
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(v.value)) if isinstance(v, ast.Constant) else "[a-z_]*" for v in node.values]
                patterns.append(re.escape(prefix) + "".join(map(str, parts)))
    matcher = re.compile("|".join(pattern for pattern in patterns if r"\." in pattern))
    suffixed = {f"{name}{suffix}" for name in literal for suffix in ("_tie", "_ongoing")}
    unused = [n for n in templates("zh") if n not in literal | suffixed and not matcher.fullmatch(n)]
    assert not unused


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_hold_no_markup_that_could_swallow_a_citation(language: str) -> None:
    """[任务1](…) would be a link and [任务1]: at the start of a line a definition that is not shown."""
    for name, found in templates(language).items():
        text = "".join(f"{piece.literal}{{{piece.variable or ''}}}" for piece in found.pieces)
        assert not re.search(r"\{(cite|numbers|cites)\}[(:]", text), name
        assert "<" not in text and "`" not in text, name


def test_a_missing_or_unknown_variable_is_refused() -> None:
    hello = parse("x.hello", "{name}有{count}项")
    assert hello.fill(name="市编办", count=9) == "市编办有9项"
    with pytest.raises(TemplateError, match="count"):
        hello.fill(name="市编办")
    with pytest.raises(TemplateError, match="other"):
        hello.fill(name="市编办", count=9, other=1)
    with pytest.raises(TemplateError, match="no template"):
        template("zh", "list.nothing_of_this_name")


@pytest.mark.parametrize("text", ["{", "{}", "{0}", "{a.b}", "{a[0]}"])
def test_a_malformed_template_is_refused(text: str) -> None:
    with pytest.raises(TemplateError):
        parse("x.bad", text)


def test_values_are_never_read_as_templates() -> None:
    assert parse("x.y", "“{word}”").fill(word="{word} {0} %s") == "“{word} {0} %s”"


@pytest.mark.parametrize(("count", "words"), [(1, "1 task is due"), (0, "0 tasks are due"), (42, "42 tasks are due")])
def test_english_counts_agree(count: int, words: str) -> None:
    assert parse("x.y", "{count:task|tasks} {count:=is|are} due").fill(count=count) == words
