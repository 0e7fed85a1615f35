"""What makes a record provable: canonical text, Merkle trees, seals, checkpoints, examination.

Pure: bytes and frozen values in, findings out. Who signs and where rows lie is decided elsewhere.
"""
