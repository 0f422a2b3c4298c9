"""The entities of the eight steps, one module a step."""
