"""How a map looks: one layout drawn as HTML, SVG and Bokeh figures. It needs no kernel and never touches the store.

Read ``settled`` and ``content`` for what is on a map, ``layout`` for where it stands, ``page`` and ``svg`` for how it
is drawn, ``publish`` for the page that anyone can open.
"""
