"""Surnames read differently from the same character elsewhere; the usual reading stands first."""

READINGS: dict[str, tuple[str, ...]] = {
    "单": ("shan",), "仇": ("qiu",), "曾": ("zeng",), "查": ("zha",), "区": ("ou",),
    "解": ("xie",), "朴": ("piao", "pu"), "任": ("ren",), "华": ("hua",), "盖": ("ge", "gai"),
    "缪": ("miao",), "乐": ("yue", "le"), "覃": ("qin", "tan"), "翟": ("zhai", "di"),
    "员": ("yun", "yuan"), "种": ("chong",), "秘": ("bi", "mi"), "冼": ("xian",), "洗": ("xian",),
    "繁": ("po",), "折": ("she",), "黑": ("he", "hei"), "逄": ("pang",), "隗": ("wei", "kui"),
    "祭": ("zhai",), "宁": ("ning",), "甯": ("ning",), "能": ("nai",), "句": ("gou",), "车": ("che",),
    "阚": ("kan",), "牟": ("mu", "mou"), "谌": ("chen", "shen"), "召": ("shao",), "宓": ("mi", "fu"),
    "燕": ("yan",), "应": ("ying",), "於": ("yu",), "郗": ("xi", "chi"), "相": ("xiang",),
    "纪": ("ji",), "葛": ("ge",), "少": ("shao",), "盛": ("sheng",), "曲": ("qu",), "都": ("du",),
    "过": ("guo",), "佴": ("nai",), "沈": ("shen",), "石": ("shi",), "柏": ("bai", "bo"),
    "尹": ("yin",), "卜": ("bu",), "贾": ("jia",), "莘": ("xin", "shen"), "幸": ("xing",),
    "不": ("fou",), "重": ("chong",), "大": ("da",), "么": ("yao",), "干": ("gan",), "长": ("chang",),
    "哈": ("ha",), "那": ("na",), "呙": ("guo",), "眭": ("sui",), "昝": ("zan",), "仝": ("tong",),
    "妫": ("gui",), "芮": ("rui",), "郇": ("xun", "huan"), "郏": ("jia",), "晁": ("chao",),
    "逯": ("lu",), "褚": ("chu",), "臧": ("zang",), "殷": ("yin",), "奇": ("qi",), "藏": ("zang",),
    "吕": ("lv", "lu"), "闾": ("lv", "lu"), "行": ("xing",), "舍": ("she",), "弗": ("fu",),
    "尉迟": ("yuchi",), "万俟": ("moqi",), "长孙": ("zhangsun",), "澹台": ("tantai",),
    "单于": ("chanyu",), "夏侯": ("xiahou",), "令狐": ("linghu",), "宇文": ("yuwen",),
    "欧阳": ("ouyang",), "上官": ("shangguan",), "司马": ("sima",), "诸葛": ("zhuge",),
    "皇甫": ("huangfu",), "东方": ("dongfang",), "独孤": ("dugu",), "慕容": ("murong",),
    "司徒": ("situ",), "端木": ("duanmu",), "公孙": ("gongsun",), "轩辕": ("xuanyuan",),
    "西门": ("ximen",), "南宫": ("nangong",), "呼延": ("huyan",), "钟离": ("zhongli",),
    "鲜于": ("xianyu",), "闻人": ("wenren",), "赫连": ("helian",), "申屠": ("shentu",),
    "太史": ("taishi",), "公冶": ("gongye",), "濮阳": ("puyang",), "淳于": ("chunyu",),
    "仲孙": ("zhongsun",), "百里": ("baili",), "东郭": ("dongguo",), "第五": ("diwu",),
    "拓跋": ("tuoba",), "完颜": ("wanyan",), "纳兰": ("nalan",), "司空": ("sikong",),
}  # fmt: skip


def surname_of(name: str) -> str:
    """The surname a Chinese name begins with: two characters where the table knows it so."""
    return name[:2] if len(name) > 2 and name[:2] in READINGS else name[:1]
