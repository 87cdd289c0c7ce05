-- Daily checkpoints: what the ledger signed of itself. A key that is lost cannot sign them again, so they are truth.

CREATE TABLE checkpoint (
  size INTEGER PRIMARY KEY,      -- how many entries it covers
  day INTEGER NOT NULL UNIQUE,   -- days since 1970-01-01: the day (UTC) that had ended
  note TEXT NOT NULL             -- all of it, as it was signed
) STRICT;

CREATE TRIGGER checkpoint_follows BEFORE INSERT ON checkpoint
WHEN EXISTS (SELECT 1 FROM checkpoint WHERE size >= new.size OR day >= new.day)
BEGIN SELECT raise(ABORT, 'checkpoints are added in order'); END;
CREATE TRIGGER checkpoint_stays BEFORE UPDATE ON checkpoint
BEGIN SELECT raise(ABORT, 'checkpoints are never changed'); END;
CREATE TRIGGER checkpoint_remains BEFORE DELETE ON checkpoint
BEGIN SELECT raise(ABORT, 'checkpoints are never deleted'); END;

-- A projection: the full trees of the Merkle tree over the entries, each written once all its leaves are there.

CREATE TABLE tree (
  level INTEGER NOT NULL,        -- 0 for the leaves, one for each entry
  place INTEGER NOT NULL,        -- from 0
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, place)
) STRICT, WITHOUT ROWID;
