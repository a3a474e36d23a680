import pytest

from earnest.read.cameo import is_cameo, plover_of, quad_of, root_of


@pytest.mark.parametrize(
    ("code", "quad"),
    [("01", 1), ("057", 1), ("06", 2), ("0874", 2), ("09", 3), ("139", 3), ("14", 4), ("204", 4)],
)
def test_the_quadrant_follows_the_root(code: str, quad: int) -> None:
    assert quad_of(code) == quad


@pytest.mark.parametrize(
    ("code", "event"),
    [
        ("036", "AGREE"),
        ("042", "CONSULT"),
        ("057", "SUPPORT"),
        ("0831", "CONCEDE"),
        ("0814", "RETREAT"),
        ("0874", "RETREAT"),
        ("111", "ACCUSE"),
        ("166", "SANCTION"),
        ("1663", "SANCTION"),
        ("163", "COERCE"),
        ("1712", "ASSAULT"),
        ("1711", "COERCE"),
        ("191", "COERCE"),
        ("195", "ASSAULT"),
    ],
)
def test_the_longest_known_prefix_gives_the_plover_event(code: str, event: str) -> None:
    assert plover_of(code) == event


def test_statements_and_appeals_have_no_plover_event() -> None:
    assert plover_of("010") is None
    assert plover_of("0211") is None


def test_the_root_keeps_its_leading_zero() -> None:
    assert root_of("0874") == "08"


@pytest.mark.parametrize("code", ["57", "21", "00", "1", "16610", "05a", "", "٠٥"])
def test_what_is_no_cameo_code_is_refused(code: str) -> None:
    assert not is_cameo(code)
