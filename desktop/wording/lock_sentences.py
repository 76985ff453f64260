"""Sentences about passwords, key files, codes and rights."""

from typing import Final

from desktop.base.errors import Trouble

LOCK_SENTENCES: Final[dict[Trouble, str]] = {
    Trouble.ALREADY_LOCKED: "sổ ở {path} đã có mật khẩu. Đổi mật khẩu, hoặc bỏ mật khẩu cũ trước.",
    Trouble.CODE_LENGTH: "mã thiếu hoặc thừa chữ. Gõ đủ các nhóm năm chữ, khoảng trắng không quan trọng.",
    Trouble.CODE_MISHEARD: "nhóm thứ {group} của mã chưa đúng. Đọc lại nhóm đó rồi sửa, các nhóm trước đã đúng.",
    Trouble.CODE_OF_OTHERS: (
        "mã này không mở được sổ ở máy này. Dùng mã mới nhất của đúng đơn vị, hoặc gọi lại cấp trên."
    ),
    Trouble.KEY_FILE_DAMAGED: (
        "tệp khóa {name} ở thư mục {folder} bị hỏng; sổ còn nguyên nhưng chưa mở được. Chép lại tệp khóa nằm cạnh"
        " bản sao lưu gần nhất."
    ),
    Trouble.KEY_FILE_MISSING: (
        "sổ ở {path} có mật khẩu nhưng mất tệp khóa {key_file}, chưa mở được. Chép lại tệp khóa nằm cạnh bản sao lưu"
        " gần nhất, đặt cạnh sổ."
    ),
    Trouble.KEY_OF_OTHER_DATABASE: (
        "tệp khóa {key_file} không phải của sổ ở {path}, hoặc phần đầu sổ đã hỏng. Chép lại đúng tệp khóa, hoặc khôi"
        " phục cả hai từ một bản sao lưu."
    ),
    Trouble.LAST_ADMINISTRATOR: (
        "{officer} là người quản trị duy nhất, chưa đổi gì. Giao quyền quản trị cho người khác trước."
    ),
    Trouble.NOT_ALLOWED: (
        "{officer} chưa được giao việc {act}, cần quyền {needed}. Nhờ người có quyền đó mở sổ bằng mật khẩu của họ."
    ),
    Trouble.NOT_LOCKED: "sổ ở {path} chưa có mật khẩu. Đặt mật khẩu ở trang Khóa sổ trước.",
    Trouble.NO_CODE_IN_FILE: "tệp {name} không chứa mã nào của Giao Ban. Chọn đúng tệp, hoặc gõ mã bằng tay.",
    Trouble.NO_HELPER: (
        "sổ này chưa nhận khóa khôi phục của cấp trên trước khi quên mật khẩu. Dùng tờ khôi phục, hoặc khôi phục bản"
        " sao lưu chưa khóa."
    ),
    Trouble.NO_RECOVERY_KEY: (
        "cấp trên chưa lập khóa khôi phục nên chưa trả lời được. Lập khóa ở trang Khóa sổ; khóa chỉ giúp được đơn vị"
        " đã nhận nó trước khi quên mật khẩu."
    ),
    Trouble.OFFICER_FIXED: (
        "tên người ghi theo mật khẩu đã mở sổ, đang là {officer}. Thêm hoặc bỏ cán bộ ở trang Khóa sổ."
    ),
    Trouble.OFFICER_KNOWN: "tên cán bộ bỏ trống hoặc đã có: “{officer}”. Ghi họ tên khác, đủ để phân biệt.",
    Trouble.OFFICER_UNKNOWN: "chưa rõ cán bộ nào mở sổ: “{officer}”. Chọn một trong: {known}.",
    Trouble.PASSWORDS_DIFFER: "hai lần gõ mật khẩu khác nhau, chưa đổi gì. Gõ lại cả hai.",
    Trouble.PASSWORD_FILE: "tệp mật khẩu {name} không đọc được hoặc trống. Ghi mật khẩu ở dòng đầu của tệp.",
    Trouble.PASSWORD_NEEDED: "{path} đã khóa bằng mật khẩu. Gõ mật khẩu khi được hỏi, hoặc chạy kèm --password-file.",
    Trouble.PASSWORD_SHORT: "mật khẩu ngắn quá, cần ít nhất {count} ký tự. Ghép vài từ dễ nhớ với nhau.",
    Trouble.REQUEST_UNCONFIRMED: (
        "yêu cầu này của {unit} (mã {code}), khác đơn vị đã xác nhận. Gọi lại đúng đơn vị đó rồi ghi mã của họ."
    ),
    Trouble.REQUEST_OF_OTHERS: (
        "mã yêu cầu là của đơn vị mã {code}, không thuộc cấp trên này. Hỏi lại tên đơn vị đang gọi."
    ),
}

RIGHTS: Final = {"entry": "nhập liệu", "approve": "phê duyệt", "administer": "quản trị"}

ACTS: Final = {
    "export": "xuất báo cáo",
    "freeze": "chốt số liệu",
    "reply": "xuất phản hồi",
    "correct": "điều chỉnh số liệu",
    "restore": "khôi phục sổ",
    "officers": "quản lý cán bộ",
    "lock": "đặt hoặc bỏ mật khẩu",
    "recover": "giúp đơn vị quên mật khẩu",
    "catalogue": "sửa, ban hành danh mục",
}
