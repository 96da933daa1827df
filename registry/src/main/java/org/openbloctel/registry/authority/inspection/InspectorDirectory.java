package org.openbloctel.registry.authority.inspection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.CredentialDirectory;
import org.openbloctel.registry.platform.database.Database;

/**
 * Inspectors, for features in which they work: since when they are, and where mails reach them. What they sign in with is asked of the
 * credentials, once for all of them. Thread-safe.
 */
public final class InspectorDirectory {
    private final Database database;
    private final CredentialDirectory credentials;
    private final InspectorRows rows;

    /** Inspectors in this database. */
    public InspectorDirectory(Database database) {
        this.database = database;
        this.credentials = new CredentialDirectory(database);
        this.rows = database.rows(InspectorRows.class);
    }

    /**
     * How somebody became an inspector.
     *
     * @param invitedBy the inspector who invited them; null for one whom the settings name
     */
    public record Beginning(Instant since, @Nullable UUID invitedBy) {}

    /** How somebody became an inspector; empty for one who is none. */
    public Optional<Beginning> beginning(UUID inspector) {
        return rows.beginning(inspector);
    }

    /** An inspector, while they are one. */
    public Optional<InspectorAccount> find(UUID inspector) {
        return database.isDoubted("inspector", inspector) || credentials.isDoubted(inspector)
                ? Optional.empty()
                : accounts(rows.find(inspector)).stream().findFirst();
    }

    /** The heads of inspectors, by name. */
    public List<InspectorAccount> heads() {
        return all().stream()
                .filter(one -> one.rank() == InspectorAccount.Rank.HEAD)
                .toList();
    }

    /** All, by name. */
    List<InspectorAccount> all() {
        return accounts(rows.all());
    }

    private List<InspectorAccount> accounts(List<InspectorRows.Row> rows) {
        Map<UUID, Credential> known =
                credentials.find(rows.stream().map(InspectorRows.Row::id).toList());
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(known.get(row.id())).map(by -> account(row, by)).stream())
                .toList();
    }

    private static InspectorAccount account(InspectorRows.Row row, Credential credential) {
        return new InspectorAccount(
                row.id(), row.name(), credential.email(), credential.locale(), row.rank(), credential.secondFactor());
    }
}
