"""Pages on reports: begin, write beside the sources, offer, send, read and answer."""
