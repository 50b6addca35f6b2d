-- how far each lane goes: a batch's row in the feed says so itself
CREATE VIEW lane_end AS
    SELECT l.id, MAX(l.n, COALESCE((SELECT MAX(b.n) FROM batch b WHERE b.lane = l.id), 0)) AS n
    FROM lane l;
