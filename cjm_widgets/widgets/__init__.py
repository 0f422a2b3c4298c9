"""Reusable pieces of pages: forms, boards, tables, uploads and step lists that run in JupyterLab and in Voila."""

from cjm_widgets.widgets.ask import Ask
from cjm_widgets.widgets.board import Board
from cjm_widgets.widgets.form import Form
from cjm_widgets.widgets.grid import Grid
from cjm_widgets.widgets.seat import Seat
from cjm_widgets.widgets.steps import Steps
from cjm_widgets.widgets.table import ReadOnlyTable, Table
from cjm_widgets.widgets.uploader import Uploader

__all__ = ["Ask", "Board", "Form", "Grid", "ReadOnlyTable", "Seat", "Steps", "Table", "Uploader"]
