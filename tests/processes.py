"""Whether a process that was told to end has ended."""

import subprocess
import time

LONGEST = 10


def ends(pid: int) -> bool:
    """Whether no live process `pid` is left, now or within ten seconds.

    A killed process is listed until the kernel gets round to it, and as a zombie until its parent asks.
    """
    deadline = time.monotonic() + LONGEST
    while _state(pid) not in ("", "Z"):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def _state(pid: int) -> str:
    listing = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return listing.stdout.strip()[:1]
