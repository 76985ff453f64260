"""Kiểm tra và gửi: a list that reaches zero, then the file."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.catalogue import Level
from desktop.domain.field_checks import names_a_person
from desktop.domain.package import Cover
from desktop.domain.periods import Period
from desktop.kit import theme
from desktop.kit.buttons import KeyButton
from desktop.kit.cards import Card, ChecklistStep, Scroll
from desktop.kit.frame import Page, Split
from desktop.kit.marks import Mark
from desktop.services import closing, exporting, recalling, recording, reply_desk
from desktop.services.closing import Checklist, StepKey
from desktop.services.exporting import Exported
from desktop.services.placing import AT_ODDS, PlacedProblem
from desktop.services.recording import Touched
from desktop.ui import period_words, words
from desktop.ui.context import NARRATIVE, TEXT_PLACES, Context, Place
from desktop.ui.problems import shown_placed
from desktop.ui.unit.checklist_desk import ChecklistDesk
from desktop.ui.unit.closing_view_cover import CoverDesk, CoverPaper, print_on
from desktop.ui.unit.closing_view_declare import DeclarePart
from desktop.ui.unit.closing_view_export import ExportForm
from desktop.ui.unit.closing_view_history import HistoryCard
from desktop.ui.unit.closing_view_narrative import NarrativeEditor
from desktop.ui.unit.closing_view_problems import ProblemLines
from desktop.ui.unit.closing_view_steps import words_of
from desktop.ui.unit.undo_keys import UndoKeys

SIDE, SIDE_LEAST = 400, 300
NEXT_MS = 2


class ClosingView(Page):
    """Checklist at the left with the export as its last step; cover and history at the right."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(words.translate("Closing", "Kiểm tra và gửi"), parent)
        self._context = context
        self._desk = ChecklistDesk(context, self)
        self._found: Checklist | None = None
        self._told_cover: Cover | None = None
        self._arriving = False
        self._code = ""
        self._make()
        self._fill_steps()
        self._arrange()
        self._connect()

    # What it is made of

    def _make(self) -> None:
        context = self._context
        self.join = KeyButton(self.tr("Gộp với máy khác của đơn vị"), icon="link")
        self.incomplete = KeyButton(self.tr("Xuất bản chưa hoàn chỉnh"), kind="quiet")
        self.steps = {key: ChecklistStep("") for key in StepKey}
        self.cover_step, self.export_step = ChecklistStep(""), ChecklistStep("")
        reasons = partial(recalling.reasons, context.books)
        self.errors, self.warnings = ProblemLines(reasons), ProblemLines(reasons)
        self.declare = DeclarePart(context.books.me.officer)
        self.narrative = NarrativeEditor(context)
        self.form = ExportForm(context)
        self.cover, self.large_cover = CoverPaper(), CoverPaper()
        self.enlarge = KeyButton(self.tr("Mở to"), kind="quiet", small=True, icon="eye")

    @cached_property
    def history(self) -> HistoryCard:
        """What was sent before, under the cover."""
        card = HistoryCard()
        self._right.addWidget(card, 1)
        self.panes = [self.form.go, card.table]
        return card

    def first(self) -> Iterator[QWidget]:
        """Checklist and cover stand; the history follows."""
        yield self.history

    def _fill_steps(self) -> None:
        for key, inside in (
            (StepKey.ERRORS, self.errors),
            (StepKey.WARNINGS, self.warnings),
            (StepKey.DECLARATIONS, self.declare),
            (StepKey.NARRATIVE, self.narrative),
        ):
            self.steps[key].body.addWidget(inside)
        self.cover_step.body.addWidget(self.large_cover)
        self.large_cover.setMinimumHeight(theme.px(440))
        self.export_step.body.addWidget(self.form)
        self.export_step.set_open(True)

    def _arrange(self) -> None:
        self.header.add_action(self.join)
        self.header.add_action(self.incomplete)
        inside, left, side = QWidget(), Card(), QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for step in (*self.steps.values(), self.cover_step, self.export_step):
            column.addWidget(step)
        column.addStretch()
        self.sheet = Scroll(inside, by_width=True)
        left.body.addWidget(self.sheet)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.px(12))
        right.addWidget(self._cover_card())
        self._right = right
        self.split = Split(left, side, SIDE, SIDE_LEAST)
        self.body.addWidget(self.split, 1)
        self.side_panel = side
        self.panes = [self.form.go]
        self.set_keys(
            [
                ("F5", self.tr("Kiểm tra lại")),
                ("F8", self.tr("Việc tiếp")),
                ("Ctrl+P", self.tr("In tờ bìa")),
                ("Ctrl+Enter", self.tr("Xuất tệp")),
            ]
        )

    def _cover_card(self) -> Card:
        card = Card(self.tr("Tờ bìa"))
        card.add_action(self.enlarge)
        desk = CoverDesk()
        column = QVBoxLayout(desk)
        column.setContentsMargins(theme.px(20), theme.px(12), theme.px(20), theme.px(12))
        column.addWidget(self.cover)
        card.body.addWidget(desk)
        return card

    def _connect(self) -> None:
        acts: dict[StepKey, Callable[[], object]] = {
            StepKey.FIGURES: self._go_to_figures,
            StepKey.DRAFTS: self._go_to_draft,
            StepKey.ERRORS: self.refresh,
            StepKey.DECLARATIONS: partial(self._turn, self.steps[StepKey.DECLARATIONS]),
            StepKey.NARRATIVE: partial(self._turn, self.steps[StepKey.NARRATIVE]),
        }
        for key, act in acts.items():
            self.steps[key].acted.connect(act)
        self.steps[StepKey.ERRORS].set_action("", "F5", "refresh-cw")
        self.cover_step.acted.connect(self.print_cover)
        self.enlarge.clicked.connect(partial(self._turn, self.cover_step))
        for lines in (self.errors, self.warnings):
            lines.place_asked.connect(self._go_to_problem)
            lines.reason_given.connect(self._on_reason)
        self.declare.agreed.connect(self._on_declared)
        self.declare.withdrawn.connect(self._on_withdrawn)
        self.join.clicked.connect(lambda: self._context.go(Place("joining")))
        self.incomplete.clicked.connect(self._on_incomplete)
        self.form.exported.connect(self._on_exported)
        self.form.strip.followed.connect(self.notice.settle)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut("F8", self, self.next_open, context=here)
        for finish in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(finish, self, self._on_finish, context=here)
        self.undoing = UndoKeys(self, self._context, lambda _: False)
        self._context.announcements.touched.connect(self._on_touched)
        self._context.announcements.period_changed.connect(self._on_period)

    # Looking again

    def arrived(self) -> None:
        """Look again; the keyboard goes to the first thing that is open."""
        self.narrative.reload()
        self._arriving = True
        self.refresh()

    def leave(self) -> None:
        """Keep what was written."""
        self.narrative.save()

    def refresh(self) -> None:
        """Check everything again and show it."""
        books, today = self._context.books, self._context.today()

        def work(period: Period) -> tuple[Checklist, Cover]:
            exporting.next_name(books, period)  # looks up the province, once
            return closing.checklist(books, period, today), exporting.cover(books, period)

        if not self._desk.look(closing.is_small(books, self._context.period), work, self._on_looked):
            self.header.set_state(self.tr("đang kiểm tra các bản ghi"))

    def _on_looked(self, looked: tuple[Checklist, Cover]) -> None:
        self._found, self._told_cover = looked
        self._show_steps(self._found)
        QTimer.singleShot(NEXT_MS, self, self._show_side)
        if not self.form.running():
            self.form.reload(self._found.errors)
        arriving, self._arriving = self._arriving, False
        if arriving and not self.next_open(only_focus=True):
            self._focus(self.form.confirm)

    def _show_side(self) -> None:
        """Cover and history, in a turn of their own."""
        books, period = self._context.books, self._context.period
        self._show_cover()
        sent = exporting.history(books)
        names = {each.period: period_words.label(books.period(each.period)) for each in sent}
        self.history.show_sent(sent, period, names, reply_desk.receipts(books))

    def _show_steps(self, found: Checklist) -> None:
        clock = f"{self._context.now():%H:%M}"
        for key, step in self.steps.items():
            said = words_of(key, found, self._context.catalogue, clock)
            step.set_state(said.mark, said.title, said.state)
            step.set_action(said.action, *(("F5", "refresh-cw") if key is StepKey.ERRORS else ()))
            step.setVisible(said.shown)
        wrong = [each for each in found.problems if each.problem.level is Level.E]
        odd = [each for each in found.problems if each.problem.level is Level.W]
        known = self._context.books.catalogue
        self.errors.show_problems([shown_placed(each, known) for each in wrong])
        self.warnings.show_problems([shown_placed(each, known) for each in odd])
        self.declare.show_sections(found.undeclared, found.declared)
        self.steps[StepKey.ERRORS].set_open(bool(wrong))
        self.steps[StepKey.WARNINGS].set_open(bool(odd))
        if found.undeclared:
            self.steps[StepKey.DECLARATIONS].set_open(True)
        elif not found.declared:
            self.steps[StepKey.DECLARATIONS].set_open(False)
        self.cover_step.set_state(Mark.DONE, self.tr("Tờ bìa"), self.tr("in kèm theo tệp, ký và đóng dấu"))
        self.cover_step.set_action(self.tr("In tờ bìa"), "Ctrl+P", "printer")
        mark = Mark.DONE if self._code else Mark.IN_HAND if not found.left else Mark.NEXT
        self.export_step.set_state(mark, self.tr("Xuất tệp"), self.tr("gửi bằng USB hoặc thư nội bộ"))
        self.header.set_state(self._left_words(found))

    def _left_words(self, found: Checklist) -> str:
        if self._code:
            return self.tr("đã xuất, mã {code}").format(code=self._code)
        if found.left:
            return self.tr("còn {n} việc").format(n=found.left)
        return self.tr("còn 1 việc: xuất tệp")

    def _show_cover(self) -> None:
        books, period = self._context.books, self._context.period
        times = sum(each.period == period.key for each in exporting.history(books)) + (0 if self._code else 1)
        if self._told_cover is None:
            return
        for paper in (self.cover, self.large_cover):
            paper.show_cover(self._told_cover, times, self._code)

    # What a person does

    def next_open(self, only_focus: bool = False) -> bool:
        """Lead to the next thing that needs a person; on arrival only the keyboard goes there."""
        found = self._found
        if found is None or not found.left:
            return False
        for waiting, act in (
            (found.errors, self._focus_error),
            (found.unexplained, self._focus_warning),
            (found.undeclared, self._focus_declaration),
            (found.blank, self._focus_blank if only_focus else self._go_to_figures),
            (found.unfinished, self._focus_draft if only_focus else self._go_to_draft),
        ):
            if waiting:
                act()
                return True
        return False

    def seek(self, place: Place) -> None:
        """Somebody looks for the words that name a citizen."""
        if place.section == NARRATIVE:
            self.steps[StepKey.NARRATIVE].set_open(True)
            self.narrative.show_first(names_a_person)
            self._focus(self.narrative.text)

    def _focus_error(self) -> None:
        self._focus(self.errors.lines[0].action)

    def _focus_warning(self) -> None:
        self._focus(next(line for line in self.warnings.lines if line.placed.open_warning).action)

    def _focus_declaration(self) -> None:
        self._focus(self.declare.person)  # not on the button: one more Enter would declare them all

    def _focus_blank(self) -> None:
        self._focus(self.steps[StepKey.FIGURES].action)

    def _focus_draft(self) -> None:
        self._focus(self.steps[StepKey.DRAFTS].action)

    def _focus(self, widget: QWidget) -> None:
        widget.setFocus()
        self._bring(widget)

    def _bring(self, widget: QWidget) -> None:
        """Bring into sight what may only now be getting its room."""
        QTimer.singleShot(0, widget, partial(self.sheet.ensureWidgetVisible, widget))

    def _turn(self, step: ChecklistStep) -> None:
        step.set_open(not step.is_open())
        if step.is_open():
            self._bring(step)

    def _go_to_figures(self) -> None:
        blank = self._found.blank if self._found else []
        if blank:
            self._context.go(Place("figures", indicator=blank[-1].indicator.code, month=blank[-1].month))
        else:
            self._context.go(Place("figures"))

    def _go_to_draft(self) -> None:
        if self._found is not None and self._found.unfinished:
            self._context.go(Place("records", record=self._found.unfinished[0]))

    def _go_to_problem(self, placed: PlacedProblem) -> None:
        self._context.go(place_of(placed))

    def _on_reason(self, placed: PlacedProblem, reason: str) -> None:
        books, period = self._context.books, self._context.period
        recording.explain(books, period.key, placed.subject, placed.problem, reason)
        self._announce(Touched.TEXTS)

    def _on_declared(self, person: str) -> None:
        silent = self._found.undeclared if self._found else []
        for section in silent:
            recording.declare(self._context.books, self._context.period.key, section.code, "none", person)
        self._announce(Touched.FIGURES)
        self.steps[StepKey.DECLARATIONS].set_open(False)
        codes = [section.code for section in silent]
        self.notice.tell(
            self.tr("Đã khai không phát sinh {n} mục.").format(n=len(codes)),
            self.tr("Hoàn tác"),
            partial(self._withdraw, codes),
        )

    def _withdraw(self, codes: list[str]) -> None:
        for code in codes:
            recording.withdraw_declaration(self._context.books, self._context.period.key, code)
        self._announce(Touched.FIGURES)

    def _on_withdrawn(self, code: str) -> None:
        self._withdraw([code])

    def _announce(self, touched: Touched) -> None:
        self.set_facts([("check", self.tr("Đã lưu {time}").format(time=words.clock(self._context.now())))])
        self._context.announce(touched)

    def _on_exported(self, done: Exported) -> None:
        self._code = done.code
        self.refresh()
        self._bring(self.form)

    def _on_incomplete(self) -> None:
        self.form.start(complete=False)
        self._bring(self.form)

    def _on_finish(self) -> None:
        """Ctrl+Enter keeps the reason that is being written, else it exports."""
        here = self.window().focusWidget()
        writing = next((line for line in self.warnings.lines if line.holds(here)), None)
        if writing is not None:
            writing.save.click()
        elif self.form.go.isEnabled():
            self.form.go.click()
        else:
            self.form.start(complete=True)
            self._bring(self.form)

    def print_cover(self) -> None:
        """Print the cover on the printer that a person chooses."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            print_on(printer, self.cover)

    def _on_touched(self, touched: object) -> None:
        if touched is not Touched.PACKAGES:
            self._code = ""
        if self.isVisible() and self._found is not None:
            self.refresh()

    def _on_period(self, _: object) -> None:
        self._code = ""
        if self.isVisible():
            self.narrative.reload()
            self.refresh()


def place_of(placed: PlacedProblem) -> Place:
    """Where a problem is mended."""
    if placed.subject.startswith(f"{AT_ODDS}:"):
        return Place("joining", record=bytes.fromhex(placed.subject.partition(":")[2]))
    if placed.problem.kind in TEXT_PLACES:
        return TEXT_PLACES[placed.problem.kind]
    if not placed.subject.startswith(("figure:", "declaration:")):
        return Place("records", record=bytes.fromhex(placed.subject))
    problem = placed.problem
    return Place("figures", indicator=problem.field or "", month=problem.month or 0)
