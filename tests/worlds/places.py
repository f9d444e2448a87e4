"""Paths of the checkout and of material that may lie beside it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
"""Real lists and malformed files, beside the project and never part of it; tests that want them skip without them."""
