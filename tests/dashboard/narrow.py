"""What goes wrong on a narrow screen: a page wider than it, and words that lie on other words.

In: a page of the dashboard in a browser. Out: sentences. Used by the test that visits every page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

WIDE: ViewportSize = {"width": 1400, "height": 1600}
NARROW: tuple[ViewportSize, ...] = (
    {"width": 800, "height": 1200},
    {"width": 720, "height": 450},
)  # 1440 by 900 at 200 %


def wrong_when_narrow(page: Page) -> list[str]:
    """What is wrong on each of the narrow screens; tables and pictures may scroll within themselves. Leaves it WIDE."""
    found = []
    for screen in NARROW:
        page.set_viewport_size(screen)
        found += [f"at {screen['width']}: {line}" for line in _at_last(page)]
    page.set_viewport_size(WIDE)
    return found


def _at_last(page: Page) -> list[str]:
    """What is wrong when the page has found its new width: tables and charts are some moments late."""
    wrong: list[str] = page.evaluate(_WRONG)
    for _ in range(10):
        if not wrong:
            break
        page.wait_for_timeout(300)
        wrong = page.evaluate(_WRONG)
    return wrong


_WRONG = r"""() => {
  const wide = document.documentElement.clientWidth, main = document.querySelector('[data-testid=stMain]');
  const found = [document.documentElement, main].filter(e => e.scrollWidth > e.clientWidth + 1)
    .map(e => `${e.tagName} is ${e.scrollWidth} wide`);
  const shown = e => e.checkVisibility({opacityProperty: true, visibilityProperty: true});
  const name = e => (e.innerText || e.ariaLabel || e.placeholder || e.tagName).trim().slice(0, 40);
  const spans = e => {  // of its words; of a box, the box
    if (/INPUT|TEXTAREA/.test(e.tagName)) return [e.getBoundingClientRect()];
    const range = document.createRange();
    range.selectNodeContents(e);
    return [...range.getClientRects()].filter(r => r.width > 4 && r.height > 4);
  };
  const clipped = e => e.closest('[data-testid=stElementToolbar], [data-testid=stDataFrame], [data-testid=stCode]');
  const things = [...main.querySelectorAll('h1, h2, h3, h4, h5, a, button, input, textarea, label, p')]
    .filter(e => shown(e) && !clipped(e) && !e.querySelector('a, button, p, h1, h2, h3, h4, h5'))
    .flatMap(e => spans(e).map(r => [e, r]));
  for (const [e, r] of things)
    if (r.left < -1 || r.right > wide + 1) found.push(`"${name(e)}" reaches from ${r.left} to ${r.right}`);
  for (let i = 0; i < things.length; i++)
    for (let j = i + 1; j < things.length; j++) {
      const [a, p] = things[i], [b, q] = things[j];
      if (a === b || a.contains(b) || b.contains(a)) continue;
      const across = Math.min(p.right, q.right) - Math.max(p.left, q.left);
      const down = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
      if (across > 4 && down > 6) found.push(`"${name(a)}" lies on "${name(b)}"`);
    }
  return found.slice(0, 5);
}"""
