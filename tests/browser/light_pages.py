"""Small notebooks for the tests of the light page: name → what stands in their metadata, and their cells."""

from __future__ import annotations

_CONTROLS = """
import ipywidgets as w
names = {}
said = w.Label()
said.add_class("said")
state = {"clicks": 0, "submitted": ""}

def tell(*_):
    values = {key: one.index if isinstance(one, w.Dropdown) else one.value for key, one in names.items()}
    shown = {key: repr(value) if isinstance(value, str) and "\\n" in value else value for key, value in values.items()}
    said.value = " · ".join(f"{key}={value}" for key, value in {**shown, **state}.items())

def control(key, made):
    names[key] = made
    made.observe(tell, "index" if isinstance(made, w.Dropdown) else "value")
    return made

name = control("name", w.Text(description="Name", placeholder="who"))
def submitted(_):
    state["submitted"] = name.value
    tell()
import warnings
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    name.on_submit(submitted)
secret = control("secret", w.Password(description="Secret"))
why = control("why", w.Textarea(description="Why", rows=4))
late = control("late", w.Text(description="Late", continuous_update=False))
channel = control("channel", w.Dropdown(description="Channel", options=[("web", 1), ("shop", 2), ("phone", 3)]))
agree = control("agree", w.Checkbox(description="Agree"))
bar = w.IntProgress(description="Done", min=10, max=110, value=40)
text = w.HTML("<strong>bold</strong> text")
text.add_class("hypertext")
narrow = w.Label("narrow", layout=w.Layout(border_left="1px solid red"))
narrow.add_class("narrow")
shy = w.Label("shy")
shy.add_class("shy")
count, set_all, rebuild = (w.Button(description=d) for d in ("Count", "Set all", "Rebuild"))
rebuild.add_class("rebuild")
children = w.VBox([name, secret, why, late, channel, agree, bar, text, narrow, shy])

def clicked(_):
    state["clicks"] += 1
    tell()

def set_everything(_):
    name.value, why.value, channel.index, agree.value, agree.disabled, bar.value = "set", "set too", 0, True, True, 110
    narrow.layout.width = "200px"
    shy.layout = w.Layout(display="none")
    added = w.Label("a new child")
    added.add_class("added")
    children.children = [*children.children, added]

def rebuilt(_):
    children.children = [w.Label("rebuilt"), *children.children[:-2], children.children[-1]]

count.on_click(clicked)
set_all.on_click(set_everything)
rebuild.on_click(rebuilt)
tell()
w.VBox([said, children, w.HBox([count, set_all, rebuild, w.Box([w.Label("in a box, beside")])])])
"""

