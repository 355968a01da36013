"""How Chinese words sound: their syllables and tones (pypinyin), with sounds mingled that many do not keep apart."""

from __future__ import annotations

from functools import lru_cache

_MINGLED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))


@lru_cache(maxsize=8192)
def _syllable(char: str) -> str:
    from pypinyin import Style, lazy_pinyin

    sound = lazy_pinyin(char, style=Style.NORMAL)[0]
    return str(sound)


@lru_cache(maxsize=8192)
def _mingled(char: str) -> str:
    """The syllable of a character, with sounds mingled that many speakers and input methods do not keep apart."""
    sound = _syllable(char)
    for strict, loose in _MINGLED:
        sound = sound.replace(strict, loose)
    return sound


def sound_of(text: str) -> tuple[str, ...]:
    """The syllables of ``text``, without tones and with sounds mingled that many do not keep apart."""
    return tuple(map(_mingled, text))


def spelling_of(text: str) -> str:
    """``text`` in pinyin, written together."""
    return "".join(map(_syllable, text))


def tones_of(text: str) -> tuple[str, ...]:
    """The syllables of ``text`` with their tones."""
    from pypinyin import Style, lazy_pinyin

    return tuple(str(sound) for char in text for sound in lazy_pinyin(char, style=Style.TONE3))
