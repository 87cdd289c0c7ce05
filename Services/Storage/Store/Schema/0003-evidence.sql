-- What makes the ledger evidence beyond the chain: who looked, what can be searched, what has been withdrawn.

-- Versions of a page. A projection: which document was seen at which address, in order of sighting.

CREATE TABLE address (
  entry INTEGER PRIMARY KEY,     -- the sighting's
  document INTEGER NOT NULL,
  place BLOB NOT NULL            -- digest of the address, written as WebAddress does
) STRICT;
CREATE INDEX address_by_place ON address (place);
CREATE INDEX address_by_document ON address (document);
