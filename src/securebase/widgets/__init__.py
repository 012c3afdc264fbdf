"""What a learner touches: live figures, predictions, quick checks, private boxes."""
