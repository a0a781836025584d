"""The checks that rules can name: one file each, found by listing this folder; a file is its whole contract."""
