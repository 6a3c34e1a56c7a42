"""How desks meet: envelopes, membership, mailboxes, exchange."""
