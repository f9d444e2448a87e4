"""The import of voices: who spoke for whom (statements), and who presided (office-holders), by the same stages.

What a row says (statements.py, offices.py) · what would change (preview.py, and one file a kind) · pipeline.py.
"""
