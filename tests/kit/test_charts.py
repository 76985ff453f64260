from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage

from desktop.kit import theme
from desktop.kit.block_table import Cell
from desktop.kit.charts import (
    Bar,
    BarChart,
    BubbleMap,
    HeatLine,
    HeatTable,
    Legend,
    LineChart,
    MonthBar,
    MonthBars,
    Part,
    Place,
)
from desktop.kit.charts.chart import steps_of
from desktop.kit.charts.heat import heat_step

PLACES = [
    Place("dam-thuy", "Xã Đàm Thủy", "Trùng Khánh", 106.7, 22.85, 6),
    Place("chi-vien", "Xã Chí Viễn", "Trùng Khánh", 106.6, 22.83, 0),
    Place("coc-pang", "Xã Cốc Pàng", "Bảo Lạc", 105.6, 22.9, None),
]


def bars():
    chart = BarChart()
    chart.set_bars([Bar("Trộm cắp tài sản", 83, 91, "83", "91", "8", up=False), Bar("Lừa đảo", 0, 0, "0", "0", "")])
    return chart


def lines():
    chart = LineChart()
    chart.set_lines(
        ["T1", "T2", "T3"], [35, None, Decimal("25.5")], [38, 35, 33], target=40, target_words="40 phải nhận"
    )
    return chart


def months():
    chart = MonthBars()
    chart.set_months(
        [MonthBar("T5", 1700), MonthBar("T6", 5900, "warned", "5.900"), MonthBar("", None)], 1740, "tb 1.740"
    )
    return chart


def bubbles():
    chart = BubbleMap()
    chart.set_places(PLACES)
    chart.set_area("Trùng Khánh")
    return chart


@pytest.mark.parametrize("make", [bars, lines, months, bubbles])
def test_one_drawing_goes_to_screen_png_and_svg(qtbot, tmp_path, make):
    chart = make()
    qtbot.addWidget(chart)
    chart.resize(500, 240)
    assert not chart.grab().isNull()
    chart.save_png(tmp_path / "a.png", 500, 240)
    chart.save_svg(tmp_path / "a.svg", 500, 240)
    picture = QImage(str(tmp_path / "a.png"))
    assert (picture.width(), picture.height()) == (1000, 480)
    shades = {picture.pixelColor(x, y).name() for x in range(0, 1000, 2) for y in range(0, 480, 2)}
    assert len(shades) > 5
    assert "<svg" in (tmp_path / "a.svg").read_text("utf-8")


@pytest.mark.parametrize("make", [BarChart, LineChart, MonthBars, BubbleMap])
def test_nothing_to_show_is_drawn_too(qtbot, make):
    chart = make()
    qtbot.addWidget(chart)
    chart.resize(300, 100)
    assert not chart.grab().isNull()


def test_an_unwritable_picture_is_told(qtbot, tmp_path):
    chart = bars()
    qtbot.addWidget(chart)
    with pytest.raises(OSError, match="not written"):
        chart.save_png(tmp_path / "nowhere" / "a.png", 100, 100)


@pytest.mark.parametrize(("value", "step"), [(None, 0), (0, 0), (1, 1), (2, 1), (3, 2), (9, 5), (10, 5)])
def test_heat_has_five_steps(value, step):
    assert heat_step(value, 10) == step


@pytest.mark.parametrize("ends", [(0, 0), (25, 42), (0, 5), (1200, 98_000)])
def test_rules_of_a_chart_are_few_and_round(ends):
    rules = steps_of(*map(float, ends))
    assert rules[0] <= ends[0]
    assert 1 <= len(rules) <= 5
    assert rules == sorted(set(rules))


@pytest.fixture
def heat(qtbot):
    table = HeatTable()
    qtbot.addWidget(table)
    table.set_heat(
        "Khu vực",
        ["T1", "T2"],
        [HeatLine("tk", "Trùng Khánh", [5, 10], [Cell("15", bold=True)]), HeatLine("bl", "Bảo Lạc", [0, None], ["0"])],
        [("6 tháng", 66)],
        HeatLine("all", "Toàn tỉnh", [5, 10], ["15"]),
    )
    table.resize(400, 200)
    table.show()
    return table


def test_the_figure_of_a_heat_table_is_always_printed(heat):
    model = heat.ledger()
    shown = [[model.data(model.index(row, column)) for column in range(4)] for row in range(3)]
    assert shown == [["Trùng Khánh", "5", "10", "15"], ["Bảo Lạc", "0", "·", "0"], ["Toàn tỉnh", "5", "10", "15"]]


def test_divided_figures_are_copied_whole(heat):
    money = HeatLine("tk", "Trùng Khánh", [2, None], copied=["2213400000", ""])
    heat.set_heat("Khu vực", ["T1", "T2"], [money], (), HeatLine("all", "Toàn tỉnh", [2, None], (), ["2213400000", ""]))
    heat.selectAll()
    assert [line.split("\t")[1:] for line in heat.copied().text().splitlines()][1:] == [["2213400000", ""]] * 2


