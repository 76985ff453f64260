"""Why an odd figure is right: the reasons officers give again and again."""

REASONS = (
    "Đã kiểm tra với sổ gốc, số liệu đúng.",
    "Có đợt cao điểm trong kỳ.",
    "Có sự kiện, lễ hội trên địa bàn trong kỳ.",
    "Kỳ trước ghi thiếu, kỳ này đã ghi đủ.",
    "Vụ việc từ kỳ trước chuyển sang.",
    "Địa bàn hoặc nhiệm vụ của đơn vị có thay đổi.",
)
