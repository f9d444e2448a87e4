"""The record: meetings, who took part and on what evidence, statements, office-holders and panels."""
