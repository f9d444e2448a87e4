"""Pictures in pixels: an SVG drawn with the fonts that the product ships and no other."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

FONTS = Path(settings.BASE_DIR) / "parity" / "static" / "vendor" / "fonts"


def png_of(svg: str, zoom: int = 1) -> bytes:
    """The picture, ``zoom`` pixels to each of its units."""
    import resvg_py

    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[str(path) for path in sorted(FONTS.glob("pictures-*.ttf"))],
        font_family="Parity Sans",
        sans_serif_family="Parity Sans",
        zoom=zoom,
    )
    return bytes(drawn)
