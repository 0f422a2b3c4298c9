"""What it costs to open a page with a form: ours, Voila as it comes, and Panel, side by side on one machine."""
