"""The command line: a thin face over the library; each command is imported when it is called."""
