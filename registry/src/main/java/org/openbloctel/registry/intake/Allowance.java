package org.openbloctel.registry.intake;

import java.util.UUID;

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
     * @throws org.openbloctel.registry.refusal.RefusedException when the company may submit nothing at all
     */
    void require(UUID company);

    /**
     * Asked before a returned file is handed out.
     *
     * @throws org.openbloctel.registry.refusal.RefusedException unless the company is verified and not suspended
     */
    void requireVerified(UUID company);

    /**
     * Counts a submission, in the transaction that publishes its files.
     *
     * @param company who pays: the principal
     * @param lines lines that were not checked of late; 0 costs nothing
     * @throws org.openbloctel.registry.refusal.RefusedException when it is more than the plan holds: the submission is refused
     */
    void charge(UUID company, UUID submission, long lines);
}
