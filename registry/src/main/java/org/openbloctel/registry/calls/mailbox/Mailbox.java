package org.openbloctel.registry.calls.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.Links;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.audit.AuditEntry;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.AccessRefusal;
import org.openbloctel.registry.platform.refusal.MailboxRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Mails with call files, from when they are seen to when their sender is answered. A mail is taken up by one server at a time under
 * the number of its attempt, and settled once, in one transaction with what is told of it. Thread-safe.
 */
public final class Mailbox {
    /** A settled mail is known for so long: the same one again comes to nothing. */
    public static final Duration KNOWN = Duration.ofDays(30);

    private final Database database;
    private final InstantSource clock;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Condition.Policy policy;
    private final Submissions submissions;
    private final MailRows rows;
    private final Settlement settlement;
    private final NoticeLimits notices;
    private final MailSenders senders;
    private final CampaignChoice campaigns;

    /** A mailbox in this database. */
    public Mailbox(
            Database database,
            InstantSource clock,
            AuditTrail audit,
            Outbox outbox,
            Condition.Policy policy,
            Neighbours others) {
        this.database = database;
        this.clock = clock;
        this.audit = audit;
        this.outbox = outbox;
        this.policy = policy;
        this.submissions = others.submissions();
        this.rows = MailRows.in(database);
        this.settlement = new Settlement(database, clock, audit);
        this.notices = new NoticeLimits(database, clock);
        this.senders = new MailSenders(clock, others.credentials(), others.members(), policy.own());
        this.campaigns = new CampaignChoice(others.campaigns());
    }

    /** Where people send their call files; empty when no mailbox is read. */
    public Optional<String> address() {
        return policy.address();
    }

    /** Takes a mail up: writes down that it was seen, before anything is done about it. */
    public Taking take(Taking.Place place) {
        return rows.take(place, clock.instant(), Settlement.LEASE);
    }

    /** Whether an address is one of ours or a mail server's: none of its mails is answered. */
    public boolean isMachine(String address) {
        return senders.isMachine(address.strip().toLowerCase(Locale.ROOT));
    }

    /** Says who a mail is from. */
    public SenderJudgement judge(Envelope envelope) {
        return senders.judge(envelope);
    }

    /**
     * Begins to take in the files of a member's mail.
     *
     * @return nothing when the mail is refused as a whole and settled with that
     */
    public Optional<Intake> open(Taking.Mine mine, Envelope envelope, Member member) {
        if (member.role() == Member.Role.AUDITOR) {
            refuse(mine, envelope, member, new AccessRefusal.NotAllowed());
            return Optional.empty();
        }
        try {
            var campaign = campaigns.of(member.company(), envelope.campaigns());
            return Optional.of(new Intake(settlement, submissions, mine, member, envelope, campaign));
        } catch (RefusedException refused) {
            refuse(mine, envelope, member, refused.refusal());
            return Optional.empty();
        }
    }

    /** Refuses a mail as a whole; its sender is told why. */
    public Taking.Outcome refuse(Taking.Mine mine, Envelope envelope, Member member, Refusal why) {
        return new Intake(settlement, submissions, mine, member, envelope, Optional.empty()).refuseAll(why);
    }

    /** Refuses a mail that cannot be read. */
    public Taking.Outcome refuseUnreadable(Taking.Mine mine, Envelope envelope, Member member) {
        return refuse(mine, envelope, member, new MailboxRefusal.UnreadableMail());
    }

