"""Everyday records of one sample unit: what its officers wrote down in one period, invented but plausible."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from desktop.domain.periods import Period
from desktop.domain.records import RecordDraft, Values
from desktop.services.sample_plan import (
    DRUGS,
    ECONOMY,
    ENVIRONMENT,
    UnitShare,
    case_values,
    day_in,
    told,
)

Maker = Callable[[Random, date], Values]

ROLES = ("truong", "pho_truong", "phong_chong_toi_pham", "quan_ly_hanh_chinh", "truc_ban")


def _pick(random: Random, name: str) -> str:
    return str(random.choice(told()["words"][name]))


def _crime_report(random: Random, day: date) -> Values:
    values: Values = {
        "received_on": day.isoformat(),
        "report_type": random.choice(("to_giac", "tin_bao", "tin_bao", "tin_bao")),
        "source": random.choice(("truc_tiep", "truc_tiep", "dien_thoai", "van_ban")),
        "group": random.choice(("TTXH", "TTXH", "MA", "KT")),
        "due_on": (day + timedelta(days=20)).isoformat(),
        "hamlet": _pick(random, "hamlets"),
    }
    done = (day + timedelta(days=random.randrange(1, 19))).isoformat()
    if random.random() < 0.15:
        return values | {"transferred_on": day.isoformat(), "transferred_to": "cong_an_cap_tren"}
    result = random.choice(("khoi_to", "khong_khoi_to", "xu_ly_hanh_chinh", "xu_ly_hanh_chinh"))
    values |= {"result_on": done, "result": result}
    return values | ({"self_resolved": "x"} if result == "xu_ly_hanh_chinh" else {})


def _penalty(random: Random, day: date) -> Values:
    offences = {
        "giao_thong": ("mu_bao_hiem", "nong_do_con", "toc_do", "giay_to_xe"),
        "an_ninh_trat_tu": ("gay_mat_trat_tu", "danh_nhau"),
        "cu_tru": ("khong_khai_bao_luu_tru",),
        "te_nan": ("danh_bac_hanh_chinh",),
    }
    area = random.choice(("giao_thong", "giao_thong", "giao_thong", *offences))
    count = random.choice((1, 1, 2, 3)) if area == "giao_thong" else 1
    values: Values = {
        "recorded_on": day.isoformat(),
        "field": area,
        "violation": random.choice(offences[area]),
        "subjects": count,
        "decided_on": day.isoformat(),
        "form": "phat_tien",
        "amount": count * random.randrange(2, 20) * 100_000,
        "_count": count,
    }
    return values | ({"vehicles_held": 1} if area == "giao_thong" and random.random() < 0.3 else {})


def _patrol(random: Random, day: date) -> Values:
    kind = random.choice(("dem", "dem", "chung", "giap_ranh", "giao_thong", "giao_thong"))
    return {
        "held_on": day.isoformat(),
        "patrol_kind": kind,
        "route": _pick(random, "routes"),
        "officers": random.randrange(2, 5),
        "others": random.randrange(0, 6),
        "kilometres": random.randrange(4, 25),
    }


def _residence_check(random: Random, day: date) -> Values:
    return {
        "checked_on": day.isoformat(),
        "check_type": random.choice(("dinh_ky", "dot_xuat")),
        "hamlet": _pick(random, "hamlets"),
        "households": random.randrange(4, 20),
        "lodgings": random.randrange(0, 3),
        "people": random.randrange(12, 60),
        "violations": 0,
    }


def _business_check(random: Random, day: date) -> Values:
    premises = random.randrange(1, 4)
    return {
        "checked_on": day.isoformat(),
        "trade": random.choice(("luu_tru", "luu_tru", "karaoke", "khi_gas", "cam_do", "in_an")),
        "check_type": "dinh_ky",
        "premises": premises,
        "violating": 0,
        "handled": 0,
    }


def _fire_check(random: Random, day: date) -> Values:
    return {
        "checked_on": day.isoformat(),
        "premises_kind": random.choice(("truong_hoc", "co_quan", "cho", "nha_o_kinh_doanh")),
        "check_type": "dinh_ky",
        "premises": 1,
        "recommendations": random.randrange(0, 3),
    }


def _outreach(random: Random, day: date) -> Values:
    return {
        "held_on": day.isoformat(),
        "topic": random.choice(("phap_luat", "giao_thong", "ma_tuy", "pccc", "vu_khi", "xuat_canh", "dich_benh")),
        "form": random.choice(("truc_tiep", "truc_tiep", "luu_dong", "loa")),
        "hamlet": _pick(random, "hamlets"),
        "attendance": random.randrange(20, 120),
        "leaflets": random.randrange(0, 80),
    }


def _mediation(random: Random, day: date) -> Values:
    return {
        "held_on": day.isoformat(),
        "field": random.choice(("dat_dai", "gia_dinh", "hang_xom", "tai_nguyen_nuoc")),
        "result": random.choice(("thanh", "thanh", "thanh", "thanh", "khong_thanh")),
        "hamlet": _pick(random, "hamlets"),
    }


def _meeting(random: Random, day: date) -> Values:
    return {
        "held_on": day.isoformat(),
        "meeting_kind": random.choice(("hop_dan", "hop_dan", "dien_dan", "giao_ban")),
        "attendance": random.randrange(25, 90),
        "hamlet": _pick(random, "hamlets"),
        "opinions": random.randrange(0, 9),
    }


def _document(random: Random, day: date) -> Values:
    level = random.choice(("cap_uy", "ubnd", "ubnd", "don_vi"))
    values: Values = {
        "issued_on": day.isoformat(),
        "document_type": random.choice(("ke_hoach", "ke_hoach", "chi_thi", "cong_van")),
        "level": level,
        "number": f"{random.randrange(1, 90):02d}",
        "subject": _pick(random, "documents"),
    }
    return values | ({} if level == "don_vi" else {"advised": "x"})


def _event(random: Random, day: date) -> Values:
    return {
        "held_on": day.isoformat(),
        "protected": random.choice(("le_hoi", "su_kien_chinh_tri", "doan_trong_nuoc")),
        "title": _pick(random, "events"),
        "officers": random.randrange(3, 9),
        "incidents": 0,
    }


def _weapons(random: Random, day: date) -> Values:
    weapon, unit = random.choice(
        (("sung_tu_che", "khau"), ("sung_san", "khau"), ("vu_khi_tho_so", "cai"), ("dan", "vien"))
    )
    return {
        "received_on": day.isoformat(),
        "weapon": weapon,
        "quantity": random.randrange(1, 4 if unit == "khau" else 15),
        "unit": unit,
        "handover": "giao_nop",
        "hamlet": _pick(random, "hamlets"),
    }


def _id_service(random: Random, day: date) -> Values:
    received = random.randrange(5, 40)
    return {
        "handled_on": day.isoformat(),
        "service": random.choice(("thuong_tru", "tam_tru", "tach_ho", "tam_vang", "xac_nhan_cu_tru")),
        "received": received,
        "online": 0,
        "resolved": received,
        "on_time": received - (1 if random.random() < 0.1 else 0),
    }


def _personnel(random: Random, day: date) -> Values:
    event = random.choice(("hoc_tap_ct05", "tap_huan", "khen_thuong"))
    values: Values = {"held_on": day.isoformat(), "event": event, "people": random.randrange(1, 6)}
    if event == "khen_thuong":
        return values | {"level": random.choice(("xa", "huyen", "cong_an_tinh"))}
    return values | {"sessions": 1, "title": _pick(random, "training")}


_EVERYDAY: tuple[tuple[str, Maker, tuple[int, ...]], ...] = (
    ("crime_report", _crime_report, (1, 2, 2, 3)),
    ("penalty", _penalty, (2, 3, 4, 5)),
    ("patrol", _patrol, (3, 4, 5, 6)),
    ("residence_check", _residence_check, (1, 2, 2, 3)),
    ("business_check", _business_check, (0, 1, 1)),
    ("fire_check", _fire_check, (0, 1, 1)),
    ("outreach", _outreach, (1, 2, 2, 3)),
    ("mediation", _mediation, (0, 1, 1, 2)),
    ("meeting", _meeting, (1, 1, 2)),
    ("document", _document, (1, 1, 2)),
    ("event_protection", _event, (0, 1, 1)),
    ("weapons", _weapons, (0, 0, 1, 1)),
    ("id_service", _id_service, (1, 1, 2)),
    ("personnel", _personnel, (0, 1, 1)),
)


def drafts(share: UnitShare, period: Period, random: Random) -> Iterator[RecordDraft]:
    """All records of one unit in one period, in the order of their days."""
    made = [*_cases(share, period, random), *_events(share, period, random), *_everyday(period, random)]
    dates = {"case": "occurred_on"}
    yield from sorted(made, key=lambda draft: str(draft.values.get(dates.get(draft.kind, ""), "")) or draft.kind)


def _cases(share: UnitShare, period: Period, random: Random) -> Iterator[RecordDraft]:
    for case in share.cases:
        yield RecordDraft("case", case_values(case, random))
    for group, count, offences in (
        ("MA", share.drugs, DRUGS),
        ("KT", share.economy, ECONOMY),
        ("MT", share.environment, ENVIRONMENT),
    ):
        for _ in range(count):
            yield RecordDraft("case", _detected(group, random.choice(offences), period, random))


def _detected(group: str, offence: str, period: Period, random: Random) -> Values:
    day = day_in(period, random).isoformat()
    subjects = random.choice((1, 1, 1, 2, 3))
    values: Values = {
        "group": group,
        "offence": offence,
        "occurred_on": day,
        "detected_on": day,
        "status": "lam_ro",
        "solved_on": day,
        "severity": random.choice(("IT", "NT", "NT")),
        "hamlet": _pick(random, "hamlets"),
        "subjects": subjects,
        "summary": _pick(random, "other"),
    }
    if group == "MA":
        values |= {"heroin_g": random.randrange(1, 90), "prosecuted_on": day, "accused": subjects}
    return values


def _events(share: UnitShare, period: Period, random: Random) -> Iterator[RecordDraft]:
    for _ in range(share.accidents):
        yield RecordDraft("traffic_accident", _accident(period, random))
    for _ in range(share.fires):
        yield RecordDraft("fire_incident", _fire(period, random))


def _accident(period: Period, random: Random) -> Values:
    kind = random.choice(("nghiem_trong", "bi_thuong", "bi_thuong"))
    harm: Values = {"deaths": 1} if kind == "nghiem_trong" else {"injured": random.randrange(1, 3)}
    return {
        "occurred_on": day_in(period, random).isoformat(),
        "road": "duong_bo",
        "accident_class": kind,
        "cause": random.choice(("nong_do_con", "toc_do", "phan_duong")),
        "route": _pick(random, "routes"),
        "damage": random.randrange(1, 30) * 1_000_000,
        **harm,
    }


def _fire(period: Period, random: Random) -> Values:
    place = random.choice(("nha_dan", "nha_dan", "rung"))
    values: Values = {
        "occurred_on": day_in(period, random).isoformat(),
        "fire_type": "chay",
        "place": place,
        "settlement": "nong_thon",
        "cause": random.choice(("dien", "sinh_hoat", "dot_nuong")),
        "damage": random.randrange(5, 120) * 1_000_000,
    }
    return values | ({"forest_ha": random.randrange(1, 6)} if place == "rung" else {})


def _everyday(period: Period, random: Random) -> Iterator[RecordDraft]:
    for kind, maker, counts in _EVERYDAY:
        for _ in range(random.choice(counts)):
            values = maker(random, day_in(period, random))
            led: Values = {} if kind == "personnel" else {"lead": random.choice(ROLES)}
            yield RecordDraft(kind, values | led)
