package org.openbloctel.registry.credential;

/** What a use changes. */
record PasskeyUse(long signCount, boolean copied) {}
