"""What a web page, a viewer or a printer adds to a text: no part of any regulation."""

import re
from typing import Final

_SURE: Final = re.compile(
    r"下载本文|VIP文档|成为VIP|文档编号|上传人:|上传时间|版权所有|copyright|[京沪粤苏浙]?ICP备|版权申诉"
    r"|点击查看更多|点击[这此]里|网站文档|侵权必究|下载积分|所需积分|免费下载|文档评论|资源描述|相关推荐|猜你喜欢"
    r"|扫一扫关注|关注(?:微信)?公众号|责任编辑:|(?:上|下)一篇:|(?:浏览|阅读|点击)(?:次数|量):"
    r"|信誉好的|小编(?:为|帮|给|整理)|(?:仅供|以供)(?:大家)?参考[,!。]?(?:大家)?(?:一起来看|欢迎|希望)|欢迎(?:大家)?(?:分享|阅读|收藏|借鉴)"
    r"|页未读|继续免费阅读|未经(?:书面)?授权,?(?:严禁|不得|禁止)(?:复制|转载)|返回\s?下载|相关\s?举报",
    re.IGNORECASE,
)
_HINTS: Final = (
    "下载",
    "上传",
    "网友",
    "本站",
    "文档",
    "会员",
    "转载",
    "付费",
    "版权",
    "VIP",
    "登录",
    "侵权",
)
_MANY_HINTS: Final = 3
_WHOLE: Final = re.compile(
    r"[-—·\s]*第?\s?[0-9]{1,4}\s?页?(?:\s?[/,共]{1,2}\s?共?\s?[0-9]{1,4}\s?页?)?[-—·\s]*"
    r"|(?:.{0,60}[_ ])?第\s?[0-9]{1,4}\s?页(?:\s?[/,]?\s?共\s?[0-9]{1,4}\s?页)?"
    r"|(?:首页|上一页|下一页|末页|尾页|[上下]一篇|返回(?:顶部|首页|列表)?|(?:打印|关闭|收藏|转发)(?:[本此]页|页面|窗口|本文)?"
    r"|分享(?:到)?|微信|微博|朋友圈|QQ空间|登录|注册|举报|点赞|评论|推荐给好友|我要投稿|展开阅读全文|查看全部|返回搜狐,查看更多"
    r"|字[号体]\s?:|[大中小]{2,3}(?=[\s\]】]|$)|下载|导航|目录|更多|热门标签|[>»|【】\[\]:\s])+"
    r"|(?:网站|本站)?(?:首页|主页)\s?(?:[:>»→›/|]|-\s?(?=[^-]{1,20}-)).{0,80}"
    r"|(?=您|你|当前|目前|现在|所在)(?:您|你|当前|目前)?(?:现在|当前)?(?:的|所在|所处)*位置\s?[:>»].{0,80}"
    r"|.{1,60}(?:>{1,2}|[»→›])\s?(?:正文|详情|详细内容)|范文大全\s?>.{0,60}"
    r"|时间\s?:\s?[0-9]{4}-[0-9]{2}-[0-9]{2}\s.{0,40}"
    r"|(?:https?://|www\.)\S+"
    r"|(?:来源|作者|发布时间|发布日期|更新时间|编辑)\s?:.{0,40}(?:(?:浏览|阅读|点击)\D{0,4}[0-9]+.{0,10})?"
    r"|.{1,60}(?:\.{4,}|…{2,}|·{4,})\s?[0-9]{1,4}"
)
_LONGEST_WHOLE: Final = 160


def is_boilerplate(plain: str) -> bool:
    """Whether a line of plain text is navigation, an offer to download, a notice of copyright,
    a page's number, a line of a table of contents."""
    words = plain.strip()
    if not words or not any(letter.isalnum() for letter in words):
        return True
    if _SURE.search(words):
        return True
    if len(words) <= _LONGEST_WHOLE and _WHOLE.fullmatch(words):
        return not words.isdigit() or len(words) <= 4  # noqa: PLR2004 -- pages are counted so far
    return sum(hint in words for hint in _HINTS) >= _MANY_HINTS
