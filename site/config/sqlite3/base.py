"""Writers of one process take turns before they ask SQLite for its lock.

SQLite has one writer at a time and no queue: whoever finds it busy sleeps, up to a tenth of a second,
and tries again, so among many writers some are overtaken for seconds while the lock stands free. Here
the threads of a process wait for each other and are woken at once; only one of them asks SQLite, where
the processes (a few) then meet.
"""

import threading
from collections import defaultdict

from django.db.backends.sqlite3 import base

# By the database's name. A transaction holds its turn from its beginning to its end.
_turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits its turn at the beginning of a transaction.

    Whoever waits longer than SQLite's own `timeout` goes on to ask SQLite, which then says that
    the database is locked.
    """

    _turn: "threading.Lock | None" = None

    def _start_transaction_under_autocommit(self) -> None:
        turn = _turns[str(self.settings_dict["NAME"])]
        if turn.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", 5)):
            self._turn = turn
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._end_turn()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._end_turn()

    def _end_turn(self) -> None:
        turn, self._turn = self._turn, None
        if turn:
            turn.release()
