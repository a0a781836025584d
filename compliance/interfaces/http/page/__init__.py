"""The page for editors: rendered here, readable without script."""
