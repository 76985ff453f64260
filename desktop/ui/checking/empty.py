"""The page without a text: open a file, drop it here, or paste words."""

from desktop.kit.buttons import KeyButton
from desktop.kit.invitation import Invitation
from desktop.ui.words import translate


class EmptyDesk(Invitation):
    """Asks for a text."""

    def __init__(self) -> None:
        self.open = KeyButton(translate("EmptyDesk", "Mở tệp"), icon="folder-open", kind="primary")
        self.paste = KeyButton(translate("EmptyDesk", "Dán văn bản"), "Ctrl+V", icon="copy", bind=False)
        sentence = translate(
            "EmptyDesk", "Chưa có văn bản. Mở tệp Word hoặc .txt, kéo tệp vào đây, hoặc chép chữ rồi dán."
        )
        hint = translate(
            "EmptyDesk", "Mỗi tỷ lệ, mức tăng giảm, tỷ trọng, tổng số được tính lại. Tệp gốc giữ nguyên."
        )
        super().__init__("scan-search", sentence, hint, self.open, self.paste)
