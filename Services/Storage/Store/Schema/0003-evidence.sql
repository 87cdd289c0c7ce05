-- What makes the ledger evidence beyond the chain: who looked, what can be searched, what has been withdrawn.

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
