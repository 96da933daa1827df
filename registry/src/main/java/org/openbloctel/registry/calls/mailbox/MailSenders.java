package org.openbloctel.registry.calls.mailbox;

import java.net.IDN;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.credential.Credential;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.Email;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Tells who a mail is from. An address is somebody's once they confirmed it, which all of a company's people did before they had an
 * account. Thread-safe.
 */
final class MailSenders {
    /** Addresses of mail servers themselves: all that comes from there is about mail. */
    private static final Set<String> MACHINES = Set.of("mailer-daemon", "postmaster");

    /** No mail takes longer: its server gives it up before. */
    private static final Duration LATE = Duration.ofDays(7);

    /** By how much a sender's clock may be fast. */
    private static final Duration EARLY = Duration.ofDays(1);

    private final InstantSource clock;
    private final Credentials credentials;
    private final Members members;
    private final Set<String> own;

    /** Senders; mail from our own addresses is never believed. */
    MailSenders(InstantSource clock, Credentials credentials, Members members, Set<String> own) {
        this.clock = clock;
        this.credentials = credentials;
        this.members = members;
        this.own = own;
    }

    SenderJudgement judge(Envelope envelope) {
        String address = address(envelope).orElse(null);
        if (address == null || envelope.automatic() || isMachine(address)) {
            return new SenderJudgement.Silent();
        }
        boolean proved = envelope.authentication().vouchesFor(domain(address)) && isMeantForUsNow(envelope);
        Optional<Member> member = credentials
                .find(Credential.Realm.MEMBER, address)
                .map(Credential::id)
                .flatMap(members::find);
        if (member.isPresent()) {
            return proved ? new SenderJudgement.Accepted(member.get()) : new SenderJudgement.Impersonated(member.get());
        }
        // The answer would go to the address that the mail gives: an unproved one may be another person's.
        return proved ? new SenderJudgement.Stranger(address) : new SenderJudgement.Silent();
    }

    /** A signature holds wherever and whenever a mail goes; whom it is to and when it was sent is signed with it. */
    private boolean isMeantForUsNow(Envelope envelope) {
        Instant now = clock.instant();
        return envelope.toUs()
                && envelope.sentAt()
                        .filter(at -> at.isAfter(now.minus(LATE)) && at.isBefore(now.plus(EARLY)))
                        .isPresent();
    }

    /** Whether an address, in lower case, is one of ours or a mail server's: an answer to it would be answered by a program. */
    boolean isMachine(String address) {
        return own.contains(address) || MACHINES.contains(address.substring(0, Math.max(0, address.lastIndexOf('@'))));
    }

    /** The one address of the one From, as addresses are compared; none where there are several, or it is none. */
    private static Optional<String> address(Envelope envelope) {
        if (envelope.from().size() != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(Email.of(envelope.from().getFirst()));
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    /** As mail servers write it. */
    private static String domain(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return domain;
        }
    }
}
