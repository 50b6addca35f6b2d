-- what later changes made of a message, beside what was sent: gone is why its content was erased
-- (1 deleted, 2 expired), state all else
ALTER TABLE message ADD COLUMN gone INTEGER;
ALTER TABLE message ADD COLUMN state BYTEA;
CREATE INDEX message_by_expiry ON message (expiresAt) WHERE expiresAt IS NOT NULL;

DROP VIEW thread_message;
CREATE VIEW thread_message AS SELECT * FROM message WHERE thread IS NOT NULL;

-- the message that an edit changes
ALTER TABLE change ADD COLUMN target BIGINT;
CREATE INDEX change_by_target ON change (conversation, target, rev) WHERE target IS NOT NULL;

-- edits that have a key
CREATE TABLE edit_key (
    conversation BIGINT NOT NULL,
    "user" BIGINT NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    rev BIGINT NOT NULL,
    at BIGINT NOT NULL,
    print BIGINT NOT NULL,
    PRIMARY KEY (conversation, "user", "key")
);

-- what one person gave one message
CREATE TABLE opinion (
    conversation BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    "user" BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY ("user", conversation, seq)
);
CREATE INDEX opinion_of_message ON opinion (conversation, seq);

CREATE TABLE pin (
    conversation BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (conversation, seq)
);

-- what someone hid from themself
CREATE TABLE hidden (
    "user" BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    low BIGINT NOT NULL,
    high BIGINT NOT NULL,
    PRIMARY KEY ("user", conversation, low)
);

-- how many replies a thread has
CREATE TABLE thread (
    conversation BIGINT NOT NULL,
    root BIGINT NOT NULL,
    replies BIGINT NOT NULL,
    lastSeq BIGINT NOT NULL,
    lastAt BIGINT NOT NULL,
    PRIMARY KEY (conversation, root)
);
INSERT INTO thread (conversation, root, replies, lastSeq, lastAt)
    SELECT conversation, thread, COUNT(*), MAX(seq), MAX(at)
    FROM message WHERE thread IS NOT NULL GROUP BY conversation, thread;

-- whom messages name; user 0 stands for everybody
CREATE TABLE mention (
    "user" BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY ("user", conversation, seq)
);
CREATE INDEX mention_of_message ON mention (conversation, seq);
