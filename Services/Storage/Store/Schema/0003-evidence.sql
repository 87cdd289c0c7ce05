-- What makes the ledger evidence beyond the chain: who looked, what can be searched, what has been withdrawn.

-- Originals are stored packed where that makes them smaller. The seal in the entry is over the words as they were
-- submitted, and both columns go with them when they are erased.

ALTER TABLE original ADD COLUMN coding TEXT NOT NULL DEFAULT '' CHECK (coding IN ('', 'deflate'));
-- SHA-256(salt || words as they are stored): a packed text has bits that change nothing of what comes out of it.
ALTER TABLE original ADD COLUMN coded_seal BLOB CHECK (length(coded_seal) = 32);

CREATE TRIGGER original_forgets AFTER UPDATE ON original
WHEN new.words IS NULL AND (new.coding IS NOT '' OR new.coded_seal IS NOT NULL)
BEGIN UPDATE original SET coding = '', coded_seal = NULL WHERE entry = new.entry; END;

-- Who was given an original: a chain of its own, beside that of the entries. It is truth, and no entry says it.

CREATE TABLE access (
  sequence INTEGER PRIMARY KEY,
  moment INTEGER NOT NULL,       -- microseconds since 1970-01-01T00:00:00Z; never goes back
  author TEXT NOT NULL,
  document BLOB NOT NULL CHECK (length(document) = 32),
  purpose TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)  -- over the hash before and all other columns
) STRICT;
CREATE INDEX access_by_document ON access (document);

CREATE TRIGGER access_follows BEFORE INSERT ON access
WHEN new.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM access)
BEGIN SELECT raise(ABORT, 'accesses are logged in order, without gaps'); END;
CREATE TRIGGER access_stays BEFORE UPDATE ON access
BEGIN SELECT raise(ABORT, 'accesses are never changed'); END;
CREATE TRIGGER access_remains BEFORE DELETE ON access
BEGIN SELECT raise(ABORT, 'accesses are never deleted'); END;

-- What an authority on time said of daily checkpoints. Nobody can have it again as of then, so it is truth.

CREATE TABLE timestamp (
  size INTEGER PRIMARY KEY REFERENCES checkpoint (size),
  response BLOB NOT NULL,        -- the authority's, as it came (RFC 3161, DER)
  hash BLOB NOT NULL CHECK (length(hash) = 32)  -- its SHA-256
) STRICT;

CREATE TRIGGER timestamp_follows BEFORE INSERT ON timestamp
WHEN NOT EXISTS (SELECT 1 FROM checkpoint WHERE size = new.size)
  OR EXISTS (SELECT 1 FROM timestamp WHERE size = new.size)
BEGIN SELECT raise(ABORT, 'a timestamp belongs to a checkpoint that has none'); END;
CREATE TRIGGER timestamp_stays BEFORE UPDATE ON timestamp
BEGIN SELECT raise(ABORT, 'timestamps are never changed'); END;
CREATE TRIGGER timestamp_remains BEFORE DELETE ON timestamp
BEGIN SELECT raise(ABORT, 'timestamps are never deleted'); END;

-- Search: which passages hold which words. Written from the words beside the entries, as projections are from entries;
-- of a document that was withdrawn nothing is here. Without contents of its own (content=''), because words are stored
-- once. A passage has the number of its claim where it is a sentence; a text or a title has its entry << 20, which no
-- claim has. Each passage fills the one column that says what it is.
CREATE VIRTUAL TABLE passage USING fts5(
  text, title, sentence, content='', columnsize=0,
  tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);

-- What each block of the index was when this program wrote it.
CREATE TABLE passage_block (
  id INTEGER PRIMARY KEY,
  digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;

-- What claims are filtered and counted by, besides what schema 1 has.
ALTER TABLE run ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE claim ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim ADD COLUMN polarity INTEGER NOT NULL DEFAULT 0;

-- Reviews: what reviewers decided on each claim, and how the claim reads since. Projections, all written anew.

DROP TABLE review;
CREATE TABLE review (
  entry INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  packed BLOB NOT NULL           -- the decision
) STRICT;
CREATE INDEX review_by_subject ON review (subject);

-- One row for each span of entries during which the decisions on a claim come to the same.
CREATE TABLE review_state (
  entry INTEGER PRIMARY KEY,     -- the decision that brought it about
  ended INTEGER,                 -- the decision that changed it
  claim BLOB NOT NULL,           -- an id
  decision INTEGER NOT NULL,     -- what holds
  standing INTEGER,              -- the entry of the decision that holds
  pending INTEGER                -- that decisions wait, and how; null where none does
) STRICT;
CREATE INDEX review_state_by_claim ON review_state (claim);
CREATE INDEX review_state_by_decision ON review_state (decision, pending);

-- A correction ends the row of `claim` that reads as before and begins another one, with a number of its own entry,
-- that reads as corrected: filters find it by what it says now, and by what it said then at a revision of then. Null
-- for a row that a run began; else the number of that row, under which the claim's words lie.
ALTER TABLE claim ADD COLUMN recorded INTEGER;
CREATE INDEX claim_by_recorded ON claim (recorded) WHERE recorded IS NOT NULL;

-- Versions of a page. A projection: which document was seen at which address, in order of sighting.

CREATE TABLE address (
  entry INTEGER PRIMARY KEY,     -- the sighting's
  document INTEGER NOT NULL,
  place BLOB NOT NULL            -- digest of the address, written as WebAddress does
) STRICT;
CREATE INDEX address_by_place ON address (place);
CREATE INDEX address_by_document ON address (document);
