"""One command for all: set up what is missing, then open the program, a sample province or the tests."""

from __future__ import annotations

import importlib.util
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
VENV = HOME / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG = VENV / "setup.log"
RUN = ("requirements.txt",)
TEST = ("requirements.txt", "requirements-test.txt")

# Alternatives are joined by "|": Debian 13 and Ubuntu 24.04 renamed libglib2.0-0.
QT_PACKAGES = (
    "libglib2.0-0|libglib2.0-0t64 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxkbcommon-x11-0 libxcb-shape0"
)
TEST_PACKAGES = "xvfb fonts-liberation2|fonts-liberation libreoffice-calc libreoffice-writer poppler-utils"
NETWORK_SIGNS = ("connection", "resolution", "resolve", "retrying", "timed out", "unreachable")


class Stop(Exception):
    """It cannot go on; the text is the sentence to show."""


def main(words: list[str]) -> int:
    """Do what the words ask for and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")  # old Windows consoles know no Vietnamese
    try:
        return start(words)
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        say("Đã dừng theo yêu cầu.")
        return 130


def start(words: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever comes with an older one should read a sentence
        raise Stop(f"Cần Python 3.11 trở lên; bản đang chạy là {sys.version.split()[0]}.")
    testing = words[:1] == ["test"]
    add_system_packages(QT_PACKAGES + " " + TEST_PACKAGES if testing else QT_PACKAGES)
    add_libraries(TEST if testing else RUN)
    if testing:
        return test(words[1:])
    if words[:1] == ["sample"]:
        return sample(words[1:])
    if not words and not has_display():
        raise Stop("Không thấy màn hình để mở cửa sổ. Thêm --help để xem các lệnh không cần màn hình.")
    return giaoban(*words)


def test(words: list[str]) -> int:
    """Run every check of the house; pytest's summary is the last thing printed."""
    pytest = [str(PYTHON), "-m", "pytest", "-n", "auto", "--dist", "worksteal", *words]
    return subprocess.call(pytest, cwd=HOME)


def sample(words: list[str]) -> int:
    """Make the sample province, once, and open its headquarters."""
    window = "--no-window" not in words
    words = [word for word in words if word != "--no-window"]
    named = bool(words) and not words[0].startswith("-")
    folder = Path(words[0]).absolute() if named else HOME / "sample-province"
    books = folder / "tinh"
    if any(folder.glob("bao-cao-*.docx")):  # the report is the last thing made: half a sample has none
        say(f"Tỉnh mẫu đã có ở {folder}. Xóa thư mục này nếu cần tạo lại.")
    else:
        say(f"Đang tạo tỉnh mẫu ở {folder}…")
        if status := giaoban("sample", str(folder), *(words[1:] if named else words)):
            return status
    if window and has_display():
        return giaoban("--data", str(books))
    say(f'Xem tỉnh mẫu bằng lệnh: python3 packaging/start.py --data "{books}"')
    return 0


def giaoban(*words: str) -> int:
    return subprocess.call([str(PYTHON), "-m", "desktop", *words])


def has_display() -> bool:
    windows_or_mac = os.name == "nt" or sys.platform == "darwin"
    return windows_or_mac or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))


def say(sentence: str) -> None:
    print(sentence, flush=True)


# The system's packages: Debian and its children only; elsewhere Qt's needs are met or cannot be asked for.


