"""Models of bodies, of the cycles in which their members are chosen, and of the rules of the procedure."""

from bodies.models.bodies import Body, Cycle
from bodies.models.rules import ProcedureRule
from bodies.models.stages import StageCount, Substitution

__all__ = ["Body", "Cycle", "ProcedureRule", "StageCount", "Substitution"]
