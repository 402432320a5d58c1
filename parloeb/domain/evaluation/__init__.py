"""The tables of an evaluation, made from one set of people and one set of minutes, so that they agree."""
