"""A real Chromium against a real server: `parloeb demo` as a process of its own."""
