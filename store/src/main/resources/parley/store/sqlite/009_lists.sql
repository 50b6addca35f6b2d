-- which direct conversations each user has: their ids, ascending, many to a row; first is the
-- lowest of them, and those of later rows are higher
ALTER TABLE direct RENAME TO direct_before;
CREATE TABLE direct_list (
    "user" INTEGER NOT NULL,
    first INTEGER NOT NULL,
    conversations TEXT NOT NULL,
    PRIMARY KEY ("user", first)
) WITHOUT ROWID;

-- what someone chose for themself in a direct conversation; who chose nothing has no row
CREATE TABLE direct_own (
    "user" INTEGER NOT NULL,
    conversation INTEGER NOT NULL,
    visibleFrom INTEGER NOT NULL,
    flags INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY ("user", conversation)
) WITHOUT ROWID;

-- what the feed may tell again is put in rows of its own, which are then replaced
INSERT INTO direct_list ("user", first, conversations)
    SELECT "user", MIN(conversation), json_group_array(conversation ORDER BY conversation)
    FROM (SELECT "user", conversation, n,
            (ROW_NUMBER() OVER (PARTITION BY "user" ORDER BY conversation) - 1) / 128 AS part
        FROM direct_before WHERE n <= (SELECT n FROM moved))
    GROUP BY "user", part;
INSERT OR IGNORE INTO direct_list ("user", first, conversations)
    SELECT "user", conversation, json_array(conversation)
    FROM direct_before WHERE n > (SELECT n FROM moved);
INSERT INTO direct_own ("user", conversation, visibleFrom, flags, lane, n)
    SELECT d."user", d.conversation, d.visibleFrom, d.flags, d.lane, d.n FROM direct_before d
    WHERE d.visibleFrom <> 1 OR d.flags <> 0 OR d.n <> COALESCE(
        (SELECT r.n FROM message_place p JOIN message_row r ON r.id = p.message
            WHERE p.conversation = d.conversation AND p.seq = 1), 0);
DROP TABLE direct_before;

-- a user's list
CREATE VIEW direct AS
    SELECT l."user", j.value AS conversation, COALESCE(o.visibleFrom, 1) AS visibleFrom,
        COALESCE(o.flags, 0) AS flags, COALESCE(o.lane, 1) AS lane, COALESCE(o.n, 0) AS n
    FROM direct_list l CROSS JOIN json_each(l.conversations) j
    LEFT JOIN direct_own o ON o."user" = l."user" AND o.conversation = j.value;

-- the same of one conversation, found by that
CREATE VIEW direct_of AS
    SELECT c.a AS "user", c.id AS conversation, COALESCE(o.visibleFrom, 1) AS visibleFrom,
        COALESCE(o.flags, 0) AS flags, COALESCE(o.lane, 1) AS lane, COALESCE(o.n, 0) AS n
    FROM conversation c LEFT JOIN direct_own o ON o."user" = c.a AND o.conversation = c.id
    WHERE c.kind = 0
    UNION ALL
    SELECT c.b, c.id, COALESCE(o.visibleFrom, 1), COALESCE(o.flags, 0), COALESCE(o.lane, 1),
        COALESCE(o.n, 0)
    FROM conversation c LEFT JOIN direct_own o ON o."user" = c.b AND o.conversation = c.id
    WHERE c.kind = 0 AND c.b <> c.a;

-- of a conversation's first 32 messages the key is found here, of later ones in message_key
ALTER TABLE message_place ADD COLUMN keyHash INTEGER;

-- up to which conversation all direct ones have their row in pair
CREATE TABLE pair_moved (id INTEGER PRIMARY KEY, conversation INTEGER NOT NULL);
INSERT INTO pair_moved (id, conversation) SELECT 1, COALESCE(MAX(id), 0) FROM conversation;