_ECHO = """
import anywidget, ipywidgets as w, traitlets as t
from anywidget.experimental import command

class Echo(anywidget.AnyWidget):
    _css = ".echo { outline: 1px dotted red; }"
    _esm = '''
    window.initialized = 0; window.viewsEnded = 0; window.modelsEnded = 0; window.heardBy = [];
    export default async () => ({
      initialize({ model }) {
        window.initialized += 1;
        return () => { window.modelsEnded += 1; };
      },
      render({ model, el, experimental }) {
        el.classList.add("echo");
        const add = (kind, name, text) => {
          const made = document.createElement(kind);
          made.className = name; made.textContent = text; el.append(made); return made;
        };
        const [count, answer, blob, called] = ["count", "answer", "blob", "called"].map((name) => add("p", name, ""));
        const show = () => { count.textContent = `${model.get("count")}, python saw ${model.get("saw")}`; };
        show();
        model.on("change:count change:saw", show);
        model.on("change:count", () => window.heardBy.push(el));
        add("button", "", "count").onclick = () => {
          model.set("count", model.get("count") + 1); model.save_changes();
        };
        add("button", "", "bytes").onclick = () =>
          model.send({ kind: "bytes" }, undefined, [new Uint8Array([0, 1, 2, 3, 0]).subarray(1, 4)]);
        model.on("msg:custom", (content, buffers) => {
          if (content.kind !== "back") return;
          const bytes = new Uint8Array(buffers[0].buffer);
          answer.textContent = `kernel got ${content.n} bytes and sends ${bytes} of ${bytes.length}`;
        });
        add("button", "", "blob").onclick = () => {
          model.set("blob", { "in": { here: new DataView(new Uint8Array([9, 8, 7]).buffer) } }); model.save_changes();
        };
        model.on("change:back", () => {
          const sent = new Uint8Array(model.get("blob").in.here.buffer);
          blob.textContent = `blob ${sent} came back as ${new Uint8Array(model.get("back").list[1].buffer)}`;
        });
        add("button", "", "call").onclick = async () => {
          const [said] = await experimental.invoke("greet", { name: "Ada" });
          called.textContent = said;
        };
        return () => { window.viewsEnded += 1; };
      },
    });
    '''
    count = t.Int(0).tag(sync=True)
    saw = t.Int(0).tag(sync=True)
    blob = t.Dict().tag(sync=True)
    back = t.Dict().tag(sync=True)

    def __init__(self):
        super().__init__()
        self.observe(lambda change: setattr(self, "saw", change.new), "count")
        self.observe(self.turn, "blob")
        self.on_msg(self.hear)

    def turn(self, change):
        self.back = {"list": [1, bytes(reversed(bytes(change.new["in"]["here"])))]}

    def hear(self, _widget, content, buffers):
        if content.get("kind") == "bytes":
            data = bytes(buffers[0])
            self.send({"kind": "back", "n": len(data)}, [bytes(2 * b for b in reversed(data))])

    @command
    def greet(self, msg, buffers):
        return f"hello {msg['name']}", []

echo = Echo()
both = w.VBox([echo, echo])
drop, close, tick = (w.Button(description=d) for d in ("drop one", "close all", "tick"))
ticks = w.Label("ticks 0")
ticks.add_class("ticks")
drop.on_click(lambda _: setattr(both, "children", [echo]))
close.on_click(lambda _: echo.close())
tick.on_click(lambda _: setattr(ticks, "value", f"ticks {int(ticks.value[6:]) + 1}"))
w.VBox([both, w.HBox([drop, close, tick]), ticks])
"""

_HOST = """
import anywidget, traitlets as t
class Child(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
        const said = document.createElement("p"); said.className = "child";
        const show = () => { said.textContent = `child says ${model.get("n")}`; };
        show(); model.on("change:n", show); el.append(said);
    } }'''
    n = t.Int(5).tag(sync=True)

class Parent(anywidget.AnyWidget):
    _esm = '''export default { async render({ model, el, host }) {
        el.classList.add("parent");
        const place = document.createElement("div"), button = document.createElement("button");
        button.textContent = "from parent"; el.append(button, place);
        const child = await host.getWidget(model.get("child"));
        await child.render({ el: place });
        const other = await host.getModel(model.get("child"));
        button.onclick = () => { other.set("n", other.get("n") + 1); other.save_changes(); };
    } }'''
    child = t.Unicode().tag(sync=True)

child = Child()
Parent(child="anywidget:" + child.model_id)
"""

_EARLY = """
import anywidget
class Early(anywidget.AnyWidget):
    _esm = '''export default async () => {
        await new Promise(done => setTimeout(done, 200));
        return { initialize({ model }) {
            window.numbers = []; model.on("msg:custom", n => { window.numbers.push(n); window.told?.(); });
        }, render({ el }) {
            el.className = "early"; window.told = () => { el.textContent = window.numbers.join(" "); }; window.told();
        } };
    }'''
early = Early()
"""
_EARLY_SENDS = """
import ipywidgets as w
def go(_):
    for n in range(10):
        early.send(n)
starter = w.Button(description="go")
starter.on_click(go)
class Clicks(anywidget.AnyWidget):
    _esm = "export default { initialize({ model }) { model.send({}); }, render() {} }"
clicks = Clicks()
clicks.on_msg(lambda *_: go(None))
w.VBox([clicks, early])
"""

_BROKEN = """
import anywidget
class Broken(anywidget.AnyWidget):
    _esm = "export default { render() { throw new Error('wrong from the start'); } }"
Broken()
"""

_PICTURES = """
import base64
from IPython.display import SVG, Image, display
pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
display(Image(base64.b64decode(pixel)))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20"/></svg>'))
display({"application/x-unheard-of": "?", "text/plain": "nobody sees this"}, raw=True)
display({"text/html": "<p>safe</p><script>window.ranAScript = 1</script>"}, raw=True)
"""