def add_system_packages(names: str) -> None:
    """Install the Debian packages that are missing, or tell the one line that does."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-query")):
        return
    if not (has_module("ensurepip") or has_module("pip")):
        names += " python3-venv"
    missing = missing_packages(names.split())
    if missing and os.name == "posix" and os.geteuid() == 0:
        say(f"Đang cài {len(missing)} gói hệ thống: {' '.join(missing)}…")
        missing = apt_install(missing)
    if missing:
        say(f"Còn thiếu gói hệ thống; chạy một lần: sudo apt-get install {' '.join(missing)}")


def missing_packages(names: list[str]) -> list[str]:
    every = [name for alternatives in names for name in alternatives.split("|")]
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package}\n", *every]
    answer = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    present = {line.split()[1] for line in answer.splitlines() if line.startswith("installed ")}
    return [name.split("|")[0] for name in names if present.isdisjoint(name.split("|"))]


def apt_install(names: list[str]) -> list[str]:
    """Install together, else one by one (a release may lack one); return what is still missing."""
    apt("update")
    if apt("install", *names):
        return []
    return [name for name in names if not apt("install", name)]


def apt(verb: str, *names: str) -> bool:
    options = ["-qq"] if verb == "update" else ["-qq", "-y", "--no-install-recommends"]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", verb, *options, *names]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


# The libraries: a .venv beside the program, with exactly the locked versions.


def add_libraries(lists: tuple[str, ...]) -> None:
    """Bring .venv to the locked versions; nothing to do while its stamp is still true."""
    stamp = VENV / f"stamp-{lists[-1]}"
    truth = "\n".join(
        [sys.version, str(HOME), *((HOME / "packaging" / name).read_text("utf-8") for name in lists)]
    )
    if PYTHON.exists() and stamp.exists() and stamp.read_text("utf-8") == truth:
        return
    say("Đang chuẩn bị thư viện trong .venv (lần đầu mất vài phút)…")
    if not (same_python() and (has_own_pip() or has_module("pip"))):
        make_venv()
    install(lists)
    point_to_home()
    stamp.write_text(truth, "utf-8")


def same_python() -> bool:
    """Whether .venv runs, and with this very Python."""
    if not PYTHON.exists():
        return False
    ask = [str(PYTHON), "-c", "import sys; print(sys.version, end='')"]
    return subprocess.run(ask, capture_output=True, text=True, check=False).stdout == sys.version


def make_venv() -> None:
    # Debian keeps ensurepip in a package of its own; without it the system's pip installs into .venv.
    if not (has_module("ensurepip") or has_module("pip")):
        raise Stop("Python này thiếu pip. Cài một lần bằng: sudo apt-get install python3-venv, rồi chạy lại.")
    without_pip = [] if has_module("ensurepip") else ["--without-pip"]
    command = [sys.executable, "-m", "venv", "--clear", *without_pip, str(VENV)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        raise Stop(f"Không tạo được thư mục {VENV}: kiểm tra quyền ghi và chỗ trống trên đĩa, rồi chạy lại.")


def install(lists: tuple[str, ...]) -> None:
    options = ["--require-hashes", "--no-deps", "--disable-pip-version-check", "--no-input", "--retries", "2"]
    files = [word for name in lists for word in ("-r", str(HOME / "packaging" / name))]
    with LOG.open("w", encoding="utf-8") as log:
        command = [*pip(), "install", *options, *files]
        failed = subprocess.call(command, stdout=log, stderr=subprocess.STDOUT)
    if failed:
        raise Stop(why_not_installed(LOG.read_text("utf-8", "replace")))


def pip() -> list[str]:
    """The pip of .venv, else the system's pip working on .venv."""
    if has_own_pip():
        return [str(PYTHON), "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", str(PYTHON)]


def has_own_pip() -> bool:
    ask = [str(PYTHON), "-m", "pip", "--version"]
    return subprocess.run(ask, capture_output=True, check=False).returncode == 0


def has_module(name: str) -> bool:
    importlib.invalidate_caches()  # apt may have brought it a moment ago
    return importlib.util.find_spec(name) is not None


def why_not_installed(log: str) -> str:
    if any(sign in log.lower() for sign in NETWORK_SIGNS):
        return "Không tải được thư viện: kiểm tra kết nối mạng rồi chạy lại."
    return f"Chưa cài được thư viện; nguyên nhân ghi ở {LOG}. Sửa xong thì chạy lại."


def point_to_home() -> None:
    """Let `python -m desktop` find the package from any folder, without building it."""
    ask = [str(PYTHON), "-c", "import sysconfig; print(sysconfig.get_path('purelib'), end='')"]
    folder = subprocess.run(ask, capture_output=True, text=True, check=True).stdout
    Path(folder, "giaoban.pth").write_text(f"{HOME}\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
