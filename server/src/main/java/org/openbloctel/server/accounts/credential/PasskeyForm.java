package org.openbloctel.server.accounts.credential;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.TypedSecret;

/** What a browser sends back of a passkey, and what its holder calls it. */
public record PasskeyForm(String name, TypedSecret answer, String permit) implements KeptForm {
    public PasskeyForm {
        name = requireNonNullElse(name, "");
        answer = requireNonNullElse(answer, TypedSecret.NONE);
        permit = requireNonNullElse(permit, "");
    }

    /** The same under this name. */
    public PasskeyForm named(String name) {
        return new PasskeyForm(name, answer, permit);
    }

    /** Without the permit. */
    @Override
    public String toString() {
        return "PasskeyForm";
    }
}
