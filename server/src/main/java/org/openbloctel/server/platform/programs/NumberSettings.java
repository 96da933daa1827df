package org.openbloctel.server.platform.programs;

import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How many numbers a company may look up. */
@ConfigurationProperties("openbloctel.checks")
record NumberSettings(@Between(min = 0, max = 999_999_999) int numbersAMinute) {}
