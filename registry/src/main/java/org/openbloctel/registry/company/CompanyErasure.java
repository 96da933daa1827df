package org.openbloctel.registry.company;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.audit.AuditEntry;
import org.openbloctel.registry.audit.AuditTrail;
import org.openbloctel.registry.calendar.LegalCalendar;
import org.openbloctel.registry.database.Database;

/**
 * What is erased of companies, and when. Each step may be repeated, and from several servers at once. Thread-safe.
 */
public final class CompanyErasure {
    /** A company that was refused, with its people, goes after so long. */
    public static final Period REFUSED_KEPT = Period.ofYears(1);

    /** A key that was revoked or has expired is known for so long. */
    public static final Period KEYS_KEPT = Period.ofYears(1);

    /** A mandate proves who acted for whom, for so long after its end (C. civ. art. 2224). */
    public static final Period MANDATES_KEPT = Period.ofYears(5);

    /** A proposal that nobody accepted goes so long after its last day. */
    public static final Period PROPOSALS_KEPT = Period.ofDays(30);

    /** Invoices, payments and what was sold are kept for so many years after the one they are of (C. com. art. L. 123-22). */
    public static final int ACCOUNTING_YEARS = 10;

    /** Lines drawn for a submission are known as long as the submission. */
    public static final Period DRAWN_KEPT = Period.ofYears(3);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;

    /** Erasure in this database. */
    public CompanyErasure(Database database, InstantSource clock, AuditTrail audit) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
    }

    /** Erases what has no reason to stay; returns how many rows. */
    public int forget() {
        LocalDate today = LegalCalendar.today(clock);
        return database.inAccounts(() -> keys(today) + drawn(today) + mandates(today) + accounting(today))
                + refused(today);
    }

    /** Invitations that nobody can accept any more; returns how many. */
    public int invitations() {
        return delete(
                "delete from accounts.invitation where expires_at <= ?",
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    private int keys(LocalDate today) {
        return delete("delete from accounts.api_key where revoked_at < ?", startOf(today.minus(KEYS_KEPT)))
                + delete("delete from accounts.api_key where expires_on < ?", today.minus(KEYS_KEPT))
                + delete("delete from accounts.sftp_key where revoked_at < ?", startOf(today.minus(KEYS_KEPT)));
    }

    private int drawn(LocalDate today) {
        return delete("delete from accounts.quota_use where used_at < ?", startOf(today.minus(DRAWN_KEPT)));
    }

    private int mandates(LocalDate today) {
        return delete(
                        "delete from accounts.mandate where accepted_at is not null and coalesce(ended_on, ends_on) < ?",
                        today.minus(MANDATES_KEPT))
                + delete(
                        "delete from accounts.mandate where accepted_at is null and coalesce(ended_on, ends_on) < ?",
                        today.minus(PROPOSALS_KEPT));
    }

    private int accounting(LocalDate today) {
        int invoices = database.accounts()
                .sql("select accounts.forget_invoices(?)")
                .param(today.getYear() - ACCOUNTING_YEARS)
                .query(Integer.class)
                .single();
        return invoices
                + delete(
                        "delete from accounts.subscription s where coalesce(ends_on, (cancelled_at at time zone 'Europe/Paris')::date) < ?"
                                + " and not exists (select from accounts.invoice i where i.subscription = s.id)"
                                + " and not exists (select from accounts.quota_use q where q.subscription = s.id)",
                        LocalDate.of(today.getYear() - ACCOUNTING_YEARS, 1, 1));
    }

    /** A refused company that bought nothing and sent nothing, with its people and keys. */
    private int refused(LocalDate today) {
        List<UUID> due = database.accounts()
                .sql("select c.id from accounts.company c where c.state = 'REFUSED' and c.decided_at < ?"
                        + " and not exists (select from accounts.subscription s where s.company = c.id)"
                        + " and not exists (select from accounts.invoice i where i.company = c.id)"
                        + " and not exists (select from accounts.submission s where c.id in (s.company, s.principal))")
                .param(startOf(today.minus(REFUSED_KEPT)))
                .query(UUID.class)
                .list();
        for (UUID company : due) {
            database.runInAccounts(() -> {
                delete("delete from accounts.mandate where ? in (principal, agent, proposed_by)", company);
                delete("delete from accounts.invitation where company = ?", company);
                delete("delete from accounts.api_key where company = ?", company);
                delete("delete from accounts.sftp_key where company = ?", company);
                delete(
                        "delete from accounts.credential where id in (select id from accounts.member where company = ?)",
                        company);
                delete("delete from accounts.company where id = ?", company);
                audit.record(new AuditEntry("system", "company.forgotten", "company:" + company, Map.of()));
            });
        }
        return due.size();
    }

    private int delete(String sql, Object value) {
        return database.accounts().sql(sql).param(value).update();
    }

    private static OffsetDateTime startOf(LocalDate day) {
        return LegalCalendar.startOf(day).atOffset(ZoneOffset.UTC);
    }
}
