"""Rupiah as people write them."""


def rupiah(value: int | None) -> str:
    """Whole rupiah with points between thousands, such as ``Rp1.500.000``; a dash for None."""
    return "–" if value is None else f"Rp{value:,}".replace(",", ".")
