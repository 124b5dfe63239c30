"""CSV files of codings, as programs write them and as people type them."""

from __future__ import annotations

import pytest

from concord.importing.csv_codings import read_csv
from corpus.errors import BadInput


def told(text: str) -> list[tuple[str, str, str, str, str]]:
    """Source, code, words, person and note of each coding."""
    found = read_csv("codings.csv", text.encode())
    sources = {source.key: source.name for source in found.sources}
    codes = {code.key: " > ".join(code.path) for code in found.codes}
    return [(sources[c.source], codes[c.code], c.words, c.who, c.note) for c in found.codings]


def test_highlights_of_taguette() -> None:
    """Tags with dots are paths; the code book holds what only stands in a path too."""
    text = "id,document,tag,content\n7,Alder (2021),challenge.cost,Cost of hives\n8,Alder (2021),role,\n"
    found = read_csv("all_tags.csv", text.encode())

    assert told(text) == [("Alder (2021)", "challenge > cost", "Cost of hives", "", "")]
    assert [code.path for code in found.codes] == [("challenge",), ("challenge", "cost"), ("role",)]
    assert [lost.why for lost in found.lost] == ["has neither words nor a place"]


def test_a_code_book_of_taguette_holds_no_codings() -> None:
    """Parents come from the dots or from their column; descriptions stay."""
    text = "tag,parent,description,number of highlights\nwork.keeper,work,who keeps,3\nnoise,trouble,,0\n"
    found = read_csv("codebook.csv", text.encode())

    assert [(code.path, code.note) for code in found.codes if code.codable] == [
        (("work", "keeper"), "who keeps"),
        (("trouble", "noise"), ""),
    ]
    assert (found.codings, found.sources) == ((), ())


def test_a_report_of_qualcoder() -> None:
    """Categories stand nearest first, in columns of one name; pictures are told."""
    text = (
        '\ufeff"File","Coder","Coded","Id","Codename","Coded_Memo","Category","Category"\n'
        '"alder.md","Ann","Heat stress","ctid:1","Heat","check","Weather","Hardship"\n'
        '"roof.png","Ben","image","imid:4","Heat","","Weather","Hardship"\n'
    )

    assert told(text) == [("alder.md", "Hardship > Weather > Heat", "Heat stress", "Ann", "check")]
    assert [lost.where for lost in read_csv("r.csv", text.encode()).lost] == ["row 3"]


def test_retrieved_segments_of_maxqda() -> None:
    """Paths of codes with a sign between; paragraph numbers are no offsets and decide nothing."""
    text = (
        "Document name;Code;Beginning;End;Segment;Comment;Created by\nalder;Hardship > Heat;4;4;Heat stress;hot;Ann\n"
    )

    assert told(text) == [("alder", "Hardship > Heat", "Heat stress", "Ann", "hot")]
    assert read_csv("m.csv", text.encode()).codings[0].start is None


def test_a_list_of_concord_comes_back() -> None:
    """What `concord themes --format csv` writes has facet, label, quote and places."""
    text = "study,facet,label,quote,document,start,end\nalder2021keeping,challenge,Heat,Heat stress,dabc,10,21\n"
    found = read_csv("themes.csv", text.encode())

    assert told(text) == [("dabc", "challenge > Heat", "Heat stress", "", "")]
    assert (found.codings[0].start, found.codings[0].end) == (10, 21)
    assert found.sources[0].names == ("alder2021keeping", "dabc")


def test_a_table_typed_by_hand_tells_what_its_rows_lack() -> None:
    """Each row that cannot be taken is told with its line."""
    text = "study,code,quote,parent\nalder,,Heat,\n,Heat,Heat stress,\nalder,Heat,'=hot,Weather\n"
    found = read_csv("hand.csv", text.encode())

    assert told(text) == [("alder", "Weather > Heat", "=hot", "", "")]
    assert [(lost.where, lost.why) for lost in found.lost] == [
        ("row 2", "names no code"),
        ("row 3", "names no study and no document"),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("study,unit,section,kind,text,role\nx,1,,,y,\n", "'concord coding import' takes it"),
        ("study,quote\nx,y\n", "has no column of codes"),
        ("code,quote\nx,y\n", "has no column that names the study"),
    ],
)
def test_another_table_is_refused(text: str, says: str) -> None:
    """With what it lacks, or who takes it."""
    with pytest.raises(BadInput) as refused:
        read_csv("other.csv", text.encode())

    assert says in str(refused.value)
    assert str(refused.value).startswith("other.csv: ")
