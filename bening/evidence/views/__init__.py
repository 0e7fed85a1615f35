"""Pages of evidence: a unit's library, one piece of it, evidence of a question, uploads."""
