"""Words that tell whether a frequency governs an act or only describes a thing."""
# ruff: noqa: SIM905 - lists of words are easier to read and to keep without quotes

ACTS = tuple(
    """
    巡查 巡视 巡检 巡逻 巡更 巡场 检查 抽查 抽检 自查 督查 督导 查岗 拜访 走访 回访 访问 访谈
    清洁 保洁 清扫 打扫 清理 清运 清洗 冲洗 拖洗 拖擦 擦拭 消毒 消杀 维修 维保 保养 维护 养护
    检修 检测 测试 试验 工作 值班 交接 交接班 考核 考评 培训 学习 训练 演练 会议 例会 晨会 销售
    收费 收缴 运行 服务 投诉 报修 考勤 能耗 统计 盘点 排班 监督 监控 整改 修剪 浇水 施肥 施工
    活动 宣传 管理 经营 生产 出勤 签到 抄表 用水 用电 采购 领用 库存 接待 处理 完成 跟进 安全
    卫生
    """.split()
)

THINGS = tuple(
    """
    记录表 记录 日志 台账 报表 情况 计划 方案 结果 数据 报告 总结 小结 安排 标准 要求 指标 任务
    目标 账单 帐单 清单 表格 单据 成绩 得分 绩效 工资 奖金 频率 频次 次数 内容 范围 重点 经费
    预算 主题 名单 排班表 费用 收入 产值 信息 工作量 业绩 资料 制度执行 时间表 排名 名次 流程
    规程 规范 发现 存在 纪要
    统计表 检查表 登记表 巡查表 汇总表 考核表 评分表 总数 总量 评分 分数
    """.split()
)

# Things an employee writes: to demand the thing is to demand the act.
WRITINGS = tuple(
    "记录表 记录 日志 台账 报表 计划 方案 报告 总结 小结 排班表 日报 周报 月报 统计表 检查表 登记表"
    " 巡查表 汇总表 考核表 评分表".split()
)

# Before a frequency these demand the act that follows: 做好每日巡查工作, 填写每日日志.
DEMANDS = tuple(
    """
    做好 记录 填写 填报 填好 写好 撰写 编写 编制 制定 拟定 制订 提交 上报 报送 呈报 形成 登记
    完成 召开 组织 开展 安排 负责 落实 执行 坚持 参加 主持 进行 实施 实行 建立 保证 确保 做到
    出具 发布 履行 参与
    """.split()
)

# Before a frequency these only use what it describes: 检查每日记录, 将每周情况汇报.
USES = tuple(
    """
    对 对于 与 和 检查 核对 核查 审核 审查 审阅 抽查 查看 查阅 了解 掌握 汇总 统计 分析 归纳
    落实到 列入 纳入 计入 记入 包括 包含 反映 公布 公示 通报 监督 督促 调整 收集 整理 保存 明确
    规定 设定 超过 低于 高于 影响 占 针对 就 参照 参考 占用 占有 扣除 扣发 扣罚 扣减 享受 享有
    超额完成 未完成 领取 发放 缴纳 支付 推广 宣传 提高 降低 为期 让 使 令
    """.split()
)

BASES = tuple("按照 按 根据 依据 依照 结合 参照 遵照 以".split())

# With 的 or by themselves these are gatherings and rounds: 每周的例会 is weekly.
EVENTS = tuple(
    """
    例会 会议 晨会 早会 班会 检查 巡查 巡检 抽查 培训 演练 活动 大扫除 大清洁 保养 维保 检修
    盘点 清洁 消杀 考核 总结会
    """.split()
)

# With a count of these the period is a threshold of misdeeds: 每月迟到3次以上者.
MISDEEDS = tuple(
    """
    迟到 早退 旷工 旷课 违纪 违规 违章 违反 投诉 缺勤 缺席 漏岗 脱岗 累计 出现 发现 超过 未 被
    差错 失误 事故 连续
    """.split()
)
