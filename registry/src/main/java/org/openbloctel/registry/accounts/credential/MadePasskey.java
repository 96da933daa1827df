package org.openbloctel.registry.accounts.credential;

import java.util.List;

/** A passkey that was made. */
@SuppressWarnings("ArrayRecordComponent") // On its way into the database.
record MadePasskey(
        byte[] credentialId,
        byte[] attested,
        long signCount,
        boolean verified,
        boolean canBeCopied,
        boolean copied,
        List<String> transports) {}
