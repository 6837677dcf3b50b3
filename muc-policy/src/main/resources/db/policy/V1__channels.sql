CREATE TABLE channel (
    name      VARCHAR(64) PRIMARY KEY,
    title     VARCHAR(200) NOT NULL,
    language  VARCHAR(35) NOT NULL,
    room      VARCHAR(3071) NOT NULL UNIQUE,
    autostart BOOLEAN NOT NULL,
    access    VARCHAR(16) NOT NULL
);

CREATE TABLE channel_owner (
    channel VARCHAR(64) NOT NULL REFERENCES channel (name) ON DELETE CASCADE,
    jid     VARCHAR(3071) NOT NULL,
    PRIMARY KEY (channel, jid)
);

-- Keys themselves are nowhere: SHA-256 in lower-case hexadecimal.
CREATE TABLE stream_key (
    hash       CHAR(64) PRIMARY KEY,
    channel    VARCHAR(64) NOT NULL REFERENCES channel (name) ON DELETE CASCADE,
    created_ms BIGINT NOT NULL
);

CREATE INDEX stream_key_channel ON stream_key (channel);

-- What is on air: it is put on air again when the server starts.
CREATE TABLE broadcast (
    channel  VARCHAR(64) NOT NULL REFERENCES channel (name) ON DELETE CASCADE,
    mode     VARCHAR(16) NOT NULL,
    since_ms BIGINT NOT NULL,
    PRIMARY KEY (channel, mode)
);
