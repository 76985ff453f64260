"""The bank of sentences for troubles; `{name}` stands for a fact, NEUTRAL for one that was not told."""

from typing import Final

from desktop.base.errors import Trouble
from desktop.wording.lock_sentences import LOCK_SENTENCES

SENTENCES: Final[dict[Trouble, str]] = {
    Trouble.AMBIGUOUS_NUMBER: (
        "số “{text}” đọc được hai cách. Viết dấu chấm giữa hàng nghìn, dấu phẩy trước số lẻ, như 1.234,5."
    ),
    Trouble.ANSWER_OF_OTHER_SORT: (
        "việc {text} không trả lời theo cách này. Câu hỏi dùng --text; đề nghị dùng --accept, hoặc --contest kèm lý do."
    ),
    Trouble.BACKUP_DAMAGED: "bản sao lưu {name} không còn nguyên vẹn, chưa khôi phục gì. Chọn bản sao lưu khác.",
    Trouble.BACKUP_FOREIGN: (
        "tệp {name} không phải bản sao lưu của Giao Ban, chưa khôi phục gì. Chọn tệp giaoban.db trong thư mục sao lưu."
    ),
    Trouble.BACKUP_FOR_REAL: "bản sao lưu {name} là sổ thật, sổ này để tập huấn. Mở sổ thật rồi khôi phục.",
    Trouble.BACKUP_FOR_TRAINING: (
        "bản sao lưu {name} là sổ tập huấn, không khôi phục lên sổ thật. Chọn bản sao lưu của sổ thật."
    ),
    Trouble.BACKUP_NEWER: (
        "bản sao lưu {name} do bản chương trình mới hơn lập, chưa khôi phục gì. Cài bản mới hơn rồi khôi phục lại."
    ),
    Trouble.BACKUP_OTHER_UNIT: (
        "bản sao lưu {name} là sổ của {unit}, sổ ở máy này của {owner}, chưa khôi phục gì. Chọn bản của đơn vị mình."
    ),
    Trouble.BACKUP_PLACE_INSIDE: (
        "thư mục {path} nằm trong thư mục dữ liệu: máy hỏng thì mất cả hai. Chọn USB hoặc ổ đĩa khác."
    ),
    Trouble.CALENDAR_IN_USE: (
        "sổ đã có bản ghi tính theo lịch {calendar}, không đổi lịch được nữa. Cần lịch khác thì lập sổ mới."
    ),
    Trouble.CATALOGUE_FAULTY: "danh mục biểu mẫu có {count} lỗi, chưa áp dụng: {faults}. Sửa các dòng đó rồi đọc lại.",
    Trouble.CATALOGUE_FROZEN_PERIOD: (
        "{period} đã chốt, danh mục mới không áp dụng ngược về kỳ đó. Chọn kỳ sau."
    ),
    Trouble.CATALOGUE_IN_REPLY: (
        "tệp {name} là phản hồi, không phải danh mục xuất để sửa. Dùng Nhập lại từ Excel để nhận danh mục trong đó."
    ),
    Trouble.CATALOGUE_NEEDS_FILE: "chưa nói tệp danh mục nào. Ghi tên tệp .xlsx ngay sau lệnh.",
    Trouble.CATALOGUE_NEEDS_PERIOD: "chưa nói kỳ nào. Thêm --period, ví dụ --period 2020-H2.",
    Trouble.CATALOGUE_NOT_IN_REPLY: (
        "phản hồi {name} không kèm danh mục: đơn vị ấy đã dùng bản {version}. Chọn phản hồi gửi đơn vị khác."
    ),
    Trouble.CATALOGUE_NOT_NEWER: (
        "danh mục {version} trong {name} không mới hơn bản {ours} đang dùng, không nhận gì. Chọn phản hồi mới hơn."
    ),
    Trouble.CATALOGUE_NOT_REHEARSED: (
        "bản danh mục {version} chưa chạy thử trên số liệu đang có. Chạy thử, xem đơn vị nào bị cảnh báo, rồi ban hành."
    ),
    Trouble.CATALOGUE_NOT_WAITING: "không có bản danh mục nào chờ ban hành. Xuất danh mục, sửa, rồi đọc lại.",
    Trouble.CATALOGUE_UNCHANGED: (
        "tệp {name} giống hệt danh mục đang dùng, không có gì để ban hành. Sửa trong Excel, lưu, rồi đọc lại."
    ),
    Trouble.CATALOGUE_UNKNOWN: (
        "gói của {unit} theo danh mục biểu mẫu {version}, máy này dùng bản {ours}: cần cập nhật. Xem được, chưa nhập"
        " gì. Nhận danh mục mới từ một tệp phản hồi, hoặc cập nhật chương trình, rồi đọc lại tệp."
    ),
    Trouble.CATALOGUE_WAITS: (
        "bản danh mục {version} đang chờ ban hành ở máy này, chưa nhận bản trong {name}. Bỏ bản chờ, rồi nhận."
    ),
    Trouble.CELLS_DIFFER: (
        "{count} tệp của {period} hiện số khác với số đã niêm phong, chưa chốt: {names}."
        " Hoàn tác các tệp này ở Tiếp nhận, nhờ đơn vị xuất lại."
    ),
    Trouble.CONFLICT_GONE: "bản ghi này không còn xung đột: đã có người quyết định, hoặc đơn vị đã gửi bản mới.",
    Trouble.COUNTS_CORRECTED: (
        "số đếm từ bản ghi của {period} đã được điều chỉnh ({names}), gói bản ghi không mang theo được. Gửi gói số"
        " liệu, hoặc điều chỉnh ở từng bản ghi."
    ),
    Trouble.CORRECTION_GONE: "điều chỉnh này đã được rút lại từ trước, không còn gì để rút.",
    Trouble.CHANGED_SINCE: "{number} đã được thay đổi từ nơi khác sau bước này, chưa hoàn tác. Mở ra, sửa bằng tay.",
    Trouble.CONFERENCE_UNKNOWN: "chưa có biên bản hội nghị của kỳ này. Thêm hội nghị trước, rồi xuất.",
    Trouble.DAMAGED_DATABASE: "sổ dữ liệu ở {path} bị hỏng, chưa thay đổi gì. Khôi phục từ bản sao lưu gần nhất.",
    Trouble.DAMAGED_FILE: (
        "tệp {name} bị hỏng, không đọc được. Gọi đơn vị xuất lại từ chương trình, số đang có vẫn giữ."
    ),
    Trouble.DATABASE_LOCKED: (
        "sổ dữ liệu ở {path} đang được cửa sổ khác ghi. Đóng cửa sổ đó, hoặc chờ xong rồi làm lại."
    ),
    Trouble.DATA_DIR_IN_USE: "ở {path} đã có sổ dữ liệu. Mở sổ đó, hoặc chọn thư mục khác để lập sổ mới.",
    Trouble.DISK_FULL: (
        "hết chỗ trống ở thư mục {folder}, chưa ghi được tệp {name}; tệp cũ còn nguyên. Xóa bớt, hoặc chọn nơi khác."
    ),
    Trouble.EMPTY_FILE: "tệp {name} rỗng, chưa chép xong. Chép lại từ máy của đơn vị, hoặc gọi đơn vị xuất lại.",
    Trouble.ERRORS_REMAIN: (
        "{period} còn {count} lỗi, chưa xuất bản hoàn chỉnh. Sửa ở Kiểm tra và gửi, hoặc xuất bản chưa hoàn chỉnh."
    ),
    Trouble.FILE_CHANGED: "tệp {name} đổi nội dung trong lúc nhập, chưa nhận. Chờ chép xong rồi nhập lại tệp này.",
    Trouble.FILE_EXISTS: "đã có tệp {name} ở thư mục {folder}, không ghi đè. Đổi tên, hoặc chọn nơi khác.",
    Trouble.FILE_MISSING: "không thấy tệp {name} ở thư mục {folder}. Kiểm tra tên tệp, hoặc cắm lại USB.",
    Trouble.FILE_OPEN_ELSEWHERE: "tệp {name} đang mở ở chương trình khác, thường là Excel. Đóng tệp đó rồi làm lại.",
    Trouble.FILE_TOO_LARGE: "tệp {name} quá lớn so với một gói báo cáo, không mở. Gọi đơn vị xuất lại từ chương trình.",
    Trouble.FOLDER_MISSING: "không thấy thư mục {folder}. Cắm lại USB, hoặc chọn thư mục khác.",
    Trouble.FOREIGN_DATABASE: "tệp ở {path} không phải sổ dữ liệu của Giao Ban. Chọn thư mục khác.",
    Trouble.FOREIGN_NUMBER: (
        "số “{text}” viết theo lối nước ngoài. Viết dấu chấm giữa hàng nghìn, dấu phẩy trước số lẻ, như 1.234,5."
    ),
    Trouble.HAND_EDITED: "tệp của {unit} có {count} ô sửa tay sau khi niêm phong. Xem từng ô rồi nhận, hoặc trả lại.",
    Trouble.HOSTILE_FILE: (
        "tệp {name} có cấu trúc bất thường ({reason}), không mở để giữ an toàn. Gọi đơn vị xuất lại từ chương trình."
    ),
    Trouble.IS_FOLDER: "{name} ở {folder} là thư mục, không phải tệp. Ghi thêm tên tệp, hoặc chọn tên khác.",
    Trouble.KEY_UNKNOWN: (
        "chưa biết khóa ký của {unit}. Gọi đơn vị đối chiếu mã khóa {fingerprint}, khớp thì ghi nhận khóa."
    ),
    Trouble.KEY_OF_OTHER_UNIT: (
        "tệp {name} ghi là của {unit} nhưng ký bằng khóa của {owner}, không nhận. Gọi cả hai đơn vị để hỏi."
    ),
    Trouble.LAST_UNIT: "{unit} là đơn vị duy nhất phải báo cáo. Thêm đơn vị khác trước, rồi mới bỏ đơn vị này.",
    Trouble.LINKED_FILE: (
        "tệp {name} nối tới tệp khác hoặc có tệp nhúng, không mở để giữ an toàn. Bỏ liên kết rồi lưu lại, hoặc gọi"
        " đơn vị xuất lại."
    ),
    Trouble.MANIFEST_MISSING: (
        "tệp {name} có trang của Giao Ban nhưng mất trang niêm phong. Nhận dạng tay: chọn đơn vị và kỳ của tệp, hoặc"
        " gọi đơn vị xuất lại."
    ),
    Trouble.MEDIUM_FAILED: (
        "không đọc ghi được tệp {name} ở thư mục {folder}: thiết bị lỗi hoặc đã rút. Cắm lại, hoặc dùng USB khác."
    ),
    Trouble.NEWER_DATABASE: (
        "sổ dữ liệu ở {path} do bản chương trình mới hơn lập, chưa thay đổi gì. Cài bản mới hơn rồi mở lại."
    ),
    Trouble.NEWER_FORMAT: "tệp {name} do bản chương trình mới hơn xuất. Cập nhật chương trình ở máy này rồi nhập lại.",
    Trouble.NOTHING_TO_REDO: "gói {package} đang được tính, không có gì để làm lại. Xem ở Tiếp nhận.",
    Trouble.NOTHING_TO_UNDO: "gói {package} đã hoàn tác từ trước, không còn gì để hoàn tác. Xem ở Tiếp nhận.",
    Trouble.NOT_A_NUMBER: "chỗ này cần một số, đang là “{text}”. Gõ số, như 12 hoặc 1.234,5.",
    Trouble.BATCH_GONE: "không có lần nhập này. Xem lại danh sách các lần nhập.",
    Trouble.NOTHING_TO_ENTER: "tệp {name} không có dòng nào để nhập. Xem lý do ở từng dòng, hoặc sửa cách hiểu cột.",
    Trouble.NOT_A_MAP: "tệp {name} không phải tệp cách hiểu bảng cũ. Chọn tệp do nút Xuất cách hiểu ghi ra.",
    Trouble.NOT_A_CATALOGUE: (
        "tệp {name} không phải danh mục xuất từ chương trình. Xuất danh mục, sửa trên tệp đó rồi đọc lại."
    ),
    Trouble.NOT_A_REPLY: "tệp {name} không phải phản hồi của cấp trên. Chọn tệp tên bắt đầu bằng PH_, đuôi .xlsx.",
    Trouble.NOT_EXCEL: "tệp {name} không phải tệp Excel. Chọn gói báo cáo đuôi .xlsx.",
    Trouble.NOT_FOLDER: "Ở {folder}, {name} là tệp, không phải thư mục. Chọn thư mục khác.",
    Trouble.NOT_FOR_THIS_ROLE: "sổ ở {path} là của {role}, không làm việc này. Mở sổ khác, hoặc lập sổ mới.",
    Trouble.NOT_MERGEABLE: "tệp {name} chưa nhận được vào số liệu. Xem kết quả tiếp nhận và quyết định trước.",
    Trouble.NOT_OUR_PACKAGE: (
        "tệp {name} là Excel nhưng không phải gói báo cáo của Giao Ban. Gọi đơn vị xuất từ chương trình, hoặc dùng"
        " biểu trống."
    ),
    Trouble.NOT_SIGNED: "số liệu {period} chưa chốt, chưa có gì để điều chỉnh. Chốt báo cáo trước.",
    Trouble.NO_SUCCESSOR: "đơn vị mã trong {code} không kế tục đơn vị này. Chọn trong danh sách đơn vị kế tục.",
    Trouble.NO_DATABASE: "chưa có sổ dữ liệu ở {path}. Lập sổ ở lần mở đầu tiên, hoặc chọn thư mục khác.",
    Trouble.NO_FILES: "không thấy gói báo cáo nào ở {path}. Chọn tệp .xlsx, hoặc thư mục có tệp đó.",
    Trouble.NO_PERMISSION: (
        "tài khoản này không được phép dùng thư mục {folder}. Chọn thư mục khác, hoặc nhờ người quản trị máy."
    ),
    Trouble.OLD_FILE_UNREADABLE: "tệp {name} {reason}. Mở bằng Excel, lưu thành kiểu Excel (.xlsx), rồi chọn lại.",
    Trouble.NO_TABLE: "tệp {name} không có bảng nào. Chọn tệp có dòng đầu cột và các dòng số liệu bên dưới.",
    Trouble.NO_RECORDS: (
        "{period} chưa có bản ghi, số liệu hay khai báo nào để xuất. Ghi Sổ công tác, hoặc khai không phát sinh."
    ),
    Trouble.NO_REPLIES: "không thấy phản hồi nào ở {path}. Chọn tệp tên bắt đầu bằng PH_, hoặc thư mục có tệp đó.",
    Trouble.NUMBER_TOO_LONG: "số “{text}” quá dài, Excel chỉ giữ 15 chữ số. Kiểm tra lại số, hoặc đổi đơn vị tính.",
    Trouble.OFFICE_FAILED: (
        "LibreOffice không chuyển được {name} sang PDF. Mở tệp bằng Word hoặc LibreOffice rồi lưu thành PDF."
    ),
    Trouble.OFFICE_MISSING: (
        "máy này chưa cài LibreOffice nên chưa lập được PDF. Xuất Word rồi lưu thành PDF từ Word, hoặc cài thêm."
    ),
    Trouble.OFFICE_SLOW: (
        "LibreOffice chuyển {name} sang PDF quá lâu nên đã dừng. Đóng bớt chương trình rồi làm lại, hoặc lưu từ Word."
    ),
    Trouble.OTHER_CALENDAR: (
        "gói của {unit} tính kỳ theo lịch khác: {calendar}. Đổi lịch báo cáo ở máy đơn vị rồi xuất lại."
    ),
    Trouble.OTHER_UNITS_PACKAGE: (
        "gói này của {unit}, sổ ở máy này của {owner}, không gộp. Máy của đơn vị chỉ gộp gói của chính đơn vị."
    ),
    Trouble.OTHER_ROLE: "sổ ở {path} là của {role}. Mở sổ khác, hoặc lập sổ mới với vai trò cần dùng.",
    Trouble.OVER_THE_WHOLE: (
        "tiến độ không quá 100%. Ghi từ 0 đến 100, hoặc ghi chỉ tiêu được giao để tính theo số lượng."
    ),
    Trouble.PACKAGE_IN_USE: (
        "số liệu đã chốt của {period} dùng gói {package}, không hoàn tác. Nhận bản bổ sung của đơn vị."
    ),
    Trouble.PACKAGE_NOT_REPLY: (
        "tệp {name} là gói báo cáo, không phải phản hồi. Chọn tệp tên bắt đầu bằng PH_ do cấp trên gửi."
    ),
    Trouble.PACKAGE_UNKNOWN: "không có gói nào mang mã {package}. Xem mã ở Tiếp nhận, hoặc đọc lại mã trên tờ bìa.",
    Trouble.PAIR_NOT_DECIDED: "cặp bản ghi {one} và {other} chưa có quyết định nào. Xem các quyết định ở Vụ trùng.",
    Trouble.PAIR_UNFIT: (
        "không nối được bản ghi {one} với {other}. Chọn hai bản ghi cùng loại của hai đơn vị khác nhau."
    ),
    Trouble.PASSWORD_PROTECTED: "tệp {name} có mật khẩu. Mở bằng Excel, bỏ mật khẩu, lưu rồi nhập lại.",
    Trouble.PERIOD_TOO_LONG: (
        "{period} có {rows} dòng, một tệp chỉ chứa được {most} dòng. Chọn kỳ ngắn hơn (quý, tháng) rồi xuất lại."
    ),
    Trouble.PERIOD_FROZEN: "số liệu {period} đã chốt, không đổi. Số gửi muộn được giữ làm bản bổ sung.",
    Trouble.PERSON_NEEDED: "khai báo cần người chịu trách nhiệm. Ghi tên cán bộ khai.",
    Trouble.PHONE_UNREADABLE: "“{found}” không phải số điện thoại của {unit}. Ghi bằng chữ số, như 0206 3852 113.",
    Trouble.POPULATION_OUT_OF_RANGE: "số dân của {unit} phải từ 1 đến 10.000.000. Sửa số, hoặc để trống.",
    Trouble.READER_FAILED: (
        "không đọc được tệp {name}, tiến trình đọc bị dừng. Nhập lại riêng tệp này, hoặc gọi đơn vị xuất lại."
    ),
    Trouble.READER_TIMEOUT: (
        "đọc tệp {name} quá lâu nên đã dừng; các tệp khác không ảnh hưởng. Nhập lại riêng tệp này, hoặc gọi đơn vị"
        " xuất lại."
    ),
    Trouble.READ_ONLY_MEDIUM: (
        "không ghi được vào thư mục {folder}: USB hoặc ổ đĩa đang khóa ghi. Gạt khóa trên USB, hoặc chọn nơi khác."
    ),
    Trouble.REAL_DATA: (
        "gói của {unit} là số liệu thật, sổ này để tập huấn. Mở sổ thật rồi nhập, hoặc dùng gói tập huấn."
    ),
    Trouble.REASON_NEEDED: "việc này cần lý do để tra lại sau. Ghi một câu lý do.",
    Trouble.RECORD_GONE: "bản ghi không còn trong sổ, có thể đã xóa hoặc hoàn tác. Tải lại danh sách bằng F5.",
    Trouble.REFUSED: "bản ghi còn {count} lỗi, chưa hoàn tất. Sửa ở chỗ báo đỏ, hoặc để nháp.",
    Trouble.REPLY_DAMAGED: "tệp phản hồi {name} bị hỏng, không đọc được. Xin cấp trên xuất lại, việc đang có vẫn giữ.",
    Trouble.REPLY_FOR_REAL: "phản hồi {name} là số liệu thật, sổ này để tập huấn. Mở sổ thật rồi nhận.",
    Trouble.REPLY_FOR_TRAINING: "phản hồi {name} là dữ liệu tập huấn, không nhận vào sổ thật. Mở sổ tập huấn rồi nhận.",
    Trouble.REPLY_NOT_PACKAGE: (
        "tệp {name} là phản hồi gửi cho đơn vị, không phải gói báo cáo. Chọn gói tên bắt đầu bằng BC_."
    ),
    Trouble.REPLY_OTHER_KEY: (
        "phản hồi {name} ký bằng khóa khác, dấu khóa {fingerprint}; khóa đã nhận là {known}. Gọi cấp trên đọc dấu khóa,"
        " khớp thì nhận lại và chọn tin khóa mới."
    ),
    Trouble.REPLY_OTHER_PROVINCE: (
        "phản hồi {name} của {province}, không phải cấp trên của đơn vị này. Hỏi lại nơi gửi tệp."
    ),
    Trouble.REPLY_OTHER_UNIT: (
        "phản hồi {name} gửi cho {unit} (mã {code}), không phải đơn vị này. Xin đúng tệp của đơn vị mình."
    ),
    Trouble.REPLY_UNSIGNED: (
        "chữ ký của phản hồi {name} không khớp nội dung, không nhận. Xin cấp trên xuất lại từ chương trình."
    ),
    Trouble.REPORT_NEEDS_DATA: "chưa có gói nào của {period} để lập báo cáo. Tiếp nhận gói của đơn vị trước.",
    Trouble.REPORT_NOT_CLEAN: (
        "báo cáo {name} còn {count} số chưa đúng, chưa chốt. Sửa từng số, hoặc giữ lại kèm lý do rồi chốt."
    ),
    Trouble.REPORT_NOT_OURS: (
        "văn bản {name} không phải báo cáo do chương trình lập, không thay số được. Chọn tệp .docx đã xuất từ Báo cáo."
    ),
    Trouble.REPORT_OTHER_PERIOD: (
        "văn bản {name} là báo cáo của kỳ khác, không phải {period}. Mở đúng kỳ của báo cáo, hoặc chọn tệp khác."
    ),
    Trouble.SAMPLE_DIR_NOT_EMPTY: "ở {path} đã có tệp, không lập dữ liệu mẫu. Chọn thư mục trống.",
    Trouble.SAMPLE_PERIOD: "tỉnh mẫu chỉ lập cho kỳ sáu tháng, không lập cho {period}. Viết như 2020-H1 hoặc 2020-H2.",
    Trouble.SIDE_UNKNOWN: "xung đột này không có bản “{text}”. Chọn {known}, hoặc before khi sổ còn bản trước.",
    Trouble.SIGNATURE_WRONG: (
        "chữ ký của {unit} không khớp nội dung tệp, không nhận. Gọi đơn vị xuất lại từ chương trình."
    ),
    Trouble.TARGET_OUT_OF_RANGE: "chỉ tiêu của “{name}” không được âm, tỷ lệ không quá 100%. Sửa số, hoặc để trống.",
    Trouble.TASK_FOR_NOBODY: "nhiệm vụ này chưa giao cho đơn vị nào. Chọn tất cả, một địa bàn hoặc một đơn vị.",
    Trouble.TASK_FROM_ABOVE: (
        "nhiệm vụ do cấp trên giao thì không xóa. Chọn Không làm được, kèm lý do, để báo lại cấp trên."
    ),
    Trouble.TASK_UNKNOWN: "không còn nhiệm vụ này. Mở lại màn hình để xem danh sách mới.",
    Trouble.TEMPLATE_FAULTY: (
        "mẫu báo cáo {name} có {count} chỗ chưa đúng, chưa dùng: {faults}. Sửa trong Word rồi nạp lại."
    ),
    Trouble.TEXT_DAMAGED: "văn bản {name} bị hỏng, không đọc được. Mở bằng Word, lưu lại thành .docx rồi soát lại.",
    Trouble.TEXT_EMPTY: "văn bản {name} không có chữ nào để soát. Chọn tệp khác, hoặc dán văn bản rồi soát.",
    Trouble.TEXT_HOSTILE: (
        "văn bản {name} có cấu trúc bất thường ({reason}), không mở để giữ an toàn. Mở bằng Word, lưu lại thành .docx"
        " rồi soát lại."
    ),
    Trouble.TEXT_PROTECTED: (
        "văn bản {name} có mật khẩu, hoặc là Word kiểu cũ (.doc). Mở bằng Word, lưu thành .docx không mật khẩu rồi"
        " soát lại."
    ),
    Trouble.TEXT_TOO_LARGE: "văn bản {name} quá lớn, không mở. Bỏ bớt ảnh hoặc tách thành nhiều tệp rồi soát lại.",
    Trouble.TEXT_TYPE: (
        "tệp {name} không phải văn bản soát được. Chọn tệp .docx, .pptx hoặc .txt, hoặc chép chữ trong tệp rồi dán vào."
    ),
    Trouble.SLIDES_MISSING: (
        "bản cài này không kèm phần trình chiếu (python-pptx). Dùng Word và phụ lục Excel, hoặc cài bản đầy đủ."
    ),
    Trouble.SLIDES_WRONG: (
        "trình chiếu {name} có số không khớp với số đứng cạnh: “{text}”. Chưa ghi tệp; mở Soát số liệu để xem chỗ sai,"
        " sửa số liệu rồi lập lại."
    ),
    Trouble.SUBJECT_UNKNOWN: (
        "không thấy “{text}” ở đơn vị này. Hỏi về record:mã bản ghi, figure:tháng:chỉ tiêu, hoặc section:mục."
    ),
    Trouble.TEXT_TOO_LONG: "nội dung dài quá {most} ký tự, Excel không giữ đủ. Rút ngắn rồi xuất lại.",
    Trouble.THREAD_UNKNOWN: "không còn câu hỏi hoặc đề nghị {text}. Xem lại danh sách ở Phản hồi.",
    Trouble.TOO_MANY_ROWS: "tệp {name} quá {most} dòng, không mở. Gọi đơn vị xuất lại từ chương trình theo từng kỳ.",
    Trouble.TRAINING_DATA: "gói của {unit} là dữ liệu tập huấn, không nhận vào sổ thật. Gọi đơn vị xuất từ sổ thật.",
    Trouble.TYPE_ARCHIVE: "tệp {name} là tệp nén. Giải nén ra thư mục rồi nhập thư mục đó.",
    Trouble.TYPE_BINARY_EXCEL: (
        "tệp {name} là Excel nhị phân (.xlsb). Mở tệp, chọn Lưu thành, kiểu Excel (.xlsx), rồi nhập lại."
    ),
    Trouble.TYPE_CSV: "tệp {name} là văn bản CSV, không phải gói báo cáo. Gọi đơn vị xuất lại từ chương trình.",
    Trouble.TYPE_LOCK_FILE: (
        "tệp {name} là tệp tạm khi Excel đang mở gói báo cáo. Đóng Excel, chọn tệp không có ~$ ở đầu."
    ),
    Trouble.TYPE_MACRO: (
        "tệp {name} có macro, không mở để giữ an toàn. Mở tệp, chọn Lưu thành, kiểu Excel (.xlsx), rồi nhập lại."
    ),
    Trouble.TYPE_ODS: (
        "tệp {name} là bảng tính LibreOffice (.ods). Mở tệp, chọn Lưu thành, kiểu Excel (.xlsx), rồi nhập lại."
    ),
    Trouble.TYPE_OLD_EXCEL: (
        "tệp {name} là Excel kiểu cũ (.xls). Mở tệp, chọn Lưu thành, kiểu Excel (.xlsx), rồi nhập lại."
    ),
    Trouble.TYPE_PDF: "tệp {name} là PDF, không phải gói báo cáo. Chọn gói báo cáo đuôi .xlsx.",
    Trouble.TYPE_PICTURE: "tệp {name} là ảnh, không phải gói báo cáo. Chọn gói báo cáo đuôi .xlsx.",
    Trouble.TYPE_SLIDES: "tệp {name} là bản trình chiếu, không phải gói báo cáo. Chọn gói báo cáo đuôi .xlsx.",
    Trouble.TYPE_WEB: "tệp {name} là trang web mang đuôi Excel. Gọi đơn vị xuất lại từ chương trình.",
    Trouble.TYPE_WORD: "tệp {name} là văn bản Word, không phải gói báo cáo. Soát số trong văn bản ở Soát số liệu.",
    Trouble.UNIT_OF_OTHER_ROLE: (
        "{unit} (mã {code}) không lập sổ {role} được: đơn vị là xã, phường, thị trấn, đặc khu; cấp trên là tỉnh, huyện."
        " Chọn mã khác, hoặc vai trò khác."
    ),
    Trouble.UNKNOWN_CALENDAR: "không có lịch báo cáo “{calendar}”. Chọn một trong: {known}.",
    Trouble.UNKNOWN_FIELD: "bản ghi loại này không có trường {code}. Xem tên trường bằng giaoban conflicts --json.",
    Trouble.UNKNOWN_INDICATOR: "danh mục không có chỉ tiêu “{indicator}”. Chọn chỉ tiêu trong danh mục.",
    Trouble.UNKNOWN_KIND: "danh mục không có loại bản ghi “{kind}”. Chọn loại trong danh mục.",
    Trouble.UNKNOWN_PERIOD: "không có kỳ báo cáo “{key}”. Viết như 2020-M06, 2020-Q2, 2020-H1, 2020-9T, 2020-Y.",
    Trouble.UNKNOWN_REPORT_TYPE: "không có loại báo cáo “{report_type}” ở bước “{step}”. Xem danh mục lịch báo cáo.",
    Trouble.UNKNOWN_SCHEME: "không có danh mục đơn vị “{scheme}”. Chọn một trong: {known}.",
    Trouble.UNKNOWN_SECTION: "danh mục không có mục “{section}”. Chọn mục trong danh mục.",
    Trouble.UNKNOWN_UNIT: "không có đơn vị mã “{code}” trong danh mục năm {scheme}. Kiểm tra mã, đủ các số 0 ở đầu.",
    Trouble.UNREADABLE_TEXT: "văn bản {name} dùng phông cũ (TCVN3 hoặc VNI). Chuyển sang Unicode rồi làm lại.",
    Trouble.VALUE_UNREADABLE: (
        "không đọc được “{text}” cho trường {code}. Ghi ngày dạng 14/06/2020, số dạng 1.234,5, danh mục bằng mã."
    ),
    Trouble.VERIFY_FAILED: "đọc lại tệp {name} sau khi ghi không khớp, USB có thể hỏng. Ghi lại ra USB khác.",
    Trouble.WORDS_NEEDED: "chỗ này cần một câu. Ghi ngắn điều muốn hỏi hoặc trả lời.",
    Trouble.WRONG_PASSWORD: "mật khẩu không đúng. Gõ lại, chú ý phím Caps Lock và bộ gõ tiếng Việt.",
    Trouble.WRONG_PERIOD: (
        "tệp của {unit} thuộc kỳ {found}, không phải {wanted}. Chọn đúng kỳ, hoặc gọi đơn vị gửi đúng tệp."
    ),
    Trouble.WRONG_PROVINCE: "gói của {unit} thuộc {province}, không thuộc địa bàn này. Trả lại nơi gửi.",
    Trouble.WRONG_UNIT: (
        "{unit} (mã {code}) không có trong danh sách đơn vị gửi báo cáo về đây. Kiểm tra danh sách đơn vị, hoặc trả"
        " lại nơi gửi."
    ),
    **LOCK_SENTENCES,
}

