"""The controls the screens are made of."""
