"""Graded practice: answers, checks with hints, and the construction of a submission."""
