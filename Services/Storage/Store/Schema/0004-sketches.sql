-- What a reading kept of the words of its document to find documents that are alike: the least hash values of its
-- shingles. They are made from the words and go with them: with a salt, beside the run's entry, which has the seal.

CREATE TABLE sketch (
  entry INTEGER PRIMARY KEY REFERENCES entry (sequence),  -- the run's entry
  salt BLOB CHECK (length(salt) = 16),
  words BLOB,
  CHECK ((salt IS NULL) = (words IS NULL))
) STRICT;

CREATE TRIGGER sketch_stays BEFORE UPDATE ON sketch
WHEN new.entry IS NOT old.entry OR new.words IS NOT NULL
BEGIN SELECT raise(ABORT, 'words are erased or stay as they are'); END;
CREATE TRIGGER sketch_remains BEFORE DELETE ON sketch
BEGIN SELECT raise(ABORT, 'words are erased in their place'); END;
