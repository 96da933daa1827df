package org.openbloctel.registry.callfiles.intake;

import java.util.UUID;
import org.openbloctel.registry.accounts.company.Companies;
import org.openbloctel.registry.accounts.company.Quotas;
import org.openbloctel.registry.platform.refusal.CompanyRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** What a company may still have checked. */
public interface Allowance {
    /** No limits: for tests. */
    Allowance UNLIMITED = new Allowance() {
        @Override
        public void require(UUID company) {}

        @Override
        public void requireVerified(UUID company) {}

        @Override
        public void charge(UUID company, UUID submission, long lines) {}
    };

    /**
     * Asked before a file is taken.
     *
     * @throws org.openbloctel.registry.platform.refusal.RefusedException when the company may submit nothing at all
     */
    void require(UUID company);

    /**
     * Asked before a returned file is handed out.
     *
     * @throws org.openbloctel.registry.platform.refusal.RefusedException unless the company is verified and not suspended
     */
    void requireVerified(UUID company);

    /**
     * Counts a submission, in the transaction that publishes its files.
     *
     * @param company who pays: the principal
     * @param lines lines that were not checked of late; 0 costs nothing
     * @throws org.openbloctel.registry.platform.refusal.RefusedException when it is more than the plan holds: the submission is refused
     */
    void charge(UUID company, UUID submission, long lines);

    /** Gives back what a submission was charged that is held after all, in that transaction. */
    default void giveBack(UUID submission) {}

    /**
     * What a principal's plan holds. A file is taken from any verified company with a plan, even a used-up one: what was checked of
     * late costs nothing, and how much that is only the scrub knows. Thread-safe.
     */
    final class ByPlan implements Allowance {
        private final Companies companies;
        private final Quotas quotas;

        /** Asks these. */
        public ByPlan(Companies companies, Quotas quotas) {
            this.companies = companies;
            this.quotas = quotas;
        }

        @Override
        public void require(UUID company) {
            requireVerified(company);
            if (quotas.current(company).isEmpty()) {
                throw new RefusedException(new CompanyRefusal.NoPlan());
            }
        }

        @Override
        public void requireVerified(UUID company) {
            companies.requireVerified(company);
        }

        @Override
        public void charge(UUID company, UUID submission, long lines) {
            quotas.reserve(company, submission, lines);
        }

        @Override
        public void giveBack(UUID submission) {
            quotas.release(submission);
        }
    }
}
