"""Numbers that are no figures: days, documents, articles, roads, telephones, scores; left alone by the checker."""

import re
from typing import Final

from desktop.checking.reading_nouns import COUNTED, by_letter

_NOT_COUNTED = rf"(?!\s*(?:{COUNTED})\b)"
_DOCUMENT_WORDS = (
    r"Luật|Nghị quyết|Nghị định|Chỉ thị|Thông tư|Quyết định|Kế hoạch|Công văn|Công điện|Đề án|Chương trình|Hướng dẫn|"
    r"Thông báo|Kết luận|Quy định|Quy chế|Báo cáo|Tờ trình|Giấy phép|Lệnh|Pháp lệnh|Dự án|Chuyên án|Mệnh lệnh|Biên bản"
)
_NAMED = (
    r"Điều|điều|Khoản|khoản|Mục|mục|Chương|Phụ lục|phụ lục|Bảng|Biểu|biểu|Mẫu|mẫu|Phần|phần|Tiết|tiết|điểm|Tổ|tổ|Đội|"
    r"đội|Khu|khu|khu phố|Khu phố|Thôn|thôn|Xóm|xóm|Bản|bản|Ấp|ấp|Phường|phường|Quận|quận|Cụm|Trạm|Quốc lộ|"
    r"quốc lộ|QL|Tỉnh lộ|tỉnh lộ|ĐT|TL|đường|Km|km|Cột mốc|mốc|lần thứ|thứ|Thứ|lần|Lần|khóa|Khóa|mức độ|mức|cấp độ|"
    r"loại|hạng|Vùng|vùng|Khu vực|khu vực|đợt|Đợt|giai đoạn|số nhà|số điện thoại|điện thoại|ĐT:|hotline|tổng đài|"
    r"đường dây nóng|sinh năm|SN|Covid|COVID|trang|Trang|bài|Bài|Hình|hình|lớp|Lớp|nhiệm kỳ|Ca|Tuyến|tuyến"
)
_TIMES = r"tháng|năm|ngày|giờ|phút|giây|tuần|quý|tuổi|đêm|ngày đêm|nhiệm kỳ|thập kỷ|thế kỷ"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY_AND_MONTH = rf"{_DAY}/{_MONTH}\b(?!\s*(?:=|\(|%)){_NOT_COUNTED}"


def _spaced(words: str) -> str:
    """Blanks that a verbose expression does not overlook."""
    return by_letter(*words.replace(" ", r"\s").split("|"))


