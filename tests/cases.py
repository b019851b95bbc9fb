"""One table of hard names, dates and numbers: what is typed, what is stored, or why not.

The same cases go through the parsers, the screens, the CSV, the workbook and the papers. All
people are invented; numbers begin with 9999 or are published examples of the check digit.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``stored`` is the exact text that is kept, None when ``reason`` says why it is refused.

    A date is stored as its day, ``00`` for what is not known, with the initial of its era;
    ``read`` is how people read the value on screens and papers, ``cell`` how it stands in a table.
    """

    field: str
    typed: str
    stored: str | None = None
    reason: str = ""
    read: str = ""
    cell: str = ""

    @property
    def name(self) -> str:
        """A short identifier of the case for test reports."""
        return f"{self.field}-{ascii(self.typed[:24])[1:-1]}"


def kept(field: str, typed: str, *, cell: str = "") -> Case:
    """Return a case whose text is stored code point by code point."""
    return Case(field=field, typed=typed, stored=typed, read=typed, cell=cell or typed)


def folded(field: str, typed: str, stored: str, *, read: str = "") -> Case:
    """Return a case whose text is stored in one agreed spelling."""
    return Case(field=field, typed=typed, stored=stored, read=read or stored, cell=stored)


def refused(field: str, typed: str, reason: str) -> Case:
    """Return a case that is refused for a reason."""
    return Case(field=field, typed=typed, reason=reason)


def born(typed: str, stored: str, read: str) -> Case:
    """Return a case of a birth date."""
    return Case(field="birth_date", typed=typed, stored=stored, read=read, cell=stored[:10])


FORM_ID = "99990000111122223333444"
MEGABYTE = 1_000_000

NAMES = (
    kept("name", "髙橋 研修"),
    kept("name", "山﨑　研修"),  # an ideographic space stays one
    kept("name", "𠮷野 研修"),  # outside the basic plane: two UTF-16 units
    kept("name", "葛\U000e0100城 研修"),  # IVS: which form of 葛
    kept("name", "葛\U000e0101城 研修"),
    kept("name", "\ufa19谷 研修"),  # NFC would fold these
    kept("name", "\ufa1b田 \ufa1d子研修"),
    kept("name", "\U00031350田 研修"),  # extension H, unknown to Python 3.11's tables
    kept("name", "\U000323b0田 研修"),  # extension J
    kept("name", "一ノ瀬ヵ 研修ヂ"),
    kept("name", "佐々木〆 研修"),
    kept("name", "か\u3099く 研修"),  # decomposed, as a Mac types it
    kept("name", "が 研修"),
    kept("name", "NGUYỄN THỊ KENSHU"),
    kept("name", "NGUYE\u0302\u0303N KENSHU"),
    kept("name", "Nguyễn Văn Kenshū"),
    kept("name", "SUKARNO"),  # a mononym has no family name
    kept("name", "O'KENSHU-MARIA DOS SANTOS"),
    kept("name", "O’KENSHU"),
    kept("name", "K" * 100),
    kept("name", "𠮷" * 100),  # 100 code points, 200 UTF-16 units
    kept("name", "كينشو محمد"),  # right to left by its letters alone
    kept("name", "קנשו"),
    kept("name", "می\u200cخواهم"),  # a joiner belongs to the spelling
    kept("name", "김연수"),
    kept("name", "=研修", cell="'=研修"),
    kept("name", "+研修", cell="'+研修"),
    kept("name", "-研修", cell="'-研修"),
    kept("name", "@研修", cell="'@研修"),
    kept("name", "＝研修", cell="'＝研修"),
    folded("name", "　研修 太郎 \n", "研修 太郎"),
    refused("name", "", "required"),
    refused("name", "　 ", "required"),
    refused("name", "\u200b\u200d", "required"),
    refused("name", "\u3164", "required"),
    refused("name", "研\x00修", "control_characters"),
    refused("name", "研\n修", "control_characters"),
    refused("name", "研\u2028修", "control_characters"),
    refused("name", "研\u200b修", "control_characters"),
    refused("name", "\u202eوشنيك", "control_characters"),
    refused("name", "研\u2067修\u2069", "control_characters"),
    refused("name", "研\ud842修", "control_characters"),  # half a surrogate pair
    refused("name", "研\U0003ffff修", "control_characters"),
    refused("name", "研\ue000修", "private_character"),
    refused("name", "研\U000f0000修", "private_character"),
    refused("name", "研" * 121, "too_long"),
    refused("name", "研" * MEGABYTE, "too_long"),
    kept("kanji_name", "阮 研修"),
    kept("common_name", "研修 花子"),
    kept("common_name", "ケンシュウ ハナコ"),
    refused("common_name", "KENSHU HANAKO", "common_name_latin"),
    refused("common_name", "Ｋ研修", "common_name_latin"),
)

