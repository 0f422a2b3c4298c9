"""Invented data to practise on, and the scripts that make it."""
