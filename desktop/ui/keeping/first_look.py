"""The look through the whole file once the window stands; damage found then, or by a screen before, is told once."""

import logging
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.base.errors import Cancelled, UserError

if TYPE_CHECKING:
    from desktop.store.database import Database

log = logging.getLogger(__name__)
AFTER_MS = 400
"""The first page has the disk for itself."""


class FirstLook(QObject):
    """Reads every page on a thread of its own; closing the database ends it at once."""

    damaged = Signal()
    _heard = Signal()

    def __init__(self, database: "Database", parent: QObject) -> None:
        super().__init__(parent)
        self.database = database
        self.is_over = False
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        database.on_damage = self._heard.emit
        QTimer.singleShot(AFTER_MS, self, self._begin)

    def leave(self) -> None:
        """Nobody works with these books any more."""
        self.database.on_damage = lambda: None
        self.deleteLater()

    def _begin(self) -> None:
        Thread(target=self._look, name="first-look", daemon=True).start()

    def _look(self) -> None:
        try:
            self.database.look_through()
        except Cancelled:
            return  # who closed the books waits no longer
        except UserError as error:
            log.warning("the file could not be looked through: %s", error.code)
        self.is_over = True

    def _tell(self) -> None:
        self.damaged.emit()
