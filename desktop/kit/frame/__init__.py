"""The window's frame: rail, top strip, page header, notice bar, status line, and the shell that holds pages."""

from desktop.kit.frame.body import BodySheet
from desktop.kit.frame.header import NoticeBar, PageHeader
from desktop.kit.frame.page import Page, Split
from desktop.kit.frame.rail import Rail
from desktop.kit.frame.shell import Shell
from desktop.kit.frame.status import StatusLine
from desktop.kit.frame.strip import TopStrip

__all__ = ["BodySheet", "NoticeBar", "Page", "PageHeader", "Rail", "Shell", "Split", "StatusLine", "TopStrip"]
