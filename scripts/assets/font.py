"""The math font: npm's verified package goes in, the part that the site uses comes out."""

import os
from pathlib import Path

from fontTools import subset

SOURCE = "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2"  #: below node_modules
# What formulas of this field are set in; the whole font is six times as large.
_RANGES = [
    (0x0020, 0x007E),  # Latin letters, digits, operators
    (0x00B1, 0x00B1), (0x00B7, 0x00B7), (0x00D7, 0x00D7), (0x00AF, 0x00AF),  # ± · × macron
    (0x02C6, 0x02DC), (0x0302, 0x0304),  # accents
    (0x0391, 0x03F6),  # Greek
    (0x2016, 0x2016), (0x2026, 0x2026), (0x2032, 0x2034),  # norm, ellipsis, primes
    (0x2061, 0x2064),  # invisible operators
    (0x210E, 0x210E), (0x2110, 0x2112), (0x211D, 0x211D), (0x2115, 0x2115),  # h, L, R, N
    (0x2190, 0x2193), (0x21A6, 0x21A6), (0x21D2, 0x21D2),  # arrows
    (0x2200, 0x22C6), (0x22EE, 0x22F1),  # operators, relations, dots
    (0x2308, 0x230B), (0x239B, 0x23AE), (0x23DE, 0x23DF), (0x27E8, 0x27E9),  # brackets
    (0x22A4, 0x22A5), (0x2299, 0x2299),  # transpose, Hadamard product
    (0x1D400, 0x1D49B),  # bold, italic and bold italic letters
    (0x1D53C, 0x1D53C), (0x1D7D9, 0x1D7D9),  # expectation, indicator
    (0x1D6E2, 0x1D71B),  # italic Greek
]  # fmt: skip


def subset_font(source: Path, target: Path) -> None:
    """Write the part of the math font that the site uses, aside and then into place."""
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True)
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in _RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_suffix(f".{os.getpid()}.tmp")
    subset.save_font(font, str(aside), options)
    aside.replace(target)
