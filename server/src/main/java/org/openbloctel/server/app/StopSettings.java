package org.openbloctel.server.app;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** How long a server that is told to stop goes on answering. */
@ConfigurationProperties("openbloctel.stop")
record StopSettings(Duration drain) {}
