CREATE TABLE account (
    jid VARCHAR(2048) NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL
);

CREATE TABLE account_key (
    jid VARCHAR(2048) NOT NULL REFERENCES account (jid) ON DELETE CASCADE,
    mechanism VARCHAR(20) NOT NULL,
    salt VARCHAR(64) NOT NULL,
    iterations INTEGER NOT NULL,
    stored_key VARCHAR(100) NOT NULL,
    server_key VARCHAR(100) NOT NULL,
    PRIMARY KEY (jid, mechanism)
);

CREATE TABLE secret (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    content VARCHAR(128) NOT NULL
);
