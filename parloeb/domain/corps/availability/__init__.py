"""How many hours a week a mentor has from which day on, and on which days the mentor is away."""
