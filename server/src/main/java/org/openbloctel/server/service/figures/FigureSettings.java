package org.openbloctel.server.service.figures;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Under which licence the figures are published.
 *
 * @param licence its name
 * @param licenceUrl where it can be read
 */
@ConfigurationProperties("openbloctel.figures")
record FigureSettings(String licence, String licenceUrl) {}
