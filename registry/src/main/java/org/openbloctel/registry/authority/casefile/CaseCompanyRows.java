package org.openbloctel.registry.authority.casefile;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.CompanyErasure;
import org.openbloctel.registry.platform.database.Database;

/** The companies with a case that is not decided: a sanction is for a company that is there. Thread-safe. */
final class CaseCompanyRows implements CompanyErasure.Keeper {
    private final Database database;

    /** Companies of the cases in this database. */
    CaseCompanyRows(Database database) {
        this.database = database;
    }

    @Override
    public Set<UUID> kept(Collection<UUID> companies) {
        return Set.copyOf(database.accounts()
                .sql("""
                        select distinct company from accounts.case_file
                        where company = any(:companies) and state <> all(:decided)
                        """)
                .param("companies", companies.stream().distinct().toArray(UUID[]::new))
                .param(
                        "decided",
                        Arrays.stream(CaseState.values())
                                .filter(CaseState::isDecided)
                                .map(CaseState::name)
                                .toArray(String[]::new))
                .query(UUID.class)
                .list());
    }
}
