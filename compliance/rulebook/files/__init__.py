"""From a folder of TOML files to a rulebook: read, layer, compile."""