KANA = (
    kept("kana", "ケンシュウ タロウ"),
    kept("kana", "ヂュンイチ"),
    kept("kana", "ケンショ"),  # ョ and ヨ, ッ and ツ are different in law
    kept("kana", "ケンシヨ"),
    kept("kana", "カツタ"),
    kept("kana", "カッタ"),
    kept("kana", "ヴィクトル・ケンシュウ"),
    kept("kana", "キヨウ"),
    folded("kana", "けんしゅう　たろう", "ケンシュウ タロウ"),
    folded("kana", "ｹﾝｼｭｳ ﾊﾅｺ", "ケンシュウ ハナコ"),
    folded("kana", "ｼﾞﾛｳ", "ジロウ"),
    folded("kana", "シ\u3099ロウ", "ジロウ"),
    folded("kana", "ケンシュウ  タロウ", "ケンシュウ タロウ"),
    refused("kana", "KENSHU", "only_kana"),
    refused("kana", "Nguyễn", "only_kana"),
    refused("kana", "研修", "only_kana"),
    refused("kana", "ケンシュウ1", "only_kana"),
    refused("kana", "㌔", "only_kana"),
    refused("kana", "スヽム", "only_kana"),
    refused("kana", "\u3099ケン", "only_kana"),
    refused("kana", "イチノセヵ", "kana_letter"),
    refused("kana", "せきヶはら", "kana_letter"),
)

ADDRESSES = (
    kept("address", "山口県下関市研修町１－２−３ 〜ハイツ"),
    kept("address", "山口県下関市豊北町大字研修1234番地の5"),
    kept("address", "山口県下関市研修ヶ丘1‐2‐3 髙層棟101"),
    refused("address", "山口県\x1b[31m下関市", "control_characters"),
    refused("address", "町" * 251, "too_long"),
)

NOTES = (
    kept("glyph_note", "吉の上が土"),
    kept("officer", "研修職員（市民課 3番窓口）"),
    kept("paper_reason", "手書き用の申請書のみ。083-999-0000 へ連絡"),
    refused("paper_reason", "番号は1234 5678 9018", "long_number"),
    refused("glyph_note", "１２３４－５６７８－９０１８", "long_number"),
    refused("officer", "研" * 121, "too_long"),
)

