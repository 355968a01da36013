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
STEPS, RATE, TEMPERATURE, DROPPED, PER_TASK = 300, 2e-3, 0.07, 0.2, 4


@dataclass(frozen=True, slots=True)
class Example:
    """A normalised text and the position of the task it belongs to."""

    text: str
    task: int


def fine_tuned(vectors: NDArray[np.float32], tokenizer: Tokenizer, examples: Sequence[Example]) -> NDArray[np.float32]:
    """The vectors after supervised contrastive training: texts of one task near, of different tasks apart."""
    import numpy as np
    import torch

    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    encoded = [
        np.array(e.ids, np.int64) for e in tokenizer.encode_batch([x.text for x in examples], add_special_tokens=False)
    ]
    by_task: dict[int, list[int]] = {}
    for at, example in enumerate(examples):
        if len(encoded[at]):
            by_task.setdefault(example.task, []).append(at)
    # Only the rows of words that occur are ever changed; to leave the others out is four times as fast.
    used = np.unique(np.concatenate(encoded))
    encoded = [np.searchsorted(used, ids) for ids in encoded]
    weights = torch.nn.Parameter(torch.from_numpy(vectors[used]))
    optimiser = torch.optim.Adam([weights], lr=RATE)
    tasks = sorted(by_task)
    labels = torch.tensor([task for task in tasks for _ in range(PER_TASK)])
    same = (labels[:, None] == labels[None, :]).fill_diagonal_(False)
    for step in range(STEPS):
        chosen = [encoded[i] for task in tasks for i in rng.choice(by_task[task], PER_TASK)]
        texts = [_thinned(ids, rng) for ids in chosen]
        offsets = torch.from_numpy(np.cumsum([0, *(len(ids) for ids in texts[:-1])]))
        means = torch.nn.functional.embedding_bag(
            torch.from_numpy(np.concatenate(texts)), weights, offsets, mode="mean"
        )
        unit = torch.nn.functional.normalize(means, dim=1)
        logits = (unit @ unit.T / TEMPERATURE).fill_diagonal_(-1e4)
        loss = -((logits - logits.logsumexp(1, keepdim=True)) * same).sum(1) / same.sum(1)
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - step / STEPS)
        optimiser.zero_grad()
        loss.mean().backward()
        optimiser.step()
    trained = vectors.copy()
    trained[used] = weights.detach().numpy()
    return trained


def _thinned(ids: NDArray[np.int64], rng: Any) -> NDArray[np.int64]:
    """A text without some of its words, so that no single word is relied on."""
    kept = ids[rng.random(len(ids)) >= DROPPED]
    return kept if len(kept) else ids
