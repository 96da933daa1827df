package org.openbloctel.registry.accounts.company;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.openbloctel.registry.accounts.credential.CredentialDirectory;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.database.Database;

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

    /** A proposal that was not accepted goes so long after its last day. */
    public static final Period PROPOSALS_KEPT = Period.ofDays(30);

    /** Invoices, payments and what was sold are kept for so many years after the one they are of (C. com. art. L. 123-22). */
    public static final int ACCOUNTING_YEARS = 10;

    /** Lines drawn for a submission are known as long as the submission. */
    public static final Period DRAWN_KEPT = Period.ofYears(3);

    /** A letter with a code is known for so long; once its code is typed, no longer. */
    public static final Period LETTERS_KEPT = Period.ofYears(1);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final List<Keeper> keepers;
    private final CredentialDirectory credentials;
    private final CompanyRows companies;
    private final MemberRows members;
    private final ApiKeyRows keys;
    private final SftpKeyRows sftpKeys;
    private final SealingKeyRows sealingKeys;
    private final MandateRows mandates;
    private final RegisterLetterRows letters;
    private final InvoiceRows invoices;
    private final SubscriptionRows subscriptions;

    /**
     * Erasure in this database.
     *
     * @param keepers all other features with rows that their company must not leave behind
     */
    public CompanyErasure(Database database, InstantSource clock, AuditTrail audit, List<Keeper> keepers) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.keepers = List.copyOf(keepers);
        this.credentials = new CredentialDirectory(database);
        this.companies = database.rows(CompanyRows.class);
        this.members = database.rows(MemberRows.class);
        this.keys = database.rows(ApiKeyRows.class);
        this.sftpKeys = database.rows(SftpKeyRows.class);
        this.sealingKeys = database.rows(SealingKeyRows.class);
        this.mandates = database.rows(MandateRows.class);
        this.letters = database.rows(RegisterLetterRows.class);
        this.invoices = database.rows(InvoiceRows.class);
        this.subscriptions = database.rows(SubscriptionRows.class);
    }

    /** Erases what has no reason to stay; returns how many rows. */
    public int forget() {
        LocalDate today = LegalCalendar.today(clock);
        return database.inAccounts(
                        () -> keys(today) + letters(today) + drawn(today) + mandates(today) + accounting(today))
                + refused(today);
    }

    /** Invitations that cannot be accepted any more; returns how many. */
    public int invitations() {
        return members.forgetInvitations(clock.instant());
    }

    private int keys(LocalDate today) {
        LocalDate before = today.minus(KEYS_KEPT);
        return keys.forgetRevoked(LegalCalendar.startOf(before))
                + keys.forgetExpired(before)
                + sftpKeys.forget(LegalCalendar.startOf(before))
                + sealingKeys.forget(LegalCalendar.startOf(before));
    }

    private int letters(LocalDate today) {
        return letters.forget(LegalCalendar.startOf(today.minus(LETTERS_KEPT)));
    }

    private int drawn(LocalDate today) {
        return subscriptions.forgetUses(LegalCalendar.startOf(today.minus(DRAWN_KEPT)));
    }

    private int mandates(LocalDate today) {
        return mandates.forgetMandates(today.minus(MANDATES_KEPT))
                + mandates.forgetProposals(today.minus(PROPOSALS_KEPT));
    }

    private int accounting(LocalDate today) {
        int year = today.getYear() - ACCOUNTING_YEARS;
        return invoices.forget(year) + subscriptions.forget(LocalDate.of(year, 1, 1));
    }

    /** Refused companies that bought nothing and that no feature keeps rows of, with their people and keys. */
    private int refused(LocalDate today) {
        List<UUID> refused = companies.refusedWithoutOrders(LegalCalendar.startOf(today.minus(REFUSED_KEPT)));
        Set<UUID> kept = keepers.stream()
                .flatMap(keeper -> keeper.kept(refused).stream())
                .collect(Collectors.toSet());
        List<UUID> due = refused.stream().filter(id -> !kept.contains(id)).toList();
        due.forEach(company -> database.runInAccounts(() -> {
            mandates.deleteOf(company);
            members.deleteInvitations(company);
            keys.deleteOf(company);
            sftpKeys.deleteOf(company);
            credentials.delete(members.ids(company));
            companies.delete(company);
            audit.record(new AuditEntry("system", "company.forgotten", "company:" + company, Map.of()));
        }));
        return due.size();
    }

    /** A feature with rows that only mean something while their company exists. */
    public interface Keeper {
        /** Those of some companies that it has such rows of: they are not erased. */
        Set<UUID> kept(Collection<UUID> companies);
    }
}
