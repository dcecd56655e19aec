"""Where sentences begin and end, by phenomenon and language. In each line below, "|" marks a boundary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.prose import split_sentences
from core.text.sentences import split_block

ENGLISH = """
U.S. President Donald Trump met Gen. Mark Milley on Jan. 5.|He left at 5 p.m. Eastern on Monday.
The talks moved to the U.S.|The envoys followed.|Nobody came from the U.K. Treasury.
He lives at No. 5, Downing St. Mary's Lane.|Was it Dr. No?|No.|It was not.
J. R. R. Tolkien and George W. Bush never met A. I. Ivanov.|They could not have.
Acme Inc. Chief Executive Ann Lee resigned.|She had led Acme Inc.|Shares fell 3.5 per cent to $10.20.
They met at 9 a.m.|The deal was signed by 11 a.m. GMT and sealed at 5 p.m. Friday.
Martin Luther King Jr. Day is a holiday.|Donald Trump Jr.|He spoke, too.
It cost 5.|Then it cost 12.|In 2024.|Nothing changed.
“We are ready.|We will win,” he said.|“Nobody doubts it.”|The crowd left.
“Why now?” Peskov asked.|“Stop!” shouted the guard.|“Go!”|The race began.
“Will it hold?” Prime Minister Keir Starmer asked reporters.|Nobody knew.
Prices rose...|Then they fell.|But … not for long.|“I don’t know…” she said.
He won (as he said he would.)|She lost.|The list […] Later ran to ten pages.
Yahoo! said so.|iPhone sales fell.|iPads did not.|The firm, e.g. Acme, i.e. Bolt vs. Nut, is v. Large.
The vote fell on Tue. 5 May, the count on Sept. 7.|In Dec.|The winner was named.
Roe v. Wade was decided in Washington, D.C.|The ruling stood.|It was 20°C.|Rain fell.
The rule (Art. 5 para. 2) is old.|See Fig. 3 and pp. 12-14.|It says so.
Booking.com and Node.js did not mind.|Wait . . . what?|Yes.
Mr. Smith, Mrs. Jones, Lt. Col. Brown and Sen. Lee voted.|Rep. Fox did not.
Sources said.[12]|The claim was denied.
"""

UKRAINIAN = """
У м. Київ 20 липня 2025 р.|Президент В. О. Зеленський зустрівся з ген. Залужним.
Це коштує 5 тис. грн.|Так і є.|Він живе на вул. Хрещатик, буд. 5.|Поруч парк.
«Ми готові.|Перемога за нами», – сказав речник.|Усі мовчали.
«Ми готові!» – заявив він.|Потім пішов.|«Чому?» — Хто знає.
Ухвала за ст. 3 набула чинності у XX ст.|Відтоді минуло 5 років і т. д.|Кінець.
Т. зв. «ДНР» не визнано.|Див. також с. 14 і рис. 2.|Проф. Іваненко згоден.
Температура сягне 35 градусів...|Потім похолоднішає.
"""

RUSSIAN = """
В. В. Путин и Д. С. Песков прибыли в г. Москва.|Встреча длилась 2 часа.
Это было в 1990 г.|Позже он уехал в с. Ивановка.|Там и живет.
«Мы готовы.|Мы победим», — заявил Песков.|Зал молчал.
Сумма — 5 млн руб.|Это много и т. п.|Акад. Сахаров жил на ул. Чкалова, д. 48.
"""

GERMAN = """
Am 20. Juli trafen sich Dr. Merz und Prof. Dr. h. c. Müller.|Es ging um z. B. Zölle.
Am 3. Verhandlungstag gewann der 1. FC Köln.|Das war im 19. Jahrhundert so.|Es kostete 3,5 Mio. Euro.
Sie kam um 14.30 Uhr.|Er blieb bis zum 5. Mai.|Das Jahr 2024.|Danach kam nichts.
„Wir sind bereit.|Wir gewinnen“, sagte Merz.|»Niemand zweifelt.«|Der Saal tobte.
Nr. 5 lebt u. a. in der Hauptstr. 7 usw.|Das reicht.|Laut Art. 5 Abs. 2 gilt das.
"""

FRENCH = """
M. Macron a parlé à 20 h 30.|M. Le Pen aussi.|Mme Borne, non.
« Nous sommes prêts.|Nous gagnerons », a déclaré le président.|« Vraiment ? »|Oui.
Cela coûte 3,5 millions d’euros.|C’est l’art. 5 du code, p. ex. l’alinéa 2.|Il s’agit de J.-C. Juncker.
« Est-ce possible ? » a demandé Mme Borne.|Personne n’a répondu…|Puis elle est partie.
"""

SPANISH = """
El Sr. Sánchez viajó a EE. UU.|¿Por qué?|¡No se sabe!|La Sra. Díaz calló.
Los EE.UU.|El fin.|Ud. lo sabe, dijo.|Son 3.500 euros, núm. 5.
«Estamos listos.|Ganaremos», dijo Sánchez.|Nadie dudó...|Así fue.
"""


LANGUAGES = {
    "English": ENGLISH,
    "Ukrainian": UKRAINIAN,
    "Russian": RUSSIAN,
    "German": GERMAN,
    "French": FRENCH,
    "Spanish": SPANISH,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_where_a_reader_sees_them_end(language: str) -> None:
    lines = LANGUAGES[language].split("\n")[1:-1]
    assert ["|".join(s.text for s in split_sentences(line.replace("|", " "))) for line in lines] == lines


def test_sentences_may_end_without_a_space() -> None:
    assert [s.text for s in split_sentences("He came home.The door was open.")] == [
        "He came home.",
        "The door was open.",
    ]


def test_a_line_break_ends_a_sentence_that_has_no_mark() -> None:
    assert [s.text for s in split_sentences("Talks fail\nThe envoys left on Friday.")] == [
        "Talks fail",
        "The envoys left on Friday.",
    ]


def test_marks_alone_belong_to_the_sentence_before() -> None:
    assert [s.text for s in split_sentences("It ended. ... !!! Then it began.")] == [
        "It ended. ... !!!",
        "Then it began.",
    ]


@given(st.text(alphabet='aA1 .!?…"“”«»()[]-—\n’:,є', max_size=200))
def test_every_sentence_is_its_span_of_the_text_in_order_and_no_letter_is_lost(text: str) -> None:
    sentences = split_sentences(text)
    end = 0
    for sentence in sentences:
        assert end <= sentence.start < sentence.end
        assert sentence.text == " ".join(text[sentence.start : sentence.end].split())
        end = sentence.end
    kept = "".join(s.text for s in sentences)
    assert kept.count("A") == text.count("A")


@given(st.text(max_size=300))
def test_any_text_can_be_split(text: str) -> None:
    for sentence in split_sentences(text):
        assert sentence.text == " ".join(text[sentence.start : sentence.end].split()) != ""


class Counted(str):
    """A text that counts how many characters are cut out of it."""

    __slots__ = ("cut",)

    def __getitem__(self, key: object) -> str:
        piece = str.__getitem__(self, key)  # type: ignore[index]
        self.cut = getattr(self, "cut", 0) + len(piece)
        return piece


@pytest.mark.parametrize("unit", [". ", "A. ", "1. ", "...", '." ', " .", "?! ", "U.S. ", ".)", "a.B", ". »", "z. B. "])
def test_work_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    def work(size: int) -> int:
        text = Counted(unit * size)
        split_block(text, 0, len(text))
        return text.cut

    assert work(4_000) <= 2.2 * work(2_000) + 100


def test_a_mark_that_stands_apart_at_the_end_ends_the_text() -> None:
    assert [s.text for s in split_sentences('He said so to me. "')][:1] == ['He said so to me. "']


@pytest.mark.parametrize(
    "text",
    [
        "Un enfant est mort à Rennes.|Lorsque les secours sont arrivés, il était tard.",
        "Le parquet a parlé à Europe 1.|Le procureur a ouvert une enquête.",
        "Le parquet a ouvert une enquête.|« C’est une période difficile », a dit le maire.|En mai, il parlera.",
        'Le marché a fermé.|"On n\'a plus de clients", a dit le chef.|Plusieurs bars ont suivi.',
        "La banque a perdu (30 août).|Mais elle reste ouverte.",
        "He left for Booking.Com in May.",
        "It drove at 160 km/h.|Drivers looked on.",
        "He left it at example.org/in/May.Html for her.",
        "Many were exposed to hepatitis A .| Officials say the risk is low .",
    ],
)
def test_sentences_glued_together_or_set_apart_are_told(text: str) -> None:
    whole = text.replace("|", "")
    assert [s.text for s in split_sentences(whole)] == [part.strip() for part in text.split("|")]
