"""Run customer-journey-mapping workshops on Jupyter.

Import what you need from the layers below; importing the package itself loads nothing heavy.
"""

__version__ = "0.1.0"
