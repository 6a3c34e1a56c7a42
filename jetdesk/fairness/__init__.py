"""What the numbers say: agreement, severity, connectivity, the chance of standing above a line. numpy, pure."""
