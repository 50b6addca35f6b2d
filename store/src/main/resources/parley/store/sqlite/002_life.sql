-- what later changes made of a message, beside what was sent: gone is why its content was erased
-- (1 deleted, 2 expired), state all else
ALTER TABLE message_row ADD COLUMN gone INTEGER;
ALTER TABLE message_row ADD COLUMN state BLOB;
CREATE INDEX message_by_expiry ON message_row (expiresAt) WHERE expiresAt IS NOT NULL;

DROP VIEW message;
CREATE VIEW message AS
    SELECT p.conversation, p.seq, r.rev, r.lane, r.n, r.sender, r.device, r.at, r.keyHash, r."key",
        r.print, r.expiresAt, r.thread, r.body, r.gone, r.state
    FROM message_place p JOIN message_row r ON r.id = p.message;
DROP VIEW thread_message;
CREATE VIEW thread_message AS SELECT * FROM message_row WHERE thread IS NOT NULL;

-- the message that an edit changes
ALTER TABLE change ADD COLUMN target INTEGER;
CREATE INDEX change_by_target ON change (conversation, target, rev) WHERE target IS NOT NULL;

-- edits that have a key
CREATE TABLE edit_key (
    conversation INTEGER NOT NULL,
    "user" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    rev INTEGER NOT NULL,
    at INTEGER NOT NULL,
    print INTEGER NOT NULL,
    PRIMARY KEY (conversation, "user", "key")
) WITHOUT ROWID;

-- what one person gave one message
CREATE TABLE opinion (
    conversation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    "user" INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY ("user", conversation, seq)
) WITHOUT ROWID;
CREATE INDEX opinion_of_message ON opinion (conversation, seq);

CREATE TABLE pin (
    conversation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (conversation, seq)
) WITHOUT ROWID;

-- what someone hid from themself
CREATE TABLE hidden (
    "user" INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    PRIMARY KEY ("user", conversation, low)
) WITHOUT ROWID;

-- how many replies a thread has
CREATE TABLE thread (
    conversation INTEGER NOT NULL,
    root INTEGER NOT NULL,
    replies INTEGER NOT NULL,
    lastSeq INTEGER NOT NULL,
    lastAt INTEGER NOT NULL,
    PRIMARY KEY (conversation, root)
) WITHOUT ROWID;
INSERT INTO thread (conversation, root, replies, lastSeq, lastAt)
    SELECT conversation, thread, COUNT(*), MAX(seq), MAX(at)
    FROM message_row WHERE thread IS NOT NULL GROUP BY conversation, thread;

-- whom messages name; user 0 stands for everybody
CREATE TABLE mention (
    "user" INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY ("user", conversation, seq)
) WITHOUT ROWID;
CREATE INDEX mention_of_message ON mention (conversation, seq);
