"""Places and machines of the trade: what kind each is, and which equipment system it serves.

A name is modifiers (生活, 消防) and an ending (水泵房, 配电柜). The kind comes from the ending, the
system from the last word that has one. Kinds and systems are those of packs (pack.py).
"""

from pinzhi.standards.compiler.words.thing_list import listed


def _table(lines: str) -> dict[str, tuple[str, str]]:
    """Lines of "kind system: words", - for no system."""
    table: dict[str, tuple[str, str]] = {}
    for line in lines.strip().splitlines():
        head, _, words = line.partition(":")
        kind, system = head.split()
        for word in words.split():
            table[word] = (kind, "" if system == "-" else system)
    return table


ENDINGS = _table(
    """
    site -: 小区 园区 项目 网点 支行 营业网点 营业厅 案场 售楼处 销售中心 商场 写字楼 公寓
    site -: 商业广场
    zone -: 片区 区域 辖区 公共区域 公区 绿化带 绿地 草坪 花坛 花园 庭院 广场 外广场 外围 中庭
    zone -: 景观区 商业街 架空层 组团 地下室 楼面 屋面 天面 天台 屋顶 等候区 服务区 自助区
    zone -: 自助银行 贵宾区 现金区 吸烟区 休息区 洽谈区 样板区 车场 停车场 地下停车场 车库 地库
    zone -: 地下车库 非机动车库 充电棚 车棚
    building -: 楼栋 大楼 大厦 塔楼 裙楼 楼宇 单元楼 住宅楼 办公楼
    room -: 房间 会议室 办公室 值班室 样板房 样板间 空置房 仓库 库房 更衣室 茶水间 卫生间 洗手间
    room -: 厕所 公厕 母婴室 食堂 宿舍 会所 垃圾房 垃圾站 垃圾中转站 工具间 保洁间 前台 服务中心
    room -: 客服中心 收费处 接待处 控制室 机房 设备间 设备房 管理用房 商铺 营业室 金库 档案室
    room -: 培训室 健身房 泵房 热力站 换热站 管道井 管井 设备层 门卫室 岗亭 门岗 保安亭 收费亭
    space -: 大堂 大厅 门厅 营业大厅 厅堂 走廊 走道 楼道 过道 通道 楼梯 楼梯间 步梯 阳台 电梯厅
    space -: 候梯厅 前室 连廊 雨棚 坡道 台阶 道路 路面 人行道 车行道 出入口 入口 出口 大门 大门口
    space -: 单元门 门口 楼层 地面 墙面 外墙 外立面 天花 天花板 吊顶 幕墙 玻璃幕墙 门窗 橱窗 水景
    space -: 喷泉 人工湖 景观湖 停车位 车位
    checkpoint -: 巡更点 巡查点 签到点 打卡点 岗位 重点部位
    room lift: 电梯机房 直梯机房
    equipment lift: 电梯 直梯 客梯 货梯 消防电梯 观光梯 轿厢 曳引机 底坑 井道 厅门 轿门 层门
    equipment lift: 限速器 安全钳 制动器
    equipment escalator: 扶梯 自动扶梯 自动人行道 梯级
    room water_supply: 水泵房 生活水泵房 给水泵房 水箱间
    equipment water_supply: 水泵 生活水泵 变频水泵 加压泵 稳压罐 水箱 水池 生活水箱 蓄水池 浮球阀
    equipment water_supply: 给水系统 供水系统 供水设备 供水管 给水管 水表 变频柜 变频控制柜
    equipment water_supply: 二次供水 闸阀 阀门 管道 管网 止回阀 减压阀 水龙头 直饮水
    equipment drainage: 污水泵 潜水泵 排污泵 污水坑 集水坑 集水井 污水井 污水管 排水系统 排水管
    equipment drainage: 下水道 下水管 化粪池 隔油池 检查井 窨井 地漏 排水沟 沟渠 沙井 明沟 暗沟
    equipment rainwater: 雨水井 雨水管 雨水口 雨水沟 雨排口 雨水系统 雨排系统 落水口 落水管 天沟
    equipment rainwater: 屋面排水口 雨水篦子 截水沟
    room power: 配电房 配电室 变电所 变配电室 变电站 高压室 低压室 电房 配电间 强电井 强电间 电井
    room power: 开闭所
    equipment power: 变压器 配电柜 配电箱 高压柜 低压柜 开关柜 电容柜 直流屏 电柜 母线 母线槽 电缆
    equipment power: 电缆沟 电表 电表箱 供电系统 供配电系统 供配电设备 断路器 空气开关 双电源 桥架
    equipment power: 插座 开关箱 充电桩 UPS
    room generator: 发电机房 柴油发电机房
    equipment generator: 发电机 发电机组 柴油发电机 备用电源 蓄电池 油箱 储油间
    equipment lighting: 照明 路灯 灯具 庭院灯 草坪灯 灯光 景观灯 泛光照明 楼道灯 应急灯 疏散指示灯
    equipment lighting: 照明系统 灯杆 灯箱 公共照明 节能灯 感应灯 射灯
    room fire: 消防控制室 消控室 消防监控室 消防泵房 消防水泵房 消控中心 消防控制中心 微型消防站
    room fire: 气瓶间
    space fire: 消防通道 疏散通道 安全出口 消防楼梯 避难层
    equipment fire: 消防泵 喷淋泵 稳压泵 消火栓 消防栓 消防箱 灭火器 灭火器箱 喷淋 喷淋头 烟感
    equipment fire: 温感 烟感探测器 报警主机 手动报警按钮 防火门 防火卷帘 防火卷帘门 排烟风机
    equipment fire: 正压送风机 送风机 消防系统 消防设施 消防设备 消防器材 水泵接合器 湿式报警阀
    equipment fire: 末端试水装置 应急照明 疏散指示 疏散指示标志 消防水池 消防水箱 消防主机
    equipment fire: 消防广播 气体灭火系统 消防水带 高位水箱
    room cctv: 监控室 监控中心 中控室 安防监控室
    equipment cctv: 摄像头 摄像机 录像机 硬盘录像机 监控系统 闭路监控系统 闭路电视 监视器 监控探头
    equipment cctv: 探头 监控设备 矩阵主机 监控主机 录像 防尘罩 云台 监控屏
    equipment access_control: 门禁 门禁系统 读卡器 闸机 速通门 人行闸 电子锁 门禁卡 人脸识别
    equipment access_control: 磁力锁 闭门器 一卡通 道闸门禁
    equipment intercom: 对讲 对讲系统 可视对讲 楼宇对讲 对讲机 呼叫按钮 五方对讲 对讲主机 门口机
    equipment perimeter: 围墙 围栏 红外对射 周界 周界报警 电子围栏 周界系统 报警系统 一键报警
    equipment perimeter: 入侵报警 栏杆 防盗报警
    equipment parking: 道闸 卡机 停车系统 停车场系统 收费系统 车牌识别 车辆识别 减速带 挡车器
    equipment parking: 地感线圈 车位锁 立体车库 反光镜 挡车杆
    equipment music: 背景音乐 广播 音箱 公放机 共放机 音响 广播系统 功放 扬声器 背景音乐系统
    equipment heating: 锅炉 换热器 暖气 散热器 供暖系统 采暖系统 供热管道 板换 循环泵 补水泵
    equipment heating: 分集水器 地暖
    room heating: 锅炉房
    equipment hvac: 空调 空调机组 风机 风机盘管 新风机组 冷却塔 冷水机组 中央空调 空调系统 风口
    equipment hvac: 滤网 风管 排风机 冷冻水泵 冷却水泵 风柜 冷凝器 通风系统 空调主机 新风
    room hvac: 空调机房 制冷机房 风机房 冷冻机房
    equipment gas: 燃气 燃气管道 燃气表 燃气报警器 燃气系统 煤气 调压箱
    equipment building_fabric: 女儿墙 防水层 隔热层 踢脚线 地砖 瓷砖 伸缩缝 沉降缝 房屋本体
    equipment building_fabric: 建筑本体 墙体 楼板 门窗五金 扶手 玻璃 百叶 吊顶板 路沿石 侧石 井盖
    equipment building_fabric: 变形缝 石材
    equipment playground: 健身器材 儿童游乐设施 游乐设施 滑梯 秋千 健身设施 泳池 游泳池 儿童乐园
    equipment playground: 篮球场 网球场 运动场
    equipment other: 弱电井 弱电间 弱电系统 避雷针 避雷带 防雷设施 防雷接地 接地装置 垃圾桶 垃圾箱
    equipment other: 果皮箱 叫号机 点钞机 自助设备 自助机具 ATM 柜员机 自动柜员机 自助终端 填单台
    equipment other: 显示屏 LED屏 电子屏 信报箱 快递柜 宣传栏 公告栏 公示栏 标识牌 指示牌 标识
    equipment other: 导视牌 雨伞架 饮水机 座椅 计算机 服务器 机柜 交换机 网络设备 控制箱 控制柜
    equipment other: 设施设备 设备设施 公共设施 门牌 水牌 警示牌 地垫 地毯 绿植 乔木 灌木 苗木
    equipment other: 花卉
    """
)

