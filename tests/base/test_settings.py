"""The window's memory: kept across evenings, harmless when lost."""

from desktop.base.settings import Settings, default_settings_file


def test_what_was_put_is_there_the_next_evening(tmp_path):
    file = tmp_path / "new" / "settings.json"
    Settings(file).put("scale", 115)
    settings = Settings(file)
    settings.put("widths", [80, 120])
    settings.put("widths", [80, 120])
    assert (Settings(file).get("scale", 100), Settings(file).get("widths", [1])) == (115, [80, 120])


def test_a_damaged_or_foreign_file_means_the_defaults(tmp_path):
    file = tmp_path / "settings.json"
    for content in ("{", "[1]", "", '{"scale": "big", "widths": ["a"], "dark": 1}'):
        file.write_text(content)
        settings = Settings(file)
        assert settings.get("scale", 100) == 100
        assert settings.get("widths", [1]) == [1]
        assert settings.get("dark", False) is False


def test_a_folder_that_cannot_be_written_does_not_stop_the_work(tmp_path):
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.put("mode", "dark")
    assert settings.get("mode", "light") == "dark"


def test_the_settings_of_an_account_lie_in_its_own_folder():
    assert default_settings_file().parts[-2:] == ("GiaoBan", "settings.json")
