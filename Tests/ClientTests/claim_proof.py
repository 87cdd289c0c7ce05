"""Checks a proof of a claim as Docs/architecture.md describes it, with nothing of ours but the schema."""

import base64
import hashlib
import struct

from claim_id import claim_id
from reckoner.v1 import claim_pb2


def _sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def _root(leaf, place, size, path):
    """The root that a leaf and its path lead to (RFC 9162, section 2.1.3.2)."""
    last, found = size - 1, leaf
    assert 0 <= place < size
    for beside in path:
        assert last > 0
        if place & 1 or place == last:
            found = _sha(b"\1", beside, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = _sha(b"\1", found, beside)
        place, last = place >> 1, last >> 1
    assert last == 0
    return found


def checked_claim(proof):
    """The claim that the proof shows; an AssertionError where it shows none. The signature is not looked at."""
    claim = claim_pb2.Claim.FromString(proof.claim_bytes)
    assert proof.claim == claim_id(claim)
    for words, seal in ((proof.sentence, claim.evidence.sentence_seal), (proof.number, claim.evidence.number_seal)):
        assert _sha(words.salt, words.words.encode()) == seal
    claims = _root(_sha(b"\0", proof.claim_bytes), proof.place, proof.claims, proof.run_path)
    leaf = struct.pack(">qq", proof.entry, proof.recorded_at.ToMicroseconds()) + proof.chain
    leaf += struct.pack(">q", proof.claims) + claims + proof.author.encode()
    _, size, root, *_ = proof.checkpoint.split("\n")
    found = _root(_sha(b"\0", leaf), proof.entry - 1, int(size), proof.ledger_path)
    assert base64.b64encode(found).decode() == root
    return claim
