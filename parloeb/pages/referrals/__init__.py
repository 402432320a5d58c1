"""Pages on referrals: begin, write, send and amend one."""
