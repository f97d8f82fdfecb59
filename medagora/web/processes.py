"""Processes that ``medagora up`` starts must not outlive it."""

import ctypes
import os
import signal
import sys

#: Set by ``up`` for its children.
SUPERVISED = "MEDAGORA_SUPERVISED"
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Asks the kernel to end this process when its parent is gone, however it went.

    Linux only; elsewhere it does nothing. What is written is safe by transactions.
    """
    if not sys.platform.startswith("linux") or SUPERVISED not in os.environ:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() == 1:  # it was gone before we asked
        os.kill(os.getpid(), signal.SIGKILL)
