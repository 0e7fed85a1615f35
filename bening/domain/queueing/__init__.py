"""Pure rules of queues: what a service hall owes its visitors, and how it is called out."""
