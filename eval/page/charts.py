"""Charts as inline SVG, drawn from the numbers that stand beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from eval.confusion import AtThreshold, Reliability
from eval.metrics import Share
from eval.page.markup import Html, join, tag
from eval.words import percent

WIDTH, HEIGHT = 520, 220
LEFT, BOTTOM, TOP, RIGHT = 52, 26, 14, 14
# Bounds of the bars in milliseconds, each about twice the one before: answers take from one to thousands.
LATENCY_STEPS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)


def interval_bar(share: Share) -> Html:
    """The share as a bar with its interval as a whisker, 0 to 100 % wide."""
    interval = share.interval
    if share.value is None or interval is None:
        return Html("")
    low, high = interval.low * 100, interval.high * 100
    parts = [
        tag("rect", x=0, y=3, width=100, height=6, class_="track"),
        tag("rect", x=0, y=3, width=f"{share.value * 100:.2f}", height=6, class_="bar"),
        tag("line", x1=f"{low:.2f}", x2=f"{high:.2f}", y1=6, y2=6, class_="whisker"),
    ]
    return tag("svg", *parts, class_="interval", viewBox="0 0 100 12", preserveAspectRatio="none", aria_hidden="true")


def latency(times: Sequence[float]) -> Html:
    """How many answers took how long; a bar a step, its bounds written below its edges."""
    steps = [(low, high) for low, high in zip(LATENCY_STEPS, (*LATENCY_STEPS[1:], math.inf), strict=True)]
    counts = [sum(low <= time < high for time in times) for low, high in steps]
    used = [at for at, count in enumerate(counts) if count]
    if not used:
        return Html("")
    shown = range(used[0], used[-1] + 1)
    title = f"{len(times)} 个回答的用时"
    edges = [_edge(steps[at][0]) for at in shown] + [_edge(steps[used[-1]][1])]
    return _figure([tag("title", title), *_columns([counts[at] for at in shown], edges)], title)


def _edge(milliseconds: float) -> str:
    if math.isinf(milliseconds):
        return "∞"
    return f"{milliseconds / 1000:g} 秒" if milliseconds >= 1000 else f"{milliseconds:g}"


def _columns(counts: Sequence[int], edges: Sequence[str]) -> list[Html]:
    room = (WIDTH - LEFT - RIGHT) / len(counts)
    parts = []
    for at, count in enumerate(counts):
        height = (HEIGHT - TOP - BOTTOM) * count / max(counts)
        x, y = LEFT + at * room, HEIGHT - BOTTOM - height
        bar = tag("rect", x=f"{x + 1:.1f}", y=f"{y:.1f}", width=f"{room - 2:.1f}", height=f"{height:.1f}", class_="bar")
        parts += [bar, tag("text", count or "", x=f"{x + room / 2:.1f}", y=f"{y - 3:.1f}", class_="value")]
    parts += [
        tag("text", edge, x=f"{LEFT + at * room:.1f}", y=HEIGHT - BOTTOM + 13, class_="tick")
        for at, edge in enumerate(edges)
    ]
    parts.append(tag("line", x1=LEFT, x2=WIDTH - RIGHT, y1=HEIGHT - BOTTOM, y2=HEIGHT - BOTTOM, class_="axis"))
    parts.append(tag("text", "毫秒 ms", x=LEFT - 12, y=HEIGHT - BOTTOM + 13, class_="unit"))
    return parts


def _at(x: float, y: float) -> tuple[float, float]:
    """Where two shares lie in a chart."""
    return LEFT + x * (WIDTH - LEFT - RIGHT), TOP + (1 - y) * (HEIGHT - TOP - BOTTOM)


def _scales() -> list[Html]:
    """0 to 100 % below and at the left."""
    parts = []
    for tick in range(0, 101, 20):
        x, y = _at(tick / 100, tick / 100)
        parts += [
            tag("text", f"{tick}%", x=f"{x:.1f}", y=HEIGHT - BOTTOM + 13, class_="tick"),
            tag("text", f"{tick}%", x=LEFT - 6, y=f"{y + 3:.1f}", class_="unit"),
        ]
    return parts


def thresholds(curve: Sequence[AtThreshold]) -> Html:
    """By the probability from which answers are given: answerable questions refused, others answered."""
    title = "门槛取多高:该答而未答(实线),不该答而答(虚线)"
    parts = [tag("title", title), *_scales()]
    for style, shares in (("curve", [one.refused for one in curve]), ("curve other", [one.answered for one in curve])):
        places = [_at(one.least, share.value or 0.0) for one, share in zip(curve, shares, strict=True)]
        parts.append(tag("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in places), class_=style))
    for one in curve:
        refused, answered = one.refused.value or 0.0, one.answered.value or 0.0
        x, y = _at(one.least, refused)
        said = f"门槛 {percent(one.least)}:该答而未答 {percent(refused)},不该答而答 {percent(answered)}"
        parts.append(tag("circle", tag("title", said), cx=f"{x:.1f}", cy=f"{y:.1f}", r=3, class_="dot"))
    return _figure(parts, title)


def reliability(found: Reliability) -> Html:
    """Stated probability against share right: on the diagonal the assistant knows what it knows."""
    title = "说有几成把握,与真正答对几成"
    (x0, y0), (x1, y1) = _at(0, 0), _at(1, 1)
    parts = [tag("title", title), tag("line", x1=x0, y1=y0, x2=x1, y2=y1, class_="diagonal"), *_scales()]
    for one in found.bins:
        right, interval = one.right.value or 0.0, one.right.interval
        x, y = _at(one.mean, right)
        if interval is not None:
            low, high = _at(one.mean, interval.low)[1], _at(one.mean, interval.high)[1]
            parts.append(tag("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=f"{low:.1f}", y2=f"{high:.1f}", class_="whisker"))
        said = f"说 {percent(one.mean)},对 {percent(right)}({one.right.hits}/{one.right.n})"
        radius = f"{3 + 7 * math.sqrt(one.right.n / found.n):.1f}"
        parts.append(tag("circle", tag("title", said), cx=f"{x:.1f}", cy=f"{y:.1f}", r=radius, class_="dot"))
    return _figure(parts, title)


def _figure(parts: Sequence[Html], title: str) -> Html:
    return tag("svg", join(parts), viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=title, class_="chart")
