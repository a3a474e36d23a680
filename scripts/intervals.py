"""Wilson's interval, which the scoring scripts share."""

from math import sqrt

_Z = 1.96


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of k in n (Wilson 1927, doi:10.1080/01621459.1927.10502953)."""
    centre, spread = k + _Z * _Z / 2, _Z * sqrt(k * (n - k) / n + _Z * _Z / 4)
    return (centre - spread) / (n + _Z * _Z), (centre + spread) / (n + _Z * _Z)
