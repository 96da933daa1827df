package org.openbloctel.registry.accounts.consumer;

import java.net.URI;

/**
 * What an operator decides about consumers.
 *
 * @param portal the portal's address as people see it; links in mails begin with it
 * @param proofRequired whether a number is put on the list only when its code was entered
 * @param acts the limits of a day for registrations and withdrawals
 */
public record ConsumerSettings(URI portal, boolean proofRequired, ActLimits acts) {
    /** With the limits that are the default. */
    public ConsumerSettings(URI portal, boolean proofRequired) {
        this(portal, proofRequired, ActLimits.DEFAULT);
    }

    /** A link into the portal with a token that a form there will act on; one that holds for days keeps it from servers. */
    String link(String path, String token) {
        String base = portal.toString();
        String mark = path.equals(LostMailboxes.STOP) ? "#jeton=" : "?jeton=";
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path + mark + token;
    }
}
