-- how far each lane goes
CREATE VIEW lane_end AS SELECT id, n FROM lane;
