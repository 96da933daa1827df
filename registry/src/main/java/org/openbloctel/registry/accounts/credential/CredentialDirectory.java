package org.openbloctel.registry.accounts.credential;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openbloctel.registry.platform.database.Database;

/** Credentials as other features need them for their own rows: many with one statement. Thread-safe. */
public final class CredentialDirectory {
    private final Database database;
    private final CredentialRows rows;

    /** Credentials in this database. */
    public CredentialDirectory(Database database) {
        this.database = database;
        this.rows = database.rows(CredentialRows.class);
    }

    /** Whether what a person signs in with is another than the audit trail says. */
    public boolean isDoubted(UUID id) {
        return database.isDoubted("credential", id);
    }

    /** The credentials of some members or staff, by their ids; without those that are gone. */
    public Map<UUID, Credential> find(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : rows.find(ids).stream().collect(Collectors.toMap(Credential::id, Function.identity()));
    }

    /** The people of a realm whose address is in one of some domains, in lower case. */
    public List<UUID> inDomains(Credential.Realm realm, Collection<String> domains) {
        return domains.isEmpty() ? List.of() : rows.inDomains(realm, domains);
    }

    /** Deletes credentials, in the transaction that is open. */
    public void delete(Collection<UUID> ids) {
        rows.delete(ids);
    }
}
