"""What is badly signed or badly made is not answered, and what is answered is well made."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import zmq.asyncio
from hypothesis import given, settings
from hypothesis import strategies as st
from jupyter_client.session import Session

from cjm_widgets.serve.light import pipe
from cjm_widgets.serve.light.failures import described, sanitized
from cjm_widgets.serve.light.messages import DELIMITER, Rejected, Signer, Wire, to_json
from tests.serve.light.visitors import House, Visitor, connection, go, until

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY = b"a key"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def wire() -> Wire:
    return Wire(Signer(KEY, "hmac-sha256"))


@settings(deadline=None)
@given(st.dictionaries(st.text(), JSON, max_size=5), st.lists(st.binary(), max_size=3))
def test_jupyter_reads_what_we_write(content: dict[str, Any], buffers: list[bytes]) -> None:
    frames = [bytes(one) for one in wire().pack("comm_msg", content, parent={"a": 1}, buffers=buffers, to=(b"x",))]
    session = Session(key=KEY)
    identities, rest = session.feed_identities(frames)
    message = session.deserialize(rest)  # type: ignore[arg-type]
    assert identities == [b"x"]
    assert message["content"] == content
    assert [bytes(one) for one in message["buffers"]] == buffers


@settings(deadline=None)
@given(st.dictionaries(st.text(), JSON, max_size=5), st.lists(st.binary(), max_size=3))
def test_we_read_what_jupyter_writes(content: dict[str, Any], buffers: list[bytes]) -> None:
    session = Session(key=KEY)
    message = wire().unpack([*session.serialize(session.msg("comm_msg", content), ident=b"x"), *buffers])
    assert (message.identities, message.kind, message.content) == ((b"x",), "comm_msg", content)
    assert [bytes(one) for one in message.buffers] == buffers


@settings(deadline=None)
@given(st.lists(st.binary(max_size=40) | st.just(DELIMITER), max_size=9))
def test_noise_is_rejected(frames: list[bytes]) -> None:
    with pytest.raises(Rejected):
        wire().unpack(frames)


@settings(deadline=None)
@given(st.integers(min_value=2, max_value=6), st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_a_changed_message_is_rejected(frame: int, place: int, change: int) -> None:
    session = Session(key=KEY)
    frames = [bytearray(one) for one in session.serialize(session.msg("comm_msg", {"a": "b"}), ident=b"x")]
    changed = frames[frame]
    changed[place % len(changed)] ^= change
    with pytest.raises(Rejected):
        wire().unpack([bytes(one) for one in frames])


@pytest.mark.parametrize("parts", [(b"[]",) * 4, (b"{}",) * 4, (b"null",) * 4, (b"[" * 100_000,) * 4])
def test_well_signed_nonsense_is_rejected(parts: Sequence[bytes]) -> None:
    with pytest.raises(Rejected):
        wire().unpack([DELIMITER, Signer(KEY, "hmac-sha256").sign(parts), *parts])


@pytest.mark.parametrize(("key", "scheme"), [(b"", "hmac-sha256"), (KEY, "none"), (KEY, ""), (KEY, "hmac-nothing")])
def test_no_session_without_a_key(key: bytes, scheme: str) -> None:
    with pytest.raises(ValueError, match=r"key|hash|digest"):
        Signer(key, scheme)


def test_what_json_has_no_words_for() -> None:
    said = json.loads(to_json({"a": math.nan, "b": (1, {2}), "c": datetime(2020, 1, 2, tzinfo=UTC), "d": b"x"}))
    assert said == {"a": "nan", "b": [1, [2]], "c": "2020-01-02T00:00:00Z", "d": "eA=="}
    with pytest.raises(TypeError, match="object"):
        to_json({"a": object()})


async def whisper(visitor: Visitor, key: bytes, frames: Sequence[bytes] | None = None) -> str:
    """Send to a session's shell socket from outside, signed with ``key``."""
    about = connection(visitor)
    socket = zmq.asyncio.Context.instance().socket(zmq.DEALER, socket_class=zmq.asyncio.Socket)
    socket.connect(f"ipc://{about['ip']}-{about['shell_port']}")
    session = Session(key=key)
    message = session.msg("execute_request", {"code": "stolen = True", "silent": False})
    await socket.send_multipart(frames or session.serialize(message))
    socket.close(linger=1000)
    return str(message["header"]["msg_id"])


