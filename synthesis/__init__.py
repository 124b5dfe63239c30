"""synthesis/: themes to concepts, and what they add up to. See README.md for the reading order.

The names below load on first use, so that importing one module of the room does not load numpy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from synthesis.assemble import synthesise as synthesise

__all__ = ["synthesise"]


def __getattr__(name: str) -> object:
    if name == "synthesise":
        from synthesis.assemble import synthesise

        return synthesise
    raise AttributeError(f"module 'synthesis' has no attribute {name!r}")
