"""Models of the office's own staff."""

from staff.models.movements import Movement
from staff.models.plans import HalfYear, LevelTarget, PlannedStep
from staff.models.snapshots import Snapshot, StaffCount

__all__ = ["HalfYear", "LevelTarget", "Movement", "PlannedStep", "Snapshot", "StaffCount"]
