"""The words a job's name ends in, by what has to stand before them."""

from pinzhi.standards.compiler.words.thing_list import listed

# A post by itself: 经理, 班长. May carry any modifier.
POSTS = listed(
    """
    总经理 副总经理 副总 经理 副经理 主管 副主管 领班 副领班 班长 副班长 值班长 班组长 队长 副队长
    大队长 中队长 分队长 组长 副组长 小组长 店长 副店长 部长 副部长 科长 副科长 处长 副处长 所长
    站长 副站长 厂长 行长 副行长 支行长 董事长 秘书长 楼长 栋长 主任 副主任 助理 总监 副总监 专员
    文员 秘书 书记 副书记 管家 领队 队员 组员 柜员 店员 技工 技师 工程师 总工程师 助理工程师
    培训师 内训师 讲师 理财师 会计师 厨师 厨师长 支局长 花艺师 园艺师 设计师 规划师 面点师 营养师
    服务员 管理员 营业员 技术员 操作员 驾驶员 司机 会计 出纳 门童 门卫 理财顾问 投资顾问 置业顾问
    物业顾问 院长 副院长 校长 副校长 园长 副园长 馆长 教导主任 班主任 舍长 宿舍长 寝室长 楼层长
    楼道长 单元长 网格长 片长 段长 工长 机长 柜长 值班组长 值班班长 医师 药师 护师 建造师 造价师
    安全师 咖啡师 调酒师 茶艺师 美容师 理发师 教练员 导师 主厨 副厨 总厨 帮厨 监工 顾问 导购 门僮
    咨客 行李生 传菜生 校医 施工队长 课长 副课长 车队长 吧员 服务生 大厨 地哩 配菜师 点心师 配餐师
    分析师 策划师 化妆师 摄影师 理疗师 按摩师 美发师 调音师 育婴师 总值班 大值班 总工 支部书记
    收银员 护士长 护士 医生 护理员 大堂副理 副理 更夫 厨工 坐席 座席 教练 保洁阿姨
    """
)

# Only with a word of function, unit or domain before it: 维修人员, 客服部员工, 巡逻岗, 设备责任人.
BOUND = ("老师", "教师", "人员", "员工", "员", "岗", "负责人", "责任人", "骨干", "领导", "人")

# Trades ending in 工; a closed list, since 工 begins and ends many words.
TRADES = listed(
    """
    电工 水工 水电工 水暖工 电焊工 焊工 木工 油漆工 漆工 瓦工 泥工 泥瓦工 钳工 绿化工 花工 园艺工
    园林工 清洁工 保洁工 维修工 修理工 机修工 检修工 锅炉工 司炉工 空调工 暖通工 弱电工 强电工
    综合工 综合维修工 杂工 勤杂工 管道工 管工 电梯工 配电工 消杀工 除虫工 搬运工 炊事工 养护工
    养护技工 万能工 疏通工 水泵工 运行工 外墙清洗工 石材工 洗地工 保养工 值班工 清运工 垃圾清运工
    架子工 钢筋工 面案工 粗加工 门锁工 洗涤工 护工 电梯维修工 仓库工
    """
)

# Both a service (or a place) and the people who do it: only where a person acts or is spoken to.
DOUBLE = listed("保安 保洁 客服 前台 礼宾 前台接待 迎宾 内勤 外勤 督导 安保 警卫 导医 导诊")

# Not a job, or not one of the house's, although it ends like one.
NOT_STAFF = listed(
    """
    动员 全员 成员 会员 党员 团员 官员 学员 职员 雇员 社员 议员 委员 演员 球员 冗员 定员 满员 超员
    裁员 复员 伤员 要员 随员 生员 教员 船员 乘员 减员 增员 缺员 兵员 阵员 幅员 派员 快递员 外卖员
    送货员 送餐员
    """
)
