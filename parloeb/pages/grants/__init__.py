"""Pages on grants: draft, check against the rules, and decide one."""
