"""From what was typed to what is read: width, script, noise and length."""

from __future__ import annotations

import re
import unicodedata

from assistant.types import Language, Question

MAX_CHARACTERS = 2_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff\ufff0-\uffff]")
_TAGS = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]{0,200}>", re.I | re.S)
_EMOJI = re.compile(r"[\U0001f000-\U0001faff\u2600-\u27bf\u2300-\u23ff\ufe0f]")
_LINES = re.compile(r"[ \t]*[\r\n]+[ \t\r\n]*")
_SPACES = re.compile(r"[ \t\u3000]+")
# Questions numbered ①, ② begin anew; NFKC alone would join mark and number: ①5 is not 15.
_CIRCLED = str.maketrans({chr(0x2460 + n): f" ({n + 1}) " for n in range(20)})
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[a-z]{2,}")
_SAME = str.maketrans(
    {
        "—": "-",
        "–": "-",
        "〜": "~",
        "﹣": "-",
        "−": "-",
        "・": "·",
        "`": "'",
        "､": "、",
        "。": "。",
        "｡": "。",
        "；": ";",
        "○": "〇",
        "仨": "三个",
        "廿": "二十",
        "卅": "三十",
        "卌": "四十",
    }
)


# 第 and 项 typed by ear before and after a number, 部分 after one; characters of a word set apart by spaces.
_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,5})"
_HAN_DIGITS = "一二三四五六七八九十"
_SLIPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"(?:(?<![\u4e00-\u9fff])|(?<=[念看讲查问找把对发给]))[弟地帝递](?=\s?{_NUMERAL}\s?(?:项|条|号|款|部分|章))"
        ),
        "第",
    ),
    (re.compile(rf"(第\s?{_NUMERAL}\s?)[像向象相巷](?![关应同])"), r"\1项"),
    (re.compile(r"(?<![\d.])(\d{1,3})[像向象相巷](?=是|归|由|谁|牵|的|任务|什么|啥)"), r"\1项"),
    (re.compile(r"\bno\. (?=\d)"), "no."),
    (re.compile(rf"(第\s?{_NUMERAL}\s?)(?:步分|布分|部粉|部门分)"), r"\1部分"),
    (re.compile(r"(?<![\da-z])(20\d\d)年?[-/ ]?q([1-4])(?![\da-z])"), r"\1年第\2季度"),
    (re.compile(r"(?<![\da-z])(20\d\d)年?[-/ ]?h1(?![\da-z])"), r"\1年上半年"),
    (re.compile(r"(?<![\da-z])(20\d\d)年?[-/ ]?h2(?![\da-z])"), r"\1年下半年"),
    (re.compile("甚[么麽]"), "什么"),
    # Everyday words for a deadline, unless they are quoted or of another subject (收官之战, 做到点上).
    (re.compile("(?<![“”\"'《])死线(?![“”\"'》])"), "期限"),
    (re.compile("(?<![“”\"'《])(?:收官(?![之战年作大后以那一条项“”\"'》])|交账|交卷(?!子))(?![“”\"'》])"), "到期"),
    (
        re.compile("(?<![提说讲写谈聊看找碰遇达直感想做抓拿学用查落先“”\"'《])到点(?![上子名滴评题儿什东别“”\"'》])"),
        "到期",
    ),
    (re.compile(r"(?<![^\s])(?:[\u4e00-\u9fff] ){2,}[\u4e00-\u9fff](?![^\s])"), ""),
    (re.compile(r"(?<=[a-z])’(?=[a-z])"), "'"),
    # 写稿子用——讲“回应关切”的部分: a dash between clauses; one beside a numeral stands for 到.
    (
        re.compile(rf"(?<=[\u4e00-\u9fff”\"])(?<![{_HAN_DIGITS}])-{{2,}}(?=[\u4e00-\u9fff“\"(])(?![{_HAN_DIGITS}])"),
        ",",
    ),
    # English shortened as in a note.
    (re.compile(r"\bgov'?t(?=s?\b)"), "government"),
    (re.compile(r"\bdept(?=s?\b)\.?"), "department"),
    (re.compile(r"\bmuni\b"), "municipal"),
    (re.compile(r"\bw/o\b"), "without"),
    (re.compile(r"\b(what|who|when|where|how)s\b"), r"\1's"),
    (re.compile(r"\bpl[sz]\b"), "please"),
)


