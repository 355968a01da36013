"""References to tasks by number or position."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.understand.numbers.bare import bare_numbers
from assistant.understand.numbers.counted_from import counted_from
from assistant.understand.numbers.numerals import (
    ENGLISH_CARDINAL,
    ENGLISH_ORDINAL,
    NUMERAL,
    parse_english,
    parse_numeral,
)
from assistant.understand.numbers.sets import number_sets
from assistant.understand.numbers.spoken_numbers import spoken_numbers
from assistant.understand.tokens import Context, Numbers, Slice, Token
from index.tokens import normalise

_AND = r"\s*(?:、|,?还有(?!一[条项个])|,|\+|和|与|及|跟|以及|加上|或者?|&|and|\s)\s*"
_TO = r"\s*(?:-|~|—|–|(?:起|开始|一直|直|看|数|查|读|翻|排|捋|念|扫|过)*(?:到|至)|--|to|through|thru)\s*"
_NAMED = (
    r"任务编号|任务|编号为?|序号|条目|号码|#|nos?\.?|numbers?"
    r"|(?:items?|tasks?|assignments?|entry|entries)(?: (?:numbers?|nos?\.?))?"
)
_PREFIX = rf"(?:{_NAMED}|第)\s*(?:第|#|no\.?)?\s*"
# A bare Chinese numeral after 任务 is a number only where no word goes on from it: not in 任务一行.
_PLAIN = (
    r"(?:\d{1,9}|[零〇一二三四五六七八九十百]{1,6}(?=$|[^\u4e00-\u9fff]|是|的|和|到|至|谁|由|与|跟|同|号|什|哪|何|在|呢|归|牵|责)"
    r"|(?:[二三四五六七八九]十[一二三四五六七八九]?|十[一二三四五六七八九])"
    r"(?![一二三四五六七八九十几多余来分个年月日天次种条项级家部]))"
)
_CLASS = r"(?:\s*(?:号任务|项任务|条任务|个任务|号项|号|项|条|款|题|则))"
# 第三 of 第1项和第三部分 is no task.
_NO_SECTION = r"(?![一二三四五六七八九十\d]*个?大?(?:部分|部份|章|节|块|板块))"
# Nor are two numbers named again: 任务54和任务29,两边; nor is 一 of a word one: 100号任务,一字不落.
_ONE = rf"(?:{_PREFIX})?(?!两[边者方家头]|一[字个行句张份下起块并定共口点些样直律段路]){NUMERAL}{_NO_SECTION}{_CLASS}?"
_REFERENCE = re.compile(
    rf"(?<![a-z\d.])(?:{_PREFIX}{NUMERAL}{_CLASS}|(?!第){_PREFIX}{_PLAIN}"
    rf"|第{NUMERAL}(?=[^\u4e00-\u9fff\d]|$|到|至|和|与|第)|第\d{{1,9}}(?=[讲说谁由牵要何什归]))"
    rf"(?:(?:{_TO}|{_AND}|(?=第)){_ONE})*(?!(?!(?<=[项条号])20\d\d年)\d|[%年月日个家次天]|不[落漏少缺拉])"
)
_LABELLED = re.compile(
    rf"(?:(?<![\d.第])\d{{1,3}}(?:号任务|号|题|条任务|项任务(?=的|谁|是)|[项条](?=嘛|啊|的?呢|的牵头|的责任|的时限|的完成|的内容|的原文|的期限|牵头|是谁|是一家|是同一|是不是|是啥|是什么|谁|属于|讲|说))|(?<![\d.第头的共分])\d{{1,3}}[项条](?=里|中|当中)|(?:^|(?<=[\s,;:“\"把将查看上同]))\d{{1,3}}[条项](?![任共按照都全数统归排拆逐通整]|分(?!值|管)|[^,。?]{{2,14}}(?:里|中|当中)(?:面|头|间)?(?:有|哪|几|多少|没|谁))|(?:^|(?<=[\s,;:]))[一二三四五六七八九十百]{{1,5}}[条项](?=[,\s的]|$)|(?:^|(?<=[\s,;:]))[一二三四五六七八九十百]{{2,5}}[条项](?=[讲说谁由归写]|是[啥什谁哪]|牵头)|(?:(?<=是)|(?<=还有))(?:\d{{2}}|[一二三四五六七八九]?十[一二三四五六七八九]?)[条项](?=(?:是|由|归|又是)?(?:谁|哪家|哪个单位|哪个部门|啥时候|什么时候|何时|几时))|(?<=[跟和与同])\d{{1,3}}[条项](?=的?(?:时限|期限|完成|到期|截止|牵头|责任|配合|所在|同|一字|一个字|一模一样|一样|相同|要[干做办])|比|相比|$))(?:(?:{_TO}|{_AND}){_ONE})*"
)
_BARE = re.compile(
    rf"(?<![a-z\d.-])\d{{1,3}}(?:(?:{_TO}|{_AND})\d{{1,3}})+(?:\s*这?[两三四五六七八九十]?[项条])?(?![\d%年月日个家次天])"
)
# 66/53/29 or 33/34两项: two alone may be a fraction (1/3) or a day (12/31).
_SLASHED = re.compile(
    r"(?<![a-z\d./-])(?:任务\s*)?\d{1,3}(?:(?:\s*/\s*\d{1,3}){2,}(?![/\d%年月日])|\s*/\s*\d{1,3}(?=这?[两二]?[项条号]))"
)
_CHINESE = re.compile(
    rf"(?<!第){NUMERAL}(?:号|项|条)?{_TO}{NUMERAL}(?:号|项|条)"
    r"|(?<![第\u4e00-\u9fff])[一二三四五六七八九十百]{2,4}(?:(?:、|和|跟|与|,)[一二三四五六七八九十百]{2,4})+(?!年|月|个|部)"
    r"|(?<![第月])[一二三四五六七八九十]{1,4}号(?:(?:、|和|跟|与|,)[一二三四五六七八九十]{1,4}号)+(?:任务)?(?=的|任务|分别|各|都|两|这|那|谁|$)"
    r"|(?<!第)(?:[零〇一二三四五六七八九十百]{2,6}号(?:任务)?|[一二三四五六七八九]号任务)"
    r"|(?<!第)[一二三四五六七八九十百]{2,5}[项条](?:(?:、|,|和|跟|与|及)[一二三四五六七八九十百]{2,5}[项条])+"
    r"|(?<![第\d牵头责办担负有达共各参涉及了过])\d{1,3}[项条](?:(?:、|,|和|跟|与|及)\d{1,3}[项条])+(?=[的之中里间谁哪,?]|在|分别|各|都|是|$)"
)
_PLACED = re.compile(
    rf"(?:(?:编号|序号|顺序|位置)?(?:排|列|位列|排列|位于|处于|站)?(?:在|到)?)第{NUMERAL}(?:位|名|个)(?:上|处)?的?(?:那|这)?一?(?:项|条|件)(?:任务|工作)?"
)
_TAIL = re.compile(r"(?<=\d)\s*这?[一二两三四五六七八九十]+[项条]?(?:任务)?$")
_HEADED = re.compile(r"(?:^|(?<=[\s\"“',]))(\d{1,3})[.、](?=[\u4e00-\u9fff])")
# 24 hours: a number of something.
_OF_SOMETHING = (
    r"(?!\s(?:more |other |full )?(?:working |business |class )?"
    r"(?:hours?|minutes?|days?|weeks?|months?|years?|times|per ?cent|units?|agencies|departments?|sections?|tasks?)\b)"
)
_SINGLE = re.compile(
    rf"(?<![a-z\d.%:=-])(?<![a-z]\()\d{{1,3}}{_OF_SOMETHING}(?=$|[\s,;?!。)\"”|]|\.(?!\d)|的|谁|是|那|由|呢|和|与|跟|牵|责|属|什|讲|说|又|会|要|该|咋|怎|到期|完成|这|这项|归|同|一样|相|差|比|还|[前后](?:面|边|头|后|一)|[上下](?:一|面|边|头)|没|未|缺|空着|无|归|填|挑|领[头衔]|带头|打头|主抓|主办|负责|配合|应该|应当|我|嘛|啊|呀|属于|放在|:(?!\d)"
    r"|(?:当作?|作为?|做|为)(?:样板|样本|模板|参照|标准|基准|准|对照|对比|比较|标杆))"
)
# A dash behind words or another dash is none of a number: 甲、乙--64项的责任单位.
_NEGATIVE = re.compile(
    rf"(?:(?<![-\u4e00-\u9fff\w])-\d{{1,3}}|负{NUMERAL}){_CLASS}|(?:{_PREFIX})(?:-\d{{1,3}}|负{NUMERAL})"
)
# 第3.5条: a number that no document numbered through has.
_DECIMAL = re.compile(
    rf"(?<![\d.])(?:{_PREFIX}(?P<a>{NUMERAL})(?:\.|点)(?P<b>{NUMERAL}){_CLASS}?|(?P<c>\d{{1,3}})\.(?P<d>\d{{1,2}}){_CLASS})(?!\d)"
)
_ALONE = re.compile(rf"^第?{NUMERAL}(?:号(?:任务)?)?(?=[?!。.]?$)")
_KIND = r"个任务|个|条|项|任务"
_FROM_END = (
    r"(?:倒数|倒着数|倒过来数|反过来数|反着数|倒着算|从(?:最|文件)?(?:后|末|尾|末尾|结尾|尾巴)(?:面|头|部|端|一项|一条)?"
    r"(?:开始|起)?(?:往前|向前|往回|往上|倒着)?(?:数|算|看|推)?)(?:到|过来)?(?:,?(?:的?是)?(?=第))?"
)
_FROM_START = (
    r"(?:正数|正着数|顺着数|顺数|从(?:最)?(?:头|前|前面|开头)(?:开始|起)?(?:往后|向后|往下)?(?:数|算))(?:到|过来)?"
)
_POINT = r"的?(?:是?哪|那|这)?第?一?"
_STANDING = r"(?:(?:排|列|位列|位居|位|放|写)(?:在|到|于)?(?:全文|文件|全篇|整份文件|清单|名单|分工)?[的里中]?)"
_ORDINAL = re.compile(
    rf"第(?P<n>{NUMERAL})(?P<c>个(?:任务)?)"
    rf"|{_STANDING}?(?:(?P<back>{_FROM_END})|{_FROM_START})的?第(?P<n2>{NUMERAL})(?:位?的?[那这]?一?)?(?P<c2>{_KIND}|号)"
    rf"|{_STANDING}第(?P<n3>{NUMERAL})位?的[那这]?一?(?P<c6>{_KIND})(?:任务)?"
    rf"|(?P<first>(?<![牵带领挑])头一|第一|首|(?:开头|开篇|最前面?|最开头|最靠前|(?:编号|序号)最(?:小|靠前)|排在?(?:最前面?|首位))"
    rf"{_POINT}|(?<![伙起同合手块道人家])(?:打头|领头|起头)的?(?:第|那|这)?一?(?!任务))(?P<c3>{_KIND})"
    rf"|(?P<first2>(?:(?<=部分)|(?<=章)|(?<=,))的?(?:打头|领头|起头)的?(?:是哪一?)?)(?P<c5>任务|条|项|个)(?![数量最更])"
    rf"|(?P<last>(?<![数量才要得须该底年月日前内先早晚谁])(?:最后[一那]?|末尾?的?那?一?|最末一?|(?:收尾|结尾|压轴|压尾|垫底|殿后|收官|煞尾|最靠后|最末[尾了端]?|(?:编号|序号)最(?:大|靠后)|排在?(?:最后[面头]?|最末[位头]?|末位|末尾))"
    rf"{_POINT}(?:最后一)?))(?P<c4>{_KIND}|号)(?:任务)?"
)
_SLICE = re.compile(
    rf"{_STANDING}?(?P<side>(?:往|向)[前后下上](?:面)?数?|前面?|前头|(?<![牵带领挑打起])头|开头|最前面?|最后面?|最末尾?|末尾?|末了|后面?|后头"
    rf"|{_FROM_END}|结尾|收尾|压轴|压尾|垫底|殿后|(?<![局委办厅府部院])(?:打头|起头))(?:紧?(?:接|跟|挨)着)?的?[那这]?"
    rf"(?P<n>{NUMERAL})(?P<c>个任务|项|条|个)(?!工作日|月|小时|百分)(?:任务)?"
)
_BESIDE = ("前", "后", "往", "向")
_TOWARDS_FRONT = ("前", "头", "开头", "打头", "起头", "最前", "往前", "向前", "往上", "向上")
_BOTH_ENDS = re.compile(rf"(?P<front>首|头|一头)(?:尾|一尾)(?:的)?(?:这?(?:两|2)|各一)?(?P<c>{_KIND})")
_TOTAL = re.compile(r"(?<=[共有里中是为达到计列写])(?:\d{2,}|[一二三四五六七八九十百]{2,})(?:条|项|个)(?:任务)?")
_COUNTED = re.compile(r"\d{2,}(?:条|项|个)任务")
_HOUSE_NUMBER = re.compile(rf"{NUMERAL}号(?:(?:、|和|与|,){NUMERAL}号)*")
_NAMED_SO = 1  # characters behind it that tell of what it is the number
_THING = r"(?:task|item|one|assignment)s?"
_ENGLISH_ORDINAL = re.compile(
    rf"(?:the )?(?:very )?(?P<n>{ENGLISH_ORDINAL}|last|final) (?P<c>task|item|one|assignment)s?\b"
    rf"|(?:the )?(?P<m>{ENGLISH_ORDINAL}|last|former|latter)(?: (?:one|two))?"
    r" of (?:them|these|those|the (?:two|three|four))\b"
    r"|the (?P<k>former|latter)(?: one)?(?! (?:half|part)\b)"
    # "the former Legal Affairs Office" is a name of old
    r"(?! (?:[a-z]+ ){1,6}?(?:bureau|commission|office|committee|administration|department)\b)"
)
_ENGLISH_AT = {"last": -1, "final": -1, "latter": -1, "former": 0}
_ENGLISH_SLICE = re.compile(rf"(?:the )?(?P<side>first|last) (?P<n>{ENGLISH_CARDINAL}|\d+) {_THING}\b")
_ENGLISH_BACK = re.compile(
    rf"(?:the )?(?:(?P<n>{ENGLISH_ORDINAL})[ -](?:to|from)[ -](?:the )?(?:last|end)(?: {_THING})?"
    rf"|(?:penultimate|next[ -]to[ -]last|last but one)(?: {_THING})?|{_THING} before (?:the )?last(?: {_THING})?)\b"
)
_ENGLISH_ENDS = re.compile(rf"(?:the )?(?P<first>first)(?: {_THING})?(?: and |, | & )(?:the )?last {_THING}\b")
_ENGLISH_JOINT = r"(?:, and |, | and | & | to | through )"
_ENGLISH_WORDS = re.compile(
    rf"\b(?:task|item|number|assignment)s? (?:number |numbered )?"
    rf"(?P<n>(?:{ENGLISH_CARDINAL})(?:{_ENGLISH_JOINT}(?:{ENGLISH_CARDINAL}))*)\b"
)


def spread(text: str) -> tuple[int, ...]:
    """The numbers of a list or range as written: "10到15" -> 10..15, "3、5和8" -> 3, 5, 8."""
    found: list[int] = []
    previous_end, previous = 0, None
    text = _TAIL.sub("", text).replace("一直", "直")
    for m in re.finditer(NUMERAL, text):
        value = parse_numeral(m[0])
        if value is None:
            continue
        if (
            previous is not None
            and re.search(_TO, text[previous_end : m.start()])
            and previous < value <= previous + 400
        ):
            found.extend(range(previous + 1, value + 1))
        else:
            found.append(value)
        previous, previous_end = value, m.end()
    return tuple(dict.fromkeys(found))


def _numbers(text: str) -> Iterator[Token]:
    for pattern, cost in (
        (_REFERENCE, 0.1),
        (_LABELLED, 0.15),
        (_CHINESE, 0.1),
        (_HEADED, 0.2),
        (_BARE, 0.4),
        (_SLASHED, 0.4),
        (_SINGLE, 0.7),
        (_ALONE, 0.1),
        (_PLACED, 0.1),
    ):
        for m in pattern.finditer(text):
            values = spread(m[0])
            if values:
                yield Token("NUM", Numbers(values, pattern in (_BARE, _SINGLE)), m.start(), m.end(), cost)
    for m in _NEGATIVE.finditer(text):
        yield Token("NUM", Numbers(tuple(-n for n in spread(m[0].replace("-", "")))), m.start(), m.end(), 0.05)
    for m in _ENGLISH_WORDS.finditer(text):
        yield Token("NUM", Numbers(_english_spread(m["n"])), m.start(), m.end(), 0.1)


def _a_total(token: Token, text: str, context: Context) -> bool:
    """120条任务 of a document with 100: how many somebody believes there are, not the one of that number; 100项任务 of
    it are all."""
    known = [n for n in context.numbers if isinstance(n, int)]
    if _COUNTED.fullmatch(text, token.start, token.end) and token.value.numbers == (len(known),):  # type: ignore[attr-defined]
        return True
    said = _TOTAL.fullmatch(text, token.start, token.end)
    return bool(known and said) and all(isinstance(n, int) and n > max(known) for n in token.value.numbers)  # type: ignore[attr-defined]


def _of_a_name(token: Token, text: str, context: Context) -> bool:
    """3号 of 3号实训楼, where a task writes so."""
    name = text[token.start : token.end + _NAMED_SO]
    numbered = _HOUSE_NUMBER.fullmatch(text, token.start, token.end) is not None
    return numbered and len(name) > len(token) and any(name in normalise(task.text) for task in context.document.tasks)


def _decimals(text: str) -> Iterator[Token]:
    for m in _DECIMAL.finditer(text):
        whole, part = (parse_numeral(m[first] or m[second]) for first, second in (("a", "c"), ("b", "d")))
        yield Token("NUM", Numbers((f"{whole}.{part}",)), m.start(), m.end(), 0.02)


def _english_spread(words: str) -> tuple[int, ...]:
    """The numbers of a spelt list or range: "three to five" -> 3, 4, 5."""
    found: list[int] = []
    pieces = re.split(rf"({_ENGLISH_JOINT})", words)
    for joint, word in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        n = parse_english(word) or 0
        found += range(found[-1] + 1, n + 1) if joint.strip() in ("to", "through") and n > found[-1] else (n,)
    return tuple(dict.fromkeys(found))


def _slice(at: int, classifier: str) -> Slice:
    """The one item at ``at``, which counts from 0, or from the end if negative."""
    return Slice(at, at + 1 if at != -1 else None, classifier)


def _ordinals(text: str) -> Iterator[Token]:
    for m in _ORDINAL.finditer(text):
        classifier = m["c"] or m["c2"] or m["c3"] or m["c4"] or m["c5"] or m["c6"]
        n = 1 if m["first"] or m["first2"] else parse_numeral(m["n"] or m["n2"] or m["n3"] or "一") or 0
        at = -n if m["back"] or m["last"] else n - 1
        yield Token("SLICE", _slice(at, classifier), m.start(), m.end(), 0.12)
    for m in _SLICE.finditer(text):
        n, beside = parse_numeral(m["n"]) or 1, m["side"].startswith(_BESIDE)
        if n == 1 and beside:
            continue
        front = m["side"].startswith(_TOWARDS_FRONT)
        chosen = Slice(0, n, m["c"], beside) if front else Slice(-n, None, m["c"], beside)
        yield Token("SLICE", chosen, m.start(), m.end(), 0.12)
    for m in _BOTH_ENDS.finditer(text):
        middle = m.end("front")
        yield Token("SLICE", _slice(0, m["c"]), m.start(), middle, 0.06)
        yield Token("SLICE", _slice(-1, m["c"]), middle, m.end(), 0.06)
    yield from _english_ordinals(text)


def _english_ordinals(text: str) -> Iterator[Token]:
    for m in _ENGLISH_ORDINAL.finditer(text):
        place = m["n"] or m["m"] or m["k"]
        at = _ENGLISH_AT.get(place, (parse_english(place) or 1) - 1)
        yield Token("SLICE", _slice(at, "项" if m["c"] and m["c"] != "one" else "个"), m.start(), m.end(), 0.1)
    for m in _ENGLISH_SLICE.finditer(text):
        n = parse_english(m["n"]) or 1
        yield Token("SLICE", Slice(0, n) if m["side"] == "first" else Slice(-n, None), m.start(), m.end(), 0.1)
    for m in _ENGLISH_ENDS.finditer(text):
        yield Token("SLICE", _slice(0, "项"), m.start(), m.end("first"), 0.04)
        yield Token("SLICE", _slice(-1, "项"), m.end("first"), m.end(), 0.04)
    for m in _ENGLISH_BACK.finditer(text):
        yield Token("SLICE", _slice(-(parse_english(m["n"]) or 2) if m["n"] else -2, "项"), m.start(), m.end(), 0.08)


def find_numbers(text: str, context: Context) -> list[Token]:
    """NUM (Numbers) and SLICE (Slice) tokens: "第10到15项", "3、5和8", "49号", "倒数第二项", "前五项"."""
    found = [
        *(t for t in _numbers(text) if not _a_total(t, text, context) and not _of_a_name(t, text, context)),
        *number_sets(text, context.numbers),
        *spoken_numbers(text),
        *_ordinals(text),
        *counted_from(text),
        *(t for t in bare_numbers(text) if not _a_total(t, text, context)),
    ]
    return [*found, *_decimals(text)] if all(isinstance(n, int) for n in context.numbers) else found
