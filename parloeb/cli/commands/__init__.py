"""The commands, one file each, named as it is typed: what it takes, what it calls, what it answers.

The rooms can be imported once `home.prepare` has run, and not before: each command imports them where it uses them.
"""
