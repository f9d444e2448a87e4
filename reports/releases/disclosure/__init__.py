"""Disclosure control: what may leave the office, and how exactly; pure (publication.md)."""
