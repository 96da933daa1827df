package org.openbloctel.registry.consent;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.database.Database;

/** The consents that a company recorded or that were given to it, the latest first. Thread-safe. */
public final class CompanyConsents {
    /** Consents of one page. */
    public static final int PAGE = 50;

    private final Database database;
    private final InstantSource clock;

    /** Over this database. */
    public CompanyConsents(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Which of them are wanted. */
    public enum State {
        /** All. */
        ALL,
        /** Those that hold. */
        OPEN,
        /** Those that were withdrawn. */
        WITHDRAWN,
        /** Those whose time is over. */
        OVER
    }

    /**
     * A page of them, and one more when there is a next page.
     *
     * @param search the beginning of a reference; empty for all
     * @param page from 0
     */
    public List<GivenConsent> page(UUID company, String search, State state, int page) {
        return database.accounts()
                .sql(NumberConsents.CONSENTS
                        + " where (c.principal = :company or c.recorded_by = :company)"
                        + " and starts_with(c.reference, :search) and case :state when 'OPEN' then c.withdrawn_at is null"
                        + " and c.until > :now when 'WITHDRAWN' then c.withdrawn_at is not null when 'OVER' then"
                        + " c.withdrawn_at is null and c.until <= :now else true end"
                        + " order by c.seq desc limit :most offset :skipped")
                .param("company", company)
                .param("search", search.replace("\0", "").strip())
                .param("state", state.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("most", PAGE + 1)
                .param("skipped", (long) page * PAGE)
                .query(NumberConsents::given)
                .list();
    }
}
