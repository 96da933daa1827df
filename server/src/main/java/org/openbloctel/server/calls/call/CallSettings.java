package org.openbloctel.server.calls.call;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** Whether calls are also written as rows, for servers of the release before. */
@ConfigurationProperties("openbloctel.calls")
record CallSettings(boolean forPreviousRelease) {}
