"""What a study says that another one may hold the opposite of, read off its sentences without a parser.

In: a Study. Out: Claims. Called by synthesis.refutation.compared; the detectors of outer/ compare them.
"""

from synthesis.refutation.said.claim import Claim
from synthesis.refutation.said.gather import claims_of

__all__ = ["Claim", "claims_of"]
