package org.openbloctel.server.accounts.company;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** What companies have to do first. */
@ConfigurationProperties("openbloctel.companies")
record CompanySettings(boolean mustBeVerified) {}
