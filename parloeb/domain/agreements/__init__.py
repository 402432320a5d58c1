"""What citizen, mentor and caseworker agree on: goal, steps, rhythm, place and tasks, signed in order."""
