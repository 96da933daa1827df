package org.openbloctel.server.app;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Whether mails are sealed while they wait. All servers of one database must be of a version that opens them. */
@ConfigurationProperties("openbloctel.mail")
record OutboxSettings(boolean sealed) {}
