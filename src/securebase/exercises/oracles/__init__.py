"""What is right in each exercise, as the models give it, and the foreseen mistakes in a learner's code.

A module an exercise, with its name: ``exercise_03_history`` for ``03-history``. It may have ``QUANTITIES``
and ``TRIALS``, each one table or several; ``securebase.exercises.oracle.oracle`` reads it when it is needed.
"""
