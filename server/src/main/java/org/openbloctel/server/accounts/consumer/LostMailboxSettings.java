package org.openbloctel.server.accounts.consumer;

import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of lost mailboxes.
 *
 * @param days between the code and the change of the address
 */
@ConfigurationProperties("openbloctel.lost-mailbox")
record LostMailboxSettings(@Between(min = 1, max = 60) int days) {}
