"""Fine-tuning of word vectors: texts of one task near, of different tasks apart.

Supervised contrastive loss (Khosla et al. 2020) over means of word vectors. Needs the extra ``train``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

SEED = 0
STEPS, RATE, TEMPERATURE, DROPPED, PER_TASK = 400, 2e-3, 0.07, 0.2, 4
OTHERS = 6  # other documents that each step takes in


@dataclass(frozen=True, slots=True)
class Example:
    """A normalised text and the position of the task it belongs to."""

    text: str
    task: int


def fine_tuned(
    vectors: NDArray[np.float32], tokenizer: Tokenizer, examples: Sequence[Example],
    others: Sequence[Sequence[Example]] = (),
) -> NDArray[np.float32]:  # fmt: skip
    """The vectors after supervised contrastive training: texts of one task near, of different tasks apart.

    Every step takes texts of all tasks of ``examples`` and of a few of the ``others``, each of a document of its own.
    """
    import numpy as np
    import torch

    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    texts = [example.text for part in (examples, *others) for example in part]
    encoded = [np.array(e.ids, np.int64) for e in tokenizer.encode_batch(texts, add_special_tokens=False)]
    by_task = _by_task((examples, *others), encoded)
    # Only the rows of words that occur are ever changed; to leave the others out is four times as fast.
    used = np.unique(np.concatenate(encoded))
    encoded = [np.searchsorted(used, ids) for ids in encoded]
    weights = torch.nn.Parameter(torch.from_numpy(vectors[used]))
    optimiser = torch.optim.Adam([weights], lr=RATE)
    for step in range(STEPS):
        beside = rng.choice(len(others), min(OTHERS, len(others)), replace=False) if others else ()
        tasks = [texts_of for part in (0, *(1 + at for at in beside)) for texts_of in by_task[part]]
        chosen = [_thinned(encoded[at], rng) for texts_of in tasks for at in rng.choice(texts_of, PER_TASK)]
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - step / STEPS)
        optimiser.zero_grad()
        _loss(weights, chosen).backward()
        optimiser.step()
    trained = vectors.copy()
    trained[used] = weights.detach().numpy()
    return trained


def _by_task(parts: Sequence[Sequence[Example]], encoded: Sequence[NDArray[np.int64]]) -> list[list[list[int]]]:
    """For each part the places, in ``encoded``, of the texts of each of its tasks."""
    found, at = [], 0
    for part in parts:
        tasks: dict[int, list[int]] = {}
        for example in part:
            if len(encoded[at]):
                tasks.setdefault(example.task, []).append(at)
            at += 1
        found.append([tasks[task] for task in sorted(tasks)])
    return found


def _loss(weights: Any, texts: Sequence[NDArray[np.int64]]) -> Any:
    """The supervised contrastive loss of ``texts``, ``PER_TASK`` in a row of each task."""
    import numpy as np
    import torch

    offsets = torch.from_numpy(np.cumsum([0, *(len(ids) for ids in texts[:-1])]))
    means = torch.nn.functional.embedding_bag(torch.from_numpy(np.concatenate(texts)), weights, offsets, mode="mean")
    unit = torch.nn.functional.normalize(means, dim=1)
    labels = torch.arange(len(texts)) // PER_TASK
    same = (labels[:, None] == labels[None, :]).fill_diagonal_(False)
    logits = (unit @ unit.T / TEMPERATURE).fill_diagonal_(-1e4)
    return (-((logits - logits.logsumexp(1, keepdim=True)) * same).sum(1) / same.sum(1)).mean()


def _thinned(ids: NDArray[np.int64], rng: Any) -> NDArray[np.int64]:
    """A text without some of its words, so that no single word is relied on."""
    kept = ids[rng.random(len(ids)) >= DROPPED]
    return kept if len(kept) else ids
