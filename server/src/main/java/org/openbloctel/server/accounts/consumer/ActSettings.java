package org.openbloctel.server.accounts.consumer;

import org.openbloctel.registry.accounts.consumer.ActLimits;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The limits of a day for registrations and withdrawals together that no code proves; 0 is no limit.
 *
 * @param number of one number
 * @param account of one e-mail address
 * @param address from one network address
 * @param network from one network
 */
@ConfigurationProperties("openbloctel.registrations-a-day")
record ActSettings(
        @Between(min = 0, max = 1_000_000) int number,
        @Between(min = 0, max = 1_000_000) int account,
        @Between(min = 0, max = 1_000_000) int address,
        @Between(min = 0, max = 1_000_000) int network) {
    ActLimits limits() {
        return new ActLimits(number, account, address, network);
    }
}
