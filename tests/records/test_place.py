"""Places inside documents."""

import pytest
from pydantic import ValidationError

from ogp.records.place import Place, PlaceKind


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("step 4", [(PlaceKind.STEP, 4)]),
        ("header", [(PlaceKind.HEADER, None)]),
        ("focal points", [(PlaceKind.FOCAL_POINTS, None)]),
        ("table 1, commitment 4", [(PlaceKind.TABLE, 1), (PlaceKind.COMMITMENT, 4)]),
        ("time frames, commitment 1, milestone 3", [(PlaceKind.TIME_FRAMES, None), (PlaceKind.COMMITMENT, 1),
                                                    (PlaceKind.MILESTONE, 3)]),
    ],
)  # fmt: skip
def test_a_place_goes_from_the_larger_to_the_smaller(text: str, parts: list[tuple[PlaceKind, int | None]]) -> None:
    assert list(Place(text).parts) == parts


@pytest.mark.parametrize("text", ["leaf 7", "Step 4", "step four", "step 4,commitment 1", "step 4, ", "", "step  4"])
def test_a_place_outside_the_vocabulary_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Place(text)
    assert [error["type"] for error in caught.value.errors()] == ["place_kind"]
