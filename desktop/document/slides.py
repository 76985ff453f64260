"""Slides → .pptx with charts that stay editable; python-pptx is an extra, so it is imported only here and only late."""

from pathlib import Path
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress
from desktop.domain.slides import Deck, Slide

LABEL = "Đang lập trình chiếu"


def require() -> None:
    """Raise UserError where the extra is not installed."""
    try:
        import pptx  # noqa: F401
    except ImportError as error:
        raise UserError(Trouble.SLIDES_MISSING) from error


def write(path: Path, deck: Deck, progress: Progress) -> None:
    """Write the slides to `path`; its folder must be there."""
    require()
    from pptx import Presentation
    from pptx.util import Inches

    from desktop.document import slide_parts as parts

    show = Presentation()
    show.slide_width, show.slide_height = Inches(parts.WIDTH), Inches(parts.HEIGHT)
    show.core_properties.title, show.core_properties.author = deck.title, deck.issuer
    parts.cover(_page(show), deck)
    for number, slide in enumerate(progress.over(deck.slides, LABEL, len(deck.slides)), 2):
        page = _page(show)
        parts.frame(page, deck, slide, number)
        _fill(page, slide)
    show.save(str(path))


def _page(show: Any) -> Any:
    return show.slides.add_slide(show.slide_layouts[6])


def _fill(page: Any, slide: Slide) -> None:
    from desktop.document import slide_parts as parts

    if slide.cards:
        parts.cards(page, slide.cards)
    if slide.chart is not None:
        parts.chart(page, slide.chart)
    if slide.rows:
        parts.table(page, slide.head, slide.rows)
    if slide.bullets:
        parts.bullets(page, slide.bullets)
