"""Citizens, users and organisations: who they are, which roles they hold, and what is kept sealed about them."""
