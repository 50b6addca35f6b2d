-- what members have written and not sent; text is NULL where it was cleared; rev: of the account event that told of it
CREATE TABLE draft (
    "user" INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    text TEXT,
    replyTo INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    at INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    PRIMARY KEY ("user", conversation)
) WITHOUT ROWID;
CREATE INDEX draft_of_conversation ON draft (conversation);
