"""Fixtures of the synthesis tests: the real embedding table, the oracles, and builders of small studies."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from synthesis.similarity.term import Embedding

ROOT = Path(__file__).parents[2]


@lru_cache(maxsize=1)
def _static() -> Embedding:
    from model2vec import StaticModel

    model = StaticModel.from_pretrained(ROOT / "data" / "models" / "static_minilm")

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        return np.asarray(model.encode(list(texts)), dtype=np.float32)

    return embed


@pytest.fixture(scope="session")
def embedding() -> Embedding:
    """The embedding table that Concord ships."""
    return _static()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared; tests that need it are marked real and skip where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    return folder


@pytest.fixture(scope="session")
def oracle(shared: Path) -> Callable[[str], Any]:
    """The worked example of an id."""
    examples = {entry["id"]: entry for entry in json.loads((shared / "oracles" / "oracles.json").read_text())}
    return examples.__getitem__
