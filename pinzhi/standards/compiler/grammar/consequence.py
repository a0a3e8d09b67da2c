"""What follows when a clause is not kept, other than money and points."""

import re

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.forms import Spans, bracketed

_CONSEQUENCE = re.compile(
    r"(?:公开|内部|全行|全公司)?通报批评|(?:口头|书面|严重)?警告(?!牌|标|线)(?:[一二两三\d]次)?"
    r"|(?:给予|处以|予以)(?:行政|纪律)?处分|记(?:大)?过(?!程|来|去|后|时)|(?:予以|给予|立即|作)?(?:辞退|开除|解聘|除名)(?:处理)?|解除劳动合同"
    r"|(?:依法)?(?:追究|承担|负)[^,。;:、\n]{0,14}?(?:责任)|停职(?:检查|反省)?|待岗(?:学习|培训)?|(?:予以|给予)?降[级职薪](?:处理)?"
    r"|(?:予以)?(?:调离(?:原)?岗位|调岗|换岗处理|撤换|免职|撤职|劝退|停岗)(?:处理)?"
    r"|取消[^,。;:\n]{1,14}?(?:资格|评优(?:资格)?|称号|奖励|奖金)|(?:双倍|加倍|加重|从重)(?:处罚|扣罚|考核|扣分)"
    r"|(?:重新|脱产)(?:培训|上岗|学习)|责令[^,。;:\n]{0,12}?(?:整改|改正|检讨|返工|停工)|限期整改|(?:作出|写出|提交|书面)(?:深刻|书面)?检[讨查](?!表|记|报)"
    r"|(?:进行)?约谈|诫勉谈话|批评教育|列入黑名单|解除合同|终止合同|更换(?:供方|服务商|维保单位|人员)|一票否决"
    r"|不得?参加?评优|不予(?:评优|晋升|验收|放行|转正)|扣[罚减除]?[^,。;:\d\n]{0,6}?绩效(?:工资|奖金|考核)?|公开曝光|移交(?:公安|司法)机关(?:处理)?"
)
_NOT = re.compile(r"(?:避免|防止|不再|免于|以免)$")


def find_consequences(text: str, taken: Taken) -> list[Found]:
    """Each sanction once: {"words": 通报批评}."""
    hidden = Spans([*bracketed(text), *taken])
    founds: dict[str, Found] = {}
    for match in _CONSEQUENCE.finditer(text):
        if match[0] in founds or _NOT.search(text, max(0, match.start() - 4), match.start()):
            continue
        if not hidden.meet(match.start(), match.end()):
            value = {"words": match[0]}
            founds[match[0]] = Found("consequence", value, match.start(), match.end(), 0.8)
    return list(founds.values())