NEUTRAL: Final = {
    "act": "này",
    "calendar": "lịch khác",
    "code": "chưa rõ",
    "count": "một số",
    "faults": "xem nhật ký",
    "fingerprint": "ở thẻ cài đặt",
    "folder": "đã chọn",
    "found": "khác",
    "group": "nào đó",
    "indicator": "đã ghi",
    "key": "đã ghi",
    "key_file": "giaoban.key",
    "kind": "đã ghi",
    "known": "danh sách trong chương trình",
    "most": "mức cho phép",
    "name": "này",
    "names": "xem nhật ký",
    "needed": "cao hơn",
    "number": "bản ghi",
    "officer": "chưa ghi tên",
    "package": "này",
    "one": "thứ nhất",
    "other": "thứ hai",
    "ours": "khác",
    "owner": "đơn vị khác",
    "path": "nơi đã chọn",
    "period": "kỳ này",
    "province": "tỉnh khác",
    "reason": "khác với gói báo cáo",
    "report_type": "đã ghi",
    "role": "vai trò khác",
    "rows": "quá nhiều",
    "scheme": "đã chọn",
    "section": "này",
    "step": "đã ghi",
    "text": "trống",
    "unit": "đơn vị",
    "version": "khác",
    "wanted": "kỳ đang làm",
}

ROLES: Final = {"unit": "đơn vị", "hq": "cấp trên"}

REASONS: Final = {
    "dtd": "có khai báo DTD",
    "double": "hai phần trùng tên",
    "encoding": "bảng mã lạ",
    "faults": "quá nhiều ô không đọc được",
    "merges": "quá nhiều ô gộp",
    "name": "tên phần chỉ ra ngoài tệp",
    "overlap": "các phần chồng lên nhau",
    "parts": "quá nhiều phần",
    "ratio": "nén bất thường",
    "size": "kích thước khai không thật",
    "strings": "quá nhiều chuỗi chữ",
    "text": "chữ trong ô quá dài",
    "xml": "viết sai cấu trúc trang tính",
}
