package org.openbloctel.server.accounts.operator;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** For how many days files are kept, as the operator’s pages say. */
@ConfigurationProperties("openbloctel.submissions")
record RetentionSettings(int daysAsSent, int hoursAfterDownload, int daysAtMost) {}
