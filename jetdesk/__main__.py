"""`python -m jetdesk` is the same as `jetdesk`."""

if __name__ == "__main__":  # a process started by multiprocessing imports this file again
    from jetdesk.app import main

    raise SystemExit(main())
