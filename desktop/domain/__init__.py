"""The words of the trade: no Qt, no SQL. One English word for one thing, on every floor.

| English | Vietnamese | what it is |
|---|---|---|
| unit | đơn vị | who reports: công an xã, phường, thị trấn, đặc khu, phòng |
| headquarters | cấp trên | who collects from units: công an tỉnh |
| area | địa bàn (huyện, cụm) | a group of units inside a province |
| scheme | danh mục đơn vị | the official list a code belongs to: 2020 or 2025 |
| succession | sáp nhập, chia tách | which unit of 2025 a unit of 2020 went to |
| calendar | lịch báo cáo | how days fall into reporting months |
| period | kỳ báo cáo | a union of reporting months, or a campaign of free dates |
| same period | cùng kỳ | the period of the same name one year earlier |
| previous period | kỳ trước, liền kề | the one before it, of the same length |
| deadline | hạn gửi | until when a report is due, in working days |
| timetable | hạn gửi, ngày nghỉ | the deadlines and days off of one catalogue |
| catalogue | danh mục biểu mẫu | kinds, fields, choices, indicators, rules, sections: data, not code |
| candidate, waiting | bản chờ | a catalogue edited in Excel: it counts nowhere until it is published |
| rehearsal | chạy thử | what a waiting catalogue would have said of a period that is held |
| publish, adopt | ban hành, áp dụng | a catalogue comes into force: here from a period on, at a unit by its reply |
| kind | loại bản ghi | what a row is: a case, a patrol, a typed figure |
| field | trường | one column of a kind |
| choice | lựa chọn | one entry of a closed list; its code never changes meaning |
| section | mục | a chapter of the report and of the grid |
| record | bản ghi | one activity, or a day's total of them |
| row | dòng | a record, figure, declaration, narrative, task or explanation as it travels |
| uid | mã trong | our own name of a thing, never shown, never an official code |
| number | số (VV-01273-2026-0042) | what people call a record |
| version, vector | phiên bản | one content a record has had; who changed it how often |
| draft | bản nháp | as typed, not yet counted |
| indicator | chỉ tiêu | what is counted, typed or divided |
| figure | số liệu | an indicator's value for unit, month and breakdown, with its state |
| breakdown | phân tổ | a figure split by a choice list |
| origin | án trong kỳ, án từ trước | the month in which a solved case had occurred |
| declaration | khai báo | a named person says: nothing occurred, or not our business |
| declared none | không phát sinh | counts as reported, is zero |
| not applicable | không thuộc diện | counts as reported, is left out |
| blank | chưa nhập | not reported; never a zero |
| narrative | thuyết minh | what people write beside the figures |
| task | nhiệm vụ | what was asked for, with a date |
| conference | hội nghị | where results are told and tasks given |
| conclusion | kết luận | what a conference asks for: a task with one key |
| audience | nơi thực hiện | whom a task is for: all units, an area, one unit |
| rule, problem | quy tắc, lỗi | what must hold; where it does not |
| explanation | giải trình | the reason given for a warning, once |
| package | gói báo cáo | the Excel file of one unit and one period: a full snapshot |
| seal | niêm phong | hash and signature of a package's content |
| verdict | kết quả tiếp nhận | what became of a file that arrived |
| reply | phản hồi | the file back to the unit |
| receipt | biên nhận | what became of a package, as the reply says it |
| point | chỗ cần sửa | one thing that cannot be true, at its cell |
| question, answer | câu hỏi, trả lời | what headquarters asks of a row, a figure or a section |
| proposal | đề nghị | a row as headquarters has it, for the unit to take over or to contest |
| overlay | điều chỉnh | headquarters' correction above a unit's value |
| conflict | xung đột | one record changed on two machines |
| old table | bảng cũ | a unit's own Excel list or figures of past years, brought in once |
| map | cách hiểu | what an old table's columns and words mean here; remembered by its head |
| batch, fate | lần nhập, kết quả | one file brought in; what became of each of its rows |
| snapshot, freeze | số liệu đã chốt, chốt | the figures a signed report stands on |
| claim | khẳng định | a figure of a text that can be recomputed from others |
| finding | phát hiện | what the figure checker has against a text |
| mend | chỗ sửa | what stands in the copy instead |
| clearance | tỷ lệ điều tra, khám phá | solved cases of this period ÷ cases that occurred |
| case | vụ | vụ việc may be no crime; vụ án is one after prosecution began |
| subject, accused | đối tượng, bị can | anyone handled; anyone formally accused |

Deadlines are counted by the catalogue of the books and by nothing else; the calendars themselves are the program's, for
reporting months cannot change under the data. Another deadline holds for periods that end from a day on, never before
the period that it is published for, so that nobody becomes late afterwards. A day off has no such day: it is a fact of
the State, learnt late at times. So it moves the deadlines around it whenever it is told, and the rehearsal, which must
have been, names each of them; only days by which a signed period's deadline was counted stay as they were.
"""
