"""What a panel knows and decides: values and rules. Standard library only."""
