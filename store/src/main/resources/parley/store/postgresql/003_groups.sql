-- who can't become a member of a group or channel; until is null for good
CREATE TABLE ban (
    conversation BIGINT NOT NULL,
    "user" BIGINT NOT NULL,
    bannedBy BIGINT NOT NULL,
    at BIGINT NOT NULL,
    until BIGINT,
    reason TEXT NOT NULL,
    PRIMARY KEY (conversation, "user")
);

-- who asks to be let in
CREATE TABLE join_request (
    conversation BIGINT NOT NULL,
    "user" BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (conversation, "user")
);

-- codes by which people become members; uses 0: any number of them
CREATE TABLE invitation (
    code TEXT COLLATE "C" NOT NULL,
    conversation BIGINT NOT NULL,
    madeBy BIGINT NOT NULL,
    at BIGINT NOT NULL,
    expiresAt BIGINT,
    uses INTEGER NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (code)
);
CREATE INDEX invitation_of_conversation ON invitation (conversation, at);

-- when a member wrote last, where members have to wait between two messages
CREATE TABLE pace (
    conversation BIGINT NOT NULL,
    "user" BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (conversation, "user")
);

-- deleted conversations, and the first seq of each that isn't erased yet
CREATE TABLE ended (
    conversation BIGINT NOT NULL,
    deletedAt BIGINT NOT NULL,
    nextSeq BIGINT NOT NULL,
    PRIMARY KEY (conversation)
);

-- owners and admins
CREATE INDEX member_by_rank ON member (conversation, role) WHERE role < 2;
