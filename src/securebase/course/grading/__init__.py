"""Exercises through nbgrader: release, submission, grading, feedback."""
