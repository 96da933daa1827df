package org.openbloctel.registry.authority.complaint;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.accounts.consumer.Consumer;
import org.openbloctel.registry.accounts.consumer.Consumers;
import org.openbloctel.registry.platform.outbox.Outbox;
import org.openbloctel.registry.platform.refusal.RefusedException;

/** Mails to complainants when their complaint moves, in the transaction that moves it. They give its new state, and name no company. */
final class ComplaintNews {
    private final Outbox outbox;
    private final Consumers consumers;
    private final ComplaintLinks links;

    ComplaintNews(Outbox outbox, Consumers consumers, ComplaintLinks links) {
        this.outbox = outbox;
        this.consumers = consumers;
        this.links = links;
    }

    /**
     * A complaint that moved, and who follows it.
     *
     * @param consumer the complainant with an account; null without
     * @param email the proved address of one without; null for none
     */
    record Moved(
            UUID id,
            Reference reference,
            @Nullable UUID consumer,
            @Nullable String email,
            @Nullable String locale) {}

    void notify(Moved moved, ComplaintState state, @Nullable ClosingReason reason) {
        send(moved, "complaint/moved", Map.of("state", state.name(), "reason", reason == null ? "" : reason.name()));
    }

    /** The sanction for which it was closed was annulled. A server of the version before leaves this mail for a later attempt. */
    void annulled(Moved moved) {
        send(moved, "complaint/annulled", Map.of());
    }

    private void send(Moved moved, String template, Map<String, String> says) {
        if (moved.email() != null && moved.locale() != null) {
            String link = links.address(ComplaintLinks.PATH, links.token(moved.id()));
            outbox.put(new Outbox.Message(
                    moved.email(), Locale.forLanguageTag(moved.locale()), template, all(moved, link, says)));
        } else if (moved.consumer() != null) {
            Consumer consumer = consumer(moved.consumer());
            if (consumer != null && consumer.email() != null) {
                String link = links.page("/espace/signalements/" + moved.id());
                outbox.put(new Outbox.Message(consumer.email(), consumer.locale(), template, all(moved, link, says)));
            }
        }
    }

    private @Nullable Consumer consumer(UUID id) {
        try {
            return consumers.space(id).consumer();
        } catch (RefusedException goneMeanwhile) {
            return null;
        }
    }

    private static Map<String, String> all(Moved moved, String link, Map<String, String> says) {
        Map<String, String> all = new TreeMap<>(says);
        all.put("reference", moved.reference().spelled());
        all.put("link", link);
        return all;
    }
}
