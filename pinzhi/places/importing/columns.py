"""The sheets a site comes in: the one table that reader, template and guide share.

Headers are the words of the trade; `other_headers` are what people write instead.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from pinzhi.places.importing.kinds import Column, Kind
from pinzhi.places.importing.words import (
    AREA_KINDS,
    DEPARTMENTS,
    EQUIPMENT_STATUSES,
    LINES,
    NODE_KINDS,
    OCCUPANCIES,
    PROOFS,
    ROLES,
    SITE_KINDS,
    SYSTEMS,
)

REQUIRED, OPTIONAL = True, False
CODE, TEXT, WHOLE, CHOICE = Kind.CODE, Kind.TEXT, Kind.WHOLE, Kind.CHOICE


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: what it is called, what tells its rows apart, and its columns."""

    code: str
    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    other_names: tuple[str, ...] = ()

    def column(self, field: str) -> Column:
        return next(column for column in self.columns if column.field == field)


def _code(
    header: str = "编码",
    *others: str,
    field: str = "code",
    required: bool = REQUIRED,
    longest: int = 32,
    example: str = "",
    about: str = "",
) -> Column:
    return Column(
        field, header, CODE, required, others, longest=longest, example=example, about=about
    )


def _name(longest: int = 80, example: str = "", header: str = "名称", *others: str) -> Column:
    return Column("name", header, TEXT, REQUIRED, others, longest=longest, example=example)


SITE = _code(
    "项目编码",
    "项目",
    "所属项目",
    "网点编码",
    "项目代码",
    field="site",
    example="YXY",
    about=gettext_noop("Code of a site in the sheet 项目 or already in the system."),
)
RESPONSIBLE = _code(
    "责任人工号",
    "责任人",
    "设备责任人",
    "责任人编号",
    field="responsible",
    required=OPTIONAL,
    example="G1003",
    about=gettext_noop("Staff number of the one person who answers for it."),
)

