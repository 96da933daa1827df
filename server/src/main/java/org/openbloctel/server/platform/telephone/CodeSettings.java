package org.openbloctel.server.platform.telephone;

import org.openbloctel.registry.accounts.consumer.CodeBudget;
import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The limits of the whole service for codes to telephones; 0 is no limit.
 *
 * @param anHour codes within an hour
 * @param aDay codes within a legal day
 */
@ConfigurationProperties("openbloctel.telephone-codes")
record CodeSettings(
        @Between(min = 0, max = 10_000_000) int anHour,
        @Between(min = 0, max = 100_000_000) int aDay) {
    CodeBudget.Limits limits() {
        return new CodeBudget.Limits(anHour, aDay);
    }
}
