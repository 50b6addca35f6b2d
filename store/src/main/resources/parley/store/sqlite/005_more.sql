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

-- what people reported to the operator; evidence is a copy of the messages as the reporter saw them
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    reporter INTEGER NOT NULL,
    conversation INTEGER,
    "user" INTEGER,
    reason INTEGER NOT NULL,
    text TEXT NOT NULL,
    evidence BLOB NOT NULL,
    resolvedAt INTEGER,
    note TEXT
);
CREATE INDEX report_by_time ON report (at, id);
CREATE INDEX report_of_user ON report (reporter, at);

-- deleted accounts of which something is left: up to which conversation, and which seq of the next
CREATE TABLE erasure (
    "user" INTEGER PRIMARY KEY,
    messages INTEGER NOT NULL,
    done INTEGER NOT NULL,
    seq INTEGER NOT NULL
);
