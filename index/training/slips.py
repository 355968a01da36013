"""Questions as they are mistyped: characters exchanged for others of the same sound, for training and calibration.

People type Chinese by its sound, so most slips are homophones (更新 for 跟新).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

_COMMON = 3  # times that a character has to occur to be what is typed instead
_SLIP = 12  # characters for one slip more


class Misspeller:
    """Makes slips among the characters of some texts; the same slips each time for the same ``seed``."""

    def __init__(self, texts: Iterable[str], seed: int = 0) -> None:
        from pypinyin import lazy_pinyin

        counted = Counter(character for text in texts for character in text if "\u4e00" <= character <= "\u9fff")
        self._sounds = {character: lazy_pinyin(character)[0] for character in counted}
        self._alike: dict[str, list[str]] = {}
        for character, times in sorted(counted.items()):
            if times >= _COMMON:
                self._alike.setdefault(self._sounds[character], []).append(character)
        self._rng = random.Random(seed)

    def __call__(self, text: str) -> str:
        """The text with one slip, and one more for every dozen characters; as it is where no character has a twin."""
        letters = list(text)
        places = [at for at, letter in enumerate(letters) if len(self._twins(letter)) > 0]
        for at in self._rng.sample(places, min(len(places), 1 + len(text) // _SLIP)):
            letters[at] = self._rng.choice(self._twins(letters[at]))
        return "".join(letters)

    def _twins(self, letter: str) -> list[str]:
        return [other for other in self._alike.get(self._sounds.get(letter, ""), []) if other != letter]
