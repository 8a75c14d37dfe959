"""Taking turns: a host gets one request, then is left alone for a while."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

PAUSE = 2.0


@dataclass
class Pace:
    """When each host was asked last. `clock` gives seconds that only grow."""

    pause: float = PAUSE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    last: dict[str, float] = field(default_factory=dict)

    def wait(self, host: str) -> None:
        """Until it is this host's turn again."""
        if host in self.last and (left := self.last[host] + self.pause - self.clock()) > 0:
            self.sleep(left)

    def asked(self, host: str) -> None:
        """The request has ended, well or not."""
        self.last[host] = self.clock()
