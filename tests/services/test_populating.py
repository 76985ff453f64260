from decimal import Decimal

from desktop.services import populating, ranking


def people(books):
    return {unit.code: unit.population for unit in books.reporting_units() if unit.population is not None}


def test_two_columns_of_excel_are_taken_by_code_or_name(received):
    told = populating.take(received, "01290\t4.812\nThị trấn Trùng Khánh\t6 204\n")
    assert (told.taken, told.refused) == (2, ())
    assert sorted(people(received).values()) == [4812, 6204]


def test_a_name_that_two_units_have_needs_its_area(received):
    text = "Xã Vĩnh Quang\t3.000"
    assert populating.take(received, text).refused == ("Xã Vĩnh Quang 3.000",)
    assert populating.take(received, "Huyện Bảo Lâm\tXã Vĩnh Quang\t3.000").taken == 1


def test_what_is_no_number_of_people_changes_nothing(received):
    populating.take(received, "01290\t4.812")
    told = populating.take(received, "01290\tkhông rõ\n01294\t0\n99999\t10\n01495\t1,5\n01290\t-3")
    assert told.taken == 0
    assert len(told.refused) == 5
    assert people(received) == {"01290": 4812}


def test_a_rate_stands_only_where_the_population_is_known(received):
    populating.take(received, "01495\t5.000")
    found = ranking.rank(received, received.period("2020-H1"), "TH.01")
    rated = [each for each in found if each.rate is not None]
    assert [each.population for each in rated] == [5000]
    assert rated[0].rate == (rated[0].now.amount * 2).quantize(Decimal("0.01"))
    assert rated[0].rate_rank == (1, 1)
