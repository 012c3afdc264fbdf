"""The typeface of the pictures."""

from __future__ import annotations

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from securebase.figures.style import TYPEFACE, TYPEFACE_STRONG, typeface


@pytest.mark.parametrize("family", [TYPEFACE, TYPEFACE_STRONG])
def test_a_zero_has_no_slash(family):
    typeface()
    assert len(TextPath((0, 0), "0", prop=FontProperties(family=family)).to_polygons()) == 2
