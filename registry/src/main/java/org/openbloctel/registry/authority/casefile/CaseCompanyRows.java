package org.openbloctel.registry.authority.casefile;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.openbloctel.registry.accounts.company.CompanyErasure;

/** The companies with a case that is not decided: a sanction is for a company that is there. Thread-safe. */
interface CaseCompanyRows extends CompanyErasure.Keeper {
    @Override
    @SqlQuery("""
            select distinct company from accounts.case_file
            where company = any(:companies) and state not in ('SANCTIONED', 'CLOSED', 'ANNULLED')
            """)
    Set<UUID> kept(Collection<UUID> companies);
}
