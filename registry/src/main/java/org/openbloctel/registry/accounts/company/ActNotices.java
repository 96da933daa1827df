package org.openbloctel.registry.accounts.company;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;

/**
 * Tells the owners of a company by mail what one of its members did that gives lasting power: who, what, when, from which network.
 * Each mail has a link of its own by which its reader cuts that member off ({@link AccessCut}). Follows the audit trail, so that no act
 * is recorded of which the owners are not told. Thread-safe.
 */
public final class ActNotices implements AuditTrail.Follower {
    /** A member took returned files from a browser or network that is new for them. */
    public static final String DOWNLOADED_ELSEWHERE = "submission.downloaded-elsewhere";

    /** A key that may be used from anywhere did, from a network that is new for it. */
    public static final String KEY_DOWNLOADED_ELSEWHERE = "key.downloaded-elsewhere";

    /** An SFTP key did. */
    public static final String SFTP_KEY_DOWNLOADED_ELSEWHERE = "sftp-key.downloaded-elsewhere";

    /** The acts, as the trail names them: what a step-up is asked for. What takes power away is not among them. */
    public static final Set<String> ACTS = Set.of(
            DOWNLOADED_ELSEWHERE,
            KEY_DOWNLOADED_ELSEWHERE,
            SFTP_KEY_DOWNLOADED_ELSEWHERE,
            "key.made",
            "sftp-key.made",
            "sealing-key.registered",
            "sealing-key.replaced",
            "sealing-key.withdrawn",
            "webhook.made",
            "webhook.changed",
            "webhook.enabled",
            "webhook.secret-changed",
            "member.invited",
            "member.role-changed",
            "member.removed",
            "plan.ordered",
            "credential.second-factor-changed",
            "credential.second-factor-off",
            "credential.passkey-removed",
            "credential.recovery-codes-renewed");

    static final String PURPOSE = "access-cut";

    /** A mailbox may be read after the holidays only. */
    private static final Duration VALID = Duration.ofDays(30);

    private static final String MEMBER = "member:";

    private final Outbox outbox;
    private final Links links;
    private final MemberDirectory members;
    private final ApiKeyRows keys;
    private final SftpKeyRows sftpKeys;
    private final Supplier<String> network;

    /**
     * Notices to owners.
     *
     * @param network from where the act of this thread was asked for, as people read it; empty for none
     */
    public ActNotices(Database database, InstantSource clock, Outbox outbox, Supplier<String> network) {
        this.outbox = outbox;
        this.links = new Links(database, clock);
        this.members = new MemberDirectory(database);
        this.keys = database.rows(ApiKeyRows.class);
        this.sftpKeys = database.rows(SftpKeyRows.class);
        this.network = network;
    }

    @Override
    public void recorded(Instant at, AuditEntry entry) {
        if (ACTS.contains(entry.action())) {
            member(entry).ifPresent(member -> notify(at, entry.action(), member));
        }
    }

    /** Nothing for the operator, and for a member who has just left; for a program that took files elsewhere the maker of its key. */
    private Optional<Member> member(AuditEntry entry) {
        return switch (entry.action()) {
            case KEY_DOWNLOADED_ELSEWHERE -> keys.maker(id(entry)).flatMap(members::find);
            case SFTP_KEY_DOWNLOADED_ELSEWHERE -> sftpKeys.maker(id(entry)).flatMap(members::find);
            default -> entry.actor().startsWith(MEMBER) ? members.find(id(entry)) : Optional.empty();
        };
    }

    private static UUID id(AuditEntry entry) {
        return UUID.fromString(entry.actor().substring(entry.actor().indexOf(':') + 1));
    }

    private void notify(Instant at, String act, Member by) {
        for (Member owner : members.owners(by.company())) {
            // A link of its own each: a later one must not void it.
            String token = links.make(PURPOSE, by.id() + " " + UUID.randomUUID(), VALID);
            Map<String, String> says = Map.of(
                    "act", act, "member", by.name(), "at", at.toString(), "network", network.get(), "token", token);
            outbox.put(new Outbox.Message(owner.email(), owner.locale(), "company/act", says));
        }
    }

    /** The member whom a link with this subject is about. */
    static UUID subject(String subject) {
        return UUID.fromString(subject.substring(0, subject.indexOf(' ')));
    }
}