def test_a_bad_signature_gets_nothing_and_is_noted(house: House, caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        async with house.visitors(2) as [one, other]:
            await whisper(one, b"a wrong key")
            await until(lambda: f"session {one.id}: A page sent a message that is not accepted (bad sig" in caplog.text)
            # The key of one session opens no other.
            await whisper(one, str(connection(other)["key"]).encode())
            await whisper(one, b"", [b"noise"])
            await until(lambda: caplog.text.count("not accepted") == 3)
            assert (await one.run("stolen")).reply["ename"] == "NameError"
            # With the right key it would have been heard: this test can fail.
            asked = await whisper(one, str(connection(one)["key"]).encode())
            await one.heard(lambda seen: seen["parent_header"].get("msg_id") == asked)
            assert (await one.run("stolen")).text == "True"

    caplog.set_level("WARNING")
    go(work())


def test_strange_messages_do_not_fill_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            for _ in range(100):
                visitor.send("comm_msg", {"comm_id": "nobody's", "data": {}})
            assert (await visitor.run("1")).text == "1"
            await until(lambda: "further ones are not noted" in caplog.text)
            assert caplog.text.count("not its own") == 20

    caplog.set_level("WARNING")
    go(work())


def test_what_crosses_with_the_end_of_a_comm_is_nothing_strange(house: House, caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            gone = await visitor.run("import ipywidgets as w; one = w.Text(); print(one.model_id); one.close()")
            visitor.send("comm_msg", {"comm_id": gone.text.strip(), "data": {"method": "custom", "content": {}}})
            visitor.send("comm_msg", {"comm_id": "nobody's", "data": {}})
            await until(lambda: "not its own" in caplog.text)
            assert caplog.text.count("not its own") == 1

    caplog.set_level("WARNING")
    go(work())


def test_odd_comm_messages_stop_nobody(house: House) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            await visitor.run("import ipywidgets as w\nb = w.Text()")
            model = next(one for one, about in (await visitor.states()).items() if about["model_name"] == "TextModel")
            odd: list[dict[str, Any]] = [
                {},
                {"comm_id": 5},
                {"comm_id": model},
                {"comm_id": model, "data": []},
                {"comm_id": model, "data": {"method": "update", "state": 7}},
                {"comm_id": model, "data": {"method": "update", "state": {"value": {"no": "text"}}}},
                {"comm_id": model, "data": {"method": "custom"}},
                {"comm_id": model, "data": {"method": "nonsense"}},
            ]
            for content in odd:
                for kind in ("comm_msg", "comm_open"):
                    visitor.send(kind, content)
            assert (await visitor.run("b.value")).text == "''"
            visitor.send("comm_close", {"comm_id": model})
            assert (await visitor.run("1")).text == "1"

    go(work())


def test_the_log_says_where_and_not_what_was_typed(house: House, caplog: pytest.LogCaptureFixture) -> None:
    async def work() -> None:
        async with house.visitor() as visitor:
            await visitor.run(
                "def f(name):\n    raise ValueError(f'{name!r} of anna@example.org is no age: 12345678')\n"
            )
            await visitor.run("f('Anna Secret')")
            await until(lambda: "ValueError" in caplog.text)
            assert "<cell 1>:2 in f" in caplog.text
            for secret in ("Anna", "example.org", "12345678"):
                assert secret not in caplog.text
            # A page's failing callback does not reach the page.
            await visitor.run("import ipywidgets as w\nb = w.Button()\nb.on_click(lambda _: f('Anna Secret'))")
            model = next(one for one, about in (await visitor.states()).items() if about["model_name"] == "ButtonModel")
            visitor.seen.clear()
            said = await visitor.comm(model, {"method": "custom", "content": {"event": "click"}})
            assert [one["msg_type"] for one in said] == ["status", "status"]
            await until(lambda: "Exception in callback" in caplog.text)
            assert "Anna" not in caplog.text

    caplog.set_level("WARNING")
    go(work())


@settings(deadline=None)
@given(st.text())
def test_a_sanitized_line_is_one_line(text: str) -> None:
    line = sanitized(text)
    assert len(line.splitlines()) <= 1
    assert len(line) <= 200


def test_a_failure_names_its_cause() -> None:
    try:
        try:
            int("Anna")
        except ValueError as error:
            raise RuntimeError("It did not work") from error
    except RuntimeError as error:
        lines = described(error)
    assert lines.startswith("RuntimeError: It did not work")
    assert "caused by ValueError: invalid literal for int() with base 10: …" in lines


@settings(deadline=None)
@given(st.lists(st.dictionaries(st.text(), JSON, max_size=3), max_size=5), st.integers(min_value=1, max_value=7))
def test_lines_are_put_together_however_they_are_cut(said: list[dict[str, Any]], size: int) -> None:
    whole = b"".join(pipe.encode("log", fields=fields) for fields in said)
    lines = pipe.Lines()
    heard = [line for at in range(0, len(whole), size) for line in lines.feed(whole[at : at + size])]
    assert [line["fields"] for line in heard] == said


@pytest.mark.parametrize("noise", [b"x\n", b"[]\n", b"{}\n", b'{"op": 1}\n'])
def test_another_language_is_noticed(noise: bytes) -> None:
    with pytest.raises(pipe.Garbled):
        list(pipe.Lines().feed(noise))
