package org.openbloctel.server.calls.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file keeps the name that its sender gave it, however their program wrote it; a head that nobody can read gives it none. */
final class AttachmentNameTest {
    private static String name(String head, Charset charset) throws MessagingException {
        String part = head.replace("\\t", "\r\n\t") + "\r\n\r\n";
        return AttachmentName.of(new MimeBodyPart(new ByteArrayInputStream(part.getBytes(charset))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Content-Disposition: attachment; filename=\"été.csv\"|été.csv",
                "Content-Disposition: attachment; filename*=UTF-8''%C3%A9t%C3%A9.csv|été.csv",
                "Content-Disposition: attachment; filename*=ISO-8859-1'fr'%E9t%E9.csv|été.csv",
                "Content-Disposition: attachment; filename*0=\"appels-\"; filename*1=\"2026.csv\"|appels-2026.csv",
                "Content-Disposition: attachment; filename=\"=?UTF-8?B?w6l0w6kuY3N2?=\"|été.csv",
                "Content-Disposition: attachment; filename=\"=?UTF-8?Q?=C3=A9t?=\\t=?UTF-8?Q?=C3=A9.csv?=\"|été.csv",
                "Content-Disposition: attachment; filename=mes appels.csv|mes appels.csv",
                "Content-Disposition: attachment\\tContent-Type: x|``",
                "Content-Type: text/csv; name=\"appels.csv\"|appels.csv",
                "Content-Type: text/csv; charset=utf-8; NAME=appels.csv|appels.csv",
                "Content-Disposition: attachment; filename=\"  a.csv \"|a.csv",
                "Content-Disposition: attachment; filename=\"../../etc/passwd\"|../../etc/passwd",
                "Content-Disposition: attachment; filename=\"\"|``",
                "Subject: x|``",
            })
    void nameIsTheOneThatWasGiven(String head, String name) throws MessagingException {
        assertThat(name(head, StandardCharsets.UTF_8)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: attachment; filename=\"",
                "Content-Disposition: ;;;;=;\"",
                "Content-Disposition: attachment; filename*=UTF-8''%ZZ%",
                "Content-Disposition: attachment; filename*=nowhere''%C3%A9",
                "Content-Disposition: attachment; filename=\"=?nowhere?Q?x?=\"",
                "Content-Disposition: attachment; filename=\"=?UTF-8?B?####?=\"",
                "Content-Disposition: attachment; filename*99999999999=x",
                "Content-Type: \u0000; name=\u0000",
            })
    void headThatIsNoneIsReadWithoutAFault(String head) throws MessagingException {
        assertThat(name(head, StandardCharsets.UTF_8)).isNotNull();
        assertThat(name(head, StandardCharsets.ISO_8859_1)).isNotNull();
        assertThat(name(head, StandardCharsets.UTF_16)).isNotNull();
    }
}
