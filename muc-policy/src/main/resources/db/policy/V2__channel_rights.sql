-- Settings of the room are null where the site's default serves; managed names the settings that a file rules, separated by commas.
ALTER TABLE channel ADD COLUMN password VARCHAR(256);
ALTER TABLE channel ADD COLUMN description VARCHAR(2048);
ALTER TABLE channel ADD COLUMN history_size INTEGER;
ALTER TABLE channel ADD COLUMN max_occupants INTEGER;
ALTER TABLE channel ADD COLUMN moderated INTEGER;
ALTER TABLE channel ADD COLUMN visitors_may_speak INTEGER;
ALTER TABLE channel ADD COLUMN managed VARCHAR(400) NOT NULL DEFAULT '';

-- Rank is MODERATOR or MEMBER.
CREATE TABLE channel_person (
    channel VARCHAR(64) NOT NULL REFERENCES channel (name) ON DELETE CASCADE,
    jid     VARCHAR(3071) NOT NULL,
    rank    VARCHAR(16) NOT NULL,
    PRIMARY KEY (channel, jid)
);

-- Until now a channel had one key.
ALTER TABLE stream_key ADD COLUMN name VARCHAR(64) NOT NULL DEFAULT 'default';
ALTER TABLE stream_key ADD COLUMN expires_ms BIGINT;
CREATE UNIQUE INDEX stream_key_name ON stream_key (channel, name);
