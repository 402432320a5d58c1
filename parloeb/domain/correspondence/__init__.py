"""Letters and messages: templates, numbered letters, messages, the outbox, notices."""
