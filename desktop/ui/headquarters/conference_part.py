"""The record at the left; at the right its conclusions, each of them a task that goes out with the replies."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.base.errors import UserError
from desktop.kit.cards import Card, Divider, EmptyState
from desktop.kit.frame import Split
from desktop.kit.frame.header import NoticeBar
from desktop.kit.marks import Mark
from desktop.kit.queue import QueueEntry, WorkQueue
from desktop.kit.stack import Stack
from desktop.services import assigning, conferring
from desktop.services.assigning import Assignment, Order
from desktop.services.conferring import Held
from desktop.services.recording import Touched
from desktop.ui import period_words
from desktop.ui.context import Context
from desktop.ui.headquarters import audiences
from desktop.ui.headquarters.conference_form import ConferenceForm
from desktop.ui.headquarters.order_form import OrderForm
from desktop.ui.troubles import sentence
from desktop.ui.words import day

SIDE, SIDE_LEAST = 540, 460


class ConferencePart(QWidget):
    """The last conference on the open period."""

    told = Signal()

    def __init__(self, context: Context, notice: NoticeBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._notice = context, notice
        self.held: Held | None = None
        self._given: list[Assignment] = []
        self._editing: object = None
        self.form = ConferenceForm(context.today)
        self.list = WorkQueue(two_lines=True, show_enter=False)
        self.order = OrderForm(context.today, audiences.choices(context.books))
        self.card, self.stack = Card(self.tr("Kết luận thành nhiệm vụ")), Stack()
        self.empty = EmptyState("", self.tr("Thêm hội nghị"), "Ctrl+N")
        self._furnish()
        self._connect()

    # What the page asks

    def count(self) -> int:
        """Nothing waits here."""
        return 0

    def state(self) -> str:
        """Which conference, how much was concluded."""
        if self.held is None:
            return self.tr("chưa có hội nghị của kỳ này")
        return self.tr("{n} kết luận thành nhiệm vụ").format(n=len(self._given))

    def keys(self) -> list[tuple[str, str]]:
        """The keys that matter here."""
        return [
            ("Enter", self.tr("Sửa kết luận")),
            ("Ctrl+Enter", self.tr("Giao")),
            ("Ctrl+E", self.tr("Xuất biên bản")),
            ("F6", self.tr("Khung")),
        ]

    def panes(self) -> list[QWidget]:
        """Form, list, field of the next conclusion."""
        return [self.form, self.list, self.order]

    def side(self) -> QWidget:
        """What becomes a drawer in a narrow window."""
        return self.card

    def arrived(self) -> None:
        """Look again; the keyboard goes where there is something to write."""
        self.reload()
        (self.order.title if self.held is not None else self.empty.button).setFocus()

    def reload(self) -> None:
        """Read the conference on the open period."""
        books = self._context.books
        found = conferring.conferences(books, self._context.period)
        self.held = found[-1] if found else None
        self.stack.setCurrentIndex(0 if self.held else 1)
        label = period_words.label(self._context.period)
        self.empty.sentence.setText(self.tr("Chưa có hội nghị về {period}.").format(period=label))
        self._given = conferring.conclusions(books, self.held) if self.held else []
        if self.held is not None:
            self.form.show_record(self.held.record)
        self.list.set_entries([self._entry(each) for each in self._given])
        self.list.setVisible(bool(self._given))
        self.told.emit()

    def begin(self) -> None:
        """A new conference on the open period."""
        conferring.begin(self._context.books, self._context.period)
        self.reload()
        self._context.announce(Touched.TASKS)
        self.form.fields["held_on"].setFocus()

    # What a person does

    def _on_field(self, name: str, words: str) -> None:
        if self.held is None:
            return
        try:
            conferring.change(self._context.books, self.held.uid, **{name: words})
        except UserError as error:
            return self.form.fields[name].set_complaint(sentence(error))
        self.reload()

    def _on_given(self, order: Order) -> None:
        if self.held is None:
            return
        chosen = self._chosen()
        try:
            if chosen is None:
                conferring.conclude(self._context.books, self.held, order)
            else:
                assigning.amend_order(self._context.books, chosen.uid, order)
        except UserError as error:
            return self.order.title.set_complaint(sentence(error))
        self._editing = None
        self.order.show_order(None)
        self._stored(self.tr("Đã giao, đi kèm phản hồi của kỳ.") if chosen is None else self.tr("Đã ghi lại."))

    def _on_withdrawn(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        books = self._context.books
        assigning.withdraw_task(books, chosen.uid)
        self._editing = None
        self.order.show_order(None)

        def again() -> None:
            assigning.give_again(books, chosen.uid)
            self._stored("")

        self._stored("")
        told = self.tr("Đã rút “{title}”; đơn vị biết khi nhận phản hồi sau.").format(title=chosen.order.title)
        self._notice.tell(told, self.tr("Giao lại"), again)

    def _stored(self, told: str) -> None:
        self.reload()
        if told:
            self._notice.tell(told)
        self._context.announce(Touched.TASKS)
        self.order.title.setFocus()

    def _on_edit(self, key: object) -> None:
        self._editing = key
        chosen = self._chosen()
        if chosen is not None:
            self.order.show_order(chosen.order)
            self.order.title.setFocus()

    def _on_left(self) -> None:
        self._editing = None
        self.order.show_order(None)
        self.order.title.setFocus()

    def _chosen(self) -> Assignment | None:
        """The conclusion that is in the form."""
        return next((each for each in self._given if each.uid == self._editing), None)

    # Making

    def _entry(self, given: Assignment) -> QueueEntry:
        who = conferring.audience_words(self._context.books, given.order.audience)
        goal = f"{given.order.goal} {given.order.measure}".strip() if given.order.goal else ""
        what = ". ".join(filter(None, (who, goal, given.order.text)))
        due = self.tr("hạn {day}").format(day=day(given.due)) if given.due else ""
        return QueueEntry(given.uid, Mark.TASK, given.order.title, what, due, self.tr("Sửa"))

    def _furnish(self) -> None:
        split = Split(self.form, self.card, SIDE, SIDE_LEAST)
        self.card.body.addWidget(self.list, 1)
        self.card.body.addStretch(0)
        self.card.body.addWidget(Divider())
        self.card.body.addWidget(self.order)
        blank = Card()
        blank.body.addWidget(self.empty, 1)
        self.stack.addWidget(split)
        self.stack.addWidget(blank)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _connect(self) -> None:
        self.form.changed.connect(self._on_field)
        self.empty.acted.connect(self.begin)
        self.list.acted.connect(self._on_edit)
        self.list.previewed.connect(self._on_edit)
        self.order.given.connect(self._on_given)
        self.order.withdrawn.connect(self._on_withdrawn)
        self.order.left.connect(self._on_left)
