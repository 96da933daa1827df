package org.openbloctel.registry.authority.casefile;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openbloctel.registry.authority.inspection.InspectorAccount;
import org.openbloctel.registry.authority.inspection.InspectorDirectory;
import org.openbloctel.registry.platform.outbox.Outbox;

/**
 * Mails to the inspector who has a case, in the transaction that causes them: it waits for them. They have its reference and a link, and nothing else
 * of it. Where that inspector caused it, or is none any more, the heads of inspectors get the mail.
 */
final class CaseNews {
    private final InspectorDirectory inspectors;
    private final Outbox outbox;
    private final URI portal;

    CaseNews(InspectorDirectory inspectors, Outbox outbox, URI portal) {
        this.inspectors = inspectors;
        this.outbox = outbox;
        this.portal = portal;
    }

    /**
     * Notifies of a case that waits.
     *
     * @param by the inspector who caused it, and gets no mail; null for none
     */
    void notify(CaseFile file, @Nullable UUID by) {
        Map<String, String> says = Map.of(
                "reference",
                file.reference(),
                "link",
                portal.resolve("/inspection/dossiers/" + file.id()).toString());
        recipients(file, by)
                .forEach(one -> outbox.put(new Outbox.Message(one.email(), one.locale(), "casefile/waits", says)));
    }

    /** The cases of which this inspector gets the mails: their own and, for a head, those whose inspector is none any more. */
    Predicate<CaseFile> reaching(UUID inspector) {
        boolean head = inspectors.heads().stream().anyMatch(one -> one.id().equals(inspector));
        Map<UUID, Boolean> left = new HashMap<>();
        return file -> {
            UUID holder = file.opening().inspector();
            return holder.equals(inspector)
                    || (head
                            && left.computeIfAbsent(
                                    holder, one -> inspectors.find(one).isEmpty()));
        };
    }

    private List<InspectorAccount> recipients(CaseFile file, @Nullable UUID by) {
        UUID holder = file.opening().inspector();
        Optional<InspectorAccount> found = holder.equals(by) ? Optional.empty() : inspectors.find(holder);
        Stream<InspectorAccount> recipients = found.isPresent() ? found.stream() : inspectors.heads().stream();
        return recipients.filter(one -> !one.id().equals(by)).toList();
    }
}
