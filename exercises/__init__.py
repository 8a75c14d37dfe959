"""The exercise library, the exercise-list block and everything derived from it."""
