"""What a piece of text says about who does a task and by when: "市编办牵头，市法制办配合，2017年6月底前完成"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from index.deadline import looks_like_deadline, parse_deadline
from index.layouts.clauses import Part, clauses, is_aside, parts
from index.layouts.labels import Labelled, find_labels, split_labelled
from index.layouts.names import Name, is_empty, look_like_units, split_names
from index.layouts.sides import Said, Side, side_of
from index.reading.passage import Passage, join
from index.reading.vocabulary import plain_name
from index.types import Deadline, Span, UnitField

_OTHER_LABEL = re.compile(r"[\u4e00-\u9fff]{2,10}\s*[:：]")
_LONGEST_TIME = 20  # characters of a time that is worded freely
_BREAK = re.compile(r"\s*\n\s*")
_SEPARATORS = "、，,；;。 \n\t/"
_Places = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one task; ``count`` is how many of the three it has, ``said`` what its units are told with."""

    lead: UnitField = field(default_factory=UnitField)
    responsible: UnitField = field(default_factory=UnitField)
    deadline: Deadline | None = None
    notes: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def count(self) -> int:
        return bool(self.lead.units) + bool(self.responsible.units) + (self.deadline is not None)


@dataclass(frozen=True, slots=True)
class Conventions:
    """What holds for a whole document: the year that completes "年底前", whether the first unit of a list leads, and
    whether those under a main word (责任单位 beside 协助单位) do."""

    default_year: int | None = None
    first_leads: bool = False
    main_leads: bool = False


