"""Official paper (văn bản hành chính) as .docx; the only room that knows python-docx, python-pptx (an extra) and
LibreOffice (where it is installed).

Layout follows Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins 20/20/30/20 mm, Times New Roman 14, page number in
the top margin from page 2. Number, day and signature stay blank: they are the clerk's.
"""
