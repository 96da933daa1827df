package org.openbloctel.registry.authority.complaint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a complaint cannot settle, and the authority that can. */
public enum OtherAuthority {
    /** Text messages, and calls that ring once or ask to be called back at a premium rate: 33700. */
    SPAM,
    /** A number shown that is another person's, or an operator's mention that the call was not authenticated: Arcep. */
    SPOOFING,
    /** Where the number was taken from, or data that are not erased: CNIL. */
    DATA,
    /** Threats: the police. */
    THREATS;

    /** As it stands in forms. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The door of a code. */
    public static Optional<OtherAuthority> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
