"""What `giaoban check --json` prints, for whoever reads it with a program of their own."""

from typing import Final

CHECK_HELP: Final = """\
Mã kết thúc: 0 không có số nào sai; 1 có số sai, hoặc không đọc được tệp; 2 lệnh chưa đúng.

Với --json, "claims" có mọi khẳng định bằng số, theo thứ tự trong văn bản:
  text           những chữ của khẳng định; text_start, text_end: vị trí ký tự trong đoạn
  kind           loại, xem dưới đây
  claimed        số được soát, không kể dấu + −; claimed_text: như đã viết; start, end: vị trí
  recomputed     số tính lại, làm tròn nửa lên đến số lẻ đã viết; null khi không tính được
  numerator, denominator   hai số đem tính, xem từng loại; null khi không tính được
  verdict        right (đúng), wrong (sai), cannot_check (trong văn bản không đủ số để kết luận)
  falls          true khi văn bản viết giảm, ít hơn
  unit, parts    đơn vị đếm; các phần đem cộng, hoặc các tỷ lệ thành phần
  nearest        hai số gần nhất cho ra đúng số đã viết; instead: nên thay bằng gì
  doubt          vì sao không kết luận, hoặc còn gì đáng xem
  certainty      chắc đến đâu rằng hai số trên là hai số được nói đến, 0 đến 1
  line           dòng của tệp .txt, đoạn của tệp .docx, đếm từ 1, kể cả dòng trống; paragraph: như line
  where          chỗ đó bằng chữ: đoạn mấy, bảng nào, dòng nào, cột nào

Loại (kind), số chia và số bị chia:
  rate           đạt tỷ lệ: numerator trên denominator (khám phá 185 trên 207 vụ)
  share          chiếm: phần trên tổng
  change         tăng, giảm bao nhiêu phần trăm: numerator là số tăng hoặc giảm, denominator là số gốc (kỳ trước)
  mean           bình quân mỗi tháng, ngày, đơn vị: numerator là tổng, denominator là số tháng, ngày, đơn vị
  difference     tăng, giảm bao nhiêu: numerator là số kỳ này, denominator là số gốc; claimed là mức chênh
  points         điểm phần trăm: numerator là tỷ lệ, denominator là chỉ tiêu hoặc tỷ lệ gốc
  times          gấp bao nhiêu lần: numerator là số kỳ này, denominator là số gốc
  sum            tổng và các phần: claimed là tổng đã viết, numerator và recomputed là các phần cộng lại
  part           phần không được lớn hơn tổng: numerator là phần, denominator là tổng
  flow           tin báo, án: còn lại = tồn + nhận − chuyển − giải quyết; numerator và recomputed là số còn lại
  cumulative     lũy kế không ít hơn trong kỳ: numerator là lũy kế, denominator là trong kỳ
  between        tỷ lệ chung nằm giữa các tỷ lệ thành phần (parts)
  criteria       giảm cả ba tiêu chí: numerator là số tiêu chí đúng như nói, denominator là số tiêu chí có nêu
"""
