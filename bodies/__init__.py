"""Bodies whose members the office helps to choose: mandates, cycles, stages and the rules of the procedure."""
