-- what members have written and not sent; text is NULL where it was cleared; rev: of the account event that told of it
CREATE TABLE draft (
    "user" BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    text TEXT,
    replyTo BIGINT NOT NULL,
    thread BIGINT NOT NULL,
    at BIGINT NOT NULL,
    rev BIGINT NOT NULL,
    PRIMARY KEY ("user", conversation)
);
CREATE INDEX draft_of_conversation ON draft (conversation);
