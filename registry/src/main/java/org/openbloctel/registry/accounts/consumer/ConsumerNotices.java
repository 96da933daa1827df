package org.openbloctel.registry.accounts.consumer;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.platform.database.Database;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.ConsumerRefusal;
import org.openbloctel.registry.platform.refusal.RefusedException;

/**
 * Tells consumers what was done, in the form in which they came: by mail, or by a letter that waits to be printed. Dates go as
 * ISO 8601 and numbers masked; the templates do the rest.
 */
final class ConsumerNotices {
    private final LetterRows rows;
    private final Outbox outbox;
    private final ConsumerSettings settings;

    ConsumerNotices(Database database, Outbox outbox, ConsumerSettings settings) {
        this.rows = database.rows(LetterRows.class);
        this.outbox = outbox;
        this.settings = settings;
    }

    enum Kind {
        RECEIPT("consumer/receipt"),
        RENEWAL_NOTICE("consumer/renewal"),
        WITHDRAWAL("consumer/withdrawal");

        private final String template;

        Kind(String template) {
            this.template = template;
        }
    }

    /**
     * Tells of registrations of one consumer.
     *
     * @param letter the reference of the letter that asked for it; null for anything else
     */
    void notify(Consumer consumer, Kind kind, List<Registration> registrations, @Nullable String letter, Instant now) {
        String email = consumer.email();
        if (email == null) {
            write(consumer, kind, registrations, letter, now);
            return;
        }
        for (Registration registration : registrations) {
            mail(email, consumer.locale(), kind.template, parameters(registration));
        }
    }

    private void write(
            Consumer consumer, Kind kind, List<Registration> registrations, @Nullable String letter, Instant now) {
        boolean written = rows.insert(
                UUID.randomUUID(),
                consumer.id(),
                kind.name(),
                registrations.stream().map(Registration::id).toList(),
                letter,
                now);
        if (!written) {
            throw new RefusedException(new ConsumerRefusal.LetterKnown());
        }
    }

    /** A mail with a link that does its work at a click on the button behind it. */
    void link(String email, Locale locale, String template, String path, String token, Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>(more);
        parameters.put("link", settings.link(path, token));
        mail(email, locale, template, parameters);
    }

    void mail(String email, Locale locale, String template, Map<String, String> parameters) {
        outbox.put(new Outbox.Message(email, locale, template, parameters));
    }

    private static Map<String, String> parameters(Registration registration) {
        Map<String, String> parameters = new LinkedHashMap<>();
        PhoneNumber number = registration.number();
        parameters.put("registrationNumber", registration.registrationNumber().spelled());
        parameters.put("number", number == null ? "" : number.masked());
        parameters.put("registeredAt", registration.registeredAt().toString());
        parameters.put("effectiveOn", registration.effectiveOn().toString());
        parameters.put("endsOn", registration.endsOn().toString());
        parameters.put("noticeBy", registration.noticeBy().toString());
        parameters.put("renewal", registration.renewal().name());
        Registration.End end = registration.end();
        parameters.put("endedAt", end == null ? "" : end.at().toString());
        return parameters;
    }
}
