"""Sentences of the five sources stand on the pages word for word, each with its source and, translated, its original."""

import pytest
from bs4 import Tag

from built import LANGUAGES, Site, words

REFRESH_REPORT = "refresh-outcomes-report"
MINUTES = "msf-minutes-2021-11-25"
AGENDA = "workshop-agenda-2022-06-23"
WORKSHOP_REPORT = "workshop-report-2022-06-23"
REVIEW_REPORT = "review-report-2019-09-30"

STEPS = "plans/nap5/refresh/"
TABLE_1 = "plans/nap5/refresh/activities/"
TABLE_2 = "plans/nap5/refresh/new-commitments/"
CALL = "consultations/2024-nap5-refresh/"
NAP5 = "plans/nap5/"
COMMITMENT = "plans/nap5/commitments/"
FORUM = "meetings/2021-11-25-msf/"
WORKSHOP = "meetings/2022-06-23-workshop/"
REVIEW = "meetings/2019-09-30-review/"
POST = "news/2024-08-25-refresh-outcomes/"

ENGLISH = [
    (STEPS, REFRESH_REPORT, "A special form was designed and a public invitation was posted on OGP website and Ministry of "
     "Planning and International Cooperation Facebook page to collect suggestions to amend the commitments or add new ones."),
    (STEPS, REFRESH_REPORT, "Public invitation was opened on 8 April 2024 and lasted for 16 Days."),
    (STEPS, REFRESH_REPORT, "were informed of the refresh requirement of the Fifth OGP NAP and the methodology to carry out "
     "the Refresh."),
    (STEPS, REFRESH_REPORT, "A profound discussion took place regarding the suggested new commitments."),
    (STEPS, REFRESH_REPORT, "The approval was obtained on 15 July 2024."),
    (STEPS, REFRESH_REPORT, "Approval was granted during the meeting."),
    (STEPS, REFRESH_REPORT, "No modification will be made to the milestones of the current commitments of the Fifth OGP NAP "
     "(2021–2025)."),
    (CALL, REFRESH_REPORT, "Related to CSOs Governance, Money Laundry and Terrorist Financing"),
    (CALL, REFRESH_REPORT, "Protect Women who work in Politics from cyber harassment and bullying."),
    (TABLE_1, REFRESH_REPORT, "Assess the partnership between the government and civil society organizations and developing "
     "recommendations to enhance partnership"),
    (TABLE_1, REFRESH_REPORT, "Forming an alliance with CSOs to promote the e-participation platform “Tawasal” and raise "
     "awareness about the importance of e-participation"),
    (TABLE_1, REFRESH_REPORT, "Implementing this recommendation requires legislative amendment, and currently the jurisdiction "
     "to review and amend the Societies’ Law falls within the mandate of a committee formed for this purpose."),
    (TABLE_1, REFRESH_REPORT, "It is difficult to allow paid advertisements because the center is public and paid ads requires "
     "special approvals from the Ministry of Finance and the Prime Minister."),
    (TABLE_2, REFRESH_REPORT, "This suggestion might be considered in the future due to current lack of resources to establish "
     "a training institute."),
    (TABLE_2, REFRESH_REPORT, "Alongside other various activities that are conducted through the “Support for Democratic "
     "Reforms in Jordan” program funded by the European Union."),
    (f"{COMMITMENT}4/", REFRESH_REPORT, "Linking the virtual center with the “NAHU Platform” for volunteering"),
    (f"{COMMITMENT}5/", REFRESH_REPORT, "Creating a national seal of good governance and compliance for the private sector and "
     "civil society organizations."),
    (f"{COMMITMENT}5/", REFRESH_REPORT, "The national seal is not within JIACC jurisdiction."),
]  # fmt: skip
ARABIC = [
    (CALL, REFRESH_REPORT, "تعلن وزارة التخطيط والتعاون الدولي اليوم الإثنين"),
    (CALL, REFRESH_REPORT, "الرجاء كتابة أي التزام جديد ترغب بإضافته للخطة الخامسة مع أبرز المحاور المطروحة في الالتزام الجديد "
     "والجهة الحكومية المعنية"),
    (POST, REFRESH_REPORT, "ولكن تضمن التحديث إضافة أنشطة للالتزامات الحالية تم اقتراحها من قبل منظمات المجتمع المدني واصحاب "
     "المصلحة."),
    (POST, REFRESH_REPORT, "عقد ورشة عمل مع الجهات المستجيبة ومنظمات المجتمع المدني لمناقشة المقترحات الواردة"),
    (FORUM, MINUTES, "تم الاتفاق على أن يتم إرسال أية ملاحظات أخرى لدى أعضاء الفريق إن وجدت عبر البريد الإلكتروني خلال الأيام "
     "القادمة."),
    (FORUM, MINUTES, "إرسال مخاطبات رسمية للوزارات والجهات المنفذة للالتزامات للحصول على موافقتهم الرسمية على نسخة الالتزامات "
     "النهائية."),
    (FORUM, MINUTES, "مراجعة كافة التعليقات ومن ثم إستكمال مراحل المنهجية من حيث إعداد الخطة الوطنية الخامسة بالشكل النهائي."),
    (NAP5, MINUTES, "مرحلة تشكيل مجموعة العمل الوطنية للخطة"),
    (NAP5, MINUTES, "تطوير وتفعيل سياسة دمج النوع الاجتماعي في القطاع العام"),
    (WORKSHOP, AGENDA, "ستناقش منظمات المجتمع المدني والخبراء مع الجهات الحكومية المنفذة للالتزامات الخطط التنفيذية التفصيلية "
     "لكل التزام"),
    (WORKSHOP, AGENDA, "عرض تقرير المناقشات"),
    (WORKSHOP, WORKSHOP_REPORT, "قدم فريق الوحدة الشكر لكافة الجهات والمؤسسات وأصحاب المصلحة الذين شاركوا في تطوير الخطة الوطنية "
     "الخامسة لمبادرة شراكة الحكومات الشفافة"),
    (f"{COMMITMENT}1/", WORKSHOP_REPORT, "التعريف بالإجراءات التي تتبنى النهج المبني على المخاطر"),
    (f"{COMMITMENT}1/", WORKSHOP_REPORT, "إشراك مؤسسات المجتمع المدني في إعداد وتنفيذ البرنامج التدريبي"),
    (f"{COMMITMENT}2/", WORKSHOP_REPORT, "عقد ورشة عمل حول مكونات المسودة لغايات استقطاب ردود ذات جودة افضل"),
    (f"{COMMITMENT}3/", WORKSHOP_REPORT, "إضافة أمانة عمان كأحد المؤسسات المستهدفة"),
    (f"{COMMITMENT}3/", WORKSHOP_REPORT, "مدى استجابة المؤسسات لتشكيل فريق عمل داخلي لتسهيل عملية دمج النوع الاجتماعي"),
    (f"{COMMITMENT}4/", WORKSHOP_REPORT, "أن يتم تفعيل دور مديريات الشباب في المحافظات بشكل أكبر."),
    (f"{COMMITMENT}4/", WORKSHOP_REPORT, "كما اقترح المشاركون تحسين بيئة العمل للقطاع الخاص من أجل ان يتمكن القطاع الخاص من "
     "توفير فرص عمل للشباب."),
    (f"{COMMITMENT}5/", WORKSHOP_REPORT, "تعديل احكام نظام الخدمة المدنية لزيادة القدرة على ضبط المخالفة"),
    (f"{COMMITMENT}6/", WORKSHOP_REPORT, "أن تساهم مؤسسات المجتمع المدني في استضافة اللقاءات التي سيتعقد في المحافظات ودعوة "
     "الجهات المحلية المختلفة لتلك اللقاءات والمشاورات."),
    (REVIEW, REVIEW_REPORT, "عدم معاملة جميع مبالغ التمويل نفس المعاملة."),
    (REVIEW, REVIEW_REPORT, "تسهيل العقبات التي تواجهها الجمعيات فيما يتعلق بفتح حسابات لها في البنوك."),
    (REVIEW, REVIEW_REPORT, "وفي النهاية تم عرض مخرجات النقاش والتوصيات لكل مجموعة لجميع المشاركين"),
    ("plans/nap4/commitments/2/", REVIEW_REPORT, "تطوير البرنامج التدريبي ليكون تفاعلي أكثر."),
    ("plans/nap4/commitments/3/", REVIEW_REPORT, "التركيز على مدى التزام الحكومة في مجال التوعية السياسية"),
    ("plans/nap4/commitments/4/", REVIEW_REPORT, "تطوير آلية تلقي الشكاوى في المحافظات البعيدة"),
    ("plans/nap4/commitments/5/", REVIEW_REPORT, "ولكن كان السؤال حول مدى التزام الحكومة الاردنية بتطبيق هذه البروتوكولات "
     "وتعميمها على مؤسسات الدولة بحيث تحقق الهدف المرجو منها."),
]  # fmt: skip
"""Page, source and sentence as the document prints it."""


