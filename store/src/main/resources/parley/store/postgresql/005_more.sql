-- what is to be sent later; state: 0 waits, 1 is being sent, 2 has failed
CREATE TABLE scheduled (
    "user" BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    device BIGINT NOT NULL,
    sendAt BIGINT NOT NULL,
    body BYTEA NOT NULL,
    state INTEGER NOT NULL,
    code TEXT,
    PRIMARY KEY ("user", conversation, "key")
);
CREATE INDEX scheduled_by_time ON scheduled (sendAt) WHERE state < 2;
