"""Rows that every package carries beside the records: figures, declarations, texts, tasks, reasons."""

from desktop.domain.catalogue_parts import Choice, ChoiceList, Field, FieldType, Kind

TEXT, LONG, CHOICE, DATE = FieldType.TEXT, FieldType.LONG_TEXT, FieldType.CHOICE, FieldType.DATE

SYSTEM_CHOICES = (
    ChoiceList(
        "figure_state",
        "Trạng thái số liệu",
        "State of a figure",
        (
            Choice("value", "Có số liệu", "Value"),
            Choice("zero", "Nhập số 0", "Zero typed"),
            Choice("none", "Không phát sinh", "Declared none"),
            Choice("not_applicable", "Không thuộc diện", "Not applicable"),
        ),
    ),
    ChoiceList(
        "declared",
        "Nội dung khai báo",
        "Declared",
        (
            Choice("none", "Không phát sinh", "None"),
            Choice("not_applicable", "Không thuộc diện", "Not applicable"),
        ),
    ),
    ChoiceList(
        "narrative_part",
        "Phần thuyết minh",
        "Part of the narrative",
        (
            Choice("situation", "Tình hình", "Situation"),
            Choice("assessment", "Đánh giá", "Assessment"),
            Choice("outlook", "Dự báo", "Outlook"),
            Choice("proposal", "Kiến nghị, đề xuất", "Proposal"),
            Choice("next_tasks", "Nhiệm vụ kỳ tới", "Tasks of the next period"),
        ),
    ),
    ChoiceList(
        "task_origin",
        "Nguồn giao nhiệm vụ",
        "Origin of a task",
        (
            Choice("superior", "Cấp trên giao", "Superior"),
            Choice("conference", "Kết luận hội nghị", "Conference"),
            Choice("plan", "Chương trình công tác", "Working programme"),
            Choice("own", "Đơn vị tự đề ra", "Own"),
        ),
    ),
    ChoiceList(
        "task_state",
        "Tình trạng nhiệm vụ",
        "State of a task",
        (
            Choice("todo", "Chưa làm", "To do"),
            Choice("doing", "Đang làm", "In hand"),
            Choice("done", "Xong", "Done"),
            Choice("blocked", "Không làm được", "Cannot be done"),
            Choice("withdrawn", "Cấp trên đã rút", "Withdrawn"),
        ),
    ),
    ChoiceList(
        "answer_sort",
        "Loại trả lời",
        "Sort of an answer",
        (
            Choice("answer", "Trả lời câu hỏi", "Answer"),
            Choice("contest", "Giữ số của đơn vị", "Contest"),
        ),
    ),
)

FIGURE = Kind(
    code="figure",
    name="Số liệu",
    english="Figure",
    short="Số liệu",
    icon="table",
    section=None,
    sheet="Chỉ tiêu",
    number_prefix="SL",
    date_field=None,
    day_total=False,
    listed=("indicator", "value"),
    system=True,
    fields=(
        Field("month", "Tháng", "Month", FieldType.MONTH, required=True, width=10),
        Field("indicator", "Mã chỉ tiêu", "Indicator", TEXT, required=True, maximum=20, width=10),
        Field("breakdown", "Chi tiết theo", "Breakdown", TEXT, maximum=120, width=16),
        Field("state", "Trạng thái", "State", CHOICE, required=True, choices="figure_state", width=18),
        Field("value", "Số liệu", "Value", FieldType.NUMBER, decimals=3, minimum=0, width=16),
        Field("note", "Ghi chú", "Note", TEXT, maximum=500, width=40),
    ),
)

DECLARATION = Kind(
    code="declaration",
    name="Khai báo",
    english="Declaration",
    short="Khai báo",
    icon="file-check",
    section=None,
    sheet="Khai báo",
    number_prefix="KB",
    date_field=None,
    day_total=False,
    listed=("section", "declared", "person"),
    system=True,
    fields=(
        Field("period", "Kỳ báo cáo", "Period", TEXT, required=True, maximum=20, width=12),
        Field("section", "Mục", "Section", CHOICE, required=True, choices="section", width=36),
        Field("declared", "Khai báo", "Declared", CHOICE, required=True, choices="declared", width=18),
        Field("person", "Người khai báo", "Person", TEXT, required=True, maximum=120, width=28),
        Field("reason", "Lý do", "Reason", TEXT, maximum=500, width=40),
    ),
)

