"""The empty desk: where files are dropped, and the buttons that fetch them."""

from pathlib import Path

from PySide6.QtCore import QMimeData

from desktop.kit.buttons import KeyButton
from desktop.kit.invitation import Invitation
from desktop.ui.words import translate


def dropped_paths(data: QMimeData) -> list[Path]:
    """Files and folders that are carried."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropTarget(Invitation):
    """Asks for the stick."""

    def __init__(self) -> None:
        self.folder = KeyButton(translate("DropTarget", "Thêm thư mục"), icon="folder-open", kind="primary")
        self.files = KeyButton(translate("DropTarget", "Thêm tệp"), icon="plus")
        sentence = translate("DropTarget", "Chưa có tệp nào. Bấm Thêm thư mục, hoặc kéo thư mục USB vào đây.")
        hint = translate(
            "DropTarget", "Mỗi tệp được đọc, soát và xem trước; chưa có gì thay đổi cho tới khi bấm Nhập."
        )
        super().__init__("inbox", sentence, hint, self.folder, self.files)
