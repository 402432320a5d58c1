"""Every person at every address: who comes in, what the answer holds, and that the look was logged.

`table.py` has one line per address, `persons.py` who is sent, `world.py` what they try to reach,
`walk.py` sends them and says what is wrong. A new address needs one line in `table.py`; a new kind of object one
function in `world.py`.
"""