MODIFIERS: dict[str, str] = dict.fromkeys(
    listed(
        """
        各 地下 地上 室外 室内 户外 首层 标准层 公共 生活 高压 低压 高低压 变压 备用 应急 中央 主
        总 副 大 单元 楼内 户内 高层 多层 商业 住宅 办公 自动 园林: 景观 儿童 夜间 强电 外 内 东
        南 西 北 前 后 侧 屋面 屋顶 天面 地下室 楼层 楼道 车库 大堂 小区 园区 广场 柜台 营业 网点
        自助 变频 加压 疏散 防盗:
        """
    ),
    "",
) | {
    "电梯": "lift", "客梯": "lift", "直梯": "lift", "扶梯": "escalator", "消防": "fire",
    "喷淋": "fire", "生活水": "water_supply", "给水": "water_supply", "供水": "water_supply",
    "污水": "drainage", "排污": "drainage", "排水": "drainage", "雨水": "rainwater",
    "配电": "power", "变配电": "power", "供配电": "power", "监控": "cctv", "安防": "cctv",
    "门禁": "access_control", "对讲": "intercom", "周界": "perimeter", "停车场": "parking",
    "空调": "hvac", "新风": "hvac", "供暖": "heating", "采暖": "heating", "热力": "heating",
    "燃气": "gas", "弱电": "other", "照明": "lighting", "发电": "generator",
    "柴油": "generator", "雨排": "rainwater",
}  # fmt: skip
