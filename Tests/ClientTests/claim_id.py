"""A claim's id from its fields, as Docs/claim-model.md defines it: SHA-256 over fields that each follow their length.

Storage takes no claim whose id is not this digest, so whoever appends without our code has to compute it.
"""

import hashlib
import struct


class _Fields:
    def __init__(self, domain="reckoner.claim.1"):
        self.bytes = bytearray()
        self.text(domain)

    def raw(self, field):
        self.bytes += struct.pack(">Q", len(field)) + field

    def text(self, *texts):
        for text in texts:
            self.raw(text.encode())

    def optional(self, *texts):
        """Texts of which the empty one means none."""
        for text in texts:
            self.present(text, bool(text))

    def present(self, text, there):
        self.flag(there)
        self.text(text)

    def flag(self, *flags):
        for flag in flags:
            self.raw(b"\1" if flag else b"\0")

    def whole(self, *numbers):
        for number in numbers:
            self.raw(struct.pack(">q", number))

    def real(self, number):
        # Minus zero is zero: on the wire both can be the absent default.
        self.raw(struct.pack(">d", number or 0.0))

    def digest(self, text):
        self.raw(bytes.fromhex(text))

    def span(self, span):
        self.whole(span.byte_start, span.byte_end, span.character_start, span.character_end)

    def quantity(self, quantity):
        self.whole(quantity.form)
        for name in ("low", "high"):
            bound = getattr(quantity, name)
            self.flag(quantity.HasField(name))
            self.real(bound.value)
            self.flag(bound.inclusive)
        self.flag(quantity.HasField("best"))
        self.real(quantity.best)
        self.whole(quantity.modifier)
        self.text(quantity.modifier_text)
        self.flag(quantity.approximate)
        self.text(quantity.unit)
        self.whole(quantity.significant_digits)
        self.text(quantity.vague_term)

    def group(self, group):
        self.optional(group.party, group.population, group.conflict)
        self.whole(group.conflict_basis)
        self.optional(group.place, group.incident)
        self.whole(group.cause)
        self.optional(group.responsible.party, group.responsible.stated_by)
        self.whole(group.method)

    def time(self, time):
        for name in ("from", "to", "as_of", "stated_on", "published"):
            statement = getattr(time, name)
            there = time.HasField(name)
            self.present(statement.date, there)
            self.whole(statement.basis)
            self.present(statement.words, there)

    def source(self, source, there=True):
        self.optional(source.id)
        self.present(source.name, there)

    def attribution(self, attribution):
        for name in ("claimant", "speaker", "outlet"):
            self.source(getattr(attribution, name), attribution.HasField(name))
        self.whole(len(attribution.relays))
        for relay in attribution.relays:
            self.source(relay)
        self.whole(attribution.mode)


def claim_id(claim):
    fields = _Fields()
    fields.digest(claim.document)
    evidence = claim.evidence
    for span in (evidence.number, evidence.phrase, evidence.sentence):
        fields.span(span)
    fields.whole(evidence.section)
    fields.quantity(claim.quantity)
    fields.text(claim.measure.id)
    fields.whole(len(claim.measure.includes))
    fields.text(*claim.measure.includes, claim.measure.words)
    fields.group(claim.group)
    fields.time(claim.time)
    fields.whole(claim.kind, claim.rate_per, claim.polarity)
    fields.flag(claim.cited_for_scale)
    fields.attribution(claim.attribution)
    fields.whole(len(claim.relations))
    for relation in claim.relations:
        fields.whole(relation.kind)
        fields.digest(relation.target)
    # Only where there are some: claims of before there were these fields keep their ids.
    if claim.attribution.announced_sources:
        fields.text("announced", claim.attribution.announced_sources)
    if claim.time.HasField("takes"):
        fields.text("takes")
        fields.quantity(claim.time.takes)
    if evidence.subject:
        fields.text("subject", evidence.subject)
    return hashlib.sha256(fields.bytes).hexdigest()


def access_hash(access, before):
    """The hash of the log of accesses behind one of them, as Docs/architecture.md defines it."""
    fields = _Fields("reckoner.access.1")
    fields.raw(before)
    fields.whole(access.sequence, access.moment.ToMicroseconds())
    fields.text(access.author)
    fields.digest(access.document)
    fields.text(access.purpose)
    return hashlib.sha256(fields.bytes).digest()
