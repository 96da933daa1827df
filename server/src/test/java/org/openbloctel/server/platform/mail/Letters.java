package org.openbloctel.server.platform.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.springframework.context.support.StaticMessageSource;

/** Messages, and a writer that knows their templates. */
final class Letters {
    static final Map<String, String> PARAMETERS = Map.of(
            "name",
            "<Camille & Co>",
            "link",
            "https://demo.example/confirmer?jeton=a1&x=b",
            "effectiveOn",
            "2026-12-01");

    private Letters() {}

    static MailWriter writer() {
        StaticMessageSource texts = new StaticMessageSource();
        texts.addMessage("test.mail.hello.subject", Locale.FRENCH, "Votre numéro est inscrit");
        texts.addMessage("test.mail.hello.subject", Locale.ENGLISH, "Your number is on the list");
        texts.addMessage("test.mail.plain.subject", Locale.FRENCH, "Un objet\r\nBcc: autre@example.org");
        texts.addMessage("test.mail.missing.subject", Locale.FRENCH, "Sans texte");
        for (Locale locale : new Locale[] {Locale.FRENCH, Locale.ENGLISH}) {
            texts.addMessage("mail.foot", locale, "—");
            texts.addMessage("mail.help", locale, "?");
        }
        return new MailWriter(texts, "https://demo.example", "OpenBloctel");
    }

    static Outbox.Taken taken(UUID id, Outbox.Message message) {
        return new Outbox.Taken(id, 1, Instant.EPOCH, "example.org", message);
    }

    static Outbox.Message to(String recipient, String template) {
        return new Outbox.Message(recipient, Locale.FRENCH, template, PARAMETERS);
    }
}
