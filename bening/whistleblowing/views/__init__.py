"""Pages of protected reports: `public*` for reporters, the rest for who runs the site."""
