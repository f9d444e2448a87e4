"""Results of the practices beside participation: panels, expert bodies and the office's own staff.

A part of the waist: pages, commands and releases see what is counted of a practice through its module here alone.
"""
