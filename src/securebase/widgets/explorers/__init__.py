"""Explorers: one picture of the course each, with its controls, presets and invitations."""
