package org.openbloctel.server.calls.mailbox;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.calls.mailbox.Condition;
import org.openbloctel.registry.calls.mailbox.Envelope;
import org.openbloctel.registry.calls.mailbox.Intake;
import org.openbloctel.registry.calls.mailbox.Mailbox;
import org.openbloctel.registry.calls.mailbox.SenderJudgement;
import org.openbloctel.registry.calls.mailbox.Taking;
import org.openbloctel.registry.calls.mailbox.Taking.Place;
import org.openbloctel.registry.calls.mailbox.Taking.TakenElsewhereException;
import org.openbloctel.registry.platform.refusal.MailboxRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the mailbox through, one mail after the other. A mail that is settled leaves the folder at once: what was taken in lies
 * encrypted in the vault, and the mail, which is not, is deleted. A stop in between leaves a mail that is taken up again. Of
 * several servers one reads at a time: what one deletes renumbers what another reads. Never throws for what a mail or its server does.
 */
final class MailboxReader {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxReader.class);
    private static final int BATCH = 100;
    private static final int MAX_ATTEMPTS = 10;
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
    private static final int STACK_LINES = 6;

    private final MailboxSettings server;
    private final Session session;
    private final Mailbox mailbox;
    private final OtherMail others;
    private final Condition condition;
    private final InstantSource clock;
    private final UUID reader = UUID.randomUUID();
    private @Nullable Instant cleaned;

    /**
     * A reader of the mailbox on this server.
     *
     * @param other a feature with an address of its own; null for none
     */
    MailboxReader(
            MailboxSettings server,
            Mailbox mailbox,
            @Nullable OtherAddress other,
            Condition condition,
            InstantSource clock) {
        this.server = server;
        this.session = server.session();
        this.others = new OtherMail(server, session, mailbox, other);
        this.mailbox = mailbox;
        this.condition = condition;
        this.clock = clock;
    }

    /** Reads it through once, unless another server is at it. */
    public synchronized void read() {
        if (condition.begin(reader)) {
            try {
                readThrough();
            } finally {
                condition.end(reader);
            }
        }
    }

    private void readThrough() {
        try (Store store = session.getStore()) {
            store.connect();
            Folder folder = store.getFolder(server.folder());
            folder.open(Folder.READ_WRITE);
            try {
                read(store, folder);
            } finally {
                folder.close(true);
            }
            clean(store);
            condition.read();
        } catch (MessagingException e) {
            // What the library says of it may quote mails.
            String fault = e.getClass().getSimpleName();
            LOG.warn("The mailbox {} cannot be read: {}", server.mailbox(), fault);
            condition.failed(fault);
        }
    }

    private void read(Store store, Folder folder) throws MessagingException {
        Message[] messages = folder.getMessages(1, Math.min(BATCH, folder.getMessageCount()));
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(FetchProfile.Item.FLAGS);
        profile.add(FetchProfile.Item.SIZE);
        folder.fetch(messages, profile);
        UIDFolder numbers = (UIDFolder) folder;
        for (Message message : messages) {
            if (!condition.begin(reader)) {
                return;
            }
            if (!message.isExpunged() && !message.isSet(Flags.Flag.DELETED)) {
                Place place = new Place(server.mailbox(), numbers.getUIDValidity(), numbers.getUID(message));
                Optional<Taking.Outcome> outcome = outcome(place, message);
                if (outcome.isPresent()) {
                    remove(store, folder, message, outcome.get());
                }
            }
        }
    }

    /** What the mail came to; nothing when it stays where it is. */
    private Optional<Taking.Outcome> outcome(Place place, Message message) throws MessagingException {
        return switch (mailbox.take(place)) {
            case Taking.Others() -> Optional.empty();
            case Taking.Over(Taking.Outcome outcome) -> Optional.of(outcome);
            case Taking.Mine mine -> settled(mine, message);
        };
    }

    private Optional<Taking.Outcome> settled(Taking.Mine mine, Message message) throws MessagingException {
        try {
            if (mine.attempt() > MAX_ATTEMPTS) {
                return Optional.of(givenUp(mine, message));
            }
            return Optional.of(settle(mine, message));
        } catch (TakenElsewhereException e) {
            return Optional.empty();
        } catch (RefusedException ours) {
            LOG.info("Mail {} waits: {}", mine.mail(), ours.refusal().code());
            mailbox.letGo(mine);
            return Optional.empty();
        } catch (MessagingException e) {
            // The connection is lost: no server has the mail meanwhile.
            mailbox.letGo(mine);
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.error("Mail {} could not be taken in, attempt {}: {}", mine.mail(), mine.attempt(), places(e));
            return Optional.empty();
        }
    }

    private Taking.Outcome settle(Taking.Mine mine, Message message) throws MessagingException, IOException {
        Optional<Taking.Outcome> elsewhere = others.settle(mine, message);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Envelope envelope = MailHead.of((MimeMessage) message, server.authservId(), server.address());
        SenderJudgement judgement = mailbox.judge(envelope);
        if (!(judgement instanceof SenderJudgement.Accepted(Member member))) {
            return mailbox.turnAway(mine, envelope, judgement);
        }
        Optional<MimeMessage> mail = WholeMail.of(message, session, (long) server.mostMegabytes() << 20);
        if (mail.isEmpty()) {
            return mailbox.refuse(mine, envelope, member, new MailboxRefusal.MailTooLarge(server.mostMegabytes()));
        }
        Optional<Intake> intake = mailbox.open(mine, envelope, member);
        if (intake.isEmpty()) {
            return Taking.Outcome.REFUSED;
        }
        try {
            Attachments.takeIn(mail.get(), intake.get());
        } catch (MessagingException unreadable) {
            return mailbox.refuseUnreadable(mine, envelope, member);
        }
        return intake.get().settle();
    }

    /** A mail that fails us again and again is no reason to try for ever; its sender is told, where they are known. */
    private Taking.Outcome givenUp(Taking.Mine mine, Message message) throws MessagingException {
        LOG.error("Mail {} is given up after {} attempts", mine.mail(), MAX_ATTEMPTS);
        Envelope envelope = MailHead.of((MimeMessage) message, server.authservId(), server.address());
        return mailbox.judge(envelope) instanceof SenderJudgement.Accepted(Member member)
                ? mailbox.refuseUnreadable(mine, envelope, member)
                : mailbox.giveUp(mine);
    }

    private void remove(Store store, Folder folder, Message message, Taking.Outcome outcome) throws MessagingException {
        String aside = server.refusedFolder();
        if (!outcome.isTaken() && aside != null) {
            Folder refused = store.getFolder(aside);
            if (!refused.exists()) {
                refused.create(Folder.HOLDS_MESSAGES);
            }
            folder.copyMessages(new Message[] {message}, refused);
        }
        message.setFlag(Flags.Flag.DELETED, true);
    }

    /** Says where something was thrown, by classes and lines of code: an exception's own words may quote a mail. */
    private static String places(Throwable thrown) {
        return thrown.getClass().getName() + " at "
                + Arrays.stream(thrown.getStackTrace())
                        .limit(STACK_LINES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(", "));
    }

    /** Deletes what has been set aside for long enough. */
    private void clean(Store store) throws MessagingException {
        Instant now = clock.instant();
        if (server.refusedFolder() == null || (cleaned != null && now.isBefore(cleaned.plus(BETWEEN_CLEANINGS)))) {
            return;
        }
        cleaned = now;
        Folder refused = store.getFolder(server.refusedFolder());
        if (!refused.exists()) {
            return;
        }
        refused.open(Folder.READ_WRITE);
        try {
            Instant before = now.minus(Duration.ofDays(server.refusedDays()));
            for (Message message : refused.getMessages()) {
                Date received = message.getReceivedDate();
                if (received == null || received.toInstant().isBefore(before)) {
                    message.setFlag(Flags.Flag.DELETED, true);
                }
            }
        } finally {
            refused.close(true);
        }
    }
}
