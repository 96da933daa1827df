package org.openbloctel.registry.webhook;

import java.util.Locale;

/** Why an attempt failed. Permanent: the API shows the codes, bundles have words for them. */
public enum Fault {
    /** The receiver answered with a status that is no success. */
    STATUS,
    /** The host's name is known to nobody. */
    UNKNOWN_HOST,
    /** The host leads where nothing may be sent: this machine, a private network. */
    FORBIDDEN_ADDRESS,
    /** No connection. */
    UNREACHABLE,
    /** The certificate or the protocol of the protected connection is not right. */
    TLS,
    /** No answer in time. */
    TIMEOUT,
    /** The connection ended before there was an answer, or what came is no HTTP. */
    NO_ANSWER;

    /** As the API shows it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
