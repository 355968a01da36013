"""Everything that a run leaves: files for outside tools, and the page that stands alone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as xml

import pytest

from eval import folder, junit, outputs, trec
from eval.confusion import confusion, reliability, thresholds
from eval.gates import Limits, Verdict, verdict
from eval.metrics import Share, figures, summarise
from eval.page.build import Report, page
from eval.peers.types import PeerRow
from eval.questions import load
from eval.reply import Reply
from eval.score import Row, score
from tests.browser import DESKTOP, PHONE, Size
from tests.fake_evaluation import SECRET, ids, question

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = '<script>document.title="owned"</script><img src=x onerror=alert(1)> ![](http://example.org/a.png)'


def mixed() -> list[Row]:
    """Right, wrong in every way, raised, not answered; a wrong one of the held-out half."""
    working, held_out = ids("working"), ids("held-out")
    given = [
        ("units", Reply("answered", "甲", (3, 5), 2.0)),
        ("units", Reply("answered", HOSTILE, (3, 9), 12.0)),
        ("counts", Reply("empty", "没有", (), 700.0)),
        ("counts", Reply(error="RuntimeError: no")),
        ("counts", None),
    ]
    rows = [
        score(question(id=name, kind=kind, turns=[f"问{name}"], facts=["甲"]), reply)
        for name, (kind, reply) in zip(working, given, strict=False)
    ]
    return [*rows, score(question(id=held_out[0], kind="units", turns=[SECRET]), Reply("answered", SECRET, ()))]


def report(rows: list[Row], **changes: Any) -> str:
    released = bool(changes.get("released"))
    kept = folder.kept(rows, released)
    plain = Report({"shipped": True, "day": "2017-03-01"}, summarise(rows), kept, Verdict())
    return page(replace(plain, **changes))


# --- figures -------------------------------------------------------------------------------------------------------


def test_precision_and_recall_count_tasks_and_what_was_not_measured_is_apart() -> None:
    found = figures(mixed())
    # Of 4 tasks cited, 3 may be; of 2 that each of five measured questions needs, 3 were (an error finds none).
    assert (found.precision, found.recall) == (Share(3, 4), Share(3, 10))
    assert (found.right, found.unmeasured, found.errors) == (Share(1, 5), 1, 1)


def test_an_expected_alternative_that_came_is_on_the_diagonal() -> None:
    asked = [("answered|empty", "empty"), ("not_stated|empty", "answered"), ("smalltalk", "strange")]
    rows = [score(question(id=str(n), outcome=e), Reply(g, "", ())) for n, (e, g) in enumerate(asked)]
    found = confusion([*rows, *mixed()[3:5]])
    assert found.counts == {("empty", "empty"): 1, ("not_stated", "answered"): 1, ("smalltalk", "strange"): 1,
                            ("answered", "error"): 1}  # fmt: skip
    assert found.names == ("answered", "empty", "not_stated", "smalltalk", "error", "strange")


def test_reliability_compares_stated_probability_with_what_was_right() -> None:
    assert reliability(mixed()) is None
    stated = [(0.95, True), (0.95, True), (1.0, False), (0.15, False)]
    rows = [replace(mixed()[0], probability=p, right=ok) for p, ok in stated]
    found = reliability(rows)
    assert found is not None and [(b.low, b.right.hits, b.right.n) for b in found.bins] == [(0.1, 0, 1), (0.9, 2, 3)]
    # Bins: |.15 - 0| of one and |.9667 - .6667| of three; squares .0025, .0025, 1, .0225.
    assert found.error == pytest.approx((0.15 + 3 * 0.3) / 4)
    assert found.brier == pytest.approx(1.0275 / 4)


def test_the_threshold_curve_counts_both_errors() -> None:
    assert thresholds(mixed()) == ()
    stated = [(0.9, "answered"), (0.3, "answered"), (0.4, "not_stated|out_of_scope"), (0.1, "empty|answered")]
    rows = [replace(mixed()[0], probability=p, expected_outcome=outcome) for p, outcome in stated]
    half = next(one for one in thresholds(rows) if one.least == 0.35)
    assert (half.refused.hits, half.refused.n, half.answered.hits, half.answered.n) == (1, 2, 1, 1)


# --- files ---------------------------------------------------------------------------------------------------------


def test_trec_files_hold_what_has_to_be_cited_and_what_was() -> None:
    row = score(question(id="q 1", may=[7], must=[3, "一/2"]), Reply("answered", "", (3, 9)))
    nothing = score(question(id="q2", must=[], may=[3], outcome="empty"), Reply("empty", "", ()))
    assert trec.qrels([row, nothing]) == "q_1 0 3 2\nq_1 0 一/2 2\nq_1 0 7 1\n"
    assert trec.ranking([row, nothing]) == "q_1 Q0 3 1 1.000000 assistant\nq_1 Q0 9 2 0.500000 assistant\n"


def test_junit_tells_wrong_raised_and_not_measured_apart() -> None:
    root = xml.fromstring(junit.document(folder.kept(mixed())))
    assert {key: root.attrib[key] for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "6", "failures": "3", "errors": "1", "skipped": "1"}  # fmt: skip
    assert [suite.attrib["name"] for suite in root] == ["units", "counts"]
    failures = [failure.text or "" for failure in root.iter("failure")]
    assert any("缺少 5" in text for text in failures)
    assert SECRET not in xml.tostring(root, encoding="unicode")
    xml.fromstring(junit.document([replace(mixed()[1], text="\x00\x1b\ud800", id="\x07")]))


@pytest.mark.parametrize("released", [False, True])
def test_a_run_leaves_its_files_and_the_held_out_half_only_once_released(tmp_path: Path, released: bool) -> None:
    asked = [question(id=ids(half)[0], turns=[text]) for half, text in (("working", "甲"), ("held-out", SECRET))]
    replies = {one.id: Reply("answered", one.turns[0], (3,), 1.0) for one in asked}
    rows = [score(one, replies[one.id]) for one in asked]
    run = outputs.Finished({"half": "both"}, asked, replies, rows, problems=["a.jsonl:1: x"], released=released)
    outputs.write(tmp_path, run)
    texts = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    shown = {"answers.jsonl", "questions.jsonl", "rows.jsonl", "report.html", "junit.xml"}
    assert {name for name, text in texts.items() if SECRET in text} == (shown if released else set())
    assert load([tmp_path / outputs.QUESTIONS]) == tuple(asked if released else asked[:1])
    assert texts["problems.log"].startswith("a.jsonl:1: x\n")
    assert texts["qrels.txt"].count("\n") == (4 if released else 2)


# --- the page ------------------------------------------------------------------------------------------------------


def test_the_page_stands_alone_and_runs_nothing_of_what_it_shows() -> None:
    text = report(mixed())
    assert not re.search(
        r"""(?:src|href|action)\s*=|url\(|@import""", text.replace("src=x onerror", "").replace("&", "")
    )
    assert "<script>document.title" not in text and "<img" not in text
    assert "default-src 'none'" in text
    assert text.count("<script>") == 1


def test_the_page_lists_wrong_answers_of_the_working_half_and_counts_the_others() -> None:
    text = report(mixed())
    assert text.count("<article") == 3
    assert "保留半另有 1 题答错" in text and SECRET not in text
    released = report(mixed(), released=True)
    assert released.count("<article") == 4 and SECRET in released


def test_the_headline_of_the_shipped_questions_is_of_those_nobody_worked_with() -> None:
    assert re.search(r"没见过的题.*?class=\"big\">0%<", report(mixed()))
    assert re.search(r"class=\"what\">答对.*?class=\"big\">20.0%<", report(mixed(), config={"shipped": False}))


def test_the_page_says_which_kinds_to_look_at_where_a_gate_failed() -> None:
    rows = mixed()
    text = report(rows, verdict=verdict(summarise(rows), Limits(min_right=90)))
    assert "未通过" in text and "正确率 20.0%(1/5)低于要求的 90%" in text
    assert re.search(r"先看这些类型.*?counts:0%\(0/2\)", text)
    assert 'id="gate"' not in report(rows, verdict=verdict(summarise(rows), Limits(min_right=10)))


def test_charts_and_peers_are_there_only_where_there_is_something_to_show() -> None:
    rows = mixed()
    peer = PeerRow("BM25,前 4 条", Share(1, 5), Share(1, 5), Share(0, 0), 0.1, bound=True)
    whole = report([replace(row, probability=0.9) for row in rows], peers=[peer])
    assert "与通常做法对照" in whole and "≤ 20.0%" in whole and "把握与对错" in whole and "用时" in whole
    bare = report([replace(row, milliseconds=None) for row in rows])
    assert "与通常做法对照" not in bare and "把握与对错" not in bare and "latency</span></h2>" not in bare


def test_a_run_of_nothing_wrong_has_a_page_too() -> None:
    text = report(mixed()[:1], config={"shipped": False})
    assert "100%" in text and "<article" not in text and 'id="search"' not in text


def opened(browser: Browser, path: Path, size: Size = DESKTOP) -> Page:
    tab = browser.new_page(viewport={"width": size.width, "height": size.height})
    tab.goto(path.as_uri())
    return tab


@pytest.mark.browser
def test_filter_and_search_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(report(mixed()), encoding="utf-8")
    tab = opened(browser, path)
    faults: list[str] = []
    tab.on("pageerror", lambda error: faults.append(str(error)))
    cards = tab.locator("article:visible")
    assert (cards.count(), tab.title().startswith("评测报告")) == (3, True)
    tab.locator("#kinds button", has_text="counts").click()
    assert (cards.count(), tab.locator("#shown").inner_text()) == (2, "2 / 3 题")
    tab.locator("#fault").select_option("error")
    assert cards.count() == 1
    tab.locator("#search").fill("没有这样的字")
    assert (cards.count(), tab.locator("#nothing").is_visible()) == (0, True)
    tab.locator("#kind").select_option("")
    tab.locator("#fault").select_option("")
    tab.locator("#search").fill(f"问{ids('working')[1]}")
    assert cards.count() == 1
    assert faults == []
    tab.close()


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_page_is_never_wider_than_its_window(browser: Browser, tmp_path: Path, size: Size) -> None:
    path = tmp_path / "report.html"
    path.write_text(report(mixed()), encoding="utf-8")
    tab = opened(browser, path, size)
    assert tab.evaluate("document.documentElement.scrollWidth") <= size.width
    tab.close()
