import GRDB

/// The tables, as they grew. A migration that was released is never changed; another one follows it.
///
/// Text that comes from outside is kept as its UTF-8 bytes, since strings are bound only up to a NUL.
enum Schema {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: actors, journals, schedules") { db in
            try db.execute(sql: directory + journals + schedules)
        }
        migrator.registerMigration("2: how far the index of words is") { db in
            try db.execute(sql: indexMarks)
        }
        migrator.registerMigration("3: jobs that repeat") { db in
            try db.execute(sql: repetitions)
        }
        return migrator
    }()

    /// `number` is an actor's short name in the other tables. The row changes only at the two ends of a life; what
    /// moves with every commit is in `positions`, and the state, which may be large, is apart from both.
    private static let directory = """
        CREATE TABLE actors (
            number INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            name BLOB NOT NULL,
            key BLOB NOT NULL,
            input BLOB,
            created_at INTEGER NOT NULL,
            destroyed_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX living_actors ON actors (name, key) WHERE destroyed_at IS NULL;
        CREATE INDEX actors_by_age ON actors (created_at, number);
        CREATE INDEX actors_by_name_and_age ON actors (name, created_at, number);

        CREATE TABLE positions (
            actor INTEGER PRIMARY KEY,
            generation INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            last_commit INTEGER
        ) STRICT;

        CREATE TABLE snapshots (
            actor INTEGER PRIMARY KEY,
            state BLOB NOT NULL
        ) STRICT;

        """

    /// The index holds no copy of the text; `EntryNumber` leads from it to the entry.
    private static let journals = """
        CREATE TABLE entries (
            actor INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            time INTEGER NOT NULL,
            client_id BLOB,
            text BLOB,
            payload BLOB NOT NULL,
            PRIMARY KEY (actor, kind, sequence)
        ) STRICT, WITHOUT ROWID;

        CREATE VIRTUAL TABLE entry_words USING fts5 (
            text, content = '', tokenize = 'unicode61 remove_diacritics 2'
        );

        """

    private static let schedules = """
        CREATE TABLE schedules (
            actor INTEGER NOT NULL,
            id BLOB NOT NULL,
            job BLOB NOT NULL,
            time INTEGER NOT NULL,
            arguments BLOB NOT NULL,
            PRIMARY KEY (actor, id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX schedules_by_time ON schedules (time);
        """

    /// `indexed` is the newest entry of the main journal that is in the index of words: the index follows the journal.
    private static let indexMarks = """
        ALTER TABLE positions ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
        UPDATE positions SET indexed = ifnull(
            (SELECT max(sequence) FROM entries WHERE entries.actor = positions.actor AND kind = 0), 0);
        """

    /// How a job repeats, as `Repetition` writes it.
    private static let repetitions = "ALTER TABLE schedules ADD COLUMN repetition BLOB"
}
