-- when each message was sent that names someone, so that a page of them is read and no more
ALTER TABLE mention ADD COLUMN at BIGINT NOT NULL DEFAULT 0;
UPDATE mention SET at = COALESCE((SELECT m.at FROM message m
    WHERE m.conversation = mention.conversation AND m.seq = mention.seq), 0);
CREATE INDEX mention_by_time ON mention ("user", at, conversation, seq);
