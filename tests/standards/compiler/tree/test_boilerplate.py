import pytest

from pinzhi.standards.compiler.tree.boilerplate import is_boilerplate

OUTSIDE = [
    "", "——", "第3页/共12页", "- 7 -", "岗位手册_第2页", "首页 > 物业管理 > 制度",
    "上一页 下一页", "打印 收藏 分享",
    "点击查看更多>>", "文档编号:3381920 上传时间:2020-01-01", "Copyright 2020 某某网",
    "京ICP备12345678号",
    "您可以下载本文档,会员免费", "网友上传,转载请注明,如有侵权请联系本站",
    "来源:某某网 作者:佚名 发布时间:2019-05-01",
    "第一章 总则........................3", "http://www.example.com/a.html", "上一篇:保洁制度",
    "文档评论(3)",
    "【打印本页】【关闭窗口】", "[打印此页]", "网站首页 >> 制度 >> 正文", "首页 / 公告 / 正文",
    "您现在的位置:首页>制度", "所在位置:主页→物业", "客服 » 规章 » 正文", "分享到: 微信",
    "时间:2021-03-04 10:20:30 制度 我要投稿", "已阅读3页,还剩9页未读 继续免费阅读",
]  # fmt: skip
TEXT = [
    "每日巡查一次。", "一、目的", "3、", "公司网站公布投诉电话,用户可在网站留言。",
    "下载安装业主客户端的操作由客服指导。",
    "巡查路线见附图第3页", "首页展示的公告每周更新。", "版权意识培训每年一次。", "上传照片至系统。",
    "位置:大堂左侧", "时间:每周一", "巡逻路线:大堂>车库>天台", "室温>5℃",
]  # fmt: skip


@pytest.mark.parametrize("text", OUTSIDE)
def test_what_a_page_adds_is_no_text(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize("text", TEXT)
def test_regulation_is_text(text: str) -> None:
    assert not is_boilerplate(text)
