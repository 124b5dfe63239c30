"""Coefficients of agreement between coders as a plain record.

In: a Reliability. Out: the record that the command line prints as JSON and the dashboard shows. Called by KnowledgeBase
and `concord reliability`.
"""

from __future__ import annotations

from typing import Any

from synthesis.reliability import Figure, Reliability

Record = dict[str, Any]
FIRST = ("percent_agreement", "positive_agreement", "negative_agreement")
THEN = ("cohen_kappa", "fleiss_kappa", "gwet_ac1", "brennan_prediger", "krippendorff_alpha")
BESIDE = ("conger_kappa", "prevalence_index", "bias_index")
TITLES = {
    "percent_agreement": "Agreement (share of pairs of ratings)",
    "positive_agreement": "Positive agreement",
    "negative_agreement": "Negative agreement",
    "cohen_kappa": "Cohen's kappa",
    "fleiss_kappa": "Fleiss' kappa",
    "conger_kappa": "Conger's kappa",
    "gwet_ac1": "Gwet's AC1",
    "brennan_prediger": "Brennan-Prediger",
    "krippendorff_alpha": "Krippendorff's alpha (nominal)",
    "prevalence_index": "Prevalence index",
    "bias_index": "Bias index",
}
CODING = {
    "observed": "percent_agreement",
    "krippendorff": "krippendorff_alpha",
    "gwet": "gwet_ac1",
    "fleiss": "fleiss_kappa",
    "brennan_prediger": "brennan_prediger",
    "conger": "conger_kappa",
    "cohen": "cohen_kappa",
    "positive": "positive_agreement",
    "negative": "negative_agreement",
    "prevalence": "prevalence_index",
    "bias": "bias_index",
}
_DIGITS = 12  # what is left of a float once the order of additions no longer shows


def reliability_record(found: Reliability) -> Record:
    """Every coefficient by its name, None where it is undefined, with the reason under `undefined`.

    units: how many have a rating; units_compared: two or more. coders: how many; categories: their names. Shares and
    coefficients are not rounded. intervals: [low, high] by name, None where there is none; `undefined` says why, under
    "intervals". undefined_resamples: by name, how many resamples were left out, if any were.
    """
    figures = {name: found[name] for name in (*FIRST, *THEN, *BESIDE)}
    undefined = {name: figure.undefined for name, figure in figures.items() if figure.undefined}
    if found.compared == 1:
        undefined["intervals"] = "one unit only has two ratings; resampling needs two"
    return {
        "units": found.units,
        "coders": len(found.coders),
        "categories": list(found.categories),
        **{name: _rounded(figures[name].value) for name in (*FIRST, *THEN)},
        "intervals": {name: _interval(figure) for name, figure in figures.items()},
        "undefined": undefined,
        **{name: _rounded(figures[name].value) for name in BESIDE},
        "units_compared": found.compared,
        "coder_names": list(found.coders),
        "counts": dict(zip(found.categories, found.counts, strict=True)),
        "positive_category": found.positive,
        "specific_agreement": {name: _rounded(share) for name, share in found.specific},
        "resamples": found.resamples,
        "seed": found.seed,
        "undefined_resamples": {name: figure.skipped for name, figure in figures.items() if figure.skipped},
    }


def figure_rows(found: Record) -> list[Record]:
    """One row a coefficient, in the order of TITLES."""
    return [
        {
            "figure": name,
            "title": title,
            "value": found[name],
            "low": (found["intervals"][name] or (None, None))[0],
            "high": (found["intervals"][name] or (None, None))[1],
            "undefined": found["undefined"].get(name, ""),
        }
        for name, title in TITLES.items()
    ]


def coding_record(found: Reliability) -> Record:
    """The coefficients of two coders under the names that lists of codings have had from the first.

    units: those that both rated. raters, categories: how many. The rest as in reliability_record.
    """
    figures = {short: found[name] for short, name in CODING.items()}
    undefined = {short: figure.undefined for short, figure in figures.items() if figure.undefined}
    return {
        "units": found.compared,
        "raters": len(found.coders),
        "categories": len(found.categories),
        **{short: _rounded(figure.value) for short, figure in figures.items()},
        "intervals": {short: _interval(figure) for short, figure in figures.items()},
        "undefined": undefined,
        "counts": dict(zip(found.categories, found.counts, strict=True)),
        "resamples": found.resamples,
        "seed": found.seed,
    }


def _interval(figure: Figure) -> list[float] | None:
    return [_round(end) for end in figure.interval] if figure.interval else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else _round(value)


def _round(value: float) -> float:
    """Never -0.0, which a table would show as -0.00."""
    return round(value, _DIGITS) + 0.0
