"""How dossiers come in: reading, mapping, documents, quarantine of hostile files."""
