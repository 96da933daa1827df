package org.openbloctel.registry.calls.mailbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.accounts.company.Mandates;
import org.openbloctel.registry.accounts.company.Member;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.SampleCompany;
import org.openbloctel.registry.accounts.credential.Credentials;
import org.openbloctel.registry.accounts.credential.TestCredentials;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.callfiles.submission.SubmissionFixture;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.mailbox.Taking.Place;
import org.openbloctel.registry.platform.audit.AuditTrail;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;

/** A mailbox over a real database and folder, with two companies and a clock that is moved by hand. */
final class MailWorld {
    static final UUID COMPANY = SubmissionFixture.COMPANY;
    static final UUID OTHER = SubmissionFixture.OTHER;
    static final String ADDRESS = "files@registry.example";
    static final int STRANGERS_A_DAY = 3;

    final SubmissionFixture files;
    final Database database;
    final AuditTrail audit;
    final Outbox outbox;
    final Credentials credentials;
    final Members members;
    final Campaigns campaigns;
    final Condition.Policy policy =
            new Condition.Policy(Optional.of(ADDRESS), "imap.example/INBOX", Set.of(ADDRESS), STRANGERS_A_DAY);
    Mailbox mailbox;
    private long uid;

    MailWorld(Path folder) {
        files = new SubmissionFixture(folder);
        database = files.database;
        audit = files.audit;
        outbox = new Outbox(database, files.clock());
        credentials = TestCredentials.of(database, files.clock(), audit, outbox);
        members = new Members(database, files.clock(), audit, outbox, credentials);
        campaigns = new Campaigns(database, files.clock(), audit, new Mandates(database, files.clock(), audit, outbox));
        mailbox = mailbox();
        company(COMPANY, "000000018");
        company(OTHER, "000000026");
    }

    /** As a server that starts sees it. */
    Mailbox mailbox() {
        return new Mailbox(
                database,
                files.clock(),
                audit,
                outbox,
                policy,
                new Mailbox.Neighbours(credentials, members, campaigns, files.submissions()));
    }

    MailAnswers answers() {
        return answers((code, arguments, locale) -> new RefusalWords.Said(code + arguments, "cure of " + code));
    }

    MailAnswers answers(RefusalWords words) {
        return new MailAnswers(database, outbox, members, files.submissions(), words);
    }

    private void company(UUID id, String siren) {
        SampleCompany.insert(database.accounts(), id, siren, "Exemple");
    }

    Member member(String email) {
        return member(COMPANY, email, "OPERATOR");
    }

    Member member(UUID company, String email, String role) {
        UUID id = UUID.randomUUID();
        SampleCompany.insertMember(database.accounts(), id, company, email, role);
        return members.find(id).orElseThrow();
    }

    void leaves(Member member) {
        database.accounts()
                .sql("delete from accounts.credential where id = ?")
                .param(member.id())
                .update();
    }

    Campaign campaign(UUID by, String name) {
        return campaigns.declare(
                by,
                "member:1",
                new Campaigns.Terms(
                        null, name, Sector.OTHER, null, null, LocalDate.of(2026, 11, 1), LocalDate.of(2027, 3, 31)));
    }

    /** {@link #COMPANY} works for {@link #OTHER} until that day. */
    void mandate(LocalDate until) {
        database.accounts()
                .sql("insert into accounts.mandate (id, principal, agent, proposed_by, other_siren, starts_on, ends_on,"
                        + " proposed_at, accepted_at) values (?, ?, ?, ?, '000000018', '2026-11-01', ?, ?, ?)")
                .params(
                        UUID.randomUUID(),
                        OTHER,
                        COMPANY,
                        OTHER,
                        until,
                        files.now.minusSeconds(99).atOffset(ZoneOffset.UTC),
                        files.now.minusSeconds(99).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The next place in the folder. */
    Place place() {
        uid++;
        return new Place("imap.example/INBOX", 1, uid);
    }

    Taking.Mine taken() {
        return (Taking.Mine) mailbox.take(place());
    }

    /** A mail that is believed, of its sender's own server. */
    Envelope from(String address, String messageId, String... campaigns) {
        return envelope(
                List.of(address), signedBy(domain(address)), true, Optional.of(files.now), messageId, campaigns);
    }

    static Envelope envelope(
            List<String> from,
            Envelope.Authentication authentication,
            boolean toUs,
            Optional<Instant> sentAt,
            String messageId,
            String... campaigns) {
        return new Envelope(
                from,
                authentication,
                toUs,
                sentAt,
                false,
                Optional.of(messageId).filter(id -> !id.isEmpty()),
                Set.of(campaigns),
                Locale.ENGLISH);
    }

    static Envelope.Authentication signedBy(String... domains) {
        return new Envelope.Authentication(Set.of(domains), Set.of());
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    static Intake.Content content(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes in a mail with one file, to its end. */
    Taking.Outcome send(Member member, String messageId, String name, String text) throws IOException {
        Taking.Mine mine = taken();
        Intake intake =
                mailbox.open(mine, from(member.email(), messageId), member).orElseThrow();
        intake.file(name, content(text));
        return intake.settle();
    }

    /** Scrubs all that waits. */
    void scrub() {
        while (files.queue().runNext()) {
            // until nothing is left
        }
    }

    List<Submission> submissions() {
        return files.submissions()
                .list(COMPANY, Submission.Search.ALL, Long.MAX_VALUE, 100)
                .submissions();
    }

    /** The mails that were sent since the last time. */
    List<Outbox.Message> mails() {
        List<Outbox.Taken> taken = outbox.take(100);
        taken.forEach(outbox::sent);
        return taken.stream().map(Outbox.Taken::message).toList();
    }
}
