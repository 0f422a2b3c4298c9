"""The words of the interface, translated here and sent to the page with the widget.

The keys are those that the sources in ``frontend/src`` ask for; a test compares them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cjm_widgets.words import _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping


def interface_words() -> Mapping[str, str]:
    """Give every word that a widget shows of its own accord, in the language in use; all widgets share it."""
    return _words_in(language())


@cache
def _words_in(tag: str) -> dict[str, str]:
    with speaking(tag):
        return _all_words()


def _all_words() -> dict[str, str]:
    return {
        **_status_words(),
        **_field_words(),
        **_board_words(),
        **_lead_words(),
        **_sheet_words(),
        **_paste_words(),
        **_file_words(),
        **_grid_words(),
        **_other_words(),
    }


def _status_words() -> dict[str, str]:
    return {
        "saved": _("Saved"),
        "saving": _("Saving…"),
        "kept": _("Not saved yet — kept on this device"),
        "faulty": _("Not saved yet — see the marked field"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "undone": _("Taken back."),
        "redone": _("Brought back."),
        "connection_lost": _("Connection lost. What you type is kept on this device."),
        "connection_back": _("Connected again."),
        "connection_joining": _("Connecting…"),
        "close": _("Close"),
        "not_understood": _("The workshop did not understand this change. Reload the page and try again."),
        "rescued": _("What you had written:"),
    }


def _field_words() -> dict[str, str]:
    return {
        "required": _("required"),
        "optional_more": _("More fields ({n})"),
        "optional_more_filled": _("More fields ({n}, {filled} filled in)"),
        "picture_choose": _("Choose a picture"),
        "picture_other": _("Choose another"),
        "picture_unreadable": _("“{name}” is no picture that this browser can read. JPEG and PNG always work."),
        "remove": _("Remove"),
        "edit": _("Edit"),
        "find": _("Find"),
        "choose": _("Choose…"),
        "clear": _("Clear"),
        "must_be_given": _("{label}: please fill this in."),
        "must_be_whole": _("{label}: a whole number is needed here."),
        "must_be_number": _("{label}: a number is needed here."),
        "must_be_between": _("{label}: between {low} and {high}, please; this is {value}."),
        "must_be_at_least": _("{label}: at least {low}, please; this is {value}."),
        "must_be_at_most": _("{label}: at most {high}, please; this is {value}."),
        "must_be_shorter": _("{label}: at most {limit} characters; this has {n}."),
        "must_be_link": _("{label}: a link begins with https:// or mailto:."),
        "must_be_date": _("{label}: this is not a date."),
        "characters_left": _("{n} characters left"),
        "theirs_note": _("Somebody else has changed this meanwhile:"),
        "theirs_empty": _("(now empty)"),
        "take_theirs": _("Take theirs"),
        "keep_mine": _("Keep mine"),
        "use_saved": _("Go back to what is saved"),
        "yes": _("Yes"),
        "no": _("No"),
        "open_link": _("Open the link"),
        "scored": _("{done} of {all} scored"),
        "more_about": _("More"),
        "less_about": _("Less"),
        "without_group": _("Not in a stage yet"),
        "nothing_each": _("There is nothing to score yet. Add touchpoints first."),
    }


def _board_words() -> dict[str, str]:
    return {
        "add_card": _("Add a card"),
        "new_card_in": _("New card in {column}"),
        "add_to": _("Add to {column}"),
        "add": _("Add"),
        "untitled": _("Untitled"),
        "done": _("Done"),
        "delete": _("Delete"),
        "deleted": _("“{card}” is deleted."),
        "card_deleted_by_other": _("Somebody else has deleted this."),
        "move": _("Move “{card}”: drag, or press for a menu"),
        "move_to": _("Move to…"),
        "move_up": _("Up"),
        "move_down": _("Down"),
        "move_here": _("here now"),
        "moved": _("“{card}” is now number {place} of {all} in {column}."),
        "moved_edge": _("“{card}” cannot go further this way."),
        "empty_column": _("Nothing here yet. Add the first one below, or drag a card here."),
        "empty_board": _("Nothing here yet. Write the first one below: a few words are enough to begin."),
        "no_columns": _("No “{label}” to place them in yet; until there is, cards wait here."),
        "without_column": _("Not placed yet"),
        "evidence": _("Evidence: {grade}"),
    }


def _lead_words() -> dict[str, str]:
    return {
        "standing": _("Settle, park or hide"),
        "standing_written": _("Not settled"),
        "standing_settled": _("Settled"),
        "standing_parked": _("Parked"),
        "standing_hidden": _("Hidden"),
        "stand_settle": _("Settle it"),
        "stand_park": _("Park it for later"),
        "stand_hide": _("Hide it from the others"),
        "aside_note": _("Why, as a note to yourself (when you park or hide it)"),
        "settle_all": _("Settle all ({n})"),
        "settled_all": _("Settled: {n}"),
        "merge_into": _("Merge into…"),
        "merged": _("“{into}” now speaks for “{card}”, too."),
        "grouped": _("“{card}” now speaks for both."),
        "together": _("Bring these together?"),
        "speaks_for": _("“{card}” speaks for “{other}”, too"),
        "speaks_for_n": _("Speaks for {n}"),
        "speaks_for_these": _("Speaks for"),
        "place_beside": _("Only place it before the other"),
        "group_under": _("Or put both under a new card:"),
        "group": _("Group them"),
        "take_apart": _("Take apart"),
        "apart": _("“{card}” stands for itself again."),
    }


def _sheet_words() -> dict[str, str]:
    return {
        "parts_later": _("Fill in “{label}” first; then more can be added here."),
        "comments": _("Comments"),
        "comments_n": _("Comments: {n}"),
        "comment": _("Comment"),
        "new_comment": _("Write a comment"),
        "comment_send": _("Add the comment"),
        "comment_deleted": _("The comment is deleted."),
        "you": _("You"),
        "somebody": _("Somebody"),
        "example_lead": _("Or begin with this example and change it:"),
        "example_take": _("Use the example"),
        "example_taken": _("The example is here ({n}). Every card of it is an assumption until you know better."),
    }


def _paste_words() -> dict[str, str]:
    return {
        "paste_rows": _("Paste or import rows…"),
        "paste_title": _("Paste or import rows"),
        "paste_here": _("Or copy the cells in your spreadsheet, then paste them here"),
        "paste_help": _("A first row with headings is recognised, for example: {list}."),
        "paste_heads": _("The first row holds headings"),
        "paste_preview": _("What goes where"),
        "paste_column": _("Column {n} ({head}) goes to"),
        "paste_leave_out": _("(leave out)"),
        "paste_more": _("… and {n} more."),
        "paste_twice": _("“{label}” is chosen for two columns. Leave one of them out."),
        "paste_too_many": _("These are {n} rows; at most {limit} can be added at once. Paste them in parts."),
        "paste_faults": _(
            "These do not fit ({n}) and stay empty. Mend them in the spreadsheet, or go on without them:"
        ),
        "paste_row": _("Row {row}: {problem}"),
        "paste_row_left": _("Row {row} is left out: {problem}"),
        "paste_more_faults": _("… and {n} more like these."),
        "paste_unknown": _("{label}: “{value}” is not there, so it stays open."),
        "paste_no_choice": _("{label}: “{value}” is none of: {list}."),
        "paste_no_picture": _("{label}: pictures cannot be pasted."),
        "paste_two_numbers": _("{label}: “{value}” may be {thousands} or {fraction}. Write it without the mark."),
        "paste_for_all": _("{label}, for all rows"),
        "paste_add": _("Add rows: {n}"),
        "pasted": _("Rows added: {n}."),
    }


def _file_words() -> dict[str, str]:
    return {
        "file_or_paste": _("A file, or rows to paste"),
        "file_help": _("CSV, TSV, Excel (.xlsx) or JSON, with a row of headings; or drop it here."),
        "file_sheet": _("Sheet"),
        "file_problem": _("“{name}”: {problem}"),
        "file_empty": _("there is nothing in it. Choose one with a row of headings and a row for each card."),
        "file_too_large": _("it is larger than {limit}. A list for the map has some hundred rows: take those."),
        "file_too_much": _("it unpacks to more than a page can hold. Save the sheet you need as CSV."),
        "file_damaged": _("it is damaged or cut off. Save it again, or copy the cells and paste them."),
        "file_old_excel": _("this is Excel’s old format. Save it as .xlsx or as CSV."),
        "file_no_reader": _("what reads Excel files did not arrive. Reload the page and try again, or save it as CSV."),
        "file_no_workbook": _("there is no sheet with cells in it. Save the list as .xlsx or as CSV."),
        "file_no_text": _("this is no list of rows. Save it as CSV, .xlsx or JSON."),
        "file_no_json": _("this is no JSON: something does not close, or a comma is missing. Save it again."),
        "file_no_list": _("it holds no list. A list stands in square brackets, each card with its fields in braces."),
    }


def _grid_words() -> dict[str, str]:
    return {
        "grid_hint": _(
            "Arrow keys go from cell to cell, a letter or number fills one, Delete empties it, Enter shows the choices."
        ),
        "grid_empty": _("empty"),
        "grid_others": _("Others say: {list}."),
        "grid_no_rows": _(
            "Here each row is a “{label}”. There is none yet: add one in its own step, and it appears here."
        ),
        "grid_no_columns": _("Here each column is a “{label}”. There is none yet: the facilitator adds them."),
        "grid_no_columns_lead": _("Here each column is a “{label}”. There is none yet: write the first one."),
    }


def _other_words() -> dict[str, str]:
    return {
        "new_row": _("New {label}"),
        "row_actions": _("More about {card}"),
        "empty_table": _("No rows yet. Write the first one in the last line."),
        "empty_rows": _("There is nothing to show yet."),
        "table_hint": _("Enter goes down, the arrow keys go to the next cell, Tab to the next field."),
        "submitting": _("One moment…"),
        "check_these": _("Please look at this first:"),
        "upload_choose": _("Choose a file"),
        "upload_drop": _("or drop it here"),
        "upload_limit": _("Up to {limit}."),
        "upload_types": _("Files: {types}."),
        "upload_too_big": _("“{name}” has {size}; at most {limit} can be taken."),
        "upload_wrong_type": _("“{name}” is not one of: {types}."),
        "upload_empty": _("“{name}” is empty."),
        "upload_sending": _("Sending “{name}”: {done} of {size}"),
        "upload_waiting": _("Waiting for the connection; it goes on by itself."),
        "upload_working": _("“{name}” has arrived and is being read…"),
        "upload_done": _("“{name}” is here."),
        "upload_failed": _("“{name}” could not be read by the browser. Choose it again."),
        "upload_cancelled": _("Sending “{name}” was cancelled."),
        "cancel": _("Cancel"),
        "steps": _("Steps"),
        "step_todo": _("to do"),
        "step_doing": _("in work"),
        "step_done": _("done"),
    }
