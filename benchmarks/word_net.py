"""Distils the word net of data/thesaurus from Princeton WordNet 3.0.

    python -m benchmarks.word_net FOLDER [--write]

FOLDER holds the files of WordNet (index.noun, data.noun, ..., cntlist.rev; Debian's package wordnet-base has them).
Prints how large the net is; with --write it goes to data/thesaurus/wordnet.tsv.gz, the same bytes each time.

How often a word has a sense is estimated from the tagged texts of WordNet (cntlist.rev), where 2 / rank is added to
each count. Two words are near by the sum over their common senses of the root of the two shares (Bhattacharyya 1943),
and less so by a derivation (decide, decision), a pertainym (finance, financial), a likeness of adjectives, one step to
the wider term, which says the less the more it has below it. A person who does a thing is not the thing: "analyst" is
less near to "analysis" than a derivation is. What is near to a derivation of a word is near to the word. Words are
those that the embedding table knows and their synonyms; they are keyed by their stems (benchmarks/word_stems.py). Pairs
made by hand (data/thesaurus/related.txt) are added at the end.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.word_stems import RIVAL, owners
from synthesis.similarity.words import stem

ROOT = Path(__file__).parents[1]
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_FILE_OF_TYPE = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
PERSON = 18  # number of the lexicographers' file noun.person
RANK = 2.0  # added to the count of a sense: this over its rank
DERIVED, ACTOR, PERTAINS, LIKE, WIDER = 0.9, 0.35, 0.9, 0.45, 0.45
UNLIKE = 0.5  # of a derivation that does not begin with the same three letters ("value", "evaluate")
NO_KIN = {("qualification", "quality"), ("qualify", "quality")}  # WordNet has a derivation that labels do not mean
KIN = 0.25  # from this nearness a derivation makes two words kin, which share what is near to either
STRETCH = 0.6  # power of a nearness, so that it spreads over 0 to 1
LEAST = 0.12  # weaker links are left out
LEADING = 0.2  # share of a sense from which its opposites and wider terms are told
RELATED = ROOT / "data" / "thesaurus" / "related.txt"
TARGET = ROOT / "data" / "thesaurus" / "wordnet.tsv.gz"
TOKENIZER = ROOT / "data" / "models" / "static_minilm" / "tokenizer.json"

Sense = tuple[str, int]  # part of speech, offset of the synset
Pair = tuple[str, str]
Weights = dict[Pair, float]  # by pair of words, the first the lesser


@dataclass
class Synset:
    """words in order; links: (sign, target, place of the source word, place of the target word), from 1, 0 all."""

    file: int
    words: tuple[str, ...]
    links: tuple[tuple[str, Sense, int, int], ...]


@dataclass
class Source:
    """WordNet as read. share: by word, how likely each of its senses is, 0 to 1; local: the same within a part."""

    synsets: dict[Sense, Synset] = field(default_factory=dict)
    share: dict[str, dict[Sense, float]] = field(default_factory=dict)
    local: dict[str, dict[Sense, float]] = field(default_factory=dict)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    source = read(arguments.folder)
    text = distilled(source, known_words())
    packed = gzip.compress(text.encode(), 9, mtime=0)
    links = sum(len(line.split("\t")[1].split()) for line in text.splitlines())
    print(f"{text.count(chr(10))} stems, {links // 2} links, {len(packed):,} bytes packed")
    if arguments.write:
        TARGET.write_bytes(packed)
    return 0


def known_words() -> dict[str, int]:
    """The words of the embedding table, and their ranks: it has them about in order of how frequent they are."""
    table = json.loads(TOKENIZER.read_text(encoding="utf-8"))["model"]["vocab"]
    return {word: rank for word, rank in table.items() if re.fullmatch("[a-z]{3,}", word)}


def read(folder: Path) -> Source:
    source = Source()
    counts = dict(_counts(folder / "cntlist.rev"))
    raw: dict[str, dict[Sense, float]] = defaultdict(dict)
    for name, part in PARTS.items():
        for line in _lines(folder / f"data.{name}"):
            offset, synset = _synset(line, part)
            source.synsets[part, offset] = synset
        for line in _lines(folder / f"index.{name}"):
            fields = line.split()
            senses = [(part, int(offset)) for offset in fields[-int(fields[2]) :]]
            found = {s: counts.get((fields[0], part, i), 0) + RANK / i for i, s in enumerate(senses, 1)}
            raw[fields[0]] |= found
            source.local.setdefault(fields[0], {}).update(_shares(found))
    source.share = {word: _shares(found) for word, found in raw.items()}
    return source


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="ascii") as lines:
        yield from (line for line in lines if not line.startswith("  "))


def _counts(path: Path) -> Iterator[tuple[tuple[str, str, int], int]]:
    for line in _lines(path):
        key, number, count = line.split()
        lemma, rest = key.split("%")
        yield (lemma, _FILE_OF_TYPE[rest[0]], int(number)), int(count)


def _synset(line: str, part: str) -> tuple[int, Synset]:
    fields = line.partition(" | ")[0].split()
    size = int(fields[3], 16)
    words = tuple(re.sub(r"\(\w+\)$", "", word).lower() for word in fields[4 : 4 + 2 * size : 2])
    at = 4 + 2 * size
    links = []
    for i in range(int(fields[at])):
        sign, offset, target, places = fields[at + 1 + 4 * i : at + 5 + 4 * i]
        links.append((sign, ("a" if target == "s" else target, int(offset)), int(places[:2], 16), int(places[2:], 16)))
    return int(fields[0]), Synset(int(fields[1]), words, tuple(links))


def _shares(found: Mapping[Sense, float]) -> dict[Sense, float]:
    total = sum(found.values())
    return {sense: count / total for sense, count in found.items()}


def distilled(source: Source, ranks: Mapping[str, int]) -> str:
    """Lines stem TAB neighbours TAB opposites TAB wider words, all sorted, both directions of a link written."""
    ranks = with_rarer(ranks, source)
    direct, kin, opposites, wider = links_of(source, ranks.keys() & source.share.keys())
    owner = owners({word: rank for word, rank in ranks.items() if word in source.share}, kin)
    near: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), weight in with_kin(direct, kin).items():
        if one in owner and other in owner and owner[one] != owner[other] and weight**STRETCH >= LEAST:
            for a, b in ((owner[one], owner[other]), (owner[other], owner[one])):
                near[a][b] = max(near[a].get(b, 0.0), min(weight, 0.98) ** STRETCH)
    for one, other, weight in related(RELATED.read_text(encoding="utf-8")):
        near[one][other] = max(near[one].get(other, 0.0), weight)
    against, above = (_by_stem(pairs, owner) for pairs in (opposites, wider))
    lines = []
    for key in sorted(near.keys() | against.keys() | above.keys()):
        weights = " ".join(f"{other}:{round(100 * weight)}" for other, weight in sorted(near[key].items()))
        lines.append(f"{key}\t{weights}\t{' '.join(sorted(against[key]))}\t{' '.join(sorted(above[key]))}\n")
    return "".join(lines)


def related(text: str) -> Iterator[tuple[str, str, float]]:
    """(stem, stem, nearness), in both directions, of lines "hundredths word word ..."."""
    for line in text.splitlines():
        if not line.startswith("#"):
            hundredths, *words = line.split()
            stems = dict.fromkeys(map(stem, words))
            yield from ((one, other, int(hundredths) / 100) for one in stems for other in stems if one != other)


def with_rarer(ranks: Mapping[str, int], source: Source) -> dict[str, int]:
    """The words, and after them those that WordNet's texts have or that mostly mean what a known word often means."""
    more = {
        word
        for sense, synset in source.synsets.items()
        if any(word in ranks and source.share[word][sense] >= LEADING for word in synset.words)
        for word in synset.words
        if re.fullmatch("[a-z]{4,}", word) and source.share[word][sense] >= 0.5
    }
    return {**{word: len(ranks) + RIVAL * place for place, word in enumerate(sorted(more))}, **ranks}