ORGANISATION = Sheet(
    "organisation",
    "组织",
    ("code",),
    (
        _code(
            "编码",
            "组织编码",
            "代码",
            example="HQ",
            about=gettext_noop("Stays the same for good; everything refers to it."),
        ),
        _name(80, "云栖物业集团", "名称", "组织名称"),
        Column("kind", "类型", CHOICE, REQUIRED, ("组织类型",), NODE_KINDS, example="集团"),
        _code(
            "上级编码",
            "上级",
            "上级组织编码",
            field="parent",
            required=OPTIONAL,
            about=gettext_noop("Empty only for a group."),
        ),
        Column("line", "业务线", CHOICE, REQUIRED, ("业务",), LINES, example="物业"),
    ),
    ("组织架构", "组织机构"),
)
PROJECT = Sheet(
    "site",
    "项目",
    ("code",),
    (
        _code("编码", "项目编码", "项目代码", "网点编码", example="YXY"),
        _name(80, "云栖苑", "名称", "项目名称", "网点名称"),
        _code("所属组织编码", "所属组织", "上级编码", "组织编码", field="parent", example="FGS1"),
        Column("kind", "类型", CHOICE, REQUIRED, ("项目类型", "业态"), SITE_KINDS, example="住宅"),
        Column("address", "地址", longest=200, other_headers=("项目地址",)),
        Column(
            "area",
            "建筑面积",
            Kind.DECIMAL,
            OPTIONAL,
            ("面积", "总建筑面积"),
            high=9_999_999_999,
            example="168000",
            about=gettext_noop("Square metres, two decimals at most."),
        ),
        Column(
            "time_zone", "时区", CODE, longest=40, about=gettext_noop("Empty means Asia/Shanghai.")
        ),
    ),
    ("项目信息", "网点", "项目列表"),
)
BUILDING = Sheet(
    "building",
    "楼栋",
    ("site", "code"),
    (
        SITE,
        _code("编码", "楼栋编码", "栋号", longest=20, example="1"),
        _name(80, "1栋", "名称", "楼栋名称"),
        Column(
            "zone",
            "片区",
            longest=30,
            other_headers=("所属片区", "责任片区"),
            example="东区",
            about=gettext_noop("Name or code of a zone; an unknown one is created."),
        ),
        Column(
            "entrances",
            "单元",
            Kind.LIST,
            OPTIONAL,
            ("单元列表",),
            longest=20,
            example="1单元、2单元",
            about=gettext_noop("Names with commas between; empty when there are none."),
        ),
        Column(
            "floors_up", "地上层数", WHOLE, OPTIONAL, ("层数", "楼层数"), high=200, example="33"
        ),
        Column("floors_down", "地下层数", WHOLE, high=20, example="2"),
        RESPONSIBLE,
    ),
    ("楼宇", "楼栋信息", "栋"),
)
ROOM = Sheet(
    "room",
    "房屋",
    ("site", "building", "entrance", "number"),
    (
        SITE,
        _code("楼栋编码", "楼栋", "栋号", field="building", longest=20, example="1"),
        Column("entrance", "单元", CODE, longest=20, other_headers=("单元号",), example="1单元"),
        Column(
            "floor",
            "楼层",
            WHOLE,
            REQUIRED,
            ("层", "所在楼层"),
            low=-20,
            high=200,
            example="12",
            about=gettext_noop("A whole number; below ground is negative."),
        ),
        _code("房号", "房间号", "室号", field="number", longest=20, example="1201"),
        Column(
            "area",
            "面积",
            Kind.DECIMAL,
            OPTIONAL,
            ("建筑面积", "房屋面积"),
            high=1_000_000,
            example="89.52",
            about=gettext_noop("Square metres, two decimals at most."),
        ),
        Column(
            "occupancy",
            "状态",
            CHOICE,
            OPTIONAL,
            ("房屋状态", "入住状态"),
            OCCUPANCIES,
            example="入住",
        ),
    ),
    ("房屋信息", "房间", "房产"),
)
SPACE = Sheet(
    "space",
    "公共区域",
    ("site", "code"),
    (
        SITE,
        _code("编码", "区域编码", longest=60, example="DK-B1"),
        _name(80, "东区地下车库", "名称", "区域名称"),
        Column(
            "kind",
            "类型",
            CHOICE,
            OPTIONAL,
            ("区域类型",),
            AREA_KINDS,
            example="公共区域",
            about=gettext_noop("片区 for a zone that holds buildings; empty means 公共区域."),
        ),
        Column("zone", "片区", longest=60, other_headers=("所属片区",), example="东区"),
        _code("楼栋编码", "楼栋", "所在楼栋", field="building", required=OPTIONAL, longest=20),
        Column("floor", "楼层", WHOLE, OPTIONAL, ("所在楼层",), low=-20, high=200, example="-1"),
        Column("area", "面积", Kind.DECIMAL, high=1_000_000),
        RESPONSIBLE,
    ),
    ("公区", "公共部位", "区域"),
)
CHECKPOINT = Sheet(
    "checkpoint",
    "巡查点",
    ("site", "code"),
    (
        SITE,
        _code("编码", "巡查点编码", "点位编码", longest=60, example="XC-001"),
        _name(80, "1栋大堂", "名称", "巡查点名称", "点位名称"),
        _code("楼栋编码", "楼栋", field="building", required=OPTIONAL, longest=20, example="1"),
        _code("公共区域编码", "公共区域", "区域编码", field="space", required=OPTIONAL, longest=60),
        Column("floor", "楼层", WHOLE, OPTIONAL, ("所在楼层",), low=-20, high=200, example="1"),
        Column(
            "proof", "验证方式", CHOICE, OPTIONAL, ("打卡方式", "签到方式"), PROOFS, example="NFC"
        ),
        Column("order", "顺序", WHOLE, OPTIONAL, ("序号", "巡查顺序"), high=100_000, example="1"),
        RESPONSIBLE,
    ),
    ("巡更点", "巡检点", "点位"),
)
POST = Sheet(
    "post",
    "岗位",
    ("site", "code"),
    (
        SITE,
        _code("编码", "岗位编码", example="GC-WX"),
        _name(60, "维修技工", "名称", "岗位名称", "岗位"),
        Column(
            "department", "部门", CHOICE, REQUIRED, ("所属部门",), DEPARTMENTS, example="工程部"
        ),
    ),
    ("岗位设置",),
)
SHIFT = Sheet(
    "shift",
    "班次",
    ("site", "code"),
    (
        SITE,
        _code("编码", "班次编码", example="YE"),
        _name(60, "夜班", "名称", "班次名称", "班次"),
        Column("starts", "开始", Kind.TIME, REQUIRED, ("开始时间", "上班时间"), example="20:00"),
        Column(
            "ends",
            "结束",
            Kind.TIME,
            REQUIRED,
            ("结束时间", "下班时间"),
            example="08:00",
            about=gettext_noop("An end before the start is on the next day."),
        ),
    ),
    ("班次设置", "班制"),
)
STAFF = Sheet(
    "staff",
    "人员",
    ("number",),
    (
        _code("工号", "员工编号", "人员编号", field="number", example="G1003"),
        _name(60, "陈志远", "姓名", "员工姓名", "名字"),
        Column(
            "phone",
            "手机",
            Kind.PHONE,
            OPTIONAL,
            ("手机号", "手机号码", "联系电话", "电话"),
            longest=20,
        ),
        _code(
            "项目编码",
            "项目",
            "所属项目",
            field="site",
            required=OPTIONAL,
            example="YXY",
            about=gettext_noop("Where the person works; or else 组织编码."),
        ),
        _code(
            "组织编码",
            "所属组织",
            field="node",
            required=OPTIONAL,
            about=gettext_noop("For people above the sites."),
        ),
        Column(
            "department", "部门", CHOICE, OPTIONAL, ("所属部门",), DEPARTMENTS, example="工程部"
        ),
        _code("岗位编码", "岗位", field="post", required=OPTIONAL, example="GC-WX"),
        Column(
            "role",
            "角色",
            CHOICE,
            OPTIONAL,
            ("权限角色",),
            ROLES,
            example="员工",
            about=gettext_noop("What the person may do in the system; empty gives no rights."),
        ),
        Column("team", "班组", longest=60, other_headers=("所属班组",), example="工程一班"),
        _code("班次编码", "班次", field="shift", required=OPTIONAL, example="BAI"),
        Column("joined_on", "入职日期", Kind.DATE, OPTIONAL, ("入职时间",), example="2024-03-01"),
    ),
    ("员工", "人员信息", "花名册"),
)
EQUIPMENT = Sheet(
    "equipment",
    "设备",
    ("site", "code"),
    (
        SITE,
        _code("编码", "设备编码", "设备编号", longest=60, example="DT-0101"),
        _name(80, "1栋1号客梯", "名称", "设备名称"),
        Column(
            "system", "系统", CHOICE, REQUIRED, ("所属系统", "设备系统"), SYSTEMS, example="电梯"
        ),
        Column("model", "型号", longest=80, other_headers=("规格型号", "设备型号")),
        Column("maker", "厂家", longest=80, other_headers=("生产厂家", "品牌")),
        Column("serial", "出厂编号", longest=80, other_headers=("序列号",)),
        _code(
            "位置编码",
            "位置",
            "安装位置编码",
            field="place",
            required=OPTIONAL,
            longest=60,
            example="1",
            about=gettext_noop("Code of a building, public area or other place of the site."),
        ),
        RESPONSIBLE,
        Column(
            "in_use_since",
            "启用日期",
            Kind.DATE,
            OPTIONAL,
            ("投用日期", "启用时间"),
            example="2021-06-30",
        ),
        Column(
            "status", "状态", CHOICE, OPTIONAL, ("设备状态",), EQUIPMENT_STATUSES, example="运行"
        ),
        Column(
            "parameters",
            "参数",
            Kind.PARAMS,
            OPTIONAL,
            ("技术参数",),
            longest=2000,
            example="载重=1000kg; 速度=1.75m/s",
        ),
    ),
    ("设备台账", "设备信息", "设施设备"),
)

SHEETS = (ORGANISATION, PROJECT, BUILDING, ROOM, SPACE, CHECKPOINT, POST, SHIFT, STAFF, EQUIPMENT)
BY_CODE = {sheet.code: sheet for sheet in SHEETS}
GUIDE_NAME = "填写说明"