_CHART = """
import ipywidgets as w
from bokeh.plotting import figure
from jupyter_bokeh import BokehModel
chart = figure(width=300, height=200, title="first")
_ = chart.line([1, 2, 3], [1, 3, 2])
model = BokehModel(chart)
seen = w.Label("python saw first")
seen.add_class("python-title")
shown = w.Label("first")
shown.add_class("title")
def titled(attr, old, new):
    seen.value, shown.value = "python saw " + new, new
chart.title.on_change("text", titled)
button = w.Button(description="new title")
button.on_click(lambda _: setattr(chart.title, "text", "second"))
w.VBox([model, button, seen, shown])
"""

_CHART_CONTROLS = """
from bokeh.layouts import column
from bokeh.models import Slider
from bokeh.plotting import figure
from jupyter_bokeh import BokehModel
chart = figure(width=300, height=200)
_ = chart.line([1, 2], [1, 2])
BokehModel(column(Slider(start=0, end=1, value=0.5, step=0.1), chart))
"""

_MEANWHILE = """
import os, pathlib, threading, anywidget, ipywidgets as w, traitlets as t
class Numbers(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
        const numbers = document.createElement("p"), trait = document.createElement("p"), heard = [];
        numbers.className = "numbers"; trait.className = "trait"; el.append(numbers, trait);
        model.on("msg:custom", n => { heard.push(n); numbers.textContent = heard.join(" "); });
        model.on("change:n", () => { trait.textContent = `trait ${model.get("n")}`; });
    } }'''
    n = t.Int(0).tag(sync=True)
numbers, going = Numbers(), w.Label("gone meanwhile")
box = w.VBox([numbers, going])
signal = pathlib.Path(os.environ["CJM_DATA"]) / "meanwhile"
def work():
    while not signal.exists():
        threading.Event().wait(0.02)
    for n in range(20):
        numbers.send(n)
        numbers.n = n + 1
    box.children = [numbers, w.Label("made meanwhile")]
    going.close()
    signal.with_name("meanwhile-done").touch()
threading.Thread(target=work, daemon=True).start()
box
"""

_SLOW = """
import ipywidgets as w
early, said = w.Button(description="early bird"), w.Label("")
early.on_click(lambda _: setattr(said, "value", "clicked 1"))
w.VBox([early, said])
"""
_SLOW_WAITS = """
import os, pathlib, time
go = pathlib.Path(os.environ["CJM_DATA"]) / "go"
while not go.exists():
    time.sleep(0.02)
"""

_FORM = """
import sys
sys.path.insert(0, ROOT)
from tests.widgets.room import JOURNEY, MemorySeat, shop
from cjm_widgets.widgets import Form
Form(MemorySeat(shop(touchpoints=4), "person-ana"), "emotion", each="touchpoint", group="stage",
     fixed={"journey": JOURNEY}, fields=("valence", "word", "intensity", "quote"), title="How does it feel?")
"""

NOTEBOOKS: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "00-start": ({}, ("1",)),
    "controls": ({}, (_CONTROLS,)),
    "any": ({}, (_ECHO,)),
    "host": ({}, (_HOST,)),
    "early": ({}, (_EARLY, _EARLY_SENDS)),
    "outputs": (
        {},
        (
            "import pandas as pd\npd.DataFrame({'touchpoint': ['Search'], 'channel': ['shop']})",
            "[1, 2, 3]",
            _PICTURES,
            "import ipywidgets\nipywidgets.IntSlider()",
            _BROKEN,
            "ipywidgets.Label('after all of that')",
        ),
    ),
    "chart": ({}, (_CHART,)),
    "chart-controls": ({}, (_CHART_CONTROLS,)),
    "meanwhile": ({}, (_MEANWHILE,)),
    "slow": ({}, (_SLOW, _SLOW_WAITS, "w.Text(description='late riser')")),
    "form": ({}, (_FORM,)),
    "lab": ({"front_end": "lab"}, ("import ipywidgets\nipywidgets.IntSlider()",)),
}
