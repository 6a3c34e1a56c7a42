"""One folder a screen: a view of widgets and a presenter without Qt."""
