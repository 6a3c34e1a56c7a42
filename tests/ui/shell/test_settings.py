"""What the window keeps between two starts."""

from jetdesk.ui.settings import Settings, system_language


def test_everything_is_kept(tmp_path, qapp):
    file = tmp_path / "settings.ini"
    kept = Settings(file)
    kept.language, kept.scheme, kept.scale = "ja", "dark", 1.3
    kept.keep_pane_sizes("applicants.main", [700, 344])
    kept._kept.sync()
    again = Settings(file)
    assert (again.language, again.scheme, again.scale) == ("ja", "dark", 1.3)
    assert again.pane_sizes("applicants.main") == [700, 344]


def test_nothing_kept_means_the_defaults(tmp_path, qapp):
    fresh = Settings(tmp_path / "none.ini")
    assert (fresh.scheme, fresh.scale, fresh.pane_sizes("x")) == ("system", 1.0, [])
    assert fresh.geometry.isEmpty()


def test_nonsense_in_the_file_counts_as_nothing(tmp_path, qapp):
    file = tmp_path / "settings.ini"
    file.write_text("[General]\nlanguage=xx\ntheme=purple\ntext_size=huge\nwindow=3\n[panes]\nx=a b\n")
    kept = Settings(file)
    assert (kept.language, kept.scheme, kept.scale) == (system_language(), "system", 1.0)
    assert kept.geometry.isEmpty()
    assert kept.pane_sizes("x") == []


def test_a_japanese_laptop_starts_in_japanese(monkeypatch):
    monkeypatch.setattr("locale.getlocale", lambda: ("ja_JP", "UTF-8"))
    assert system_language() == "ja"
    monkeypatch.setattr("locale.getlocale", lambda: (None, None))
    assert system_language() == "en"
