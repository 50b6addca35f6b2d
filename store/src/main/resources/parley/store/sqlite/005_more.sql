-- what is to be sent later; state: 0 waits, 1 is being sent, 2 has failed
CREATE TABLE scheduled (
    "user" INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    device INTEGER NOT NULL,
    sendAt INTEGER NOT NULL,
    body BLOB NOT NULL,
    state INTEGER NOT NULL,
    code TEXT,
    PRIMARY KEY ("user", conversation, "key")
) WITHOUT ROWID;
CREATE INDEX scheduled_by_time ON scheduled (sendAt) WHERE state < 2;
