"""Finds and loads the data that come with Concord: language model, embedding, codebooks, sample corpus.

In: nothing but the installed files. Out: loaded things, each loaded once and only when asked for. Called by
concord.deriving.derive, concord.codebooks and the command line. The only module that knows where data/ lies: inside the
package in a wheel, beside it in a source tree.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from concord.rooms import HOME
from corpus.errors import BadInput, StoreTrouble

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from extract.confidence import Weights
    from extract.facts.vocabulary import Vocabulary
    from extract.language import Language
    from synthesis.similarity.term import Embedding
    from synthesis.similarity.thesaurus import Thesaurus

PIPELINE = "models/en_concord_sm"
EMBEDDING = "models/static_minilm"
METHODS = "methods"
CONFIDENCE = "confidence"
THESAURUS = "thesaurus"
DEMO_FIELD = "water_twins"
REMEMBERED = 100_000  # texts whose embedding is kept, a kilobyte each


@cache
def data_folder() -> Path:
    """The folder of models/, codebooks/, methods/ and sample_corpus/. Raises StoreTrouble when it is nowhere."""
    inside = Path(str(files("concord") / "data"))
    for folder in (inside, HOME / "data"):
        if (folder / "codebooks").is_dir():
            return folder
    raise StoreTrouble(f"Concord's data are missing ({inside}); install concord-synthesis again.")


@cache
def language() -> Language:
    """The language pipeline, about a second to load."""
    import spacy

    from extract.language import Language

    return Language(spacy.load(_existing(PIPELINE)))


@cache
def embedding() -> Embedding:
    """Texts to rows of length 1; a text without known words gives a row of zeros. Rows of some texts are remembered."""
    from model2vec import StaticModel

    # Both tell about the header of a model card, which a bundled folder need not have.
    for name in ("huggingface_hub.repocard", "model2vec.persistence.persistence"):
        logging.getLogger(name).setLevel(logging.ERROR)
    model = StaticModel.from_pretrained(str(_existing(EMBEDDING)))

    known: dict[str, NDArray[np.float32]] = {}

    def rows(texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        if not texts:
            return np.zeros((0, model.dim), dtype=np.float32)
        found = {text: known.get(text) for text in texts}
        new = [text for text, row in found.items() if row is None]
        made = dict(zip(new, embedded(new), strict=True)) if new else {}
        if len(known) + len(made) <= REMEMBERED:
            known.update(made)
        return np.stack([made[text] if (row := found[text]) is None else row for text in texts])

    def embedded(texts: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        vectors = np.asarray(model.encode(list(texts), use_multiprocessing=False), dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        scaled: NDArray[np.float32] = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-9)
        return scaled

    return rows


@cache
def bundled_codebooks() -> dict[str, Path]:
    """The codebooks that come with Concord, by name, sorted."""
    return {path.stem: path for path in sorted((data_folder() / "codebooks").glob("*.toml"))}


@cache
def methods_vocabulary() -> Vocabulary:
    """The words in which papers tell their method."""
    from extract.facts.vocabulary import parse

    path = _existing(METHODS) / "vocabulary.toml"
    return parse(path.name, path.read_text(encoding="utf-8"))


@cache
def confidence_weights() -> Weights:
    """How features make a theme's confidence."""
    from extract.confidence import parse

    path = _existing(CONFIDENCE) / "weights.toml"
    return parse(path.name, path.read_text(encoding="utf-8"))


@cache
def thesaurus() -> Thesaurus:
    """Words and phrases that name one thing in labels of any field, how near words are, and what labels speak of."""
    import gzip

    from synthesis.similarity import rings, topics, word_net
    from synthesis.similarity.thesaurus import Thesaurus

    folder = _existing(THESAURUS)
    parsed = [
        rings.parse(name, (folder / name).read_text(encoding="utf-8")) for name in ("families.toml", "general.toml")
    ]
    known = tuple(ring for found, _ in parsed for ring in found)
    kinds = {name: kind for _, found in parsed for name, kind in found.items()}
    net = gzip.decompress((folder / "wordnet.tsv.gz").read_bytes()).decode()
    spoken_of = topics.parse("topics.toml", (folder / "topics.toml").read_text(encoding="utf-8"), kinds)
    return Thesaurus(known, word_net.parse("wordnet.tsv.gz", net), kinds, spoken_of)


def sample_corpus(field: str = "") -> tuple[Path, ...]:
    """The papers of the bundled sample corpus, sorted: of one field (a folder's name), or of all of them.

    Raises BadInput when there are none.
    """
    folder = data_folder() / "sample_corpus" / "documents" / field
    if paths := tuple(sorted(path for path in folder.rglob("*") if path.is_file())):
        return paths
    raise BadInput(f"This installation has no sample corpus in {folder}; install concord-synthesis again.")


@cache
def fingerprint(*parts: str) -> str:
    """Hash of rooms ("corpus": its modules), single modules ("concord/deriving/choosing.py") and data folders
    ("models/static_minilm": their files), path by path.

    A derived value that was made by other code or another model is made again, without anybody counting versions.
    """
    digest = hashlib.sha256()
    for part in parts:
        for name, path in _files_of(part):
            digest.update(f"{part}/{name}\x1f{path.stat().st_size}\x1f".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files_of(part: str) -> list[tuple[str, Path]]:
    """The files that a part of a fingerprint means, by their paths below it."""
    code = HOME / part
    if code.is_file():
        return [("", code)]
    root, pattern = (code, "*.py") if (code / "__init__.py").is_file() else (_existing(part), "*")
    return sorted((path.relative_to(root).as_posix(), path) for path in root.rglob(pattern) if path.is_file())


def _existing(part: str) -> Path:
    path = data_folder() / part
    if not path.is_dir():
        raise StoreTrouble(f"Concord's data are not whole: {path} is missing; install concord-synthesis again.")
    return path
