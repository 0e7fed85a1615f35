"""The rules, pure: the standard library and this package only, no clock, no tables, no settings."""
