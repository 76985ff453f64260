"""The vocabulary of reports: what is counted, what happened, what compares; as parts of regular expressions."""

from itertools import groupby
from typing import Final


def by_letter(*words: str) -> str:
    """Alternatives under their first letters: the search passes over what begins with none of them."""
    rows = ((letter, list(group)) for letter, group in groupby(sorted(words, key=_letter), _letter))
    return "|".join(f"{letter}(?:{'|'.join(word[len(letter) :] for word in row)})" for letter, row in rows)


def _letter(word: str) -> str:
    return word[0] if word[0].isalpha() else ""


_NOUNS: Final = (
    "vụ việc|vụ án|vụ cháy|vụ nổ|vụ|việc|bản án|phiên tòa|phiên toà|thông tin|nghi can|giấy chứng nhận|"
    "nhân viên|thành viên|công dân|người dân|học viên|bệnh nhân|hội viên|đoàn viên|"
    "đối tượng|bị can|bị cáo|nghi phạm|người nghiện|lượt người|lượt hộ|lượt|"
    "người|nam|nữ|nạn nhân|trường hợp|nguồn tin|tin báo|tố giác|tin bài|tin|đơn thư|đơn vị|đơn|xã|phường|thị trấn|"
    "đặc khu|huyện|tỉnh|thôn|bản|xóm|ấp|khóm|tổ dân phố|khu dân cư|khu phố|địa bàn|hộ gia đình|hộ dân|hộ|"
    "nhân khẩu|cơ sở|doanh nghiệp|cơ quan|trường học|trường|buổi|cuộc|hội nghị|lớp|văn bản|kế hoạch|"
    "nghị quyết|công văn|hồ sơ|thẻ|tài khoản|quyết định|biên bản|phương tiện|ô tô|mô tô|xe máy|xe|khẩu súng|"
    "khẩu|viên đạn|viên|quả|bánh|kg|kilôgam|gam|gram|g|tấn|tạ|ha|m2|m²|m3|m³|lít|đồng|USD|đô la|"
    "băng, nhóm|băng, ổ, nhóm|băng ổ, nhóm|băng ổ nhóm|băng, ổ nhóm|băng nhóm|băng|nhóm|"
    "ổ nhóm|ổ|tụ điểm|điểm|mô hình|tổ chức|tổ|đội|chi bộ|đảng viên|đồng chí|cán bộ|chiến sĩ|CBCS|lượt CBCS|"
    "cán bộ, chiến sĩ|cán bộ chiến sĩ|"
    "tập thể|cá nhân|học sinh|camera|mắt camera|cuốn|tờ rơi|tờ|băng rôn|ý kiến|kiến nghị|nhiệm vụ|chỉ tiêu|"
    "tiêu chí|thủ tục|TTHC|giấy phép|GPLX|cấu trúc|mục tiêu|đoàn|sự kiện|chuyên án|đợt|giấy tờ|cháu|trẻ em|"
    "con bạc|chứng minh|CCCD|căn cước|mẫu|đường dây|diễn đàn|dân tộc|khách|lao động|nhà|căn nhà|trụ sở|chốt|"
    "ca|khiếu nại|tố cáo|vũ khí|cây|con|chiếc|cái|bộ|thùng|bao|gói|chai|hành vi|lỗi|giấy|sim|phần quà|"
    "suất quà|suất|đại biểu|cử tri|phạm nhân|tổ chức đảng|giáo viên|công nhân|dự án|công trình|tàu|thuyền|"
    "em|thanh niên|bị hại|thí sinh|sinh viên|thanh thiếu niên|nông dân|phụ nữ|hành khách|du khách|quân nhân|"
    "căn hộ|chuyến|huy chương|phiếu|gói thầu|bằng khen|giấy khen|danh hiệu|sáng kiến|tình huống|"
    "biển báo|trạm|chợ|khách sạn|nhà trọ|phòng trọ|tấm|lọ|hộp|lon|mũ|áo"
)
COUNTED: Final = by_letter(
    *(noun.replace(" ", r"\s") for noun in sorted(_NOUNS.split("|"), key=len, reverse=True))
)

PLACES: Final = frozenset(
    "xã phường huyện tỉnh thôn bản xóm ấp khóm địa_bàn đơn_vị thị_trấn đặc_khu khu_dân_cư tổ_dân_phố hộ hộ_dân "
    "hộ_gia_đình cơ_sở doanh_nghiệp trường trường_học".replace("_", "\N{NO-BREAK SPACE}").split(" ")
)
"""What is covered: never more than there are."""

RISE: Final = (
    r"\b[Tt]ăng(?!\s(?:cường|ca\b|gia\b|tốc|nặng|trưởng|huyết|tính|thu\b))|[Nn]hiều\shơn|[Cc]ao\shơn|[Ll]ớn\shơn"
)
FALL: Final = (
    r"\b[Gg]iảm(?!\s(?:nhẹ|nghèo|án\b|trừ|thời|tải|giá\b|thiểu|sút\ssức|đốc))|[Íí]t\shơn|[Tt]hấp\shơn|kém\shơn"
)

OVER: Final = r"hơn|trên|quá|tối\sthiểu|ít\snhất|không\sdưới"
UNDER: Final = r"gần|dưới|chưa\sđến|chưa\stới|suýt|ngót"
ABOUT: Final = r"khoảng|xấp\sxỉ|chừng"

OCCURRED: Final = (
    r"xảy\sra|phát\ssinh|tổng\ssố|tiếp\snhận|thụ\slý|phải\sgiải\squyết|được\sgiao|thuộc\sdiện|hiện\scó|quản\slý|"
    r"phát\shiện|ghi\snhận|kiểm\ssát|có\sđiều\skiện|phải\sthi\shành|thiệt\shại|có\stổng|chiếm\sđoạt|toàn\s\w+\scó"
)
DONE: Final = (
    r"khám\sphá|phá|làm\srõ|điều\stra|giải\squyết|xử\slý|thu\shồi|kích\shoạt|hoàn\sthành|hòa\sgiải\sthành|kiểm\stra|"
    r"ký\scam\skết|xét\sxử|truy\stố|thi\shành\sxong|xong|giải\sngân|thu\sđược|thành(?=\s*$)|đúng\shạn|bố\strí|truy\sbắt|cấp|khắc\sphục|bắt"
)
ACTION: Final = (
    rf"{OCCURRED}|{DONE}|khởi\stố|bắt\sgiữ|triệt\sphá|triệt\sxóa|thu\sgiữ|tạm\sgiữ|xử\sphạt|phạt|lập\sbiên\sbản|tổ\schức|"
    r"vận\sđộng|tuyên\struyền|tuần\stra|làm\s(?:chết|bị\sthương)|lập\shồ\ssơ|giao\snộp|chuyển|tước|đề\snghị|đưa|ban\shành|"
    r"khen\sthưởng|kết\snạp|nộp|còn\slại|đang|gồm|trong\sđó|chiếm|đạt"
)
EARLIER: Final = (
    r"từ\strước(?!\s(?:đến|tới)\snay)|(?<!với\s)(?<!so\s)(?<!nhiệm\s)kỳ\strước|năm\strước\schuyển|cũ|án\stồn|tồn"
)
