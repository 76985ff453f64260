"""The front door without a window: the same journeys for scripts and tests.

Exit codes: 0 done, 1 refused or findings, 2 usage.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.base.errors import UserError
from desktop.base.paths import default_data_dir

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = object


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="giaoban", description="Giao Ban: ghi, gửi, nhận và tổng hợp số liệu công tác của Công an cấp xã."
    )
    parser.add_argument("--data", type=Path, default=None, metavar="DIR", help="thư mục dữ liệu")
    parser.add_argument("--json", action="store_true", help="in kết quả cho máy đọc")
    parser.add_argument("--debug", action="store_true", help="ghi nhật ký chi tiết")
    parser.add_argument("--temp-data", action="store_true", help="mở với dữ liệu tạm, bỏ đi khi đóng")
    commands = parser.add_subparsers(dest="command", metavar="LỆNH")
    _add_making(commands)
    _add_exchange(commands)
    _add_reading(commands)
    _add_keeping(commands)
    return parser


def _command(commands: Commands, name: str, words: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    parser.add_argument("--data", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="thư mục dữ liệu")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="in kết quả cho máy đọc")
    return parser


def _with_period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--period", required=True, metavar="KỲ", help="kỳ báo cáo, ví dụ 2020-H1")


def _add_making(commands: Commands) -> None:
    sample = _command(commands, "sample", "tạo tỉnh mẫu: các gói trong DIR/goi, dữ liệu cấp trên trong DIR/tinh")
    sample.add_argument("dir", type=Path, metavar="DIR")
    sample.add_argument("--units", type=int, default=None, metavar="N", help="chỉ N đơn vị đầu")
    sample.add_argument("--period", default="2020-H1", metavar="KỲ")
    init = _command(commands, "init", "tạo dữ liệu mới cho một đơn vị hoặc cho cấp trên")
    init.add_argument("--role", choices=("unit", "hq"), required=True)
    init.add_argument("--unit", required=True, metavar="MÃ", help="mã đơn vị hành chính (cấp trên: mã tỉnh)")
    init.add_argument("--scheme", choices=("2020", "2025"), default="2025")
    init.add_argument("--officer", default="Cán bộ", metavar="TÊN")
    init.add_argument("--training", action="store_true", help="dữ liệu huấn luyện")


def _add_exchange(commands: Commands) -> None:
    export = _command(commands, "export", "xuất gói báo cáo của đơn vị")
    _with_period(export)
    export.add_argument("--to", type=Path, required=True, metavar="DIR")
    export.add_argument("--incomplete", action="store_true", help="xuất bản chưa hoàn chỉnh")
    receive = _command(commands, "import", "nhập gói của các đơn vị")
    receive.add_argument("paths", type=Path, nargs="+", metavar="ĐƯỜNG_DẪN")
    receive.add_argument("--preview", action="store_true", help="chỉ xem trước, không nhập")
    receive.add_argument("--accept", choices=("clean", "marked", "all"), default="clean")
    receive.add_argument("--period", default=None, metavar="KỲ", help="chỉ nhận gói của kỳ này")
    undo = _command(commands, "undo", "hoàn tác một gói đã nhập")
    undo.add_argument("package", metavar="GÓI", help="mã sáu ký tự hoặc mã đầy đủ")
    verify = _command(commands, "verify", "kiểm tra niêm phong, chữ ký và ô bị sửa của một tệp")
    verify.add_argument("file", type=Path, metavar="TỆP")


def _add_reading(commands: Commands) -> None:
    _with_period(_command(commands, "status", "phải gửi, đã nhận, còn thiếu"))
    figures = _command(commands, "figures", "số liệu của kỳ")
    _with_period(figures)
    figures.add_argument("--compare", choices=("same-period", "previous"), default="same-period")
    figures.add_argument("--by", choices=("unit", "month", "section"), default=None)
    report = _command(commands, "report", "viết báo cáo Word theo Nghị định 30/2020/NĐ-CP")
    _with_period(report)
    report.add_argument("--to", type=Path, required=True, metavar="TỆP.docx")
    report.add_argument("--annex", type=Path, default=None, metavar="TỆP.xlsx")


def _add_keeping(commands: Commands) -> None:
    _command(commands, "digest", "mã băm của toàn bộ trạng thái")
    backup = _command(commands, "backup", "sao lưu dữ liệu vào một tệp")
    backup.add_argument("file", type=Path, metavar="TỆP")
    _command(commands, "self-test", "tự kiểm tra dữ liệu và chương trình")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; without one open the window."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    switches = _parser().parse_args(arguments)
    if switches.command is None:
        from desktop import app

        return app.main(arguments)
    from desktop import commands

    switches.data = switches.data or default_data_dir()
    try:
        return commands.run(switches)
    except UserError as error:
        return commands.complain(error, switches.json)
