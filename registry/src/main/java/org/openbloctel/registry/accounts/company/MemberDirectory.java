package org.openbloctel.registry.accounts.company;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.CredentialDirectory;
import org.openbloctel.registry.platform.database.Database;

/** Members with what they sign in with, which is asked of the credentials once for all of them. Changes nothing. Thread-safe. */
final class MemberDirectory {
    private final Database database;
    private final MemberRows rows;
    private final CredentialDirectory credentials;

    MemberDirectory(Database database) {
        this.database = database;
        this.rows = database.rows(MemberRows.class);
        this.credentials = new CredentialDirectory(database);
    }

    /** None while the member, or what they sign in with, is doubted. */
    Optional<Member> find(UUID id) {
        return database.isDoubted("member", id) || credentials.isDoubted(id)
                ? Optional.empty()
                : members(rows.find(id)).stream().findFirst();
    }

    /** The people of a company, by name. */
    List<Member> of(UUID company) {
        return members(rows.of(company));
    }

    List<Member> owners(UUID company) {
        return members(rows.owners(company));
    }

    /** A member whose credential went since is none. */
    private List<Member> members(List<MemberRows.MemberRow> rows) {
        Map<UUID, Credential> known =
                credentials.find(rows.stream().map(MemberRows.MemberRow::id).toList());
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(known.get(row.id())).map(row::member).stream())
                .toList();
    }
}
