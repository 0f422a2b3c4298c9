"""Pages speak the workshop's language; where none is named, the browser's."""

from __future__ import annotations

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from cjm_widgets.model.errors import ModelError
from cjm_widgets.serve.speaking import Languages, preferred


def request(query: str = "", accepts: str = "") -> HTTPServerRequest:
    headers = HTTPHeaders({"Host": "localhost", "Accept-Language": accepts})
    return HTTPServerRequest(start_line=RequestStartLine("GET", f"/participant{query}", "HTTP/1.1"), headers=headers)


@pytest.mark.parametrize(
    ("accepted", "spoken"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr,de;q=0.5", "de"),
        ("en-GB,de;q=0.5", "en"),
        ("fr", "en"),
        ("", "en"),
        (";;,", "en"),
    ],
)
def test_the_browsers_first_language_that_we_speak(accepted: str, spoken: str) -> None:
    assert preferred(accepted) == spoken


def test_the_workshops_language_comes_before_the_browsers() -> None:
    asked: list[str] = []

    def of_workshop(id: str) -> str:
        asked.append(id)
        if id == "w-1":
            return "de"
        raise ModelError("Workshop", "It is not there.", "Open the start page.")

    languages = Languages(of_workshop)
    assert languages.of(request("?workshop=w-1", "en")) == "de"
    assert languages.of(request("?workshop=w-1", "en")) == "de"
    assert asked == ["w-1"], "an answer holds for some seconds"
    assert languages.of(request("?workshop=nowhere", "en")) == "en"
    assert languages.of(request("?workshop=%FF", "de")) == "de"
    assert languages.of(request("", "de")) == "de"
