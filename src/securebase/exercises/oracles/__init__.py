"""What is right in each exercise, as the models give it, and the foreseen mistakes in a learner's code."""
