"""What the review screen shows of a round: plain values for its templates."""
