"""Books that came from elsewhere say so on the first page, and what to do."""

import pytest

from desktop.services.renewing import Renewal
from desktop.ui import words


@pytest.mark.parametrize("reason", [Renewal.RESTORED, Renewal.COPIED])
def test_it_says_what_it_means_and_what_to_do(reason):
    sentence = words.renewal(reason)
    assert sentence.endswith(".")
    assert any(word in sentence for word in ("Gộp gói đã gửi", "gộp hai máy"))


def test_books_that_stayed_where_they_were_say_nothing():
    assert words.renewal(Renewal.NONE) == ""