def _passages(page: Tag, sentence: str) -> list[Tag]:
    """The innermost elements of `page` that hold the whole of `sentence`."""
    if sentence not in words(page):
        return []
    inner = [passage for child in page.find_all(True, recursive=False) for passage in _passages(child, sentence)]
    return inner or [page]


def _is_original(passage: Tag) -> bool:
    return passage.find_parent(class_="ogp-original__text") is not None or "ogp-original__text" in passage.get(
        "class", []
    )


def _sources(site: Site, address: str, passage: Tag) -> set[str]:
    """The documents named as sources next to `passage`: in the smallest part of the page around it that names any."""
    for above in passage.parents:
        named = above.select(".ogp-source") + above.select("#sources ~ ul.ogp-links")
        if named:
            return {path for element in named for path, _ in site.links(address, element)}
    return set()


def _check(site: Site, code: str, page: str, document: str, sentence: str) -> None:
    """Checks a sentence of a document in the language `code` on the page in that language and on its counterpart."""
    own = LANGUAGES[code]
    passages = _passages(site.article(own + page), sentence)
    assert [passage for passage in passages if not _is_original(passage)], "not on the page in its own language"
    for passage in passages:
        assert f"{own}documents/{document}/" in _sources(site, own + page, passage)

    other = next(root for root in LANGUAGES.values() if root != own)
    originals = [passage for passage in _passages(site.article(other + page), sentence) if _is_original(passage)]
    assert originals, "no original behind the translation"
    for passage in originals:
        details = passage.find_parent("details")
        assert details and details.select_one("summary .ogp-unofficial")
        text = passage if passage.get("lang") else passage.find_parent(lang=True)
        assert text and text["lang"] == code
        assert f"{other}documents/{document}/" in _sources(site, other + page, passage)


