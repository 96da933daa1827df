package org.openbloctel.registry.authority.inspection;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.authority.inspection.InspectorAccount.Rank;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.audit.PowerRows;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.InspectionRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.vault.Sha256;

/**
 * The inspectors of the authority. The first are named by the settings; a head of inspectors invites the others. No inspector changes or removes
 * their own account, so one head remains. Each change is in the audit trail. Thread-safe.
 */
public final class Inspectors {
    /** The longest name that is kept. */
    public static final int MAX_NAME = 100;

    private static final String ACTOR = "inspector:";

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Credentials credentials;
    private final Outbox outbox;
    private final InspectorDirectory directory;
    private final InspectorRows rows;
    private final PowerRows powers;

    /** Inspectors in this database. */
    public Inspectors(
            Database database, InstantSource clock, AuditTrail audit, Credentials credentials, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.credentials = credentials;
        this.outbox = outbox;
        this.directory = new InspectorDirectory(database);
        this.rows = database.rows(InspectorRows.class);
        this.powers = powers(database);
    }

    /** That people are inspectors, for the comparison with the audit trail. */
    public static PowerRows powers(Database database) {
        return InspectorRows.powers(database);
    }

    /** Adds an inspector with a password. */
    public InspectorAccount add(String name, String email, String password, Rank rank, String actor) {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new RefusedException(new InspectionRefusal.BadName(MAX_NAME));
        }
        return database.inAccounts(() -> {
            UUID id = credentials.create(Credential.Realm.INSPECTOR, email, password, Locale.FRENCH);
            PowerRows.Change change = powers.change(id);
            rows.insert(id, name.strip(), rank, inviter(actor), clock.instant());
            rows.forgetRemoved(print(email));
            audit.record(
                    new AuditEntry(actor, "inspector.added", ACTOR + id, change.made(Map.of("rank", rank.name()))));
            return find(id).orElseThrow();
        });
    }

    private static @Nullable UUID inviter(String actor) {
        return actor.startsWith(ACTOR) ? UUID.fromString(actor.substring(ACTOR.length())) : null;
    }

    /** Adds an inspector, who gets a link by mail to choose a password. The heads get a mail, so that none is added unseen. */
    public void invite(String name, String email, Rank rank, String actor) {
        List<InspectorAccount> heads =
                all().stream().filter(one -> one.rank() == Rank.HEAD).toList();
        InspectorAccount made = database.inAccounts(() -> {
            // A random password that is not kept: theirs is chosen by the link.
            InspectorAccount added = add(name, email, Links.token(), rank, actor);
            Map<String, String> who = Map.of("name", added.name(), "email", added.email());
            heads.forEach(head -> outbox.put(new Outbox.Message(head.email(), head.locale(), "inspection/added", who)));
            return added;
        });
        credentials.forgotten(Credential.Realm.INSPECTOR, made.email(), made.locale(), "invitation of " + made.email());
    }

    /** Gives another inspector a rank. */
    public void change(UUID by, UUID inspector, Rank rank) {
        database.runInAccounts(() -> {
            another(by, inspector);
            PowerRows.Change change = powers.change(inspector);
            rows.change(inspector, rank);
            record(by, "inspector.changed", inspector, change.made(Map.of("rank", rank.name())));
        });
    }

    /** Removes another inspector, who loses all access at once. */
    public void remove(UUID by, UUID inspector) {
        database.runInAccounts(() -> {
            another(by, inspector);
            find(inspector).ifPresent(one -> rows.rememberRemoved(print(one.email()), clock.instant()));
            PowerRows.Change change = powers.change(inspector);
            credentials.delete(inspector);
            record(by, "inspector.removed", inspector, change.made());
        });
    }

    /** Whether a head removed the inspector with this address, and none has invited them since. */
    public boolean isRemoved(String email) {
        return rows.isRemoved(print(email));
    }

    private static String print(String email) {
        return Sha256.hex(email.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    /** Locks the heads: of two who remove each other at once, one does it. */
    private void another(UUID by, UUID inspector) {
        if (by.equals(inspector)) {
            throw new RefusedException(new InspectionRefusal.OwnAccount());
        }
        if (!rows.lockHeads().contains(by)) {
            throw new RefusedException(new AccessRefusal.NotAllowed());
        }
        if (find(inspector).isEmpty()) {
            throw new RefusedException(new InspectionRefusal.UnknownInspector());
        }
    }

    /** An inspector, while they are one: the person signed in is looked up again at each request. */
    public Optional<InspectorAccount> find(UUID id) {
        return directory.find(id);
    }

    /** All, by name. */
    public List<InspectorAccount> all() {
        return directory.all();
    }

    private void record(UUID by, String action, UUID inspector, Map<String, String> details) {
        audit.record(new AuditEntry(ACTOR + by, action, ACTOR + inspector, details));
    }
}
