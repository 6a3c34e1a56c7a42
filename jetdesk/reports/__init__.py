"""How it leaves on paper: frozen values in, PDF bytes out."""
