-- who can't become a member of a group or channel; until is null for good
CREATE TABLE ban (
    conversation INTEGER NOT NULL,
    "user" INTEGER NOT NULL,
    bannedBy INTEGER NOT NULL,
    at INTEGER NOT NULL,
    until INTEGER,
    reason TEXT NOT NULL,
    PRIMARY KEY (conversation, "user")
) WITHOUT ROWID;

-- who asks to be let in
CREATE TABLE join_request (
    conversation INTEGER NOT NULL,
    "user" INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (conversation, "user")
) WITHOUT ROWID;

-- codes by which people become members; uses 0: any number of them
CREATE TABLE invitation (
    code TEXT NOT NULL,
    conversation INTEGER NOT NULL,
    madeBy INTEGER NOT NULL,
    at INTEGER NOT NULL,
    expiresAt INTEGER,
    uses INTEGER NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (code)
) WITHOUT ROWID;
CREATE INDEX invitation_of_conversation ON invitation (conversation, at);

-- when a member wrote last, where members have to wait between two messages
CREATE TABLE pace (
    conversation INTEGER NOT NULL,
    "user" INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (conversation, "user")
) WITHOUT ROWID;

-- deleted conversations, and the first seq of each that isn't erased yet
CREATE TABLE ended (
    conversation INTEGER NOT NULL,
    deletedAt INTEGER NOT NULL,
    nextSeq INTEGER NOT NULL,
    PRIMARY KEY (conversation)
) WITHOUT ROWID;

-- owners and admins
CREATE INDEX member_by_rank ON member (conversation, role) WHERE role < 2;
