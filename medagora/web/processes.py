"""Our processes: they end with the one that started them, and hold little memory."""

import ctypes
import os
import signal
import sys

#: Set by ``up`` for its children.
SUPERVISED = "MEDAGORA_SUPERVISED"
_PR_SET_PDEATHSIG = 1
_M_ARENA_MAX = -8  # malloc.h of glibc


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


def share_one_heap() -> None:
    """Threads that start after this take memory from one heap.

    Else glibc gives each its own, which keeps what the thread has freed from all
    others. Where there is no glibc, nothing happens.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if sys.platform.startswith("linux") and mallopt is not None:
        mallopt(_M_ARENA_MAX, 1)
