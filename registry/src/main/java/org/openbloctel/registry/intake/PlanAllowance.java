package org.openbloctel.registry.intake;

import java.util.UUID;
import org.openbloctel.registry.company.Companies;
import org.openbloctel.registry.company.Quotas;
import org.openbloctel.registry.refusal.CompanyRefusal;
import org.openbloctel.registry.refusal.RefusedException;

/**
 * What a principal's plan holds. A file is taken from any verified company with a plan, even a used-up one: what was checked of
 * late costs nothing, and how much that is only the scrub knows. Thread-safe.
 */
public final class PlanAllowance implements Allowance {
    private final Companies companies;
    private final Quotas quotas;

    /** Asks these. */
    public PlanAllowance(Companies companies, Quotas quotas) {
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
}
