CREATE TABLE lane (id INTEGER PRIMARY KEY, n INTEGER NOT NULL);
INSERT INTO lane (id, n) VALUES (1, 0);

-- the feed: what each batch touched, and the heads of its direct conversations
CREATE TABLE batch (
    lane INTEGER NOT NULL,
    n INTEGER NOT NULL,
    at INTEGER NOT NULL,
    touched BLOB NOT NULL,
    heads BLOB,
    PRIMARY KEY (lane, n)
) WITHOUT ROWID;

-- up to which batch and message all rows of direct conversations are in their tables; what is
-- committed beyond is in the feed, and held in memory until it is moved (package lag)
CREATE TABLE moved (id INTEGER PRIMARY KEY, n INTEGER NOT NULL, message INTEGER NOT NULL);
INSERT INTO moved (id, n, message) VALUES (1, 0, 0);

CREATE TABLE follower (
    name TEXT NOT NULL,
    lane INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (name, lane)
) WITHOUT ROWID;

-- a and b: the two people of a direct conversation, or twice the owner of an account conversation
CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    org INTEGER NOT NULL DEFAULT 0,
    lastSeq INTEGER NOT NULL,
    lastRev INTEGER NOT NULL,
    lastAt INTEGER NOT NULL,
    lastMessageAt INTEGER NOT NULL,
    lastOdd INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    n INTEGER NOT NULL,
    memberRev INTEGER NOT NULL,
    members INTEGER NOT NULL,
    a INTEGER,
    b INTEGER,
    aReceived INTEGER,
    aRead INTEGER,
    bReceived INTEGER,
    bRead INTEGER,
    settings BLOB
);

-- how two people find their conversation
CREATE TABLE pair (
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    PRIMARY KEY (a, b)
) WITHOUT ROWID;

-- membership of direct conversations; new ones come at the end of each of their people's
CREATE TABLE direct (
    "user" INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    peer INTEGER NOT NULL,
    visibleFrom INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY ("user", conversation)
) WITHOUT ROWID;

CREATE TABLE member (
    "user" INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    role INTEGER NOT NULL,
    state INTEGER NOT NULL,
    joinedRev INTEGER NOT NULL,
    leftRev INTEGER NOT NULL,
    visibleFrom INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY ("user", conversation)
) WITHOUT ROWID;
CREATE INDEX member_of_conversation ON member (conversation, "user");

-- how far members of groups and channels got; those of direct conversations lie in the head
CREATE TABLE mark (
    conversation INTEGER NOT NULL,
    "user" INTEGER NOT NULL,
    received INTEGER NOT NULL,
    read INTEGER NOT NULL,
    PRIMARY KEY (conversation, "user")
) WITHOUT ROWID;

-- in the order in which they came
CREATE TABLE message_row (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    n INTEGER NOT NULL,
    sender INTEGER NOT NULL,
    device INTEGER NOT NULL,
    at INTEGER NOT NULL,
    keyHash INTEGER,
    "key" TEXT,
    print INTEGER NOT NULL,
    expiresAt INTEGER,
    thread INTEGER,
    body BLOB NOT NULL
);
CREATE INDEX message_by_thread ON message_row (conversation, thread, seq) WHERE thread IS NOT NULL;

-- where each message of a conversation is
CREATE TABLE message_place (
    conversation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (conversation, seq)
) WITHOUT ROWID;

-- which message of a conversation has a key
CREATE TABLE message_key (
    conversation INTEGER NOT NULL,
    keyHash INTEGER NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (conversation, keyHash)
) WITHOUT ROWID;

CREATE VIEW message AS
    SELECT p.conversation, p.seq, r.rev, r.lane, r.n, r.sender, r.device, r.at, r.keyHash, r."key",
        r.print, r.expiresAt, r.thread, r.body
    FROM message_place p JOIN message_row r ON r.id = p.message;
CREATE VIEW thread_message AS SELECT * FROM message_row WHERE thread IS NOT NULL;

-- all changes that aren't messages
CREATE TABLE change (
    conversation INTEGER NOT NULL,
    rev INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    n INTEGER NOT NULL,
    sender INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (conversation, rev)
) WITHOUT ROWID;

CREATE TABLE "user" (
    id INTEGER PRIMARY KEY,
    org INTEGER NOT NULL DEFAULT 0,
    username TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    standing INTEGER NOT NULL,
    guest INTEGER NOT NULL,
    firstLogin INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    lastSeenAt INTEGER,
    expiresAt INTEGER,
    biography TEXT NOT NULL,
    phone TEXT UNIQUE,
    email TEXT UNIQUE,
    presence INTEGER NOT NULL,
    receipts INTEGER NOT NULL,
    strangers INTEGER NOT NULL,
    account INTEGER NOT NULL
);

-- what a user is found by: username, folded name, and each word of it
CREATE TABLE user_word (
    word TEXT NOT NULL,
    "user" INTEGER NOT NULL,
    PRIMARY KEY (word, "user")
) WITHOUT ROWID;
CREATE INDEX word_of_user ON user_word ("user");

-- names given up, kept from others for a while
CREATE TABLE reservation (
    username TEXT PRIMARY KEY,
    "user" INTEGER NOT NULL,
    until INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE password (
    "user" INTEGER PRIMARY KEY,
    hash TEXT NOT NULL
);

CREATE TABLE contact (
    "user" INTEGER NOT NULL,
    peer INTEGER NOT NULL,
    state INTEGER NOT NULL,
    blocked INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY ("user", peer)
) WITHOUT ROWID;
CREATE INDEX blocked_by ON contact (peer) WHERE blocked = 1;

CREATE TABLE device (
    id INTEGER PRIMARY KEY,
    "user" INTEGER NOT NULL,
    name TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    lastUsedAt INTEGER NOT NULL,
    revokedAt INTEGER
);
CREATE INDEX device_of_user ON device ("user");

CREATE TABLE refresh_token (
    hash BLOB PRIMARY KEY,
    device INTEGER NOT NULL,
    issuedAt INTEGER NOT NULL,
    expiresAt INTEGER NOT NULL,
    usedAt INTEGER,
    usedKey TEXT,
    successor BLOB
) WITHOUT ROWID;
CREATE INDEX token_of_device ON refresh_token (device, expiresAt);

-- what requests that create were answered, for their repetition
CREATE TABLE answer (
    "user" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    request BLOB NOT NULL,
    status INTEGER NOT NULL,
    body BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY ("user", "key")
) WITHOUT ROWID;
CREATE INDEX answer_by_age ON answer (at);

CREATE TABLE secret (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;
