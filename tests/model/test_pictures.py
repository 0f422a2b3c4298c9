from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.model import InvalidValue, Persona
from cjm_widgets.model.pictures import PICTURE_LENGTH, is_picture, picture_size
from tests.model.tiny_pictures import PICTURES


def png(width: int, height: int, rest: bytes = b"") -> str:
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    return "data:image/png;base64," + base64.b64encode(header + rest).decode()


@pytest.mark.parametrize("picture", PICTURES)
def test_the_size_of_each_kind_is_read_from_its_header(picture: str) -> None:
    assert picture_size(picture) == (3, 2)
    assert Persona(id="p-1", name="Ana", picture=picture).picture == picture


FORGED = {
    "a script": "data:text/html;base64,PHNjcmlwdD4=",
    "a drawing that may hold a script": "data:image/svg+xml;base64,PHN2Zy8+",
    "another host": "https://example.org/a.png",
    "a name": "ana.jpg",
    "text that is no base 64": "data:image/png;base64,!!!!",
    "another kind than it says": PICTURES[1].replace("image/jpeg", "image/png"),
    "bytes that are no picture": "data:image/png;base64," + base64.b64encode(b"MZ" * 40).decode(),
    "a header cut short": PICTURES[1][:60],
    "a bomb": png(30_000, 30_000, zlib.compress(bytes(30_000))),
    "a picture without pixels": png(0, 4),
    "more than there is room for": png(4, 4, bytes(PICTURE_LENGTH)),
    "a new line at its end": PICTURES[0] + "\n",
}


@pytest.mark.parametrize("value", FORGED.values(), ids=FORGED.keys())
def test_what_is_no_small_picture_is_refused_with_what_is_taken(value: str) -> None:
    assert not is_picture(value)
    with pytest.raises(InvalidValue, match="JPEG, PNG or WebP picture of at most 1024 pixels"):
        Persona(id="p-1", name="Ana", picture=value)


@given(st.sampled_from(["png", "jpeg", "webp"]), st.binary(max_size=200), st.integers(0, 40))
def test_no_bytes_make_it_raise(kind: str, data: bytes, kept: int) -> None:
    genuine = next(base64.b64decode(one.partition(",")[2]) for one in PICTURES if f"/{kind};" in one)
    for content in (data, genuine[:kept] + data):
        is_picture(f"data:image/{kind};base64,{base64.b64encode(content).decode()}")
