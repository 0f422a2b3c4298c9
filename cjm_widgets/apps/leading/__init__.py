"""The desks at which a room is led, one a file; ``apps/facilitator.py`` puts them on one page."""
