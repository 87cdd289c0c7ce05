-- What makes the ledger evidence beyond the chain: who looked, what can be searched, what has been withdrawn.

-- Originals are stored packed where that makes them smaller. The seal in the entry is over the words as they were
-- submitted, and both columns go with them when they are erased.

ALTER TABLE original ADD COLUMN coding TEXT NOT NULL DEFAULT '' CHECK (coding IN ('', 'deflate'));
-- SHA-256(salt || words as they are stored): a packed text has bits that change nothing of what comes out of it.
ALTER TABLE original ADD COLUMN coded_seal BLOB CHECK (length(coded_seal) = 32);

CREATE TRIGGER original_forgets AFTER UPDATE ON original
WHEN new.words IS NULL AND (new.coding IS NOT '' OR new.coded_seal IS NOT NULL)
BEGIN UPDATE original SET coding = '', coded_seal = NULL WHERE entry = new.entry; END;