def test_only_areas_are_coloured(heat):
    assert heat.value_at(0, 2) == 10
    assert heat.value_at(2, 2) is None
    assert heat.value_at(0, 3) is None
    place = heat.visualRect(heat.ledger().index(0, 2))
    picture = heat.viewport().grab().toImage()
    assert picture.pixelColor(place.left() + 3, place.top() + 3) == theme.color("heat5")


def test_arrows_walk_the_map_and_enter_marks_the_area(qtbot):
    chart = bubbles()
    qtbot.addWidget(chart)
    chart.resize(500, 240)
    chart.show()
    chart.activateWindow()
    qtbot.waitUntil(chart.isActiveWindow)
    chart.setFocus()
    assert chart.current().key == "dam-thuy"
    with qtbot.waitSignal(chart.place_chosen) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert told.args == ["chi-vien"]
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    with qtbot.waitSignal(chart.area_chosen) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == ["Bảo Lạc"]
    assert not chart.grab().isNull()


def test_a_click_far_from_every_place_chooses_none(qtbot):
    chart = bubbles()
    qtbot.addWidget(chart)
    chart.resize(500, 240)
    with qtbot.assertNotEmitted(chart.place_chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(250, 5))
    with qtbot.waitSignal(chart.place_chosen):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart._points(chart.rect().toRectF())[0].toPoint())


def test_a_legend_has_room_for_its_words(qtbot):
    legend = Legend([Part("fill", "accent", "năm 2020"), Part("dash", "line2", "năm 2019")])
    qtbot.addWidget(legend)
    assert legend.sizeHint().width() > 2 * theme.font_width("caption", "năm 2020")
    assert not legend.grab().isNull()


@pytest.fixture
def dark(qapp):
    theme.install(qapp, "dark", 1.3)
    yield
    theme.install(qapp, "light")


@pytest.mark.usefixtures("dark")
def test_a_picture_is_white_in_dark_mode_and_the_screen_stays_as_it_is(qtbot):
    chart = bars()
    qtbot.addWidget(chart)
    picture = chart.picture(500, 240)
    assert picture.pixelColor(2, 2).name() == "#ffffff"
    assert "#1c211e" not in chart.lines(500, 240).decode().lower()
    assert (theme.mode(), theme.color("surface").name(), theme.px(10)) == ("dark", "#1c211e", 13)


def test_a_picture_says_what_it_shows_and_what_its_colours_mean(qtbot):
    chart = lines()
    qtbot.addWidget(chart)
    bare = chart.lines(500, 240).decode()
    chart.set_heading("Vụ phạm tội: theo tháng", "vụ, 6 tháng đầu năm 2020", [Part("dash", "line2", "2019")])
    told = chart.lines(500, 240).decode()
    for words in ("Vụ phạm tội: theo tháng", "vụ, 6 tháng đầu năm 2020", ">2019<"):
        assert words in told
        assert words not in bare
    assert chart.picture(500, 240).dotsPerMeterX() == round(1000 / 0.16)


def test_large_figures_are_written_out(qtbot):
    chart = LineChart()
    qtbot.addWidget(chart)
    chart.set_lines(["T1", "T2"], [1_000_000, 3_000_000], said=lambda value: f"{value:,.0f}".replace(",", "."))
    drawn = chart.lines(500, 240).decode()
    assert "3.000.000" in drawn
    assert "e+" not in drawn


@pytest.mark.parametrize("make", [BarChart, LineChart, BubbleMap])
def test_an_empty_chart_says_so(qtbot, make):
    chart = make()
    qtbot.addWidget(chart)
    chart.set_nothing("Chưa có số liệu của kỳ này.")
    assert "Chưa có số liệu của kỳ này." in chart.lines(500, 240).decode()


def test_the_legend_of_the_map_shows_bubbles_of_their_very_size(qtbot):
    chart = bubbles()
    qtbot.addWidget(chart)
    parts = chart.key(str, "chưa có")
    assert [(part.shape, part.words) for part in parts] == [
        ("ring", "0"), ("bubble", "1"), ("bubble", "2"), ("bubble", "6"), ("dots", "chưa có"),
    ]  # fmt: skip
    largest = parts[3].radius
    assert [round((part.radius / largest) ** 2, 2) for part in parts[1:4]] == [0.17, 0.33, 1.0]


def test_a_single_place_stands_in_the_middle(qtbot):
    chart = BubbleMap()
    qtbot.addWidget(chart)
    chart.set_places(PLACES[:1])
    (point,) = chart._points(QRectF(0, 0, 400, 200))
    assert (point.x(), point.y()) == (200, 100)
