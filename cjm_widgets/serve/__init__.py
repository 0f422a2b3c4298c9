"""The command line and the server: Voila with our notebooks, our template and our door."""
