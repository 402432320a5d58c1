"""Parløb: mentor support, step by step, from the caseworker's three lines to the evaluation."""
