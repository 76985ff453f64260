"""Which machine this is: enough to notice that the books have come to another one."""

import platform
import sys
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path


@cache
def machine_id() -> str:
    """Sixteen hex digits that stay while the system stays; nothing of the machine can be read out of them."""
    return sha256(f"{platform.node()} {_system_id()}".encode()).hexdigest()[:16]


def _system_id() -> str:
    if sys.platform == "win32":
        import winreg

        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        return ""
    with suppress(OSError):
        return Path("/etc/machine-id").read_text("ascii", "replace").strip()
    return ""
