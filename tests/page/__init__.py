"""The page: what it answers without script, and what a person does with it in a browser."""
