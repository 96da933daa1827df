package org.openbloctel.server.accounts.credential;

import static java.util.Objects.requireNonNullElse;

import org.openbloctel.registry.accounts.credential.Factors;
import org.openbloctel.server.platform.forms.KeptForm;
import org.openbloctel.server.platform.forms.TypedSecret;

/** A proof of the second factor: a code as typed, or the answer of a passkey. */
record ProofForm(TypedSecret code, TypedSecret answer) implements KeptForm {
    ProofForm {
        code = requireNonNullElse(code, TypedSecret.NONE);
        answer = requireNonNullElse(answer, TypedSecret.NONE);
    }

    boolean byPasskey() {
        return !answer.text().isEmpty();
    }

    /** What it proves with. */
    Factors.Proof proof(String session) {
        return byPasskey() ? new Factors.Proof.Answer(session, answer.text()) : new Factors.Proof.Code(code.text());
    }
}
