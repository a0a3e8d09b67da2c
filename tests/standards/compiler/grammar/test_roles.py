import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinzhi.standards.compiler.findings import Taken
from pinzhi.standards.compiler.grammar.forms import find_forms
from pinzhi.standards.compiler.grammar.roles import find_roles


def roles(text: str) -> list[str]:
    taken = Taken()
    for form in find_forms(text):
        taken.add(form.start, form.end)
    return [str(one.value) for one in find_roles(text, taken)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # property
        ("秩序维护员每两小时到外围走一圈,监控员同步查看画面", ["秩序维护员", "监控员"]),
        ("水电工接单后半小时内到场,值班电工做好登记", ["水电工", "值班电工"]),
        ("电工班长每周抽看一次抄表数", ["电工班长"]),
        ("仓管员月末与会计对账,出纳不得兼任", ["仓管员", "会计", "出纳"]),
        ("绿化工修剪后由绿化主管验收", ["绿化工", "绿化主管"]),
        ("楼管员(管家)每月走访", ["楼管员", "管家"]),
        ("维保公司技术人员到场", ["技术人员"]),  # somebody else's, yet of a function
        ("维保公司人员到场", []),
        ("当值员工、当班员工不得离岗", []),
        ("爱护工服,做好养护工作", []),
        ("指导、督促班长、队员", ["班长", "队员"]),
        ("护工与护士长交接", ["护工", "护士长"]),
        ("工程部副经理、强电主管、弱电工程师参加", ["工程部副经理", "强电主管", "弱电工程师"]),
        ("夜班保安员与中班秩序维护员交接", ["夜班保安员", "中班秩序维护员"]),
        ("门岗、车场岗及大堂岗每小时互报一次", ["门岗", "车场岗", "大堂岗"]),
        ("消防控制室值班员须持证", ["消防控制室值班员"]),
        ("二次供水管理人员每年体检", ["二次供水管理人员"]),
        ("电梯安全管理员每日试运行一次", ["电梯安全管理员"]),
        ("保洁主管每日检查保洁员工作", ["保洁主管", "保洁员"]),
        ("义务消防队员每季集训,队长点名", ["义务消防队员", "队长"]),
        ("项目经理助理代项目经理签字", ["项目经理助理", "项目经理"]),
        ("巡渠员每天报一次水位", ["巡渠员"]),  # in no list
        # banks
        ("大堂经理、客户经理及保安须参加晨会", ["大堂经理", "客户经理", "保安"]),
        ("柜员离柜须锁屏,网点负责人抽看", ["柜员", "网点负责人"]),
        ("二级分行分管副行长每季到场", ["二级分行分管副行长"]),
        ("运营主管、内勤行长与清机员同时在场", ["运营主管", "内勤行长", "清机员"]),
        ("大堂引导员缺岗时由理财经理顶上", ["大堂引导员", "理财经理"]),
        # services that act as persons
        ("前台须在三声内接听", ["前台"]),
        ("通知保安到场", ["保安"]),
        ("礼宾应为客户开门", ["礼宾"]),
        # departments' and functions' people
        ("财务部员工、办公室工作人员", ["财务部员工", "办公室工作人员"]),
        ("行政部领导批准后通知维修保养人员", ["行政部领导", "维修保养人员"]),
        ("班组负责人与设备责任人共同签字", ["班组负责人", "设备责任人"]),
        ("值班经理制度自本月实行", ["值班经理"]),
        ("行政人事负责人员每季抽看档案", ["行政人事负责人员"]),
        ("园林工人、叉车司机", ["园林工人", "叉车司机"]),
        # names no list holds
        ("请雪具部经理与滑雪场主管核对", ["雪具部经理", "滑雪场主管"]),
        ("由缆车主管通知跟车人员", ["缆车主管", "跟车人员"]),
        ("本酒店游艇主管每周点名", ["游艇主管"]),
        # hospitals and schools
        ("夜间报总值班,总值班通知大值班", ["总值班", "大值班"]),
        ("护士长、分管院长与值班医师到场", ["护士长", "分管院长", "值班医师"]),
        ("导医应扶老人上电梯,导医台每日擦拭", ["导医"]),
        ("生活老师和班主任共同查铺", ["生活老师", "班主任"]),
        ("值班组长与早班主任交班", ["值班组长", "早班主任"]),
        # kitchens, shops, sites
        ("洗碗工、面点师、行政总厨", ["洗碗工", "面点师", "行政总厨"]),
        ("车队长、课长、吧员", ["车队长", "课长", "吧员"]),
        ("监工与造价师核对", ["监工", "造价师"]),
        # governed, carried out
        ("引导主管签字", ["主管"]),
        ("坚决执行总经理的决定", ["总经理"]),
        ("执行经理主持", ["执行经理"]),
        ("历任经理、资深护理人员", ["经理", "资深护理人员"]),
        # a service whose shift or stand is named is a person
        ("抽看夜班保安和出入口保安的着装", ["夜班保安", "出入口保安"]),
        ("柜员、外勤等", ["柜员", "外勤"]),
        ("礼宾/行李员", ["礼宾", "行李员"]),
        ("消防责任人与安保责任人员", ["消防责任人", "安保责任人员"]),
        ("公司防汛责任人", ["防汛责任人"]),
        ("由兼职雪具管理员与仓库人员清点", ["兼职雪具管理员", "仓库人员"]),
        ("日班教师向前台收银说明", ["日班教师", "前台收银"]),
        ("在前台收银处、向收银台交款", []),
    ],
)
def test_find_roles(text: str, wanted: list[str]) -> None:
    assert roles(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "员工、人员、工作人员、服务人员、管理人员须佩戴工牌",
        "与会人员签到,相关责任人跟进,当事人说明",
        "外来人员登记,施工人员凭证出入",
        "外包单位工作人员、合作方人员、部门管理人员",
        "公司领导和上级参加",
        "业主、住户、业主代表及访客刷卡",
        "业主委员会主任、居委会主任",
        "客服部与维保单位共同处理",
        "经理室、主任办公室、保安室、值班室每日清扫",
        "每月一次总经理接待日,每周部门经理例会",
        "《保安员手册》与《经理值班表》存档",
        "填写保安员交接班记录表",
        "上级主管部门检查,行业主管部门备案",
        "雨水竖向主管堵塞",
        "站岗、到岗、离岗、岗前培训按规定执行",
        "自动柜员机故障报修",
        "全员动员,党员带头,会员参加",
        "维修工作、清洁工具、绿化工程、弱电工程",
        "检查人员是否在岗,引导员工文明服务",
        "保安、保洁、绿化质量每月考评",
        "在前台公示电话,请联系客服反馈",
        "班长期未到,组长度假",
        "保安队负责人员进出",
        "申请人、收款人、装修人签字",
        "人工客服、人次、人数、个人、他人、业主本人",
        "提高员工素质,增强员工意识,确保员工安全,关心员工,激励员工",
        "带领班组员工,提升员工服务水平",
        "参加总值班,值班表放在总值班室,总值班制度",
        "公司机密、分公司机房",
        "公务人员、居住人员、保障人员安全",
        "请假人员、可疑人员、进场人员、无关人员不得入内",
        "老师、教师节、业主和员工资料",
        "扣罚责任人,指定负责人",
        "保安大队",
        "具备建造师资质",
    ],
)
def test_find_roles_leaves_alone(text: str) -> None:
    assert roles(text) == []


