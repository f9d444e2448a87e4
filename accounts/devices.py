"""What a browser calls itself, cut down to what its owner recognises."""

from __future__ import annotations

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def device_of(agent: str) -> str:
    """Browser and system, such as ``Firefox, Linux``; empty where nothing is recognised. No version is kept."""
    found = (next((name for sign, name in of if sign in agent), "") for of in (BROWSERS, SYSTEMS))
    return ", ".join(name for name in found if name)
