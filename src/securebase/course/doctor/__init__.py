"""What may be wrong with an installation, and how to fix it."""