    /** Settles a mail from an unknown sender: it answers the sender, notifies the member they claim to be, or does neither. */
    public Taking.Outcome turnAway(Taking.Mine mine, Envelope envelope, SenderJudgement judgement) {
        return database.inAccounts(() -> switch (judgement) {
            case SenderJudgement.Accepted accepted ->
                throw new IllegalArgumentException(
                        "may send: " + accepted.member().actor());
            case SenderJudgement.Impersonated(Member member) -> {
                settlement.close(mine, Taking.Outcome.IMPERSONATED);
                if (notices.mayNotify(
                        NoticeLimits.Kind.IMPERSONATED, member.id().toString(), Integer.MAX_VALUE)) {
                    Map<String, String> says = Map.of("at", mine.seenAt().toString());
                    outbox.put(new Outbox.Message(member.email(), member.locale(), "mailbox/impersonated", says));
                    // Once a day, too: a thousand such mails write no thousand entries.
                    audit.record(new AuditEntry("system", "mailbox.impersonated", member.actor(), Map.of()));
                }
                yield Taking.Outcome.IMPERSONATED;
            }
            case SenderJudgement.Stranger(String address) -> {
                settlement.close(mine, Taking.Outcome.STRANGER);
                notifyStranger(address, envelope);
                yield Taking.Outcome.STRANGER;
            }
            case SenderJudgement.Silent() -> {
                settlement.close(mine, Taking.Outcome.SILENT);
                yield Taking.Outcome.SILENT;
            }
        });
    }

    private void notifyStranger(String address, Envelope envelope) {
        if (notices.mayNotify(NoticeLimits.Kind.STRANGER, Links.hash(address), policy.strangersADay())) {
            Locale locale = envelope.locale().getLanguage().equals("en") ? Locale.ENGLISH : Locale.FRENCH;
            outbox.put(
                    new Outbox.Message(address, locale, "mailbox/stranger", ReportMail.replyTo(envelope.messageId())));
        }
    }

    /**
     * Settles a mail that another feature takes, in one transaction with what it does about it.
     *
     * @param taken whether it took the mail; one that it did not is set aside
     */
    public Taking.Outcome settle(Taking.Mine mine, BooleanSupplier taken) {
        return database.inAccounts(() -> {
            Taking.Outcome outcome = taken.getAsBoolean() ? Taking.Outcome.TAKEN : Taking.Outcome.SILENT;
            settlement.close(mine, outcome);
            return outcome;
        });
    }

    /** Gives a mail up that cannot be read again and again, and whose sender is not known. */
    public Taking.Outcome giveUp(Taking.Mine mine) {
        settlement.close(mine, Taking.Outcome.UNREADABLE);
        return Taking.Outcome.UNREADABLE;
    }

    /** Lets the mail be taken up again at the next turn. */
    public void letGo(Taking.Mine mine) {
        rows.alive(mine, clock.instant());
    }

    /** Forgets mails and notices of which nothing is needed any more; returns how many. */
    public int forget() {
        return rows.forget(clock.instant().minus(KNOWN)) + notices.forget();
    }

    /** What a mailbox needs of others. */
    public record Neighbours(Credentials credentials, Members members, Campaigns campaigns, Submissions submissions) {}

    /** Counts what is told to whom, so that nobody is told twice a day, and strangers all together not too often. Thread-safe. */
    static final class NoticeLimits {
        private static final Duration ONCE_IN = Duration.ofDays(1);

        private final MailRows rows;
        private final InstantSource clock;

        NoticeLimits(Database database, InstantSource clock) {
            this.rows = MailRows.in(database);
            this.clock = clock;
        }

        /** Reasons for a notice. */
        enum Kind {
            /** No account has the address. */
            STRANGER,
            /** The address was used without proof. */
            IMPERSONATED
        }

        /**
         * Counts a notice, if its receiver may have one now. In the transaction that sends it.
         *
         * @param recipient a hash of the address, or the id of a member
         * @param mostADay how many may be told in a day, of this kind
         */
        boolean mayNotify(Kind kind, String recipient, int mostADay) {
            Instant now = clock.instant();
            return rows.insertNotice(kind.name(), recipient, mostADay, now, now.minus(ONCE_IN));
        }

        int forget() {
            return rows.forgetNotices(clock.instant().minus(ONCE_IN));
        }
    }
}
