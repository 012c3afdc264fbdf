"""The server's side of the front-end plugin: what is ours and unchanged, and how far the learner is."""
