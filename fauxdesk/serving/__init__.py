"""The running stack: fakes on ports, the page, the intake of calls, and the recording proxy."""
