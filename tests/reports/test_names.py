"""What redaction hides."""

from jetdesk.domain.applicant import Status
from jetdesk.domain.selection import Candidate
from jetdesk.reports.names import Naming, initials


def candidate(number: str, name: str, kana: str = "") -> Candidate:
    return Candidate(number, number, name, kana, "A", Status.INVITED, ())


HANA = candidate("26-1", "Hana Okafor-Lind", "ハナ・オカフォー")
AN = candidate("26-2", "An Nguyễn")
BINH = candidate("26-3", "Bình Nguyễn")
TARO = candidate("26-4", "山田 太郎")
ALL = (HANA, AN, BINH, TARO)


def test_initials():
    assert initials("Hana Okafor-Lind") == "H. O.-L."
    assert initials("Okafor-Lind, Hana") == "O.-L. H."
    assert initials("山田 太郎") == "山. 太."
    assert initials("") == initials(" -- ") == ""


def test_full_names_change_nothing():
    naming = Naming(ALL, "full")
    assert naming.veiled("Hana Okafor-Lind sang.") == "Hana Okafor-Lind sang."
    assert naming.called(HANA) == "Hana Okafor-Lind"
    assert naming.kana(HANA) == "ハナ・オカフォー"


def test_numbers_replace_names_however_they_are_written():
    naming = Naming(ALL, "numbers")
    assert naming.called(HANA) == "26-1"
    assert naming.kana(HANA) == ""
    text = "Hana Okafor-Lind, Okafor-Lind Hana, ハナ・オカフォー and 山田 太郎 spoke; Hana best."
    assert naming.veiled(text) == "26-1, 26-1, 26-1 and 26-4 spoke; 26-1 best."


def test_a_part_that_several_share_is_hidden_without_saying_whose_it_is():
    assert Naming(ALL, "numbers").veiled("Ask Nguyễn.") == "Ask […]."


def test_short_parts_are_hidden_only_where_the_text_is_about_them():
    naming = Naming(ALL, "numbers")
    assert naming.veiled("An apple.") == "An apple."
    assert naming.veiled("An sang.", "26-2") == "26-2 sang."


def test_words_that_contain_a_name_stay_whole():
    assert Naming((candidate("26-5", "Lee Art"),), "numbers").veiled("Leeway, Article, Lee") == "Leeway, Article, 26-5"


def test_initials_stand_with_the_number():
    assert Naming(ALL, "initials").veiled("Hana Okafor-Lind sang.") == "H. O.-L. (26-1) sang."
