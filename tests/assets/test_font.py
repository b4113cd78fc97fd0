"""The math font: the subset keeps what formulas need and is a fraction of the whole."""

import pytest
from fontTools.ttLib import TTFont

from scripts.assets.font import SOURCE, subset_font
from scripts.project import ROOT

_FONT = ROOT / "node_modules" / SOURCE
pytestmark = pytest.mark.skipif(not _FONT.is_file(), reason="npm ci has not been run: no Node")


@pytest.fixture(scope="module")
def font(tmp_path_factory):
    target = tmp_path_factory.mktemp("font") / "math.woff2"
    subset_font(_FONT, target)
    assert [file.name for file in target.parent.iterdir()] == ["math.woff2"], "nothing is left aside"
    return target


def test_it_keeps_the_tables_and_letters_of_mathematics(font):
    subset = TTFont(font)
    assert {"MATH", "GSUB"} <= set(subset.keys())
    needed = "xαβσΦ∑∏√∞∂∇≤≥≠∈→⊤⊙·−|{}[]()" + "𝑥𝛼𝐗𝒙𝔼𝟙"
    assert [letter for letter in needed if ord(letter) not in subset.getBestCmap()] == []


def test_brackets_and_roots_still_stretch(font):
    variants = TTFont(font)["MATH"].table.MathVariants
    stretching = set(variants.VertGlyphCoverage.glyphs)
    glyphs = TTFont(font).getBestCmap()
    assert {glyphs[ord(letter)] for letter in "({√"} <= stretching


def test_it_is_small_enough_for_a_first_visit(font):
    assert font.stat().st_size < 80 * 1024 < _FONT.stat().st_size
