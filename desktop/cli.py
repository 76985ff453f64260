"""The front door without a window: the same journeys for scripts and tests.

Exit codes: 0 done, 1 refused or findings, 2 usage.
"""

import io
import os
import sys
from collections.abc import Sequence

from desktop.base.paths import default_data_dir
from desktop.commands.switches import make_parser, name_whole_paths

STOPPED = 1
NO_SCREEN = "Không thấy màn hình để mở cửa sổ. Xem các lệnh không cần màn hình bằng giaoban --help."
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; without one open the window."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="replace")  # old consoles know no Vietnamese
    parser = make_parser()
    switches = parser.parse_args(arguments)
    name_whole_paths(switches)
    try:
        if switches.command is None:
            if switches.password_file is not None or switches.officer_name is not None:
                parser.error("--password-file, --as cần một lệnh; cửa sổ tự hỏi mật khẩu")
            return _open_window(arguments)
        from desktop.commands import running

        switches.data = switches.data or default_data_dir()
        return running.run(switches)
    except KeyboardInterrupt:
        return STOPPED


def _open_window(arguments: list[str]) -> int:
    if sys.platform == "linux" and not any(os.environ.get(name) for name in SCREENS):
        print(NO_SCREEN, file=sys.stderr)
        return STOPPED
    from desktop import app

    return app.main(arguments)
