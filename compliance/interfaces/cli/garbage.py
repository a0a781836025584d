"""When Python looks for garbage in cycles: not while modules and rules are loaded, where there is none, but then often.

A tenth of the time that one ad takes went to looking while there was nothing to find. What is loaded by then stays to
the end and need never be looked at again; what each ad leaves behind is collected before it is much.
"""

from __future__ import annotations

import gc

_OFF = 100_000
_OFTEN = (5_000, 20, 1_000)


def put_off() -> None:
    """Look for no garbage for now: called once, when the process starts."""
    gc.set_threshold(_OFF)


def resume() -> None:
    """Leave what is loaded alone and look often from now on; nothing happens in a process of somebody else."""
    if gc.get_threshold()[0] == _OFF:
        gc.freeze()
        gc.set_threshold(*_OFTEN)
