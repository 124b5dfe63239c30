"""Fixtures of the synthesis tests: the real embedding table, the oracles, and builders of small studies."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from synthesis.similarity.term import Embedding


@pytest.fixture(scope="session")
def embedding(root: Path) -> Embedding:
    """The embedding table that Concord ships."""
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(root / "data" / "models" / "static_minilm")

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(model.encode(list(texts)), dtype=np.float32)

    return embed


@pytest.fixture(scope="session")
def oracle(shared: Path) -> Callable[[str], Any]:
    """The worked example of an id."""
    examples = {entry["id"]: entry for entry in json.loads((shared / "oracles" / "oracles.json").read_text())}
    return examples.__getitem__
