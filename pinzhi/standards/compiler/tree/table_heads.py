"""The head of a table: a first row that only names what stands in its columns."""

import re
from typing import Final

from pinzhi.standards.compiler.readers.paper import Line

_NAMES: Final = re.compile(
    r"序号|编号|项目|内容|标准|要求|频次|频率|周期|次数|责任|负责人|部门|岗位|职务|备注|检查|区域|部位|地点|位置|时间|日期|时限"
    r"|分值|得分|扣分|评分|权重|指标|名称|数量|单位|方法|方式|措施|类别|类型|姓名|记录|表单|规格|情况|说明|考核|工具|等级|状态|结果|流程"
    r"|步骤|作业|工序|设备|系统|对象|依据|签[字名]|电话"
)
_SAYS: Final = re.compile(r"[0-9一二两三四五六七八九十。;,!?:%]|每|《")
_LONGEST: Final = 12
_FEWEST: Final = 2


def is_table_head(text: str, line: Line, before: Line | None, after: Line | None) -> bool:
    """Whether a row is its table's first, has rows below it, and holds names of columns only."""
    if line.role != "row" or after is None or after.table != line.table:
        return False
    if before is not None and before.table == line.table:
        return False
    own = [text[start:end].strip() for start, end in line.cells if start >= line.start]
    cells = [cell for cell in own if cell]
    if len(cells) < _FEWEST or any(len(c) > _LONGEST or _SAYS.search(c) for c in cells):
        return False
    return 2 * sum(bool(_NAMES.search(cell)) for cell in cells) >= len(cells)
