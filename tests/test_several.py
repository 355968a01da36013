"""Several questions of content in one message, on the shipped document."""

from __future__ import annotations

import pytest

from assistant import Assistant, Outcome
from assistant.retrieve.halves import asked_apart, shared_out


def cited(assistant: Assistant, message: str) -> set[object]:
    return {citation.task for citation in assistant.ask(message).citations}


@pytest.mark.parametrize(
    ("message", "tasks"),
    [
        # The second sentence asks nothing by itself: it is about the task of the first.
        ("街道上开个证明别让人来回跑行吗?哪年能做到?", {38}),
        ("给政务微博留言会有人回吗?有没有专人管这个?", {79}),
        # Two concerns, a task each.
        ("老百姓能旁听政府开会吗?政府会请市民去部门里走走看看吗?", {4, 99}),
        # What one question shares out to several things is asked of each of them.
        ("低保信息跟三公经费,各归哪家牵头", {10, 11}),
        ("审计结果公开与问责情况公开,分别到哪年", {16, 17}),
        ("微博归哪家,公报又归哪家", {78, 80}),
        # 那家 points back into the story itself.
        ("跟人签了合同,那家早就被处罚过好多回,我哪知道。政府打不打算把企业受的处罚和抽查结果归到一处?", {29}),
        # Words of the document beside many others are no condition: the whole is searched.
        ("政府跟老板合伙修路的项目信息在哪个平台能看到", {12}),
    ],
)
def test_sentences_are_answered_together(assistant: Assistant, message: str, tasks: set[object]) -> None:
    assert cited(assistant, message) == tasks


def test_a_part_that_is_not_answered_is_said_beside_one_that_is(assistant: Assistant) -> None:
    answer = assistant.ask("政府网站多久更新一次?政府公报订一年多少钱?")
    assert answer.outcome is Outcome.ANSWERED
    assert [citation.task for citation in answer.citations] == [70]


def test_one_question_of_two_halves_is_answered_where_one_of_them_is(assistant: Assistant) -> None:
    answer = assistant.ask("干得好会不会受表彰,公开工作没干好怎么处理,另外奖金发多少钱")
    assert answer.outcome is Outcome.ANSWERED
    assert [citation.task for citation in answer.citations] == [100]


@pytest.mark.parametrize(
    ("story", "task"),
    [
        # What is asked for stands before the sentence that asks.
        ("小组作业选的是政府怎么评价自己的政策。老师说北京要用第三方机构来评政策落实得好不好。我想引用,是哪一条?", 20),
        ("我刚考上公务员。师兄说新人初任培训里多了一门讲政务公开的课,领导任职培训也得上。我不大信,这事真有要求吗?", 93),
        # Where the asker works is no condition.
        (
            "我是区委宣传部新来的,科长叫我整理突发事件的发布流程,说特别重大的事出了有个时间限制要开发布会,请问是多少小时?",
            68,
        ),
    ],
)
def test_a_story_is_searched_where_it_names_what_is_asked(assistant: Assistant, story: str, task: int) -> None:
    assert task in cited(assistant, story)


def test_a_story_that_asks_for_a_figure_is_no_ranking(assistant: Assistant) -> None:
    story = (
        "我在区政府办公室干了八年,领导嫌政务公开这块在考核里分给高了,让我去翻依据,说市里规定过一个最低比例。请问是多少?"
    )
    assert [plan.measure for plan in assistant.ask(story).reading.plans] == ["content"]


@pytest.mark.parametrize(
    ("question", "halves"),
    [
        ("办事指南跟权责清单,各由谁负责", ["办事指南 由谁负责", "权责清单 由谁负责"]),
        ("网站多久更新一次,微博又归谁管", ["网站多久更新一次", "微博归谁管"]),
        ("政府网站多久更新一次", []),
        ("想问两个事,公报谁来办,微博又归谁管", ["公报谁来办", "微博归谁管"]),
        ("区里的绩效考核,公开占几个点?一年培训多少课时?", ["区里的绩效考核,公开占几个点", "一年培训多少课时"]),
    ],
)
def test_halves_are_searched_as_if_each_were_asked_alone(question: str, halves: list[str]) -> None:
    assert [half.query for half in shared_out(question) or asked_apart(question)] == halves


