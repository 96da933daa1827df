package org.openbloctel.server.service.site;

import org.openbloctel.registry.platform.figures.ServiceMinutes;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The minutes in which the service was well. */
@Configuration(proxyBeanMethods = false)
@Import(ServiceMinutes.class)
class SiteConfiguration {}
