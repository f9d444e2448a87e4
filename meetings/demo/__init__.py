"""The demonstration: a fictional office whose forums, meetings and people are invented, imported like real lists.

The delegations bear the names of real States, because States are reference data; nobody in them exists.
"""
