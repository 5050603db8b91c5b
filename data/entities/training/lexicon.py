"""What plain text tells about German words: how common they are, whether they are names, which words behave alike.

Three things come out of running text without any annotation:

- **How name-like a word is.** English writes common nouns small. A German capitalised word that stands in the
  English translation too, with its capital, inside a sentence, is a name; one that never does is a noun.
- **Clusters.** Words are placed by what stands directly left and right of them (positive pointwise mutual information,
  reduced by a randomised singular value decomposition) and grouped by k-means.
- **Frequency**, by which compounds are split.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from aitui.data.entities.tokens import words

Matrix = npt.NDArray[np.float32]


def name_likeness(sentence_pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """For each capitalised German word: in how many sentences it stood, and in how many its translation has it too."""
    stood: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    for german, english in sentence_pairs:
        tokens = [token.text for token in words(english)]
        capitals = {word for word in tokens[1:] if word[0].isupper()}
        alphabetic = sum(word[0].isalpha() for word in tokens)
        if len(capitals) > alphabetic / 2:
            continue  # a headline in title case says nothing
        capitals |= {part for word in capitals for part in (word.removesuffix("'s"), *word.split("-"))}
        first, *rest = [token.text for token in words(german)] or [""]
        for word in {word for word in rest if word[0].isupper()} | ({first} if first in capitals else set()):
            stood[word] += 1
            kept[word] += word in capitals or word.rstrip("s'") in capitals
    return {word: (count, kept[word]) for word, count in stood.items()}


def clusters(sentences: list[list[str]], vocabulary: list[str], sizes: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """For each word of the vocabulary the number of its cluster, once per size in `sizes`."""
    embedding = _embedding(sentences, vocabulary)
    columns = [_k_means(embedding, size) for size in sizes]
    return {word: tuple(int(column[row]) for column in columns) for row, word in enumerate(vocabulary)}


def _embedding(sentences: list[list[str]], vocabulary: list[str], contexts: int = 1500, rank: int = 96) -> Matrix:
    row = {word: index for index, word in enumerate(vocabulary)}
    frequency = Counter(word for sentence in sentences for word in sentence)
    column = {word: index for index, (word, _) in enumerate(frequency.most_common(contexts))}
    edge = contexts  # what stands beyond the sentence
    counts = np.zeros((len(vocabulary), 2 * (contexts + 1)), dtype=np.float32)
    for sentence in sentences:
        for index, word in enumerate(sentence):
            if word not in row:
                continue
            left = column.get(sentence[index - 1]) if index else edge
            right = column.get(sentence[index + 1]) if index + 1 < len(sentence) else edge
            if left is not None:
                counts[row[word], left] += 1
            if right is not None:
                counts[row[word], contexts + 1 + right] += 1
    total = counts.sum()
    expected = counts.sum(1, keepdims=True) * (counts.sum(0, keepdims=True) ** 0.75)
    expected /= expected.sum() / total
    with np.errstate(divide="ignore", invalid="ignore"):
        information = np.log(counts / expected)
    np.nan_to_num(information, copy=False, nan=0.0, neginf=0.0, posinf=0.0)
    np.maximum(information, 0.0, out=information)
    random = np.random.default_rng(7)
    basis = information @ random.standard_normal((information.shape[1], rank + 16), dtype=np.float32)
    for _ in range(3):
        basis, _ = np.linalg.qr(information @ (information.T @ basis))
    left_vectors, values, _ = np.linalg.svd(basis.T @ information, full_matrices=False)
    embedding = (basis @ left_vectors[:, :rank]) * np.sqrt(values[:rank])
    norms = np.linalg.norm(embedding, axis=1, keepdims=True)
    result: Matrix = embedding / np.maximum(norms, 1e-6)
    return result


def _k_means(points: Matrix, size: int, rounds: int = 15) -> npt.NDArray[np.int64]:
    random = np.random.default_rng(size)
    centres = points[random.choice(len(points), size, replace=False)]
    nearest = np.zeros(len(points), dtype=np.int64)
    for _ in range(rounds):
        nearest = np.asarray((points @ centres.T).argmax(1), dtype=np.int64)
        for index in range(size):
            members = points[nearest == index]
            if len(members):
                centre = members.sum(0)
                centres[index] = centre / max(float(np.linalg.norm(centre)), 1e-6)
    return nearest
