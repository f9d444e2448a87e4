"""Benchmarks: speed belongs here, never in a test."""
