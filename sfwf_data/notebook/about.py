"""What figures and sentences say of a report: its date, who publishes it, and its source line."""

from __future__ import annotations

from sfwf_data.loader.loading import load
from sfwf_data.words.say import LANGUAGES, say, twin


class AboutReport:
    """A report as readers cite it.

    Parameters
    ----------
    report : str
        Its id.

    Attributes
    ----------
    as_of : Timestamp
        The reporting date; `day` is the same as text.
    institution : dict
        Who publishes it, by language.
    """

    def __init__(self, report: str):
        self.report = report
        row = load("reports", report).iloc[0]
        self.as_of = row["as_of"]
        self.day = f"{self.as_of:%Y-%m-%d}"
        self.institution = {lang: row[twin("institution", lang, row.index)] for lang in LANGUAGES}

    def source_line(self, where: str) -> dict[str, str]:
        """What stands after "Source:" under a figure from a part of the report, by language."""
        ko = "{institution}, 서울특별시의회 보고({day} 기준), {where}"
        en = "{institution}, report to the Seoul Metropolitan Council as of {day}, {where}"
        return {
            lang: say(lang, ko=ko, en=en, institution=name, day=self.day, where=where)
            for lang, name in self.institution.items()
        }
