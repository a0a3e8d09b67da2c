"""The words a sheet may use for each choice; the first for a value is the one we write."""

NODE_KINDS = {"集团": "group", "公司": "company", "分公司": "branch", "支行": "branch"}
LINES = {"物业": "property", "银行": "bank", "物业管理": "property", "银行网点": "bank"}
SITE_KINDS = {
    "住宅": "residential",
    "商业": "commercial",
    "写字楼": "office",
    "银行网点": "outlet",
    "住宅小区": "residential",
    "商业综合体": "commercial",
    "网点": "outlet",
}
OCCUPANCIES = {
    "入住": "occupied",
    "空置": "vacant",
    "装修": "fitting_out",
    "已入住": "occupied",
    "空置房": "vacant",
    "装修中": "fitting_out",
}
AREA_KINDS = {"公共区域": "space", "片区": "zone"}
PROOFS = {"二维码": "qr", "NFC": "nfc", "动态二维码": "rotating_qr", "QR": "qr"}
DEPARTMENTS = {
    "客服部": "customer_service",
    "工程部": "engineering",
    "安管部": "security",
    "环境部": "environment",
    "品质部": "quality",
    "行政部": "administration",
    "客户服务部": "customer_service",
    "客服": "customer_service",
    "工程": "engineering",
    "秩序维护部": "security",
    "保安部": "security",
    "秩序部": "security",
    "保洁部": "environment",
    "环境绿化部": "environment",
}
ROLES = {
    "品质专员": "quality_officer",
    "项目经理": "site_manager",
    "部门主管": "department_head",
    "领班": "foreman",
    "员工": "worker",
    "管家": "butler",
    "检查员": "inspector",
    "外包员工": "contractor_worker",
    "审计员": "auditor",
    "网点负责人": "site_manager",
    "主管": "department_head",
    "班长": "foreman",
    "客户管家": "butler",
    "外委人员": "contractor_worker",
}
SYSTEMS = {
    "电梯": "lift",
    "自动扶梯": "escalator",
    "给水": "water_supply",
    "排水": "drainage",
    "雨水": "rainwater",
    "供配电": "power",
    "发电机": "generator",
    "照明": "lighting",
    "消防": "fire",
    "视频监控": "cctv",
    "门禁": "access_control",
    "楼宇对讲": "intercom",
    "周界报警": "perimeter",
    "停车场": "parking",
    "背景音乐": "music",
    "供暖": "heating",
    "通风空调": "hvac",
    "燃气": "gas",
    "房屋本体": "building_fabric",
    "游乐健身": "playground",
    "其他": "other",
    "扶梯": "escalator",
    "供水": "water_supply",
    "配电": "power",
    "监控": "cctv",
    "对讲": "intercom",
    "空调": "hvac",
}
EQUIPMENT_STATUSES = {
    "运行": "running",
    "备用": "standby",
    "停用": "stopped",
    "报废": "scrapped",
    "在用": "running",
}
