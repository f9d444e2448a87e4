"""Upkeep: backup, restore, erasure, retention and the daily run."""