NARRATIVE = Kind(
    code="narrative",
    name="Thuyết minh",
    english="Narrative",
    short="Thuyết minh",
    icon="file-text",
    section=None,
    sheet="Thuyết minh",
    number_prefix="TM",
    date_field=None,
    day_total=False,
    listed=("section", "part"),
    system=True,
    fields=(
        Field("period", "Kỳ báo cáo", "Period", TEXT, required=True, maximum=20, width=12),
        Field("section", "Mục", "Section", CHOICE, required=True, choices="section", width=36),
        Field("part", "Phần", "Part", CHOICE, required=True, choices="narrative_part", width=20),
        Field("text", "Nội dung", "Text", LONG, required=True, maximum=20000, width=80),
    ),
)

TASK = Kind(
    code="task",
    name="Nhiệm vụ",
    english="Task",
    short="Nhiệm vụ",
    icon="list-checks",
    section=None,
    sheet="Nhiệm vụ",
    number_prefix="NV",
    date_field=None,
    day_total=False,
    listed=("title", "due", "state"),
    system=True,
    fields=(
        Field("period", "Kỳ báo cáo", "Period", TEXT, maximum=20, width=12),
        Field("title", "Nhiệm vụ", "Title", TEXT, required=True, maximum=500, width=60),
        Field("content", "Nội dung giao", "Content", LONG, maximum=2000, width=50),
        Field("source", "Văn bản giao", "Source", TEXT, maximum=300, width=36),
        Field("origin", "Nguồn giao", "Origin", CHOICE, choices="task_origin", default="own", width=20),
        Field("due", "Thời hạn", "Due", DATE, width=12),
        Field("state", "Tình trạng", "State", CHOICE, choices="task_state", default="todo", width=18),
        Field("reached", "Đã đạt", "Reached", FieldType.INTEGER, minimum=0, maximum=999999, width=9),
        Field("goal", "Chỉ tiêu", "Goal", FieldType.INTEGER, minimum=1, maximum=999999, width=9),
        Field("measure", "Đơn vị tính", "Measure", TEXT, maximum=30, width=12),
        Field("progress", "Tiến độ, kết quả", "Progress", LONG, maximum=4000, width=60),
        Field("reason", "Lý do không làm được", "Reason", TEXT, maximum=500, width=40),
        Field("ended", "Ngày kết thúc", "Ended", DATE, width=12),
        Field("task", "Mã nhiệm vụ", "Task", TEXT, maximum=64, width=20),
    ),
)

EXPLANATION = Kind(
    code="explanation",
    name="Giải trình",
    english="Explanation",
    short="Giải trình",
    icon="pencil",
    section=None,
    sheet="Giải trình",
    number_prefix="GT",
    date_field=None,
    day_total=False,
    listed=("rule", "reason"),
    system=True,
    fields=(
        Field("period", "Kỳ báo cáo", "Period", TEXT, required=True, maximum=20, width=12),
        Field("rule", "Quy tắc", "Rule", TEXT, required=True, maximum=60, width=28),
        Field("subject", "Bản ghi hoặc ô số liệu", "Subject", TEXT, required=True, maximum=160, width=36),
        Field("inputs", "Mã số liệu đã xét", "Inputs", TEXT, required=True, maximum=64, width=20),
        Field("reason", "Lý do", "Reason", TEXT, required=True, maximum=1000, width=60),
    ),
)

ANSWER = Kind(
    code="answer",
    name="Trả lời",
    english="Answer",
    short="Trả lời",
    icon="message-square-reply",
    section=None,
    sheet="Trả lời",
    number_prefix="TL",
    date_field=None,
    day_total=False,
    listed=("subject", "text"),
    system=True,
    fields=(
        Field("period", "Kỳ báo cáo", "Period", TEXT, required=True, maximum=20, width=12),
        Field("sort", "Loại trả lời", "Sort", CHOICE, required=True, choices="answer_sort", width=20),
        Field("subject", "Về việc", "Subject", TEXT, required=True, maximum=300, width=40),
        Field("asked", "Cấp trên hỏi, đề nghị", "Asked", LONG, maximum=2000, width=50),
        Field("text", "Trả lời, lý do", "Text", LONG, required=True, maximum=4000, width=60),
        Field("thread", "Mã câu hỏi, đề nghị", "Thread", TEXT, required=True, maximum=64, width=20),
        Field("turn", "Lần hỏi", "Turn", FieldType.INTEGER, minimum=1, width=9),
    ),
)

SYSTEM_KINDS = (FIGURE, DECLARATION, NARRATIVE, TASK, EXPLANATION, ANSWER)
DELETED_SHEET = "Đã xóa"
COVER_SHEET = "Bìa"
RESERVED_SHEETS = frozenset({DELETED_SHEET, COVER_SHEET, "_giaoban", "_danh_muc"})
