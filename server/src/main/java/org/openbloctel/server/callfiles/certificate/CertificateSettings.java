package org.openbloctel.server.callfiles.certificate;

import org.openbloctel.server.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** After how many days certificates are signed by a new key. */
@ConfigurationProperties("openbloctel.certificates")
record CertificateSettings(@Between(min = 1, max = 3650) int keyDays) {}
