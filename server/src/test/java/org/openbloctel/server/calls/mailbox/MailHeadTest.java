package org.openbloctel.server.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.calls.mailbox.Envelope;
import org.openbloctel.registry.calls.mailbox.Envelope.Authentication;

/** What the head of a mail says is believed where our server vouches for it, and any other text is read without a fault. */
final class MailHeadTest {
    private static final String US = "depot@oppose.example";
    private static final String SERVER = "mx.oppose.example";
    private static final String PASSED = "Authentication-Results: " + SERVER
            + "; dkim=pass header.d=example.org; dmarc=pass header.from=example.org";

    private static MimeMessage mail(String... headers) throws MessagingException {
        String text = String.join("\r\n", headers) + "\r\n\r\n";
        return new MimeMessage(null, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Envelope head(String... headers) throws MessagingException {
        return MailHead.of(mail(headers), SERVER, US);
    }

    @Test
    void senderIsVouchedForByOurServerAlone() throws MessagingException {
        Authentication passed = new Authentication(Set.of("example.org"), Set.of("example.org"));
        assertThat(head(PASSED, "From: a@example.org").authentication()).isEqualTo(passed);
        assertThat(head(PASSED.replace(SERVER, "mx.evil.example"), "From: a@example.org")
                        .authentication())
                .isEqualTo(Authentication.NONE);
        assertThat(head("Authentication-Results: mx.evil.example; none", PASSED, "From: a@example.org")
                        .authentication())
                .as("what stands below came with the mail")
                .isEqualTo(Authentication.NONE);
        assertThat(head("From: a@example.org").authentication()).isEqualTo(Authentication.NONE);
    }

    /** Of two, a signature covers one. */
    @ParameterizedTest
    @ValueSource(strings = {"From: b@example.org", "To: b@example.org", "Cc: b@x.example", "DATE: now", "subject: x"})
    void fieldThatStandsTwiceTakesTheVouchingAway(String other) throws MessagingException {
        String[] once = {PASSED, "From: a@example.org", "To: " + US, "Cc: c@x.example", "Date: now", "Subject: y"};
        assertThat(head(once).authentication()).isNotEqualTo(Authentication.NONE);
        String[] twice = java.util.Arrays.copyOf(once, once.length + 1);
        twice[once.length] = other;
        assertThat(head(twice).authentication()).isEqualTo(Authentication.NONE);
    }

    @Test
    void eachSenderIsNamedAndOneThatCannotBeReadIsNone() throws MessagingException {
        assertThat(head("From: \"b@evil.example\" <a@example.org>").from()).containsExactly("a@example.org");
        assertThat(head("From: a@example.org, b@example.org").from()).hasSize(2);
        assertThat(head("From: a@example.org", "From: b@example.org").from()).hasSize(2);
        assertThat(head("From: undisclosed: a@example.org;").from()).containsExactly("");
        for (String from : List.of("a@example.org b@example.org", "<a@example.org", "a@@example.org", "@", "\u0000")) {
            assertThat(head("From: " + from).from()).as(from).doesNotContain("a@example.org");
        }
        assertThat(head("Subject: x").from()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "Auto-Submitted: Auto-Generated; owner-email=a@example.org",
                "auto-submitted: nobody",
                "Precedence: BULK",
                "Precedence: list",
                "List-Id: <x.example.org>",
                "List-Unsubscribe: <mailto:x@example.org>",
                "X-Auto-Response-Suppress: All",
                "X-Loop: a@example.org",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
                "Return-Path: < >",
            })
    void mailOfAProgramIsAutomatic(String header) throws MessagingException {
        assertThat(head("From: a@example.org", header).automatic()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: no",
                "Auto-Submitted: No; comment",
                "Precedence: normal",
                "Return-Path: <a@example.org>",
                "Content-Type: multipart/mixed; boundary=x"
            })
    void mailOfAPersonIsNot(String header) throws MessagingException {
        assertThat(head("From: a@example.org", header).automatic()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "To: depot@oppose.example|true",
                "Cc: Dépôt <DEPOT@Oppose.Example>|true",
                "To: depot+Soldes@oppose.example|true",
                "To: a@example.org, depot@oppose.example|true",
                "To: depot@oppose.example.evil.example|false",
                "To: xdepot@oppose.example|false",
                "To: depot+@oppose.example, a@x.example|true",
                "To: \"depot@oppose.example\" <a@x.example>|false",
                "To: depot @oppose.example|false",
                "Bcc: depot@oppose.example|false",
                "Delivered-To: depot@oppose.example|false",
                "To: İdepot+İ@oppose.example|false",
            })
    void mailIsToUsWhereToOrCcSaysSo(String header, boolean toUs) throws MessagingException {
        assertThat(head(PASSED, "From: a@example.org", header).toUs()).isEqualTo(toUs);
    }

    @Test
    void mailIsDeliveredToAnAddressThatAnyHeaderOfItsRecipientsNames() throws MessagingException {
        for (String name : List.of("To", "Cc", "Delivered-To", "X-Original-To")) {
            assertThat(MailHead.isTo(mail(name + ": depot+x@oppose.example"), US))
                    .as(name)
                    .isTrue();
            assertThat(MailHead.isTo(mail(name + ": aide@oppose.example"), US))
                    .as(name)
                    .isFalse();
        }
        assertThat(MailHead.isTo(mail("Subject: " + US), US)).isFalse();
    }

    @Test
    void campaignStandsInBracketsOrBehindThePlus() throws MessagingException {
        assertThat(head(
                                "Subject: [Soldes d'hiver] fichier [ ] []",
                                "To: depot+Rappel@oppose.example",
                                "X-Original-To: depot+a+b@oppose.example")
                        .campaigns())
                .containsExactlyInAnyOrder("Soldes d'hiver", "", "Rappel", "a+b");
        assertThat(head("Subject: =?UTF-8?Q?[=C3=89t=C3=A9]?=").campaigns()).containsExactly("Été");
        assertThat(head("Subject: [a\r\n\tb]").campaigns()).containsExactly("a\tb");
        assertThat(head("Subject: ]a[ [b").campaigns()).isEmpty();
        assertThat(head("Subject: =?unknown?Q?[x]?=").campaigns()).containsExactly("x");
    }

    @Test
    void onlyAProperMessageIdIsAnswered() throws MessagingException {
        assertThat(head("Message-ID:  <a.b@example.org> ").messageId()).contains("<a.b@example.org>");
        for (String id :
                List.of("a@example.org", "<a b@example.org>", "<a><b>", "<>", "<" + "x".repeat(251) + ">", "<é@x>")) {
            assertThat(head("Message-ID: " + id).messageId()).as(id).isEmpty();
        }
    }

    @Test
    void dateAndLanguageAreReadOrLeftOut() throws MessagingException {
        assertThat(head("Date: Tue, 24 Nov 2026 15:01:07 +0100 (CET)").sentAt().orElseThrow())
                .isEqualTo("2026-11-24T14:01:07Z");
        for (String date : List.of("yesterday", "", "2026-11-24")) {
            assertThat(head("Date: " + date).sentAt()).as(date).isEmpty();
        }
        assertThat(head("Content-Language: EN-gb").locale()).isEqualTo(Locale.ENGLISH);
        assertThat(head("Accept-Language: en").locale()).isEqualTo(Locale.ENGLISH);
        assertThat(head("Content-Language: de", "Accept-Language: en").locale()).isEqualTo(Locale.FRENCH);
        assertThat(head("Subject: hello").locale()).isEqualTo(Locale.FRENCH);
    }
}
