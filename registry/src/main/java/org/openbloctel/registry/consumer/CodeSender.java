package org.openbloctel.registry.consumer;

import java.util.Locale;

/**
 * Brings a one-time code to a telephone. Thread-safe. Never writes number and code into one log, and never a number at all.
 */
public interface CodeSender {
    /** How a code is brought. */
    enum Channel {
        /** A text message: mobiles only. */
        SMS,
        /** A call that reads the code out: any line. */
        VOICE
    }

    /**
     * Sends a code.
     *
     * @return whether somebody took it on; not whether it arrived
     */
    boolean send(PhoneNumber number, String code, Channel channel, Locale locale);
}
