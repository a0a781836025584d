"""Where in a text an imprint may stand: one cheap pass over everything."""
