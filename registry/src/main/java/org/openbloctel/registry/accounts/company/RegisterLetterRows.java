package org.openbloctel.registry.accounts.company;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table of letters to companies, one a company. */
interface RegisterLetterRows {
    /**
     * A letter with what stays here.
     *
     * @param about a digest of what two people approved
     * @param code wrapped; null once it is posted
     */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record Kept(@Nested RegisterLetter letter, String about, String codeHash, byte @Nullable [] code) {}

    default void put(RegisterLetter letter, String about, String hash, byte[] code) {
        delete(letter.company());
        insert(letter, about, hash, code);
    }

    @SqlUpdate("""
            insert into accounts.company_letter (company, id, about, address, code_hash, code, written_at)
            values (:letter.company, :letter.id, :about, :letter.address, :hash, :code, :letter.writtenAt)
            """)
    void insert(RegisterLetter letter, String about, String hash, byte[] code);

    /** The letter to a company, unless a decision on the company came after it. */
    @SqlQuery("""
            select l.* from accounts.company_letter l join accounts.company c on c.id = l.company
            where l.company = :company and (c.decided_at is null or c.decided_at <= l.written_at)
            """)
    Optional<Kept> find(UUID company);

    /** Letters that are not posted yet, the oldest first. */
    @SqlQuery("""
            select l.* from accounts.company_letter l join accounts.company c on c.id = l.company
            where l.posted_at is null and (c.decided_at is null or c.decided_at <= l.written_at)
            order by l.written_at, l.id limit :limit
            """)
    List<Kept> toPost(int limit);

    @SqlUpdate("update accounts.company_letter set posted_at = :now, code = null where id = :id and posted_at is null")
    boolean posted(UUID id, Instant now);

    @SqlUpdate("update accounts.company_letter set tries = tries + 1 where company = :company")
    void wrong(UUID company);

    @SqlUpdate("delete from accounts.company_letter where company = :company")
    void delete(UUID company);

    @SqlUpdate("delete from accounts.company_letter where written_at < :before")
    int forget(Instant before);
}
