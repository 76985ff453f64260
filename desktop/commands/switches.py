"""Every command with its switches."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.check_help import CHECK_HELP
from desktop.commands.usage import Parser, day_from, file_named, number_from

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Parser]
else:
    Commands = object


_LOCK_SWITCHES: dict[str, dict[str, Any]] = {
    "--password-file": {"type": Path, "metavar": "TỆP", "help": "tệp có mật khẩu mở sổ ở dòng đầu"},
    "--as": {"dest": "officer_name", "metavar": "TÊN", "help": "cán bộ mở sổ, khi có nhiều người"},
}
"""Who opens locked books; a password is never an argument."""


def make_parser() -> Parser:
    """The parser of the whole command line."""
    parser = Parser(
        prog="giaoban", description="Giao Ban: ghi, gửi, nhận và tổng hợp số liệu công tác của Công an cấp xã."
    )
    parser.switches.add_argument("--data", type=Path, default=None, metavar="DIR", help="thư mục dữ liệu")
    for name, facts in _LOCK_SWITCHES.items():
        parser.switches.add_argument(name, default=None, **facts)
    parser.switches.add_argument("--json", action="store_true", help="in kết quả cho máy đọc")
    parser.switches.add_argument("--debug", action="store_true", help="ghi nhật ký chi tiết")
    parser.switches.add_argument("--temp-data", action="store_true", help="mở cửa sổ với dữ liệu tạm, bỏ đi khi đóng")
    commands = parser.add_subparsers(title="Lệnh", dest="command", metavar="LỆNH", parser_class=Parser)
    _add_making(commands)
    _add_exchange(commands)
    _add_settling(commands)
    _add_replies(commands)
    _add_tasks(commands)
    _add_catalogue(commands)
    _add_reading(commands)
    _add_keeping(commands)
    _add_locks(commands)
    return parser


def _command(commands: Commands, name: str, words: str, epilog: str | None = None) -> argparse._ArgumentGroup:
    """A command; what all of them understand may stand before or behind its name."""
    parser = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.", epilog=epilog)
    wanted = parser.add_argument_group("Nội dung lệnh")
    parser.switches.add_argument("--data", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="thư mục dữ liệu")
    for name, facts in _LOCK_SWITCHES.items():
        parser.switches.add_argument(name, default=argparse.SUPPRESS, **facts)
    for name, help_words in (("--json", "in kết quả cho máy đọc"), ("--debug", "ghi nhật ký chi tiết")):
        parser.switches.add_argument(name, action="store_true", default=argparse.SUPPRESS, help=help_words)
    return wanted


def _with_period(command: argparse._ArgumentGroup) -> None:
    command.add_argument("--period", required=True, metavar="KỲ", help="kỳ báo cáo, ví dụ 2020-H1")


def _add_making(commands: Commands) -> None:
    sample = _command(commands, "sample", "tạo tỉnh mẫu: các gói trong DIR/goi, dữ liệu cấp trên trong DIR/tinh")
    sample.add_argument("dir", type=Path, metavar="DIR", help="thư mục trống, hoặc thư mục của tỉnh mẫu trước")
    sample.add_argument("--units", type=number_from(1), default=None, metavar="N", help="chỉ N đơn vị đầu")
    sample.add_argument("--period", default="2020-H1", metavar="KỲ", help="kỳ báo cáo sáu tháng, ví dụ 2020-H1")
    init = _command(commands, "init", "tạo dữ liệu mới cho một đơn vị hoặc cho cấp trên")
    init.add_argument("--role", choices=("unit", "hq"), required=True, help="unit: đơn vị; hq: cấp trên")
    init.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị hành chính (cấp trên: mã tỉnh)")
    init.add_argument("--scheme", choices=("2020", "2025"), default="2025", help="danh mục đơn vị theo năm")
    init.add_argument("--officer", default="Cán bộ", metavar="TÊN", help="cán bộ ghi sổ")
    init.add_argument("--training", action="store_true", help="dữ liệu huấn luyện")


def _add_exchange(commands: Commands) -> None:
    export = _command(commands, "export", "xuất gói báo cáo của đơn vị, ở cấp trên là gói gửi cấp trên nữa")
    _with_period(export)
    export.add_argument("--to", type=Path, required=True, metavar="DIR", help="thư mục nhận gói, thường là USB")
    export.add_argument("--incomplete", action="store_true", help="xuất bản chưa hoàn chỉnh")
    export.add_argument("--records", action="store_true", help="ở cấp trên: kèm từng bản ghi, không chỉ số tổng hợp")
    blank = _command(commands, "blank", "viết biểu trống cho đơn vị không có chương trình")
    _with_period(blank)
    blank.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị hành chính")
    blank.add_argument("--to", type=Path, required=True, metavar="DIR", help="thư mục nhận biểu")
    receive = _command(commands, "import", "nhập gói của các đơn vị; ở đơn vị: nhận phản hồi của cấp trên")
    receive.add_argument("paths", type=Path, nargs="+", metavar="ĐƯỜNG_DẪN", help="tệp hoặc thư mục")
    receive.add_argument("--preview", action="store_true", help="chỉ xem trước, không nhập")
    accepted = "clean: gói đạt; marked: cả gói có dòng giữ lại; all: nhận cả ô sửa tay"
    receive.add_argument("--accept", choices=("clean", "marked", "all"), default="clean", help=accepted)
    receive.add_argument("--period", default=None, metavar="KỲ", help="chỉ nhận gói của kỳ này")
    receive.add_argument(
        "--trust-key", action="store_true", help="ở đơn vị: tin khóa mới của cấp trên, sau khi đối chiếu"
    )
    told = "nhận dạng tay: tệp mất trang đánh dấu là của đơn vị mã này, kèm --period"
    receive.add_argument("--unit", default=None, metavar="MÃ", help=told)
    machine = "ở đơn vị: gộp gói của máy khác cùng đơn vị; thêm --accept marked để nhận khóa của máy đó"
    receive.add_argument("--machine", action="store_true", help=machine)
    undo = _command(commands, "undo", "hoàn tác một gói đã nhập")
    redo = _command(commands, "redo", "nhập lại một gói đã hoàn tác, không cần tệp")
    for each in (undo, redo):
        each.add_argument("package", metavar="GÓI", help="mã sáu ký tự, hoặc ít nhất tám ký tự đầu của mã đầy đủ")
    logged = _command(commands, "log", "nhật ký nhập: mọi gói từng nhận, kể cả gói đã hoàn tác")
    logged.add_argument("--period", default=None, metavar="KỲ", help="chỉ gói của kỳ này")
    logged.add_argument("--to", type=file_named(".xlsx"), default=None, metavar="TỆP.xlsx", help="ghi ra tệp Excel")
    _add_old(commands)
    verify = _command(commands, "verify", "kiểm tra niêm phong, chữ ký và ô bị sửa của một tệp")
    verify.add_argument("file", type=Path, metavar="TỆP", help="gói báo cáo")


def _add_old(commands: Commands) -> None:
    old = _command(commands, "old", "ở đơn vị: nhập bảng Excel, CSV của các năm trước")
    old.add_argument("file", type=Path, nargs="?", default=None, metavar="TỆP", help="tệp .xlsx, .xls hoặc .csv")
    old.add_argument("--preview", action="store_true", help="chỉ xem trước, không nhập")
    old.add_argument("--doubtful", action="store_true", help="dòng cần xem cũng thành bản ghi, không để nháp")
    old.add_argument("--map", type=Path, default=None, metavar="TỆP.json", help="dùng cách hiểu cột trong tệp này")
    old.add_argument("--save-map", type=Path, default=None, metavar="TỆP.json", help="ghi cách hiểu cột ra tệp")
    old.add_argument("--list", action="store_true", help="liệt kê các lần nhập")
    old.add_argument("--withdraw", type=number_from(1), default=None, metavar="LẦN", help="rút lại lần nhập này")


def _add_replies(commands: Commands) -> None:
    reply = _command(commands, "reply", "xuất phản hồi cho các đơn vị, mỗi đơn vị một tệp")
    _with_period(reply)
    reply.add_argument("--to", type=Path, required=True, metavar="DIR", help="thư mục nhận các tệp")
    reply.add_argument("--unit", action="append", default=[], metavar="MÃ", help="chỉ đơn vị này; nhắc lại được")
    ask = _command(commands, "ask", "hỏi một đơn vị; câu hỏi đi kèm phản hồi sau")
    ask.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị")
    subject = "record:SỐ, figure:202006:TH.01 hoặc section:TH"
    ask.add_argument("--subject", required=True, metavar="VỀ", help=f"về việc gì: {subject}")
    ask.add_argument("--text", required=True, metavar="CÂU", help="câu hỏi")
    ask.add_argument("--period", default=None, metavar="KỲ", help="kỳ báo cáo; không ghi thì kỳ đơn vị gửi sau cùng")
    _command(commands, "threads", "câu hỏi và đề nghị, còn chờ hay đã xong")
    answer = _command(commands, "answer", "ở đơn vị: trả lời câu hỏi, nhận đề nghị hoặc giữ số của đơn vị")
    answer.add_argument("thread", metavar="MÃ", help="ít nhất sáu ký tự cuối của mã câu hỏi hoặc đề nghị")
    answer.add_argument("--text", default=None, metavar="CÂU", help="trả lời câu hỏi")
    answer.add_argument("--accept", action="store_true", help="nhận đề nghị")
    answer.add_argument("--contest", default=None, metavar="LÝ_DO", help="giữ số của đơn vị, vì sao")


def _add_tasks(commands: Commands) -> None:
    tasks = _command(commands, "tasks", "nhiệm vụ: tiến độ của từng đơn vị; ở đơn vị: việc của đơn vị")
    _with_period(tasks)
    assign = _command(commands, "assign", "giao nhiệm vụ; đi kèm phản hồi của kỳ")
    _with_period(assign)
    assign.add_argument("--title", required=True, metavar="CÂU", help="nhiệm vụ, một câu")
    assign.add_argument("--due", type=day_from, default=None, metavar="NGÀY", help="thời hạn, ví dụ 2020-09-30")
    assign.add_argument("--unit", action="append", default=[], metavar="MÃ", help="chỉ đơn vị này; nhắc lại được")
    assign.add_argument("--text", default="", metavar="CÂU", help="nội dung, cách làm")
    assign.add_argument("--source", default="", metavar="VĂN_BẢN", help="văn bản giao")
    assign.add_argument("--goal", type=number_from(1), default=0, metavar="SỐ", help="chỉ tiêu mỗi đơn vị")
    assign.add_argument("--measure", default="", metavar="ĐVT", help="đơn vị tính của chỉ tiêu")
    progress = _command(commands, "progress", "ở đơn vị: báo tiến độ một nhiệm vụ")
    progress.add_argument("task", metavar="MÃ", help="ít nhất sáu ký tự cuối theo lệnh tasks")
    states = "todo: chưa làm; doing: đang làm; done: xong; blocked: không làm được, kèm --reason"
    progress.add_argument("--state", choices=("todo", "doing", "done", "blocked"), default=None, help=states)
    progress.add_argument("--reached", type=number_from(0), default=None, metavar="SỐ", help="đã đạt, hoặc phần trăm")
    progress.add_argument("--note", default=None, metavar="CÂU", help="việc đã làm hôm nay")
    progress.add_argument("--reason", default=None, metavar="LÝ_DO", help="vì sao không làm được")
    conference = _command(commands, "conference", "tin hội nghị của kỳ; kèm --to: ghi ra Word")
    _with_period(conference)
    conference.add_argument("--to", type=file_named(".docx"), default=None, metavar="TỆP.docx", help="tệp Word")
    conference.add_argument("--minutes", action="store_true", help="kèm --to: ghi biên bản thay cho tin")


def _add_settling(commands: Commands) -> None:
    _command(commands, "conflicts", "bản ghi hai máy sửa khác nhau, kèm mã và các bản")
    decide = _command(commands, "decide", "quyết định một xung đột")
    decide.add_argument("record", metavar="MÃ", help="mã bản ghi theo lệnh conflicts")
    sides = "before: như trước; A, B …: bản đó"
    decide.add_argument("--take", required=True, metavar="BẢN", help=sides)
    decide.add_argument("--field", action="append", default=None, metavar="TRƯỜNG", help="chỉ trường này")
    decide.add_argument("--all", action="store_true", help="mọi xung đột còn lại cũng theo máy ấy")
    correct = _command(commands, "correct", "điều chỉnh phía trên số của đơn vị, kèm lý do")
    asked = correct.add_mutually_exclusive_group(required=True)
    asked.add_argument("--list", action="store_true", help="liệt kê mọi điều chỉnh")
    asked.add_argument("--record", metavar="MÃ", help="mã bản ghi, kèm --set")
    asked.add_argument("--figure", metavar="CHỈ_TIÊU", help="mã chỉ tiêu, kèm --unit, --month, --value")
    asked.add_argument("--withdraw", metavar="MÃ", help="rút điều chỉnh mang mã này")
    correct.add_argument("--set", action="append", default=[], metavar="TRƯỜNG=GIÁ_TRỊ", help="giá trị điều chỉnh")
    correct.add_argument("--unit", default=None, metavar="MÃ", help="mã đơn vị của số liệu")
    correct.add_argument("--month", default=None, metavar="THÁNG", help="tháng của số liệu, ví dụ 2020-M03")
    correct.add_argument("--value", default=None, metavar="SỐ", help="số điều chỉnh")
    correct.add_argument("--reason", default="", metavar="LÝ_DO", help="lý do, bắt buộc khi điều chỉnh")
    freeze = _command(commands, "freeze", "chốt số liệu của kỳ; gói đến sau là bổ sung")
    _with_period(freeze)
    finished = "báo cáo hoàn thiện: soát trước, còn số sai thì không chốt; bản này được giữ trong sổ"
    freeze.add_argument("--report", type=Path, default=None, metavar="TỆP.docx", help=finished)
    adjustments = _command(commands, "adjustments", "phụ lục điều chỉnh: gói đến sau khi chốt và ảnh hưởng")
    _with_period(adjustments)
    either = file_named(".docx", ".xlsx")
    adjustments.add_argument("--to", type=either, required=True, metavar="TỆP", help="tệp .docx hoặc .xlsx")


def _add_catalogue(commands: Commands) -> None:
    catalogue = _command(commands, "catalogue", "danh mục biểu mẫu: xuất ra Excel, đọc lại, chạy thử, ban hành")
    acts = (
        "show: bản đang dùng và bản chờ; export: ghi ra TỆP để sửa; read: đọc TỆP đã sửa, chờ ban hành,"
        " hoặc nhận danh mục mới hơn trong phản hồi TỆP;"
        " rehearse: chạy thử trên số liệu của --period; publish: ban hành từ --period; drop: bỏ bản chờ"
    )
    catalogue.add_argument("act", choices=("show", "export", "read", "rehearse", "publish", "drop"), help=acts)
    catalogue.add_argument("file", type=Path, nargs="?", default=None, metavar="TỆP.xlsx", help="với export, read")
    catalogue.add_argument("--period", default=None, metavar="KỲ", help="với rehearse, publish; ví dụ 2020-H2")
    catalogue.add_argument("--trust-key", action="store_true", help="với read: tin khóa ký phản hồi, đã đối chiếu")


def _add_reading(commands: Commands) -> None:
    _with_period(_command(commands, "status", "phải gửi, đã nhận, còn thiếu"))
    figures = _command(commands, "figures", "số liệu của kỳ")
    _with_period(figures)
    compared = "same-period: cùng kỳ năm trước; previous: kỳ liền trước"
    figures.add_argument("--compare", choices=("same-period", "previous"), default="same-period", help=compared)
    sliced = "unit: từng đơn vị; month: từng tháng; section: từng mục"
    figures.add_argument("--by", choices=("unit", "month", "section"), default=None, help=sliced)
    pairs = _command(commands, "pairs", "vụ trùng: một vụ do hai đơn vị cùng ghi")
    asked = pairs.add_mutually_exclusive_group(required=True)
    asked.add_argument("--period", metavar="KỲ", help="liệt kê các cặp của kỳ này, kèm mã")
    for name, words in (
        ("--link", "cùng một vụ: cấp trên chỉ tính một lần"),
        ("--refuse", "hai vụ khác nhau"),
        ("--withdraw", "rút quyết định về một cặp"),
    ):
        asked.add_argument(name, nargs=2, metavar=("MÃ_1", "MÃ_2"), help=words)
    pairs.add_argument("--counts", metavar="MÃ", help="với --link: mã bản ghi được tính")
    pairs.add_argument("--reason", default="", metavar="LÝ_DO", help="lý do của quyết định")
    report = _command(commands, "report", "viết báo cáo Word theo Nghị định 30/2020/NĐ-CP")
    _with_period(report)
    report.add_argument("--to", type=file_named(".docx"), required=True, metavar="TỆP.docx", help="tệp báo cáo")
    report.add_argument("--annex", type=file_named(".xlsx"), default=None, metavar="TỆP.xlsx", help="tệp phụ lục")
    again = "bản Word đang viết: giữ chữ của người viết, chỉ thay số, kê các số đã đổi"
    report.add_argument("--from", dest="source", type=Path, default=None, metavar="TỆP.docx", help=again)
    slides, pdf = file_named(".pptx"), file_named(".pdf")
    report.add_argument("--slides", type=slides, default=None, metavar="TỆP.pptx", help="trình chiếu cho hội nghị")
    report.add_argument("--pdf", type=pdf, default=None, metavar="TỆP.pdf", help="bản PDF, cần LibreOffice")
    template = _command(commands, "template", "mẫu báo cáo của tỉnh: lấy ra Word, dùng mẫu đã sửa")
    done = template.add_mutually_exclusive_group(required=True)
    out = file_named(".docx")
    done.add_argument("--take-out", type=out, metavar="TỆP.docx", help="ghi mẫu đang dùng ra Word để sửa")
    done.add_argument("--use", type=Path, metavar="TỆP.docx", help="dùng mẫu này từ nay, sau khi kiểm tra")
    done.add_argument("--reset", action="store_true", help="dùng lại mẫu của chương trình")
    checks = "soát số liệu trong một văn bản: tính lại từng tỷ lệ, mức tăng giảm, tổng số"
    check = _command(commands, "check", checks, CHECK_HELP)
    texts = "văn bản .docx, .pptx hoặc .txt; dấu - để đọc từ đường ống"
    check.add_argument("file", type=Path, metavar="TỆP", help=texts)
    check.add_argument("--period", default=None, metavar="KỲ", help="so cả với số liệu đang có của kỳ này")


def _add_keeping(commands: Commands) -> None:
    _command(commands, "digest", "in mã băm của toàn bộ trạng thái")
    backup = _command(commands, "backup", "sao lưu dữ liệu vào một tệp")
    backup.add_argument("file", type=Path, metavar="TỆP", help="tệp chưa có")
    restore = _command(commands, "restore", "khôi phục dữ liệu từ một bản sao lưu")
    restore.add_argument("file", type=Path, metavar="TỆP", help="bản sao lưu")
    _command(commands, "renew", "đổi mã máy, khi ổ đĩa đã bị nhân bản sang máy khác")
    _command(commands, "self-test", "tự kiểm tra dữ liệu và chương trình")


def _add_locks(commands: Commands) -> None:
    new = ("--new-password-file", "tệp có mật khẩu mới ở dòng đầu; không ghi thì hỏi")
    code = "mã, hoặc tệp chứa mã"
    lock = _command(commands, "lock", "đặt mật khẩu cho sổ, mã hóa sổ trên đĩa")
    _command(commands, "unlock", "bỏ mật khẩu, sổ không còn mã hóa")
    password = _command(commands, "password", "đổi mật khẩu của cán bộ đang mở sổ, hoặc đặt lại cho cán bộ khác")
    password.add_argument("--of", default=None, metavar="TÊN", help="đặt lại cho cán bộ này, khi họ quên mật khẩu")
    renewed = "thay khóa sổ khi có người đã chuyển đi hoặc mất bản sao: mã hóa lại sổ, tệp đã giữ, bản sao lưu"
    new_key = _command(commands, "new-key", renewed)
    _command(commands, "sheet", "lập tờ khôi phục mới, dùng khi quên mật khẩu")
    officers = _command(commands, "officers", "cán bộ mở được sổ và quyền của họ")
    asked = officers.add_mutually_exclusive_group()
    asked.add_argument("--add", default=None, metavar="TÊN", help="thêm cán bộ, có mật khẩu riêng")
    asked.add_argument("--remove", default=None, metavar="TÊN", help="không cho cán bộ này mở sổ nữa")
    asked.add_argument("--change", default=None, metavar="TÊN", help="đổi quyền, kèm --right")
    rights = "entry: nhập liệu; approve: phê duyệt, xuất và chốt; administer: quản trị"
    officers.add_argument("--right", choices=("entry", "approve", "administer"), default=None, help=rights)
    key = _command(commands, "recovery-key", "cấp trên: lập khóa khôi phục; đơn vị: nhận khóa đó")
    key.add_argument("code", nargs="?", default=None, metavar="MÃ", help=f"ở đơn vị: {code}")
    key.add_argument("--to", type=Path, default=None, metavar="TỆP.txt", help="ở cấp trên: ghi khóa ra tệp")
    request = _command(commands, "recovery-request", "đơn vị quên mật khẩu: mã đọc cho cấp trên")
    request.add_argument("--to", type=Path, default=None, metavar="TỆP.txt", help="ghi mã ra tệp")
    answer = _command(commands, "recovery-answer", "cấp trên: trả lời yêu cầu của đơn vị quên mật khẩu")
    answer.add_argument("code", metavar="MÃ", help=code)
    answer.add_argument("--unit", required=True, metavar="MÃ_ĐƠN_VỊ", help="đơn vị đã gọi xác nhận")
    recover = _command(commands, "recover", "đơn vị: đặt mật khẩu mới bằng mã trả lời hoặc tờ khôi phục")
    recover.add_argument("code", nargs="?", default=None, metavar="MÃ", help=code)
    recover.add_argument("--code-file", type=Path, default=None, metavar="TỆP", help="tệp có mã ở dòng đầu")
    for each in (lock, password, new_key, officers, recover):
        each.add_argument(new[0], type=Path, default=None, metavar="TỆP", help=new[1])


def name_whole_paths(switches: argparse.Namespace) -> None:
    """Places are told as a person finds them again: never as `.`."""
    for name, value in vars(switches).items():
        if isinstance(value, Path):
            setattr(switches, name, _whole(value))
        elif isinstance(value, list):
            setattr(switches, name, [_whole(each) if isinstance(each, Path) else each for each in value])


def _whole(path: Path) -> Path:
    return path if str(path) == "-" else path.absolute()
