package org.openbloctel.registry.calls.mailbox;

/**
 * Where a mail lies.
 *
 * @param mailbox which mailbox and folder
 * @param validity of the folder's numbering
 * @param uid its number there
 */
public record Place(String mailbox, long validity, long uid) {}
