"""F1: the guide over the screen that is open, made when it is first asked for."""

from PySide6.QtCore import QObject

from desktop.kit.frame import Shell
from desktop.ui.guide.pages import Guide, Role
from desktop.ui.guide.view import GuideView


class Help(QObject):
    """Lays the guide over a window's screen, and takes it away again."""

    def __init__(self, window: Shell, role: Role) -> None:
        super().__init__(window)
        self._window, self._role = window, role
        self.view: GuideView | None = None

    def toggle(self) -> None:
        """Open the page of the screen; F1 again goes back to the work."""
        if self._window.over() is not None and self._window.over() is self.view:
            return self._window.lift()
        view = self._made()
        self._window.lay_over(view)
        view.open_at(self._window.current_key())

    def _made(self) -> GuideView:
        if self.view is None:
            self.view = GuideView(Guide.load(self._role))
            self.view.left.connect(self._window.lift)
        return self.view