# Spoken digits: 幺二三四五 is 12345, 两千零一十七年 is 2017年.
_SPOKEN = re.compile(r"(?=[一二三四五六七八九零〇]*幺)[幺一二三四五六七八九零〇]{3,}")
_DIGITS = str.maketrans("幺一二三四五六七八九零〇", "112345678900")
# Numerals as on a cheque; elsewhere their characters are of other words (队伍, 水陆) and of names.
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰", "一二三四五六七八九十百")
_FORMAL = re.compile(
    r"(?<=第)[壹贰叁肆伍陆柒捌玖拾佰]+|[壹贰叁肆伍陆柒捌玖拾佰]{2,}|(?<!队)[壹贰叁肆伍陆柒捌玖拾佰](?=[、项条号个件部家])"
)
_SPOKEN_YEAR = re.compile(r"[两二]千[零〇]?(?P<tens>[一二三]?十)(?P<ones>[一二三四五六七八九])?(?=年)")


def _year_spoken(said: re.Match[str]) -> str:
    tens = {"十": 1, "一十": 1, "二十": 2, "三十": 3}[said["tens"]]
    ones = "一二三四五六七八九".index(said["ones"]) + 1 if said["ones"] else 0
    return str(2000 + 10 * tens + ones)


def _spoken_numbers(text: str) -> str:
    text = _FORMAL.sub(lambda m: m[0].translate(_PLAIN), text)
    return _SPOKEN_YEAR.sub(_year_spoken, _SPOKEN.sub(lambda m: m[0].translate(_DIGITS), text))


# Cantonese function words, which no text in Mandarin holds: 冇寫責任單位嘅有邊幾項.
_CANTONESE = re.compile("[嘅冇唔啲咩喺嗰咗佢]")
_IN_MANDARIN: tuple[tuple[str, str], ...] = (
    ("系咪", "是不是"), ("系唔系", "是不是"), ("唔系", "不是"), ("系(?=[边咩])", "是"),
    ("边(?=[几个度间条项啲])", "哪"),
    ("冇", "没有"), ("嘅", "的"), ("唔", "不"), ("啲", "些"), ("咩", "什么"),
    ("喺", "在"), ("嗰", "那"), ("咗", "了"), ("佢", "它"),
)  # fmt: skip


def _in_mandarin(text: str) -> str:
    if _CANTONESE.search(text):
        for said, meant in _IN_MANDARIN:
            text = re.sub(said, meant, text)
    return text


def _without_slips(text: str) -> str:
    for pattern, put in _SLIPS:
        text = pattern.sub(put or (lambda m: m[0].replace(" ", "")), text)
    return text


# One word could be pinyin (caizhengju) or a name that Chinese writing uses, too (PPP, app).
_PINYIN = re.compile(
    r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxzcsryw])?(?:[iu]ang|iong|[aeio]ng|i?ao|u?ai|[iu]an|[aeiu]n|ei|ou|i[aeu]|u[aeio]|ve|er|[aeiouv]))+"
)
_LEAST_LETTERS = 4


def is_pinyin(word: str) -> bool:
    """Whether a word in Latin letters could be Chinese by its syllables."""
    return _PINYIN.fullmatch(word) is not None


def _is_english(word: str) -> bool:
    from index.english import glossed

    known = any(end - start == len(word) for start, end, _ in glossed(word))
    return len(word) >= _LEAST_LETTERS and (known or not is_pinyin(word))


def language_of(text: str) -> Language:
    """English where most of the writing is Latin words: three or more (one or two with no Han character beside them),
    and fewer Han characters than letters."""
    words = _LATIN_WORD.findall(text)
    if len(words) == 1 and not has_han(text):
        return "en" if _is_english(words[0]) else "zh"
    enough = len(words) >= (3 if has_han(text) else 2)
    return "en" if enough and sum(map(len, words)) > len(_HAN.findall(text)) else "zh"


def several_words(text: str) -> bool:
    """Whether more than one word is in Latin letters."""
    return len(_LATIN_WORD.findall(text)) > 1


def has_han(text: str) -> bool:
    """Whether any of the writing is Chinese."""
    return _HAN.search(text) is not None


def clean(typed: str) -> Question:
    """A Question: ``text`` in NFKC, simplified characters, lower case, without tags, emoji and control characters.

    Longer than MAX_CHARACTERS is cut, and said so (``truncated``); lone surrogates and control characters vanish.
    """
    from index.tokens import normalise

    truncated = len(typed) > MAX_CHARACTERS
    kept = typed[: MAX_CHARACTERS * 2]
    kept = kept.translate(_CIRCLED) if "①" in kept and "②" in kept else kept
    text = _CONTROL.sub("", unicodedata.normalize("NFKC", kept).translate(_SAME))
    text = _EMOJI.sub(" ", _TAGS.sub(" ", text))
    text = _SPACES.sub(" ", _LINES.sub("\n", text)).strip()[:MAX_CHARACTERS]
    text = _without_slips(_spoken_numbers(_in_mandarin(normalise(text))))
    return Question(typed, text, language_of(text), truncated)
