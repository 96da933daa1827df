package org.openbloctel.registry.calls.consent;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;

/** The consents that a company recorded or that were given to it, the latest first. Thread-safe. */
public final class CompanyConsents {
    /** Consents of one page. */
    public static final int PAGE = 50;

    /** As many consents under one digest of evidence are told to the company. */
    public static final int MANY = 100;

    private final Database database;
    private final InstantSource clock;
    private final GivenConsents given;
    private final GivenConsentRows rows;
    private final ConsentRows recorded;

    /** Over this database. */
    public CompanyConsents(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.given = new GivenConsents(database, database.masterKeys());
        this.rows = GivenConsentRows.in(database);
        this.recorded = database.rows(ConsentRows.class);
    }

    /**
     * A page of them, and one more when there is a next page.
     *
     * @param search the beginning of a reference; empty for all
     * @param page from 0
     */
    public List<GivenConsent> page(UUID company, String search, GivenConsent.State state, int page) {
        return given.ofCompany(wanted(company, search, state, (long) page * PAGE, PAGE + 1));
    }

    /** The first so many of them one by one: their texts are too long to be held at once. */
    public void each(UUID company, String search, GivenConsent.State state, int most, Consumer<GivenConsent> taker) {
        database.runInAccounts(() -> given.each(wanted(company, search, state, 0, most), taker));
    }

    /** One of them. */
    public GivenConsent one(UUID company, UUID consent) {
        return given.find(company, consent).orElseThrow(() -> new RefusedException(new RequestRefusal.NotFound()));
    }

    /** Whether the company itself recorded it. */
    public boolean isRecordedBy(UUID company, UUID consent) {
        return recorded.isRecordedBy(company, consent);
    }

    /**
     * Of some digests those under which the company recorded {@value #MANY} consents or more: one file can hardly prove that many
     * people agreed, and a company that has to prove one of them may fail to.
     */
    public Set<String> repeated(UUID company, Collection<String> digests) {
        return recorded.repeated(company, new HashSet<>(digests), MANY);
    }

    /**
     * The consents to calls of a company in a month.
     *
     * @param month in France
     * @param given how many people gave in this portal
     * @param recorded how many the company, or an agent for it, recorded
     * @param withdrawn how many were withdrawn, whenever they were given
     */
    public record Month(YearMonth month, long given, long recorded, long withdrawn) {}

    /** The months of a period in which consents to calls of this company were given, recorded or withdrawn. */
    public List<Month> byMonth(UUID principal, Instant from, Instant until) {
        return rows.byMonth(principal, from, until);
    }

    private GivenConsentRows.Wanted wanted(
            UUID company, String search, GivenConsent.State state, long skipped, int most) {
        String beginning = search.replace("\0", "").strip();
        return new GivenConsentRows.Wanted(company, beginning, state, clock.instant(), skipped, most);
    }
}
