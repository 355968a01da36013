"""The results of a message's plans; its questions of content are searched together, for they speak of each other.

"重大事故谁先开口?多长时间里必须见记者?" needs two tasks, "…采没采纳给说法吗?哪年做到?" one: the second sentence asks
nothing by itself. What one of them alone does not tell, all of them do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.conditions import Condition, Mentions, leaves, words_of
from assistant.retrieve.halves import Half, asked_apart, joint, sentences, shared_out, stands_alone
from assistant.retrieve.run import run
from assistant.retrieve.source import Source, nearness
from assistant.retrieve.stories import by_meaning, joined, searched, told_at_length
from assistant.retrieve.whole_topic import TELLING, counted_topic, whole_topic
from assistant.types import Form, Outcome, Plan, Result
from assistant.understand.sentences.split import listed_from
from index.choose import pieces
from index.types import Hit, Task

# A sentence whose best task scores less than this share of the best of all says more about another sentence's topic.
_LEANING = 0.7
_SURE = 0.5
# A question that is so unlikely to be answered is not, whatever some piece of it finds: 旁听会议怎么报名,要提前几天.
_HOPELESS = 0.1
# Score of a half's best task from which it finds its own, and the share of it that others may have.
_FOUND, _ALIKE = 0.55, 0.8


def run_all(plans: Sequence[Plan], source: Source, form: Form | None = None, text: str = "") -> list[Result]:
    """One Result a plan, in order, where no two ask for content; else one for all the content that is answered.

    ``text`` is the whole message: where a plan finds tasks by a word of it and leaves others over, what the message is
    about as a whole comes first.
    """
    if text and _about_the_whole(plans, source, text):
        whole = run(replace(joined(plans), measure="content", condition=None, topic=text), source, form)
        if whole.outcome is Outcome.ANSWERED and (whole.probability or 0.0) >= _SURE:
            return [whole]
    plans = told_at_length(plans, source, text)
    results = [run(plan, source, form) for plan in plans]
    if len(plans) == 1 and searched(plans[0]):
        return _in_halves(results[0], text, source, form)
    if listed_from(text) is not None:
        return results  # the questions of a numbered list do not speak of each other
    asked = [result for result in results if by_meaning(result.plan) and result.plan.refused is None]
    answered = [result for result in asked if result.outcome is Outcome.ANSWERED]
    if len(asked) < 2 or not answered:
        return results
    leaning = _leaning(asked, source)
    tried = [*answered, *(r for r in leaning if r not in answered)]
    together = run(joined([result.plan for result in tried]), source, form)
    if together.outcome is not Outcome.ANSWERED:
        return [result for result in results if result not in leaning or result in answered]
    kept = [result for result in results if result not in answered and result not in leaning]
    topics = [result.plan.topic or "" for result in asked]
    halves = (
        shared_out(",".join(topics)) or (asked_apart(text) if len(asked) == len(plans) else ()) or sentences(topics)
    )
    together = _with_halves(together, halves, source, form)
    place = min(results.index(result) for result in answered)
    before = [result for result in results[:place] if result in kept]
    return [*before, together, *(result for result in results[place:] if result in kept)]


def _in_halves(whole: Result, text: str, source: Source, form: Form | None) -> list[Result]:
    """One question of content, with what its halves find by themselves."""
    topic = whole.plan.topic or ""
    halves = shared_out(topic) or asked_apart(topic) or asked_apart(text) or joint(topic, source)
    if whole.outcome is Outcome.ANSWERED:
        return [_with_halves(whole, halves, source, form)]
    if (whole.probability or 0.0) < _HOPELESS:
        return [whole]
    if found := _of_all(whole.plan, halves, source, form) or _by_pieces(whole.plan, source, form):
        return [found]
    return _of_some(whole.plan, halves, source, form) or [whole]


def _of_some(plan: Plan, halves: Sequence[Half], source: Source, form: Form | None) -> list[Result]:
    """The halves that are answered, and the others as not stated; [] where none is sure enough to stand by itself."""
    found = [run(replace(plan, topic=half.query), source, form) for half in halves]
    told = [_is_told(half, result, source) for half, result in zip(halves, found, strict=True)]
    if not any(told):
        return []
    return [
        result if known else replace(result, tasks=(), cited=(), matched=0, outcome=Outcome.NOT_STATED)
        for result, known in zip(found, told, strict=True)
    ]


def _is_told(half: Half, alone: Result, source: Source) -> bool:
    hits = source.records.nearest(half.query, None)
    answered = alone.outcome is Outcome.ANSWERED and alone.plan.condition is None
    return answered and stands_alone(half, hits, alone.probability or 0.0, source.document.tasks)


def _with_halves(together: Result, halves: Sequence[Half], source: Source, form: Form | None) -> Result:
    """The tasks found for all halves together, and the best of each half that is answered by itself by another."""
    if len(halves) < 2 or together.plan.condition is not None:
        return together
    together = _within(together, halves, source)
    more: list[Task] = []
    for half in halves:
        alone = run(replace(together.plan, topic=half.query), source, form)
        known = {task.position for task in (*together.tasks, *more)}
        if _is_told(half, alone, source) and not known.intersection(task.position for task in alone.tasks):
            more.append(alone.tasks[0])
    tasks = (*together.tasks, *more)
    related = tuple(task for task in together.related if task not in more)
    return replace(together, tasks=tasks, cited=tasks, matched=len(tasks), related=related) if more else together


def _within(together: Result, halves: Sequence[Half], source: Source) -> Result:
    """Without a task that no half of the question is near to, where each half is near to one or is not answered."""
    found = [source.records.nearest(half.query, None) for half in halves]
    found = [hits for half, hits in zip(halves, found, strict=True) if not _hopeless(half, hits, source)]
    if not found or not all(hits and hits[0].score >= _FOUND for hits in found):
        return together
    near = {hit.position for hits in found for hit in hits if hit.score >= _ALIKE * hits[0].score}
    tasks = tuple(task for task in together.tasks if task.position in near)
    return replace(together, tasks=tasks, cited=tasks, matched=len(tasks)) if tasks else together


def _hopeless(half: Half, hits: Sequence[Hit], source: Source) -> bool:
    """Whether a half that is a question of its own is near to no task and asks what none answers: 另外奖金发多少钱."""
    far = not hits or hits[0].score < _FOUND
    return half.again and far and source.records.judge(half.query, hits).answered < _HOPELESS


def _of_all(plan: Plan, halves: Sequence[Half], source: Source, form: Form | None) -> Result | None:
    """The first task of each half of a question, where all are answered by themselves."""
    found = [run(replace(plan, topic=half.query), source, form) for half in halves]
    near = all(nearness(source, half.query) >= _FOUND for half in halves)
    answered = all(result.outcome is Outcome.ANSWERED and not result.plan.condition for result in found)
    if len(found) < 2 or not near or not answered:
        return None
    tasks = tuple({result.tasks[0].position: result.tasks[0] for result in found}.values())
    return replace(found[0], plan=plan, tasks=tasks, cited=tasks, matched=len(tasks), related=())


def _by_pieces(plan: Plan, source: Source, form: Form | None) -> Result | None:
    """The tasks of all parts of a question, where each of them is answered by itself: 网站谁管,公报怎么进社区."""
    parts = pieces(plan.topic or "")
    found = [run(replace(plan, topic=part), source, form) for part in parts]
    if len(found) < 2 or any(result.outcome is not Outcome.ANSWERED or result.plan.condition for result in found):
        return None
    tasks = tuple({task.position: task for result in found for task in result.tasks}.values())
    probability = min(result.probability or 0.0 for result in found)
    return replace(
        found[0], plan=plan, tasks=tasks, cited=tasks, matched=len(tasks), related=(), probability=probability
    )


def _about_the_whole(plans: Sequence[Plan], source: Source, text: str) -> bool:
    """Whether all that a message says is one topic, though its plans have parts of it or some word."""
    if all(map(searched, plans)):
        return bool(plans) and (whole_topic(text) or counted_topic(text)) is not None
    quoted = any(f"“{word}”" in text for plan in plans for word in words_of(plan.condition))
    return len(plans) == 1 and not quoted and (_worded(plans[0]) or _topic_named(plans[0], source, text))


def _worded(plan: Plan) -> bool:
    """Whether some literal words, and not all of the question, select the plan's tasks: 提到“政府”, 修路架桥的项目."""
    return plan.measure == "content" and bool(plan.topic) and not plan.facts and _mentions(plan.condition)


def _topic_named(plan: Plan, source: Source, text: str) -> bool:
    """Whether all on a topic is wanted that few tasks name with just these words: 企业信用信息的规定有哪些."""
    # Two words that both are to stand in a task are meant by the letter.
    named = isinstance(plan.condition, Mentions) and _mentions(plan.condition)
    listed = plan.measure in ("list", "summarise") and plan.topic is None and named
    return listed and whole_topic(text) is not None and len(source.tasks(plan.condition)) < TELLING


def _mentions(condition: Condition | None) -> bool:
    """Whether a condition is about words that are mentioned, and about no figures, which are meant by the letter."""
    resting = leaves(condition)
    return bool(resting) and all(isinstance(leaf, Mentions) and not _has_figure(leaf.words) for leaf in resting)


def _has_figure(words: Sequence[str]) -> bool:
    return any(character.isdigit() for word in words for character in word)


def _leaning(asked: Sequence[Result], source: Source) -> list[Result]:
    """The questions whose own words find little."""
    scores = [nearness(source, result.plan.topic or "") for result in asked]
    return [result for result, score in zip(asked, scores, strict=True) if score < _LEANING * max(scores)]
