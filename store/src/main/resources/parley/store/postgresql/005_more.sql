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

-- what people reported to the operator; evidence is a copy of the messages as the reporter saw them
CREATE TABLE report (
    id BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    reporter BIGINT NOT NULL,
    conversation BIGINT,
    "user" BIGINT,
    reason INTEGER NOT NULL,
    text TEXT NOT NULL,
    evidence BYTEA NOT NULL,
    resolvedAt BIGINT,
    note TEXT
);
CREATE INDEX report_by_time ON report (at, id);
CREATE INDEX report_of_user ON report (reporter, at);

-- deleted accounts of which something is left: up to which conversation, and which seq of the next
CREATE TABLE erasure (
    "user" BIGINT PRIMARY KEY,
    messages INTEGER NOT NULL,
    done BIGINT NOT NULL,
    seq BIGINT NOT NULL
);
