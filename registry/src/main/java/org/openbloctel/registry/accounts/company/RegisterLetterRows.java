package org.openbloctel.registry.accounts.company;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Columns;
import org.openbloctel.registry.platform.database.Database;

/** The table of letters to companies, one a company. */
final class RegisterLetterRows {
    private final Database database;

    RegisterLetterRows(Database database) {
        this.database = database;
    }

    void put(RegisterLetter letter, String about, String hash, byte[] code) {
        delete(letter.company());
        database.accounts()
                .sql("""
                        insert into accounts.company_letter (company, id, about, address, code_hash, code, written_at)
                        values (:company, :id, :about, :address, :hash, :code, :now)
                        """)
                .param("company", letter.company())
                .param("id", letter.id())
                .param("about", about)
                .param("address", letter.address())
                .param("hash", hash)
                .param("code", code)
                .param("now", Columns.timestamp(letter.writtenAt()))
                .update();
    }

    /** The letter to a company, unless a decision on the company came after it. */
    Optional<Kept> find(UUID company) {
        return database.accounts()
                .sql("""
                        select l.* from accounts.company_letter l join accounts.company c on c.id = l.company
                        where l.company = :company and (c.decided_at is null or c.decided_at <= l.written_at)
                        """)
                .param("company", company)
                .query(RegisterLetterRows::kept)
                .optional();
    }

    /** Letters that are not posted yet, the oldest first. */
    List<Kept> toPost(int limit) {
        return database.accounts()
                .sql("""
                        select l.* from accounts.company_letter l join accounts.company c on c.id = l.company
                        where l.posted_at is null and (c.decided_at is null or c.decided_at <= l.written_at)
                        order by l.written_at, l.id limit :limit
                        """)
                .param("limit", limit)
                .query(RegisterLetterRows::kept)
                .list();
    }

    int posted(UUID id, Instant now) {
        return database.accounts()
                .sql("""
                        update accounts.company_letter set posted_at = :now, code = null
                        where id = :id and posted_at is null
                        """)
                .param("now", Columns.timestamp(now))
                .param("id", id)
                .update();
    }

    void wrong(UUID company) {
        database.accounts()
                .sql("update accounts.company_letter set tries = tries + 1 where company = :company")
                .param("company", company)
                .update();
    }

    void delete(UUID company) {
        database.accounts()
                .sql("delete from accounts.company_letter where company = :company")
                .param("company", company)
                .update();
    }

    int forget(Instant before) {
        return database.accounts()
                .sql("delete from accounts.company_letter where written_at < :before")
                .param("before", Columns.timestamp(before))
                .update();
    }

    private static Kept kept(ResultSet row, int n) throws SQLException {
        RegisterLetter letter = new RegisterLetter(
                Objects.requireNonNull(row.getObject("id", UUID.class)),
                Objects.requireNonNull(row.getObject("company", UUID.class)),
                row.getString("address"),
                row.getInt("tries"),
                Columns.instant(row, "written_at"),
                Columns.optionalInstant(row, "posted_at").orElse(null));
        byte[] code = row.getBytes("code");
        return new Kept(letter, row.getString("about"), row.getString("code_hash"), code == null ? new byte[0] : code);
    }

    /**
     * A letter with what stays here.
     *
     * @param about a digest of what two people approved
     * @param code wrapped; empty once it is posted
     */
    @SuppressWarnings("ArrayRecordComponent") // opened, never compared
    record Kept(RegisterLetter letter, String about, String hash, byte[] code) {}
}
