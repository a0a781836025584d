"""Facts, a day and an election in; every rule's outcome out. Pure functions: no clock, file, locale or network."""
