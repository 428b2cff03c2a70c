-- for H2 and PostgreSQL

-- the messages of chat memories, as LangChain4j's JSON
create table if not exists chat_message (
    memory_id varchar(100) not null,
    ordinal   integer      not null,
    digest    char(64)     not null, -- SHA-256 of the message
    message   text         not null,
    primary key (memory_id, ordinal)
);

-- the conversations of the page; the id is that of the memory
create table if not exists conversation (
    id      varchar(36) primary key,
    title   varchar(200)             not null,
    used_at timestamp with time zone not null
);
