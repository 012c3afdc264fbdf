"""JupyterLab for the course: its settings, its start, and the same for Binder and hubs."""
