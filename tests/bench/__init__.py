"""What pages cost on 100,000 cases, as multiples of a response that only looks up session and user: `make bench`."""
