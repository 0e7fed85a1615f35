"""Surveys that can be believed: invitations without a trail, sealed days, open arithmetic."""
