package org.openbloctel.server.accounts.webhook;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.openbloctel.server.platform.forms.KeptForm;

/** A webhook, as typed. */
record WebhookForm(String url, String description, List<String> types) implements KeptForm {
    WebhookForm {
        url = requireNonNullElse(url, "");
        description = requireNonNullElse(description, "");
        types = List.copyOf(requireNonNullElse(types, List.of()));
    }
}
