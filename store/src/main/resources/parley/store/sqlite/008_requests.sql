-- where someone asks to be let in, to take that back when their account goes
CREATE INDEX join_request_by_user ON join_request ("user");
