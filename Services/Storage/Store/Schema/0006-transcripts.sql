-- How the text of a document was had: the map from text to original, or a text that was derived from it. Words as much
-- as the original is: beside the run's entry, which has the seal, and gone when they are erased.

CREATE TABLE transcript (
  entry INTEGER PRIMARY KEY REFERENCES entry (sequence),  -- the run's entry
  salt BLOB CHECK (length(salt) = 16),
  words BLOB,
  coding TEXT NOT NULL DEFAULT '' CHECK (coding IN ('', 'deflate')),
  -- SHA-256(salt || words as they are stored), where that is not as they are.
  coded_seal BLOB CHECK (length(coded_seal) = 32),
  CHECK ((salt IS NULL) = (words IS NULL))
) STRICT;

CREATE TRIGGER transcript_stays BEFORE UPDATE ON transcript
WHEN new.entry IS NOT old.entry OR new.words IS NOT NULL
BEGIN SELECT raise(ABORT, 'words are erased or stay as they are'); END;
CREATE TRIGGER transcript_remains BEFORE DELETE ON transcript
BEGIN SELECT raise(ABORT, 'words are erased in their place'); END;
CREATE TRIGGER transcript_forgets AFTER UPDATE ON transcript
WHEN new.words IS NULL AND (new.coding IS NOT '' OR new.coded_seal IS NOT NULL)
BEGIN UPDATE transcript SET coding = '', coded_seal = NULL WHERE entry = new.entry; END;
