"""Ways out: one file a format, all made from the published record."""
