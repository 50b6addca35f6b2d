-- one person's row of one direct conversation
CREATE VIEW direct_of AS
    SELECT "user", conversation, visibleFrom, flags, lane, n FROM direct;
