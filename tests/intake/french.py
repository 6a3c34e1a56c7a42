"""A French office's export: semicolons, Windows' encoding, a title, headings and orders of its own. All invented."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

HEADINGS = {
    "N° de dossier": "application_no",
    "Date et heure de dépôt": "submitted_at",
    "Poste souhaité": "position",
    "Lieu d’entretien": "interview_site",
    "Nom de famille": "family_name",
    "Prénom(s)": "given_name",
    "Nom en katakana": "name_kana",
    "Né(e) le": "date_of_birth",
    "Sexe": "sex",
    "Nationalité(s)": "nationality",
    "Courriel": "email",
    "Téléphone portable": "phone",
    "Diplôme le plus élevé": "education_level",
    "Établissement": "institution",
    "Spécialité": "major",
    "Date d'obtention du diplôme": "graduation_date",
    "Niveau de japonais": "japanese_level",
    "JLPT": "jlpt",
    "1er vœu": "placement_1",
    "2e vœu": "placement_2",
    "Permis de conduire": "driving_licence",
    "Casier judiciaire": "criminal_disclosed",
    "Référent 1": "reference_1_name",
    "Type de référent 1": "reference_1_kind",
    "Disponible à partir du": "available_from",
    "Nombre de mots de la lettre": "statement_words",
    "Observations internes": "",
}
"""Heading → the canonical column that it means; "" for one that means none."""

_FAMILIES = ("Lefèvre-Quintal", "Aubépin", "d'Hérouvillac", "Ñandú", "Çelikbas", "Œillet")
_GIVEN = ("Maëlys", "Théodule", "Clémence", "Noël", "Anaïs", "Étienne")


@dataclass(frozen=True, slots=True)
class Person:
    """What a record means."""

    number: str
    family: str
    given: str
    born: date
    graduated: date
    submitted: datetime
    position: str


def people(count: int = 24, first: int = 1) -> list[Person]:
    return [
        Person(
            f"PAR-{first + at:03}",
            _FAMILIES[at % len(_FAMILIES)],
            _GIVEN[at % len(_GIVEN)],
            date(1995, 1, 2) + timedelta(days=37 * at),
            date(2020, 6, 3) + timedelta(days=11 * at),
            datetime(2025, 10, 1, 9, 5, 7) + timedelta(hours=5 * at),
            "CIR" if at % 8 == 7 else "ALT",
        )
        for at in range(count)
    ]


def cells(person: Person, at: int) -> list[str]:
    """A record in the order of `HEADINGS`: dates day first, times of the office without an offset."""
    posts = {
        "ALT": ("Assistant de langue anglaise (ALT)", "ALT"),
        "CIR": ("Coordinatrice pour les relations internationales", "CIR"),
    }
    return [
        person.number, f"{person.submitted:%d/%m/%Y %H:%M:%S}", posts[person.position][at % 2], "Paris", person.family,
        person.given, "", f"{person.born:%d/%m/%Y}", "F" if at % 2 else "M",
        "France" if at % 3 else "France; Belgique", f"candidat{at}@example.org", f"+33 1 99 00 00 {at:02}",
        "Licence (en cours)", "Université de Valmorin", "Études anglophones ; linguistique",
        f"{person.graduated:%d.%m.%Y}", "débutant", "aucun", "Kyôto", "Shimané", "Oui", "Non", "Mme Une Référente",
        "universitaire", "20/07/2026", str(600 + at), 'à revoir ; "urgent"',
    ]  # fmt: skip


def french_export(path: Path, made: list[Person], encoding: str = "cp1252") -> Path:
    """With a title, a blank line, the headings, the records and two blank ones."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Candidatures JET 2026 – poste de Paris", *[""] * (len(HEADINGS) - 1)])
    writer.writerow([""] * len(HEADINGS))
    writer.writerow(HEADINGS)
    writer.writerows(cells(person, at) for at, person in enumerate(made))
    writer.writerows([[""] * len(HEADINGS)] * 2)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path
