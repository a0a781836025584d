"""The layouts that the store has had, in order."""
