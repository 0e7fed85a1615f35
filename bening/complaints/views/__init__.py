"""Pages of complaints: the desk's here, the reporter's in `public`."""
