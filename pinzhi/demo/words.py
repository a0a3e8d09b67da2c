"""The words the made-up group is told in: estates, people, remarks. All invented."""

ESTATES = (
    ("望江里", "江城市临江区望江路6号"),
    ("听松园", "江城市南湖区松涛路21号"),
    ("青禾雅居", "江城市北苑区青禾街9号"),
    ("锦棠府", "江城市临江区海棠路118号"),
    ("溪山语", "江城市西岭区溪山大道2号"),
    ("澄湖湾", "江城市南湖区环湖路77号"),
    ("梧桐里", "江城市老城区梧桐街35号"),
    ("金穗花园", "江城市北苑区丰收路16号"),
)

# number, name, post, role, department, team, shift: who tries the product, one for each role
VISITORS_AT_SITE = (
    ("demo-manager", "沈婧", "XM-JL", "项目经理", "客服部", "", "XZ"),
    ("demo-service-head", "顾晓岚", "KF-ZG", "部门主管", "客服部", "", "XZ"),
    ("demo-engineering-head", "秦立峰", "GC-ZG", "部门主管", "工程部", "", "XZ"),
    ("demo-security-head", "雷振国", "AG-ZG", "部门主管", "安管部", "", "XZ"),
    ("demo-environment-head", "白玉琴", "HJ-ZG", "部门主管", "环境部", "", "XZ"),
    ("demo-foreman", "石大勇", "GC-LB", "领班", "工程部", "维修1班", "ZAO"),
    ("demo-worker", "丁小川", "GC-WX", "员工", "工程部", "维修1班", "ZAO"),
    ("demo-butler", "柳思雨", "KF-GJ", "管家", "客服部", "管家班", "KF"),
    ("demo-inspector", "夏明哲", "KF-ZL", "检查员", "客服部", "客服班", "XZ"),
    ("demo-contractor", "牛根生", "HJ-LH", "外包员工", "环境部", "绿化班", "BJ"),
)
VISITORS_ABOVE = (
    ("demo-quality", "孟知行", "HQ", "品质专员", "品质部"),
    ("demo-auditor", "严正清", "HQ", "审计员", ""),
    ("demo-system-admin", "程序远", "HQ", "", ""),
    ("demo-security-admin", "安守正", "HQ", "", ""),
    ("demo-audit-admin", "纪严明", "HQ", "", ""),
)
# what these people of the sample answer for falls to visitors
HANDED_OVER = {"KF010": "demo-butler", "GC009": "demo-worker", "HJ017": "demo-contractor"}
QUALITY_POST = ("PZ-ZY", "品质专员", "品质部")

BANK_POSTS = (
    ("WD-FZ", "网点负责人", "客服部"),
    ("WD-DT", "大堂经理", "客服部"),
    ("WD-DD", "服务督导员", "品质部"),
    ("WD-GY", "柜员", "客服部"),
)
# post, role, how many
BANK_STAFF = (
    ("WD-FZ", "网点负责人", 1),
    ("WD-DT", "员工", 1),
    ("WD-DD", "检查员", 1),
    ("WD-GY", "员工", 3),
)

REMARKS = ("现场正常", "已与当班人员核对", "按要求完成", "无异常", "已口头提醒", "情况同昨日")
REMARKS_ON_FAILURE = (
    "已拍照，通知责任人",
    "位置明显，影响通行",
    "上次提醒过，又出现",
    "需配件，先做警示",
    "业主有反映",
    "雨后较明显",
)
FIXED = (
    "已清理并复看一遍",
    "更换配件，试运行正常",
    "已加固，现场无松动",
    "已擦拭消毒，补拍照片",
    "联系维保到场处理完毕",
    "已补齐缺失物品",
    "疏通后排水正常",
    "重新张贴并加盖公章",
)
FIXED_AGAIN = ("返工处理，边角也已清理", "更换新件后再次试验，正常", "重新施工并养护")
LOOKED_GOOD = ("现场确认，合格", "已改好", "复查合格，注意保持")
LOOKED_BAD = ("边角仍有残留，请再处理", "只做了表面，原因未消除", "照片与现场不符，重新整改")
LOOKED_LOST = ("两次未改好，按标准扣分关闭", "超期未改，扣分关闭并记入本月")
LATER = ("等配件到货", "需厂家派人，本周排不开", "连续降雨无法施工", "待业主预约入户")

# what goes wrong more often when it rains, and what is done in the open
WET = ("积水", "渗漏", "地面", "雨", "排水", "湿", "潮", "集水", "屋面", "井盖")
OUTDOOR = ("屋面", "园区", "绿化", "道路", "车辆", "夜间", "巡逻", "岗亭", "外墙", "雨")

# posts of those who hurry, who copy yesterday's readings, who write it down the day after
CHEATS = (("巡逻岗", "柜员"), ("配电值班员", "大堂经理"), ("保洁员",))
SHIFT_THINGS = ("配电房钥匙 1 把(编号 07)", "对讲机 2 台", "手电筒 1 只")
SHIFT_REMARKS = (
    "本班一切正常。",
    "3 栋地下室潜污泵有异响,已观察,请下一班继续留意。",
    "业主晚间反映楼道灯闪烁,已报修,等待师傅上门。",
)
KEY_MISSING = "钥匙柜里没有 07 号钥匙"

# checklist whose plan carries it, name, order of its points, whether it has been walked for weeks
ROUTES = (
    ("RES-POWER-2H", "机房巡视路线", "ordered", True),
    ("RES-FIRE-DAILY", "日间消防巡查路线", "ordered", False),
    ("RES-SEC-ROUND", "夜间巡逻路线", "shuffled", False),
)
