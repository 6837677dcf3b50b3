-- Persistent rooms (XEP-0045): configuration, subject, affiliations. Flags are 0 or 1; times are milliseconds since 1970.
CREATE TABLE room (
    jid TEXT NOT NULL PRIMARY KEY,
    domain TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    language TEXT NOT NULL,
    persistent INTEGER NOT NULL,
    public_room INTEGER NOT NULL,
    moderated INTEGER NOT NULL,
    members_only INTEGER NOT NULL,
    password TEXT,
    max_occupants INTEGER NOT NULL,
    whois TEXT NOT NULL,
    allow_subject_change INTEGER NOT NULL,
    allow_invites INTEGER NOT NULL,
    allow_private_messages INTEGER NOT NULL,
    history_size INTEGER NOT NULL,
    presence_broadcast TEXT NOT NULL,
    anonymous_role TEXT,
    visitors_may_speak INTEGER NOT NULL,
    subject TEXT NOT NULL,
    subject_setter TEXT,
    subject_since BIGINT
);

CREATE INDEX room_by_domain ON room (domain);

CREATE TABLE room_affiliation (
    room TEXT NOT NULL REFERENCES room (jid),
    jid TEXT NOT NULL,
    affiliation TEXT NOT NULL,
    PRIMARY KEY (room, jid)
);
