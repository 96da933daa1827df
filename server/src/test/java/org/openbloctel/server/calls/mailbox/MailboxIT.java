package org.openbloctel.server.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.accounts.company.Members;
import org.openbloctel.registry.accounts.company.SealingKeys;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.platform.filevault.AgeKey;
import org.openbloctel.server.app.Caller;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.programs.Program;

/** Call files by mail, as those who send them see it: taken, answered once, without a number; and who is not believed. */
final class MailboxIT {
    private static final String OWNER = "000000018@example.org";

    private MailSite site;

    @BeforeEach
    void start() {
        site = new MailSite();
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void fileIsCheckedAndItsSenderAnsweredWithoutANumber() throws MessagingException {
        site.post.send(Letter.from("Camille Exemple <" + OWNER + ">")
                .header("Message-ID", "<first@example.org>")
                .subject("Nos prospects")
                .text("Bonjour, le 0639980002 est aussi à vérifier.")
                .file("prospects.csv", MailSite.FILE)
                .part("Content-Type: image/png; name=\"logo.png\"\nContent-Transfer-Encoding: base64", "iVBORw0KGgo="));
        MimeMessage answer = site.post.answer(OWNER, 1);
        UUID id = site.rows
                .sql("select id from accounts.submission")
                .query(UUID.class)
                .single();
        String text = PostOffice.text(answer);
        assertThat(text)
                .contains(
                        "prospects.csv",
                        "Lignes 4",
                        "Non inscrites sur la liste 2",
                        "Inscrites sur la liste 1",
                        "Non vérifiées 1",
                        "logo.png")
                .contains("/pro/depots/" + id)
                .contains(site.rows
                        .sql("select certificate from accounts.submission")
                        .query(String.class)
                        .single());
        assertThat(text + PostOffice.html(answer)).doesNotContain("063998", "06 39 98", "Anne");
        assertThat(answer.getHeader("In-Reply-To")).containsExactly("<first@example.org>");
        assertThat(answer.getHeader("References")).containsExactly("<first@example.org>");
        assertThat(answer.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        site.post.untilRead();
        assertThat(site.post.lying("Refused")).isZero();
        assertThat(site.rows
                        .sql("select submitted_by from accounts.submission")
                        .query(String.class)
                        .single())
                .startsWith("member:");
        assertThat(site.rows
                        .sql("select message_id from accounts.mailbox_mail")
                        .query((row, n) -> String.valueOf(row.getString(1)))
                        .list())
                .containsExactly("null");
        assertThat(site.server
                        .visitor(site.caller.owner(true))
                        .get("/pro/depots/" + id)
                        .statusCode())
                .isEqualTo(200);
        assertThat(site.server
                        .visitor(site.caller.owner(false))
                        .get("/pro/depots/" + id)
                        .body())
                .doesNotContain("prospects.csv");
    }

    /** The answer has counts alone; what waits on the page is sealed like at any other door. */
    @Test
    @Tag("check-long")
    void fileOfACompanyWithASealingKeyIsAnsweredAndItsResultsAreSealed() throws Exception {
        AgeKey key = AgeKey.make();
        site.server
                .bean(SealingKeys.class)
                .register(
                        site.server
                                .bean(Members.class)
                                .find(site.caller.owner(true).id())
                                .orElseThrow(),
                        key.recipient());
        assertThat(PostOffice.text(site.post.answer(OWNER, 1))).contains("clé de scellement");
        site.post.send(Letter.from(OWNER).file("prospects.csv", MailSite.FILE));
        String text = PostOffice.text(site.post.answer(OWNER, 2));
        assertThat(text).contains("Lignes 4", "Inscrites sur la liste 1");
        UUID id = site.rows
                .sql("select id from accounts.submission")
                .query(UUID.class)
                .single();
        String callable = site.server
                .visitor(site.caller.owner(true))
                .get("/pro/depots/" + id + "/fichiers/callable")
                .body();
        assertThat(callable).startsWith(AgeKey.MAGIC).doesNotContain("063998");
        byte[] kept = new Program(site.server.address(), site.caller.key("obl_live_0000000001", "submissions"))
                .get("/api/v1/submissions/" + id + "/files/callable")
                .body();
        assertThat(new String(key.open(kept), StandardCharsets.UTF_8))
                .isEqualTo("Nom;Téléphone\nBert;0639980002\nDora;06 39 98 00 03\n");
    }

    @Test
    @Tag("check-long")
    void sameMailTwiceIsOneSubmissionAndOneAnswer() {
        site.post.send(
                Letter.from(OWNER).header("Message-ID", "<same@example.org>").file("a.csv", MailSite.FILE));
        site.post.answer(OWNER, 1);
        site.post.send(
                Letter.from(OWNER).header("Message-ID", "<same@example.org>").file("a.csv", MailSite.FILE));
        site.post.until(() -> site.mails("DUPLICATE") == 1);
        site.post.untilRead();
        assertThat(site.submissions()).isEqualTo(1);
        // Another mail with the same file is answered, and counts nothing again.
        site.server.clock().move(Duration.ofMinutes(1));
        site.post.send(Letter.from(OWNER).file("a.csv", MailSite.FILE));
        assertThat(PostOffice.text(site.post.answer(OWNER, 2))).contains("Ce fichier était déjà déposé");
        assertThat(site.submissions()).isEqualTo(1);
        assertThat(site.caller.usedLines()).isEqualTo(3);
    }

    @Test
    void strangerIsAnsweredOnceADayAndNobodyUnproved() throws MessagingException {
        for (int i = 0; i < 3; i++) {
            site.post.send(Letter.from("inconnu@example.org").file("a.csv", MailSite.FILE));
            site.post.send(Letter.unsigned("victime@example.org").file("a.csv", MailSite.FILE));
        }
        site.post.untilRead();
        MimeMessage answer = site.post.answer("inconnu@example.org", 1);
        assertThat(answer.getSubject()).isEqualTo("Nous ne connaissons pas votre adresse");
        assertThat(PostOffice.text(answer)).contains("/professionnels");
        assertThat(site.post.mailOf("victime@example.org")).isEmpty();
        assertThat(site.post.lying("Refused")).isEqualTo(6);
        assertThat(site.submissions()).isZero();
        site.server.clock().move(Duration.ofHours(25));
        site.post.send(Letter.from("inconnu@example.org")
                .header("Content-Language", "en")
                .text("Hello?"));
        assertThat(site.post.answer("inconnu@example.org", 2).getSubject()).isEqualTo("We do not know your address");
        assertThat(site.rows
                        .sql("select recipient from accounts.mailbox_notice")
                        .query(String.class)
                        .list())
                .noneMatch(recipient -> recipient.contains("@"));
    }

    @Test
    void mailInSomebodysNameIsNotReadAndTheyAreToldOnceADay() throws MessagingException {
        String forged = Letter.RECEIVER + "; dkim=pass header.d=example.org";
        List.of(
                        Letter.unsigned(OWNER),
                        Letter.unsigned(OWNER).on("Authentication-Results", Letter.RECEIVER + "; dkim=fail"),
                        // The sender's own words, below those of the server.
                        Letter.unsigned(OWNER)
                                .on("Authentication-Results", forged)
                                .on("Authentication-Results", Letter.RECEIVER + "; dkim=none"),
                        Letter.unsigned(OWNER)
                                .on("Authentication-Results", forged)
                                .on("Authentication-Results", "mx.elsewhere.example; dkim=pass header.d=example.org"),
                        Letter.unsigned(OWNER)
                                .on(
                                        "Authentication-Results",
                                        Letter.RECEIVER + "; dkim=pass header.d=attacker.example"),
                        // Signed, and sent on by a person who has a copy, or kept for long.
                        Letter.from(OWNER).instead("To", "ami@example.com"),
                        Letter.from(OWNER).instead("Date", "Mon, 16 Nov 2026 15:01:07 +0100"),
                        Letter.from(OWNER).instead("Date", "Fri, 27 Nov 2026 15:01:07 +0100"),
                        Letter.from(OWNER).instead("Date", "hier"),
                        Letter.unsigned(OWNER)
                                .on("X-Authentication-Results", forged)
                                .on("ARC-Authentication-Results", "i=1; " + forged))
                .forEach(letter -> site.post.send(letter.file("a.csv", MailSite.FILE)));
        site.post.until(() -> site.mails("IMPERSONATED") == 10);
        site.post.untilRead();
        MimeMessage told = site.post.answer(OWNER, 1);
        assertThat(told.getSubject()).isEqualTo("Un message à votre nom n’a pas été pris");
        assertThat(told.getHeader("In-Reply-To")).isNull();
        assertThat(site.submissions()).isZero();
        assertThat(site.count("audit_entry where action = 'mailbox.impersonated'"))
                .isEqualTo(1);
    }

    /** Anyone with a copy of a signed mail may add to it what its signature does not cover. */
    @Test
    @Tag("check-long")
    void signedMailToWhichSomebodyAddedSomethingIsNotBelieved() {
        String us = "Depot <" + PostOffice.DEPOT + ">";
        String today = "Tue, 24 Nov 2026 15:01:07 +0100";
        List.of(
                        Letter.from(OWNER).instead("To", "ami@example.com").on("To", us),
                        Letter.from(OWNER)
                                .instead("Date", "Mon, 16 Nov 2026 15:01:07 +0100")
                                .on("Date", today),
                        Letter.from(OWNER).subject("[Hiver]").on("Subject", "[Été à Dieppe]"),
                        Letter.from(OWNER).on("DKIM-Signature", signature("from:to:subject:date", "l=120; ")),
                        Letter.from(OWNER).on("DKIM-Signature", signature("from:to:subject", "")),
                        Letter.from(OWNER)
                                .instead("To", "ami@example.com")
                                .on("Cc", us)
                                .on("DKIM-Signature", signature("From:To:\r\n Subject:Date", "")))
                .forEach(letter -> site.post.send(letter.file("a.csv", MailSite.FILE)));
        site.post.until(() -> site.mails("IMPERSONATED") == 6);
        assertThat(site.submissions()).isZero();
        // As mail services sign: all of it, or, as one large one does, not whom it is to.
        site.post.send(Letter.from(OWNER)
                .on("DKIM-Signature", signature("From:To:Subject:Date", ""))
                .file("a.csv", MailSite.FILE));
        site.post.send(Letter.from(OWNER)
                .on("DKIM-Signature", signature("From:Date:Subject:Message-ID:MIME-Version", ""))
                .file("b.csv", MailSite.FILE + "Elie;0639980004\n"));
        site.post.until(() -> site.mails("TAKEN") == 2);
    }

    private static String signature(String fields, String more) {
        return "v=1; a=rsa-sha256; d=example.org; s=one; " + more + "h=" + fields + "; bh=AAAA=; b=BBBB";
    }

    @Test
    @Tag("check-long")
    void automaticMailIsNeverAnswered() {
        List.of(
                        Letter.from(OWNER).header("Auto-Submitted", "auto-generated"),
                        Letter.from(OWNER).header("Auto-Submitted", "auto-replied (vacation)"),
                        Letter.from(OWNER).header("Precedence", "bulk"),
                        Letter.from(OWNER).header("List-Id", "<all.example.org>"),
                        Letter.from(OWNER).on("Return-Path", "<>"),
                        Letter.from(OWNER).as("multipart/report; report-type=delivery-status"),
                        Letter.from("MAILER-DAEMON@example.org"),
                        Letter.from("ne-pas-repondre@opposition.example")
                                .on(
                                        "Authentication-Results",
                                        Letter.RECEIVER + "; dkim=pass header.d=opposition.example"),
                        Letter.from(PostOffice.DEPOT)
                                .on(
                                        "Authentication-Results",
                                        Letter.RECEIVER + "; dkim=pass header.d=opposition.example"),
                        Letter.from(OWNER).header("From", "autre@example.org"),
                        Letter.from(OWNER + ", autre@example.org"),
                        Letter.from("nobody"))
                .forEach(letter -> site.post.send(letter.file("a.csv", MailSite.FILE)));
        site.post.until(() -> site.mails("SILENT") == 12);
        site.post.untilRead();
        assertThat(site.count("outbox")).isZero();
        assertThat(site.submissions()).isZero();
    }

    @Test
    void campaignNamedInTheSubjectOrAddressDecidesForWhom() {
        Caller client = new Caller(site.server, "000000026", "Client").withPlan(10_000, 1_000_000);
        client.mandates(site.caller);
        LocalDate today = LocalDate.parse("2026-11-24");
        Campaign campaign = site.server
                .bean(Campaigns.class)
                .declare(
                        site.caller.company(),
                        "test",
                        new Campaigns.Terms(
                                client.siren(), "Été à Dieppe", Sector.OTHER, null, null, today, today.plusMonths(2)));
        site.post.send(Letter.from(OWNER)
                .subject(Letter.utf8("Fichier =?utf-8?Q?=5B=C3=89t=C3=A9_=C3=A0_Dieppe=5D?="))
                .file("a.csv", MailSite.FILE));
        site.post.answer(OWNER, 1);
        site.post.send(Letter.from(OWNER)
                .header("Delivered-To", "depot+" + campaign.id() + "@opposition.example")
                .file("b.csv", MailSite.FILE + "Elie;0639980004\n"));
        site.post.answer(OWNER, 2);
        site.post.send(
                Letter.from(OWNER).subject("[EXT] [Noël 0639980002]").file("c.csv", MailSite.FILE + "F;0639980005\n"));
        assertThat(PostOffice.text(site.post.answer(OWNER, 3)))
                .contains("BT-0762", "EXT")
                .doesNotContain("063998");
        assertThat(site.rows
                        .sql("select principal from accounts.submission order by seq")
                        .query(UUID.class)
                        .list())
                .containsExactly(client.company(), client.company());
        assertThat(site.rows
                        .sql("select campaign from accounts.submission order by seq")
                        .query(String.class)
                        .list())
                .containsOnly("Été à Dieppe");
        assertThat(site.caller.usedLines()).isZero();
        client.endMandates(site.server);
        site.server.clock().move(Duration.ofSeconds(1));
        site.post.send(Letter.from(OWNER).subject("[Ete a Dieppe]").file("d.csv", MailSite.FILE));
        assertThat(PostOffice.text(site.post.answer(OWNER, 4))).contains("BT-0712");
        site.post.send(Letter.from(OWNER).subject("[" + campaign.id() + "]").file("d.csv", MailSite.FILE));
        assertThat(PostOffice.text(site.post.answer(OWNER, 5))).contains("BT-0712");
        Caller stranger = new Caller(site.server, "000000034", "Autre").withPlan(10_000, 1_000_000);
        int answers = 0;
        for (String subject : List.of("[" + campaign.id() + "]", "Fichier []")) {
            site.post.send(Letter.from(stranger.email()).subject(subject).file("d.csv", MailSite.FILE));
            assertThat(PostOffice.text(site.post.answer(stranger.email(), ++answers)))
                    .as(subject)
                    .contains("BT-0762");
        }
    }

    @Test
    void whatCannotBeTakenIsSaidWithItsCure() {
        Caller poor = new Caller(site.server, "000000034", "Sans formule");
        site.post.send(Letter.from(poor.email()).file("a.csv", MailSite.FILE));
        assertThat(PostOffice.text(site.post.answer(poor.email(), 1)))
                .contains("a.csv", "BT-0320", "Choisissez une formule");
        Caller small = new Caller(site.server, "000000042", "Petite formule").withPlan(2, 1000);
        site.post.send(Letter.from(small.email()).file("a.csv", MailSite.FILE));
        assertThat(PostOffice.text(site.post.answer(small.email(), 1))).contains("a.csv", "BT-0321");
        SignedIn.Member auditor = site.caller.colleague(SignedIn.Role.AUDITOR);
        site.post.send(Letter.from(auditor.id() + "@example.org").file("a.csv", MailSite.FILE));
        assertThat(PostOffice.text(site.post.answer(auditor.id() + "@example.org", 1)))
                .contains("BT-0102");
        site.post.send(Letter.from(OWNER).text("Le fichier suit."));
        assertThat(PostOffice.text(site.post.answer(OWNER, 1))).contains("BT-0760");
        site.post.send(Letter.from(OWNER).file("grand.csv", new byte[4 << 20]));
        assertThat(PostOffice.text(site.post.answer(OWNER, 2))).contains("BT-0761", "4 Mio");
        site.post.send(Letter.from(OWNER).file("quoi.csv", "0639980001;0639980002\nx;y\n"));
        assertThat(PostOffice.text(site.post.answer(OWNER, 3))).doesNotContain("063998");
    }

    @Test
    void pageTellsTheAddressAndTheOperatorSeesTheMailbox() {
        assertThat(site.server.visitor().get("/professionnels").body())
                .contains("Sur ce site, par e-mail ou par l’API.");
        assertThat(site.server.visitor().get("/plan-du-site").body()).contains("/aide/par-e-mail");
        assertThat(site.server.visitor().get("/aide/par-e-mail").body())
                .contains("mailto:" + PostOffice.DEPOT, "depot+nom-de-la-campagne@opposition.example");
        assertThat(site.server
                        .visitor(site.caller.owner(true))
                        .get("/pro/depots/nouveau")
                        .body())
                .contains("/aide/par-e-mail");
        site.post.until(() -> site.count("mailbox_state where read_at is not null") == 1);
        assertThat(site.server
                        .visitor(site.server.staff())
                        .get("/operateur/depots")
                        .body())
                .contains("Boîte de dépôt par e-mail");
    }
}
