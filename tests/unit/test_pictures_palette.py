"""Colours of classes, and whether people can tell them apart."""

from itertools import combinations

import numpy as np
import pytest

from rightsgraph.pictures.palette import (
    CATEGORIES,
    INK,
    MUTED_INK,
    OTHER,
    PAPER,
    UNKNOWN,
    colour_classes,
    ink_on,
    luminance,
)

# Simulation of full colour vision deficiency in linear RGB, from the table of Machado, Oliveira and
# Fernandes, IEEE Trans. Vis. Comput. Graph. 15 (2009) 1291-1298, severity 1.
VISION = {
    "common": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)


def linear(colour):
    parts = np.array([int(colour[count : count + 2], 16) / 255 for count in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE 1976 L*a*b* of linear RGB under daylight (D65)."""
    ratio = TO_XYZ @ np.clip(rgb, 0, 1) / np.array([0.95047, 1, 1.08883])
    x, y, z = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("vision", VISION)
def test_the_colours_of_classes_can_be_told_apart(vision):
    seen = [lab(VISION[vision] @ linear(one)) for one in (*CATEGORIES, OTHER, UNKNOWN)]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > 16


@pytest.mark.parametrize("ground", [*CATEGORIES, OTHER, UNKNOWN])
def test_text_within_a_node_can_be_read(ground):
    assert contrast(ink_on(ground), ground) >= 4.5


@pytest.mark.parametrize("ink", [INK, MUTED_INK])
def test_text_on_the_page_can_be_read(ink):
    assert contrast(ink, PAPER) >= 7


def test_luminance_is_that_of_the_guidelines():
    assert luminance("#FF0000") == pytest.approx(0.2126)
    assert contrast("#777777", PAPER) == pytest.approx(4.48, abs=0.005)


def test_the_rarest_of_too_many_classes_are_put_together():
    found = colour_classes(
        [name for count, name in enumerate("abcdefghi") for _ in range(9 - count)]
    )
    assert found.legend == {**dict(zip("abcdefg", CATEGORIES, strict=True)), "other": OTHER}
    assert {found.label("h"), found.label("i")} == {"other"}
    assert found.colour("i") == OTHER


def test_seven_classes_need_no_other():
    assert list(colour_classes("gfedcba").legend) == list("abcdefg")


def test_numbered_classes_stand_in_order_of_their_number():
    assert list(colour_classes([10, 2, 1]).legend) == ["1", "2", "10"]


def test_what_is_not_stated_comes_last():
    found = colour_classes(["", None, "state"])
    assert list(found.legend) == ["state", "not stated"]
    assert found.colour("") == found.colour(None) == UNKNOWN


def test_no_thing_needs_no_colour():
    assert colour_classes([]).legend == {}
