"""How a check is made: look, listen, touch, test, ask (看 听 摸 测试 询问; PAT-35)."""

import re

from pinzhi.standards.compiler.findings import Found, Taken
from pinzhi.standards.compiler.grammar.forms import Spans, bracketed

_METHOD = re.compile(
    r"(?P<look>目测|目视|观察|查看|观看|察看|看(?!护|房|守|管|好|法|重|作|望)|外观检查|翻阅|查阅)"
    r"|(?P<listen>(?<![接收旁打])听(?!取|从|证|众|筒)|耳听|异响|异常声[音响]|声[音响]是否)"
    r"|(?P<touch>手?触摸|手感|手摸|摸(?!底|排|清|索)|用手)"
    r"|(?P<test>测试|试验|检测|测量|测定|试运行|试机|试用|试开|调试|实测|手动启动|试启动|校验|摇测|抽测)"
    r"|(?P<ask>询问|访谈|问卷|走访|回访|征询|征求|提问|抽问|面谈|暗访|(?<=[、\"“'‘])问(?=[、\"”'’:]))"
)


def find_methods(text: str, taken: Taken) -> list[Found]:
    """Each way of checking the unit names, once: {"method": look|listen|touch|test|ask}."""
    hidden = Spans([*bracketed(text), *taken])
    founds: dict[str, Found] = {}
    for match in _METHOD.finditer(text):
        name = match.lastgroup or ""
        if name in founds or hidden.hold(match.start(), match.end()):
            continue
        founds[name] = Found("method", {"method": name}, match.start(), match.end(), 0.7)
    return list(founds.values())
