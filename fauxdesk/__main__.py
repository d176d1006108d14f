"""``python -m fauxdesk`` is the command."""

from fauxdesk.command import main

if __name__ == "__main__":
    main()