def _by_stem(pairs: Iterable[Pair], owner: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        if one in owner and other in owner and owner[one] != owner[other]:
            found[owner[one]].add(owner[other])
    return found


def links_of(source: Source, words: set[str]) -> tuple[Weights, Weights, set[Pair], set[Pair]]:
    """(nearness, nearness by derivation, opposites in both directions, (word, wider word)) of words."""
    near: Weights = defaultdict(float)
    kin: Weights = defaultdict(float)
    opposites: set[Pair] = set()
    wider: set[Pair] = set()
    narrower = Counter(target for s in source.synsets.values() for sign, target, _, _ in s.links if sign == "@")

    def share(word: str, sense: Sense) -> float:
        return source.share[word].get(sense, 0.0)

    def weight(word: str, sense: Sense) -> float:  # of a sense within its part of speech, and among all
        return math.sqrt(source.local[word][sense] * share(word, sense))

    for sense, synset in source.synsets.items():
        mine = [word for word in synset.words if word in words]
        for one in mine:
            for other in mine:
                if one < other:
                    near[one, other] += math.sqrt(share(one, sense) * share(other, sense))
        for sign, target, a, b in synset.links:
            goal = source.synsets[target]
            ends = _ends(synset, a, words), _ends(goal, b, words)
            for one, other in ((one, other) for one in ends[0] for other in ends[1] if one != other):
                pair = min(one, other), max(one, other)
                both = math.sqrt(share(one, sense) * share(other, target))
                if sign in ("+", "\\", "<"):
                    actor = PERSON in (synset.file, goal.file)
                    factor = ACTOR if actor else DERIVED if sign == "+" else PERTAINS
                    bond = factor * math.sqrt(weight(one, sense) * weight(other, target))
                    bond *= 1.0 if one[:3] == other[:3] else UNLIKE
                    table = near if actor else kin
                    table[pair] += bond / (1 if sign == "\\" else 2)  # a derivation is told in both synsets
                elif sign == "!" and min(source.local[one][sense], source.local[other][target]) >= LEADING:
                    opposites |= {(one, other), (other, one)}
                elif sign == "&":
                    near[pair] += LIKE * both / 2
                elif sign == "@":
                    near[pair] += WIDER * both / (1 + math.log(narrower[target]))
                    if source.local[one][sense] >= LEADING:
                        wider.add((one, other))
    return near, {pair: min(weight, DERIVED) for pair, weight in kin.items() if pair not in NO_KIN}, opposites, wider


def _ends(synset: Synset, place: int, words: set[str]) -> list[str]:
    chosen = synset.words if place == 0 else synset.words[place - 1 : place]
    return [word for word in chosen if word in words]


def with_kin(near: Weights, kin: Weights) -> Weights:
    """Nearness, also of what is near to a word's kin: the product of the two steps."""
    beside: dict[str, dict[str, float]] = defaultdict(dict)
    bonds: dict[str, dict[str, float]] = defaultdict(dict)
    for table, pairs in ((beside, near), (bonds, kin)):
        for (one, other), weight in pairs.items():
            table[one][other] = table[other][one] = weight
    found = {pair: max(near.get(pair, 0.0), kin.get(pair, 0.0)) for pair in near.keys() | kin.keys()}
    for one in sorted(bonds):
        for fellow, bond in sorted(bonds[one].items()):
            steps = {**beside[fellow], **{word: weight for word, weight in bonds[fellow].items() if weight >= KIN}}
            for other, weight in sorted(steps.items()) if bond >= KIN else ():
                if other != one:
                    pair = min(one, other), max(one, other)
                    found[pair] = max(found.get(pair, 0.0), bond * weight)
    return found


if __name__ == "__main__":
    sys.exit(main())