# The order matters: what is longer and surer stands first.
_BY_WORDS: Final = rf"""
      (?: {_spaced(_DOCUMENT_WORDS)} ) (?:\s+liên\s+tịch)? (?:\s+số)? \s*:?\s* \d+ (?:/\d+)* (?:[-/][A-ZĐ]\w*)*
    | [Ss]ố \s*:\s* \d+ [^\s,;.]*
    | (?: [Tt]ỷ|[Tt]ỉ ) \s số \s \d+ \s? [/:-] \s? \d+
    | [Nn]gày \s+ {_DAY} (?: \s?[/.-]\s? \d{{1,2}} (?: \s?[/.-]\s? \d{{2,4}} )? | (?![\d/.]) {_NOT_COUNTED} )
    | [Tt]háng \s+ {_MONTH} \b (?: \s?[/.-]\s? \d{{4}} )? {_NOT_COUNTED}
    | [Qq]uý \s+ (?: I{{1,3}} | IV | [1-4] ) (?: \s?[/-]\s? \d{{4}} )?
    | (?: [Nn]ăm | niên\s(?:khóa|độ) | [Gg]iai\sđoạn | [Nn]hiệm\skỳ | cùng\skỳ | [Tt]ết | kỳ ) \s+ (?:19|20)\d\d
        (?: \s?[-–/]\s? (?:19|20)\d\d )? (?![.,]?\d)
    | (?=[TtĐđSsHhCcLlDdVvQq])
      (?i: từ | đến | tới | trước | sau | hết | sáng | chiều | tối | đêm | trưa | lễ | dịp | và | vào | Quốc\skhánh )
        \s* {_DAY_AND_MONTH}
    | (?=[XxĐđHhVvBbCc])
      (?i: xếp | đứng | hạng | vị\strí | bước | cấp\sđộ | điểm\s[^\W\d]+ ) (?: \s(?:thứ|hạng|loại) )? \s* \d+ /\d+
    | [Tt]hứ \s* \d+ /\d+
    | (?: {_spaced(_NAMED)} ) \s* (?:số\s*)? \d+ [A-Z]? (?: [/-]\w+ )* \b (?![.,]?\d) {_NOT_COUNTED}
        (?!/\d[\d.]*\s(?:{COUNTED})\b)
    | (?: (?<!trẻ\s) tuổi | (?<!Hải\s) Phòng ) \s* (?:số\s*)? \d+ \b (?![.,]?\d) {_NOT_COUNTED}
    | (?:cả|đều|trên) \s 0?3 (?= \s (?:tiêu\schí|mặt|chỉ\ssố) \b)
    | [A-ZĐ]{{1,4}} -? \d+ (?: [-.]\d+ )* \w*                                           # PC02, K9, QL4A
"""
_BY_DIGITS: Final = rf"""
      \d+ (?: /\d{{4}} )? (?: / | - ) (?: [A-ZĐ]{{2,}} | QH\d )[\w\-/&Đ]*               # 30/2020/NĐ-CP, 05-CT/TW
    | 0\d{{2,3}} (?: [.\s-]? \d{{3}} ){{2}} \d?                                           # telephones
    | \d+ (?: /\d+ ){{2,}}                                                              # 1/3/2025, 113/114/115
    | {_DAY} [.-] {_MONTH} [.-] (?:19|20)\d\d
    | (?:19|20)\d\d \s?[-–]\s? (?:19|20)\d\d \b
    | {_MONTH} \s?[/.]\s? (?:19|20)\d\d \b {_NOT_COUNTED}                              # 8/2021, 7.2022
    | {_DAY} \s?[/-]\s? {_MONTH} (?= \s*(?:,|đến|tới|-|–|và|hàng\snăm|hằng\snăm) \s* (?:ngày\s)? {_DAY}\s?/ )
    | 24 \s?/\s? (?: 7 | 24 ) \b
    | \d{{1,2}} \s? (?: h (?: \s? \d{{1,2}} \b {_NOT_COUNTED} )? | g\d\d ) (?:\s?p)? \b               # 7h30, 7g30
    | \d+ (?:[.,]\d+)? \s? (?: - | – | đến ) \s? \d+ (?:[.,]\d+)? \s? (?: {_spaced(_TIMES)} ) \b
    | \d+ (?:,\d+)? \s+ (?: {_spaced(_TIMES)} ) \b (?! \s* (?:người|đối\stượng|công\b))
    | (?:19|20)\d\d (?![\w,./%]|\s?/) {_NOT_COUNTED} (?!\s*%)                           # a bare year
    | \d+ (?:[.,]\d+)? \s? ‰
    | (?<=\[) \d{{1,3}} (?=\])                                                           # footnotes
"""
_COUNTS: Final = r"\d[\d.,]* (?: % | \s(?:vụ|đối\stượng|người|bị\scan|trường\shợp|tin)\b )"
"""Most numbers are figures at the first glance."""
_MASKS: Final = re.compile(
    rf"\b (?: (?=[^\W\d_])(?: {_BY_WORDS} ) | (?<![,./])(?=\d)(?!{_COUNTS})(?: {_BY_DIGITS} ) )"
    rf"| [-–] \s* {_DAY_AND_MONTH}",
    re.VERBOSE,
)
_NUMBERING: Final = re.compile(r"\s*(?:\d+(?:\.\d+)*[.)](?=\s)|\d+(?:\.\d+)+\s|[-+*•–])\s*")


def masked(text: str) -> str:
    """The paragraph, as long as before, with every digit that is no figure hidden."""
    if numbering := _NUMBERING.match(text):
        text = _hidden(numbering) + text[numbering.end() :]
    return _MASKS.sub(_hidden, text)


def _hidden(found: re.Match[str]) -> str:
    return "".join("#" if char.isdigit() else char for char in found[0])
