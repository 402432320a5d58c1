"""Citizens, users and organisations: who they are, which roles they hold, and what is kept sealed about them.

The way in stands here too: who acts (`acting`), and that a form acts once (`posting`).
"""
