"""What stands to the left of a role's name: words that end it, and words it cannot hold."""

from pinzhi.standards.compiler.words.thing_list import listed

# Before a name these open a clause, govern it, or join it to another.
EDGES = listed(
    """
    由 经 向 报 请 对 给 和 与 及 或 的 各 每 名 位 为 是 让 使 派 当 如 若 凡 至 将 把 按 应 需
    须 设 兼 任 叫 交 呈 送 找 并 且 但 含 以 其 该 本 则 又 即 可 因 除 会同 应由 均由 须经 应经
    报经 需经 应向 可由 须由 通知 告知 告诉 安排 要求 督促 敦促 指派 委派 选派 派出 配备 增配 增设
    配置 设置 设立 配 担任 兼任 培训 组织 协助 配合 协调 报告 汇报 请示 联系 询问 提醒 监督 检查
    考核 带领 领导 任命 任免 服从 听从 支持 支援 代表 选拔 召集 呼叫 陪同 包括 交予 交给 交由 移交
    提交 转交 反馈 反馈至 上报 直报 报送 抄送 抄报 教育 协同 指导 引导 聘请 聘任 招聘 成为 作为
    以及 负责 调度 指挥 批准 执行 贯彻执行 落实 完成 增强 提高 提升 加强 确保 保证 有效 控制 做好
    管理 审核 接受 传达 例如 比如 所有 全体 相关 有关 相应 同时 另外 此外 其次 首先 关心 激励 调动
    规范 约束 处罚 奖励 辞退 杜绝 防止 禁止 避免 督导 抽查 巡查 查看 充分发挥 发挥 所指 扣罚 指定
    追究 确定 明确 发给 选举 调整 制止 劝阻 允许 委托 授权 责成 责令 帮助 扶持 慰问 拜访 听取 代替
    顶替 替换 更换 推选 评选 认真 严格 坚决 积极 主动 及时 立即 必须 应当 不得 需要 随时 逐级
    """
)

# Who a name does not say: owners from outside, sites, customers, states people are in.
NOT_IN_NAME = listed(
    """
    公司 单位 酒店 宾馆 饭店 医院 学校 大厦 小区 大楼 集团 企业 机关 机构 本部 楼内 院内 校内 区内
    国家 政府 街道 社会 业主 住户 客户 租户 客人 顾客 宾客 旅客 学生 家长 患者 病人 病员 家属 访客
    商户 居民 群众 师生 职工 员工 人员 同事 时间 情况 问题 结果 记录 制度 规定 要求 标准 计划 方案
    意见 活动 会议 电话 指示 命令 工作 岗位 职责 责任 主要 重要 关键 骨干 优秀 先进 合格 可疑 闲杂
    外来 外包 外协 第三方 请假 离职 入职 新进 受伤 伤病 被困 违纪 违章 违规 肇事 涉案 住宿 留宿
    就餐 用餐 参会 与会 参训 参加 参与 参建 在场 到场 出席 缺勤 迟到 患病 探视 来访 进出 出入 滞留
    聚集 流动 特殊 专门 在编 退休 在职 党员 干部 党员干部 无关 其余 其他 其它 异议 异常 疑问 变化
    故障 错误 内容 效果 班级 陌生 机动 临时 备用 历任 现任 前任 继任 原任 男 女 年轻 老年 中年
    全部 各楼 楼栋 高级 资深 有效 充分 外出 合作 相邻 邻近 附近 内部 外部 基层 高层 中层 组内 队内
    科室 班组 在岗 离岗 上岗 待岗 无证 持卡 随行 施工 从业 工作人员 作业 集体 个人 本人 他人 双方
    甲方 乙方 买方 卖方 地区 城市 先生 女士 同志 团队 队伍 委员会 业委会 居委会 老 新 大 小 多 少
    好 上级 下级 直接 使用 事故 火灾 灾害 现场 情节 工资 奖金 费用 罚款 上班 下班 服务 专人 姓名
    项目 片区 园区 区域 楼层 负责人 责任人 部门 职能 高管 全院 全校 全员 全队 新入职 归队 值班期
    """
)

# Whose people they are is no part of the name, yet shows where it begins.
OWNERS = listed(
    """
    公司 酒店 宾馆 医院 学校 大厦 小区 集团 单位 企业 本院 我院 本公司 本单位 本部门
    """
)

# A word with such an end is a paper, a time or a place of things, never part of a name.
NOT_AT_END = frozenset(
    "表单簿书证卡费金率时期间后前中内外上下等者完本号条款项次天日月年度人员长方师"
)

# Such a beginning or end shows that a word is none of the name, and where that begins.
OPENING_LETTERS = frozenset("各每该本此某")
GOVERNING_LETTERS = frozenset("由经向报请对给和与及或的为是让派当如将把按应需须设但含并")
GIVING_LETTERS = frozenset("给至到于为在以让请")
# 进校人员, 来访人员: who comes and goes is none of the house.
COMING = frozenset("进入来离出外到")
# 员和|验房: the end of another name and what joins it to this one.
JOINING_LETTERS = frozenset("员和与及或")
OWNER_ENDS = ("公司", "集团", "医院", "酒店", "学校", "小区", "单位", "大厦")

# One such letter closes a department whatever stands before it: 基建|办, 布草|房.
UNIT_LETTERS = frozenset("部科处室办组队班站房厅")
