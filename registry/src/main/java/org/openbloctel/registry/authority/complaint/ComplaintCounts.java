package org.openbloctel.registry.authority.complaint;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.openbloctel.registry.platform.database.Database;

/**
 * Open complaints by the calling number and by the company, for jobs that compare them with the facts of other features. People are counted
 * by the number that was called: several complaints about calls to one number are one. Thread-safe.
 */
public final class ComplaintCounts {
    private final ComplaintCountRows rows;

    /** Over this database. */
    public ComplaintCounts(Database database) {
        this.rows = ComplaintCountRows.in(database);
    }

    /** Complaints about one calling number. */
    public record OfCaller(CallingNumber caller, int people, int complaints) {}

    /**
     * Complaints attributed to one company.
     *
     * @param firstCall the earliest call of them
     */
    public record OfCompany(UUID company, int people, int complaints, Instant firstCall) {}

    /**
     * A complaint attributed to a company.
     *
     * @param number the number that was called, E.164
     * @param denied whether the person says that they had not agreed to be called
     */
    public record Attributed(UUID company, long number, Instant lastCall, boolean denied) {
        /** Without the number. */
        @Override
        public String toString() {
            return "Attributed[" + company + "]";
        }
    }

    /** The calling numbers about which so many people complained since an instant, the one with the most people first. */
    public List<OfCaller> callers(Instant from, int people) {
        return rows.callers(from, people);
    }

    /** The companies about which so many people complained since an instant, the one with the most people first. */
    public List<OfCompany> companies(Instant from, int people) {
        return rows.companies(from, people);
    }

    /** The attributed complaints since an instant whose number is not forgotten. */
    public List<Attributed> attributed(Instant from) {
        return rows.attributed(from);
    }
}
