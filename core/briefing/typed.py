"""Typed words: what people write after a command in the other languages of the interface, put into English."""

import re
from functools import cache

_TYPED = {
    "off": r"вимк(?:н\w+)?|стоп|ніколи|ні|выкл(?:ю\w+)?|никогда|нет|aus|nein|nie|apaga\w*|desactiva\w*|nunca",
    "hello": r"привіт|вітаю|привет|здравствуйте|hallo|guten tag|hola|buenos días",
    "help": r"допомога|помощь|hilfe|ayuda",
    "news": r"новини|новости|nachrichten|noticias|що нового|что нового|was gibt es neues|qué hay de nuevo",
    "what is due next": r"що найближче|что ближайшее|was steht als nächstes an|qué vence ahora",
    "alerts": r"нагадування|напоминания|erinnerungen|avisos",
    "settings": r"налаштування|настройки|einstellungen|ajustes",
    "cancel": r"скасувати|отмена|отменить|abbrechen|cancelar",
    "thanks": r"дякую|спасибі|спасибо|danke|gracias",
    "pause": r"пауз\w*|призупин\w*|приостанов\w*|pausier\w*|pausa\w*",
    "resume": r"віднов\w*|возобнов\w*|weiter|fortsetzen|reanuda\w*",
    "every day": r"щоден\w*|щодня|кожного дня|ежеднев\w*|каждый день|täglich|jeden tag|a diario|diario|cada día"
    r"|todos los días",
    "all": r"усі|усе|всі|все|всё|alle|alles|todos|todas|todo",
    "again": r"ще раз|знову|ещё раз|еще раз|снова|nochmal|noch einmal|otra vez|de nuevo",
    "earlier": r"раніше|попередн\w+|ранее|раньше|предыдущ\w+|früher|vorherige\w*|anterior(?:es)?|antes",
    "passed": r"минулі|завершені|завершённые|прошедшие|истёкшие|vorbei|abgelaufene?|beendete?|vencidos|terminados",
    "open": r"відкриті|открытые|offene?|abiertos",
    "only": r"лише|тільки|только|nur|solo|sólo",
    "without": r"без|ohne|sin",
    "source": r"джерело|источник|quelle|fuente",
    "actor": r"учасник|участник|akteur",
    "word": r"слово|wort|palabra",
    "topic": r"тема|тему|thema|tema",
    "review": r"(?:підсумок|підсумки|огляд) тижня|підсумки|итоги(?: недели)?|(?:wochen)?rückblick|repaso(?: semanal)?",
    "weekdays": r"(?:у |по |в )?(?:будн\w+|робочі дні|рабочие дни)|werktags?|wochentags|entre semana|laborables",
    "weekends": r"(?:у |на |по |в )?(?:вихідн\w+|выходн\w+)|(?:am )?wochenenden?|(?:los )?fin(?:es)? de semana",
    "monday": r"(?:що|по )?понеділ\w+|(?:по )?понедельник\w*|(?:am )?montags?|(?:el |los )?lunes|пн|mo|lun",
    "tuesday": r"(?:що)?вівтор\w+|(?:по )?вторник\w*|(?:am )?dienstags?|(?:el |los )?martes|вт|di|mar",
    "wednesday": r"(?:що)?серед[аиуі]\w*|(?:по )?сред[аеуы]\w*|(?:am )?mittwochs?|(?:el |los )?mi[ée]rcoles|ср|mi[ée]?",
    "thursday": r"(?:що)?четвер\w*|(?:по )?четверг\w*|(?:am )?donnerstags?|(?:el |los )?jueves|чт|do|jue",
    "friday": r"(?:що)?п[ʼ’']ятниц\w+|(?:по )?пятниц\w+|(?:am )?freitags?|(?:el |los )?viernes|пт|fr|vie",
    "saturday": r"(?:що)?субот\w+|(?:по )?суббот\w+|(?:am )?samstags?|sonnabends?|(?:el |los )?s[áa]b(?:ados?)?|сб|sa",
    "sunday": r"(?:що)?неділ\w+|(?:по )?воскресень\w+|(?:am )?sonntags?|(?:el |los )?domingos?|нд|вс|so|dom",
    "noon": r"опівдні|(?:у|в) полдень|полудень|полдень|mittags?|(?:al )?mediodía",
    "midnight": r"опівночі|північ|полночь|mitternacht|medianoche",
    "morning": r"вранці|уранці|зранку|утром|am morgen|por la mañana",
    "evening": r"увечері|ввечері|вечером|am abend|por la (?:tarde|noche)",
    "am": r"(?<=\d )(?:ранку|утра|morgens|de la mañana)",
    "pm": r"(?<=\d )(?:вечора|дня|вечера|abends|nachmittags|de la (?:tarde|noche))",
    "min": r"хв(?:илин\w*)?|мин(?:ут\w*)?|minuten?|minutos?",
    "at": r"о|об|у|в|во|um|a las?|los|las|годин\w*|год|час\w*|ч|horas?|uhr",
    "and": r"і|й|та|и|und|y",
    "from": r"з|із|с|со|von|de|desde",
    "to": r"до|по|bis|a|hasta",
    "today": r"сьогодні|сегодня|heute|hoy",
    "yesterday": r"учора|вчора|вчера|gestern|ayer",
}
"""English words, and patterns of what stands for each elsewhere; the first that fits is meant. Letters are small."""


def in_english(words: str) -> str:
    """Return words as they would be typed in English: "7:30 будні" is "7:30 weekdays"; all others stay as they are."""
    return _pattern().sub(lambda found: _ENGLISH[str(found.lastgroup)], words.casefold())


_ENGLISH = {english.replace(" ", "_"): english for english in _TYPED}


@cache
def _pattern() -> re.Pattern[str]:
    """Return one pattern for all of them, at the borders of words."""
    letter = r"[^\W\d_]"
    each = "|".join(f"(?P<{english.replace(' ', '_')}>{local})" for english, local in _TYPED.items())
    return re.compile(rf"(?<!{letter})(?:{each})(?!{letter})")