@pytest.mark.parametrize(("page", "document", "sentence"), ENGLISH, ids=[str(n) for n in range(len(ENGLISH))])
def test_english_sentence(site: Site, page: str, document: str, sentence: str) -> None:
    _check(site, "en", page, document, sentence)


@pytest.mark.parametrize(("page", "document", "sentence"), ARABIC, ids=[str(n) for n in range(len(ARABIC))])
def test_arabic_sentence(site: Site, page: str, document: str, sentence: str) -> None:
    _check(site, "ar", page, document, sentence)


@pytest.mark.parametrize("document", [REFRESH_REPORT, MINUTES, AGENDA, WORKSHOP_REPORT, REVIEW_REPORT])
def test_the_sources_are_published_as_text(site: Site, document: str) -> None:
    text = (site.folder / "documents" / f"{document}.txt").read_text(encoding="utf-8")
    flat = " ".join(text.split())
    assert len(flat) > 1500
    for root in ("/", "/en/"):
        page = site.article(f"{root}documents/{document}/")
        shown = page.select_one(".ogp-transcript__text")
        assert shown and words(shown) == flat
        assert (f"/documents/{document}.txt", "") in site.links(f"{root}documents/{document}/", page)


def test_the_titles_of_the_commitments_are_those_of_the_sources(site: Site) -> None:
    titles = {
        "1/": "تحسين الحوكمة بين منظمات المجتمع المدني وحمايتها من مخاطر التعرض للاستغلال في عمليات غسل الأموال وتمويل الإرهاب",
        "2/": "تعزيز المشاركة المجتمعية في عملية صنع القرار من خلال الوسائل الإلكترونية",
        "3/": "تبني سياسات لإدماج النوع الاجتماعي في القطاع العام",
        "4/": "تعزيز دور الشباب في إعداد وتنفيذ الخطط والاستراتيجيات الحكومية المرتبطة بالشباب",
        "5/": "تعزيز النزاهة على المستوى الوطني",
        "6/": "إشراك المجتمعات المحلية/أصحاب المصلحة خلال المراحل المختلفة للمشاريع الحكومية الرأسمالية/ الاستثمارية لغايات "
        "دعم موائمة واستجابة هذه المشاريع لاحتياجات المجتمعات",
        "en/1/": "Improve governance among CSOs and protect them from the risk of being exploited in money laundering and "
        "terrorist financing actions",
        "en/2/": "Enhancing community participation in the decision-making process using electronic means",
        "en/4/": "Strengthening the role of youth in developing and implementing governmental plans and strategies related "
        "to youth",
        "en/5/": "Enhance integrity at the national level",
    }  # fmt: skip
    for key, title in titles.items():
        root, number = ("/en/", key.removeprefix("en/")) if key.startswith("en/") else ("/", key)
        heading = site.soup(f"{root}{COMMITMENT}{number}").h1
        assert heading and words(heading) == title
    for number in ("3/", "6/"):
        assert site.article(f"/en/{COMMITMENT}{number}").select_one("header .ogp-unofficial"), number


def test_every_disagreement_of_the_sources_is_shown_with_its_sources(site: Site) -> None:
    notes = {}
    for root in ("/", "/en/"):
        notes[root] = 0
        for address in site.pages:
            if address.startswith("/en/") == (root == "/en/"):
                for note in site.article(address).select(".ogp-differences > li"):
                    assert note.select_one(".ogp-source a"), address
                    notes[root] += 1
    assert notes["/"] == notes["/en/"] >= 9
