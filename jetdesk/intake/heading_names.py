"""What columns are called in exports of different offices: English, Japanese and French. Data, no rule."""

OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "application_no": (
        "application number", "application id", "applicant id", "applicant number", "candidate number", "ref", "ref no",
        "reference number", "受付番号", "受験番号", "応募番号", "申請番号", "整理番号", "numéro de dossier",
        "n° de dossier", "no de dossier", "numéro de candidature", "n° de candidature", "numéro de candidat", "dossier",
    ),
    "submitted_at": (
        "submitted", "date submitted", "date received", "received", "received at", "submission date", "申請日時",
        "提出日時", "受付日時", "応募日時", "date de dépôt", "date de réception", "date de soumission", "déposé le",
        "reçu le", "date et heure de dépôt",
    ),
    "position": (
        "post", "post applied for", "position applied for", "programme", "職種", "応募職種", "poste", "poste demandé",
        "poste souhaité", "candidature pour",
    ),
    "interview_site": (
        "interview location", "interview centre", "interview center", "interview city", "面接地", "面接会場",
        "lieu d'entretien", "lieu de l'entretien", "centre d'entretien", "ville d'entretien",
    ),
    "family_name": ("surname", "last name", "姓", "氏", "名字", "nom", "nom de famille"),
    "given_name": (
        "first name", "first names", "first name(s)", "given names", "forename", "forenames", "名", "prénom", "prénoms",
        "prénom(s)",
    ),
    "middle_name": (
        "middle names", "middle name(s)", "ミドルネーム", "deuxième prénom", "second prénom", "autres prénoms",
    ),
    "preferred_name": ("known as", "nickname", "通称", "prénom usuel", "prénom d'usage", "nom d'usage"),
    "name_kana": (
        "katakana", "kana", "name in katakana", "フリガナ", "ふりがな", "氏名カナ", "氏名(カナ)", "nom en katakana",
        "nom en kana", "katakana du nom",
    ),
    "date_of_birth": (
        "dob", "birth date", "birthdate", "birthday", "生年月日", "date de naissance", "né(e) le", "né le", "née le",
    ),
    "sex": ("gender", "性別", "sexe", "genre", "civilité"),
    "nationality": ("citizenship", "nationalities", "country of citizenship", "国籍", "nationalité", "nationalité(s)",
                    "citoyenneté"),
    "dual_japanese_nationality": (
        "japanese national too", "dual japanese national", "日本国籍の有無", "日本国籍", "nationalité japonaise",
        "également de nationalité japonaise", "double nationalité japonaise",
    ),
    "home_state": (
        "home nation", "state", "home region", "province", "出身州", "出身州・県", "出身地", "région",
        "région d'origine",
        "département",
    ),
    "email": (
        "e-mail", "email address", "e-mail address", "メールアドレス", "電子メール", "courriel", "adresse électronique",
        "adresse e-mail", "adresse mail", "mail", "mél",
    ),
    "phone": (
        "telephone", "phone number", "mobile", "電話番号", "電話", "téléphone", "numéro de téléphone", "portable",
        "tél",
    ),
    "education_level": (
        "highest qualification", "education", "degree", "最終学歴", "学歴", "niveau d'études", "diplôme",
        "dernier diplôme",
        "diplôme le plus élevé",
    ),
    "institution": (
        "university", "school", "college", "大学名", "大学", "学校名", "université", "établissement",
        "établissement d'enseignement",
    ),
    "major": (
        "degree subject", "field of study", "subject", "専攻", "専攻分野", "spécialité", "discipline", "filière",
        "domaine d'études", "matière principale",
    ),
    "graduation_date": (
        "date of graduation", "graduation", "卒業年月日", "卒業(見込)年月日", "卒業日", "date d'obtention du diplôme",
        "date d'obtention", "date du diplôme", "diplômé(e) le",
    ),
    "teaching_certificate": (
        "teaching certification", "teaching licence", "qts / pgce", "qts", "教員免許", "certificat d'enseignement",
        "diplôme d'enseignement", "capes",
    ),
    "tefl": ("tefl / celta", "tefl certificate", "tesol", "certificat tefl", "fle / tefl"),
    "japanese_level": (
        "japanese ability", "japanese proficiency", "日本語能力", "日本語力", "niveau de japonais", "japonais",
        "connaissance du japonais",
    ),
    "jlpt": ("jlpt level", "jlpt grade", "日本語能力試験", "niveau jlpt"),
    "japan_experience": (
        "time spent in japan", "experience in japan", "滞日経験", "séjours au japon", "expérience au japon",
        "temps passé au japon",
    ),
    "prior_jet": (
        "previously on jet", "former jet", "jet参加歴", "ancien participant jet", "déjà participé au jet",
        "participation antérieure au jet",
    ),
    "couple_with": (
        "applying with partner (ref)", "partner", "同伴申請者の受験番号", "candidature en couple avec",
        "en couple avec",
        "conjoint (n° de dossier)", "dossier du conjoint",
    ),
    "placement_1": (
        "1st choice", "placement choice 1", "希望任地1", "第1希望", "1er choix", "premier choix", "1er vœu",
    ),
    "placement_2": ("2nd choice", "placement choice 2", "希望任地2", "第2希望", "2e choix", "deuxième choix", "2e vœu",
                    "2ème choix"),
    "placement_3": ("3rd choice", "placement choice 3", "希望任地3", "第3希望", "3e choix", "troisième choix", "3e vœu",
                    "3ème choix"),
    "placement_area": ("urban or rural", "希望地域", "ville ou campagne", "milieu urbain ou rural", "zone souhaitée"),
    "driving_licence": (
        "driving license", "driver's license", "full driving licence", "運転免許", "permis de conduire", "permis",
    ),
    "medical_disclosed": (
        "health declaration", "既往症の申告", "déclaration de santé", "déclaration médicale", "antécédents médicaux",
    ),
    "criminal_disclosed": (
        "convictions declared", "犯罪歴の申告", "condamnations déclarées", "casier judiciaire",
        "antécédents judiciaires",
    ),
    "reference_1_name": (
        "referee 1", "reference 1", "referee 1 name", "推薦者1氏名", "référent 1", "recommandant 1", "répondant 1",
        "référence 1", "référent 1 nom", "nom du référent 1",
    ),
    "reference_1_kind": (
        "referee 1 type", "reference 1 type", "推薦者1区分", "type de référent 1", "qualité du référent 1",
        "référent 1 type",
        "type de référence 1", "référent 1 qualité",
    ),
    "reference_2_name": (
        "referee 2", "reference 2", "referee 2 name", "推薦者2氏名", "référent 2", "recommandant 2", "répondant 2",
        "référence 2", "référent 2 nom", "nom du référent 2",
    ),
    "reference_2_kind": (
        "referee 2 type", "reference 2 type", "推薦者2区分", "type de référent 2", "qualité du référent 2",
        "référent 2 type",
        "type de référence 2", "référent 2 qualité",
    ),
    "available_from": ("来日可能日", "来日可能日時", "disponible à partir du", "disponibilité", "disponible dès le"),
    "statement_words": (
        "words in statement", "statement word count", "志望動機語数", "nombre de mots",
        "nombre de mots de la lettre de motivation", "mots (lettre de motivation)",
    ),
}  # fmt: skip
