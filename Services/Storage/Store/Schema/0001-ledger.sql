-- The ledger: what cannot be had again. Rows are added and never changed.

CREATE TABLE entry (
  sequence INTEGER PRIMARY KEY,
  recorded_at INTEGER NOT NULL,  -- microseconds since 1970-01-01T00:00:00Z; never goes back
  author TEXT NOT NULL,
  type TEXT NOT NULL,
  bytes BLOB NOT NULL,           -- the packed entry, as it was hashed
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX entry_by_moment ON entry (recorded_at);

-- Inserting anything but the next entry is refused, because INSERT OR REPLACE would delete without asking a trigger.
CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN new.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM entry)
BEGIN SELECT raise(ABORT, 'entries are appended in order, without gaps'); END;
CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
BEGIN SELECT raise(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_remains BEFORE DELETE ON entry
BEGIN SELECT raise(ABORT, 'entries are never deleted'); END;

-- The words: beside the entries, each with its salt; entries carry SHA-256(salt || words). They are the truth as much
-- as the entries are. The one change that there can be is to erase words and salt together.

CREATE TABLE original (
  entry INTEGER PRIMARY KEY REFERENCES entry (sequence),  -- the document's entry
  salt BLOB CHECK (length(salt) = 16),
  words BLOB,
  CHECK ((salt IS NULL) = (words IS NULL))
) STRICT;

CREATE TABLE title (
  entry INTEGER PRIMARY KEY REFERENCES entry (sequence),  -- the sighting's entry
  salt BLOB CHECK (length(salt) = 16),
  words TEXT,
  CHECK ((salt IS NULL) = (words IS NULL))
) STRICT;

CREATE TABLE quotation (
  number INTEGER PRIMARY KEY,                             -- the claim's number: run entry and place in it
  entry INTEGER NOT NULL GENERATED ALWAYS AS (number >> 20) VIRTUAL REFERENCES entry (sequence),
  sentence_salt BLOB CHECK (length(sentence_salt) = 16),
  sentence TEXT,
  number_salt BLOB CHECK (length(number_salt) = 16),
  number_text TEXT,
  CHECK ((sentence_salt IS NULL) = (sentence IS NULL)),
  CHECK ((number_salt IS NULL) = (number_text IS NULL))
) STRICT;

CREATE TRIGGER original_stays BEFORE UPDATE ON original
WHEN new.entry IS NOT old.entry OR new.words IS NOT NULL
BEGIN SELECT raise(ABORT, 'words are erased or stay as they are'); END;
CREATE TRIGGER title_stays BEFORE UPDATE ON title
WHEN new.entry IS NOT old.entry OR new.words IS NOT NULL
BEGIN SELECT raise(ABORT, 'words are erased or stay as they are'); END;
CREATE TRIGGER quotation_stays BEFORE UPDATE ON quotation
WHEN new.number IS NOT old.number OR new.sentence IS NOT NULL OR new.number_text IS NOT NULL
BEGIN SELECT raise(ABORT, 'words are erased or stay as they are'); END;
CREATE TRIGGER original_remains BEFORE DELETE ON original
BEGIN SELECT raise(ABORT, 'words are erased in their place'); END;
CREATE TRIGGER title_remains BEFORE DELETE ON title
BEGIN SELECT raise(ABORT, 'words are erased in their place'); END;
CREATE TRIGGER quotation_remains BEFORE DELETE ON quotation
BEGIN SELECT raise(ABORT, 'words are erased in their place'); END;

-- Projections: everything below can be dropped and written again from the entries.

CREATE TABLE document (
  began INTEGER PRIMARY KEY,     -- its entry; other projections know the document by it
  id BLOB NOT NULL UNIQUE,
  media_type TEXT NOT NULL,
  size INTEGER NOT NULL,
  seal BLOB
) STRICT;

-- Which entries are about a document.
CREATE TABLE history (
  document INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (document, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE sighting (
  entry INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  place_seen BLOB NOT NULL,      -- digest of outlet, address, file name and publication date
  outlet_id TEXT,
  outlet TEXT,                   -- folded
  packed BLOB NOT NULL,          -- without the title
  UNIQUE (document, place_seen)
) STRICT;

CREATE TABLE run (
  entry INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  extractor_version TEXT NOT NULL,
  lexicon_fingerprint TEXT NOT NULL,
  packed BLOB NOT NULL           -- without its claims
) STRICT;
CREATE INDEX run_by_document ON run (document);

-- One row for each span of entries during which a claim holds. Kept narrow, because filters read all of it.
CREATE TABLE claim (
  number INTEGER PRIMARY KEY,    -- run entry << 20 | what is left of 2^20 - 1 after its place in the run
  began INTEGER NOT NULL GENERATED ALWAYS AS (number >> 20) VIRTUAL,
  ended INTEGER,                 -- the entry at which it ceased to hold
  document INTEGER NOT NULL,
  id BLOB NOT NULL,
  conflict TEXT,
  party TEXT,
  measure TEXT NOT NULL,
  population TEXT,
  place TEXT,                    -- folded, as are all names
  claimant_id TEXT,
  claimant TEXT,
  outlet_id TEXT,
  outlet TEXT,
  about_first INTEGER,           -- days since 1970-01-01
  about_last INTEGER
) STRICT;
CREATE INDEX claim_by_id ON claim (id);
CREATE INDEX claim_by_document ON claim (document, ended);
CREATE INDEX claim_by_conflict ON claim (conflict);
CREATE INDEX claim_by_party ON claim (party);

-- The packed claim without its words. A run may hold 50,000 claims: to read one of them out of the run's entry would
-- be to unpack them all.
CREATE TABLE claim_packed (
  number INTEGER PRIMARY KEY,
  packed BLOB NOT NULL
) STRICT;

CREATE TABLE vocabulary (
  entry INTEGER PRIMARY KEY,
  lexicon_fingerprint TEXT NOT NULL
) STRICT;

CREATE TABLE review (
  entry INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  decision INTEGER NOT NULL
) STRICT;
CREATE INDEX review_by_subject ON review (subject);

CREATE TABLE withdrawal (
  entry INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  mode INTEGER NOT NULL
) STRICT;
CREATE INDEX withdrawal_by_document ON withdrawal (document);
