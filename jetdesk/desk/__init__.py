"""Where it is kept: key slots, encrypted database, signed journal, projection, sealed documents."""
