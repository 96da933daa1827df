package org.openbloctel.registry.calls.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.callfiles.intake.Sent;
import org.openbloctel.registry.callfiles.submission.SubmissionDesk;
import org.openbloctel.registry.callfiles.submission.Submissions;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.platform.refusal.MailboxRefusal;
import org.openbloctel.registry.platform.refusal.Refusal;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.SubmissionRefusal;
import org.openbloctel.registry.platform.vault.Sha256;
import org.openbloctel.scrub.file.LayoutOptions;

/**
 * One mail being taken in: each of its files becomes a submission or is refused, and when all are through the mail is settled. What
 * stops it before that leaves a mail that is taken up again, with the same outcome: what this mail handed in is known by the mail
 * and its place in it. What came by another way of late is known by its content. Not thread-safe.
 */
public final class Intake {
    private static final int BUFFER = 1 << 16;

    private final Settlement settlement;
    private final Submissions submissions;
    private final Taking.Mine mine;
    private final Member member;
    private final Envelope envelope;
    private final Optional<Campaign> campaign;
    private final List<Settlement.Part> parts = new ArrayList<>();
    private final MessageDigest digest = Sha256.newDigest();

    Intake(
            Settlement settlement,
            Submissions submissions,
            Taking.Mine mine,
            Member member,
            Envelope envelope,
            Optional<Campaign> campaign) {
        this.settlement = settlement;
        this.submissions = submissions;
        this.mine = mine;
        this.member = member;
        this.envelope = envelope;
        this.campaign = campaign;
    }

    /** The bytes of an attachment, from their beginning each time. */
    @FunctionalInterface
    public interface Content {
        /** A fault while it is read is the attachment's. */
        InputStream open() throws IOException;
    }

    /**
     * Hands a file in. It is read twice: for what it is, then into the vault.
     *
     * @throws IOException when the vault cannot take it
     * @throws RefusedException when the service cannot take it now: the mail is taken up again later
     */
    public void file(String name, Content content) throws IOException {
        settlement.stillThere(mine);
        String sha256;
        try (InputStream in = content.open()) {
            sha256 = sha256(in);
        } catch (IOException damaged) {
            refuse(name, new MailboxRefusal.DamagedAttachment());
            return;
        } catch (RefusedException refused) {
            refuse(name, refused.refusal());
            return;
        }
        UUID principal = campaign.map(Campaign::principal).orElse(member.company());
        Sent sent = new Sent(
                member.company(),
                principal,
                member.actor(),
                name,
                LayoutOptions.NONE,
                Optional.of("mail " + mine.mail() + " " + parts.size()),
                campaign.map(one -> one.id().toString()),
                Sent.Channel.MAIL);
        try (InputStream in = content.open()) {
            SubmissionDesk.Received received = submissions.receive(sent, in);
            // What this mail itself handed in before it was interrupted is nothing that was there before.
            boolean again =
                    received.again() && received.submission().receivedAt().isBefore(mine.seenAt());
            add(Settlement.Part.taken(sent.fileName(), received.submission().id(), again), sha256);
        } catch (RefusedException refused) {
            if (comesToNothingNow(refused.refusal())) {
                throw refused;
            }
            refuse(name, refused.refusal());
        }
    }

    /** Ours, or the same file is coming in by another way at this moment. */
    private static boolean comesToNothingNow(Refusal refusal) {
        return refusal.category() == Refusal.Category.OURS || refusal instanceof SubmissionRefusal.StillBeingReceived;
    }

    /** Refuses something that the mail carried. */
    public void refuse(String name, Refusal refusal) {
        add(Settlement.Part.refused(Sent.harmlessName(name), refusal), refusal.code());
    }

    /** Leaves aside what is no file of anybody's: a signature, a picture. It is named in the answer. */
    public void passOver(String name) {
        add(Settlement.Part.passedOver(Sent.harmlessName(name)), "");
    }

    /** Settles the mail; its sender is answered once all of its files are. */
    public Taking.Outcome settle() {
        boolean nothing = parts.stream()
                .allMatch(part -> part.submission().isEmpty() && part.refusal().isEmpty());
        if (nothing) {
            add(Settlement.Part.refused("", new MailboxRefusal.NoCallFile()), "none");
            return settle(Taking.Outcome.REFUSED);
        }
        return settle(Taking.Outcome.TAKEN);
    }

    /** Settles the mail with one reason for all of it. */
    Taking.Outcome refuseAll(Refusal refusal) {
        parts.clear();
        add(Settlement.Part.refused("", refusal), refusal.code());
        return settle(Taking.Outcome.REFUSED);
    }

    private Taking.Outcome settle(Taking.Outcome outcome) {
        feed(member.id().toString());
        feed(envelope.messageId().orElse(mine.mail().toString()));
        return settlement.settle(
                mine,
                member,
                envelope.messageId(),
                outcome,
                parts,
                HexFormat.of().formatHex(digest.digest()));
    }

    private void add(Settlement.Part part, String what) {
        feed(part.name());
        feed(what);
        parts.add(part);
    }

    private void feed(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static String sha256(InputStream in) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
