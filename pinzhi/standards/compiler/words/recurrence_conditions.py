"""Words for the situations that may govern a frequency."""

from typing import Final

# 特殊天气(暴雨、台风) is special, so special comes first.
CONDITIONS: Final[dict[str, str]] = {
    "special": "特殊天气|恶劣天气|极端天气|异常天气|灾害性?天气|特殊情况|特殊时期|特殊时段"
    "|特殊气候|恶劣气候|非常时期|应急状态",
    "typhoon": "台风",
    "snow": "雨雪|下雪|降雪|雪天|雪后|大雪|冰雪",
    "rain": "暴雨|大雨|雨天|下雨|雨季|汛期|梅雨|降雨|阴雨|雷雨",
    "holiday": "节假日|法定假日|法定节日|重大节日|重要节日|节日|假日|双休日|休息日|黄金周|长假"
    "|春节|国庆",
    "growing": "生长季节?|生长期|生长旺季|生长旺盛期",
    "peak": "高峰时段|高峰时?期|高峰|旺季|人流量?大",
    "summer": "夏季|夏天|盛夏|暑期|高温季节|高温天气|炎热季节|夏",
    "winter": "冬季|冬天|寒冬|冬",
    "spring": "春季|春天|春",
    "autumn": "秋季|秋天|秋",
    "night": "夜间|夜里|夜晚|夜班|晚间|晚上|深夜|午夜|凌晨",
}