UNITS = st.sampled_from(["", "客服部", "工程部", "秩序维护部", "环境部", "物业服务中心", "管理处"])
RANKS = st.sampled_from(["", "副"])
HEADS = st.sampled_from(["经理", "主任"])
FUNCTIONS = st.sampled_from(
    ["维修", "值班", "巡逻", "收费", "消杀", "监控", "押运", "抄表", "验房", "车管", "园艺"]
)
BEFORE = st.sampled_from(["由", "每日", "立即通知", "各", "2、", "须经", "报", "", "请", "并告知"])
AFTER = st.sampled_from(
    ["负责", "每周检查一次", "签字", "批准", "。", "在15分钟内到场", "", "应立即到场"]
)
JOINTS = st.sampled_from(["、", "和", "及", "或", "/"])


@given(BEFORE, UNITS, RANKS, HEADS, AFTER)
def test_a_post_is_read_back_with_its_unit(
    before: str, unit: str, rank: str, head: str, after: str
) -> None:
    assert roles(f"{before}{unit}{rank}{head}{after}") == [f"{unit}{rank}{head}"]


@given(
    BEFORE,
    st.lists(st.tuples(FUNCTIONS, st.sampled_from(["员", "人员", "主管"])), min_size=1, max_size=4),
    JOINTS,
    AFTER,
)
def test_a_list_is_read_back_in_order(
    before: str, named: list[tuple[str, str]], joint: str, after: str
) -> None:
    wanted = list(dict.fromkeys(function + head for function, head in named))
    assert roles(before + joint.join(wanted) + after) == wanted


@given(FUNCTIONS, HEADS)
def test_a_name_in_brackets_after_another_is_a_role_too(function: str, head: str) -> None:
    assert roles(f"{head}({function}班长)批准") == [head, f"{function}班长"]


@given(
    st.text(alphabet="经理主管员工人岗保安客服门副长负责部各由、,《》(1工程值班检查应", max_size=80)
)
def test_find_roles_stays_within_the_text(text: str) -> None:
    for one in find_roles(text, Taken()):
        assert text[one.start : one.end] == one.value
        assert 0 < one.confidence <= 1
