package org.openbloctel.registry.credential;

/** That somebody has their second factor at hand now, and not only a session in which it was given once. */
public sealed interface Proof {
    /**
     * A code of the authenticator, or a recovery code.
     *
     * @param code as typed
     */
    record Code(String code) implements Proof {
        /** Without the code. */
        @Override
        public String toString() {
            return "Code";
        }
    }

    /**
     * The answer of a passkey to a {@link Factors#question}.
     *
     * @param session the session that asked
     * @param answer of the browser, as JSON
     */
    record Answer(String session, String answer) implements Proof {
        /** Without the answer. */
        @Override
        public String toString() {
            return "Answer";
        }
    }
}
