"""Simulated people living with the real rules for half a year: pure Python, no database, a fixed seed."""
