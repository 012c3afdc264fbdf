"""Pictures: a model's result in; a matplotlib figure and its text twin out."""
