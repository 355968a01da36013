"""The day that a message supposes it to be: "假设今天是2016年7月1日,半年内到期的任务"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

from assistant.understand.dates import find_dates
from assistant.understand.tokens import Context, Period

_DAY = r"(?P<day>20\d\d(?:年\d{1,2}月\d{1,2}[日号]?|-\d{1,2}-\d{1,2}|年\d{1,2}月(?:初|底|末)?|年(?:底|末|初)))"
_SUPPOSED = re.compile(
    r"[,;。]?\s*(?:我们|咱们)?(?:假设|假如|假定|如果说?|倘若|倘使|设想|设|若|要是|就当|只当|权当|当作|把)?"
    rf"(?:今天|今日|现在|当前|目前|此刻|眼下)(?:的?(?:日期|时间))?(?:是|为|就是|当作|算作|=){_DAY}(?:的话)?\s*[,;。]?"
    r"|[,;.]?\s*(?:suppose|assume|assuming|imagine|if|say)(?: that)? (?:today|it|now)(?: is|'s| were)"
    r" (?P<english>20\d\d-\d{1,2}-\d{1,2}|\d{1,2} [a-z]+ 20\d\d|[a-z]+ \d{1,2},? 20\d\d)\s*[,;.]?"
)
# 以2016年12月31日为基准日, 把今天设定成…: other ways to suppose it.
_ANY_DAY = r"(?P<day>(?:20\d\d|[二2][〇零0][一二三][〇零一二三四五六七八九])年?[^,;。]{0,12}?)"
_OTHERWISE = (
    re.compile(
        rf"(?:如果?|若|假如|假定)?(?:以|按|拿){_ANY_DAY}(?:来?作为|当作?|作|为)(?:当前|今天|今日|现在|统计|基准|参照|参考|判断)的?"
        r"(?:日期|日子|时间|时点|日|点)?(?=[,;。]|$)"
    ),
    re.compile(
        r"(?:如果?|若|假如|假定)?(?:把|将)(?:今天|今日|现在|当前|此刻)(?:的?(?:日期|时间))?"
        rf"(?:设定?|当作?|定|看作?|视|算作?)(?:成|为|在|到|作)?{_ANY_DAY}(?=[,;。]|$)"
    ),
)
# What is reckoned from today; 逾期 and 未到期 take the day that stands beside them by themselves.
_RECKONED = re.compile(
    r"[今明去后]年|本年|年[内底]|[半个两]年(?:之|以)?[内后]|月(?:之|以)?内|[上下本这][个]?(?:季度|月)|未来|今后|接下来"
    r"|(?:this|next|last) year|within|next \w+ (?:months|years)"
)


def supposed_day(text: str, context: Context) -> tuple[str, Context]:
    """``text`` without the day it supposes, and the context of that day; both as they are where nothing needs it."""
    for otherwise in _OTHERWISE:
        text = otherwise.sub(r"假设今天是\g<day>", text)
    m = _SUPPOSED.search(text)
    if m is None:
        return text, context
    rest = f"{text[: m.start()]},{text[m.end() :]}".strip(", ")
    days = find_dates(m["day"] or m["english"], context.as_of)
    if not days or not _RECKONED.search(rest):
        return text, context
    return rest, replace(context, as_of=cast(Period, max(days, key=len).value).end)
