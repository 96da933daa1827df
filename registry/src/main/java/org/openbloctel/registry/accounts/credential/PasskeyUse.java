package org.openbloctel.registry.accounts.credential;

/** What a use changes. */
record PasskeyUse(long signCount, boolean copied) {}