@dataclass(slots=True)
class Gathered:
    """Literal wordings by role, as they are met; ``finish`` makes fields of them.

    ``sides`` are those of the ``responsible`` wordings, one each; ``words`` the labels and verbs that units stand with.
    """

    lead: list[Passage] = field(default_factory=list)
    responsible: list[Passage] = field(default_factory=list)
    sides: list[Side] = field(default_factory=list)
    deadline: list[Passage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    words: dict[Said, None] = field(default_factory=dict)
    said: bool = False

    def add(self, role: str, value: Passage, name: str = "") -> None:
        """The value of a label or a column. A list of units is looked through for labels, verbs and dates."""
        side = self._told(name, role) if role in ("lead", "responsible") else ""
        if not value or is_empty(value.text):
            return
        if role in ("lead", "responsible"):
            if any(label.role in ("lead", "responsible", "deadline") for label in find_labels(value.text)):
                self.labelled(split_labelled(value))
            else:
                self._clauses(value, role, side, sure=True)
        elif role == "deadline":
            self.deadline.append(value.strip("。；;，,、"))
        elif role in ("note", "person", "section", "number"):
            name = plain_name(name)
            self.notes.append(value.text if name in ("", "备注", "注", "附注") else f"{name}：{value.text}")

    def labelled(self, values: Iterable[Labelled]) -> None:
        for part in values:
            self.add(part.label.role, part.value, part.label.name)

    def phrase(self, passage: Passage, *, verb: bool = False) -> bool:
        """A phrase without labels; False, and nothing kept, where any clause of it is neither units nor a date.

        With ``verb``, it must also say what the units do: outside brackets, a bare list of units is just a list.
        """
        trial = Gathered()
        timed = not verb  # in brackets
        if not trial._clauses(passage, "responsible", "main", sure=False, timed=timed) or (verb and not trial.said):
            return False
        self.lead += trial.lead
        self.responsible += trial.responsible
        self.sides += trial.sides
        self.words |= trial.words
        self.deadline += trial.deadline
        return bool(trial.lead or trial.responsible or trial.deadline)

    def _told(self, words: str, role: str) -> Side:
        """The side of a label or a verb of units, which is noted."""
        side: Side = "lead" if role == "lead" else side_of(words)
        if side:
            self.words[Said(side, words)] = None
        return side

    def _clauses(self, passage: Passage, role: str, side: Side, *, sure: bool, timed: bool = False) -> bool:
        """Sorts clauses into roles: "A、B牵头，C、D，E配合，2017年底". A list without a verb waits for the next one.

        With ``timed``, what closes a phrase that has said who does it is taken for the deadline.
        """
        waiting: _Places = []
        dated: _Places = []
        said = ""
        places = list(clauses(passage.text))
        closing = [places.pop()] if timed and _closes_with_time(passage, places) else []
        for start, end in places:
            clause = passage.cut(start, end)
            if is_aside(clause.text):
                continue
            if _OTHER_LABEL.match(clause.text):
                # 牵头市领导：张三 among the units: some label that is none of ours.
                self.notes.append(clause.text)
                continue
            if looks_like_deadline(clause.text) and not look_like_units(split_names(clause).names, strict=True):
                dated.append((start, end))
                continue
            for part in parts(passage.text, start, end):
                units = passage.cut(part.start, part.end)
                if units and not sure and not look_like_units(split_names(units).names):
                    return False
                own = [(part.start, part.end)] if units else []
                if part.role:
                    said = part.role
                    self.said = True
                    self._act(part, passage, waiting, own, side if sure else "")
                waiting = [] if part.role else [*waiting, *own]
        if not sure and not said and not _strictly_units(passage, waiting):
            return False
        # After 牵头, units without a verb take part; alone, they have the role of their label.
        self._put("responsible" if said == "lead" else role, passage, waiting, "helping" if said and not sure else side)
        self._put("deadline", passage, [*dated, *closing])
        return True

    def _act(self, part: Part, passage: Passage, waiting: _Places, own: _Places, label: Side) -> None:
        """Keeps units under their verb; of 责任单位：甲局，乙局配合 only those of its clause: the label tells more."""
        verb: Side = self._told(part.verb, part.role) if part.verb else "helping"
        if label == "main" and verb == "helping":
            self._put("responsible", passage, waiting, label)
            waiting = []
        self._put(part.role, passage, [*waiting, *own], verb)

    def _put(self, role: str, passage: Passage, places: _Places, side: Side = "") -> None:
        """Keeps places of a passage under a role, as one wording where only separators part them."""
        targets = {"lead": self.lead, "deadline": self.deadline}
        target = targets.get(role, self.responsible)
        runs: _Places = []
        for start, end in places:
            if runs and not passage.text[runs[-1][1] : start].strip(_SEPARATORS):
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        target += [passage.cut(start, end) for start, end in runs]
        if target is self.responsible:
            self.sides += [side] * len(runs)

    def finish(self, conventions: Conventions) -> Fields:
        """The gathered wordings as fields."""
        leads = [conventions.main_leads and side == "main" for side in self.sides]
        told = [*zip(self.responsible, leads, strict=True)]
        lead = _List.of([*self.lead, *(wording for wording, main in told if main)])
        responsible = _List.of([wording for wording, main in told if not main])
        marked = [n for n in responsible.names if n.role == "lead"]
        demoted = [n for n in lead.names if n.role == "responsible"]
        if not marked and conventions.first_leads and not lead.names:
            marked = list(responsible.names[:1])
        # 市教育局（牵头）、市财政局: a remark behind a name outweighs the label before the list.
        lead, responsible = lead.moved(marked, demoted), responsible.moved(demoted, marked)
        deadline = None
        if self.deadline:
            said = join([_unwrapped(wording) for wording in self.deadline], "；")
            deadline = replace(parse_deadline(said.text, conventions.default_year), span=said.span)
        words = (*self.words, *([Said("lead", "")] if marked else []))
        return Fields(lead.field(), responsible.field(), deadline, tuple(dict.fromkeys(self.notes)), words)


def _closes_with_time(passage: Passage, places: _Places) -> bool:
    """甲局牵头，乙局配合，视旱情启动: what closes a list of units is when, however it is worded."""
    if len(places) < 2 or places[-1][1] - places[-1][0] > _LONGEST_TIME:
        return False
    last = passage.cut(*places[-1]).text
    if is_aside(last) or _OTHER_LABEL.match(last):
        return False
    told = any(part.role for place in places[:-1] for part in parts(passage.text, *place))
    names = [split_names(passage.cut(part.start, part.end)).names for part in parts(passage.text, *places[-1])]
    return told and not any(look_like_units(of) for of in names)


def _unwrapped(deadline: Passage) -> Passage:
    """Without the line breaks of a narrow cell; a line that is a deadline by itself stays one."""
    text = deadline.text
    cuts = [m.span() for m in _BREAK.finditer(text) if not looks_like_deadline(text[m.end() :])]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    return join([deadline.cut(*place) for place in zip(starts, ends, strict=True)], "") if cuts else deadline


def _strictly_units(passage: Passage, places: _Places) -> bool:
    return all(look_like_units(split_names(passage.cut(*place)).names, strict=True) for place in places)


@dataclass(frozen=True, slots=True)
class _List:
    """The names of one role, whether the list is open, and its wording."""

    names: tuple[Name, ...]
    open: bool
    wording: Passage

    @classmethod
    def of(cls, wordings: Sequence[Passage]) -> _List:
        lists = [split_names(wording) for wording in wordings]
        names = tuple(name for one in lists for name in one.names)
        return cls(names, any(one.open for one in lists), join(wordings, "；"))

    def moved(self, joining: Sequence[Name], leaving: Sequence[Name]) -> _List:
        """With some names more and some fewer; the wording is then put together from what is written of each."""
        if not joining and not leaving:
            return self
        names = (*(name for name in self.names if name not in leaving), *joining)
        return _List(names, self.open and bool(names), join([name.source for name in names], "、"))

    def field(self) -> UnitField:
        if not self.names:
            return UnitField()
        start = min(self.wording.offsets)
        end = max(self.wording.offsets) + 1
        units = tuple(dict.fromkeys(name.text for name in self.names))
        return UnitField(units, self.wording.text, Span(start, end), self.open)
