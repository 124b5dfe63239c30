"""How a snapshot is cited: as a sentence, as BibTeX and as CSL-JSON.

In: the record of a snapshot. Out: texts and a plain record, always the same for one snapshot. Called by
concord.parts.changing. The hash is what makes a citation checkable: it covers documents, codebooks, decisions, program
and contents, so whoever has the exported snapshot can tell whether it is the one that is cited.
"""

from __future__ import annotations

import re
from typing import Any

Record = dict[str, Any]
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def citation_record(snapshot: Record) -> Record:
    """{name, reference, bibtex, csl} of a snapshot."""
    csl = _csl(snapshot)
    return {"name": snapshot["name"], "reference": _reference(snapshot), "bibtex": _bibtex(snapshot, csl), "csl": csl}


def _reference(snapshot: Record) -> str:
    """A sentence for a list of references."""
    counts, by = snapshot["counts"], snapshot["by"].rstrip(".")
    return (
        f"{by} ({snapshot['at'][:4]}). {_title(snapshot)} [Data set, {snapshot['at'][:10]}]. {_held(counts)}; "
        f"{snapshot['decisions']['count']} decisions; codebook {snapshot['codebook']['in_force']}; "
        f"Concord {snapshot['program']['version']}. SHA-256: {snapshot['hash']}"
    )


def _csl(snapshot: Record) -> Record:
    """An entry of CSL-JSON, as Zotero and pandoc read it."""
    year, month, day = (int(part) for part in snapshot["at"][:10].split("-"))
    return {
        "id": _key(snapshot),
        "type": "dataset",
        "title": _title(snapshot),
        "author": [{"literal": snapshot["by"]}],
        "issued": {"date-parts": [[year, month, day]]},
        "version": snapshot["name"],
        "medium": f"Concord {snapshot['program']['version']}",
        "number": snapshot["hash"],
        "note": f"{_held(snapshot['counts'])}. SHA-256: {snapshot['hash']}"
        + (f". {snapshot['note']}" if snapshot["note"] else ""),
    }


def _bibtex(snapshot: Record, csl: Record) -> str:
    """An entry that BibTeX takes too, which knows no data sets."""
    year, month, _ = csl["issued"]["date-parts"][0]
    fields = {
        "author": f"{{{_tex(snapshot['by'])}}}",
        "title": f"{{{_tex(csl['title'])}}}",
        "year": str(year),
        "month": str(month),
        "version": _tex(snapshot["name"]),
        "howpublished": f"Data set, {_tex(csl['medium'])}",
        "note": _tex(csl["note"]),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{csl['id']},", *lines, "}"]) + "\n"


def _title(snapshot: Record) -> str:
    return f"Meta-synthesis, snapshot “{snapshot['name']}”"


def _held(counts: Record) -> str:
    names = ("studies", "documents", "themes", "concepts", "translations", "disagreements")
    return ", ".join(f"{counts[name]} {name}" for name in names)


def _key(snapshot: Record) -> str:
    """A key of letters and digits; the beginning of the hash tells snapshots of one name apart."""
    slug = re.sub(r"[^a-z0-9]+", "", snapshot["name"].lower())
    return f"concord{snapshot['at'][:4]}{slug}{snapshot['hash'][:6]}"


def _tex(text: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in " ".join(text.split()))