@pytest.mark.parametrize(
    ("message", "tasks"),
    [
        # Words of a list, of the document's own day, of what is missing: none is meant here.
        ("两个数字帮我核一下:一是2020年数据开放率,二是清单调整后多少个工作日内公开。", {43, 49}),
        ("哪条写着窗口要一次性把要求说全,由谁牵头?", {36}),
        ("审批时那些中介服务让人头疼,查查有无要求清理的条目", {45}),
        # Words of a ranking, and a unit or year in passing; what is asked stands in the words left over.
        ("两点就要汇报了,政府网站最少多长时间得更新一回,哪家牵头", {70}),
        ("区县里专管政务公开的领导班子最晚2016年里是不是都得重新调整到位?", {82, 83}),
        # The search is not asked where units or roles are certain.
        ("我在市财政局上班,市审计局牵头的有哪些", {16}),
    ],
)
def test_a_reading_that_uses_little_gives_way_to_a_sure_search(
    assistant: Assistant, message: str, tasks: set[object]
) -> None:
    assert cited(assistant, message) & tasks


@pytest.mark.parametrize("message", [
    "“一次性告知”没做到,经办人要扣多少工资", "培训没满10课时的会不会被降级处分", "想打给市财政局,该拨哪个号?",
    "有市保密局的号码吗,给我一个", "重大决策草案挂网征求意见,公示期最短不能少于多少天?",
    "Could you give me a telephone number for Beijing's municipal audit bureau?", "去年哪几个区挨了通报",
    "市政务公开领导小组由谁担任组长", "Who is the head of the leading group for government openness?",
    "第三方评估找的哪家来做",
    "有没有电子公报的链接,贴一个", "去年全市“三公”经费总共花了多少个亿?",
])  # fmt: skip
def test_what_no_task_says_of_words_it_holds_is_not_stated(assistant: Assistant, message: str) -> None:
    assert assistant.ask(message).outcome is Outcome.NOT_STATED


@pytest.mark.parametrize(
    ("message", "condition"),
    [
        ("我是区政府办新来的小王,请问第七部分里责任单位只写“各区政府”的有哪几条", "区政府办"),
        ("我在朝阳区政府工作,市编办牵头的有哪些", "朝阳"),
    ],
)
def test_where_the_asker_works_selects_nothing(assistant: Assistant, message: str, condition: str) -> None:
    answer = assistant.ask(message)
    assert answer.citations and condition not in answer.condition


def test_roles_among_the_fields_asked_for_bind_no_unit(assistant: Assistant) -> None:
    answer = assistant.ask("市民政局相关任务的编号、责任单位、完成时限")
    assert "各区政府" in answer.text


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("三公经费公开和PPP项目信息公开是谁牵头", [11, 12]),
        ("公众参与制度和建议反馈机制是谁牵头的", [55, 56]),
        ("行政执法公示先市级后市区两级,各自的时间点给一下", [21, 22]),
        ("2020年数据开放率的目标,以及优先开放数据的领域有哪些", [49, 52]),
        ("市级部门的权力清单和区级部门的权力清单,分别什么时候公开", [41, 42]),
        ("主要负责人每年研究几次政务公开,工作人员每年培训几课时", [89, 96]),
        ("政务公众号、微博、手机客户端归谁牵头管?几条都要", [78, 79]),
        ("干部学政务公开,从进课程、定培训计划到每年课时,分别对应哪些条目", [93, 94, 95, 96]),
    ],
)
def test_two_things_that_are_two_tasks(assistant: Assistant, question: str, tasks: list[int]) -> None:
    assert cited(assistant, question) == set(tasks)
