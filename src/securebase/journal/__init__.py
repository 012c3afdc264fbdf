"""The learner's private journal. Imports nothing else of the course."""
