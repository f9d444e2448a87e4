"""Forms of bodies, cycles, stages, members replaced and rules of the procedure."""
