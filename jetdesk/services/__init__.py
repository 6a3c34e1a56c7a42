"""What a person does, one file a task of the office. The only door for the window and the command line."""
