"""Questions of many fields whose words are right as typed: nothing in them is put right."""

from __future__ import annotations

import pytest

from assistant.question import clean
from assistant.understand.parts import read_parts
from assistant.understand.spelling.ordinary import is_better
from tests.test_rules import context

RIGHT = [
    "村里的老人想做体检，要去哪里登记？",
    "孩子打疫苗要带什么证件？",
    "省城去景区那几个市的高铁什么时候通车？",
    "窗口办事员态度差找谁反映？",
    "请客吃饭的开销能不能报销？",
    "港口的集装箱码头一年吞吐多少箱？",
    "外贸船舶进港要提前几天申报？",
    "渔船休渔期补贴怎么发放？",
    "稻田里的秸秆不许烧，有人收吗？",
    "养猪场的粪污往哪里排？",
    "那头母牛得了口蹄疫，防疫站来人吗？",
    "果园套袋一亩补助多少钱？",
    "公租房的租金今年涨不涨？",
    "老旧小区加装电梯要多少户同意？",
    "物业费收上去都花到哪儿去了？",
    "二手房过户当天能拿证吗？",
    "那家幼儿园的伙食费公开吗？",
    "学区划片那张图在哪里看？",
    "老师课后托管有没有加班费？",
    "校车司机喝酒谁来管？",
    "高三学生住宿的床位够不够？",
    "住院押金能不能刷医保卡？",
    "挂专家号要提前多久预约？",
    "抗生素滥用有没有人查？",
    "护士一晚上要照看几张病床？",
    "急诊室等两个钟头正常吗？",
    "无人机送药飞不飞山区？",
    "那片荒山种油茶还是种核桃？",
    "茶叶滞销，县里帮不帮忙卖？",
    "大棚蔬菜被雪压塌了，保险赔不赔？",
    "灌溉水渠堵了归谁清淤？",
    "打工的工资拖了半年，找谁讨要？",
    "残疾证快到期了，要换新的吗？",
    "低保户的孩子上大学有助学金没？",
    "养老院护工一个月挣多少？",
    "爸妈带孙子，社区有没有小饭桌？",
    "垃圾分类搞了三年，湿垃圾运到哪里？",
    "那条臭水沟什么时候能治好？",
    "公交车改线以后我家门口不停了，能加一站吗？",
    "路灯坏了半个月没人修",
    "共享单车乱停乱放谁清理？",
    "地铁末班车能不能晚一点？",
    "出租车拒载打哪个电话投诉？",
    "电动车充电桩一度电收几毛？",
    "小微企业贷款贴息的门槛高不高？",
    "个体户注销执照跑几趟？",
    "招商引资来的厂子污染大不大？",
    "开餐馆要办哪些许可？",
    "商铺门口占道经营罚多少？",
    "快递员的社保谁交？",
    "图书馆周末开到几点？",
    "体育馆游泳池暑假免费开放吗？",
    "非遗传承人每年给多少津贴？",
    "古城墙修缮花了多少银子？",
    "文化下乡演几场戏？",
    "森林防火期能不能上坟烧纸？",
    "洪水来了往哪个高地撤？",
    "山体滑坡的隐患点有几处？",
    "煤矿整合以后工人怎么安置？",
    "危化品仓库离居民楼太近了",
    "How do I register my own drone, and on which app?",
    "Can foreign carriers pick up passengers in the city and fly on to a third country?",
    "Will someone phone to check on me once I have gone home from the ward?",
    "Do farmers get a subsidy for planting soybeans after the wheat harvest?",
    "Which hospital wards will be renovated, and when are the nurses moved?",
    "My landlord keeps the deposit; where can tenants complain?",
    "Is there a grant for heat pumps or thicker walls in older houses?",
    "How many berths does the new container port have, and how deep is the channel?",
    "Are truck drivers allowed to rest at the cargo terminal overnight?",
    "Does the school offer free lunches and a bus for pupils from remote villages?",
    "When does the ferry to the outer islands sail again after the storm?",
    "Who pays for the vaccine if a pig or a goat dies of the fever?",
    "Is smoking banned in parks and at bus stops?",
    "Can a dairy sell cheese straight from the farm gate?",
    "What is the fare for the tram, and can I pay in cash?",
    "Do teachers have to mark exams during the summer break?",
    "Are stray dogs caught and who takes care of them?",
    "My mother lost her hearing; does the clinic lend hearing aids?",
    "Will the dam be raised and will anyone lose their homes or fields?",
    "Where can I dump old tyres and paint tins?",
    "Has the mine been closed, and what becomes of the miners?",
    "How long must a patient wait for a scan or a hip operation?",
    "Is the beach safe to swim at, and who tests the water?",
    "What crops can be sown on salty soil near the coast?",
    "Can a widow keep the flat when the tenancy was in the name of her late husband?",
]


@pytest.mark.parametrize("question", RIGHT)
def test_right_words_are_left(question: str) -> None:
    parts, _ = read_parts(clean(question).text, context())
    assert [part.mended for part in parts] == [None] * len(parts)


@pytest.mark.parametrize(
    ("text", "typed", "put", "names"),
    [
        ("市财政局迁头的任务", "迁头", "牵头", ()),
        ("这个网占查什么", "网占", "网站", ()),
        ("三工经费公开吗", "三工", "三公", ("三公",)),
        ("市发该委管什么", "市发该委", "市发改委", ("市发改委",)),
    ],
)
def test_a_slip_is_far_less_likely_than_what_is_meant(text: str, typed: str, put: str, names: tuple[str, ...]) -> None:
    start = text.index(typed)
    assert is_better(text, start, start + len(typed), put, names)


@pytest.mark.parametrize(
    ("text", "typed", "put", "names"),
    [
        ("窗口态度差找谁", "差找", "查找", ()),
        ("码头吞吐多少箱", "多少箱", "多少项", ()),
        ("食堂几点开饭", "开饭", "开放", ()),
        ("归哪级政府管", "哪级政府", "区级政府", ("区级政府",)),
    ],
)
def test_what_is_as_ordinary_is_no_slip(text: str, typed: str, put: str, names: tuple[str, ...]) -> None:
    start = text.index(typed)
    assert not is_better(text, start, start + len(typed), put, names)


@pytest.mark.parametrize(
    ("question", "gist"),
    [
        ("请客吃饭的钱砍多少", "请客吃饭的钱砍多少"),
        ("Will someone phone me at home?", "will someone phone me at home?"),
        ("我奶奶在厕所摔倒怎么办", "我奶奶在厕所摔倒怎么办"),
        ("请问厕所装扶手吗", "厕所装扶手吗"),
    ],
)
def test_only_manners_are_no_part_of_the_gist(question: str, gist: str) -> None:
    parts, _ = read_parts(clean(question).text, context())
    assert parts[0].gist.strip("?") == gist.strip("?")
