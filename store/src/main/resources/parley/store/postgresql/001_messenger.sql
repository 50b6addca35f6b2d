-- one serial writer each; until: when its lease ends, by the database's clock
CREATE TABLE lane (
    id INTEGER PRIMARY KEY,
    n BIGINT NOT NULL,
    owner BIGINT,
    until TIMESTAMPTZ NOT NULL
);

-- each process takes blocks of a thousand conversation numbers
CREATE SEQUENCE conversation_block INCREMENT BY 1000 START WITH 1;

-- the feed: what each batch touched
CREATE TABLE batch (
    lane INTEGER NOT NULL,
    n BIGINT NOT NULL,
    at BIGINT NOT NULL,
    touched BYTEA NOT NULL,
    PRIMARY KEY (lane, n)
);

CREATE TABLE follower (
    name TEXT COLLATE "C" NOT NULL,
    lane INTEGER NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (name, lane)
);

-- a and b: the two people of a direct conversation, or twice the owner of an account conversation
CREATE TABLE conversation (
    id BIGINT PRIMARY KEY,
    kind INTEGER NOT NULL,
    org INTEGER NOT NULL DEFAULT 0,
    lastSeq BIGINT NOT NULL,
    lastRev BIGINT NOT NULL,
    lastAt BIGINT NOT NULL,
    lastMessageAt BIGINT NOT NULL,
    lastOdd BIGINT NOT NULL,
    lane INTEGER NOT NULL,
    n BIGINT NOT NULL,
    memberRev BIGINT NOT NULL,
    members INTEGER NOT NULL,
    a BIGINT,
    b BIGINT,
    aReceived BIGINT,
    aRead BIGINT,
    bReceived BIGINT,
    bRead BIGINT,
    settings BYTEA
) WITH (fillfactor = 60);

-- how two people find their conversation
CREATE TABLE pair (
    a BIGINT NOT NULL,
    b BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    PRIMARY KEY (a, b)
);

-- membership of direct conversations; new ones come at the end of each of their people's
CREATE TABLE direct (
    "user" BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    peer BIGINT NOT NULL,
    visibleFrom BIGINT NOT NULL,
    flags INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY ("user", conversation)
);

CREATE TABLE member (
    "user" BIGINT NOT NULL,
    conversation BIGINT NOT NULL,
    role INTEGER NOT NULL,
    state INTEGER NOT NULL,
    joinedRev BIGINT NOT NULL,
    leftRev BIGINT NOT NULL,
    visibleFrom BIGINT NOT NULL,
    flags INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY ("user", conversation)
);
CREATE INDEX member_of_conversation ON member (conversation, "user");

-- how far members of groups and channels got; those of direct conversations lie in the head
CREATE TABLE mark (
    conversation BIGINT NOT NULL,
    "user" BIGINT NOT NULL,
    received BIGINT NOT NULL,
    read BIGINT NOT NULL,
    PRIMARY KEY (conversation, "user")
);

CREATE TABLE message (
    conversation BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    rev BIGINT NOT NULL,
    lane INTEGER NOT NULL,
    n BIGINT NOT NULL,
    sender BIGINT NOT NULL,
    device BIGINT NOT NULL,
    at BIGINT NOT NULL,
    keyHash BIGINT,
    "key" TEXT,
    print BIGINT NOT NULL,
    expiresAt BIGINT,
    thread BIGINT,
    body BYTEA NOT NULL,
    PRIMARY KEY (conversation, seq)
);
CREATE UNIQUE INDEX message_by_key ON message (conversation, keyHash) WHERE keyHash IS NOT NULL;
CREATE INDEX message_by_thread ON message (conversation, thread, seq) WHERE thread IS NOT NULL;
CREATE VIEW thread_message AS SELECT * FROM message WHERE thread IS NOT NULL;

-- all changes that aren't messages
CREATE TABLE change (
    conversation BIGINT NOT NULL,
    rev BIGINT NOT NULL,
    lane INTEGER NOT NULL,
    n BIGINT NOT NULL,
    sender BIGINT NOT NULL,
    at BIGINT NOT NULL,
    kind INTEGER NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (conversation, rev)
);

CREATE TABLE "user" (
    id BIGINT PRIMARY KEY,
    org INTEGER NOT NULL DEFAULT 0,
    username TEXT COLLATE "C" NOT NULL UNIQUE,
    name TEXT COLLATE "C" NOT NULL,
    standing INTEGER NOT NULL,
    guest INTEGER NOT NULL,
    firstLogin INTEGER NOT NULL,
    createdAt BIGINT NOT NULL,
    lastSeenAt BIGINT,
    expiresAt BIGINT,
    biography TEXT NOT NULL,
    phone TEXT UNIQUE,
    email TEXT UNIQUE,
    presence INTEGER NOT NULL,
    receipts INTEGER NOT NULL,
    strangers INTEGER NOT NULL,
    account BIGINT NOT NULL
);

-- what a user is found by: username, folded name, and each word of it
CREATE TABLE user_word (
    word TEXT COLLATE "C" NOT NULL,
    "user" BIGINT NOT NULL,
    PRIMARY KEY (word, "user")
);
CREATE INDEX word_of_user ON user_word ("user");

-- names given up, kept from others for a while
CREATE TABLE reservation (
    username TEXT COLLATE "C" PRIMARY KEY,
    "user" BIGINT NOT NULL,
    until BIGINT NOT NULL
);

CREATE TABLE password (
    "user" BIGINT PRIMARY KEY,
    hash TEXT NOT NULL
);

CREATE TABLE contact (
    "user" BIGINT NOT NULL,
    peer BIGINT NOT NULL,
    state INTEGER NOT NULL,
    blocked INTEGER NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY ("user", peer)
);
CREATE INDEX blocked_by ON contact (peer) WHERE blocked = 1;

CREATE TABLE device (
    id BIGINT PRIMARY KEY,
    "user" BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    createdAt BIGINT NOT NULL,
    lastUsedAt BIGINT NOT NULL,
    revokedAt BIGINT
);
CREATE INDEX device_of_user ON device ("user");

CREATE TABLE refresh_token (
    hash BYTEA PRIMARY KEY,
    device BIGINT NOT NULL,
    issuedAt BIGINT NOT NULL,
    expiresAt BIGINT NOT NULL,
    usedAt BIGINT,
    usedKey TEXT,
    successor BYTEA
);
CREATE INDEX token_of_device ON refresh_token (device, expiresAt);

-- what requests that create were answered, for their repetition
CREATE TABLE answer (
    "user" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    request BYTEA NOT NULL,
    status INTEGER NOT NULL,
    body BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY ("user", "key")
);
CREATE INDEX answer_by_age ON answer (at);

CREATE TABLE secret (
    name TEXT COLLATE "C" PRIMARY KEY,
    value BYTEA NOT NULL
);
