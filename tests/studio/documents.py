"""Two regulations written for the tests, as Word files."""

from io import BytesIO

from docx import Document as Word

CLEANING_TITLE = "保洁作业规程"
PATROL_TITLE = "安保巡邏管理規定"


def cleaning_rules() -> bytes:
    """Headings, clauses, a schedule in a table, forms, limits, money and grades."""
    word = Word()
    word.add_heading("云栖苑保洁作业规程", 0)
    word.add_heading("第一章 总则", 1)
    word.add_paragraph("第一条 为保持园区整洁，制定本规程。")
    word.add_heading("第二章 日常保洁", 1)
    word.add_paragraph("第二条 保洁员每日07:30-09:30清扫大堂地面2次，并填写《保洁日检表》。")
    word.add_paragraph("第三条 保洁员每周五擦拭楼道扶手一次；保持扶手无积尘。")
    word.add_paragraph("第四条 垃圾桶由保洁员每日清空，每周消毒一次。")
    word.add_paragraph("第五条 保洁领班每月抽查楼层卫生20%，填写《卫生抽查表》。")
    word.add_heading("第三章 响应与考核", 1)
    word.add_paragraph("第六条 接到业主投诉后，保洁领班15分钟内到场处理。")
    word.add_paragraph("第七条 漏扫一处，扣保洁员20元。")
    word.add_paragraph("第八条 月度得分90分以上为优秀，60分以下为不合格。")
    word.add_heading("第四章 作业时间表", 1)
    table = word.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("区域", "工作内容", "频次"), strict=True):
        cell.text = text
    for row in (("电梯轿厢", "擦拭轿厢壁", "每日1次"), ("地下车库", "清扫地面", "每周2次")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return _saved(word)


def patrol_rules() -> bytes:
    """Traditional characters, with the pinyin that a conversion left in brackets."""
    word = Word()
    word.add_heading("安保巡邏管理規定", 0)
    word.add_heading("一、巡邏要求", 1)
    word.add_paragraph("1、巡邏崗隊員每2小時巡查園區一次，業(yè)主車輛停放應有序。")
    word.add_paragraph("2、夜班巡邏員每晚22:00-24:00檢查地下車庫，協(xié)助關閉照明。")
    word.add_paragraph("3、保安領班每日查崗一次，並填寫《查崗記錄表》。")
    word.add_heading("二、應急處置", 1)
    word.add_paragraph("1、接到報警後，巡邏員3分鐘內到達現場。")
    word.add_paragraph("2、發現違章停車，24小時內通知業(yè)主整改。")
    word.add_heading("三、獎懲", 1)
    word.add_paragraph("1、脫崗一次，對當班巡邏員罰款50元。")
    return _saved(word)


def _saved(word: object) -> bytes:
    file = BytesIO()
    word.save(file)  # type: ignore[attr-defined]  # what docx makes
    return file.getvalue()