DATES = (
    born("昭和64年1月7日", "1989-01-07 S", "昭和64年1月7日"),
    born("S64.1.7", "1989-01-07 S", "昭和64年1月7日"),
    born("H1.1.8", "1989-01-08 H", "平成元年1月8日"),
    born("平成31年4月30日", "2019-04-30 H", "平成31年4月30日"),
    born("令和元年5月1日", "2019-05-01 R", "令和元年5月1日"),
    born("Ｒ１．５．１", "2019-05-01 R", "令和元年5月1日"),
    born("㋿1年5月1日", "2019-05-01 R", "令和元年5月1日"),
    born("S250304", "1950-03-04 S", "昭和25年3月4日"),
    born("h 12-02-29", "2000-02-29 H", "平成12年2月29日"),
    born("2000-02-29", "2000-02-29 H", "平成12年2月29日"),
    born("19500304", "1950-03-04 S", "昭和25年3月4日"),
    born("1950 3 4", "1950-03-04 S", "昭和25年3月4日"),
    born("昭和 25年 3月 4日", "1950-03-04 S", "昭和25年3月4日"),
    born("S25ー3ー4", "1950-03-04 S", "昭和25年3月4日"),
    born("T15.12.25", "1926-12-25 T", "大正15年12月25日"),
    born("S1.12.25", "1926-12-25 S", "昭和元年12月25日"),
    born("1896-11-22", "1896-11-22 M", "明治29年11月22日"),
    born("1895年", "1895-00-00 M", "明治28年（月日不明）"),  # perhaps not yet 131 years old
    born("1950-00-00", "1950-00-00 S", "昭和25年（月日不明）"),
    born("19500000", "1950-00-00 S", "昭和25年（月日不明）"),
    born("昭和25年", "1950-00-00 S", "昭和25年（月日不明）"),
    born("昭和25年（月日不明）", "1950-00-00 S", "昭和25年（月日不明）"),
    born("S25.3.0", "1950-03-00 S", "昭和25年3月（日不明）"),
    born("1950-03-00", "1950-03-00 S", "昭和25年3月（日不明）"),
    born("昭和25年3月日不詳", "1950-03-00 S", "昭和25年3月（日不明）"),
    born("平成元年", "1989-00-00 H", "平成元年（月日不明）"),
    born("昭和64年", "1989-00-00 S", "昭和64年（月日不明）"),
    refused("birth_date", "S64.1.8", "date_in_heisei"),
    refused("birth_date", "昭和65年", "date_in_heisei"),
    refused("birth_date", "H31.5.1", "date_in_reiwa"),
    refused("birth_date", "平成31.5", "date_in_reiwa"),
    refused("birth_date", "平成31年5月", "date_in_reiwa"),
    refused("birth_date", "R1.4.30", "date_in_heisei"),
    refused("birth_date", "T1.7.29", "date_in_meiji"),
    refused("birth_date", "T15.12.26", "date_in_showa"),
    refused("birth_date", "M45.7.31", "date_in_taisho"),
    refused("birth_date", "R0.5.1", "date_outside_era"),
    refused("birth_date", "2001-02-29", "date_does_not_exist"),
    refused("birth_date", "S25.13.1", "date_does_not_exist"),
    refused("birth_date", "1950-00-04", "date_does_not_exist"),
    refused("birth_date", "2026-11-23", "date_future"),
    refused("birth_date", "2027-00-00", "date_future"),
    refused("birth_date", "1895-11-21", "date_too_old"),
    refused("birth_date", "1894年", "date_too_old"),
    refused("birth_date", "1850-01-01", "date_too_old"),
    refused("birth_date", "S25.3", "date_form"),
    refused("birth_date", "昨日", "date_form"),
    refused("birth_date", "S٢٥.3.4", "date_form"),
    refused("birth_date", "昭治25.3.4", "date_form"),
    refused("birth_date", "", "required"),
    refused("birth_date", "1" * MEGABYTE, "date_form"),
)

NUMBERS = (
    folded("form_id", FORM_ID, FORM_ID, read="9999 0000 1111 2222 3333 444"),
    folded("form_id", "9999 0000 1111 2222 3333 444", FORM_ID, read="9999 0000 1111 2222 3333 444"),
    folded("form_id", "９９９９０００－０１１１１ー２２２２−３３３３‐４４４\n", FORM_ID),
    refused("form_id", FORM_ID[:-1], "form_id_digits"),
    refused("form_id", FORM_ID + "4", "form_id_digits"),
    refused("form_id", "9999 0000 1111", "form_id_card_back"),
    refused("form_id", "９９９９００００１１１１", "form_id_card_back"),
    refused("form_id", "1" * 23, "form_id_repeated"),
    refused("form_id", "①" * 23, "form_id_digits"),
    refused("form_id", "٣" * 23, "form_id_digits"),
    refused("form_id", "1" * MEGABYTE, "form_id_digits"),
    refused("form_id", "", "required"),
    folded("individual_number", "1234 5678 9018", "123456789018"),
    folded("individual_number", "１２３４－５６７８－９０５０", "123456789050"),  # remainder 0
    folded("individual_number", "123456789000", "123456789000"),  # remainder 1
    refused("individual_number", "123456789010", "individual_number_check"),
    refused("individual_number", "123456789081", "individual_number_check"),
    refused("individual_number", "000000000000", "individual_number_check"),
    refused("individual_number", "12345678901", "individual_number_digits"),
    refused("individual_number", FORM_ID, "individual_number_digits"),
    folded("postal_code", "〒750-8521", "7508521"),
    folded("postal_code", "７５０−８５２１", "7508521"),
    refused("postal_code", "750-852", "postal_code_digits"),
    folded("phone", "０８３　９９９ー００００", "083-999-0000"),
    kept("phone", "+81-83-999-0000", cell="'+81-83-999-0000"),
    kept("phone", "(083)999-0000"),
    refused("phone", "999-0000", "phone_form"),
    refused("phone", "なし", "phone_form"),
)

TABLE = (*NAMES, *KANA, *ADDRESSES, *NOTES, *DATES, *NUMBERS)
