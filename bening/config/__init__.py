"""Settings, routes, servers and the commands that run them."""
