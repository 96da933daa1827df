package org.openbloctel.registry.callfiles.submission;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.CompanyErasure;
import org.openbloctel.registry.platform.database.Database;

/** The companies that submissions name, as their sender or as the principal. Thread-safe. */
final class SubmissionCompanyRows implements CompanyErasure.Keeper {
    private final Database database;

    /** Companies of the submissions in this database. */
    SubmissionCompanyRows(Database database) {
        this.database = database;
    }

    @Override
    public Set<UUID> kept(Collection<UUID> companies) {
        return Set.copyOf(database.accounts()
                .sql("""
                        select id from unnest(:companies) as asked (id)
                        where exists (select from accounts.submission s where asked.id in (s.company, s.principal))
                        """)
                .param("companies", companies.stream().distinct().toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }
}
